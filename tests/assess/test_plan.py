"""The plan: the nodes of a framework by position, and on which of them a name bears."""

from fractions import Fraction

import pytest

from perfrules.assess.plan import Plan, plan
from perfrules.formula import parse
from tests.examples import branch, framework, judged, leaf, value

TABLE = (
    branch("top", leaf("a", 5, "weight if share > 0.5 else 0"), judged("b", 5), formula="0 if misuse else subtotal"),
    leaf("c", 10, "max(0, weight - staff)"),
)


def made() -> Plan:
    """The plan of a small table: a, b, top, c."""
    return plan(framework(*TABLE, values=(value("share", "spent / budget"),)), {})


def test_every_node_comes_after_those_below_it() -> None:
    """
    Positions go from the leaves upward; the whole table stands above all of them.
    """
    own = made()

    assert ["a", "b", "top", "c"] == [node.indicator.id for node in own.nodes]
    assert [0, 1, 0, 3] == [node.first for node in own.nodes]
    assert ((0, 1), (2, 3)) == (own.nodes[2].children, own.whole.children)


@pytest.mark.parametrize(
    ("known", "printed", "expected"),
    [
        ((), (), set()),
        (("spent",), (), {"a", "top"}),
        (("share",), (), {"a", "top"}),
        (("staff",), (), {"c"}),
        (("misuse",), (), {"top"}),
        (("b",), (), {"b", "top"}),
        (("finished",), (), set()),
        ((), ("b",), {"top"}),
        (("staff",), ("top",), {"c"}),
    ],
)
def test_a_unit_moves_the_nodes_on_which_something_bears_that_is_known(
    known: tuple[str, ...], printed: tuple[str, ...], expected: set[str]
) -> None:
    """
    A fact, ratio or judgement moves the rules that rest on it and all above; a printed score moves what stands above it.
    """
    own = made()

    moved = own.moved(known, [own.positions[id] for id in printed])

    assert expected == {own.nodes[position].indicator.id for position in moved}


def test_a_rule_over_points_knows_whose() -> None:
    """
    A branch and the total name indicators, and find their points by position.
    """
    own = plan(
        framework(branch("top", judged("x", 4), judged("y", 6), formula="x + y if x >= 2 else 0"), total=parse("min(top, x)")), {}
    )

    assert {"x": 0, "y": 1} == own.nodes[2].named
    assert {"top": 2, "x": 0} == own.whole.named


def test_points_are_counted_in_the_last_decimal_of_a_score() -> None:
    """
    Points with more decimals than a score are no count.
    """
    own = made()

    assert (Fraction(7, 2), 350, None) == (own.points(350), own.count(Fraction(7, 2)), own.count(Fraction(1, 3)))


def test_the_limits_of_a_node_are_counts() -> None:
    """
    Least and weight of an indicator are counted in the last decimal of a score.
    """
    own = plan(framework(judged("x", "4.5", least=Fraction(1))), {})

    assert [(100, 450)] == [(node.least, node.weight) for node in own.nodes]


@pytest.mark.parametrize(
    ("adopted", "needs", "outputs"),
    [
        ({}, {"spent", "budget"}, ["a", "top", "c"]),
        ({"share": "按人数"}, {"spent", "staff"}, [None, "top", "c"]),
        ({"c": "从宽"}, {"spent", "budget"}, ["a", "top", None]),
    ],
)
def test_a_rule_that_is_read_otherwise_is_not_the_kernels(
    adopted: dict[str, str], needs: set[str], outputs: list[str | None]
) -> None:
    """
    A rule needs the facts of its adopted reading, and has a place in the kernel only where nothing behind it is read otherwise.
    """
    share = value("share", "spent / budget", {"按人数": "spent / staff"})
    lenient = leaf("c", 10, "max(0, weight - staff)", {"从宽": "weight"})
    own = plan(framework(TABLE[0], lenient, values=(share,)), adopted)
    rules = [node.rule for node in own.nodes if node.rule is not None]
    kernel = own.kernel

    assert kernel is not None
    assert needs == rules[0].needs
    assert outputs == [None if rule.position is None else kernel.outputs[rule.position] for rule in rules]
