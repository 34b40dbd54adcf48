"""Case: a framework, one unit's evidence, and what its report prints; `collect` makes evidence from a program's own data."""

import difflib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias, TypeVar

import attrs
from attrs import field, frozen

from perfrules import number
from perfrules.domain import Domain, measured
from perfrules.errors import EvidenceError, NumberError, Problem
from perfrules.evidence import Evidence, Judgement, Known
from perfrules.framework import Framework
from perfrules.frozen import Pairs
from perfrules.indicator import Source
from perfrules.wording import did_you_mean

T = TypeVar("T")
U = TypeVar("U")
Given: TypeAlias = str | int | bool | Decimal | Fraction | date
"""What a program can give for a fact: a text is read like one in a file, a float is refused."""

Entries: TypeAlias = Mapping[str, T] | Iterable[tuple[str, T]]


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
    unit of their fact and a rate as a ratio. Raises `EvidenceError` with all that cannot be read; values outside a domain
    are kept, and `assess` refuses them.
    """
    domains = framework.declared
    problems: list[Problem] = []
    evidence = Evidence(
        subject=subject,
        period=period or "",
        facts=_converted("facts", facts, domains, lambda name, given: _known(given, domains[name].domain), problems),
        values=_converted("values", values, framework.named, lambda _, given: _number(given), problems),
        judged=_converted("judged", judged, framework.paths, lambda _, given: _judgement(given), problems),
        stated=_converted("stated", stated, framework.paths, lambda _, given: Fraction(_number(given).value), problems),
        not_applicable=Pairs.of(dict(not_applicable)),
        interpretations=Pairs.of(dict(interpretations)),
    )
    if problems:
        raise EvidenceError(tuple(problems))
    return evidence


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
                near = did_you_mean(tuple(difflib.get_close_matches(name, known, n=1)))
                problems.append(Problem("error", "unknown-id", f"{key}/{name}", f"the framework has no `{name}` here{near}"))
        except NumberError as error:
            problems.append(Problem("error", error.code, f"{key}/{name}", str(error)))
    return Pairs.of(found)


def _known(given: Given, domain: Domain) -> Known:
    match given, domain.kind:
        case str(), _:
            found = measured(given, domain)
            return Known(found.value, text=given, note=found.note, decimals=found.decimals)
        case bool(), "flag":
            return Known(given)
        case date(), "date":
            return Known(Fraction(given.toordinal()))
        case (bool() | date(), _) | (_, "flag" | "choice" | "date"):
            raise NumberError(str(given), f"is no {domain.kind}")
    return _number(given)


def _judgement(given: Judgement) -> Judgement:
    return attrs.evolve(given, points=Fraction(_number(given.points).value))


def _number(given: Given) -> Known:
    match given:
        case str():
            return Known(number.read(given), text=given, decimals=number.quantity(given).decimals)
        case Decimal() if not given.is_finite():
            raise NumberError(str(given), "is no finite number")
        case int() | Decimal() | Fraction() if not isinstance(given, bool):
            return Known(Fraction(given))
        case float():
            raise NumberError(repr(given), "is a float, which is not exact; give a text, a Decimal or a Fraction")
    raise NumberError(str(given), "is no number; leave out what is not known")
