"""Which rounding explains printed scores, in words and verdicts."""

from fractions import Fraction
from typing import get_args

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from perfrules.audit.report import Report
from perfrules.audit.scores import rounding
from perfrules.audit.scores.desks import desks
from perfrules.audit.scores.rounded import Mode, to_step
from perfrules.audit.scores.search import Search, Way
from perfrules.case import Case, Printed, Scorer
from perfrules.framework import Framework, RoundingNote
from perfrules.frozen import Pairs
from perfrules.indicator import Basis, Indicator
from perfrules.rules import TOTAL
from tests.audit.scored import findings, only, printed_by, reprinted, verdicts, wrong
from tests.examples import branch, evidence, framework, function, judged, judgements, known, leaf

BODIES = {"cut": "cut(x, 0.01)", "half_up": "half_up(x, 0.01)", "half_even": "half_even(x, 0.01)", "up": "-floor(-x * 100) / 100"}

MODES = st.sampled_from(get_args(Mode))

PACES = (
    branch(
        "early",
        leaf("first", 10, "rounded(min(progress / 3, 1) * weight)"),
        leaf("second", 10, "rounded(min(progress / 7, 1) * weight)"),
    ),
    branch("late", leaf("third", 20, "rounded(min(rate, 1) * weight)"), judged("effects", 60)),
)


def rounding_by(mode: str, *indicators: Indicator, basis: Basis = "inferred") -> Framework:
    """A framework that rounds this way, which its document says, or which follows from printed scores."""
    functions = (function("rounded", "x", BODIES[mode]),)
    return framework(*(indicators or PACES), functions=functions, rounding=RoundingNote(basis))


def unit(progress: str = "0.5", spent: str = "100", budget: str = "300") -> Pairs:  # type: ignore[type-arg]  # of facts
    """What is known of a unit."""
    return known(progress=progress, spent=spent, budget=budget)


def report(mode: str, under: str = "cut", **given: str) -> Case:
    """A report whose scores are rounded in one way, and audited under a framework that rounds in another."""
    own = evidence(facts=unit(**given), judged=judgements(effects=50))
    return printed_by(rounding_by(mode), own, under=rounding_by(under))


def search(case: Case) -> Search:
    """The search in the report's own scores."""
    return desks(Report(case))[0].search


def test_the_frameworks_own_rounding_is_told() -> None:
    """
    Scores that are rounded as the framework does are explained by it; the total of the other usual way is told.
    """
    one = only(findings(report("cut")), "rounding")

    assert ("remark", "59.03", "59.05") == (one.verdict, one.printed, one.computed)
    assert "逐项截去两位小数以后的部分" in one.sentence[0]
    assert "first 1.666666… → 1.66" in one.arithmetic


def test_a_rounding_that_the_document_says_agrees() -> None:
    """
    Where the document says how it rounds, scores that are rounded so are no more than right.
    """
    case = printed_by(rounding_by("cut", basis="printed"), evidence(facts=unit(), judged=judgements(effects=50)))

    assert "matches" == only(findings(case), "rounding").verdict


def test_another_rounding_explains_what_the_framework_does_not() -> None:
    """
    Scores that are rounded half up under a framework that cuts are warnings that follow from the rounding.
    """
    found = findings(report("half_up"))
    one = only(found, "rounding")

    assert "rounding_can_explain" == one.verdict
    assert {"rounding_can_explain"} == set(wrong(found).values())
    assert one.id == only(found, "score", "first").follows_from


def test_a_sum_of_shortened_scores_is_explained() -> None:
    """
    Where only the total is rounded, the printed scores need not add up.
    """
    exact = Fraction(5, 3) + Fraction(5, 7) + Fraction(20, 3) + 50
    rough = reprinted(report("half_up"), total=to_step(exact, "half_up", Fraction(1, 10)))
    fine = reprinted(report("half_up"), early=Fraction("2.38"), total=to_step(exact, "half_up", Fraction(1, 100)))

    assert Way("half_up", 2, "indicator") in search(fine).ways
    assert () == search(rough).ways


@pytest.mark.parametrize("level", ["indicator", "total"])
def test_rounding_above_the_rules_is_found(level: str) -> None:
    """
    Scores that are rounded in the indicator, or the total alone, are explained so, and the sums that do not add up.
    """
    given = evidence(facts=known(progress="0.5"), judged=Pairs())
    thirds = branch("early", *(leaf(name, 10, "rounded(min(progress / 3, 1) * weight)") for name in ("a", "b", "c")))
    own = rounding_by("half_up", branch("top", thirds))
    shown = {"a": "1.67", "b": "1.67", "c": "1.67", "early": "5", "top": "5"}
    case = Case(own, given, Printed(Pairs.of({id: Fraction(points) for id, points in shown.items()}), Fraction(5)))
    found = findings(case)

    assert Way("half_up", 2, level) in search(case).ways  # type: ignore[arg-type]  # one of the levels
    assert {"early": "rounding_can_explain", "top": "matches", "total": "matches"} == verdicts(found, "subtotal", "total")
    assert only(found, "rounding").id == only(found, "subtotal", "early").follows_from


def test_nothing_is_said_where_nothing_is_rounded() -> None:
    """
    Where no printed score depends on rounding, there is nothing to explain.
    """
    assert {} == verdicts(findings(report("cut", progress="0", spent="300")), "rounding")


def test_nothing_explains_a_wrong_score() -> None:
    """
    A score that no rounding gives is an error.
    """
    found = findings(reprinted(report("cut"), first=Fraction("1.50")))

    assert () == search(reprinted(report("cut"), first=Fraction("1.50"))).ways
    assert "differs" == only(found, "score", "first").verdict


def test_without_a_total_the_other_way_has_none() -> None:
    """
    Where the total is not known, what it would be is not said.
    """
    given = evidence(facts=unit(), judged=Pairs())
    case = Case(rounding_by("cut"), given, Printed(Pairs.of({"first": Fraction("1.66")})))

    assert ("", "") == (only(findings(case), "rounding").printed, only(findings(case), "rounding").computed)


def test_the_total_can_rest_on_printed_scores() -> None:
    """
    What cannot be computed is taken as printed where the total of another rounding is told.
    """
    given = evidence(facts=unit(), judged=Pairs())
    case = Case(rounding_by("cut"), given, Printed(Pairs.of({"first": Fraction("1.66"), "effects": Fraction(50)})))

    assert "59.05" == only(findings(case), "rounding").computed


def test_a_formula_above_the_rules_is_reckoned_with() -> None:
    """
    A branch with a formula makes of rounded points what it makes of others; where it lacks something, its score stands.
    """
    inside = leaf("pace", 50, "rounded(min(progress / 3, 1) * weight)")
    own = rounding_by("cut", branch("veto", inside, formula="0 if misuse else subtotal"), judged("effects", 50))
    given = evidence(facts=known(progress="0.5", misuse=False), judged=judgements(effects=10))
    case = printed_by(own, given)
    lacking = evolve(case, evidence=evolve(case.evidence, facts=known(progress="0.5")))

    assert {"pace", "veto", TOTAL} == search(case).printed.keys()
    assert "18.33" == only(findings(case), "rounding").computed
    assert Way("cut", 2, "part") in search(lacking).ways


def test_a_formula_that_divides_by_zero_is_left_aside() -> None:
    """
    A branch whose formula has no value explains nothing.
    """
    inside = leaf("pace", 50, "rounded(min(progress / 3, 1) * weight)")
    own = rounding_by("cut", branch("part", inside, formula="rounded(min(subtotal / staff, weight))"), judged("effects", 50))
    given = evidence(facts=known(progress="0.5", staff=0), judged=judgements(effects=10))
    case = Case(own, given, Printed(Pairs.of({"pace": Fraction("8.33")})))

    assert {"pace"} == search(case).printed.keys()
    assert "" == only(findings(case), "rounding").computed


def test_an_incomplete_branch_has_no_total() -> None:
    """
    A formula over children of which one is not known gives nothing.
    """
    inside = leaf("pace", 50, "rounded(min(progress / 3, 1) * weight)")
    own = rounding_by("cut", branch("both", inside, judged("effects", 50), formula="subtotal"))
    case = Case(own, evidence(facts=known(progress="0.5"), judged=Pairs()), Printed(Pairs.of({"pace": Fraction("8.33")})))

    assert {"pace"} == search(case).printed.keys()


def test_judged_points_can_be_rounded() -> None:
    """
    A rule over judged points is none of those that are computed from figures, and is left as it is.
    """
    pace = leaf("pace", 50, "rounded(min(progress / 3, 1) * weight)")
    own = rounding_by("cut", judged("effects", 50, formula="rounded(judged / 3)"), pace)
    case = printed_by(own, evidence(facts=known(progress="0.5"), judged=judgements(effects=10)))

    assert {"pace"} == search(case).parts.keys()


def test_reviewers_round_in_their_own_way() -> None:
    """
    The scores of a second scorer are explained apart.
    """
    case, other = report("cut"), report("half_up")
    scorer = Scorer(other.printed.scores, other.printed.total)
    both = evolve(case, printed=evolve(case.printed, scorers=Pairs.of({"复核": scorer})))
    found = list(rounding.findings(Report(both)))

    assert ["rounding", "复核/rounding"] == [one.path for one in found]
    assert ["remark", "rounding_can_explain"] == [one.verdict for one in found]


def test_many_ways_are_cut_short() -> None:
    """
    Where a single score fits many ways, the first of them are named.
    """
    own = rounding_by("cut", leaf("pace", 100, "cut(min(progress / 3, 1), 0.01) + 0 * rounded(progress)"))
    case = printed_by(own, evidence(facts=known(progress="0.0001"), judged=Pairs()))

    assert "等也与列示得分相符" in only(findings(case), "rounding").sentence[0]


@settings(deadline=None)
@given(MODES, MODES, st.integers(1, 20_000), st.integers(1, 300), st.integers(1, 300))
def test_no_rounding_is_a_false_alarm(mode: Mode, under: Mode, progress: int, spent: int, budget: int) -> None:
    """
    Scores that are printed with any rounding are no error under a framework with any other that can be told from its rules.
    """
    if under == "up":
        mode = under
    case = report(mode, under, progress=f"{progress / 10000:.4f}", spent=str(spent), budget=str(budget))

    assert [] == [one for one in findings(case) if one.severity == "error"]
