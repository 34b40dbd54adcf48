"""A framework as the mapping that a framework file holds; what has its default is left out, numbers are texts."""

from collections.abc import Mapping
from fractions import Fraction
from typing import assert_never

from perfrules.domain import Domain, domain, shown
from perfrules.formula.text import text
from perfrules.framework import Fact, Framework, RoundingNote, Show, Validity, Value
from perfrules.indicator import Branch, Calculated, Indicator, Interpretation, Judgeable, Rule, Source
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
            "grades": [{"name": grade.name, "at_least": plain(grade.at_least)} for grade in framework.grades],
            "functions": {f"{one.name}({', '.join(one.parameters)})": text(one.body) for one in framework.functions},
            "facts": {fact.id: _fact(fact) for fact in framework.facts},
            "values": {value.id: _value(value) for value in framework.values},
            "total": {"formula": text(framework.total)} if framework.total else {},
            "indicators": [_indicator(indicator) for indicator in framework.indicators],
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
    return without_defaults({"total": plain(framework.points), "decimals": str(framework.decimals), "rounding": rounding})


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
            "interpretations": [_interpretation(one) for one in value.interpretations],
        },
    )


def _show(show: Show) -> str:
    return f"{show.mode}({plain(show.step * 100)}%)" if show.percent else f"{show.mode}({plain(show.step)})"


def _indicator(indicator: Indicator) -> Json:
    return {"id": indicator.id, "label": indicator.label, "weight": plain(indicator.weight)} | without_defaults(
        {
            "least": plain(indicator.least) if indicator.least else "",
            "printed_weight": _optional(indicator.printed_weight),
            "printed_rule_points": _optional(indicator.printed_rule_points),
            "clause": indicator.clause,
            "source": source_json(indicator.source),
            "evidence": indicator.evidence,
            "core": "true" if indicator.core else "",
            "not_applicable": "" if indicator.not_applicable == "refuse" else indicator.not_applicable,
            "interpretations": [_interpretation(one) for one in indicator.interpretations],
            **_rule(indicator.rule),
        },
    )


def _rule(rule: Rule) -> Json:
    match rule:
        case Branch():
            return {"formula": text(rule.formula) if rule.formula else "", "children": [_indicator(one) for one in rule.children]}
        case Calculated():
            return {"formula": text(rule.formula)}
        case Judgeable():
            allowed = [plain(points) for points in rule.allowed] if isinstance(rule.allowed, tuple) else rule.allowed
            return {"judged": allowed, "formula": text(rule.formula) if rule.formula else ""}
    assert_never(rule)


def _interpretation(interpretation: Interpretation) -> Json:
    return {"name": interpretation.name, "formula": text(interpretation.formula)}


def _optional(value: Fraction | None) -> str:
    return "" if value is None else plain(value)
