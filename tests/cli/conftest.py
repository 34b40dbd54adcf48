"""What the tests of the command share: running it, and a framework with every kind of outcome."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from perfrules.cli.command import program
from tests.cli.county import COUNTY

FRAMEWORK = """\
perfrules: 1
id: trial.department
edition: 试行
title: 部门评价
points: {total: 20}
facts:
  used: {label: 支出, kind: amount, unit: 万元, decimals: 2, at_most: 1000 万元}
  plan: {label: 预算, kind: amount, unit: 万元, decimals: 2, at_most: 1000 万元}
  open: {label: 公开, kind: choice, states: {full: 全部公开, none: 未公开}}
  score: {label: 测评, kind: number, unit: 级, decimals: 0, at_least: 0, at_most: 10}
  signed: {label: 签订, kind: date, precision: month}
  begun: {label: 开工, kind: date}
values:
  rate:
    label: 支出率
    formula: used / plan
    interpretations:
      - {name: 倒数, formula: plan / used}
indicators:
  - id: spending
    label: 预算执行
    weight: 10
    formula: cut(min(rate, 1) * weight, 0.01)
  - id: quality
    label: 质量
    weight: 6
    children:
      - id: survey
        label: 问卷
        weight: 2
        printed_weight: 3
        printed_rule_points: 4
        clause: 问卷得分
        evidence: 问卷
        judged: [0, 1, 2]
      - {id: visit, label: 走访, weight: 2, judged: any, not_applicable: full}
      - id: marks
        label: 测评分
        weight: 2
        judged: any
        formula: min(judged, weight) if score > 0 else 0
        interpretations:
          - name: 减半
            formula: cut(min(judged, weight) / 2, 0.01)
  - {id: publication, label: 公开情况, weight: 4, formula: "weight if open == full else 0"}
"""
CASE = """\
framework: trial.department
edition: 试行
subject: 甲局
period: "2023"
"""

Command = Callable[..., Result]


@pytest.fixture
def run() -> Command:
    """Runs the command as a terminal of 80 columns without colours would; `input` is its standard input."""

    def command(*arguments: str, given: str | bytes | None = None, environment: Mapping[str, str] | None = None) -> Result:
        return CliRunner().invoke(program, arguments, input=given, env={"COLUMNS": "80", **(environment or {})})

    return command


@pytest.fixture
def longgang(pytestconfig: pytest.Config) -> str:
    """The path of the published case."""
    return str(pytestconfig.rootpath / "frameworks/shenzhen/cases/longgang-2023.yaml")


@pytest.fixture
def example(pytestconfig: pytest.Config) -> str:
    """The path of a small case."""
    return str(pytestconfig.rootpath / "frameworks/template/cases/example.yaml")


@pytest.fixture
def framework(tmp_path: Path) -> str:
    """The path of a framework that no plugin brings."""
    path = tmp_path / "framework.yaml"
    path.write_text(FRAMEWORK, encoding="utf-8")
    return str(path)


@pytest.fixture
def county(tmp_path: Path) -> str:
    """The path of a framework that extends the example."""
    path = tmp_path / "county.yaml"
    path.write_text(COUNTY, encoding="utf-8")
    return str(path)


@pytest.fixture
def case(tmp_path: Path) -> Callable[..., str]:
    """Writes a case with this body and gives its path."""

    def write(body: str = "", name: str = "case.yaml") -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(CASE + body, encoding="utf-8")
        return str(path)

    return write


@pytest.fixture
def framework_of(tmp_path: Path) -> Callable[[str], str]:
    """Writes the framework with more keys at its top level and gives its path."""

    def write(more: str) -> str:
        path = tmp_path / "other.yaml"
        path.write_text(FRAMEWORK.replace("facts:\n", f"{more}facts:\n", 1), encoding="utf-8")
        return str(path)

    return write
