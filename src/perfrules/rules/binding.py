"""Binding: every formula and condition of a framework in its scope, and what goes wrong on the way."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial

import attrs
from attrs import frozen

from perfrules.errors import FormulaError, Problem
from perfrules.evidence import Must
from perfrules.formula.expand import MAX_LEVELS
from perfrules.formula.measure import DATE, PLAIN, Meaning, measure
from perfrules.formula.scope import Scope, defined, resolve, resolve_condition, standard
from perfrules.formula.syntax import Condition, Definition, Formula, Number, names
from perfrules.formula.text import fault
from perfrules.framework import Framework, RowRules, Sum, Value
from perfrules.indicator import Indicator, Interpretation
from perfrules.rules import scopes
from perfrules.rules.namespace import TOTAL, clashes, elsewhere
from perfrules.rules.paths import function_path, located, problem_at, written_path


@frozen
class BoundRow:
    """
    The rules of target rows with their names bound.

    `ratio` holds what the ratio is for each word of `must` that has one, `readings` the interpretations of the formula by name.
    """

    formula: Formula
    ratio: Mapping[str, Formula]
    readings: Mapping[str, Formula]


@frozen
class Rules:
    """
    A framework made ready to be computed.

    `formulas` holds the bound formula of each value and indicator that has one, by id, and `readings` those of its
    interpretations, by id and name. `values` are in an order in which each stands after those it names. `rows` are the rules of
    target rows by id, `sums` what is added up over rows, `conditions` those of alerts, constraints, relations and grades by path
    (`alerts/1`). `measures` says what each value and sum measures. Where names clash or functions are wrong, formulas have
    problems but no meaning, and there are none.
    """

    functions: Mapping[str, Definition]
    values: tuple[str, ...]
    formulas: Mapping[str, Formula]
    readings: Mapping[str, Mapping[str, Formula]]
    measures: Mapping[str, Meaning]
    problems: tuple[Problem, ...]
    rows: Mapping[str, BoundRow] = attrs.field(factory=dict)
    sums: Mapping[str, Formula] = attrs.field(factory=dict)
    conditions: Mapping[str, Condition] = attrs.field(factory=dict)

    def formula(self, id: str, reading: str = "") -> Formula | None:
        """The bound formula of a value or indicator in one of its readings; the adopted one has no name."""
        return self.readings.get(id, {}).get(reading) if reading else self.formulas.get(id)


class Binding:
    """Binds all formulas of one framework, collecting what goes wrong."""

    def __init__(self, framework: Framework) -> None:
        self._framework = framework
        self._problems: list[Problem] = list(clashes(framework))
        self._formulas: dict[str, Formula] = {}
        self._readings: dict[str, Mapping[str, Formula]] = {}
        self._sums: dict[str, Formula] = {}
        self._rows: dict[str, BoundRow] = {}
        self._conditions: dict[str, Condition] = {}
        self._functions: Mapping[str, Definition] = {}
        self._names = dict.fromkeys((*framework.named, *framework.sums), PLAIN) | scopes.of_facts(framework.facts)

    def rules(self) -> Rules:
        """The rules as far as they can be bound."""
        self._bind_functions()
        is_sound = not self._problems
        self._bind_rows()
        order = self._bind_values()
        for where, path in located(self._framework):
            self._bind_indicator(where, path)
        if self._framework.total is not None:
            self._bind(TOTAL, "total/formula", self._framework.total, self._scope(scopes.of_total(self._framework)))
        self._bind_conditions()
        measures = {name: self._names[name] for name in (*order, *self._framework.sums)}
        if not is_sound:
            return Rules(self._functions, order, {}, {}, measures, tuple(self._problems))
        return Rules(
            self._functions,
            order,
            self._formulas,
            self._readings,
            measures,
            tuple(self._problems),
            self._rows,
            self._sums,
            self._conditions,
        )

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

    def _bind_rows(self) -> None:
        for table in self._framework.tables:
            scope = Scope(scopes.of_facts(table.columns), self._functions)
            self._bind_sums(f"tables/{table.id}", table.sums, scope)
        for rules in self._framework.rows:
            path = f"rows/{rules.id}"
            self._bind_sums(path, rules.sums, self._row_scope(rules))
            self._bind_row_rules(path, rules)

    def _bind_sums(self, path: str, sums: tuple[Sum, ...], scope: Scope) -> None:
        for one in sums:
            self._attempt(f"{path}/sums/{one.id}", partial(self._resolve_sum, one, scope))

    def _resolve_sum(self, one: Sum, scope: Scope) -> None:
        bound = resolve(one.formula, scope)
        self._names[one.id] = measure(bound, scope.names)
        if self._names[one.id] == DATE:
            raise fault(one.formula, "dates cannot be added up", "`date - date` is a number of days")
        self._sums[one.id] = bound

    def _bind_row_rules(self, path: str, rules: RowRules) -> None:
        found: dict[str, Formula] = {}
        ratios: dict[str, Formula] = {}
        for must, ratio in rules.ratio.items():
            scope = Scope(scopes.of_ratio(rules, must), self._functions)  # type: ignore[arg-type]  # keys are words of `must`
            self._attempt(f"{path}/ratio/{must}", partial(self._resolve_into, ratios, must, ratio, scope, PLAIN))
        self._attempt(f"{path}/formula", partial(self._resolve_into, found, "", rules.formula, self._row_scope(rules), PLAIN))
        if "by_date" in rules.ratio and found:
            self._attempt(f"{path}/formula", partial(resolve, rules.formula, self._row_scope(rules, "by_date")))
        readings = self._resolved(path, rules.interpretations, self._row_scope(rules), PLAIN)
        if found:
            self._rows[rules.id] = BoundRow(found[""], ratios, readings)

    def _row_scope(self, rules: RowRules, must: Must = "at_least") -> Scope:
        return Scope(scopes.of_row(rules, must), self._functions)

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
        self._readings[value.id] = self._resolved(path, value.interpretations, self._scope({}), self._names[value.id])

    def _measured(self, value: str) -> Meaning:
        formula = self._formulas.get(value)
        return PLAIN if formula is None else measure(formula, self._names)

    def _bind_indicator(self, where: str, path: tuple[Indicator, ...]) -> None:
        indicator = path[-1]
        own = scopes.of_indicator(indicator)
        if own is None:
            return
        scope = self._scope(own)
        if indicator.rule.formula is not None:
            self._bind(indicator.id, written_path(self._framework, where), indicator.rule.formula, scope)
        self._readings[indicator.id] = self._resolved(where, indicator.interpretations, scope, PLAIN)

    def _bind_conditions(self) -> None:
        framework = self._framework
        remarks = self._scope(scopes.of_remarks(framework))
        weights = Scope(scopes.of_constraints(framework), self._functions)
        for position, alert in enumerate(framework.alerts, 1):
            self._bind_condition(f"alerts/{position}", "/when", alert.when, remarks)
        for position, condition in enumerate(framework.constraints, 1):
            self._bind_condition(f"constraints/{position}", "", condition, weights)
        for position, condition in enumerate(framework.relations, 1):
            self._bind_condition(f"relations/{position}", "", condition, self._scope({}))
        for position, grade in enumerate(framework.grades, 1):
            if grade.unless is not None:
                self._bind_condition(f"grades/{position}", "/unless", grade.unless, remarks)

    def _bind_condition(self, path: str, key: str, condition: Condition, scope: Scope) -> None:
        def bind() -> None:
            self._conditions[path] = resolve_condition(condition, scope)

        self._attempt(f"{path}{key}", bind)

    def _resolved(self, path: str, others: tuple[Interpretation, ...], scope: Scope, wanted: Meaning) -> dict[str, Formula]:
        """The interpretations of a rule, by name."""
        found: dict[str, Formula] = {}
        for number, other in enumerate(others, 1):
            where = f"{path}/interpretations/{number}/formula"
            self._attempt(where, partial(self._resolve_into, found, other.name, other.formula, scope, wanted))
        return found

    def _bind(self, id: str, path: str, formula: Formula, scope: Scope) -> None:
        wanted = None if id in self._framework.named else PLAIN
        self._attempt(path, partial(self._resolve_into, self._formulas, id, formula, scope, wanted))

    @staticmethod
    def _resolve_into(found: dict[str, Formula], key: str, formula: Formula, scope: Scope, wanted: Meaning | None) -> None:
        found[key] = resolved(formula, scope, wanted)

    def _scope(self, more: Mapping[str, Meaning]) -> Scope:
        return Scope({**self._names, **more}, self._functions)

    def _attempt(self, path: str, bind: Callable[[], object]) -> None:
        try:
            bind()
        except FormulaError as error:
            problem = problem_at(self._framework, "error", error.code, path, self._sentence(path, error))
            self._problems.append(attrs.evolve(problem, excerpt=error.excerpt))

    def _sentence(self, path: str, error: FormulaError) -> str:
        """What is wrong; of a name that is unknown here and known elsewhere, where that is."""
        name = error.text[error.start : error.end]
        known = elsewhere(self._framework, path, name) if error.reason.startswith("unknown name") else ""
        return f"`{name}` is not known here; {known}" if known else error.sentence

    def _report(self, code: str, path: str, message: str) -> None:
        self._problems.append(problem_at(self._framework, "error", code, path, message))


def resolved(formula: Formula, scope: Scope, wanted: Meaning | None) -> Formula:
    """The formula with its names bound; raises `FormulaError`, also where it measures something else than what is wanted."""
    bound = resolve(formula, scope)
    own = measure(bound, scope.names)
    if wanted is not None and own != wanted and (DATE in {own, wanted} or PLAIN not in {own, wanted}):
        raise fault(formula, f"this is {_spoken(own)}, {_spoken(wanted)} was expected")
    return bound


def _spoken(meaning: Meaning) -> str:
    return f"an amount in {meaning.unit}" if meaning.unit else f"a {meaning.kind}"
