"""Slots and grades of target rows: known rules, groups inside the weight, bands that give every share once."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from perfrules import number
from perfrules.errors import Problem
from perfrules.framework import Band, Framework, RowRules
from perfrules.indicator import Indicator, Slot
from perfrules.rules import located, problem_at
from perfrules.wording import did_you_mean, near


def slots(framework: Framework) -> Iterator[Problem]:
    """What is wrong with the slots of a framework, and with the bands of its row rules."""
    for where, path in located(framework):
        if isinstance(path[-1].rule, Slot):
            yield from _slot(framework, f"{where}/slot", path[-1], path[-1].rule)
    for rules in framework.rows:
        yield from _bands(framework, f"rows/{rules.id}/graded", rules)


def _slot(framework: Framework, where: str, indicator: Indicator, slot: Slot) -> Iterator[Problem]:
    if slot.rules not in framework.row_rules:
        message = f"the framework has no row rules `{slot.rules}`{did_you_mean(near(slot.rules, framework.row_rules))}"
        yield problem_at(framework, "error", "unknown-id", where, message)
    if not framework.is_scored:
        return
    yield from _groups(framework, where, indicator, slot)
    if slot.split is not None and slot.split.decimals > framework.decimals:
        message = f"weights are shared out to {slot.split.decimals} decimals, scores have {framework.decimals}"
        yield problem_at(framework, "error", "off-lattice", f"{where}/split", message)


def _groups(framework: Framework, where: str, indicator: Indicator, slot: Slot) -> Iterator[Problem]:
    """A table need not name every group, but those that it names must have room."""
    for name, weight in slot.groups.items():
        if weight < 0 or (weight / framework.step).denominator > 1:
            message = f"the group `{name}` weighs {number.plain(weight)}, a weight is not below 0 and has at most"
            yield problem_at(framework, "error", "weights", f"{where}/groups/{name}", f"{message} {framework.decimals} decimals")
    found = sum(slot.groups.values(), Fraction(0))
    if found > indicator.weight and not indicator.is_open:
        terms = " + ".join(number.plain(weight) for weight in slot.groups.values())
        sentence = f"{terms} = {number.plain(found)}" if len(slot.groups) > 1 else terms
        message = f"the groups weigh {sentence}, their slot weighs {number.plain(indicator.weight)}"
        yield problem_at(framework, "error", "weights", f"{where}/groups", message)


def _bands(framework: Framework, path: str, rules: RowRules) -> Iterator[Problem]:
    faults = [_fault(band, rules.graded[:position]) for position, band in enumerate(rules.graded)]
    for position, fault in enumerate(faults, 1):
        if fault:
            yield problem_at(framework, "error", "graded", f"{path}/{position}", fault)
    if rules.graded and not any(faults):
        yield from _cover(framework, path, sorted(rules.graded, key=lambda band: band.start))
        yield from _order(framework, path, rules.graded)


def _fault(band: Band, earlier: tuple[Band, ...]) -> str:
    """What is wrong with a band, alone or beside those before it."""
    if not 0 <= band.start < band.end <= 1:
        return f"`{band.name}` goes from {_share(band.start)} to {_share(band.end)}, a band goes up inside 0% to 100%"
    for other in earlier:
        if other.name == band.name:
            return f"`{band.name}` already names a band"
        if band.start < other.end and other.start < band.end:
            shared = f"{_share(max(band.start, other.start))} to {_share(min(band.end, other.end))}"
            return f"`{band.name}` and `{other.name}` both give {shared} of the weight"
    return ""


def _cover(framework: Framework, path: str, bands: list[Band]) -> Iterator[Problem]:
    """Shares that nobody can give, because no band holds them."""
    ends = (Fraction(0), *(band.end for band in bands)), (*(band.start for band in bands), Fraction(1))
    for start, end in zip(*ends, strict=True):
        if start < end:
            message = f"no band gives {_share(start)} to {_share(end)} of the weight"
            yield problem_at(framework, "warning", "graded", path, message)


def _order(framework: Framework, path: str, bands: tuple[Band, ...]) -> Iterator[Problem]:
    falls = [below.start < above.start for above, below in pairwise(bands)]
    if len(set(falls)) > 1:
        message = "the bands neither fall nor rise from one to the next"
        yield problem_at(framework, "warning", "graded", path, message)


def _share(share: Fraction) -> str:
    return f"{number.plain(share * 100)}%"
