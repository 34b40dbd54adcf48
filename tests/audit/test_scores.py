"""Printed scores against their rules, the scores below and the grade; what cannot be reached, and what nothing confirms."""

from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from perfrules.case import Case, Printed, Scorer
from perfrules.domain import Span
from perfrules.formula import parse
from perfrules.framework import BARE, Grade
from perfrules.frozen import Pairs
from perfrules.rules import TOTAL
from tests.assess.test_assess import CURVE
from tests.audit.scored import findings, only, printed_by, reprinted, small, verdicts, wrong
from tests.examples import branch, evidence, framework, function, judged, judgements, known, leaf, value
from tests.targets.forms import UNIT, form

GRADES = (Grade("优", Fraction(90)), Grade("良", Fraction(80)), Grade("差", Fraction(0)))


def test_what_the_rules_give_agrees() -> None:
    """
    Scores that the library prints agree, the points lost are said.
    """
    found = findings(small())

    assert {} == wrong(found)
    assert {"matches"} == {one.verdict for one in found if one.code in {"score", "subtotal", "total"}}
    assert "满分 20 分，扣 5 分" in only(found, "score", "execution").sentence[0]


@pytest.mark.parametrize("id", ["execution", "openness", "accounting", "effects", "management", "results", TOTAL])
def test_a_changed_score_is_found(id: str) -> None:
    """
    Whichever score is changed, the audit finds it and names it as the cause.
    """
    right = small()
    points = right.printed.total if id == TOTAL else right.printed.scores[id]
    assert points is not None
    found = findings(reprinted(right, **{id: points - 1}))
    first = [one for one in found if one.verdict == "differs" and not one.follows_from]

    assert f"scores/{id}" in {repair.number for one in first for repair in one.cause}


def test_a_score_is_mended_with_all_its_decimals() -> None:
    """
    What its rule gives is what a score should be, also where the report prints whole points.
    """
    own = framework(leaf("pace", 100, "rounded(min(progress, 1) * weight)"))
    case = Case(own, evidence(facts=known(progress="0.7304"), judged=Pairs()), Printed(total=Fraction(90)))

    assert "73.04" == only(findings(case), "total").cause[0].value


def test_a_wrong_fact_is_named() -> None:
    """
    A number with two digits exchanged breaks the scores that rest on it, and is their cause.
    """
    case = small()
    facts = Pairs.of({**case.evidence.facts, **known(spent=105)})
    found = findings(evolve(case, evidence=evolve(case.evidence, facts=facts)))

    assert "facts/spent" in {repair.number for repair in only(found, "score", "execution").cause}


def test_a_missing_fact_leaves_a_score_open() -> None:
    """
    A score whose inputs are missing cannot be verified; its points are at stake.
    """
    case = small()
    facts = Pairs.of({name: one for name, one in case.evidence.facts.items() if name != "staff"})
    one = only(findings(evolve(case, evidence=evolve(case.evidence, facts=facts))), "score", "staffing")

    assert ("cannot_verify", Fraction(5), "[0, 5]") == (one.verdict, one.stake, one.computed)
    assert "缺少在编人数" in one.sentence[0]


def test_a_judgement_that_nobody_made_leaves_a_score_open() -> None:
    """
    A printed score that rests on a judgement is never a match.
    """
    case = small()
    one = only(findings(evolve(case, evidence=evolve(case.evidence, judged=judgements(accounting=10)))), "score", "effects")

    assert "cannot_verify" == one.verdict
    assert "“effects”的评定" in one.sentence[0]


def test_a_score_beyond_its_limits_cannot_be_reached() -> None:
    """
    A printed total above what is known and printed allows is an error, with the line that proves it.
    """
    case = small(without=("effects", "results"))
    case = evolve(case, evidence=evolve(case.evidence, judged=judgements(accounting=10)))
    one = only(findings(reprinted(case, total=99)), "unreachable")

    assert ("differs", "total") == (one.verdict, one.path)
    assert "management 35 + results [15, 55] = [50, 90]" == one.arithmetic


def test_a_division_by_zero_leaves_a_score_open() -> None:
    """
    Where a rule divides by zero its printed score cannot be verified.
    """
    own = framework(leaf("pace", 100, "rounded(min(budget / staff, 1) * weight)"))
    case = Case(own, evidence(facts=known(budget=1, staff=0), judged=Pairs()), Printed(Pairs.of({"pace": Fraction(90)})))
    one = only(findings(case), "score")

    assert "cannot_verify" == one.verdict
    assert "分母为零" in one.sentence[0]


def test_fewer_printed_decimals_can_explain() -> None:
    """
    A score that is printed with fewer decimals than scores have is compared as it would be printed.
    """
    case = printed_by(framework(), evidence(facts=_facts(spent="149.95")))
    ids = {"execution": 14, "management": 34, TOTAL: 84}
    shown = {id: points for id, points in case.printed.scores.items() if id not in ids}
    rough = reprinted(evolve(case, printed=Printed(Pairs.of(shown))), **ids)

    assert "rounding_can_explain" == only(findings(rough), "score", "execution").verdict
    assert "follows" not in only(findings(rough), "score", "execution").follows_from


def _facts(**changes: str) -> Pairs:  # type: ignore[type-arg]  # of facts
    return Pairs.of({**evidence().facts, **known(**changes)})


def test_another_reading_is_told() -> None:
    """
    A score that another reading of its rule gives is ambiguous; the reading is named.
    """
    rule = leaf("pace", 100, "rounded(min(progress, 1) * weight)", {"达到才得分": "weight if progress >= 0.5 else 0"})
    case = Case(framework(rule), evidence(judged=Pairs()), Printed(Pairs.of({"pace": Fraction(100)}), Fraction(100)))
    found = findings(case)

    assert {"pace": "ambiguous", "total": "matches"} == verdicts(found, "score", "total")
    assert ("达到才得分", Span(Fraction(100), Fraction(100), 2)) == (
        only(found, "score").interpretations[0].name,
        only(found, "score").interpretations[0].points,
    )


def test_printed_scores_are_put_into_the_formula_of_their_branch() -> None:
    """
    A branch with a formula is compared with what that makes of the printed scores.
    """
    found = findings(small(management=30))
    one = only(found, "subtotal", "management")

    assert ("differs", "30", "35") == (one.verdict, one.printed, one.computed)


def test_a_formula_that_lacks_something_leaves_its_branch_to_its_limits() -> None:
    """
    A branch whose formula names what is not known is only compared with its limits.
    """
    case = small()
    facts = Pairs.of({name: one for name, one in case.evidence.facts.items() if name != "misuse"})
    one = only(findings(evolve(case, evidence=evolve(case.evidence, facts=facts))), "score", "management")

    assert ("cannot_verify", "[0, 35]") == (one.verdict, one.computed)


def test_reviewers_are_checked_too() -> None:
    """
    The scores of a second scorer add up, or they do not.
    """
    case = small()
    other = Scorer(Pairs.of({"management": Fraction(30), "results": Fraction(50)}), Fraction(81))
    found = findings(evolve(case, printed=evolve(case.printed, scorers=Pairs.of({"复核": other}))))

    assert {"total": "matches", "复核/total": "differs_without_effect"} == verdicts(found, "total")


def test_a_number_that_cannot_be_is_traced_to_a_slip() -> None:
    """
    A fact outside its domain is told with the slip of the pen that mends all scores that rest on it.
    """
    one = only(findings(_with_facts(small(), staff="4600")), "outside-domain")
    other = only(findings(_with_facts(small(), staff="99999")), "outside-domain")

    assert ["46 人"] == [repair.value for repair in one.cause]
    assert () == other.cause


def _with_facts(case: Case, **changes: str) -> Case:
    return evolve(case, evidence=evolve(case.evidence, facts=Pairs.of({**case.evidence.facts, **known(**changes)})))


def test_a_reading_that_lacks_something_explains_nothing() -> None:
    """
    A reading under which the printed score would only stand in is no explanation.
    """
    rule = leaf("pace", 100, "rounded(min(progress, 1) * weight)", {"另读": "weight if misuse else 0"})
    scores = Pairs.of({"pace": Fraction(60)})
    case = Case(framework(rule), evidence(facts=known(progress="0.5"), judged=Pairs(), stated=scores), Printed(scores))
    found = findings(case)

    assert "differs" == only(found, "score").verdict


def test_a_formula_of_printed_scores_can_lack_a_number() -> None:
    """
    A total that a formula makes of scores, and of facts, is compared only where all of them are known.
    """
    own = framework(
        branch("results", leaf("pace", 50, "rounded(min(progress, 1) * weight)"), judged("effects", 10)),
        judged("other", 40),
        total=parse("subtotal if results / budget >= 0 else min(pace, weight)"),
    )
    scores = Pairs.of({"pace": Fraction(25), "effects": Fraction(5), "other": Fraction(30)})
    case = Case(own, evidence(facts=known(progress="0.5", budget=1), judged=Pairs()), Printed(scores, Fraction(60)))

    assert "matches" == only(findings(case), "total").verdict
    assert "differs" == only(findings(reprinted(case, total=61)), "total").verdict
    assert "cannot_verify" == only(findings(_with_facts(case, budget="0")), "total").verdict


def test_a_formula_can_name_a_printed_score_alone() -> None:
    """
    What a branch's formula does not name need not be printed.
    """
    pace = leaf("pace", 50, "rounded(min(progress, 1) * weight)")
    own = framework(branch("results", pace, judged("effects", 50), formula="pace"))
    scores = Pairs.of({"pace": Fraction(25), "results": Fraction(25)})
    case = Case(own, evidence(facts=known(progress="0.5"), judged=Pairs()), Printed(scores))

    assert "matches" == only(findings(case), "subtotal").verdict


def test_a_fact_that_undoes_a_formula_is_no_repair() -> None:
    """
    A number with which a branch has no value mends nothing.
    """
    pace = leaf("pace", 50, "rounded(min(progress, 1) * weight)")
    own = framework(branch("results", pace, formula="subtotal if misuse else subtotal"))
    case = Case(own, evidence(judged=Pairs()), Printed(Pairs.of({"pace": Fraction(25), "results": Fraction(20)}), Fraction(20)))

    assert {"subtotal results": "differs"} == wrong(findings(case))


def test_parts_of_the_total_and_beside_it() -> None:
    """
    A computed rule fits the printed total; what stands beside the total does not.
    """
    bonus = leaf("bonus", 2, "weight if misuse else 0")
    case = printed_by(framework(adjustments=(bonus,)), evidence(), without=(*framework().paths, "bonus"))

    assert {"execution", "openness", "staffing", "pace", "timeliness"} == verdicts(findings(case), "part").keys()


def test_rows_that_are_not_there_are_told() -> None:
    """
    A total that rests on rows that are not all there cannot be verified.
    """
    missing = dict.fromkeys(("output", "benefit", "satisfaction"), "缺页")
    given = evolve(UNIT, targets=UNIT.targets[:2], incomplete=Pairs.of(missing))
    one = only(findings(Case(form(), given, Printed(total=Fraction(90)))), "total")

    assert "缺少“产出指标”未列出的指标" in one.sentence[0]


def test_a_grade_without_rounding_stands_firm() -> None:
    """
    A total with all its decimals has one grade.
    """
    case = printed_by(framework(judged("effects", 100), grades=GRADES), evidence(judged=judgements(effects="89.65")))

    assert [] == [one for one in findings(case) if one.code == "grade-on-edge"]


def test_many_missing_things_are_cut_short() -> None:
    """
    Of many criteria that nobody judged the first are named.
    """
    many = branch("results", *(judged(f"criterion{number}", 1) for number in range(20)))
    case = Case(framework(many), evidence(judged=Pairs()), Printed(Pairs.of({"results": Fraction(20)})))

    assert "的评定等" in only(findings(case), "score").sentence[0]


SHARED = framework(
    branch(
        "results",
        leaf("pace", 60, "rounded(min(progress, 1) * weight)"),
        branch("inner", judged("effects", 10, not_applicable="leave_out"), judged("reach", 10, not_applicable="full")),
        branch("shared", judged("opinion", 20), formula="rounded(subtotal / applicable * weight)"),
        formula="rounded(subtotal / applicable * weight)",
    )
)


def test_printed_scores_are_shared_out_over_what_applies() -> None:
    """
    A formula over what applies is compared with the printed scores below: weights that are left out do not count in it.
    """
    given = evidence(
        facts=known(progress="0.5"),
        judged=judgements(opinion=20),
        not_applicable=Pairs.of({"effects": "无此事项", "reach": "无此事项"}),
    )
    right = printed_by(SHARED, given)
    wrongly = only(findings(reprinted(right, results=60)), "subtotal", "results")

    assert "matches" == only(findings(right), "subtotal", "results").verdict
    assert ("differs", "66.66") == (wrongly.verdict, wrongly.computed)
    assert "按公式由下级得分计算为 66.66" in wrongly.sentence[0]


def test_rounding_explains_scores_that_are_shared_out() -> None:
    """
    Scores that were rounded otherwise are explained above a formula over what applies too.
    """
    rule = branch("results", leaf("pace", 50, "rounded(min(progress, 1) * weight)"), judged("effects", 50), formula=SHARING)
    printer = framework(rule, functions=(function("rounded", "x", "half_up(x, 0.01)"),))
    own = framework(rule, functions=(function("rounded", "x", "cut(x, 0.01)"),))
    case = printed_by(printer, evidence(facts=known(progress="0.1235"), judged=judgements(effects=40)), under=own)

    assert {"rounding_can_explain"} == {one.verdict for one in findings(case) if one.severity in {"error", "warning"}}


SHARING = "rounded(subtotal / applicable * weight)"


def test_a_total_by_formula_is_shown_with_the_printed_scores() -> None:
    """
    Where the evidence gives other scores than are printed, the arithmetic of the total is that of the printed ones.
    """
    own = framework(
        leaf("pace", 60, "rounded(min(progress, 1) * weight)"),
        judged("effects", 40),
        total=parse("min(subtotal, 100) if progress >= 0.7 else min(subtotal, 79)"),
    )
    given = evidence(facts=known(progress="0.5"), judged=judgements(effects=40))
    case = Case(own, given, Printed(Pairs.of({"pace": Fraction(50), "effects": Fraction(40)}), Fraction(90)))
    one = only(findings(case), "total")

    assert ("79", "取小(90, 79) = 79") == (one.computed, one.arithmetic)
    assert "列示总分 90，按总分公式计算为 79；" in one.sentence[0]


def test_a_total_that_rounding_does_not_give_stands_on_no_edge() -> None:
    """
    A total that no rounding gives is wrong, and its grade does not hang on rounding.
    """
    case = printed_by(framework(grades=GRADES), evidence())

    assert [] == [one for one in findings(reprinted(case, total=89)) if one.code == "grade-on-edge"]


def test_a_wrong_grade_is_found() -> None:
    """
    The printed grade is that of the printed total; a total that another number mends explains the grade.
    """
    case = printed_by(framework(grades=GRADES), evidence())
    found = findings(evolve(case, printed=evolve(case.printed, grade="优")))

    assert ("良", "differs") == (only(found, "grade").computed, only(found, "grade").verdict)
    assert {} == wrong(findings(case))


def test_a_grade_without_a_total_is_that_of_the_scores() -> None:
    """
    Where no total is printed, the grade is compared with that of the scores, if it is certain.
    """
    whole = printed_by(framework(grades=GRADES), evidence(), (TOTAL,))
    bare = evolve(whole, printed=Printed(grade="良"), evidence=evidence(facts=Pairs(), judged=Pairs()))

    assert "matches" == only(findings(whole), "grade").verdict
    assert "cannot_verify" == only(findings(bare), "grade").verdict


def test_a_total_with_fewer_decimals_can_stand_on_the_edge() -> None:
    """
    A total of 90 may be 89.6: its grade hangs on rounding, and both grades can be right.
    """
    own = framework(judged("effects", 100), grades=GRADES)
    case = Case(own, evidence(facts=Pairs(), judged=judgements(effects="89.6")), Printed(total=Fraction(90), grade="良"))
    found = findings(case)

    assert "rounding_can_explain" == only(found, "grade").verdict
    assert "良" in only(found, "grade-on-edge").sentence[0]


def test_a_computed_part_fits_its_printed_indicator() -> None:
    """
    A criterion without a printed score agrees where the indicator above it can be reached; where not, that one says so.
    """
    case = small(without=("execution", "openness", "staffing", "accounting"))
    one = only(findings(case), "part", "execution")

    assert ("matches", "15") == (one.verdict, one.computed)
    assert {} == verdicts(findings(reprinted(case, management=40)), "part")


def test_a_part_says_that_every_reading_gives_the_same() -> None:
    """
    Where a part has other readings that give the same points, it says so.
    """
    rule = leaf("pace", 50, "rounded(min(progress, 1) * weight)", {"另读": "weight * 0.5"})
    own = framework(branch("results", rule, judged("effects", 50)))
    case = Case(own, evidence(judged=Pairs()), Printed(Pairs.of({"results": Fraction(60)})))

    assert "各种理解下得分相同" in only(findings(case), "part").sentence[0]


def test_a_part_without_anything_printed_above_is_not_spoken_of() -> None:
    """
    Where neither an indicator nor the total is printed, there is nothing that a part could fit.
    """
    assert {} == verdicts(findings(Case(framework(), evidence())), "part")


def test_readings_that_move_the_total_are_reported() -> None:
    """
    Each other reading of a rule or value that changes points or the total is told; one that changes nothing is not.
    """
    rate = value("rate", "min(spent / 1000000, 1)", {"另算": "min(spent / 300, 1)"})
    rule = leaf("pace", 50, "rounded(rate * weight)", {"同义": "rounded(min(rate, 1) * weight)"})
    case = Case(framework(rule, judged("effects", 50), values=(rate,)), evidence(judged=judgements(effects=1)))
    one = only(findings(case), "interpretation")

    assert ("rate", None, "26.00") == (one.path, one.interpretations[0].points, str(one.interpretations[0].total))


def test_a_reading_outside_its_indicator_has_no_points() -> None:
    """
    A reading that gives more than its indicator holds is told without points.
    """
    rule = leaf("a", 4, "1", {"曲线": CURVE})
    one = only(findings(Case(framework(rule), evidence(facts=known(progress="0.7"), judged=Pairs()))), "interpretation")

    assert (None, None) == (one.interpretations[0].points, one.interpretations[0].total)
    assert Fraction(0) == one.stake


def test_an_adopted_reading_has_the_rule_itself_as_its_other() -> None:
    """
    Where a case has adopted another reading, the rule itself is the other one.
    """
    rule = leaf("pace", 50, "rounded(min(progress, 1) * weight)", {"另读": "weight"})
    case = Case(framework(rule), evidence(judged=Pairs(), interpretations=Pairs.of({"pace": "另读"})))

    assert "评分标准本文" == only(findings(case), "interpretation").interpretations[0].name


def test_what_rests_on_nothing_is_counted() -> None:
    """
    How many points can be recomputed is said where not all can.
    """
    case = small()
    one = only(findings(evolve(case, evidence=evolve(case.evidence, judged=Pairs()))), "completeness")

    assert (Fraction(50), "remark") == (one.stake, one.verdict)
    assert "100 分中50 分可由数据复算，50 分只有列示得分" in one.sentence[0]


def test_a_bare_table_has_no_rules() -> None:
    """
    Without a framework there is nothing to say of rules.
    """
    assert () == findings(Case(BARE, evidence(facts=Pairs(), judged=Pairs()), Printed(total=Fraction(90))))


def test_rows_are_compared_with_their_rules() -> None:
    """
    The scores of a form that the library prints agree, a wrong row is found.
    """
    case = printed_by(form(), UNIT)
    rows = (evolve(row, printed=row.printed - (row.label == "培训")) for row in case.evidence.targets if row.printed is not None)
    found = findings(evolve(case, evidence=evolve(case.evidence, targets=tuple(rows))))

    assert {"interpretation standard": "ambiguous"} == wrong(findings(case))
    assert "differs" == only(found, "score", "output/数量指标/培训").verdict


@given(st.integers(0, 200), st.integers(1, 99), st.sampled_from(["execution", "openness", "staffing", "pace", "timeliness"]))
def test_every_change_of_a_computed_score_is_found(spent: int, by: int, id: str) -> None:
    """
    Whatever the facts are, a computed score that is changed by less than its weight is an error.
    """
    right = printed_by(framework(), evidence(facts=_facts(spent=str(spent))))
    found = findings(reprinted(right, **{id: right.printed.scores[id] + Fraction(by, 100)}))

    assert [] != [one for one in found if one.path == id and one.verdict in {"differs", "rounding_can_explain"}]
