"""What `check` says of rows, slots, tables, adjustments, open weights and conditions, word for word."""

from fractions import Fraction

import pytest
from attrs import evolve

from perfrules.check import check
from perfrules.formula import parse
from perfrules.framework import Alert, Band, Fact, Framework, Grade
from perfrules.frozen import Pairs
from perfrules.indicator import Indicator, Split, Unscored
from tests.examples import COUNT, branch, condition, framework, judged, leaf, row_rules, slot, table, value

HIGH, LOW = "`min(…, weight)`", "`max(…, 0)`"
SHARED = "cut(subtotal / applicable * weight, 0.01)"
NOT_PROVEN = f"it is not proven that the points lie in 0 to 10; write {HIGH} or {LOW}"
CAPPED = "cut(min(ratio, 1) * weight, 0.01)"
LEFT_OUT = (
    "nothing above shares out the weight of what is left out: no formula uses `applicable`; "
    "write for example `rounded(subtotal / applicable * weight)` in a branch above or in `total`"
)
ROWS = (row_rules("standard", CAPPED, sums={"reached": "1 if ratio >= 1 else 0"}),)
SURVEY = (
    table(
        "survey",
        Fact("asked", "发放", COUNT),
        Fact("content", "满意", COUNT),
        totals={"all_asked": "asked", "all_content": "content", "shares": "content / asked"},
    ),
)
BANDS = (
    Band("优", Fraction(4, 5), Fraction(1)),
    Band("良", Fraction(3, 5), Fraction(4, 5)),
    Band("差", Fraction(0), Fraction(3, 5)),
)


def found(made: Framework) -> list[str]:
    """What is wrong with a framework, but for declarations that are not used."""
    return [
        f"{problem.severity} {problem.code}: {str(problem).removeprefix('example.small / ')}"
        for problem in check(made)
        if problem.code != "not-used"
    ]


def optional(id: str, weight: int) -> Indicator:
    """An indicator that is left out where it does not apply."""
    return judged(id, weight, not_applicable="leave_out")


@pytest.mark.parametrize(
    "made",
    [
        framework(branch("a", optional("b", 4), judged("c", 6), formula=SHARED)),
        framework(branch("a", optional("b", 4), optional("c", 6), formula=SHARED)),
        framework(branch("a", optional("b", 4), judged("c", 6)), judged("d", 90), total=parse(SHARED)),
        framework(
            branch("a", optional("b", 4), judged("c", 6), formula="0 if misuse else min(subtotal, 10)"), total=parse(SHARED)
        ),
        framework(branch("a", optional("b", 4), formula=f"0 if misuse else {SHARED}"), judged("c", 6), total=parse(SHARED)),
        framework(judged("a", 10), adjustments=(judged("x", 5),), total=parse("min(subtotal + x, weight)")),
        framework(judged("a", 10), adjustments=(judged("x", 0, least=Fraction(-5)),), total=parse("max(subtotal + x, 0)")),
        framework(judged("a", 10), adjustments=(judged("x", 5),), alerts=(Alert("加分", condition("x > 4")),)),
        framework(judged("a", 10), adjustments=(judged("x", 5),), grades=(Grade("优", Fraction(0), condition("x > 4")),)),
        framework(leaf("a", 0, "cut(min(progress, 1) * weight, 0.01)", is_open=True), judged("b", 60), points=Fraction(100)),
        framework(
            branch("a", leaf("b", 0, "weight", is_open=True), judged("c", 4), formula="0 if misuse else subtotal", weight=10),
            total=parse("min(subtotal, weight)"),
        ),
        framework(leaf("a", 10, "cut(min(progress, 1) * weight, 0.01)"), has_adjustable_weights=True),
        framework(slot("s", 10), rows=ROWS),
        framework(slot("s", 10, groups=Pairs.of({"数量": Fraction(6)}), split=Split(1, "last")), rows=ROWS),
        framework(slot("s", 10, formula=f"0 if misuse else {SHARED.replace('applicable', 'weight')}"), rows=ROWS),
        framework(slot("s", 0, formula="cut(min(reached / 10, 1) * weight, 0.01)", is_open=True), rows=ROWS, points=Fraction(10)),
        framework(slot("s", 10), rows=(row_rules("standard", CAPPED, graded=BANDS),)),
        framework(leaf("a", 10, "cut(min(all_content / max(all_asked, 1), 1) * weight, 0.01)"), tables=SURVEY),
        framework(judged("a", 6), judged("b", 4), constraints=(condition("a + b >= 10"), condition("a >= 0.6 * total"))),
        framework(judged("a", 6), judged("b", 4), constraints=(condition("a + b >= 20"),), has_adjustable_weights=True),
        framework(judged("a", 0, is_open=True), constraints=(condition("a >= 20"),), points=Fraction(10)),
        framework(judged("a", 10), alerts=(Alert("快", condition("total - 5 > 10 * progress")),)),
        framework(judged("a", 10), relations=(condition("spent <= budget"),)),
        framework(
            Indicator("a", "a", Fraction(0), Unscored()),
            is_scored=False,
            alerts=(Alert("快", condition("spent > budget")),),
        ),
        framework(slot("s", 0), is_scored=False, rows=ROWS),
    ],
)
def test_what_fits_together_needs_no_word(made: Framework) -> None:
    """
    Each new part of a framework can stand without a remark.
    """
    assert [] == found(made)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (
            framework(branch("a", optional("b", 4), judged("c", 6))),
            [f"error not-shared: indicators/a/b/not_applicable: {LEFT_OUT}"],
        ),
        (
            framework(
                judged("a", 10), adjustments=(optional("x", 4),), total=parse("min(subtotal / applicable * weight, x + 6)")
            ),
            [
                "note not-shared: total/formula: nothing below can be left out, so `applicable` is the whole weight",
                f"error not-shared: adjustments/x/not_applicable: {LEFT_OUT}",
            ],
        ),
        (
            framework(branch("a", judged("b", 4), judged("c", 6), formula=SHARED)),
            ["note not-shared: indicators/a/formula: nothing below can be left out, so `applicable` is the whole weight"],
        ),
        (
            framework(branch("a", optional("b", 4), judged("c", 6), formula="cut(subtotal / applicable * 11, 0.01)")),
            [
                (
                    "error out-of-range: indicators/a/formula: gives 11 points for applicable = 6, subtotal = 6, "
                    f"outside 0 to 10; write {HIGH}"
                )
            ],
        ),
        (
            framework(branch("a", optional("b", 4), judged("c", 6), formula="6 if misuse else subtotal"), total=parse(SHARED)),
            [
                (
                    "warning perhaps-out-of-range: total/formula: it is not proven that the points lie in 0 to 10; "
                    f"write {HIGH} or {LOW}"
                )
            ],
        ),
    ],
)
def test_the_weight_of_what_is_left_out_is_shared_out(made: Framework, expected: list[str]) -> None:
    """
    A formula above must use `applicable`, and what it gives is proven with the weight that applies.
    """
    assert sorted(expected) == sorted(found(made))


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (
            framework(judged("a", 10), adjustments=(judged("x", 5),)),
            "warning not-counted: adjustments/x: neither `total` nor an alert or grade uses `x`, whose points never count",
        ),
        (
            framework(judged("a", 10), adjustments=(judged("x", 5),), total=parse("subtotal + x")),
            f"error out-of-range: total/formula: gives 15 points for subtotal = 10, x = 5, outside 0 to 10; write {HIGH}",
        ),
        (
            framework(
                judged("a", 10), adjustments=(leaf("x", 0, "-staff", least=Fraction(-5)),), total=parse("max(subtotal + x, 0)")
            ),
            (
                "error out-of-range: adjustments/x/formula: gives -1000 points for staff = 1000 人, "
                "outside -5 to 0; write `max(…, -5)`"
            ),
        ),
        (
            framework(
                judged("a", 10),
                adjustments=(branch("x", judged("y", 3), judged("z", 3), weight=5),),
                total=parse("min(subtotal + x, weight)"),
            ),
            "error weights: adjustments/x: the weights below add up to 3 + 3 = 6, its weight is 5",
        ),
        (
            framework(
                judged("a", 10), adjustments=(judged("x", 5, is_open=True, least=Fraction(-9)),), total=parse("min(subtotal, x)")
            ),
            "error weights: adjustments/x/weight: its weight is open, and 5 all the same",
        ),
        (
            framework(judged("a", 10), adjustments=(judged("x", 0, is_open=True),), total=parse("min(subtotal, 10 + 0 * x)")),
            (
                "error weights: adjustments/x/weight: an adjustment has a weight of its own; "
                "only that of a slot can be open, which its rows have"
            ),
        ),
    ],
)
def test_adjustments_are_proven_like_indicators(made: Framework, expected: str) -> None:
    """
    They count where a formula or condition uses them, may take points away, and stay inside their own limits.
    """
    assert expected == found(made)[0]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (
            framework(leaf("a", 0, "5 if misuse else weight", is_open=True), points=Fraction(10)),
            [
                (
                    "error out-of-range: indicators/a/formula: with a weight of 1, gives 5 points for misuse = 是, "
                    f"outside 0 to 1; write {HIGH}"
                )
            ],
        ),
        (
            framework(leaf("a", 0, "weight / 4", is_open=True), points=Fraction(10)),
            [
                "warning never-full: indicators/a/formula: with a weight of 1, the rule gives at most 0.25 of 1 points",
                (
                    "error off-lattice: indicators/a/formula: with a weight of 12.5, it is not proven that the points stop after "
                    "2 decimals; write `cut(…, 0.01)` or `half_up(…, 0.01)`"
                ),
            ],
        ),
        (
            framework(leaf("a", 10, "10 if misuse else 0"), has_adjustable_weights=True),
            [
                (
                    "warning out-of-range: indicators/a/formula: with a weight of 1, gives 10 points for misuse = 是, "
                    f"outside 0 to 1; write {HIGH}"
                )
            ],
        ),
        (
            framework(judged("a", 10), judged("b", 60), points=Fraction(100), has_adjustable_weights=True),
            [
                (
                    "warning weights: indicators: the weights below add up to 10 + 60 = 70, `points.total` is 100; "
                    "each case must set other ones"
                )
            ],
        ),
        (
            framework(judged("a", 0, is_open=True), judged("b", 60), judged("c", 50), points=Fraction(100)),
            ["error weights: indicators: the weights below add up to 60 + 50 = 110 already, `points.total` is 100"],
        ),
    ],
)
def test_rules_hold_for_weights_that_only_a_case_says(made: Framework, expected: list[str]) -> None:
    """
    They are proven with 1, 10 and 12.5; what only a case could set is a warning.
    """
    assert expected == found(made)


@pytest.mark.parametrize(
    ("condition_text", "expected"),
    [
        ("output + benefit >= 60", "30 + 25 = 55, at least 60 was asked"),
        ("rest > 45", "45, more than 45 was asked"),
        ("output + benefit <= 50", "30 + 25 = 55, at most 50 was asked"),
        ("output * 2 < benefit * 2", "30 * 2 = 60, less than 25 * 2 = 50 was asked"),
        ("output == 20", "30, exactly 20 was asked"),
        ("output != 30", "30, anything but 30 was asked"),
        ("20 < output < 20", "30, less than 20 was asked"),
        ("output > 10 and benefit == 30", "25, exactly 30 was asked"),
        ("output > 40 or benefit > 30", "`output > 40 or benefit > 30` does not hold for benefit = 25, output = 30"),
        ("output >= 0.5 * total", "30, at least 0.5 * 100 = 50 was asked"),
        ("rest / (output - 30) > 1", "`rest / (output - 30) > 1` divides by zero"),
    ],
)
def test_a_constraint_is_decided_where_all_weights_are_fixed(condition_text: str, expected: str) -> None:
    """
    The arithmetic is shown with what was asked.
    """
    made = framework(judged("output", 30), judged("benefit", 25), judged("rest", 45), constraints=(condition(condition_text),))

    assert [f"error constraint: constraints/1: {expected}"] == found(made)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"alerts": (Alert("甲", condition("a > 100")),)},
            "warning decided: alerts/1/when: the condition never holds, so the remark is never made",
        ),
        (
            {"alerts": (Alert("甲", condition("progress >= 0")),)},
            "warning decided: alerts/1/when: the condition always holds, so the remark is always made",
        ),
        (
            {"alerts": (Alert("甲", condition("spent / staff > 1")),)},
            "note perhaps-undefined: alerts/1/when: the condition has no value where a division by zero is reached",
        ),
        (
            {"alerts": (Alert("甲", condition("a > 5")), Alert("甲", condition("a < 5")))},
            "error duplicate-id: alerts/2: `甲` already names an alert",
        ),
        (
            {"alerts": (Alert("甲", condition("toal > 5")),)},
            "error invalid-formula: alerts/1/when: unknown name `toal`; did you mean `total`?",
        ),
        (
            {"alerts": (Alert("甲", condition("v > 5")),), "values": (value("v", "spnet"),)},
            "error invalid-formula: values/v/formula: unknown name `spnet`; did you mean `spent`?",
        ),
        (
            {
                "alerts": (Alert("甲", condition(f"{' + '.join(['v9'] * 5)} > 1")),),
                "values": tuple(value(f"v{one}", f"v{one - 1} + v{one - 1}" if one else "progress") for one in range(10)),
            },
            (
                "error too-large: alerts/1/when: "
                "with its values and functions written out it has more than 2000 steps or 100 levels"
            ),
        ),
        (
            {"grades": (Grade("优", Fraction(0), condition("a > 100")),)},
            "warning decided: grades/1/unless: the condition never holds, so it rules out nothing",
        ),
        (
            {"grades": (Grade("优", Fraction(0), condition("a <= 100")),)},
            "warning decided: grades/1/unless: the condition always holds, so the grade is never given",
        ),
        (
            {"relations": (condition("progress > 3"),)},
            "warning decided: relations/1: the condition never holds, so every unit breaks it",
        ),
        (
            {"relations": (condition("progress < 3"),)},
            "warning decided: relations/1: the condition always holds, so it finds nothing",
        ),
    ],
)
def test_conditions_that_are_decided_before_any_evidence_are_hardly_meant(changes: dict[str, object], expected: str) -> None:
    """
    A condition that always or never holds says nothing of a unit, and one that is wrong is refused.
    """
    assert [expected] == [one.partition("\n")[0] for one in found(framework(judged("a", 10), **changes))]


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (
            slot("s", 10, "standrad"),
            "error unknown-id: indicators/s/slot: the framework has no row rules `standrad`; did you mean `standard`?",
        ),
        (
            slot("s", 10, groups=Pairs.of({"数量": Fraction(6), "质量": Fraction(5)})),
            "error weights: indicators/s/slot/groups: the groups weigh 6 + 5 = 11, their slot weighs 10",
        ),
        (
            slot("s", 10, groups=Pairs.of({"数量": Fraction(11)})),
            "error weights: indicators/s/slot/groups: the groups weigh 11, their slot weighs 10",
        ),
        (
            slot("s", 10, groups=Pairs.of({"数量": Fraction(-1)})),
            (
                "error weights: indicators/s/slot/groups/数量: the group `数量` weighs -1, "
                "a weight is not below 0 and has at most 2 decimals"
            ),
        ),
        (
            slot("s", 10, split=Split(3)),
            "error off-lattice: indicators/s/slot/split: weights are shared out to 3 decimals, scores have 2",
        ),
        (
            slot("s", 10, formula="subtotal + 1"),
            f"error out-of-range: indicators/s/formula: gives 11 points for subtotal = 10, outside 0 to 10; write {HIGH}",
        ),
        (
            slot("s", 10, formula="weight if misuse else 0"),
            (
                "warning not-counted: indicators/s/formula: "
                "the formula uses neither `subtotal` nor a sum of its rows, whose points never count"
            ),
        ),
        (
            slot("s", 10, formula="reached"),
            f"warning perhaps-out-of-range: indicators/s/formula: {NOT_PROVEN}",
        ),
    ],
)
def test_a_slot_has_rules_and_room_for_its_groups(one: Indicator, expected: str) -> None:
    """
    What is wrong with a slot is said where it stands.
    """
    assert [expected] == found(framework(one, rows=ROWS))


@pytest.mark.parametrize(
    ("formula", "ratio", "expected"),
    [
        (
            "cut(ratio * weight, 0.01)",
            {"equal": "actual / target"},
            (
                "error out-of-range: rows/standard/formula: for a row of weight 1 that must be `equal`, "
                f"gives 100000000 points for actual = 1000000, target = 0.01, outside 0 to 1; write {HIGH}"
            ),
        ),
        (
            "min(ratio, 1) * weight",
            {"at_least": "actual / target"},
            (
                "error off-lattice: rows/standard/formula: for a row of weight 1 that must be `at_least`, it is not proven that "
                "the points stop after 2 decimals; write `cut(…, 0.01)` or `half_up(…, 0.01)`"
            ),
        ),
        (
            "cut(min(ratio, 0.5) * weight, 0.01)",
            {"at_least": "actual / target"},
            (
                "warning never-full: rows/standard/formula: for a row of weight 1 that must be `at_least`, "
                "the rule gives at most 0.5 of 1 points"
            ),
        ),
        (
            CAPPED,
            {"at_most": "1 if actual <= target else target / (actual - actual)"},
            (
                "warning perhaps-undefined: rows/standard/formula: for a row of weight 1 that must be `at_most`, "
                "the rule has no value where a division by zero is reached; such a row gets a gap"
            ),
        ),
        (
            "cut(weight / (actual - actual), 0.01)",
            {},
            (
                "error never-defined: rows/standard/formula: for a row of weight 1 that must be `at_least`, "
                "the rule never has a value: it always divides by zero"
            ),
        ),
        (
            "cut(min(ratio, 1) * (2 - min(ratio, 1)) * weight, 0.01)",
            {"at_least": "actual / target"},
            (
                "warning perhaps-out-of-range: rows/standard/formula: for a row of weight 1 that must be `at_least`, "
                f"it is not proven that the points lie in 0 to 1; write {HIGH} or {LOW}"
            ),
        ),
    ],
)
def test_the_rules_of_rows_are_proven_whatever_the_rows_are(formula: str, ratio: dict[str, str], expected: str) -> None:
    """
    Each word of `must` and some weights are tried, and one example of each fault is shown.
    """
    assert [expected] == found(framework(slot("s", 10), rows=(row_rules("standard", formula, ratio),)))


def test_a_target_of_zero_is_allowed_by_the_author_alone() -> None:
    """
    Where the domain of the target holds zero, and the rule says nothing of it, the author is told.
    """
    rows = row_rules("standard", CAPPED)
    made = framework(slot("s", 10), rows=(evolve(rows, target=rows.actual),))

    assert [
        (
            "warning perhaps-undefined: rows/standard/formula: for a row of weight 1 that must be `at_least`, "
            "the rule has no value for a target of 0; write `at_least` above 0 under `target`, or what such a row gets"
        )
    ] == found(made)


def test_the_readings_of_row_rules_are_proven_too() -> None:
    """
    An interpretation of row rules is named by its path.
    """
    others = value("x", "1", {"同": CAPPED, "超": "weight + 1"}).interpretations
    made = framework(slot("s", 10), rows=(row_rules("standard", CAPPED, interpretations=others),))

    assert [
        "warning duplicate-reading: rows/standard/interpretations/1: `同` has the same formula as another reading of this rule",
        (
            "error out-of-range: rows/standard/interpretations/2/formula: for a row of weight 1 that must be `at_least`, "
            f"gives 2 points, outside 0 to 1; write {HIGH}"
        ),
    ] == found(made)


@pytest.mark.parametrize(
    ("bands", "expected"),
    [
        (
            (Band("优", Fraction(1), Fraction(4, 5)),),
            ["error graded: rows/standard/graded/1: `优` goes from 100% to 80%, a band goes up inside 0% to 100%"],
        ),
        (
            (*BANDS, Band("优", Fraction(0), Fraction(1, 10))),
            ["error graded: rows/standard/graded/4: `优` already names a band"],
        ),
        (
            (*BANDS[:2], Band("差", Fraction(0), Fraction(7, 10))),
            ["error graded: rows/standard/graded/3: `差` and `良` both give 60% to 70% of the weight"],
        ),
        (
            (BANDS[0], Band("差", Fraction(1, 10), Fraction(3, 5))),
            [
                "warning graded: rows/standard/graded: no band gives 0% to 10% of the weight",
                "warning graded: rows/standard/graded: no band gives 60% to 80% of the weight",
            ],
        ),
        (BANDS[1:], ["warning graded: rows/standard/graded: no band gives 80% to 100% of the weight"]),
        (
            (BANDS[1], BANDS[0], BANDS[2]),
            ["warning graded: rows/standard/graded: the bands neither fall nor rise from one to the next"],
        ),
    ],
)
def test_bands_give_each_share_of_the_weight_once(bands: tuple[Band, ...], expected: list[str]) -> None:
    """
    Overlaps are refused; what a person could not grade is a warning.
    """
    assert expected == found(framework(slot("s", 10), rows=(row_rules("standard", CAPPED, graded=bands),)))


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (
            "cut(all_content / all_asked * weight, 0.01)",
            "error out-of-range: indicators/a/formula: gives 9990 points for all_asked = 1, all_content = 999, outside 0 to 10",
        ),
        ("all_content", "error out-of-range: indicators/a/formula: gives 999 points for all_content = 999, outside 0 to 10"),
        ("cut(min(shares, 1) * weight, 0.01)", "note perhaps-undefined: indicators/a/formula: the rule has no value where"),
    ],
)
def test_a_rule_over_sums_is_refuted_by_a_table_that_can_be(formula: str, expected: str) -> None:
    """
    What sums come to follows from rows, which are made up and added.
    """
    (problem,) = found(framework(leaf("a", 10, formula), tables=SURVEY))

    assert problem.startswith(expected)


def test_a_sum_over_target_rows_refutes_nothing() -> None:
    """
    Rows hang together with the points of their slot, so a rule over their sum is proven or not proven.
    """
    made = framework(slot("s", 10), leaf("a", 10, "reached"), rows=ROWS)

    assert [f"warning perhaps-out-of-range: indicators/a/formula: {NOT_PROVEN}"] == found(made)


def test_scores_that_are_not_given_have_nothing_around_them() -> None:
    """
    A framework without points has no total, grades, adjustments or constraints, and its alerts see no points.
    """
    made = framework(
        Indicator("a", "a", Fraction(0), Unscored()),
        is_scored=False,
        total=parse("subtotal"),
        grades=(Grade("优", Fraction(90)),),
        adjustments=(judged("x", 1),),
        constraints=(condition("a > 1"),),
        alerts=(Alert("甲", condition("a > 1")),),
    )

    assert [
        "error invalid-formula: alerts/1/when: `a` is not known here; a framework without scores has no points",
        "error not-scored: total: `points.total` is none: a framework without scores has no `total`",
        "error not-scored: grades: `points.total` is none: a framework without scores has no `grades`",
        "error not-scored: adjustments: `points.total` is none: a framework without scores has no `adjustments`",
        "error not-scored: constraints: `points.total` is none: a framework without scores has no `constraints`",
    ] == [one.partition("\n")[0] for one in found(made)]


def test_rows_and_sums_without_a_use_are_notes() -> None:
    """
    Row rules that score no slot, and sums that no formula names, are named with their paths.
    """
    made = framework(judged("a", 10), facts=(), values=(), functions=(), rows=ROWS, tables=SURVEY)

    assert [
        "example.small / tables/survey/sums/all_asked: no formula uses it",
        "example.small / tables/survey/sums/all_content: no formula uses it",
        "example.small / tables/survey/sums/shares: no formula uses it",
        "example.small / rows/standard: no slot uses it",
        "example.small / rows/standard/sums/reached: no formula uses it",
    ] == [str(problem) for problem in check(made)]
