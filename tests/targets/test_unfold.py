"""What a unit brings becomes an ordinary framework: rows are indicators, figures facts, sums values."""

import pickle
from fractions import Fraction

import attrs
import pytest

from perfrules import assess, explain
from perfrules.errors import EvidenceError, InvalidFrameworkError
from perfrules.evidence import Evidence
from perfrules.framework import Framework
from perfrules.frozen import Pairs
from perfrules.indicator import Branch, Unscored
from perfrules.kernel import Kernel
from perfrules.rules import rules
from perfrules.targets import declared_of, is_of_one_unit, sums_of_unit, unfold
from tests.targets.forms import BENEFIT, OUTPUT, SATISFACTION, UNIT, form, funds, known, target


def refusal(framework: Framework, evidence: Evidence) -> list[str]:
    """The messages with which a unit is refused."""
    with pytest.raises(EvidenceError) as caught:
        assess(framework, evidence)
    return [f"{problem.path}: {problem.message}" for problem in caught.value.problems]


def test_a_form_finds_its_slots_by_id() -> None:
    """
    The places for target rows, in reading order; the framework of a unit has none any more.
    """
    made = form()

    assert {id: made.paths[id][-1].rule for id in ("output", "benefit", "satisfaction")} == made.slots
    assert {} == unfold(made, UNIT).framework.slots


def test_rows_stand_below_their_slot_and_group() -> None:
    """
    Rows of a group stand below a branch with the weight that they have together.
    """
    unit = unfold(form(), UNIT)

    output = unit.framework.paths["output"][-1]
    assert ["output/数量指标", "output/质量指标"] == [child.id for child in output.children]
    assert [Fraction(30), Fraction(20)] == [child.weight for child in output.children]
    assert ["output/数量指标/巡防", "output/数量指标/培训"] == [child.id for child in output.children[0].children]


def test_a_form_is_scored_row_by_row() -> None:
    """
    135 of 150 spent, three quarters of a target, a mean over the slot's own rows, shares of 3, 3 and, for the last by id, 4.
    """
    card = assess(form(), UNIT)

    points = {id: card[id].points for id in ("execution", "output", "output/数量指标/培训", "benefit", "satisfaction")}
    assert {
        "execution": Fraction(9),
        "output": Fraction("47.5"),
        "output/数量指标/培训": Fraction("7.5"),
        "benefit": Fraction(27),
        "satisfaction": Fraction("9.6"),
    } == points
    assert "93.10" == str(card.total)


def test_the_card_keeps_what_was_declared_and_given() -> None:
    """
    Its framework is that of the unit, and the receipt hashes the declared one.
    """
    framework = form()
    card = assess(framework, UNIT)

    assert (framework, UNIT) == (card.declared, card.given)
    assert is_of_one_unit(card.framework)
    assert not card.evidence.targets


def test_nothing_to_unfold_gives_back_the_same() -> None:
    """
    The framework of a unit has nothing left to unfold.
    """
    unit = unfold(form(), UNIT)

    assert unit.framework is unfold(unit.framework, unit.evidence).framework


def test_the_rules_of_a_unit_are_those_that_binding_gives() -> None:
    """
    They are made from the rules of the declared framework, without binding them again.
    """
    own = unfold(form(), UNIT).framework
    again = attrs.evolve(own)

    assert rules(again).formulas == rules(own).formulas
    assert set(rules(again).values) == set(rules(own).values)
    assert not rules(again).problems


def test_the_kernel_of_a_unit_agrees() -> None:
    """
    Compiled, the unit's framework gives the same points.
    """
    unit = unfold(form(), UNIT)
    kernel = Kernel.of(unit.framework)
    given = {name: Fraction(known.value) for name, known in unit.evidence.facts.items()}

    found = kernel.score(given)
    card = assess(form(), UNIT)
    assert {id: card[id].points for id in kernel.outputs} == {id: Fraction(str(found[id])) / 100 for id in kernel.outputs}


def test_a_declared_form_is_not_compiled() -> None:
    """
    Its rows are a unit's: the kernel says to unfold it.
    """
    with pytest.raises(InvalidFrameworkError, match="its slots, tables or open weights are a unit's: `unfold` it"):
        Kernel.of(form())


def test_a_card_with_rows_pickles() -> None:
    """
    It is equal afterwards, and explains the same.
    """
    card = assess(form(), UNIT)
    again = pickle.loads(pickle.dumps(card))  # noqa: S301  # our own bytes

    assert card == again
    assert explain(card, "output/数量指标/培训") == explain(again, "output/数量指标/培训")


def test_the_order_of_rows_changes_no_score() -> None:
    """
    Backwards they give the same points.
    """
    card = assess(form(), UNIT)
    turned = assess(form(), attrs.evolve(UNIT, targets=tuple(reversed(UNIT.targets))))

    assert {id: card[id].points for id in card.scores} == {id: turned[id].points for id in card.scores if id in turned.scores}
    assert str(card.total) == str(turned.total)


def test_a_row_that_is_part_of_another_does_not_score() -> None:
    """
    It is there to be audited.
    """
    part = attrs.evolve(target("output", "其中夜巡", "5"), of="output/数量指标/巡防")
    card = assess(form(), attrs.evolve(UNIT, targets=(*UNIT.targets, part)))

    assert "output/其中夜巡" not in card.scores
    assert "93.10" == str(card.total)


def test_a_blank_actual_figure_is_a_gap() -> None:
    """
    The row lies between nothing and its weight, and what it lacks is named.
    """
    blank = target("output", "培训", "10", "8", "", "数量指标")
    card = assess(form(), attrs.evolve(UNIT, targets=(OUTPUT[0], blank, OUTPUT[2], *BENEFIT, *SATISFACTION)))

    score = card["output/数量指标/培训"]
    assert ("gap", Fraction(0), Fraction(10)) == (score.kind, score.least, score.most)
    assert ("output/数量指标/培训 actual",) == score.missing  # type: ignore[union-attr]  # a gap has it


def test_a_blank_target_is_a_gap() -> None:
    """
    A row whose target is words cannot be computed.
    """
    words = attrs.evolve(target("output", "培训", "10", "", "6", "数量指标"), target_text="明显提高")
    card = assess(form(), attrs.evolve(UNIT, targets=(OUTPUT[0], words, OUTPUT[2], *BENEFIT, *SATISFACTION)))

    assert ("output/数量指标/培训 target",) == card["output/数量指标/培训"].missing  # type: ignore[union-attr]  # a gap has it


def test_rows_that_do_not_fit_are_refused_together() -> None:
    """
    An unknown slot, a row twice, weights that miss their slot and their group.
    """
    rows = (
        target("output", "巡防", "20", group="数量指标"),
        target("output", "巡防", "20", group="数量指标"),
        target("outputs", "巡防", "20"),
        *BENEFIT,
        *SATISFACTION,
    )

    assert [
        "targets/output/数量指标/巡防: the rows of `数量指标` weigh 40, the group weighs 30",
        "targets/output/数量指标/巡防: `output/数量指标/巡防` stands here twice; give each an `id`",
        "targets/outputs/巡防: the framework has no slot `outputs`; did you mean `output`?",
        "targets/output: its rows weigh 20 + 20 = 40, the slot weighs 50",
    ] == refusal(form(), attrs.evolve(UNIT, targets=rows))


def test_a_row_without_weight_needs_a_slot_that_shares_out() -> None:
    """
    Nobody guesses what it weighs.
    """
    rows = (target("benefit", "发案下降"), target("benefit", "知晓", "30"))

    assert ["targets/benefit/发案下降: the row has no weight, and its slot shares none out"] == refusal(
        form(), attrs.evolve(UNIT, targets=(*OUTPUT, *rows, *SATISFACTION))
    )


def test_pages_that_are_cut_off_leave_a_gap() -> None:
    """
    What the rows of an incomplete slot leave of its weight is open, with the reason.
    """
    evidence = attrs.evolve(UNIT, targets=(OUTPUT[0], *BENEFIT, *SATISFACTION), incomplete=Pairs.of({"output": "缺第二页"}))
    card = assess(form(), evidence)

    assert ("gap", Fraction(30)) == (card["output/rest"].kind, card["output/rest"].most)
    assert "指标未列全：缺第二页" in explain(card, "output/rest").text
    assert "65.60 to 95.60" == str(card.total)


def test_a_slot_without_rows_is_open() -> None:
    """
    No rows are no points, and no zero either.
    """
    card = assess(form(), attrs.evolve(UNIT, targets=(*OUTPUT, *SATISFACTION)))

    assert (Fraction(0), Fraction(30)) == (card["benefit/rest"].least, card["benefit/rest"].most)
    assert "没有列出这部分指标" in explain(card, "benefit/rest").text


def test_shares_leave_what_remains_to_nobody() -> None:
    """
    16 points among three rows are 5 each, and one point that nobody gets.
    """
    made = form(
        (
            "weight: 10\n    slot: {rules: scored, split: {decimals: 0, remainder: last}}",
            "weight: 10\n    slot: {rules: scored, split: {decimals: 0, remainder: leave}}",
        )
    )
    card = assess(made, UNIT)

    assert ("computed", Fraction(0)) == (card["satisfaction/rest"].kind, card["satisfaction/rest"].points)
    assert isinstance(card.framework.paths["satisfaction"][-1].rule, Branch)


def test_a_sum_with_a_blank_cell_is_missing() -> None:
    """
    What rests on it is a gap that names the sum.
    """
    card = assess(form(), attrs.evolve(UNIT, tables=funds(("100", "95"), ("50", ""))))

    assert ("gap", ("used_sum of all rows",)) == (card["execution"].kind, card["execution"].missing)  # type: ignore[union-attr]  # a gap has it


def test_a_table_without_rows_is_missing() -> None:
    """
    Its sums are not zero.
    """
    card = assess(form(), attrs.evolve(UNIT, tables=Pairs()))

    assert "gap" == card["execution"].kind


def test_a_sum_that_divides_by_zero_has_no_value() -> None:
    """
    What rests on it is undefined.
    """
    made = form(
        ("formula: rounded(min(used_sum / arranged_sum, 1) * weight)", "formula: rounded(max(min(rate_sum, 1), 0) * weight)")
    )
    card = assess(made, attrs.evolve(UNIT, tables=funds(("0", "5"))))

    assert ("gap", "undefined") == (card["execution"].kind, card["execution"].reason)  # type: ignore[union-attr]  # a gap has it


def test_another_reading_of_row_rules_is_read_for_all_rows() -> None:
    """
    A target that is not reached gets nothing then.
    """
    adopted = attrs.evolve(UNIT, interpretations=Pairs.of({"standard": "达到才得分"}))
    card = assess(form(), adopted)

    assert Fraction(0) == card["output/数量指标/培训"].points
    assert Fraction(27) == card["benefit"].points


def test_a_sum_is_called_by_its_column() -> None:
    """
    And explained as the one number that it is.
    """
    told = explain(assess(form(), UNIT), "execution").text

    assert "资金表安排合计 = 150\n" in told
    assert "资金表使用合计 = 135\n" in told


def test_a_sum_over_ratios_that_divide_by_zero_is_missing() -> None:
    """
    A row whose ratio has no value says nothing to the sum.
    """
    made = form(('at_most: "1 if actual <= target else target / actual"', "at_most: min(target / actual, 1)"))
    rows = (attrs.evolve(target("benefit", "事故", "30", "1", "0"), must="at_most"),)
    card = assess(made, attrs.evolve(UNIT, targets=(*OUTPUT, *rows, *SATISFACTION)))

    assert ("gap", "undefined") == (card["benefit/事故"].kind, card["benefit/事故"].reason)  # type: ignore[union-attr]  # a gap has it
    assert (Fraction(0), Fraction(30)) == (card["benefit"].least, card["benefit"].most)


def test_a_slot_without_weight_and_rows_is_no_part_of_the_table() -> None:
    """
    It has nothing to give: its kernel compiles, and its points are nothing.
    """
    made = form(("weight: 10\n    slot: {rules: scored", "weight: 0\n    slot: {rules: scored"), ("weight: 50", "weight: 60"))
    rows = (target("output", "巡防", "30", group="数量指标"), target("output", "验收", "30", group="质量指标"))
    unit = unfold(made, attrs.evolve(UNIT, targets=(*rows, *BENEFIT)))
    card = assess(made, attrs.evolve(UNIT, targets=(*rows, *BENEFIT)))

    assert Unscored() == unit.framework.paths["satisfaction"][-1].rule
    assert Fraction(0) == card["satisfaction"].points
    assert "satisfaction" in Kernel.of(unit.framework).outputs


def test_only_a_unit_knows_what_it_was_unfolded_from() -> None:
    """
    Any other framework is its own, and has no sums.
    """
    made = form()
    own = unfold(made, UNIT).framework

    assert (made, made) == (declared_of(own), declared_of(made))
    assert {"used_sum", "ratios", "ratios of benefit"} <= sums_of_unit(own)
    assert frozenset() == sums_of_unit(made)


def test_what_is_known_can_already_divide_by_zero() -> None:
    """
    Then the rule has no value whatever is missing, in a unit's framework too.
    """
    facts = "facts:\n  done: {label: 完成, kind: count, unit: 个}\n  planned: {label: 计划, kind: count, unit: 个}\ntables:\n"
    rule = "formula: rounded(min(done / planned, 1) * weight)"
    made = form(("tables:\n", facts), ("formula: rounded(min(used_sum / arranged_sum, 1) * weight)", rule))
    score = assess(made, attrs.evolve(UNIT, facts=Pairs.of({"planned": known("0")})))["execution"]

    assert ("gap", "undefined") == (score.kind, score.reason)  # type: ignore[union-attr]  # a gap has it
