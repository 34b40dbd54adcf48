"""
The kit for those who write frameworks or readings of them; needs the extra `testing`.

`check_framework(framework)` holds every law against a framework, on each of its edges and on drawn evidence, and raises
`BrokenLawError`. With `readings=` other ways to score it must agree: `by_rules` makes one of rules in Python.
`evidence(framework)` draws evidence that aims at edges, `formulas()` and `frameworks()` draw what readings are tested with;
`by_definition` and `by_kernel` are the readings that the core has.
"""

from perfrules.testing.conformance import BrokenLawError, check_framework
from perfrules.testing.drawn import evidence
from perfrules.testing.readings import Facts, Reading, Rule, by_definition, by_kernel, by_rules
from perfrules.testing.tables import frameworks
from perfrules.testing.trees import formulas

__all__ = [
    "BrokenLawError",
    "Facts",
    "Reading",
    "Rule",
    "by_definition",
    "by_kernel",
    "by_rules",
    "check_framework",
    "evidence",
    "formulas",
    "frameworks",
]
