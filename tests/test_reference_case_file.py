"""The reference of case files lists what the reader knows, its examples are read, and its messages are those that come."""

import re
from itertools import chain
from pathlib import Path

import attrs
import pytest

from perfrules.assess import assess
from perfrules.case import Case
from perfrules.documents import case_from, framework_from
from perfrules.documents.case import entries
from perfrules.errors import InvalidDocumentError
from perfrules.evidence import Judgement
from perfrules.framework import BARE, Framework

PAGE = (Path(__file__).parents[1] / "docs/reference/case-file.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `([a-z_]+)` \| (.+) \|$", re.MULTILINE)

KEYS: dict[str, type[attrs.AttrsInstance]] = {
    "The case": entries.CaseEntry,
    "A fact or value": entries.Given,
    "A target row": entries.TargetEntry,
    "A table that only the report has": entries.PrintedTableEntry,
    "A judgement": Judgement,
    "A figure": entries.FigureEntry,
    "A statement": entries.StatementEntry,
    "A problem of the report": entries.ProblemEntry,
    "A row of an outline": entries.OutlineEntry,
    "`printed`": entries.PrintedEntry,
    "A scorer": entries.ScorerEntry,
    "`expect`": entries.ExpectEntry,
}
"""The sections of the page with a row for each key, and the class that is filled from these keys."""

REQUIRED = {("A target row", "weight")}
"""Keys without a default that the reader asks for once it knows the slot."""

FAULTS = (
    ("slot: output, group: 数量指标", "slot: ouput, group: 数量指标"),
    ("actual: 133 次", "actual: 95%"),
    ("actual: 133 次", "actual: 133 公顷"),
    ("actual: 91.86%", "actual: ≥90%"),
    ("target: 2024-11", "target: 9月"),
    ("of: output/数量指标/巡查次数", "of: 巡查次数"),
    ("of: output/数量指标/巡查次数", "of: output/数量指标/夜间巡查"),
    ("label: 夜间巡查, of: output/数量指标/巡查次数", "label: 巡查次数, weight: 1"),
    ("grade: 部分达成并具有一定效果", "grade: 达成"),
    ("    points: 15\n", ""),
    ("weights: {benefit: 20}", "weights: {output: 60}"),
    ("[劳务费, 414 万元, 414 万元]", "[劳务费, 414 万元]"),
    ("formula: fixed / visits", "formula: fixd / visits"),
)
"""Changes of the page's case, each of which makes it faulty, in the order of the page's last table."""


def rows(heading: str) -> dict[str, str]:
    """The rows of the table under a heading of the page: each key with the cells behind it."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    return dict(ROW.findall(found[1])) if found else {}


def shown(title: str) -> str:
    """The text of the file that the page shows under this name."""
    return PAGE.partition(f'```yaml title="{title}"\n')[2].partition("```\n")[0]


def case_shown(title: str, old: str = "", new: str = "") -> Case:
    """A case that the page shows, after a change."""

    def find(*_: object) -> Framework:
        return framework_from(shown("form.yaml"), "form.yaml")

    return case_from(shown(title).replace(old, new, 1), title, find)


@pytest.mark.parametrize("heading", KEYS)
def test_each_key_has_its_row(heading: str) -> None:
    """
    A section lists the keys that the reader knows, no others, and says of the right ones that they are required.
    """
    known = {
        field.name: field.default is attrs.NOTHING or (heading, field.name) in REQUIRED for field in attrs.fields(KEYS[heading])
    }

    assert known == {key: cells.startswith("required |") for key, cells in rows(heading).items()}


def test_each_mapping_of_a_case_has_its_section() -> None:
    """
    Every class that is filled from a mapping has its section; the head repeats keys of the whole.
    """
    filled = {kind for name, kind in vars(entries).items() if name.endswith("Entry") or name == "Given"}

    assert filled - {entries.HeadEntry} == set(KEYS.values()) - {Judgement}


def test_the_examples_use_every_key() -> None:
    """
    The two cases of the page have every key of its tables.
    """
    written = shown("case.yaml") + shown("bare.yaml")
    keys = chain.from_iterable(rows(heading) for heading in KEYS)

    assert [] == [key for key in keys if not re.search(rf"\b{key}:", written)]


def test_the_examples_are_read() -> None:
    """
    Nothing is wrong with the cases of the page.
    """
    whole, bare = case_shown("case.yaml"), case_shown("bare.yaml")

    assert (7, 2, 1) == (len(whole.evidence.targets), len(whole.statements), len(whole.tables))
    assert (BARE, "goal") == (bare.framework, bare.outline[0].children[0].id)


def test_the_case_has_the_scores_that_it_expects() -> None:
    """
    The page's case comes out as it prints and expects.
    """
    found = case_shown("case.yaml")
    card = assess(found.framework, found.evidence)

    assert found.expected.total == str(card.total)
    assert found.expected.grade == found.printed.grade == card.grade
    assert found.printed.total == card.whole.least


@pytest.mark.parametrize("position", range(len(FAULTS)))
def test_messages_are_quoted_as_they_come(position: int) -> None:
    """
    Each row of the last table says what the reader says of the page's case after a small change.
    """
    table = PAGE.rpartition("| written | what is said |\n")[2]
    said = [row.rpartition(" | ")[2].removesuffix(" |") for row in table.strip().splitlines()[1:]]
    with pytest.raises(InvalidDocumentError) as caught:
        case_shown("case.yaml", *FAULTS[position])

    assert len(FAULTS) == len(said)
    assert said[position] in [problem.message for problem in caught.value.problems]
