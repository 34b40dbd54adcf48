"""Scopes: which names the formulas in each part of a framework see, and what these measure."""

from collections.abc import Iterable, Mapping

from perfrules.domain import Domain
from perfrules.evidence import Must
from perfrules.formula.measure import DATE, PLAIN, Meaning
from perfrules.framework import Fact, Framework, RowRules
from perfrules.indicator import Branch, Calculated, Indicator, Judgeable, Slot
from perfrules.rules.namespace import TOTAL

Meanings = Mapping[str, Meaning]


def meaning(domain: Domain) -> Meaning:
    """What a name with this domain stands for."""
    return Meaning(domain.kind, domain.unit if domain.kind == "amount" else "", tuple(state for state, _ in domain.states))


def of_facts(facts: Iterable[Fact]) -> dict[str, Meaning]:
    """What facts, or columns, stand for."""
    return {fact.id: meaning(fact.domain) for fact in facts}


def of_indicator(indicator: Indicator) -> Meanings | None:
    """The words and points that the rule of an indicator sees beside facts, values and sums; None where it has no formula."""
    match indicator.rule:
        case Branch(children=children):
            return _plain("subtotal", "applicable", "weight", *(child.id for child in children))
        case Slot():
            return _plain("subtotal", "applicable", "weight")
        case Judgeable():
            return _plain("weight", "judged")
        case Calculated():
            return _plain("weight")
    return None


def of_total(framework: Framework) -> Meanings:
    """The words and points that the formula of the total sees."""
    return _plain("subtotal", "applicable", "weight", *framework.paths)


def of_remarks(framework: Framework) -> Meanings:
    """The points that alerts and grades see: there are none where nothing is scored."""
    return _plain(TOTAL, *framework.paths) if framework.is_scored else {}


def of_constraints(framework: Framework) -> Meanings:
    """The ids that stand for weights."""
    return _plain(TOTAL, *framework.paths)


def of_row(rules: RowRules, must: Must) -> Meanings:
    """What the formula of a target row sees whose actual figure must be like this."""
    actual, target = (DATE if must == "by_date" else meaning(domain) for domain in (rules.actual, rules.target))
    ends = {"actual": actual, "target": target, "target_most": target}
    return {**ends, **_plain("ratio", "weight"), **of_facts(rules.columns)}


def of_ratio(rules: RowRules, must: Must) -> Meanings:
    """What the ratio of such a target row sees; an upper end of the target has only one that lies between two."""
    hidden = {"ratio", "weight"} if must == "between" else {"ratio", "weight", "target_most"}
    return {name: one for name, one in of_row(rules, must).items() if name not in hidden}


def _plain(*names: str) -> dict[str, Meaning]:
    return dict.fromkeys(names, PLAIN)
