"""A framework as the mapping that a framework file holds; what has its default is left out, numbers are texts."""

from collections.abc import Mapping
from fractions import Fraction
from typing import assert_never

from perfrules.documents.rows import FIGURE, MOST_ROWS, WEIGHT
from perfrules.domain import Domain, domain, shown
from perfrules.formula.text import text
from perfrules.framework import Alert, Fact, Framework, Grade, RoundingNote, RowRules, Show, Sum, Table, Validity, Value
from perfrules.indicator import Branch, Calculated, Indicator, Interpretation, Judgeable, Rule, Slot, Source, Unscored
from perfrules.number import plain

Json = dict[str, object]


def framework_json(framework: Framework) -> Json:
    """The keys of a framework file; reading them gives an equal framework."""
    head = {"perfrules": "1", "id": framework.id, "edition": framework.edition, "title": framework.title}
    return head | without_defaults(
        {
            "valid": _validity(framework.valid),
            "source": source_json(framework.source),
            "points": _points(framework),
            "weights": "adjustable" if framework.has_adjustable_weights else "",
            "grades": [_grade(grade) for grade in framework.grades],
            "functions": {f"{one.name}({', '.join(one.parameters)})": text(one.body) for one in framework.functions},
            "facts": _facts(framework.facts),
            "values": {value.id: _value(value) for value in framework.values},
            "tables": {table.id: _table(table) for table in framework.tables},
            "rows": {rules.id: _row_rules(rules) for rules in framework.rows},
            "total": {"formula": text(framework.total)} if framework.total else {},
            "indicators": _indicators(framework, framework.indicators),
            "adjustments": _indicators(framework, framework.adjustments),
            "alerts": [_alert(alert) for alert in framework.alerts],
            "constraints": [text(condition) for condition in framework.constraints],
            "relations": [text(condition) for condition in framework.relations],
        },
    )


def without_defaults(keys: Mapping[str, object]) -> Json:
    """The keys that say something: empty texts, lists and mappings are what a reader takes anyway."""
    return {key: value for key, value in keys.items() if value not in ("", [], {}, None)}


def source_json(source: Source | None) -> Json:
    """The keys of `source`."""
    if source is None:
        return {}
    return without_defaults(
        {"document": source.document, "published": source.published, "url": source.url, "basis": source.basis}
    )


def _validity(valid: Validity) -> Json:
    ends = {"from": valid.start, "until": valid.end}
    return {key: end.isoformat() for key, end in ends.items() if end is not None}


def _points(framework: Framework) -> Json:
    note = framework.rounding
    rounding = {} if note == RoundingNote() else without_defaults({"basis": note.basis, "why": note.why})
    total = plain(framework.points) if framework.is_scored else "none"
    return without_defaults({"total": total, "decimals": str(framework.decimals), "rounding": rounding})


def _grade(grade: Grade) -> Json:
    bounds: Json = {"name": grade.name, "at_least": plain(grade.at_least)}
    return bounds if grade.unless is None else bounds | {"unless": text(grade.unless)}


def _alert(alert: Alert) -> Json:
    return {"name": alert.name, "when": text(alert.when)} | without_defaults({"label": alert.label})


def _facts(facts: tuple[Fact, ...]) -> Json:
    return {fact.id: _fact(fact) for fact in facts}


def _fact(fact: Fact) -> Json:
    return {"label": fact.label, "kind": fact.domain.kind} | without_defaults(
        {
            "unit": fact.domain.unit,
            **_limits(fact.domain),
            "states": dict(fact.domain.states),
            "precision": "month" if fact.domain.precision == "month" else "",
            "better": fact.better,
            "definition": fact.definition,
        },
    )


def _limits(limited: Domain) -> Json:
    if limited.kind in {"flag", "choice"}:
        return {}
    if limited.kind == "date":
        usual = domain("date", precision=limited.precision)
        return {
            "at_least": "" if limited.least == usual.least else shown(limited.least, limited),
            "at_most": "" if limited.most == usual.most else shown(limited.most, limited),
        }
    return {"decimals": str(limited.decimals), "at_least": plain(limited.least), "at_most": plain(limited.most)}


def _value(value: Value) -> Json:
    return {"label": value.label, "formula": text(value.formula)} | without_defaults(
        {
            "show": _show(value.show) if value.show else "",
            "interpretations": _interpretations(value.interpretations),
        },
    )


def _show(show: Show) -> str:
    return f"{show.mode}({plain(show.step * 100)}%)" if show.percent else f"{show.mode}({plain(show.step)})"


def _table(table: Table) -> Json:
    most = "" if table.rows_at_most == MOST_ROWS else str(table.rows_at_most)
    columns = {"columns": _facts(table.columns)}
    return without_defaults({"label": table.label, **columns, "sums": _sums(table.sums), "rows_at_most": most})


def _row_rules(rules: RowRules) -> Json:
    return without_defaults(
        {
            "target": _figures(rules.target, FIGURE),
            "actual": _figures(rules.actual, FIGURE),
            "weight": _figures(rules.weight, WEIGHT),
            "ratio": {must: text(formula) for must, formula in rules.ratio.items()},
            "formula": text(rules.formula),
            "graded": [{"name": one.name, "from": plain(one.start), "to": plain(one.end)} for one in rules.graded],
            "columns": _facts(rules.columns),
            "sums": _sums(rules.sums),
            "interpretations": _interpretations(rules.interpretations),
        },
    )


def _figures(figures: Domain, usual: Domain) -> Json:
    kind: Json = {} if figures.kind == usual.kind else {"kind": figures.kind}
    return {} if figures == usual else kind | _limits(figures)


def _sums(sums: tuple[Sum, ...]) -> Json:
    return {one.id: text(one.formula) for one in sums}


def _indicators(framework: Framework, indicators: tuple[Indicator, ...]) -> list[Json]:
    return [_indicator(framework, one) for one in indicators]


def _indicator(framework: Framework, indicator: Indicator) -> Json:
    return {"id": indicator.id, "label": indicator.label} | without_defaults(
        {
            "weight": _weight(framework, indicator),
            "least": plain(indicator.least) if indicator.least else "",
            "printed_weight": _optional(indicator.printed_weight),
            "printed_rule_points": _optional(indicator.printed_rule_points),
            "clause": indicator.clause,
            "source": source_json(indicator.source),
            "evidence": indicator.evidence,
            "core": "true" if indicator.core else "",
            "not_applicable": "" if indicator.not_applicable == "refuse" else indicator.not_applicable,
            "interpretations": _interpretations(indicator.interpretations),
            **_rule(framework, indicator.rule),
        },
    )


def _weight(framework: Framework, indicator: Indicator) -> str:
    if indicator.is_open:
        return "open"
    return plain(indicator.weight) if indicator.weight or framework.is_scored else ""


def _rule(framework: Framework, rule: Rule) -> Json:
    match rule:
        case Branch():
            return {"formula": text(rule.formula) if rule.formula else "", "children": _indicators(framework, rule.children)}
        case Calculated():
            return {"formula": text(rule.formula)}
        case Judgeable():
            allowed = [plain(points) for points in rule.allowed] if isinstance(rule.allowed, tuple) else rule.allowed
            return {"judged": allowed, "formula": text(rule.formula) if rule.formula else ""}
        case Slot():
            return {"slot": _slot(rule), "formula": text(rule.formula) if rule.formula else ""}
        case Unscored():
            return {}
    assert_never(rule)


def _slot(slot: Slot) -> Json | str:
    groups = {name: plain(weight) for name, weight in slot.groups.items()}
    split = {"decimals": str(slot.split.decimals), "remainder": slot.split.remainder} if slot.split else {}
    return {"rules": slot.rules} | without_defaults({"groups": groups, "split": split}) if groups or split else slot.rules


def _interpretations(others: tuple[Interpretation, ...]) -> list[Json]:
    return [{"name": other.name, "formula": text(other.formula)} for other in others]


def _optional(value: Fraction | None) -> str:
    return "" if value is None else plain(value)
