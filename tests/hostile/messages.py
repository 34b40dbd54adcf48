"""Texts that no message may show as they are, and documents that hold them wherever an author writes words."""

import json
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from perfrules.assess import misfits
from perfrules.check import check
from perfrules.documents import case_from, framework_from
from perfrules.errors import InvalidDocumentError, Problem
from perfrules.framework import Framework
from tests.problems import CASES, FRAMEWORKS, LEAF, SCORED, START, rule

WRITABLE: Mapping[str, str] = MappingProxyType(
    {
        "turned": "a\u202eb\u2066c\u200f",
        "lines": "a\nerror: b\u2028c\u2029d\x85e",
        "unseen": "a\u200bb\u00ad",
        "long": "长" * 5000,
        "long and turned": "a" + "\u202e" * 5000,
        "long lines": "a\n" * 5000,
        "marks": "`" * 5000,
    }
)
"""What a file can hold."""

TEXTS: Mapping[str, str] = MappingProxyType(
    {
        **WRITABLE,
        "terminal": "\x1b[2J\x1b]0;a\x07\x9b1m",
        "nothing": "\0",
        "half": "\ud800\udfff",
        "private": "\ufeff\ue000\U0010ffff\u0378\U000e0041",
    }
)
"""Names, labels, units and reasons that hurt whoever reads them."""

STATES = "  open: {label: 公开, kind: choice, states: {on_time: 按时, late: 逾期}}\n"
FRAMEWORK = START + STATES + LEAF + "    judged: any\n"
DOCUMENTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        **{code: (framework, "") for code, framework in FRAMEWORKS.items()},
        **{code: (SCORED, case) for code, case in CASES.items() if code not in {"unknown-framework", "unknown-reading"}},
        "not-judgeable": (rule("cut(progress * 5, 0.01)"), CASES["not-judgeable"]),
    }
)
"""A framework and a case for each problem that a file can have."""

QUOTING: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "invalid-domain": (FRAMEWORK.replace("on_time", "too_late"), ""),
        "grades": (f"{FRAMEWORK}grades: [{{name: 良, at_least: 8}}, {{name: 良, at_least: 6}}]\n", ""),
        "out-of-range": (rule("weight") + "    interpretations: [{name: 另, formula: 9 * staff}]\n", ""),
        "invalid-number": (FRAMEWORK, CASES["unit"].replace("staff: 46 名", "open: 未知")),
        "invalid-choice": (SCORED, CASES["unit"] + "interpretations: {pace: 又}\n"),
        "outside-domain": (FRAMEWORK, CASES["unit"].replace("46 名", "460")),
    }
)
"""The same where the problem quotes a state, a grade, an interpretation or a unit."""

_WORDS = re.compile(r"(?<=label: )[\u4e00-\u9fff]+|(?<=name: )[\u4e00-\u9fff]+|(?<=unit: )人|(?<=late: )[\u4e00-\u9fff]+")


def worded(document: str, text: str) -> str:
    """A document with this text for each label, name, state and unit of its own."""
    return _WORDS.sub(lambda _: json.dumps(text), document)


def found(documents: tuple[str, str], text: str) -> tuple[Problem, ...]:
    """All that is found in a framework and a case that hold a text."""
    framework, case = documents
    return tuple(_problems(worded(framework, text), worded(case, text)))


def _problems(framework: str, case: str) -> Iterator[Problem]:
    def find(*_: object) -> Framework:
        return framework_from(framework, "table.yaml")

    try:
        yield from check(find())
        if case:
            read = case_from(case, "case.yaml", find)
            yield from (*read.notes, *misfits(read.framework, read.evidence))
    except InvalidDocumentError as error:
        yield from error.problems
