"""What an audit finds when one number of a right report is made wrong."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from perfrules.audit import audit
from perfrules.audit.numbers import Numbers, PrintedNumber
from perfrules.case import Case
from perfrules.finding import Finding
from tests.disturbance.changes import changed, numbers_of, wrong_values

CHECKED = frozenset({"matches", "rounding_can_explain"})
"""The verdicts of checks that were carried out on a right report."""

BAD = frozenset({"error", "warning"})


@frozen
class Outcome:
    """
    What became of one wrong number: whether it was found, or lies inside what printed digits leave open (`invisible`).

    `blamed` says that the relation named as cause contains it, `named` that it is itself the cause; `checks` found it.
    """

    key: str
    kind: str
    found: bool
    invisible: bool = False
    blamed: bool = False
    named: bool = False
    checks: int = 0


@frozen(eq=False)
class Sight:
    """A right report as the audit sees it: its numbers, and the checks in which each of them takes part."""

    case: Case
    numbers: Numbers
    checks: Mapping[str, tuple[Finding, ...]]

    @property
    def taking_part(self) -> tuple[str, ...]:
        """The keys of the printed numbers that take part in a check."""
        return tuple(key for key in self.numbers if key in self.checks)


def seen(case: Case) -> Sight:
    """How an audit sees a right report."""
    checks: dict[str, tuple[Finding, ...]] = {}
    for finding in audit(case):
        for key in finding.numbers if finding.verdict in CHECKED else ():
            checks[key] = (*checks.get(key, ()), finding)
    return Sight(case, numbers_of(case), checks)


def outcomes(sight: Sight, key: str) -> Iterator[Outcome]:
    """What becomes of each way in which a number can be wrong."""
    one = sight.numbers[key]
    for kind, value in wrong_values(one, sight.numbers):
        yield outcome(sight, one, kind, changed(sight.case, one, value))


def outcome(sight: Sight, one: PrintedNumber, kind: str, case: Case) -> Outcome:
    """What becomes of one wrong number."""
    found = audit(case)
    bad = [finding for finding in found if finding.severity in BAD]
    if not bad:
        return Outcome(one.key, kind, found=False, invisible=_is_invisible(sight.checks[one.key], found))
    cause = bad[0]
    return Outcome(
        one.key,
        kind,
        found=True,
        blamed=one.key in cause.numbers,
        named=any(one.key == repair.number for repair in cause.cause),
        checks=sum(one.key in finding.numbers for finding in bad),
    )


def _is_invisible(checks: Iterable[Finding], found: Iterable[Finding]) -> bool:
    """Whether each check that saw the change computes with it, and still gives what is printed but for its rounding."""
    before = {finding.id: finding for finding in checks}
    moved = [one for one in found if one.id in before and _sees(one, before[one.id])]
    return bool(moved) and all(one.verdict == "matches" for one in moved)


def _sees(after: Finding, before: Finding) -> bool:
    return (after.printed, after.computed) != (before.printed, before.computed)


def summary(results: Iterable[Outcome]) -> Counter[str]:
    """How many changes there were, how many were found, and how many of these were traced."""
    tally: Counter[str] = Counter()
    for one in results:
        tally["changes"] += 1
        tally["found" if one.found else "invisible" if one.invisible else "lost"] += 1
        tally["blamed"] += one.blamed
        tally["in two"] += one.checks > 1
        tally["named"] += one.checks > 1 and one.named
    return tally
