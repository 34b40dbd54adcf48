"""Case: a framework, one unit's evidence, and what its report prints; `collect` makes evidence from a program's own data."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias, TypeVar

import attrs
from attrs import field, frozen

from perfrules import number
from perfrules.domain import Domain, domain, measured
from perfrules.errors import EvidenceError, NumberError, Problem
from perfrules.evidence import Evidence, Judgement, Known
from perfrules.formula.syntax import Arithmetic, Formula, names, nodes
from perfrules.framework import Framework
from perfrules.frozen import Pairs
from perfrules.indicator import Source
from perfrules.rules import rules
from perfrules.wording import did_you_mean, near, stranger

T = TypeVar("T")
U = TypeVar("U")
Given: TypeAlias = str | int | bool | Decimal | Fraction | date
"""What a program can give for a fact: a text is read like one in a file, a float is refused."""

Entries: TypeAlias = Mapping[str, T] | Iterable[tuple[str, T]]

MOST_BITS = 1024
"""Bits of the numerator and of the denominator of a number that a program gives."""

MOST_DIGITS = 300
"""Digits of a decimal number that a program gives, written without an exponent."""

_MEASURED = frozenset({"amount", "count", "rate", "number"})
_RATIO = domain("rate")
_BARE = domain("number", "", 0, Fraction(0), Fraction(0))


@frozen
class Printed:
    """What the report prints about its own scores; None is not printed."""

    scores: Pairs[Fraction] = Pairs()
    total: Fraction | None = None
    grade: str = ""


@frozen
class Case:
    """One report: the framework it follows, what is known about its unit, and what it prints."""

    framework: Framework
    evidence: Evidence
    printed: Printed = Printed()
    source: Source = Source()
    notes: tuple[Problem, ...] = field(default=(), eq=False)


def collect(  # noqa: PLR0913  # one keyword for each thing that scoring can know
    framework: Framework,
    facts: Entries[Given],
    *,
    values: Entries[Given] = (),
    judged: Entries[Judgement] = (),
    stated: Entries[Given] = (),
    not_applicable: Entries[str] = (),
    interpretations: Entries[str] = (),
    subject: str = "",
    period: str | None = None,
) -> Evidence:
    """
    Evidence from a program's own data.

    `facts` go by the framework's ids: texts are read as in a case file (`"27.25%"`, `"12.5万元"`), numbers are taken in the
    unit of their fact and a rate as a ratio; `values` likewise, in what their formula measures. Raises `EvidenceError` with
    all that cannot be read; values outside a domain are kept, and `assess` refuses them.
    """
    declared, problems = framework.declared, list[Problem]()
    named = measures(framework)
    evidence = Evidence(
        subject=subject,
        period=period or "",
        facts=_converted("facts", facts, declared, lambda name, given: _known(given, declared[name].domain), problems),
        values=_converted("values", values, named, lambda name, given: _known(given, named[name]), problems),
        judged=_converted("judged", judged, framework.paths, lambda _, given: _judgement(given), problems),
        stated=_converted("stated", stated, framework.paths, lambda _, given: _number(given), problems),
        not_applicable=Pairs.of(dict(not_applicable)),
        interpretations=Pairs.of(dict(interpretations)),
    )
    if problems:
        raise EvidenceError(tuple(problems))
    return evidence


def measures(framework: Framework) -> Mapping[str, Domain]:
    """
    In what each value of a framework is given: an amount of money, a date, a ratio or a bare number; their limits say nothing.

    A value is a ratio where it is shown in percent, divides, or names a rate or another ratio.
    """
    return framework.memory.once("measures of values", lambda: dict(_measures(framework)))


def _measures(framework: Framework) -> Iterator[tuple[str, Domain]]:
    bound = rules(framework)
    ratios = {fact.id for fact in framework.facts if fact.domain.kind == "rate"}
    for name in bound.values:
        value, meaning = framework.named[name], bound.measures[name]
        if meaning.kind in {"amount", "date"}:
            yield name, domain(meaning.kind, meaning.unit)
        elif (value.show is not None and value.show.percent) or _divides(value.formula) or names(value.formula) & ratios:
            ratios.add(name)
            yield name, _RATIO
        else:
            yield name, _BARE


def _divides(formula: Formula) -> bool:
    return any(isinstance(node, Arithmetic) and node.operator == "/" for node in nodes(formula))


def known_from(text: str, domain: Domain, printed: str = "") -> Known:
    """
    What a text says about a fact or value of this domain; `printed` is how the report has it, where that differs.

    The last digit is that of `printed` if it is such a number, else that of the text. Raises `NumberError`.
    """
    found = measured(text, domain)
    decimals, unit = _last_digit(printed, domain) or _last_digit(text, domain) or (0, Fraction(0))
    return Known(found.value, printed or text, note=found.note, decimals=decimals, unit=unit)


def _last_digit(text: str, domain: Domain) -> tuple[int, Fraction] | None:
    """The decimals of a written number and what one unit of its last digit is worth; None where it is no such number."""
    if domain.kind not in _MEASURED:
        return None
    try:
        written = number.quantity(text)
        one = measured(f"1{written.unit}", domain)
    except NumberError:
        return None
    return written.decimals, Fraction(one.value) / 10**written.decimals


def _converted(
    key: str,
    entries: Entries[U],
    known: Mapping[str, object],
    convert: Callable[[str, U], T],
    problems: list[Problem],
) -> Pairs[T]:
    found: dict[str, T] = {}
    for name, given in dict(entries).items():
        try:
            if name in known:
                found[name] = convert(name, given)
            else:
                hint = f"{stranger(name)}{did_you_mean(near(name, known))}"
                problems.append(Problem("error", "unknown-id", f"{key}/{name}", f"the framework has no `{name}` here{hint}"))
        except NumberError as error:
            problems.append(Problem("error", error.code, f"{key}/{name}", str(error)))
    return Pairs.of(found)


def _known(given: Given, domain: Domain) -> Known:
    _check_size(given)
    match given, domain.kind:
        case str(), _:
            return known_from(given, domain)
        case bool(), "flag":
            return Known(given)
        case date(), "date":
            return Known(Fraction(given.toordinal()))
        case (bool() | date(), _) | (_, "flag" | "choice" | "date"):
            raise NumberError(str(given), f"is no {domain.kind}")
    return Known(_number(given))


def _judgement(given: Judgement) -> Judgement:
    return attrs.evolve(given, points=_number(given.points))


def _number(given: Given) -> Fraction:
    _check_size(given)
    match given:
        case str():
            return number.read(given)
        case Decimal() if not given.is_finite():
            raise NumberError(str(given), "is no finite number")
        case int() | Decimal() | Fraction() if not isinstance(given, bool):
            return Fraction(given)
        case float():
            raise NumberError(repr(given), "is a float, which is not exact; give a text, a Decimal or a Fraction")
    raise NumberError(str(given), "is no number; leave out what is not known")


def _check_size(given: Given) -> None:
    """Refuse a number that is too large to be computed with, before anything is made of it."""
    match given:
        case Decimal() if given.is_finite() and _digits(given) > MOST_DIGITS:
            raise NumberError(str(given), f"is too long, {MOST_DIGITS} digits are the most")
        case int() | Fraction():
            bits = max(given.numerator.bit_length(), given.denominator.bit_length())
            if bits > MOST_BITS:
                raise NumberError(f"a number of {bits} bits", f"is too long, {MOST_BITS} bits are the most")


def _digits(given: Decimal) -> int:
    return max(len(given.as_tuple().digits), abs(given.adjusted()), abs(int(given.as_tuple().exponent)))
