"""Whether a printed number can stand in for its value: its limits, its percent sign, its decimals."""

from collections.abc import Mapping
from fractions import Fraction

from perfrules import number
from perfrules.assess.knowledge import around_printed
from perfrules.case import measures
from perfrules.domain import Domain, domain, misfit, shown
from perfrules.errors import NumberError
from perfrules.evidence import Known
from perfrules.formula.bounds import bounds
from perfrules.formula.extent import Bounds
from perfrules.formula.interval import EVERYTHING
from perfrules.framework import Framework
from perfrules.rules import rules, spelled_out
from perfrules.targets import sums_of_unit
from perfrules.wording import did_you_mean

MOST_UNSIGNED = 2
"""Up to which ratio a value that is shown in percent may be written without a sign."""

_ENDLESS = 10**40

_BARE = domain("number", decimals=0, least=Fraction(0), most=Fraction(0))


def stand_in_misfit(framework: Framework, value: str, known: Known, adopted: Mapping[str, str]) -> str:
    """
    Why a printed number cannot be what its value is worth, whatever the facts are; empty if it can.

    It may lie outside the limits of its value by as much as it was rounded when it was printed.
    """
    measured, proven = measures(framework)[value], _proven(framework, value, _chosen(framework, adopted))
    if measured.kind == "date":
        return misfit(known.value, measured)
    show = framework.named[value].show
    in_percent = show is not None and show.percent
    spoken = measured if in_percent or measured.kind != "rate" or _names_a_sign(known.text) else _BARE
    outside = _outside(known, measured, spoken, proven)
    return outside or (_unsigned(known, measured) if in_percent else "") or _too_fine(known, spoken, proven)


def surely_stands_in(framework: Framework, value: str, known: Known, adopted: Mapping[str, str]) -> bool:
    """Whether a printed number lies so well inside the limits of its value that nothing speaks against it."""
    chosen = _chosen(framework, adopted) if adopted else adopted
    name = f"sure limits of {value} {sorted(chosen.items()) if chosen else ''}"
    (least, least_part), (most, most_part) = framework.memory.once(name, lambda: _sure_limits(framework, value, chosen))
    top, bottom = known.value.as_integer_ratio()
    return least * bottom <= top * least_part and top * most_part <= most * bottom


def _sure_limits(framework: Framework, value: str, chosen: Mapping[str, str]) -> tuple[tuple[int, int], tuple[int, int]]:
    """The limits as ratios of integers, which compare in a third of the time."""
    least, most = _limits(framework, value, chosen)
    return least.as_integer_ratio(), most.as_integer_ratio()


def _limits(framework: Framework, value: str, chosen: Mapping[str, str]) -> tuple[Fraction, Fraction]:
    """Between which numbers a value needs no `%` and can have any decimals; the least above the most where there are none."""
    proven, show = _proven(framework, value, chosen), framework.named[value].show
    if proven.span.is_empty or _decimals(proven) is not None:  # dates have decimals: none
        return Fraction(1), Fraction(0)
    wide = Fraction(MOST_UNSIGNED if show is not None and show.percent else _ENDLESS)
    least, most = proven.span.least, proven.span.most
    return -wide if least is None else max(least, -wide), wide if most is None else min(most, wide)


def _proven(framework: Framework, value: str, chosen: Mapping[str, str]) -> Bounds:
    """What is proven of a value in the readings that are adopted, found once."""
    return framework.memory.once(f"proven of {value} {sorted(chosen.items())}", lambda: _bounds(framework, value, chosen))


def _chosen(framework: Framework, adopted: Mapping[str, str]) -> Mapping[str, str]:
    """The adopted readings of values."""
    known = rules(framework).readings
    return {name: reading for name, reading in adopted.items() if name in framework.named and reading in known[name]}


def _bounds(framework: Framework, value: str, chosen: Mapping[str, str]) -> Bounds:
    formula = rules(framework).formula(value, chosen.get(value, ""))
    if formula is None:
        return Bounds(EVERYTHING, None, defined=False)
    sums = sums_of_unit(framework)  # what a report says of them is compared with its rows, not refused
    written = spelled_out(framework, formula, sums, chosen)
    anything = dict.fromkeys(sums, Bounds(EVERYTHING, None, defined=True))
    return bounds(written, {**{fact.id: fact.domain for fact in framework.facts}, **anything})


def _outside(known: Known, domain: Domain, spoken: Domain, proven: Bounds) -> str:
    if proven.span.is_empty:
        return ""
    worth, (low, high) = Fraction(known.value), around_printed(known)
    least, most = proven.span.least, proven.span.most
    if least is not None and high < least:
        return f"{shown(worth, spoken)} lies below {shown(least, spoken)}"
    if most is not None and low > most:
        forgotten = domain.kind == "rate" and worth / 100 in proven.span
        hint = did_you_mean((shown(worth / 100, domain),)) if forgotten else ""
        return f"{shown(worth, spoken)} lies above {shown(most, spoken)}{hint}"
    return ""


def _unsigned(known: Known, domain: Domain) -> str:
    worth = Fraction(known.value)
    if abs(worth) <= MOST_UNSIGNED or _has_sign(known):
        return ""
    written = shown(worth, domain)
    return f"{written} is written without its `%`{did_you_mean((shown(worth / 100, domain), written))}"


def _has_sign(known: Known) -> bool:
    """Whether a ratio was written with `%` or `‰`; where its text is no number, its last digit tells."""
    try:
        says = number.read(known.text)
    except NumberError:
        return known.unit not in {0, Fraction(1, 10**known.decimals)}
    if says != known.value:
        return says * 100 != known.value
    return _names_a_sign(known.text)


def _names_a_sign(text: str) -> bool:
    return any(sign in number.narrow(text) for sign in number.PARTS)


def _too_fine(known: Known, domain: Domain, proven: Bounds) -> str:
    """A number with more decimals than the lattice of its value; where that has endlessly many, nothing is too fine."""
    worth, decimals = Fraction(known.value), _decimals(proven)
    if not proven.lattice or decimals is None or (worth * 10**decimals).denominator == 1:
        return ""
    return f"{shown(worth, domain)} has more decimals than its formula gives: a multiple of {shown(proven.lattice, domain)}"


def _decimals(proven: Bounds) -> int | None:
    """How many decimals the lattice of a value has, None where there is none or it has endlessly many."""
    step = number.plain(proven.lattice or Fraction(0))
    return None if not proven.lattice or "/" in step else len(step.partition(".")[2])
