"""Random formulas over a small fixed set of facts, and values for them that like to stand on an edge."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from perfrules.domain import Domain, domain
from perfrules.errors import FormulaError
from perfrules.formula.measure import Meaning
from perfrules.formula.parse import parse
from perfrules.formula.scope import Scope, resolve, resolve_condition
from perfrules.formula.syntax import (
    And,
    Arithmetic,
    Call,
    Choose,
    Compare,
    CompareOperator,
    Condition,
    Definition,
    Flag,
    Formula,
    Name,
    Negate,
    Not,
    Number,
    Or,
    Tree,
)
from perfrules.formula.text import text

Values = Mapping[str, Fraction | bool]

DEPTH = 3
"""Levels of a random formula below its root."""

LITERALS = tuple(Fraction(written) for written in ("0", "0.01", "0.05", "0.25", "0.5", "1", "2", "3", "10", "60", "90", "100"))
"""The numbers in formulas; values are drawn from them too, so that thresholds are hit."""

STEPS = tuple(Fraction(written) for written in ("0.01", "0.1", "0.25", "0.3", "0.5", "1", "2"))
"""The steps of rounding functions."""

FUNCTIONS: Mapping[str, tuple[tuple[str, ...], str]] = MappingProxyType(
    {
        "rounded": (("x",), "cut(x, 0.01)"),
        "share": (("part", "whole"), "part / whole if whole > 0 else 0"),
        "later": (("first", "second"), "second"),
    },
)
"""Own functions: parameters and body. `later` ignores its first argument, which is worked out all the same."""

STATES = (("on_time", "按时"), ("late", "逾期"), ("none", "未公开"))

_FIRST, _LAST = date(2023, 1, 1), date(2023, 12, 31)
_DAYS = (_FIRST, date(2023, 6, 30), date(2023, 9, 30), _LAST)


@cache
def names() -> Mapping[str, Domain]:
    """The facts of all random formulas, one or two of each kind."""
    day = domain("date", least=Fraction(_FIRST.toordinal()), most=Fraction(_LAST.toordinal()))
    return MappingProxyType(
        {
            "used": domain("amount", "万元", decimals=2, most=Fraction(200)),
            "budget": domain("amount", "万元", decimals=2, most=Fraction(200)),
            "staff": domain("count", "人", most=Fraction(100)),
            "rate": domain("rate", decimals=4, most=Fraction(2)),
            "增减": domain("number", decimals=1, least=Fraction(-10), most=Fraction(10)),
            "change": domain("number", decimals=2, least=Fraction(-3), most=Fraction(5)),
            "ok": domain("flag"),
            "misuse": domain("flag"),
            "disclosure": domain("choice", states=STATES),
            "finished": day,
            "due": day,
        },
    )


def meanings() -> Mapping[str, Meaning]:
    """What the facts mean to `resolve`."""
    return {name: Meaning(one.kind, one.unit, tuple(state for state, _ in one.states)) for name, one in names().items()}


@cache
def scope() -> Scope:
    """The scope of all random formulas, with their own functions."""
    own = [Definition(name, parameters, parse(body)) for name, (parameters, body) in FUNCTIONS.items()]
    return Scope.of(meanings(), own)


def formulas(depth: int = DEPTH) -> SearchStrategy[Formula]:
    """Trees of formulas, as `parse` gives them; `resolve` in `scope()` takes each."""
    return _formulas(depth).filter(is_small)


def conditions(depth: int = DEPTH) -> SearchStrategy[Condition]:
    """Trees of conditions, as `parse_condition` gives them; `resolve_condition` in `scope()` takes each."""
    return _conditions(depth).filter(is_small)


def resolved(depth: int = DEPTH) -> SearchStrategy[Formula]:
    """Formulas with their names bound, ready for every reading."""
    return formulas(depth).map(lambda tree: resolve(tree, scope()))


def resolved_conditions(depth: int = DEPTH) -> SearchStrategy[Condition]:
    """Conditions with their names bound, ready for every reading."""
    return conditions(depth).map(lambda tree: resolve_condition(tree, scope()))


@st.composite
def texts(draw: DrawFn, depth: int = DEPTH) -> str:
    """Formulas as an author may write them: with brackets, blanks and line ends that nobody needs."""
    return draw(written(draw(formulas(depth))))


@st.composite
def written(draw: DrawFn, tree: Tree) -> str:
    """A text of this tree, with brackets, blanks and line ends that nobody needs."""
    plain = text(tree, _bracketing(draw, tree))
    blanks = st.sampled_from(("", " ", "\n\t "))
    words = [*re.findall(r"\w+(?:\.\d+)?|[<>=!]=|\S", plain), ""]
    return "".join(f"{word}{draw(blanks) if _apart(word, after) else ' '}" for word, after in pairwise(words))


@st.composite
def values(draw: DrawFn) -> Values:
    """A value for each fact: limits, zero, one, a step beside them, literals of formulas, often two of a kind equal."""
    found: dict[str, Fraction] = {}
    for name, one in names().items():
        found[name] = draw(_values_of(one))
        twins = [other for other in found if other != name and names()[other].kind == one.kind]
        copied = draw(st.booleans())
        if twins and copied:
            found[name] = _inside(found[twins[0]], one)
    return {name: bool(value) if names()[name].kind == "flag" else value for name, value in found.items()}


@cache
def _formulas(depth: int = DEPTH) -> SearchStrategy[Formula]:
    leaves = _numbers() | _named("amount", "count", "rate", "number")
    if not depth:
        return leaves
    below, days = _formulas(depth - 1), _days()
    return st.one_of(
        leaves,
        st.builds(Arithmetic, below, st.sampled_from("+-*/"), below),
        st.builds(Arithmetic, below, st.just("/"), below),
        st.builds(Arithmetic, days, st.just("-"), days),
        st.builds(Negate, below),
        st.builds(Choose, _conditions(depth - 1), below, below),
        _calls(below),
    )


@cache
def _conditions(depth: int = DEPTH) -> SearchStrategy[Condition]:
    numbers = _formulas(max(0, depth - 1))
    leaves = st.one_of(
        st.builds(Flag, st.sampled_from(_of_kind("flag"))),
        _comparisons(numbers),
        _comparisons(_days()),
        _state_comparisons(),
    )
    if not depth:
        return leaves
    below = _conditions(depth - 1)
    several = st.lists(below, min_size=2, max_size=3).map(tuple)
    return st.one_of(leaves, st.builds(Not, below), st.builds(And, several), st.builds(Or, several))


def is_small(tree: Formula | Condition) -> bool:
    """Whether a tree stays within the size of a formula with its functions written out; nothing else can be wrong with it."""
    try:
        resolve(tree, scope()) if isinstance(tree, Formula) else resolve_condition(tree, scope())
    except FormulaError:
        return False
    return True


def _values_of(one: Domain) -> SearchStrategy[Fraction]:
    edges = {one.least, one.most, one.least + one.step, one.most - one.step}
    near = {edge for value in LITERALS for edge in (value, -value, value - one.step, value + one.step)}
    usual = {Fraction(day.toordinal()) for day in _DAYS} if one.kind == "date" else near
    fitting = sorted({_inside(value, one) for value in edges | usual})
    count = int((one.most - one.least) / one.step)
    return st.sampled_from(fitting) | st.integers(0, count).map(lambda index: one.least + index * one.step)


def _inside(value: Fraction, one: Domain) -> Fraction:
    return min(max(value // one.step * one.step, one.least), one.most)


def _of_kind(*kinds: str) -> list[str]:
    return [name for name, one in names().items() if one.kind in kinds]


def _named(*kinds: str) -> SearchStrategy[Formula]:
    return st.builds(Name, st.sampled_from(_of_kind(*kinds)))


def _numbers() -> SearchStrategy[Formula]:
    return st.builds(Number, st.sampled_from(LITERALS))


def _days() -> SearchStrategy[Formula]:
    spelt = st.sampled_from(_DAYS).map(lambda day: tuple(Number(Fraction(part)) for part in (day.year, day.month, day.day)))
    return _named("date") | st.builds(Call, st.just("date"), spelt)


def _calls(below: SearchStrategy[Formula]) -> SearchStrategy[Formula]:
    step = st.builds(Number, st.sampled_from(STEPS))
    return st.one_of(
        st.builds(Call, st.sampled_from(("min", "max")), st.lists(below, min_size=2, max_size=3).map(tuple)),
        st.builds(Call, st.sampled_from(("floor", "ceil", "abs", "rounded")), st.tuples(below)),
        st.builds(Call, st.sampled_from(("cut", "half_up", "half_even")), st.tuples(below, step)),
        st.builds(Call, st.sampled_from(("share", "later")), st.tuples(below, below)),
        st.builds(
            Call,
            st.sampled_from(("attained", "attained_reverse", "attained_linear")),
            st.tuples(_numbers() | _named("amount", "count", "number"), _numbers() | _named("amount", "count", "number"), below),
        ),
    )


def _comparisons(sides: SearchStrategy[Formula]) -> SearchStrategy[Condition]:
    orders: SearchStrategy[CompareOperator] = st.sampled_from(("<", "<=", ">", ">=", "==", "!="))
    return st.builds(Compare, sides, st.lists(st.tuples(orders, sides), min_size=1, max_size=2).map(tuple))


def _state_comparisons() -> SearchStrategy[Condition]:
    choice, state = Name("disclosure"), st.sampled_from([Name(identifier) for identifier, _ in STATES])
    rest = st.tuples(st.tuples(st.sampled_from(("==", "!=")), state))
    return st.builds(Compare, st.just(choice), rest)


def _bracketing(draw: DrawFn, bare: Tree) -> Callable[[Tree], str | None]:
    """A spelling that puts some nodes into brackets, but not the node `bare` itself."""

    def spell(node: Tree) -> str | None:
        if node is bare or draw(st.integers(0, 4)):
            return None
        return f"({text(node, _bracketing(draw, node))})"

    return spell


def _apart(word: str, after: str) -> bool:
    return not (word[-1].isalnum() or word[-1] == "_") or not (after[:1].isalnum() or after[:1] == "_")
