"""Rules: the formulas of a framework with their names bound, in the order in which they are computed."""

from collections.abc import Callable, Collection, Iterator, Mapping
from fractions import Fraction
from functools import partial
from types import MappingProxyType
from typing import TypeVar, assert_never

import attrs
from attrs import frozen

from perfrules.domain import Domain
from perfrules.errors import FormulaError, Place, Problem
from perfrules.formula import functions
from perfrules.formula.expand import MAX_LEVELS, substituted
from perfrules.formula.measure import DATE, PLAIN, Meaning, measure
from perfrules.formula.scope import Scope, defined, resolve, standard
from perfrules.formula.syntax import Condition, Definition, Formula, Number, names
from perfrules.formula.text import fault
from perfrules.framework import Framework, Value
from perfrules.indicator import Branch, Calculated, Indicator, Interpretation, Judgeable, walk

TOTAL = "total"
"""The id of the root."""

MAX_READINGS = 256
"""In how many ways a framework can be read, all its interpretations together."""

T = TypeVar("T", Formula, Condition)

_ELSEWHERE = {
    "weight": "only indicators and `total` have a `weight`",
    "subtotal": "only branches and `total` have a `subtotal`",
    "judged": "only indicators that are `judged` have it",
}
"""Names that mean something, but not everywhere."""

_POINTS = "only the branch right above an indicator and `total` see its points"


@frozen
class Rules:
    """
    A framework made ready to be computed.

    `formulas` holds the bound formula of each value and indicator that has one, by id, and `readings` those of its
    interpretations, by id and name. `values` are in an order in which each stands after those it names, and `measures` says
    what each of them measures. Where names clash or functions are wrong, formulas have problems but no meaning, and both are
    empty.
    """

    functions: Mapping[str, Definition]
    values: tuple[str, ...]
    formulas: Mapping[str, Formula]
    readings: Mapping[str, Mapping[str, Formula]]
    measures: Mapping[str, Meaning]
    problems: tuple[Problem, ...]

    def formula(self, id: str, reading: str = "") -> Formula | None:
        """The bound formula of a value or indicator in one of its readings; the adopted one has no name."""
        return self.readings.get(id, {}).get(reading) if reading else self.formulas.get(id)


def rules(framework: Framework) -> Rules:
    """The rules of a framework, made once; what cannot be bound is among their problems."""
    return framework.memory.once("rules", lambda: _Binding(framework).rules())


def problem_at(framework: Framework, severity: str, code: str, path: str, message: str) -> Problem:
    """A problem of a framework, with its place in the file or the framework's id before its path."""
    place = _place(framework, path)
    where = path if place is not None else f"{framework.id} / {path}"
    return Problem(severity, code, where, message, place)  # type: ignore[arg-type]  # callers give a literal


def _place(framework: Framework, path: str) -> Place | None:
    """The place of a path in the framework's file, or of the nearest thing above it."""
    while path and path not in framework.places:
        path = path.rpartition("/")[0]
    return framework.places.get(path)


def indicator_path(path: tuple[Indicator, ...]) -> str:
    """How problems name an indicator: `indicators/execution/mean`."""
    return "/".join(("indicators", *(indicator.id for indicator in path)))


def rule_path(framework: Framework, path: tuple[Indicator, ...]) -> str:
    """Where the rule of an indicator stands, under the key that its author wrote."""
    where = indicator_path(path)
    written = (key for key in ("bands", "met") if f"{where}/{key}" in framework.places)
    return f"{where}/{next(written, 'formula')}"


def function_path(function: Definition) -> str:
    """How problems name a function: `functions/rounded(x)`."""
    return f"functions/{function.name}({', '.join(function.parameters)})"


class _Binding:
    """Binds all formulas of one framework, collecting what goes wrong."""

    def __init__(self, framework: Framework) -> None:
        self._framework = framework
        self._problems: list[Problem] = []
        self._formulas: dict[str, Formula] = {}
        self._readings: dict[str, Mapping[str, Formula]] = {}
        self._functions: Mapping[str, Definition] = {}
        self._names = dict.fromkeys(framework.named, PLAIN) | {fact.id: _meaning(fact.domain) for fact in framework.facts}

    def rules(self) -> Rules:
        self._check_names()
        self._bind_functions()
        sound = not self._problems
        order = self._bind_values()
        for path in walk(self._framework.indicators):
            self._bind_indicator(path)
        if self._framework.total is not None:
            everything = {one.id: PLAIN for (*_, one) in walk(self._framework.indicators)}
            scope = self._scope({**everything, "subtotal": PLAIN, "weight": PLAIN})
            self._bind(TOTAL, "total/formula", self._framework.total, scope)
        measures = {value: self._names[value] for value in order}
        if sound:
            return Rules(self._functions, order, self._formulas, self._readings, measures, tuple(self._problems))
        return Rules(self._functions, order, {}, {}, measures, tuple(self._problems))

    def _check_names(self) -> None:
        framework = self._framework
        named = [(f"facts/{fact.id}", fact.id) for fact in framework.facts]
        named += [(f"values/{value.id}", value.id) for value in framework.values]
        named += [(function_path(function), function.name) for function in framework.functions]
        named += [(indicator_path(path), path[-1].id) for path in walk(framework.indicators)]
        first: dict[str, str] = {}
        for path, name in named:
            if name in first:
                self._report("duplicate-id", path, f"`{name}` is already the name of `{first[name]}`")
            first.setdefault(name, path)
            if name in functions.RESERVED | functions.standard_names():
                self._report("reserved-name", path, f"`{name}` is a word of the language and cannot be an id")

    def _bind_functions(self) -> None:
        """Each body alone, so that every fault is found; then all together, which finds those that call themselves."""
        rough = {one.name: attrs.evolve(one, body=Number(Fraction(0))) for one in self._framework.functions}
        self._functions = {**rough, **standard()}
        for function in self._framework.functions:
            scope = Scope(dict.fromkeys(function.parameters, PLAIN), self._functions)
            self._attempt(function_path(function), partial(resolve, function.body, scope))
        if not self._problems:
            self._attempt("functions", self._define)

    def _define(self) -> None:
        self._functions = defined(self._framework.functions)

    def _bind_values(self) -> tuple[str, ...]:
        order: list[str] = []
        for value in self._framework.values:
            self._bind_value(value, (), order)
        return tuple(order)

    def _bind_value(self, value: Value, above: tuple[str, ...], order: list[str]) -> None:
        if value.id in above:
            cycle = " → ".join((*above[above.index(value.id) :], value.id))
            self._report("cycle", f"values/{value.id}/formula", f"`{value.id}` needs itself: {cycle}")
            return
        if value.id in order:
            return
        if len(above) >= MAX_LEVELS:
            self._report("too-large", f"values/{value.id}", f"values need one another more than {MAX_LEVELS} deep")
            return
        needed = names(value.formula).union(*(names(one.formula) for one in value.interpretations))
        for name in sorted(needed & self._framework.named.keys()):
            self._bind_value(self._framework.named[name], (*above, value.id), order)
        order.append(value.id)
        path = f"values/{value.id}"
        self._bind(value.id, f"{path}/formula", value.formula, self._scope({}))
        self._names[value.id] = self._measured(value.id)
        self._bind_readings(value.id, path, value.interpretations, self._scope({}))

    def _measured(self, value: str) -> Meaning:
        formula = self._formulas.get(value)
        return PLAIN if formula is None else measure(formula, self._names)

    def _bind_indicator(self, path: tuple[Indicator, ...]) -> None:
        indicator, where = path[-1], indicator_path(path)
        match indicator.rule:
            case Branch(children=children, formula=formula):
                own = {child.id: PLAIN for child in children}
                scope = self._scope({**own, "subtotal": PLAIN, "weight": PLAIN})
            case Calculated(formula=formula):
                scope = self._scope({"weight": PLAIN})
            case Judgeable(formula=formula):
                scope = self._scope({"weight": PLAIN, "judged": PLAIN})
            case _:
                assert_never(indicator.rule)
        if formula is not None:
            self._bind(indicator.id, rule_path(self._framework, path), formula, scope)
        self._bind_readings(indicator.id, where, indicator.interpretations, scope)

    def _bind_readings(self, id: str, path: str, others: tuple[Interpretation, ...], scope: Scope) -> None:
        found: dict[str, Formula] = {}
        wanted = self._names.get(id, PLAIN)
        for number, other in enumerate(others, 1):
            where = f"{path}/interpretations/{number}/formula"
            self._attempt(where, partial(self._resolve_into, found, other.name, other.formula, scope, wanted))
        self._readings[id] = found

    def _bind(self, id: str, path: str, formula: Formula, scope: Scope) -> None:
        wanted = None if id in self._framework.named else PLAIN
        self._attempt(path, partial(self._resolve_into, self._formulas, id, formula, scope, wanted))

    @staticmethod
    def _resolve_into(found: dict[str, Formula], key: str, formula: Formula, scope: Scope, wanted: Meaning | None) -> None:
        bound = resolve(formula, scope)
        own = measure(bound, scope.names)
        if wanted is not None and own != wanted and (DATE in {own, wanted} or PLAIN not in {own, wanted}):
            raise fault(formula, f"this is {_spoken(own)}, {_spoken(wanted)} was expected")
        found[key] = bound

    def _scope(self, more: Mapping[str, Meaning]) -> Scope:
        return Scope({**self._names, **more}, self._functions)

    def _attempt(self, path: str, bind: Callable[[], object]) -> None:
        try:
            bind()
        except FormulaError as error:
            sentence = self._elsewhere(error) or error.sentence
            problem = problem_at(self._framework, "error", error.code, path, sentence)
            self._problems.append(attrs.evolve(problem, excerpt=error.excerpt))

    def _elsewhere(self, error: FormulaError) -> str:
        """What to say where a name is unknown here and known elsewhere: every other error about one name has a hint."""
        name = error.text[error.start : error.end]
        if error.hint or name not in {*self._framework.paths, *_ELSEWHERE}:
            return ""
        return f"`{name}` is not known here; {_ELSEWHERE.get(name, _POINTS)}"

    def _report(self, code: str, path: str, message: str) -> None:
        self._problems.append(problem_at(self._framework, "error", code, path, message))


def _spoken(meaning: Meaning) -> str:
    return f"an amount in {meaning.unit}" if meaning.unit else f"a {meaning.kind}"


def _meaning(domain: Domain) -> Meaning:
    return Meaning(domain.kind, domain.unit if domain.kind == "amount" else "", tuple(state for state, _ in domain.states))


def spelled_out(
    framework: Framework,
    formula: T,
    keep: Collection[str] = (),
    adopted: Mapping[str, str] = MappingProxyType({}),
) -> T:
    """A bound formula or condition with each value replaced by its own in the adopted reading, but for those to keep."""
    bound = rules(framework)
    known: dict[str, Formula] = {}
    for value in bound.values:
        own = bound.formula(value, adopted.get(value, ""))
        if value not in keep and own is not None:
            known[value] = substituted(own, known)
    return substituted(formula, known)


def with_weight(formula: Formula, weight: Fraction) -> Formula:
    """A bound formula with its `weight` as a number."""
    return substituted(formula, {"weight": Number(weight)})


def readings(framework: Framework) -> Iterator[tuple[str, str]]:
    """Each interpretation of each value and indicator, as id and name."""
    for value in framework.values:
        yield from ((value.id, other.name) for other in value.interpretations)
    for path in walk(framework.indicators):
        yield from ((path[-1].id, other.name) for other in path[-1].interpretations)
