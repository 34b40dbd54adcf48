"""What `check` says of a framework, word for word: where, what is wrong, what was expected."""

from fractions import Fraction

import attrs
import pytest

from perfrules.check import check
from perfrules.documents import framework_from
from perfrules.domain import domain
from perfrules.formula import parse
from perfrules.framework import Fact, Framework, Grade
from perfrules.indicator import Indicator
from tests.examples import FACTS, branch, framework, function, judged, leaf, readings, value

HEAD = """\
perfrules: 1
id: a.b
edition: "2023"
title: 题
points: {total: 10}
facts:
  spent: {label: 支出, kind: amount, unit: 万元, decimals: 2, at_most: 100 万元}
  rate: {label: 率, kind: rate, decimals: 4, at_most: 200%}
  open: {label: 公开, kind: flag}
"""

EXPECTED = "expected 0 to 10 with at most 2 decimals"
SAME = "has the same formula as another reading of this rule"
LOW, HIGH = "`max(…, 0)`", "`min(…, weight)`"


def written(text: str) -> list[str]:
    """What is wrong with a framework in a file, but for declarations that are not used."""
    found = check(framework_from(HEAD + text, "f.yaml"))
    return [f"{problem.severity}: {problem}" for problem in found if problem.code != "not-used"]


def found(made: Framework) -> list[str]:
    """What is wrong with a framework without a file, but for declarations that are not used."""
    head = f"{made.id} / "
    return [
        f"{problem.severity} {problem.code}: {str(problem).removeprefix(head)}"
        for problem in check(made)
        if problem.code != "not-used"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "indicators:\n  - {id: a, label: 一, weight: 6, judged: any}\n  - {id: b, label: 二, weight: 5, judged: any}\n",
            ["error: f.yaml:11:3: indicators: the weights below add up to 6 + 5 = 11, `points.total` is 10"],
        ),
        (
            (
                "indicators:\n  - id: a\n    label: 一\n    weight: 10\n    children:\n"
                "      - {id: b, label: 二, weight: 9.5, judged: any}\n"
            ),
            ["error: f.yaml:15:7: indicators/a: the weights below add up to 9.5, its weight is 10"],
        ),
        (
            "indicators:\n  - id: a\n    label: 一\n    weight: 10\n    formula: rate * wieght\n",
            [
                (
                    "error: f.yaml:14:14: indicators/a/formula: unknown name `wieght`; did you mean `weight`?\n"
                    "    rate * wieght\n"
                    "           ^^^^^^"
                )
            ],
        ),
        (
            "indicators:\n  - id: a\n    label: 一\n    weight: 10\n    met: opne\n",
            ["error: f.yaml:14:10: indicators/a/met: unknown name `opne`; did you mean `open`?\n    opne\n    ^^^^"],
        ),
        (
            (
                "indicators:\n  - id: a\n    label: 一\n    weight: 10\n    bands:\n      of: rate\n      steps:\n"
                "        - {at_least: 60%, points: 4}\n        - {at_least: 90%, points: 10}\n        - {else: 0}\n"
            ),
            [
                "warning: f.yaml:15:7: indicators/a/bands: the rule gives at most 4 of 10 points",
                (
                    "warning: f.yaml:15:7: indicators/a/bands: "
                    "`rate >= 0.9` never holds where it stands, so its points are never given"
                ),
            ],
        ),
        (
            (
                "values:\n  v: {label: 值, formula: w + 1}\n  w: {label: 值, formula: v * rate}\n"
                "indicators:\n  - {id: a, label: 一, weight: 10, judged: any, formula: judged if v > w else 0}\n"
            ),
            ["error: f.yaml:11:26: values/v/formula: `v` needs itself: v → w → v"],
        ),
        (
            "functions:\n  f(x): g(x) + y\n  g(x): f(x) + z\nindicators:\n  - {id: a, label: 一, weight: 10, formula: f(rate)}\n",
            [
                "error: f.yaml:11:9: functions/f(x): unknown name `y`\n    g(x) + y\n           ^",
                "error: f.yaml:12:9: functions/g(x): unknown name `z`\n    f(x) + z\n           ^",
            ],
        ),
        (
            "functions:\n  f(x): g(x)\n  g(x): f(x)\nindicators:\n  - {id: a, label: 一, weight: 10, formula: f(rate)}\n",
            ["error: f.yaml:11:3: functions: `f` calls itself: f → g → f\n    g(x)\n    ^^^^"],
        ),
        (
            (
                "grades: [{name: 优, at_least: 9}, {name: 良, at_least: 9.5}]\n"
                "indicators:\n  - {id: a, label: 一, weight: 10, judged: any}\n"
            ),
            [
                "error: f.yaml:10:34: grades/2: `良` starts at 9.5, not below `优` at 9; the highest grade stands first",
                "warning: f.yaml:10:9: grades: totals below 9 have no grade",
            ],
        ),
        (
            "valid: {from: 2024-01-01, until: 2023-12-31}\nindicators:\n  - {id: a, label: 一, weight: 10, judged: any}\n",
            ["error: f.yaml:10:8: valid: it starts on 2024-01-01 and ends before that, on 2023-12-31"],
        ),
        (
            "indicators:\n  - {id: a, label: 一, weight: 10, printed_weight: 10, judged: any}\n",
            [
                (
                    "note: f.yaml:11:51: indicators/a/printed_weight: "
                    "`printed_weight` is the weight itself; it is for a number that contradicts the weight"
                )
            ],
        ),
    ],
)
def test_a_problem_of_a_file_stands_where_its_author_wrote_it(text: str, expected: list[str]) -> None:
    """
    File, line, column and path come first, then the sentence, then the formula with a caret.
    """
    assert expected == written(text)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (
            framework(leaf("spent", 10, "1")),
            ["error duplicate-id: indicators/spent: `spent` is already the name of `facts/spent`"],
        ),
        (
            framework(branch("a", judged("a", 10))),
            ["error duplicate-id: indicators/a/a: `a` is already the name of `indicators/a`"],
        ),
        (
            framework(judged("a", 10), functions=(function("a", "x", "x"),)),
            ["error duplicate-id: indicators/a: `a` is already the name of `functions/a(x)`"],
        ),
        (
            framework(judged("total", 5), judged("cut", 5)),
            [
                "error reserved-name: indicators/total: `total` is a word of the language and cannot be an id",
                "error reserved-name: indicators/cut: `cut` is a word of the language and cannot be an id",
            ],
        ),
        (
            framework(judged("a", 10), functions=(function("min", "x", "x"),)),
            ["error reserved-name: functions/min(x): `min` is a word of the language and cannot be an id"],
        ),
    ],
)
def test_an_id_names_one_thing(made: Framework, expected: list[str]) -> None:
    """
    All ids share one namespace with each other and with the words of the language.
    """
    assert expected == found(made)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (
            framework(leaf("a", 5, "b"), judged("b", 5)),
            [
                (
                    "error invalid-formula: indicators/a/formula: "
                    "`b` is not known here; only the branch right above an indicator, `total`, alerts and grades see its points"
                    "\n    b\n    ^"
                )
            ],
        ),
        (
            framework(leaf("a", 10, "subtotal")),
            [
                (
                    "error invalid-formula: indicators/a/formula: "
                    "`subtotal` is not known here; only branches, slots and `total` have a `subtotal`\n    subtotal\n    ^^^^^^^^"
                )
            ],
        ),
        (
            framework(leaf("a", 10, "judged")),
            [
                (
                    "error invalid-formula: indicators/a/formula: "
                    "`judged` is not known here; only indicators that are `judged` have it\n    judged\n    ^^^^^^"
                )
            ],
        ),
        (
            framework(judged("a", 10), values=(value("v", "1", {"另": "weight"}),)),
            [
                (
                    "error invalid-formula: values/v/interpretations/1/formula: "
                    "`weight` is not known here; only indicators, target rows and `total` have a `weight`\n    weight\n    ^^^^^^"
                )
            ],
        ),
        (
            framework(judged("a", 10), total=parse("min(subtotal, spnet)")),
            [
                (
                    "error invalid-formula: total/formula: unknown name `spnet`; did you mean `spent`?\n"
                    "    min(subtotal, spnet)\n                  ^^^^^"
                )
            ],
        ),
    ],
)
def test_a_name_that_is_unknown_here_may_be_known_elsewhere(made: Framework, expected: list[str]) -> None:
    """
    An author who uses a name in the wrong place hears where it can be used.
    """
    assert expected == found(made)


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        (
            leaf("a", 10, "progress * 9"),
            ["error out-of-range: indicators/a/formula: gives 18 points for progress = 200%, outside 0 to 10; write " + HIGH],
        ),
        (
            leaf("a", 10, "weight - staff"),
            ["error out-of-range: indicators/a/formula: gives -990 points for staff = 1000 人, outside 0 to 10; write " + LOW],
        ),
        (
            leaf("a", 10, "12 if disclosure == late else 11"),
            ["error out-of-range: indicators/a/formula: gives 11 points for disclosure = 按时, outside 0 to 10; write " + HIGH],
        ),
        (leaf("a", 10, "11"), ["error out-of-range: indicators/a/formula: gives 11 points, outside 0 to 10; write " + HIGH]),
        (
            leaf("a", 10, "weight", {"甲": "weight", "乙": "12 if misuse else 0"}),
            [
                f"warning duplicate-reading: indicators/a/interpretations/1: `甲` {SAME}",
                "error out-of-range: indicators/a/interpretations/2/formula: "
                "gives 12 points for misuse = 是, outside 0 to 10; write " + HIGH,
            ],
        ),
        (
            judged("a", 10, (Fraction(0), Fraction(5), Fraction(12)), "judged"),
            ["error out-of-range: indicators/a/formula: gives 12 points for judged = 12, outside 0 to 10; write " + HIGH],
        ),
        (
            judged("a", 10, "all_or_nothing", "judged", least=Fraction(1)),
            ["error out-of-range: indicators/a/formula: gives 0 points for judged = 0, outside 1 to 10; write `max(…, 1)`"],
        ),
        (
            branch("a", leaf("b", 4, "max(1, 4 - staff)", not_applicable="zero"), judged("c", 6), formula="subtotal - 1"),
            ["error out-of-range: indicators/a/formula: gives -1 points for subtotal = 0, outside 0 to 10; write " + LOW],
        ),
        (
            branch("a", judged("b", 4), judged("c", 6), formula="subtotal - b * 2"),
            [
                "error out-of-range: indicators/a/formula: gives -4 points for b = 4, c = 0, outside 0 to 10; write " + LOW,
            ],
        ),
        (
            branch("a", judged("b", 10), formula="subtotal * 2", least=Fraction(0)),
            ["error out-of-range: indicators/a/formula: gives 20 points for subtotal = 10, outside 0 to 10; write " + HIGH],
        ),
        (
            leaf("a", 10, "cut(4 * progress - 2 * progress * progress, 0.01) * 5"),
            [
                (
                    "warning perhaps-out-of-range: indicators/a/formula: "
                    f"it is not proven that the points lie in 0 to 10; write {HIGH} or {LOW}"
                )
            ],
        ),
        (
            leaf("a", 10, "min(progress * weight, weight)"),
            [
                (
                    "error off-lattice: indicators/a/formula: it is not proven that the points stop after 2 decimals; "
                    "write `cut(…, 0.01)` or `half_up(…, 0.01)`"
                )
            ],
        ),
        (
            leaf("a", 10, "1 / (staff - staff)"),
            ["error never-defined: indicators/a/formula: the rule never has a value: it always divides by zero"],
        ),
        (
            leaf("a", 10, "cut(min(1 / staff, 1) * weight, 0.01)"),
            [
                (
                    "note perhaps-undefined: indicators/a/formula: "
                    "the rule has no value where a division by zero is reached; such a unit gets a gap"
                )
            ],
        ),
        (
            leaf("a", 10, "9 if misuse else 0"),
            ["warning never-full: indicators/a/formula: the rule gives at most 9 of 10 points"],
        ),
        (
            leaf("a", 10, "weight if progress <= 2 else 1 if progress > 1 else 0"),
            [
                (
                    "warning unreachable: indicators/a/formula: "
                    "`progress > 1` never holds where it stands, so its points are never given"
                )
            ],
        ),
        (
            leaf("a", 10, "weight - (5 if misuse else 5 if misuse and progress > 1 else 0)"),
            [
                (
                    "warning unreachable: indicators/a/formula: "
                    "`misuse and progress > 1` never holds where it stands, so its points are never given"
                )
            ],
        ),
        (
            leaf("a", 10, "weight if 1 / (staff - staff) > 0 else 0"),
            ["error never-defined: indicators/a/formula: the rule never has a value: it always divides by zero"],
        ),
    ],
)
def test_the_points_of_a_rule_are_proven_or_refuted(indicator: Indicator, expected: list[str]) -> None:
    """
    A refutation names values that were run, as people read them, and each message says what to write.
    """
    assert expected == found(framework(indicator))


def test_a_total_is_proven_like_a_rule() -> None:
    """
    The total's formula sees every indicator, and its subtotal is theirs.
    """
    made = framework(branch("a", judged("b", 4)), judged("c", 6), total=parse("subtotal + c - b"))

    assert [
        "error out-of-range: total/formula: gives 12 points for b = 0, c = 6, outside 0 to 10; write `min(…, weight)`"
    ] == found(made)


def test_a_value_that_can_be_read_otherwise_is_named() -> None:
    """
    What goes wrong only under another reading of a value says so.
    """
    made = framework(leaf("a", 10, "v * 5"), values=(value("v", "floor(progress)", {"另": "progress"}),))

    assert [
        (
            "error off-lattice: indicators/a/formula: with `v` read as `另`, "
            "it is not proven that the points stop after 2 decimals; write `cut(…, 0.01)` or `half_up(…, 0.01)`"
        )
    ] == found(made)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (
            framework(
                leaf("a", 10, f"min(v9 * 0, {' + '.join(['v9'] * 30)})"),
                values=tuple(value(f"v{one}", f"v{one - 1} + v{one - 1}" if one else "progress") for one in range(10)),
            ),
            "error too-large: indicators/a/formula: with its values and functions written out the rule has more than 2000 steps",
        ),
        (
            framework(
                leaf("a", 10, "v149"), values=tuple(value(f"v{one}", f"v{one - 1} + 1" if one else "1") for one in range(150))
            ),
            "error too-large: indicators/a/formula: with its values and functions written out the rule has more than 100 levels",
        ),
        (
            framework(
                judged("a", 10), values=tuple(value(f"v{one}", f"v{one + 1} + 1" if one < 101 else "1") for one in range(102))
            ),
            "error too-large: values/v100: values need one another more than 100 deep",
        ),
    ],
)
def test_what_is_too_large_to_be_proven_is_refused(made: Framework, expected: str) -> None:
    """
    Steps and levels of a rule with everything written out have a published limit.
    """
    assert [expected] == found(made)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (
            framework(judged("a", 10), points=Fraction(10), indicators=()),
            ["error no-indicator: indicators: a framework has at least one indicator"],
        ),
        (
            framework(branch("a", weight=10)),
            ["error no-indicator: indicators/a: a branch has at least one child"],
        ),
        (
            framework(judged("a", "9.995"), judged("b", "0.005")),
            [
                "error off-lattice: indicators/a/weight: the weight 9.995 has more than 2 decimals",
                "error off-lattice: indicators/b/weight: the weight 0.005 has more than 2 decimals",
            ],
        ),
        (
            framework(judged("a", 11), judged("b", -1)),
            ["error weights: indicators/b/weight: the weight -1 is below 0"],
        ),
        (
            framework(judged("a", 10, least=Fraction(11))),
            ["error least: indicators/a/least: `least` 11 is not between 0 and the weight 10"],
        ),
        (
            framework(judged("a", 10, least=Fraction(-1))),
            ["error least: indicators/a/least: `least` -1 is not between 0 and the weight 10"],
        ),
        (
            framework(judged("a", 10, least=Fraction("0.001"))),
            ["error least: indicators/a/least: `least` 0.001 has more than 2 decimals"],
        ),
        (
            framework(branch("a", judged("b", 10, least=Fraction(1)), least=Fraction(2))),
            ["error least: indicators/a/least: `least` is 2, but the children add up to 1 at least"],
        ),
        (
            framework(judged("a", 10, least=Fraction(5), not_applicable="zero")),
            ["error least: indicators/a/not_applicable: `not_applicable: zero` gives 0 points, `least` is 5"],
        ),
        (
            framework(branch("a", judged("b", 10, least=Fraction(5), not_applicable="zero"), least=Fraction(5))),
            [
                "error least: indicators/a/least: `least` is 5, but the children add up to 0 at least",
                "error least: indicators/a/b/not_applicable: `not_applicable: zero` gives 0 points, `least` is 5",
            ],
        ),
        (
            framework(
                branch("a", judged("b", 10, least=Fraction(5), not_applicable="zero"), least=Fraction(5), formula="subtotal")
            ),
            [
                "error least: indicators/a/b/not_applicable: `not_applicable: zero` gives 0 points, `least` is 5",
                "error out-of-range: indicators/a/formula: gives 0 points for subtotal = 0, outside 5 to 10; write `max(…, 5)`",
            ],
        ),
        (
            framework(judged("a", 10, (Fraction(0), Fraction("2.555"), Fraction(12)))),
            [
                f"error judged-points: indicators/a/judged: 2.555 points cannot be given, {EXPECTED}",
                f"error judged-points: indicators/a/judged: 12 points cannot be given, {EXPECTED}",
            ],
        ),
        (
            framework(judged("a", 10, (Fraction(0), Fraction(5)))),
            ["warning never-full: indicators/a/judged: at most 5 of 10 points can be given"],
        ),
        (
            framework(judged("a", 10, printed_rule_points=Fraction(10))),
            [
                (
                    "note printed-number: indicators/a/printed_rule_points: "
                    "`printed_rule_points` is the weight itself; it is for a number that contradicts the weight"
                )
            ],
        ),
        (
            framework(judged("a", 10), grades=(Grade("优", Fraction(11)), Grade("优", Fraction(0)))),
            [
                "error grades: grades/1: `优` starts at 11, above `points.total` 10",
                "error grades: grades/2: `优` already names a grade",
            ],
        ),
        (
            framework(leaf("a", 10, "weight", {"甲": "1", "乙": "2", "丙": "1"})),
            [f"warning duplicate-reading: indicators/a/interpretations/3: `丙` {SAME}"],
        ),
    ],
)
def test_what_is_declared_must_fit_together(made: Framework, expected: list[str]) -> None:
    """
    Weights, least points, judged points, grades and readings are refused where they contradict each other.
    """
    assert expected == found(made)


def test_a_reading_without_a_formula_is_its_subtotal_or_what_was_judged() -> None:
    """
    An interpretation of a branch or a judged indicator differs from what it is without a formula.
    """
    made = framework(
        branch("a", judged("b", 10), interpretations=readings({"同": "subtotal"})),
        judged("c", 10, interpretations=readings({"同": "judged"})),
        judged("d", 10, interpretations=readings({"重": "weight"}) * 2),
    )

    assert [
        f"warning duplicate-reading: indicators/a/interpretations/1: `同` {SAME}",
        f"warning duplicate-reading: indicators/c/interpretations/1: `同` {SAME}",
        "error duplicate-reading: indicators/d/interpretations/2: `重` already names an interpretation of this rule",
        f"warning duplicate-reading: indicators/d/interpretations/2: `重` {SAME}",
    ] == found(made)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (
            framework(leaf("a", 10, "finished")),
            "error invalid-formula: indicators/a/formula: this is a date, a number was expected\n    finished\n    ^^^^^^^^",
        ),
        (
            framework(leaf("a", 10, "day"), values=(value("day", "finished"),)),
            "error invalid-formula: indicators/a/formula: this is a date, a number was expected\n    day\n    ^^^",
        ),
        (
            framework(leaf("a", 10, "weight", {"另": "date(2024, 1, 31)"})),
            (
                "error invalid-formula: indicators/a/interpretations/1/formula: this is a date, a number was expected\n"
                "    date(2024, 1, 31)\n    ^^^^^^^^^^^^^^^^^"
            ),
        ),
        (
            framework(leaf("a", 10, "weight if day <= 0 else 0"), values=(value("day", "finished"),)),
            (
                "error invalid-formula: indicators/a/formula: a date meets a number here; dates are compared with dates; "
                "`date - date` is a number of days\n    weight if day <= 0 else 0\n              ^^^^^^^^"
            ),
        ),
        (
            framework(leaf("a", 10, "weight if day <= finished else 0"), values=(value("day", "finished", {"另": "staff"}),)),
            (
                "error invalid-formula: values/day/interpretations/1/formula: "
                "this is a number, a date was expected\n    staff\n    ^^^^^"
            ),
        ),
        (
            framework(
                leaf("a", 10, "weight if cost <= spent else 0"),
                facts=(*FACTS, Fact("fee", "费", domain("amount", "元"))),
                values=(value("cost", "spent", {"另": "fee"}),),
            ),
            (
                "error invalid-formula: values/cost/interpretations/1/formula: "
                "this is an amount in 元, an amount in 万元 was expected\n    fee\n    ^^^"
            ),
        ),
    ],
)
def test_what_a_formula_is_worth_has_a_sort(made: Framework, expected: str) -> None:
    """
    Points are no date, a date stays one through values, and all readings of a value are worth the same sort of thing.
    """
    assert [expected] == found(made)


def test_too_many_readings_are_refused() -> None:
    """
    Interpretations multiply, and a report can show so many combinations.
    """
    values = tuple(value(f"v{one}", "1", {"另": "0"}) for one in range(9))

    expected = "error too-many-readings: indicators: the interpretations combine in 512 ways, at most 256 can be reported"
    assert [expected] == found(framework(judged("a", 10), values=values))


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (
            framework(branch("a", judged("b", 4), judged("c", 6), formula="b * 2 + 2")),
            "warning not-counted: indicators/a/formula: the formula uses neither `subtotal` nor `c`, whose points never count",
        ),
        (
            framework(judged("a", 4), branch("b", judged("c", 6)), total=parse("c + 4")),
            "warning not-counted: total/formula: the formula uses neither `subtotal` nor `a`, whose points never count",
        ),
        (
            framework(judged("a", 10, formula="weight if misuse else 0")),
            "warning not-counted: indicators/a/formula: the formula does not use `judged`, so what is judged never counts",
        ),
    ],
)
def test_points_that_never_count_are_a_warning(made: Framework, expected: str) -> None:
    """
    A formula that leaves out what stands below it is hardly meant.
    """
    assert [expected] == found(made)


def test_a_declaration_that_nothing_uses_is_a_note() -> None:
    """
    Facts, values and functions without a use are named, each with its path.
    """
    facts = (Fact("idle", "闲", domain("flag")),)
    made = framework(judged("a", 10), facts=facts, values=(value("v", "1"),), functions=(function("f", "x y", "x"),))

    assert [
        "example.small / facts/idle: no formula uses it",
        "example.small / values/v: no formula uses it",
        "example.small / functions/f(x, y): no formula uses it",
    ] == [str(problem) for problem in check(made)]


def test_a_rule_without_its_limits_is_still_checked_elsewhere() -> None:
    """
    A framework with several faults names all of them at once.
    """
    made = attrs.evolve(
        framework(leaf("a", 5, "progress * 9"), judged("b", 6)),
        points=Fraction(10),
        grades=(Grade("优", Fraction(9)),),
    )

    assert ["weights", "grades", "out-of-range"] == [problem.code for problem in check(made) if problem.code != "not-used"]
