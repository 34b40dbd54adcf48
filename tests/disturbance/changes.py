"""One printed number of a report made wrong: its last digit, two digits exchanged, a factor, the value of a neighbour."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from attrs import evolve

from perfrules import number
from perfrules.audit.numbers import Numbers, PrintedNumber
from perfrules.audit.printed import printed_numbers, statement_keys
from perfrules.case import Case
from perfrules.evidence import Known, TargetRow
from perfrules.frozen import Pairs

FACTORS = (Fraction(10), Fraction(1, 10), Fraction(10**4), Fraction(1, 10**4))


def numbers_of(case: Case) -> Numbers:
    """The numbers of a report; flags and choices are none."""
    return Numbers(one for one in printed_numbers(case).values() if one.kind not in {"flag", "choice"})


def wrong_values(one: PrintedNumber, numbers: Numbers) -> Iterator[tuple[str, Fraction]]:
    """In which ways a number can be wrong, with the value it would have; those that it already has are left out."""
    unit = _unit(one)
    found = [("last digit", one.value + unit), ("last digit", one.value - unit)]
    found += [("digits", value) for value in _transposed(one, unit)]
    found += [(f"factor {factor}", one.value * factor) for factor in FACTORS]
    found += [("neighbour", other.value) for other in _neighbours(one, numbers)]
    for name, value in found:
        if value != one.value and value >= 0 and (value / unit).denominator == 1:
            yield name, value


def _unit(one: PrintedNumber) -> Fraction:
    """What one unit of the last printed digit is worth; of what is exact, of the last digit that is written."""
    if one.step:
        return one.step
    return Fraction(1, 10 ** len(number.plain(one.value / one.size).partition(".")[2])) * one.size


def _transposed(one: PrintedNumber, unit: Fraction) -> Iterator[Fraction]:
    """The number with two neighbouring digits in the other order."""
    digits = str(abs(int(one.value / unit)))
    for position in range(len(digits) - 1):
        swapped = digits[:position] + digits[position + 1] + digits[position] + digits[position + 2 :]
        yield int(swapped) * unit


def _neighbours(one: PrintedNumber, numbers: Numbers) -> Iterator[PrintedNumber]:
    """The numbers of the same kind that are printed before and after it."""
    alike = [other for other in numbers.values() if other.kind == one.kind and other.size == one.size]
    position = alike.index(one)
    yield from alike[max(0, position - 1) : position] + alike[position + 1 : position + 2]


def changed(case: Case, one: PrintedNumber, value: Fraction) -> Case:
    """The report with another value for one of its numbers, and nothing else."""
    section, _, name = one.key.partition("/")
    return _CHANGES[section](case, one, name, value)


def _known(known: Known, one: PrintedNumber, value: Fraction) -> Known:
    """What was read for a number, were it printed with another value."""
    own = value / (one.value / Fraction(known.value)) if known.value else value / (one.size if one.kind == "amount" else 1)
    return evolve(known, value=own, text=one.shown(value))


def _of_evidence(case: Case, one: PrintedNumber, name: str, value: Fraction) -> Case:
    mapping = one.key.partition("/")[0]
    entries: Mapping[str, Known] = getattr(case.evidence, mapping)
    changes: dict[str, Any] = {mapping: Pairs.of({**entries, name: _known(entries[name], one, value)})}
    return evolve(case, evidence=evolve(case.evidence, **changes))


def _figure(case: Case, one: PrintedNumber, name: str, value: Fraction) -> Case:
    figure = evolve(case.figures[name], known=_known(case.figures[name].known, one, value))
    return evolve(case, figures=Pairs.of({**case.figures, name: figure}))


def _statement(case: Case, one: PrintedNumber, _: str, value: Fraction) -> Case:
    statements = tuple(
        evolve(said, printed=_known(said.printed, one, value)) if key == one.key and said.printed else said
        for key, said in zip(statement_keys(case), case.statements, strict=True)
    )
    return evolve(case, statements=statements)


def _judged(case: Case, _: PrintedNumber, name: str, value: Fraction) -> Case:
    given = evolve(case.evidence.judged[name], points=value)
    return evolve(case, evidence=evolve(case.evidence, judged=Pairs.of({**case.evidence.judged, name: given})))


def _weight(case: Case, _: PrintedNumber, name: str, value: Fraction) -> Case:
    weights = Pairs.of({**case.printed.weights, name: value})
    return evolve(case, printed=evolve(case.printed, weights=weights))


def _score(case: Case, _: PrintedNumber, name: str, value: Fraction) -> Case:
    if name == "total":
        return evolve(case, printed=evolve(case.printed, total=value))
    scores = Pairs.of({**case.printed.scores, name: value})
    return evolve(case, printed=evolve(case.printed, scores=scores), evidence=evolve(case.evidence, stated=scores))


def _target(case: Case, one: PrintedNumber, name: str, value: Fraction) -> Case:
    row_id, _, field = name.rpartition("/")
    rows = tuple(_row(row, one, field, value) if row.id == row_id else row for row in case.evidence.targets)
    return evolve(case, evidence=evolve(case.evidence, targets=rows))


def _row(row: TargetRow, one: PrintedNumber, field: str, value: Fraction) -> TargetRow:
    before = getattr(row, field)
    changes: dict[str, Any] = {field: _known(before, one, value) if isinstance(before, Known) else value}
    return evolve(row, **changes)


_CHANGES = {
    "facts": _of_evidence,
    "values": _of_evidence,
    "figures": _figure,
    "statements": _statement,
    "judged": _judged,
    "weights": _weight,
    "scores": _score,
    "targets": _target,
}
