"""What holds for every input: one function for each target, used by the fuzzer and by the replay of its corpus."""

import json as standard_json
import linecache
import unicodedata
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from perfrules import Rulebook, as_json, assess, check, deductions, evaluate, number, read_framework, receipt
from perfrules.assess import misfits
from perfrules.case import Case
from perfrules.documents import framework_from, source_from
from perfrules.documents.file import decoded
from perfrules.domain import measured, shown
from perfrules.errors import (
    DocumentError,
    EvidenceError,
    FormulaError,
    InvalidDocumentError,
    NumberError,
    PerfrulesError,
    ScoreOutOfRangeError,
    UndefinedError,
)
from perfrules.formula import parse, parse_condition, resolve, resolve_condition
from perfrules.formula.bounds import bounds
from perfrules.formula.lower import MAX_BITS, MAX_STEPS, NotLoweredError
from perfrules.formula.syntax import Choose, Formula, Number
from perfrules.formula.text import text
from perfrules.framework import Framework
from perfrules.rulebook import case_in, framework_in
from perfrules.testing.trees import names, scope
from tests.formula.lowered import Column, Worth, columns
from tests.hostile.integers import by_kernel, by_limits

T = TypeVar("T")
Target = Callable[[bytes], None]

MOST_WRITTEN = 2000
"""Characters of a message."""

INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""The categories of characters that no message holds, but for its line ends."""

MOST_DIGITS = 30
"""Digits from which a number that is shown in another unit may be too long to be read."""

NOT_LOWERED = frozenset({f"it needs more than {MAX_STEPS} steps", f"its numbers need more than {MAX_BITS} bits"})
"""Why a formula over known facts may have no integer form."""

FRAMEWORK = Path(__file__).with_name("framework.yaml")
"""The framework of all cases: one fact of each kind, one indicator of each sort."""


class BrokenPromiseError(Exception):
    """Something that always holds does not hold for this input."""


def formula(given: bytes) -> None:
    """A text is refused, or its canonical text has the same tree and is canonical."""
    for reading in (parse, parse_condition):
        tree = _accepted(partial(reading, _bare(given)), FormulaError)
        if tree is not None:
            canonical = text(tree)
            again = reading(canonical)
            _agree(tree, again)
            _agree(canonical, text(again))


def meaning(given: bytes) -> None:
    """A text has no meaning among the known facts, or all readings of it agree."""
    condition = _accepted(lambda: resolve_condition(parse_condition(_bare(given)), scope()), FormulaError)
    resolved = _accepted(lambda: resolve(parse(_bare(given)), scope()), FormulaError)
    if condition is not None:
        _worth(Choose(condition, Number(Fraction(1)), Number(Fraction(0))))
    if resolved is not None:
        _worth(resolved)


def _worth(resolved: Formula) -> None:
    """A formula is worth what its bounds say, wherever they say that it is, and the same in integers."""
    proven, lowered = bounds(resolved, names()), _lowered(resolved)
    for row in _rows():
        worth = _accepted(partial(evaluate, resolved, row), UndefinedError)
        if worth is None:
            _require(not proven.defined, "a formula that always has a value has none")
        else:
            _require(worth in proven.span, "a value lies outside its bounds")
            _require(not proven.lattice or (worth / proven.lattice).denominator == 1, "a value lies off its lattice")
        for reading in lowered:
            _agree(worth, reading(row))


def _lowered(resolved: Formula) -> tuple[Worth, ...]:
    """The kernel of a formula, and the same steps over limits; none where it has no integer form and says why."""
    linecache.clearcache()
    try:
        return by_kernel(resolved, _columns()), by_limits(resolved, _columns())
    except NotLoweredError as error:
        _require(str(error) in NOT_LOWERED, f"a formula is not lowered: {error}")
        return ()


def number_text(given: bytes) -> None:
    """A text is no number, or the number is written and read again."""
    written = _bare(given)
    quantity = _accepted(partial(number.quantity, written), NumberError)
    if quantity is not None:
        again = number.quantity(number.text(quantity.value, quantity.decimals))
        _agree((quantity.value, quantity.decimals), (again.value, again.decimals))
    value = _accepted(partial(number.read, written), NumberError)
    if value is not None:
        _agree(value, number.read(number.plain(value)))
    for domain in _framework().declared.values():
        found = _accepted(partial(measured, written, domain.domain), NumberError)
        if found is not None and sum(map(str.isdigit, shown(found.value, domain.domain))) < MOST_DIGITS:
            _agree(found.value, measured(shown(found.value, domain.domain), domain.domain).value)


def yaml(given: bytes) -> None:
    """A text in YAML is refused with all its problems, or is a valid framework."""
    _framework_text(given, "framework.yaml")


def json(given: bytes) -> None:
    """A text in JSON is refused with all its problems, or is a valid framework."""
    _framework_text(given, "framework.json")


def case(given: bytes) -> None:
    """A case is refused with all its problems, or scored, and everything about its score can be written."""
    read = _case(_document(given, "case"))
    if read is None:
        return
    for problem in (*read.notes, *misfits(read.framework, read.evidence)):
        _fair(str(problem))
    for policy in ("keep", "gap"):
        scored = partial(assess, read.framework, read.evidence, stated=policy)
        card = _accepted(scored, EvidenceError, ScoreOutOfRangeError)
        if card is not None:
            _written([as_json(card), as_json(receipt(card))]).encode()
            _written([as_json(lost) for language in ("zh", "en") for lost in deductions(card, language)]).encode()


def framework_round_trip(given: bytes) -> None:
    """A framework that was read is written as a file that holds the same framework."""
    read = _accepted(partial(framework_from, _document(given, "framework"), "framework"), DocumentError)
    if read is not None:
        _agree(read, framework_from(_written(as_json(read)), "framework.json"))


def case_round_trip(given: bytes) -> None:
    """A case that was read is written as a file that holds the same case."""
    read = _case(_document(given, "case"))
    if read is not None:
        _agree(read, case_in(_written(as_json(read)), "case.json", Rulebook.of(), framework=_framework()))


TARGETS: Mapping[str, Target] = MappingProxyType(
    {
        "formula": formula,
        "meaning": meaning,
        "number": number_text,
        "yaml": yaml,
        "json": json,
        "case": case,
        "framework_round_trip": framework_round_trip,
        "case_round_trip": case_round_trip,
    },
)


def _accepted(reading: Callable[[], T], *documented: type[PerfrulesError]) -> T | None:
    """What a reading gives, None where it refuses with a documented error; nothing else passes."""
    try:
        return reading()
    except documented as error:
        for told in (error, *getattr(error, "problems", ())):
            _fair(str(told))
        return None


def _fair(message: str) -> None:
    """A message is short, and each of its characters can be seen."""
    _require(len(message) < MOST_WRITTEN, f"a message has {len(message)} characters")
    hidden = sorted(mark for mark in set(message) - {"\n"} if unicodedata.category(mark) in INVISIBLE)
    _require(not hidden, f"a message has {hidden!a}")


def _require(holds: bool, promise: str) -> None:  # noqa: FBT001  # it is what is promised, not a flag
    if not holds:
        raise BrokenPromiseError(promise)


def _agree(expected: object, actual: object) -> None:
    _require(expected == actual, f"two readings differ: {expected!r:.500} and {actual!r:.500}")


def _bare(given: bytes) -> str:
    """Any text, half characters too."""
    return given.decode(errors="surrogateescape")


def _document(given: bytes, name: str) -> str:
    """The text of a file; where that is none, what a lenient program makes of it."""
    content = _accepted(partial(decoded, given, name), DocumentError)
    return given.decode(errors="replace") if content is None else content


def _framework_text(given: bytes, name: str) -> None:
    content = _document(given, name)
    _accepted(partial(source_from, content, name), DocumentError)
    read = _accepted(partial(framework_in, content, name), DocumentError)
    for problem in () if read is None else check(read):
        _fair(str(problem))


def _case(content: str) -> Case | None:
    return _accepted(partial(case_in, content, "case", Rulebook.of(), framework=_framework()), InvalidDocumentError)


def _written(result: object) -> str:
    return standard_json.dumps(result, ensure_ascii=False, allow_nan=False)


@cache
def _framework() -> Framework:
    return read_framework(FRAMEWORK)


@cache
def _columns() -> Mapping[str, Column]:
    return columns(names())


@cache
def _rows() -> tuple[Mapping[str, Fraction | bool], ...]:
    """Values for the known facts: all least, all most, all one, all at a third."""
    rows: list[dict[str, Fraction | bool]] = [{}, {}, {}, {}]
    for name, domain in names().items():
        third = domain.least + (domain.most - domain.least) / domain.step // 3 * domain.step
        values = domain.least, domain.most, min(max(Fraction(1), domain.least), domain.most), third
        for row, value in zip(rows, values, strict=True):
            row[name] = bool(value) if domain.kind == "flag" else value
    return tuple(rows)
