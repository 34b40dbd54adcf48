"""Resolving binds states, dates and functions, and refuses what has no meaning."""

from datetime import date
from fractions import Fraction

import pytest

from perfrules.errors import FormulaError
from perfrules.formula import Scope, evaluate, parse, parse_condition, resolve, resolve_condition, text
from perfrules.formula.functions import RESERVED, standard_names
from perfrules.formula.measure import Meaning
from perfrules.formula.scope import defined, standard
from perfrules.formula.syntax import Arithmetic, Call, Compare, Definition, Flag, Name, Number, Stretch, nodes

STATES = ("on_time", "late", "none")
NAMES = {
    "used": Meaning("amount", "万元"),
    "ok": Meaning("flag"),
    "disclosure": Meaning("choice", "", STATES),
    "due": Meaning("date"),
    "late": Meaning(),
}
SCOPE = Scope.of(NAMES)


def function(name: str, body: str, *parameters: str) -> Definition:
    """A function as a framework declares it."""
    return Definition(name, parameters, parse(body))


@pytest.mark.parametrize("written", ["disclosure == late", "late == disclosure", "(late) == (disclosure)"])
def test_a_state_becomes_its_position(written: str) -> None:
    """
    A state beside its choice becomes the number of its position, spelt as written, also where a name is called alike.
    """
    expected = Compare(Name("disclosure"), (("==", Number(Fraction(1), "late")),))

    assert expected == resolve_condition(parse_condition(written), SCOPE)


def test_a_state_keeps_its_place() -> None:
    """
    A comparison knows where it is written, and so does the number that a state becomes.
    """
    written = "disclosure == late"
    bound = resolve_condition(parse_condition(written), SCOPE)

    assert isinstance(bound, Compare)
    assert (Stretch(written, 0, 18), Stretch(written, 14, 18)) == (bound.at, bound.rest[0][1].at)


def test_a_date_keeps_its_place() -> None:
    """
    The number that a date becomes knows where the date is written.
    """
    written = "due - date(2024, 1, 31)"
    bound = resolve(parse(written), SCOPE)

    assert isinstance(bound, Arithmetic)
    assert Stretch(written, 6, 23) == bound.right.at


def test_a_long_text_in_the_place_of_a_state_is_shortened() -> None:
    """
    What stands in the place of a state is quoted up to 100 characters, and dots stand for the rest.
    """
    with pytest.raises(FormulaError) as caught:
        resolve_condition(parse_condition(f"disclosure == {'1 + ' * 40}1"), SCOPE)

    assert f"`{('1 + ' * 40)[:100]}…` is no state of `disclosure`" == caught.value.reason


def test_an_unequal_state_keeps_its_operator() -> None:
    """
    A choice can differ from a state.
    """
    assert "disclosure != none" == text(resolve_condition(parse_condition("none != disclosure"), SCOPE))


def test_a_date_becomes_its_day_number() -> None:
    """
    A date literal becomes the number of its day, spelt without needless blanks.
    """
    expected = Number(Fraction(date(2024, 2, 29).toordinal()), "date(2024, 2, 29)")

    assert expected == resolve(parse("date( 2024,2 , 29 )"), SCOPE)


def test_calls_carry_their_definitions() -> None:
    """
    A call of a standard function carries its definition, a call of the kernel none.
    """
    call = resolve(parse("cut(min(used, 1), 0.01)"), SCOPE)

    assert isinstance(call, Call)
    assert standard()["cut"] == call.definition
    assert call.arguments[0] == parse("min(used, 1)")


def test_resolving_twice_changes_nothing() -> None:
    """
    A bound formula without states can be bound again.
    """
    once = resolve(parse("cut(used / 3, 0.01) if ok or not due > date(2024, 1, 1) and 0 < used <= 1 else -used"), SCOPE)

    assert once == resolve(once, SCOPE)


def test_own_functions_are_bound_whatever_their_order() -> None:
    """
    A function may call one that is declared behind it, and the standard ones.
    """
    own = [function("double", "rounded(x) * 2", "x"), function("rounded", "cut(x, 0.01)", "x")]
    call = resolve(parse("double(used)"), Scope.of(NAMES, own))

    assert Fraction("0.66") == evaluate(call, {"used": Fraction(1, 3)})


def test_a_function_sees_its_parameters_only() -> None:
    """
    A name of the framework has no meaning inside of a function.
    """
    with pytest.raises(FormulaError, match="unknown name `used`"):
        Scope.of(NAMES, [function("share", "x / used", "x")])


def test_a_parameter_hides_nothing() -> None:
    """
    A parameter may be called like a fact or a reserved word; inside it is the argument.
    """
    scope = Scope.of(NAMES, [function("half", "weight / 2 + ok", "weight", "ok")])

    assert Fraction(3) == evaluate(resolve(parse("half(2, used)"), scope), {"used": Fraction(2)})


@pytest.mark.parametrize("name", sorted(standard_names() | RESERVED))
def test_a_standard_name_is_not_defined_again(name: str) -> None:
    """
    A framework cannot give a standard function or a reserved word another meaning.
    """
    with pytest.raises(FormulaError, match=f"`{name}` is a standard name and cannot be defined again"):
        defined((function(name, "x", "x"),))


def test_a_function_is_defined_once() -> None:
    """
    Two functions of one name are refused, whatever they say.
    """
    with pytest.raises(FormulaError, match="`same` is defined more than once"):
        defined((function("same", "x", "x"), function("same", "x", "x")))


def test_parameters_differ() -> None:
    """
    A function has no two parameters of one name.
    """
    with pytest.raises(FormulaError, match="`same` has two parameters of one name"):
        defined((function("same", "x", "x", "x"),))


def test_a_long_cycle_of_functions_is_refused() -> None:
    """
    A cycle through a thousand functions is refused like one through two, with a message that can be read.
    """
    ring = tuple(function(f"f{number}", f"f{(number + 1) % 1000}(x)", "x") for number in range(1000))
    with pytest.raises(FormulaError, match="calls itself: f") as caught:
        defined(ring)

    assert len(caught.value.reason) < 300


def test_a_message_shows_the_first_two_hundred_characters_of_a_cycle() -> None:
    """
    A cycle is written out up to 200 characters, and dots stand for the rest.
    """
    ring = tuple(function(f"f{number}", f"f{(number + 1) % 100}(x)", "x") for number in range(100))
    with pytest.raises(FormulaError) as caught:
        defined(ring)

    assert 200 == len(caught.value.reason.partition("calls itself: ")[2].removesuffix("…"))


@pytest.mark.parametrize(("count", "more"), [(12, ""), (13, " or …")])
def test_a_message_names_twelve_states(count: int, more: str) -> None:
    """
    Where a state is unknown the first twelve are named, and three dots stand for any others.
    """
    states = tuple(f"state_{number:02}" for number in range(count))
    scope = Scope.of({"level": Meaning("choice", "", states)})
    with pytest.raises(FormulaError) as caught:
        resolve_condition(parse_condition("level == 7"), scope)

    assert f"expected {' or '.join(f'`{state}`' for state in states[:12])}{more}" == caught.value.hint


@pytest.mark.parametrize(("count", "more"), [(1, ""), (2, ", …")])
def test_a_message_names_twelve_functions(count: int, more: str) -> None:
    """
    Where a function is unknown the first twelve are named, the standard ones first, and three dots stand for any others.
    """
    own = [function(f"own_{number}", "x", "x") for number in range(count)]
    with pytest.raises(FormulaError) as caught:
        resolve(parse("qqqqqq(1)"), Scope.of({}, own))

    assert caught.value.hint.startswith("known are `min`, `max`, `floor`, ")
    assert caught.value.hint.endswith(f", `own_0`{more}")


def test_a_kind_alone_is_a_meaning() -> None:
    """
    A name without unit and states is declared by its kind.
    """
    assert Scope.of({"used": Meaning("count"), "exempt": Meaning("flag")}) == Scope.of({"used": "count", "exempt": "flag"})


@pytest.mark.parametrize(
    "written",
    [
        "-cut(used, 1)",
        "cut(used, 1) + 1",
        "1 + cut(used, 1)",
        "min(1, cut(used, 1))",
        "cut(cut(used, 1), 2)",
        "cut(used, 1) if ok else 1",
        "1 if ok else cut(used, 1)",
        "1 if cut(used, 1) > 1 else 1",
        "1 if 1 > cut(used, 1) else 1",
        "1 if 1 < 2 < cut(used, 1) else 1",
        "1 if not 1 < cut(used, 1) else 1",
        "1 if ok and 1 < cut(used, 1) else 1",
        "1 if ok or 1 < cut(used, 1) else 1",
    ],
)
def test_a_call_is_bound_wherever_it_stands(written: str) -> None:
    """
    Each call of a function gets its definition, in whatever part of a formula.
    """
    scope = Scope.of({"used": "count", "ok": "flag"})
    calls = [node for node in nodes(resolve(parse(written), scope)) if isinstance(node, Call) and node.function == "cut"]

    assert {standard()["cut"]} == {call.definition for call in calls}


def test_a_scope_can_be_made_without_functions() -> None:
    """
    A scope that lists no functions has the kernel, and nothing else.
    """
    bare = Scope({"a": Meaning()}, {})

    assert "min(a, 1)" == text(resolve(parse("min(a, 1)"), bare))
    with pytest.raises(FormulaError, match="unknown function `cut`"):
        resolve(parse("cut(a, 1)"), bare)


def test_a_made_tree_is_quoted_by_its_text() -> None:
    """
    Where nobody wrote a tree, the error quotes its canonical text.
    """
    with pytest.raises(FormulaError) as caught:
        resolve_condition(Flag("nowhere"), SCOPE)

    assert ("nowhere", 0, 7) == (caught.value.text, caught.value.start, caught.value.end)
