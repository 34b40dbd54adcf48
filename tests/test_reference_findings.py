"""The reference of findings has a heading for each code of the audit, its verdicts, and a real sentence."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from perfrules.audit import audit
from perfrules.audit.words import HEADS
from perfrules.documents import case_from, framework_from
from perfrules.finding import TITLES, Finding, Verdict
from perfrules.rulebook import Rulebook, read_case

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/reference/findings.md").read_text(encoding="utf-8")
ENTRIES = dict(re.findall(r"^### ([a-z-]+)\n\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))
AUDIT = sorted((ROOT / "src/perfrules/audit").rglob("*.py"))
CASES = sorted(ROOT.glob("frameworks/*/cases/*.yaml"))
INVENTED = dict(re.findall(r'^```yaml title="(\w+)\.yaml"\n(.*?)^```$', PAGE, re.MULTILINE | re.DOTALL))
NOT_SHOWN = "No shipped report shows it; the invented one below does:"
NO_CODES = {"equation"}
"""Beginnings of sentences that stand for no code of their own."""

CODE = re.compile("[a-z]+(-[a-z]+)*")


@cache
def shipped() -> tuple[Finding, ...]:
    """What the audits of all shipped cases find."""
    rulebook = Rulebook.load()
    return tuple(one for path in CASES for one in audit(read_case(path, rulebook)))


@cache
def invented() -> tuple[Finding, ...]:
    """What the audits of the invented cases on the page find."""
    form = framework_from(INVENTED["form"], "form.yaml")
    cases = [case_from(INVENTED[name], f"{name}.yaml", lambda *_: form) for name in ("odd", "best", "cut")]
    return tuple(one for case in cases for one in audit(case))


def written() -> Iterator[str]:
    """The codes that the source of the audit names: of findings, of relations, of remarks, and of their words."""
    yield from HEADS.keys() - NO_CODES
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in AUDIT]
    makers = {"remark", "Claim", "Equation"} | {name for tree in trees for name in relations(tree)}
    for call in (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)):
        named = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
        first = call.args[:1] if isinstance(call.func, ast.Name) and call.func.id in makers else []
        yield from (text for value in (*named, *first) for text in constants(value))


def relations(tree: ast.Module) -> Iterator[str]:
    """The names of classes that are made from others in the audit."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and {"Relation", "Equation", "Claim"} & {ast.unparse(base) for base in node.bases}:
            yield node.name


def constants(value: ast.expr) -> Iterator[str]:
    """The codes that an expression can be, where it says so itself."""
    branches = [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]
    for one in branches:
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and CODE.fullmatch(one.value):
            yield one.value


def verdicts(code: str) -> list[str]:
    """The verdicts that the page lists for a code."""
    return re.findall("`([a-z_]+)`", re.findall("^Verdicts: (.*)$", ENTRIES[code], re.MULTILINE)[0])


def examples(code: str) -> list[str]:
    """The sentences that the page quotes for a code."""
    return re.findall("^> (.*)$", ENTRIES[code], re.MULTILINE)


def test_every_code_has_a_heading() -> None:
    """
    The headings are the codes that the source names and those that audits of shipped cases have.
    """
    assert sorted({*written(), *(one.code for one in shipped())}) == sorted(ENTRIES)


@pytest.mark.parametrize("code", ENTRIES)
def test_a_code_lists_its_verdicts(code: str) -> None:
    """
    They are verdicts, each once, and no report shows another.
    """
    listed = verdicts(code)

    assert sorted(set(listed)) == sorted(listed)
    assert set(listed) <= set(get_args(Verdict))
    assert {one.verdict for one in (*shipped(), *invented()) if one.code == code} <= set(listed)


@pytest.mark.parametrize("code", ENTRIES)
def test_examples_are_real(code: str) -> None:
    """
    A quoted sentence is one that a shipped report gets; where none gets any, the page says so, and an invented one does.
    """
    real = {one.said("zh") for one in shipped() if one.code == code}
    others = {one.said("zh") for one in invented() if one.code == code}

    assert examples(code)
    assert set(examples(code)) <= (real or others)
    assert bool(real) == (NOT_SHOWN not in ENTRIES[code])


def test_every_code_has_a_title() -> None:
    """
    People are told what a code is about, and no title is without a code.
    """
    assert set(TITLES) == set(ENTRIES)
