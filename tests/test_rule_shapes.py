"""Every rule shape of `docs/how-to/rule-shapes.md` gives the points that the page shows."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from attrs import frozen

from perfrules import Framework, Rulebook, Scorecard, assess
from perfrules.rulebook import case_in, framework_in
from perfrules.score import Gap

PAGE = Path(__file__).parents[1] / "docs" / "how-to" / "rule-shapes.md"
FUNCTIONS = """
  rounded(x): half_up(x, 0.01)
  "completed(actual, target)": 1 if actual >= target else max(actual, 0) / target
  "kept(actual, limit)": 1 if actual <= limit else max(limit, 0) / actual
"""


@frozen
class Shape:
    """A numbered heading of the page: its framework, cases in YAML, and rows of what is given with the points that follow."""

    title: str
    framework: str
    cases: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]

    @property
    def number(self) -> int:
        """The number of the shape."""
        return int(self.title.partition(".")[0])


def shapes() -> Iterator[Shape]:
    """The shapes of the page."""
    for part in PAGE.read_text(encoding="utf-8").split("\n### ")[1:]:
        framework, *cases = re.findall(r"```yaml\n(.*?)```", part, re.DOTALL)
        rows = [(given.strip(), points.strip()) for given, points in re.findall(r"^\|(.*?)\|(.*?)\|$", part, re.MULTILINE)]
        yield Shape(part.partition("\n")[0], framework, tuple(cases), tuple(rows[2:]))


def framework_of(shape: Shape) -> Framework:
    """The framework of a shape, whose weights make its total."""
    indicators = yaml.safe_load(shape.framework)["indicators"]
    total = sum((Decimal(str(one["weight"])) for one in indicators), Decimal(0))
    head = f"perfrules: 1\nid: docs.shape-{shape.number}\nedition: '1'\ntitle: {shape.title}\npoints: {{total: {total}}}\n"
    own = "functions:" in shape.framework
    body = shape.framework.replace("functions:\n", f"functions:{FUNCTIONS}") if own else f"functions:{FUNCTIONS}{shape.framework}"
    return framework_in(head + body, f"shape {shape.number}")


def scored(framework: Framework, keys: str) -> tuple[Scorecard, str]:
    """The scorecard of a case with these keys, and the total that it expects."""
    head = f"framework: {framework.id}\nsubject: 单位\nperiod: '2023'\n"
    case = case_in(head + keys, "case", Rulebook.of(), framework=framework)
    return assess(case.framework, case.evidence), case.expected.total


def keys_of(given: str) -> str:
    """What is given in a row of a table, as the keys of a case."""
    sections: dict[str, list[str]] = {}
    for name, value in (one.split(": ") for one in given.split(", ") if one):
        section, _, id = name.rpartition(" ")
        written = f"{{points: {value}, by: 评价组, reason: 见底稿}}" if section == "judged" else f'"{value}"'
        sections.setdefault(section or "facts", []).append(f"  {id}: {written}")
    return "\n".join("\n".join((f"{section}:", *lines)) for section, lines in sections.items())


def shown(card: Scorecard) -> str:
    """A total as the page writes it: without zeros at its end, a gap where a rule has no value."""
    if any(isinstance(score, Gap) and score.reason == "undefined" for score in card.scores.values()):
        return "gap"
    return re.sub(r"\.?0+(?=$| )", "", str(card.total)) if "." in str(card.total) else str(card.total)


ALL = tuple(shapes())


def test_the_page_shows_all_shapes() -> None:
    """
    They are numbered from 1 to 39, and each one shows points.
    """
    assert list(range(1, 40)) == [shape.number for shape in ALL]
    assert all(shape.cases or shape.rows for shape in ALL)


@pytest.mark.parametrize("shape", ALL, ids=lambda shape: shape.title)
def test_a_shape_gives_the_points_of_its_table(shape: Shape) -> None:
    """
    Row by row, with the grade and the alerts that it names.
    """
    framework = framework_of(shape)
    for given, expected in shape.rows:
        card, _ = scored(framework, keys_of(given))
        points, *others = expected.split(", ")
        alerts = [f"alert {alert.name}" for alert in card.alerts if alert.holds]

        assert points == shown(card), given
        assert [one for one in others if one.startswith("alert")] == alerts, given
        assert [one for one in others if one.startswith("grade")] == ([f"grade {card.grade}"] if others and not alerts else [])


@pytest.mark.parametrize("shape", [shape for shape in ALL if shape.cases], ids=lambda shape: shape.title)
def test_a_shape_gives_the_total_that_its_case_expects(shape: Shape) -> None:
    """
    With target rows, tables or a second scorer.
    """
    framework = framework_of(shape)
    for case in shape.cases:
        card, expected = scored(framework, case)

        assert expected == shown(card)
