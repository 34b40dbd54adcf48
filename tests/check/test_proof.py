"""Rules are proven, refuted, or found too large, in every reading of their values."""

import time
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from perfrules.check import check
from perfrules.domain import domain
from perfrules.formula import parse
from perfrules.framework import Fact
from perfrules.indicator import Indicator
from tests.check.codes import codes
from tests.examples import FLAG, RATE, branch, framework, judged, leaf, value


@pytest.mark.parametrize(
    "indicator",
    [
        leaf("a", 10, "cut(min(progress, 1) * weight, 0.01)"),
        leaf("a", 10, "max(0, weight - staff)"),
        leaf("a", 10, "weight if progress >= 0.9 else 7 if progress >= 0.6 else 0"),
        leaf("a", 10, "weight if disclosure == on_time or misuse else 0"),
        leaf("a", 10, "weight", {"另": "0"}),
        judged("a", 10, (Fraction(0), Fraction("2.5"), Fraction(10))),
        judged("a", 10, (Fraction(0), Fraction(50), Fraction(100)), "judged / 10"),
        judged("a", 10, (Fraction(0), Fraction("0.375"), Fraction(1)), "cut(judged * weight, 0.01)"),
        judged("a", 10, (Fraction(1),), "judged * weight"),
        judged("a", 10, (Fraction(0), Fraction(4), Fraction(10)), "weight if judged >= 4 else judged"),
        judged("a", 10, "all_or_nothing", "0 if misuse else judged", least=Fraction(0)),
        branch("a", judged("b", 4), judged("c", 6), formula="subtotal - b + b"),
        branch("a", judged("b", 4), judged("c", 6), formula="max(b + c, subtotal - c)"),
        branch("a", judged("b", 4, least=Fraction(1)), judged("c", 6), least=Fraction(1)),
    ],
)
def test_a_rule_that_keeps_its_limits_is_proven(indicator: Indicator) -> None:
    """
    Points that lie inside least and weight, and stop where scores do, are proven and need no word.
    """
    assert [] == codes(framework(indicator))


@given(st.integers(1, 40), st.integers(0, 80))
def test_a_witness_is_found_wherever_a_cap_is_missing(most: int, cap: int) -> None:
    """
    A count that is worth a point each is refused exactly where the count can exceed the weight.
    """
    facts = (Fact("done", "完成数", domain("count", "项", most=Fraction(most))),)
    found = codes(framework(leaf("a", max(cap, 1), "done"), facts=facts, values=()))

    expected = ["out-of-range"] if most > max(cap, 1) else ["never-full"] if most < max(cap, 1) else []
    assert expected == found


@given(st.integers(0, 4), st.integers(0, 4))
def test_decimals_are_proven_exactly(own: int, allowed: int) -> None:
    """
    A fact's own decimals may be scored as they are only where scores have as many.
    """
    facts = (Fact("index", "指数", domain("number", decimals=own, least=Fraction(0), most=Fraction(10))),)
    found = codes(framework(leaf("a", 10, "index"), facts=facts, values=(), decimals=allowed))

    assert ([] if own <= allowed else ["off-lattice"]) == found


def test_values_are_checked_in_each_of_their_readings() -> None:
    """
    A rule over an ambiguous value is proven for every reading of it, also through other values.
    """
    values = (value("inner", "floor(progress)", {"另": "progress"}), value("outer", "inner * 5"))
    made = framework(leaf("a", 10, "outer"), values=values)

    assert ["off-lattice"] == codes(made)
    assert [] == codes(evolve(made, values=(value("inner", "floor(progress)"), values[1])))


@pytest.mark.parametrize("step", ["{0} + {0}", "min({0}, 1) * {0}"])
def test_values_that_double_each_other_end_quickly(step: str) -> None:
    """
    Forty values, each naming the one before it twice, are refused as too large within a second.
    """
    values = tuple(value(f"v{one}", step.format(f"v{one - 1}") if one else "progress") for one in range(41))
    start = time.perf_counter()
    found = codes(framework(leaf("a", 10, "min(v40 * weight, weight)"), values=values))

    assert ["too-large"] == found
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("count", [99, 150, 1500])
@pytest.mark.parametrize("turn", [1, -1])
def test_values_that_need_one_another_deeply_are_refused(count: int, turn: int) -> None:
    """
    A chain of values is too large whichever end it is written from, and never breaks the check.
    """
    values = tuple(value(f"v{one}", f"v{one - 1} + 1" if one else "progress") for one in range(count))[::turn]
    found = codes(framework(leaf("a", 10, f"cut(min(v{count - 1} * weight, weight), 0.01)"), values=values))

    assert {"too-large"} == set(found)


def test_a_rule_whose_names_are_known_is_proven_beside_one_whose_are_not() -> None:
    """
    One misspelt name does not hide what is wrong with the other rules.
    """
    made = framework(
        leaf("a", 5, "spnet"),
        leaf("b", 5, "cut(progress * 5, 0.01)", {"错": "progres", "对": "progress * 9"}),
        leaf("c", 5, "broken"),
        values=(value("broken", "spnet"),),
    )

    assert ["invalid-formula"] * 3 + ["out-of-range"] * 2 == codes(made)


NESTED = branch("a", judged("a1", 4), judged("a2", 2)), judged("b", 4)


@pytest.mark.parametrize(
    "total",
    [
        "subtotal - a1 + a1",
        "a - a1 + b + a1",
        "subtotal - a",
        "subtotal - b",
        "a - a2",
        "max(subtotal - a1 - a2, b)",
        "b + a - a1 + 4",
    ],
)
def test_points_add_up_in_a_total(total: str) -> None:
    """
    A branch beside its own parts is their sum, at every level, and a total that rests on that is proven.
    """
    assert set() == {*codes(framework(*NESTED, total=parse(total)))} - {"never-full", "not-counted"}


@pytest.mark.parametrize(
    "made",
    [
        branch(
            "a", leaf("c", 4, "0 if progress < 0.25 else 4"), judged("d", 6), formula="subtotal + (4 if progress < 0.25 else 0)"
        ),
        branch("a", judged("c", 4, "all_or_nothing"), judged("d", 6), formula="subtotal if c == 0 or c == 4 else 11"),
        branch("a", judged("c", 4, (Fraction(0), Fraction(4))), judged("d", 6), formula="subtotal if c < 1 or c > 3 else 11"),
        branch(
            "a",
            branch("b", leaf("c", 4, "0 if misuse else 4"), formula="0 if misuse else subtotal"),
            judged("d", 6),
            formula="subtotal - (1 if b > 0 and misuse else 0)",
        ),
    ],
)
def test_what_cannot_happen_refutes_nothing(made: Indicator) -> None:
    """
    Points below a rule that no unit can have are no witness against it: it is not proven, and accepted.
    """
    assert ["perhaps-out-of-range"] == codes(framework(made))


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        ("subtotal + 3 if honours else subtotal", "gives 103 points for honours = 是, subtotal = 100"),
        ("subtotal - 3 if honours else subtotal", "gives -3 points for honours = 是, subtotal = 0"),
    ],
)
def test_a_witness_is_found_behind_many_rules(total: str, expected: str) -> None:
    """
    Where twenty branches can each be vetoed, units that get all points, and none, are still tried.
    """
    ratios = tuple(Fact(f"q{one}", "率", RATE) for one in range(20))
    flags = tuple(Fact(name, name, FLAG) for name in ("honours", *(f"veto{one}" for one in range(20))))
    leaves = (leaf(f"l{one}", 5, f"cut(min(q{one} / 0.95, 1) * weight, 0.01)") for one in range(20))
    indicators = (branch(f"b{one}", found, formula=f"0 if veto{one} else subtotal") for one, found in enumerate(leaves))
    made = framework(*indicators, facts=(*ratios, *flags), values=(), total=parse(total))
    (problem,) = (problem for problem in check(made) if problem.code != "not-used")

    assert problem.message.startswith(expected)


def test_a_sum_of_many_stays_flat() -> None:
    """
    The parts of a subtotal may be many: they make no rule too deep, and where they would make it too large they stay apart.
    """
    many = tuple(judged(f"j{one}", 1) for one in range(150))

    assert ["never-full"] == codes(framework(*many, total=parse("subtotal - j3")))
    assert ["perhaps-out-of-range"] == codes(framework(*many, total=parse("max(" + "subtotal, " * 9 + "0) - j3")))


def test_a_misspelt_reading_of_a_value_is_reported_once() -> None:
    """
    A reading that cannot be bound is one problem, and the rules over its value are proven in the others.
    """
    made = framework(leaf("a", 10, "weight if v > 1 else 0"), values=(value("v", "progress", {"错": "progres"}),))

    assert ["invalid-formula"] == codes(made)


def test_many_points_to_choose_from_stay_flat() -> None:
    """
    A long list of points makes a rule no deeper: it is proven, or refused as too large.
    """
    fine = tuple(Fraction(one, 100) for one in range(1001))

    assert [] == codes(framework(judged("a", 10, fine[::5], "judged")))
    assert ["too-large"] == codes(framework(judged("a", 10, fine, "judged")))


def test_points_that_are_too_long_for_a_message_are_left_out() -> None:
    """
    A refutation is reported whatever the size of the number that came out.
    """
    made = framework(leaf("a", 10, "staff * " + " * ".join(["9" * 40] * 90)))
    (problem,) = (problem for problem in check(made) if problem.code == "out-of-range")

    assert "gives … points for staff = 1000 人, outside 0 to 10; write `min(…, weight)`" == problem.message
