"""Functions that plugins share with every framework."""

import pickle
from collections.abc import Callable, Iterable
from itertools import repeat
from typing import Any

import pytest
from attrs import evolve

from perfrules import hookimpl
from perfrules.documents import framework_from
from perfrules.documents.framework_json import framework_json
from perfrules.errors import DuplicateFunctionError, InvalidDocumentError
from perfrules.formula.gate import Limits
from perfrules.framework import FrameworkSource, Function, Validity
from perfrules.receipt import digest
from perfrules.rulebook import Rulebook, framework_in, rulebook_from
from perfrules.rulebook.functions import MAX_FUNCTIONS, Pool, definitions, with_functions
from perfrules.rulebook.plugins import given, harvest

ROUNDED = Function("rounded", ("x",), "half_up(x, 0.01)")
SHARE = Function("share", ("part", "whole"), "rounded(part / whole)")
UNUSED = Function("unused", ("x",), "share(x, 2)")
HEAD = 'perfrules: 1\nid: a.b\nedition: "2023"\ntitle: 题\npoints: {total: 10}\n'
FACTS = "facts:\n  spent: {label: 支出, kind: rate, decimals: 2, at_most: 100%}\n"
RULE = "indicators:\n  - {id: one, label: 一, weight: 10, formula: 'share(spent, 1) * weight'}\n"


class Shares:
    """A plugin with these functions, and a framework where it has a text."""

    def __init__(self, functions: Callable[[], object] = tuple, text: str = "") -> None:
        self.functions, self.text = functions, text

    @hookimpl
    def perfrules_functions(self) -> object:
        """Whatever it was made with."""
        return self.functions()

    @hookimpl
    def perfrules_frameworks(self) -> Iterable[FrameworkSource]:
        """The framework, if there is one."""
        return [FrameworkSource("a.b", "2023", Validity(), "a.yaml", self.text)] if self.text else []


def sharing(*functions: Function, text: str = "") -> Shares:
    """A plugin that shares these."""
    return Shares(lambda: functions, text)


def reasons(functions: Callable[[], object]) -> list[str]:
    """What is wrong with a plugin that shares these."""
    return [str(problem) for problem in harvest(given((Shares(functions),))).problems]


def test_a_framework_takes_what_it_calls() -> None:
    """
    Itself or through another function, and nothing else; what it is made of is then written and hashed with it.
    """
    rulebook = Rulebook.of(sharing(UNUSED, SHARE, ROUNDED), sharing(text=HEAD + FACTS + RULE))
    found = rulebook.framework("a.b")
    other = Rulebook.of(sharing(SHARE, evolve(ROUNDED, body="cut(x, 0.01)")), sharing(text=HEAD + FACTS + RULE)).framework("a.b")

    assert ["rounded", "share", "unused"] == [one.definition.name for one in rulebook.functions]
    assert ["share", "rounded"] == [one.name for one in found.functions]
    assert ["share(part, whole)", "rounded(x)"] == list(framework_json(found)["functions"])  # type: ignore[call-overload]  # a mapping
    assert digest(found) != digest(other)


def test_a_framework_that_calls_none_stays_as_it_is() -> None:
    """
    A plugin that shares functions changes no framework that does without them.
    """
    text = HEAD + FACTS + RULE.replace("share(spent, 1) * weight", "floor(spent) * weight")

    assert framework_in(text, "a.yaml") == Rulebook.of(sharing(SHARE, ROUNDED, text=text)).framework("a.b")


def test_a_function_of_the_framework_hides_a_shared_one() -> None:
    """
    Also inside other shared functions, so that a form which rounds otherwise says so once.
    """
    own = "functions:\n  rounded(x): cut(x, 0.1)\n"
    found = Rulebook.of(sharing(SHARE, ROUNDED), sharing(text=HEAD + own + FACTS + RULE)).framework("a.b")

    assert ["rounded(x)", "share(part, whole)"] == list(framework_json(found)["functions"])  # type: ignore[call-overload]  # a mapping
    assert "cut(x, 0.1)" == framework_json(found)["functions"]["rounded(x)"]  # type: ignore[index]  # a mapping


@pytest.mark.parametrize(
    "where",
    [
        "values: {rate: {label: 率, formula: 'share(spent, 1)'}}\n",
        "functions: {own(x): 'share(x, 2)'}\n",
        "total: {formula: 'share(subtotal, 1)'}\n",
        "relations: ['share(spent, 1) >= 0']\n",
        "grades: [{name: 优, at_least: 0, unless: 'share(spent, 1) > 2'}]\n",
        "rows: {standard: {formula: 'share(actual, 1)'}}\n",
        "tables: {staff: {columns: {pay: {label: 工资, kind: count, unit: 人}}, sums: {payroll: 'share(pay, 1)'}}}\n",
    ],
)
def test_functions_are_found_wherever_a_formula_stands(where: str) -> None:
    """
    In values, functions, the total, conditions, grades, rows and tables.
    """
    text = HEAD + where + FACTS + "indicators:\n  - {id: one, label: 一, weight: 10, judged: any}\n"
    pool = Pool({one.name: one for one in definitions([SHARE, ROUNDED])})
    found = with_functions(framework_from(text, "a.yaml"), pool)

    assert {"share", "rounded"} <= {one.name for one in found.functions}


def test_a_framework_without_plugins_does_not_know_them() -> None:
    """
    A shared function is known only with a rulebook.
    """
    with pytest.raises(InvalidDocumentError) as caught:
        framework_in(HEAD + FACTS + RULE, "a.yaml")

    assert "unknown function `share`" in str(caught.value)


def test_a_name_that_two_plugins_claim_is_no_ones() -> None:
    """
    Both are named; who calls it gets the error, who does not is not concerned, and the error travels.
    """
    plugins = sharing(SHARE, ROUNDED), sharing(ROUNDED, text=HEAD + FACTS + RULE)
    rulebook = rulebook_from(harvest(given(plugins)))
    quiet = sharing(ROUNDED, text=HEAD + FACTS + RULE.replace("share(", "min("))
    told = "function `rounded` comes from two plugins: `Shares 1` and `Shares 2`"
    with pytest.raises(DuplicateFunctionError) as caught:
        rulebook.framework("a.b")
    with pytest.raises(DuplicateFunctionError):
        Rulebook.of(*plugins)

    assert [told] == [str(problem) for problem in rulebook.problems]
    assert "a.b" == rulebook_from(harvest(given((plugins[0], quiet)))).framework("a.b").id
    assert told == str(caught.value) == str(pickle.loads(pickle.dumps(caught.value)))  # noqa: S301  # our own bytes


@pytest.mark.parametrize(
    ("functions", "told"),
    [
        (lambda: None, "TypeError: 'NoneType' object is not iterable"),
        (lambda: "f", "element 1 is a `str`, a `Function` was expected"),
        (lambda: repeat(ROUNDED), f"it contributes more than {MAX_FUNCTIONS} functions"),
        (lambda: [ROUNDED, ROUNDED], "`rounded` is defined more than once\n    half_up(x, 0.01)\n    ^^^^^^^^^^^^^^^^"),
        (lambda: [SHARE], "unknown function `rounded`"),
        (lambda: [Function("cut", ("x",), "x")], "`cut` is a standard name and cannot be defined again\n    x\n    ^"),
        (lambda: [Function("twice", ("x",), "x +")], "the formula breaks off or has two things side by side here"),
        (lambda: [Function("twice", ("x",), "2 * y")], "unknown name `y`\n    2 * y\n        ^"),
        (lambda: [Function("one(x) + two", ("x",), "x")], "a function has a name, and names as parameters: `name(x, y)`\n"),
        (lambda: [Function("one", ("2",), "1")], "a function has a name, and names as parameters: `name(x, y)`\n    one(2)\n"),
        (lambda: [Function("one", ("x, y",), "1")], "a function has a name, and names as parameters: `name(x, y)`\n"),
        (lambda: [Function("", ("x",), "x")], "a function has a name, and names as parameters: `name(x, y)`\n"),
        (lambda: [Function("f", ("x",), "g(x)"), Function("g", ("x",), "f(x)")], "`f` calls itself: f → g → f\n"),
    ],
)
def test_a_wrong_function_is_contained(functions: Callable[[], object], told: str) -> None:
    """
    The plugin is named with what is wrong, and contributes nothing.
    """
    (found,) = reasons(functions)

    assert found.startswith("plugin `Shares 1` failed in `perfrules_functions`: ")
    assert told in found
    assert ((), ()) == (harvest(given((Shares(functions),))).functions, harvest(given((Shares(functions),))).plugins)


@pytest.mark.parametrize("fields", [{"name": 1}, {"parameters": ["x"]}, {"parameters": ("x", 2)}, {"body": b"x"}])
def test_fields_of_another_type_are_refused(fields: dict[str, Any]) -> None:
    """
    A function whose fields are not what they should be is refused before anything reads them.
    """
    told = "element 1 has a field of another type than `Function` says"

    assert [f"plugin `Shares 1` failed in `perfrules_functions`: {told}"] == reasons(lambda: [evolve(ROUNDED, **fields)])


def test_shared_functions_keep_the_limits() -> None:
    """
    A host that allows less than a plugin's function needs gets a problem, not the function.
    """
    found = harvest(given((sharing(ROUNDED),)), limits=Limits(length=5))

    assert (1, ()) == (len(found.problems), found.functions)
