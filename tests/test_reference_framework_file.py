"""The reference of framework and case files lists what the reader knows, and its examples are true."""

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import chain
from pathlib import Path

import attrs
import pytest

from perfrules.assess import assess, fit
from perfrules.case import Case
from perfrules.check import CODES as CHECKED
from perfrules.check import check
from perfrules.documents import bands, case_from, changes, declarations, framework, framework_from, indicators, source_from
from perfrules.documents import rows as row_rules
from perfrules.documents.problems import CODES as READ
from perfrules.errors import EvidenceError, InvalidDocumentError, Problem, UnknownFrameworkError
from perfrules.evidence import Known
from perfrules.framework import Alert, Framework, Grade, RoundingNote, Validity
from perfrules.frozen import Pairs
from perfrules.indicator import Interpretation, Source

PAGE = (Path(__file__).parents[1] / "docs/reference/framework-file.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `([a-z_-]+)` \| (.+) \|$", re.MULTILINE)

KEYS: dict[str, type[attrs.AttrsInstance]] = {
    "The file": framework.FrameworkEntry,
    "`changes`": changes.ChangesEntry,
    "An added indicator": changes.AddEntry,
    "`points`": framework.PointsEntry,
    "`rounding`": RoundingNote,
    "`valid`": Validity,
    "`source`": Source,
    "`total`": framework.TotalEntry,
    "A grade": Grade,
    "An alert": Alert,
    "A fact": declarations.FactEntry,
    "A value": declarations.ValueEntry,
    "An interpretation": Interpretation,
    "An indicator": indicators.IndicatorEntry,
    "`slot`": indicators.SlotEntry,
    "`split`": indicators.SplitEntry,
    "`bands`": bands.BandsEntry,
    "A step of `bands`": bands.StepEntry,
    "Row rules": row_rules.RowRulesEntry,
    "What figures of rows can be": row_rules.RowDomainEntry,
    "`ratio`": row_rules.RatioEntry,
    "A band of `graded`": row_rules.BandEntry,
    "A table": row_rules.TableEntry,
}
"""The sections of the page with a row for each key, and the class that is filled from these keys."""

CODES = {
    "Found in every file": READ,
    "Found by checking a framework": CHECKED,
    "Found where evidence meets its framework": fit.CODES,
}
"""The sections of the page with a row for each code, and the codes."""

WORDS = {"start": "from", "end": "until", "otherwise": "else"}
"""Fields whose key in a file is another word."""

TITLE = "title: 示例区部门支出绩效评分表"
JUDGED = "judged: [0, 10, 20]"
RULE = "formula: rounded(min(execution_rate, 1) * weight)"
VALUE = "formula: spent / budget\n"
READING = "        formula: half_up(spent / budget, 0.0001)\n"
READINGS = "".join(f"  v{n}: {{label: 数, formula: budget, interpretations: [{{name: 另, formula: spent}}]}}\n" for n in range(8))
DOUBLED = "".join(f"  v{n}: {{label: 数, formula: v{n - 1} + v{n - 1}}}\n" for n in range(1, 12))

FRAMEWORK_FAULTS = (
    ("    label: 核定编制数\n", "    definition: *posts\n    label: 核定编制数\n"),
    ("label: 核定编制数", "label: &posts 核定编制数"),
    ("label: 核定编制数\n    ", ""),
    (TITLE, 'title: "示例区\\a"'),
    (TITLE, "title: \ud800"),
    ("kind: flag", "kind: flag\n    label: 违规"),
    ("kind: flag", "kind: flagg"),
    ("kind: flag", "kind: choice"),
    ("until: 2024-12-31", "until: 2024-13-31"),
    (VALUE, "formula: spnet / budget\n"),
    (VALUE, "formula: spent / execution_rate\n"),
    ("id: openness", "id: 3_openness"),
    ("id: opinion", "id: staff"),
    ("id: results", "id: total"),
    ("weight: 40", "weight: 40 分"),
    ("weight: 40", "weight: 45"),
    ("clause: 预算执行率 × 20 分，最高 20 分（评分表 第1行）", "clause:"),
    ("clause: 预算执行率", "clauses: 预算执行率"),
    (JUDGED, "judged: []"),
    (JUDGED, "judged: {any: 20}"),
    (JUDGED, "judged: any\n    met: misuse"),
    (JUDGED, "judged: [0, 10, 25]"),
    (JUDGED, "judged: " + "[" * 70),
    (TITLE, "title: " + "长" * 8_388_608),
    ("grades:", "---\ngrades:"),
    ("name: 合格, at_least: 60", "name: 合格: 60"),
    ("name: 不合格, at_least: 0", "name: 不合格, at_least: 30"),
    ("grades:", "constraints: [process + staffing >= 70]\ngrades:"),
    ("total: 100", "total: none"),
    ("decimals: 1\n", "decimals: !!int 1\n"),
    ("perfrules: 1", "perfrules: 2"),
    ("perfrules: 1", "perfrules: 1\nextends: example.department@2024"),
    ("  rounded(x): cut(x, 0.01)", "  ? [rounded]\n  : cut(x, 0.01)"),
    (READING, f"{READING}      - name: 按列示的比率\n        formula: cut(spent / budget, 0.0001)\n"),
    ("least: 5\n", "least: 25\n"),
    ("of: staff / posts", "of: staff / (posts - posts)"),
    (JUDGED, f"{JUDGED}\n    formula: weight"),
    ("until: 2024-12-31", "until: 2023-12-31"),
    ("printed_weight: 45", "printed_weight: 40"),
    ("{at_least: 90%, points: 20}", "{at_least: 90%, points: 10}"),
    ("{below: 105%,", "{below: 95%,"),
    (RULE, "formula: min(execution_rate, 1) * weight"),
    (RULE, "formula: rounded(execution_rate * weight)"),
    (RULE, "formula: rounded(4 * satisfaction * (1 - satisfaction) * weight)"),
    ("    at_least: 1\n", ""),
    ("values:\n", f"values:\n{READINGS}"),
    ("values:\n", f"values:\n  v0: {{label: 数, formula: budget}}\n{DOUBLED}"),
)
"""Changes of the page's framework, each of which makes it faulty."""

FORM_FAULTS = (
    ("质量指标: 10", "质量指标: 15"),
    ("when: execution_rate < 0.80", "when: execution_rate < 0"),
    ("from: 60%, to: 80%", "from: 60%, to: 90%"),
    ("not_applicable: leave_out", "not_applicable: full"),
    ("    slot: standard", "    slot: standrad"),
)
"""Changes of the page's form, each of which makes it faulty."""

CASE_FAULTS = (
    ("satisfaction: blank", "satisfaction: 9155%"),
    ("staff: 46 人", "staff: 46 名"),
    ("staff: 46 人", "staf: 46 人"),
    ("framework: example.department", "framework: exmple.department"),
    ("points: 10,", "points: 15,"),
    ("by: 评价小组", 'by: " "'),
    ("openness: 涉密单位", "opinion: 未开展调查"),
    ("  results: {points", "  staffing: {points"),
)
"""Changes of the page's case, each of which makes it faulty."""


def rows(heading: str) -> dict[str, str]:
    """The rows of the table under a heading of the page: each key with the cells behind it."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    return dict(ROW.findall(found[1])) if found else {}


def shown(title: str) -> str:
    """The text of the file that the page shows under this name."""
    return PAGE.partition(f'```yaml title="{title}"\n')[2].partition("```\n")[0]


def framework_shown(title: str = "example.yaml") -> Framework:
    """A framework that the page shows."""
    return framework_from(shown(title), title)


def case_with(old: str = "", new: str = "") -> Case:
    """The case that the page shows, after a change."""

    def find(id: str, *_: object) -> Framework:
        if id != "example.department":
            raise UnknownFrameworkError(id, ("example.department",))
        return framework_shown()

    return case_from(shown("case.yaml").replace(old, new, 1), "case.yaml", find)


def checked(old: str = "", new: str = "") -> tuple[Problem, ...]:
    """What is wrong with the page's framework after a change; the last value of `values` takes part in a rule."""
    text = shown("example.yaml").replace(old, new, 1)
    if "  v11:" in text:
        text = text.replace("formula: 0 if misuse", "formula: 0 if v11 > 1")
    return check(framework_from(text, "example.yaml"))


def form_checked(old: str, new: str) -> tuple[Problem, ...]:
    """What is wrong with the page's form after a change."""
    return check(framework_from(shown("form.yaml").replace(old, new, 1), "form.yaml"))


def scored(old: str = "", new: str = "") -> tuple[Problem, ...]:
    """What is wrong with the page's case after a change."""
    found = case_with(old, new)
    assess(found.framework, found.evidence)
    return found.notes


def from_a_program() -> tuple[Problem, ...]:
    """What is wrong with evidence that names what its framework does not have; in a file it is found while reading."""
    found = case_with()
    facts, readings = Pairs.of({"staf": Known(Fraction(46))}), Pairs.of({"staffing": "另"})
    assess(found.framework, attrs.evolve(found.evidence, facts=facts, interpretations=readings, places=Pairs()))
    return ()


def problems(task: Callable[[], tuple[Problem, ...]]) -> tuple[Problem, ...]:
    """The problems that a task finds, or ends with."""
    try:
        return task()
    except (InvalidDocumentError, EvidenceError) as error:
        return error.problems


def said() -> Iterator[Problem]:
    """Every problem of the page's files after each of the changes above."""
    yield from checked()
    for old, new in FORM_FAULTS:
        yield from problems(lambda old=old, new=new: form_checked(old, new))  # type: ignore[misc]  # bound while it is used
    yield from check(attrs.evolve(framework_shown(), indicators=()))
    yield from problems(from_a_program)
    for old, new in FRAMEWORK_FAULTS:
        yield from problems(lambda old=old, new=new: checked(old, new))  # type: ignore[misc]  # bound while it is used
    for old, new in CASE_FAULTS:
        yield from problems(lambda old=old, new=new: scored(old, new))  # type: ignore[misc]  # bound while it is used


@pytest.mark.parametrize("heading", KEYS)
def test_each_key_has_its_row(heading: str) -> None:
    """
    A section lists the keys that the reader knows, no others, and says of the right ones that they are required.
    """
    known = {WORDS.get(field.name, field.name): field.default is attrs.NOTHING for field in attrs.fields(KEYS[heading])}

    assert known == {key: cells.startswith("required |") for key, cells in rows(heading).items()}


def test_each_mapping_of_a_file_has_its_section() -> None:
    """
    Every class that is filled from a mapping has its section; some repeat the keys of another one.
    """
    modules = (framework, changes, declarations, indicators, bands, row_rules)
    filled = {kind for module in modules for name, kind in vars(module).items() if name.endswith("Entry")}
    again = {framework.HeadEntry, indicators.UnscoredEntry}

    assert filled - again == {kind for kind in KEYS.values() if kind.__name__.endswith("Entry")}


def test_the_examples_use_every_key() -> None:
    """
    The files of the page have every key of its tables.
    """
    written = "".join(shown(title) for title in ("example.yaml", "form.yaml", "derived.yaml", "case.yaml"))
    keys = chain.from_iterable(rows(heading) for heading in KEYS)

    assert [] == [key for key in keys if not re.search(rf"\b{key}:", written)]


def test_a_table_without_scores_is_read() -> None:
    """
    The page's table that gives no scores is a framework.
    """
    assert not framework_shown("unscored.yaml").is_scored


def test_a_derived_framework_is_read() -> None:
    """
    The page's derived framework is sound, with the changes that it makes.
    """
    parent = source_from(shown("example.yaml"), "example.yaml")
    derived = framework_from(shown("derived.yaml"), "derived.yaml", find=lambda *_: parent)

    assert [] == [problem for problem in check(derived) if problem.severity != "note"]
    assert ["process", "staffing", "opinion", "reform"] == [one.id for one in derived.indicators]
    assert ["execution", "reporting", "filing", "openness"] == [one.id for one in derived.indicators[0].children]


def test_the_case_has_the_score_that_it_prints() -> None:
    """
    The page's case comes out at the total and the grade that it prints.
    """
    found = case_with()
    card = assess(found.framework, found.evidence)

    assert (str(found.printed.total), found.printed.grade) == (str(Fraction(str(card.total))), card.grade)


@pytest.mark.parametrize("heading", CODES)
def test_each_code_has_its_row(heading: str) -> None:
    """
    Every code of a problem stands in its table, and no other.
    """
    assert sorted(CODES[heading]) == sorted(rows(heading))


def test_messages_are_quoted_as_they_come() -> None:
    """
    Every message in the tables of problems is one that the page's own files give after a small change.
    """
    quoted = {(code, cells.rpartition(" | ")[2] or cells) for heading in CODES for code, cells in rows(heading).items()}

    assert set() == quoted - {(problem.code, problem.message) for problem in said()}
