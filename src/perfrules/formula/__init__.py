"""
The formula language: one tree, several readings that must agree.

`gate` and `parse` make the tree, `scope` binds its names, `evaluate` is the definition of its worth; `bounds`, `text` and
`explain` are other readings of the same tree.
"""

from perfrules.formula.evaluate import evaluate, holds
from perfrules.formula.parse import parse, parse_condition
from perfrules.formula.scope import Scope, resolve, resolve_condition
from perfrules.formula.text import text

__all__ = ["Scope", "evaluate", "holds", "parse", "parse_condition", "resolve", "resolve_condition", "text"]
