"""A framework to integer steps: what goes in, what comes out, which rule is left to the definition."""

from fractions import Fraction

import pytest

from perfrules.domain import domain
from perfrules.errors import InvalidFrameworkError, ScoreOutOfRangeError
from perfrules.formula import parse
from perfrules.framework import Fact, Framework
from perfrules.indicator import Indicator
from perfrules.kernel import UNDEFINED, Kernel
from perfrules.kernel.compiler import compile_framework
from tests.examples import FACTS, branch, framework, function, judged, leaf, value

WIDE = tuple(f"v{number}" for number in range(40))
WIDE_FACTS = tuple(Fact(name, name, domain("number", decimals=0, least=Fraction(1), most=Fraction(10**39))) for name in WIDE)
TOO_WIDE = f"cut(min({' * '.join(WIDE)} / ({' * '.join(reversed(WIDE))}), 1), 0.01) * weight"
"""A rule whose integers could need more bits than a number may have."""


def kernel(made: Framework) -> Kernel:
    """The kernel of a framework, checked."""
    return Kernel.of(made)


def wide(*indicators: Indicator, **changes: object) -> Kernel:
    """A kernel with facts that are wide enough to refuse a rule."""
    made = framework(*indicators, facts=(*FACTS, *WIDE_FACTS), values=(), functions=(), **changes)
    return Kernel(compile_framework(made))


def test_outputs_stand_after_their_children() -> None:
    """
    The outputs are the indicators, children before their branch, and the total at last.
    """
    found = [one.id for one in compile_framework(framework()).outputs]

    assert [
        "execution",
        "openness",
        "staffing",
        "accounting",
        "management",
        "pace",
        "timeliness",
        "effects",
        "results",
        "total",
    ] == found


def test_the_text_shows_every_input_and_output() -> None:
    """
    The printed function says in comments what each input and each output is.
    """
    found = compile_framework(framework())
    comments = [line.rpartition("# ")[2] for line in found.text.splitlines() if "# " in line]

    assert [*(f"i{number}: {one.id}" for number, one in enumerate(found.inputs)), *(one.id for one in found.outputs)] == comments


def test_every_rule_of_the_example_is_lowered() -> None:
    """
    Nothing of a usual framework is left to the definition.
    """
    assert {} == dict(compile_framework(framework()).refused)


def test_points_of_a_rule_over_a_judgement_are_not_the_judgement() -> None:
    """
    A branch that names a judged child sees the points that its rule makes, not those that the person gave.
    """
    made = framework(
        branch("a", judged("paper", 10, formula="0 if misuse else judged"), judged("site", 5), formula="min(paper, 8) + site"),
        total=parse("min(paper + site, 15) if staff < 5 else 2 * site"),
    )
    found = kernel(made)
    given = {"misuse": True, "staff": 1, "paper": 10, "site": 3}

    assert {"paper": 0, "site": 300, "a": 300, "total": 300} == found.score(given)
    assert {"paper": 1000, "site": 300, "a": 1100, "total": 1300} == found.score({**given, "misuse": False})


def test_values_are_lowered_once() -> None:
    """
    A value that several rules name is one step, also through another value.
    """
    shared = (value("rate", "spent / budget"), value("rest", "1 - rate"))
    rules = (leaf("a", 5, "cut(min(rate, 1) * 5, 0.01)"), leaf("b", 5, "5 if rest <= 0.1 and rate >= 0.5 else 0"))
    found = kernel(framework(*rules, values=shared, functions=()))

    assert 1 == found.text.count("i0 == 0")
    assert {"a": 475, "b": 500, "total": 975} == found.score({"spent": 95, "budget": 100})
    assert {"a": UNDEFINED, "b": UNDEFINED, "total": UNDEFINED} == found.score({"spent": 95, "budget": 0})


def test_a_total_may_have_a_formula() -> None:
    """
    The rule of the total sees its weight, the subtotal and every indicator.
    """
    made = framework(
        branch("a", leaf("x", 6, "6 if misuse else 4"), leaf("y", 4, "4")),
        total=parse("min(subtotal, weight - 1) if x > 5 else subtotal"),
    )

    assert [900, 800] == [kernel(made).score({"misuse": one})["total"] for one in (True, False)]


def test_functions_of_a_framework_are_known() -> None:
    """
    A function that the framework defines is lowered like any other.
    """
    made = framework(leaf("x", 10, "half(staff)"), functions=(function("half", "n", "cut(min(n / 2, 10), 0.01)"),))

    assert [450, 1000] == [kernel(made).score({"staff": staff})["x"] for staff in (9, 90)]


def test_a_rule_that_is_not_lowered_goes_through_the_definition() -> None:
    """
    A leaf whose integers would be too large is left to the definition, with the reason, and counts like every other.
    """
    found = wide(leaf("big", 5, TOO_WIDE), leaf("small", 5, "5 if misuse else staff / 1000"))
    facts = dict.fromkeys(WIDE, 3)

    assert {"big": "its numbers need more than 4096 bits"} == dict(found.compiled.refused)
    assert {"big": 500, "small": 500, "total": 1000} == found.score({**facts, "misuse": True, "staff": 3})
    assert "points of big" in found.text


def test_a_value_that_is_not_lowered_leaves_its_rules_to_the_definition() -> None:
    """
    A rule over a value without an integer form goes through the definition, where the value is spelled out.
    """
    made = framework(
        leaf("big", 5, "5 if share == 1 else 0"),
        values=(value("share", TOO_WIDE.replace("weight", "1")),),
        facts=(*FACTS, *WIDE_FACTS),
    )
    found = Kernel(compile_framework(made))

    assert {"share": "its numbers need more than 4096 bits", "big": "`share` has no integer form"} == dict(found.compiled.refused)
    assert 500 == found.score(dict.fromkeys(WIDE, 7))["big"]


def test_the_definition_sees_flags_judgements_and_what_is_left_out() -> None:
    """
    A rule that is left to the definition reads flags and its judgement, and its points give way where the indicator is left out.
    """
    ruled = judged("paper", 10, formula="0 if misuse else cut(judged, 1)", not_applicable="full")
    found = Kernel(compile_framework(framework(ruled), most=0))
    ints = dict.fromkeys(found.inputs, 0) | {"paper": 755, "finished": 1}

    assert (700, 700) == found.points(tuple(ints.values()))
    assert (0, 0) == found.points(tuple((ints | {"misuse": 1}).values()))
    assert (1000, 1000) == found.points(tuple(ints.values()), left_out=1)
    assert (UNDEFINED, UNDEFINED) == found.points(tuple(ints.values()), missing=1 << list(ints).index("paper"))


def test_the_definition_may_have_no_value() -> None:
    """
    A rule that is left to the definition and divides by zero makes its output and all above undefined.
    """
    made = framework(leaf("share", 5, "cut(min(staff / spent, 1) * weight, 0.01)"), leaf("other", 5, "5"))
    found = Kernel(compile_framework(made, most=0))

    assert "share" in found.compiled.refused
    assert {"share": UNDEFINED, "other": 500, "total": UNDEFINED} == found.score({"staff": 1, "spent": 0})
    assert {"share": 250, "other": 500, "total": 750} == found.score({"staff": 1, "spent": 2})


@pytest.mark.parametrize(("sign", "points"), [("", "far too many"), ("-", "far too few")])
def test_points_beyond_all_reason_are_refused(sign: str, points: str) -> None:
    """
    The steps over a rule that is left to the definition rely on its points being a reasonable number.
    """
    found = wide(leaf("big", 5, f"{sign}{' * '.join(WIDE)} * {' * '.join(WIDE)}"))

    with pytest.raises(ScoreOutOfRangeError) as caught:
        found.score(dict.fromkeys(WIDE, 10**39))

    assert f"indicator `big`: {points} points lie outside 0 to 5" == str(caught.value)


def test_a_branch_that_is_not_lowered_is_refused() -> None:
    """
    The rule of a branch or of the total that cannot be lowered is an error of the framework, in its place.
    """
    too_long = "min(subtotal + staff * spent, 5)"
    for formula, total, path in ((too_long, None, "indicators/a/formula"), ("", parse(too_long), "total/formula")):
        made = framework(branch("a", leaf("x", 5, "5"), formula=formula), total=total)
        with pytest.raises(InvalidFrameworkError) as caught:
            compile_framework(made, most=0)

        (problem,) = caught.value.problems
        assert ("too-large", f"example.small / {path}") == (problem.code, problem.path)
        assert "the rule cannot be computed: it needs more than 0 steps" == problem.message


def test_a_branch_hangs_on_its_children_and_the_facts_it_names() -> None:
    """
    An output knows which inputs it names, also through values, and which outputs it rests on.
    """
    found = {one.id: one for one in compile_framework(framework()).outputs}
    ids = [one.id for one in compile_framework(framework()).inputs]
    order = list(found)

    def named(output: str) -> set[str]:
        return {id for number, id in enumerate(ids) if found[output].needs >> number & 1}

    assert [{"spent", "budget"}, {"misuse"}, {"accounting"}, set()] == [
        named(one) for one in ("execution", "management", "accounting", "total")
    ]
    assert ("execution", "openness", "staffing", "accounting") == tuple(order[child] for child in found["management"].children)
