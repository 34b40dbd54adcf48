"""Words of a template that were left in a published report."""

import re
from collections.abc import Iterable, Iterator

from perfrules.audit.lines import SHEET, lower
from perfrules.audit.saying import Subject, quoted, remark
from perfrules.case import Case, OutlineRow
from perfrules.finding import Finding

TEMPLATE = re.compile(r"供参考|模[板版]|示例|填[写报]说明|[Xx]{2,}|[×╳]{2,}|[○〇]{2,}|\*{3,}|…{3,}|_{3,}")
"""What stands in templates: hints how to fill them in, and marks for what is to be filled in."""

_Text = tuple[str, str, str]
"""What a text is in the case, where it stands in the report, and the text."""


def leftover(case: Case) -> Iterator[Finding]:
    """The printed texts in which words of a template stand."""
    for path, where, text in (*_problems(case), *_notes(case), *_rows(case), *_tables(case), *_outline(case.outline, SHEET)):
        if TEMPLATE.search(text):
            yield remark("template-text", Subject(where, path, text), {"text": quoted(text)})


def _problems(case: Case) -> Iterator[_Text]:
    return ((f"problems/{one.text}", one.where, one.text) for one in case.problems)


def _notes(case: Case) -> Iterator[_Text]:
    given = {"facts": case.evidence.facts, "values": case.evidence.values}
    for kind, known in given.items():
        yield from ((f"{kind}/{id}/note", one.where, one.note) for id, one in known.items())
    for id, figure in case.figures.items():
        yield f"figures/{id}/note", figure.known.where, figure.known.note
    for one in case.statements:
        yield f"statements/{one.label}", one.where, one.label
        yield f"statements/{one.label}/{one.note}", one.where, one.note


def _rows(case: Case) -> Iterator[_Text]:
    for row in case.evidence.targets:
        texts = (row.label, row.group, row.target_text, row.actual_text, row.reason, row.note)
        yield from ((f"targets/{row.id}/{text}", row.where or SHEET, text) for text in texts)


def _tables(case: Case) -> Iterator[_Text]:
    for table in case.tables:
        yield from ((f"tables/{table.id}/{row.label}", table.where, row.label) for row in table.rows)
    for id, rows in case.evidence.tables.items():
        yield from ((f"tables/{id}/{row.label}", "", row.label) for row in rows)


def _outline(rows: Iterable[OutlineRow], place: str) -> Iterator[_Text]:
    for row in rows:
        yield f"outline/{row.id}", place, row.label
        yield from _outline(row.children, lower(place, row.label))
