"""Rules as they are checked: each reading with its limits, and sums where points stand beside their parts."""

from fractions import Fraction

import pytest

from perfrules.check.rule import Rule, fewest, fits, scored, written_out
from perfrules.formula import parse, text
from perfrules.formula.syntax import Call, Negate
from perfrules.framework import Framework
from tests.examples import branch, framework, judged, leaf, value

TABLE = (
    branch("a", judged("a1", 4), branch("a2", judged("a3", 1), judged("a4", 1)), judged("a5", 2)),
    branch("b", judged("b1", 2), formula="min(subtotal, 1)"),
    branch("c", judged("c1", 3), not_applicable="full"),
)


def of_total(total: str) -> tuple[Framework, Rule]:
    """The rule of a total over the table, and its framework."""
    made = framework(*TABLE, total=parse(total))
    return made, tuple(scored(made))[-1]


def test_every_reading_of_every_rule_is_checked() -> None:
    """
    Each formula is named by its path, with the limits of its indicator; what has no formula has no rule.
    """
    top = branch("a", leaf("b", 6, "progress", {"另": "weight"}, least=Fraction(1)), judged("c", 4), formula="subtotal")
    found = tuple(scored(framework(top, total=parse("min(subtotal, weight)"))))

    assert [
        ("indicators/a/formula", Fraction(0), Fraction(10), True),
        ("indicators/a/b/formula", Fraction(1), Fraction(6), True),
        ("indicators/a/b/interpretations/1/formula", Fraction(1), Fraction(6), False),
        ("total/formula", Fraction(0), Fraction(10), True),
    ] == [(rule.path, rule.least, rule.weight, rule.adopted) for rule in found]


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        ("subtotal", "subtotal"),
        ("a + b", "a + b"),
        ("subtotal - b", "a + (b + c) - b"),
        ("subtotal - a1", "a1 + (a2 + a5) + (b + c) - a1"),
        ("a - a3", "a1 + (a3 + a4 + a5) - a3"),
        ("a + a2", "a1 + (a2 + a5) + a2"),
        ("b - b1", "b - b1"),
        ("c - c1", "c - c1"),
        ("subtotal - b1", "a + (b + c) - b1"),
    ],
)
def test_points_beside_their_parts_are_sums(total: str, expected: str) -> None:
    """
    A subtotal or branch is spelled as a sum exactly where it stands beside what it contains, and is nothing but their sum.
    """
    made, rule = of_total(total)

    assert expected == text(written_out(made, rule, {})[0])


def test_sums_that_make_a_rule_too_large_are_left_out() -> None:
    """
    A rule that is small enough without sums stays as it was written.
    """
    many = tuple(judged(f"j{one}", 1) for one in range(150))
    made = framework(*many, total=parse("max(" + "subtotal, " * 9 + "5) - j3"))
    formula, given = written_out(made, tuple(scored(made))[-1], {})

    assert made.total == formula
    assert {"weight"} == given.keys()


def test_values_are_written_out_as_they_are_read() -> None:
    """
    A rule is written out with its weight, and with its values in the reading that is asked for.
    """
    made = framework(leaf("a", 10, "min(v, 1) * weight"), values=(value("v", "progress", {"另": "progress / 2"}),))
    (rule,) = scored(made)

    assert ["min(progress, 1) * 10", "min(progress / 2, 1) * 10"] == [
        text(written_out(made, rule, adopted)[0]) for adopted in ({}, {"v": "另"})
    ]


def test_what_does_not_apply_can_have_fewest_points() -> None:
    """
    An indicator that counts zero where it does not apply can come to zero, whatever its rule gives at least.
    """
    found = [fewest(judged("a", 5, least=Fraction(2), not_applicable=policy)) for policy in ("refuse", "full", "zero")]

    assert [Fraction(2), Fraction(2), Fraction(0)] == found


def test_a_formula_fits_while_it_can_be_computed() -> None:
    """
    Nodes in all, and nodes below one another, have a limit each.
    """
    wide, deep = parse("1"), parse("1")
    for _ in range(6):
        wide = Call("max", (wide,) * 4)
    for _ in range(101):
        deep = Negate(deep)

    assert [True, False, False] == [fits(parse("max(1, 2)")), fits(wide), fits(deep)]
