"""Rules: the formulas of a framework with their names bound, in the order in which they are computed."""

from perfrules.rules.binding import BoundRow, Rules
from perfrules.rules.namespace import TOTAL
from perfrules.rules.paths import function_path, indicator_path, located, problem_at, rule_path
from perfrules.rules.reading import MAX_READINGS, own_rule, readings, rules, spelled_out, with_weight

__all__ = [
    "MAX_READINGS",
    "TOTAL",
    "BoundRow",
    "Rules",
    "function_path",
    "indicator_path",
    "located",
    "own_rule",
    "problem_at",
    "readings",
    "rule_path",
    "rules",
    "spelled_out",
    "with_weight",
]
