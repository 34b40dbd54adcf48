"""Trials are units that can be: what they have below a rule follows from one and the same evidence."""

from fractions import Fraction
from itertools import islice

from perfrules.check.allowance import Allowance
from perfrules.check.rule import Rule, scored, written_out
from perfrules.check.trial import Trial, needs_trials, trials
from perfrules.formula import parse
from perfrules.framework import Fact, Framework
from perfrules.indicator import Indicator
from tests.examples import FLAG, RATE, Field, branch, framework, judged, leaf, row_rules, slot, table, value

MOST = 200
"""How many trials are looked at."""

NOTHING, ALL = Fraction(0), Fraction(4)

ROWS = (row_rules("standard", "cut(min(ratio, 1) * weight, 0.01)"),)


def rule_of(made: Framework, path: str) -> Rule:
    """The rule at this path."""
    return next(rule for rule in scored(made) if rule.path == path)


def tried(*indicators: Indicator, path: str = "indicators/a/formula", **changes: Field) -> list[Trial]:
    """The first trials of a rule."""
    made = framework(*indicators, **changes)
    rule = rule_of(made, path)
    return list(islice(trials(made, rule, written_out(made, rule, {})[0], {}), MOST))


def seen(found: list[Trial], *names: str) -> set[tuple[Fraction, ...]]:
    """The points that occur together under these names."""
    return {tuple(trial.points[name] for name in names) for trial in found}


def test_points_follow_from_the_facts_that_the_rule_sees() -> None:
    """
    A child that loses its points under a condition never has them where the rule finds the condition.
    """
    found = tried(branch("a", leaf("b", 4, "0 if misuse else 4"), formula="0 if misuse else subtotal"))

    assert {(True, NOTHING), (False, ALL)} == {(trial.facts["misuse"], trial.points["b"]) for trial in found}


def test_people_give_what_they_can_give() -> None:
    """
    Judged points are those that are listed, all or nothing, or any; a formula makes others of them.
    """
    children = judged("b", 4, "all_or_nothing", least=Fraction(1)), judged("c", 4, (NOTHING, ALL)), judged("d", 1)
    found = tried(branch("a", *children, judged("e", 1, "all_or_nothing", "1 - judged"), formula="subtotal"))

    assert {(Fraction(1),), (ALL,)} == seen(found, "b")
    assert {(NOTHING,), (ALL,)} == seen(found, "c")
    assert {(NOTHING,), (Fraction(1),), (Fraction(1, 100),), (Fraction(99, 100),)} == seen(found, "d")
    assert {(NOTHING, Fraction(1)), (Fraction(1), NOTHING)} == {(trial.judged["e"], trial.points["e"]) for trial in found}


def test_points_add_up_through_branches() -> None:
    """
    The subtotal is that of the rule's own children, and theirs follow from what stands below them.
    """
    below = branch("c", judged("d", 4, "all_or_nothing"), formula="subtotal / 2"), judged("e", 2, "all_or_nothing")
    found = tried(branch("b", *below), judged("f", 4, "all_or_nothing"), total=parse("subtotal"), path="total/formula")

    assert {sum(one) for one in seen(found, "c", "e", "f")} == {one for (one,) in seen(found, "subtotal")}
    assert all(trial.points["c"] * 2 == trial.points["d"] for trial in found)


def test_what_a_unit_need_not_have_is_left_out() -> None:
    """
    An indicator that need not apply is tried without, at its weight or at zero.
    """
    children = leaf("b", 4, "1 if misuse else 2", not_applicable="full"), leaf("c", 4, "3", not_applicable="zero")
    found = tried(branch("a", *children, formula="subtotal"))

    assert {(frozenset({"b"}), ALL)} == {(trial.left_out, trial.points["b"]) for trial in found if "b" in trial.left_out} - {
        (frozenset({"b", "c"}), ALL)
    }
    assert {(Fraction(points),) for points in (0, 3)} == seen(found, "c")


def test_a_unit_without_points_is_no_trial() -> None:
    """
    Where something below a rule divides by zero, or has points that it must not have, the unit is not tried.
    """
    children = leaf("b", 4, "4 if 1 / staff > 0.1 else 0"), leaf("c", 2, "3 if misuse else 2"), leaf("d", 1, "progress")
    found = tried(branch("a", *children, formula="subtotal"))

    assert set() == {trial.facts["staff"] for trial in found} & {NOTHING}
    assert {(Fraction(2),)} == seen(found, "c")
    assert {(NOTHING,), (Fraction(1),)} == seen(found, "d")


def test_only_what_a_rule_sees_is_tried() -> None:
    """
    A rule that names one child rests on nothing else, and one that names none sees no points.
    """
    children = judged("b", 4), leaf("c", 4, "0 if misuse else 4")
    (trial, *_) = tried(branch("a", *children, formula="c"))
    made = framework(branch("a", *children, formula="4 if misuse else 0"))

    assert (["misuse"], ["c", "subtotal", "applicable"]) == (list(trial.facts), list(trial.points))
    assert not needs_trials(made, rule_of(made, "indicators/a/formula"), parse("4 if misuse else 0"))


def test_there_is_no_trial_where_something_cannot_be_computed() -> None:
    """
    A child whose formula has no meaning, rests on a value without one, or is too large, leaves nothing to be tried.
    """
    values = (
        value("broken", "spnet"),
        *(value(f"v{one}", f"v{one - 1} * v{one - 1}" if one else "progress") for one in range(41)),
    )

    assert [[], [], []] == [
        tried(branch("a", leaf("b", 4, formula), formula="subtotal"), values=values) for formula in ("spnet", "broken", "v40")
    ]


def test_values_are_read_as_asked() -> None:
    """
    Below a rule values have the reading in which the rule is checked.
    """
    made = framework(branch("a", leaf("b", 4, "v"), formula="subtotal + v"), values=(value("v", "1", {"另": "3"}),))
    rule = rule_of(made, "indicators/a/formula")
    found = [next(trials(made, rule, written_out(made, rule, one)[0], one)).points["b"] for one in ({}, {"v": "另"})]

    assert [Fraction(1), Fraction(3)] == found


def test_many_units_are_drawn_at_random_but_always_alike() -> None:
    """
    Where not all can be tried, some have most points, some have least, and some anything; the same each time.
    """
    facts = (Fact("veto", "否决", FLAG), *(Fact(f"q{one}", "率", RATE) for one in range(9)))
    leaves = (leaf(f"l{one}", 1, f"cut(min(q{one}, 1), 0.01)") for one in range(9))
    top = branch("a", *leaves, judged("m", 1), formula="0 if veto else subtotal", not_applicable="zero")
    changes: dict[str, Field] = {"facts": facts, "values": (), "total": parse("subtotal")}
    found, again = (tried(top, path="total/formula", **changes) for _ in range(2))
    totals = [trial.points["a"] for trial in found]

    assert (again, MOST) == (found, len(found))
    assert (Fraction(10), NOTHING) == (max(totals), min(totals))
    assert len(set(totals)) > 9


def test_a_large_rule_is_still_tried() -> None:
    """
    However much there is to compute, some units are run.
    """
    large = " + ".join(["cut(progress, 0.01)"] * 30)
    leaves = tuple(leaf(f"l{one}", 1, f"min(max({large} - {one}, 0), 1)") for one in range(12))
    given = tuple(judged(f"j{one}", 1) for one in range(3))

    assert 0 < len(tried(*leaves, *given, values=(), total=parse("subtotal"), path="total/formula")) < 50


def test_no_more_is_run_than_is_allowed() -> None:
    """
    Trials end when what may be run is used up, half of it goes to their search, and too little is as good as none.
    """
    top = branch("a", *(judged(f"j{one}", 1) for one in range(9)), formula="subtotal")
    made = framework(top, branch("b", judged("k", 1), formula="subtotal"), values=(), total=parse("subtotal"))
    rule = rule_of(made, "total/formula")
    counts = [
        sum(1 for _ in trials(made, rule, written_out(made, rule, {})[0], {}, Allowance(most))) for most in (0, 120, 700, 100_000)
    ]

    assert [0, 0] == counts[:2]
    assert 0 < counts[2] < counts[3]


def test_a_leaf_that_never_has_points_leaves_no_trial() -> None:
    """
    Where all units must be drawn at random and none has points, none is tried, however deep what has none stands.
    """
    given = tuple(judged(f"j{one}", 9) for one in range(6))
    never = leaf("x", 1, "1 / (staff - staff)")
    inside = branch("c", branch("b", never, judged("y", 1), formula="subtotal"), judged("z", 1), formula="subtotal")
    beyond = branch("c", branch("b", judged("y", 1), formula="subtotal + 2"), judged("z", 1), formula="subtotal")

    assert [[], [], []] == [tried(one, *given, total=parse("subtotal"), path="total/formula") for one in (never, inside, beyond)]


def test_what_is_left_out_has_no_points_and_no_weight() -> None:
    """
    A unit of which something does not apply has the rest, and a unit of which nothing applies is no trial.
    """
    children = (
        judged("b", 4, "all_or_nothing", not_applicable="leave_out"),
        judged("c", 6, "all_or_nothing", not_applicable="leave_out"),
    )
    found = tried(branch("a", *children, formula="cut(subtotal / applicable * weight, 0.01)"))

    assert {(Fraction(10), frozenset()), (Fraction(6), frozenset("b")), (Fraction(4), frozenset("c"))} == {
        (trial.points["applicable"], trial.left_out) for trial in found
    }
    assert {NOTHING} == {trial.points["b"] for trial in found if "b" in trial.left_out}


def test_rows_get_nothing_or_everything() -> None:
    """
    Nobody knows the rows of a slot, but they can lose all points, or none.
    """
    found = tried(slot("s", 4), judged("b", 6, "all_or_nothing"), path="total/formula", total=parse("subtotal"), rows=ROWS)

    assert {(NOTHING,), (ALL,)} == seen(found, "s")


def test_sums_of_a_table_come_from_rows() -> None:
    """
    The sums of one table belong together, those of another table to its own rows; an idle one is not drawn.
    """
    column = Fact("done", "完成", FLAG)
    tables = tuple(table(name, column, totals={f"{name}_rows": "1", f"{name}_done": "1 if done else 0"}) for name in "tuv")
    top = branch("a", leaf("b", 4, "min(t_done, 4)"), formula="subtotal if t_rows >= u_rows else 0")
    found = tried(top, tables=tables)

    assert all(trial.facts["t_done"] <= trial.facts["t_rows"] for trial in found)
    assert {0, 1, 1000} == {trial.facts["u_rows"] for trial in found}
    assert not any("v_rows" in trial.facts for trial in found)


def test_points_beside_the_total_are_tried_where_it_names_them() -> None:
    """
    What an adjustment gives is no part of the subtotal.
    """
    adjustments = leaf("more", 4, "4 if misuse else 0"), judged("idle", 4)
    found = tried(judged("a", 4, "all_or_nothing"), adjustments=adjustments, path="total/formula", total=parse("subtotal + more"))

    assert {(subtotal, more) for subtotal in (NOTHING, ALL) for more in (NOTHING, ALL)} == seen(found, "subtotal", "more")
    assert not any("idle" in trial.points for trial in found)
