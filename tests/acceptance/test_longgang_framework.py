"""The shipped framework of Longgang 2023 is the printed table: its levels, its weights, its contradictions."""

from fractions import Fraction

import pytest

from perfrules.check import check
from perfrules.derive import origin
from perfrules.documents import framework_from
from perfrules.framework import Framework
from perfrules.indicator import Judgeable, walk
from tests.longgang import PARENT, longgang

PRINTED = (
    ("部门决策", "预算编制", "预算编制合理性", 5),
    ("部门决策", "预算编制", "预算编制规范性", 5),
    ("部门决策", "目标设置", "绩效目标完整性", 3),
    ("部门决策", "目标设置", "绩效指标明确性", 7),
    ("部门管理", "资金管理", "政府采购执行情况", 2),
    ("部门管理", "资金管理", "财务合规性", 3),
    ("部门管理", "资金管理", "预决算信息公开", 3),
    ("部门管理", "项目管理", "项目实施程序", 2),
    ("部门管理", "项目管理", "项目监管", 2),
    ("部门管理", "资产管理", "资产管理安全性", 2),
    ("部门管理", "资产管理", "固定资产利用率", 1),
    ("部门管理", "人员管理", "财政供养人员控制率", 1),
    ("部门管理", "人员管理", "编外人员控制率", 1),
    ("部门管理", "制度管理", "管理制度健全性", 3),
    ("部门绩效", "经济性", "公用经费控制率", 6),
    ("部门绩效", "效率性", "预算执行率", 6),
    ("部门绩效", "效率性", "重点工作完成情况", 8),
    ("部门绩效", "效率性", "项目完成及时性", 6),
    ("部门绩效", "效果性", "社会、经济、生态效益及可持续影响等", 25),
    ("部门绩效", "公平性", "群众信访办理情况", 3),
    ("部门绩效", "公平性", "公众或服务对象满意度", 6),
)
"""The three printed levels with the weight of the third, row by row."""

IDS = {
    "rationality": 5,
    "conformity": 5,
    "goal_completeness": 3,
    "indicator_clarity": 7,
    "purchasing": 2,
    "compliance": 3,
    "disclosure": 3,
    "project_procedure": 2,
    "project_supervision": 2,
    "asset_safety": 2,
    "asset_use": 1,
    "staff_control": 1,
    "contract_control": 1,
    "rule_soundness": 3,
    "running_costs": 6,
    "execution": 6,
    "key_tasks": 8,
    "timeliness": 6,
    "benefits": 25,
    "petition_handling": 3,
    "public_satisfaction": 6,
}
"""What reports score: the ids of the third level with their weights."""

CRITERIA = {
    "rationality": (1, 1, 1, 1, 1),
    "indicator_clarity": (2, 2, 1, 1, 1),
    "purchasing": (1, 1),
    "compliance": (1, 1, 1),
    "disclosure": (Fraction("1.5"), Fraction("1.5")),
    "project_procedure": (1, 1),
    "project_supervision": (1, 1),
    "asset_safety": (1, 1),
    "rule_soundness": (Fraction("0.5"), Fraction("1.5"), 1),
    "running_costs": (3, 3),
    "execution": (4, 2),
    "petition_handling": (1, 1, 1),
}
"""The points of the criteria of each indicator that has several."""


MOVED = ["decision", "goal_setting", "goal_completeness", "performance", "effectiveness", "benefits"]
"""Whose weights the district moved."""


@pytest.fixture(scope="module")
def table() -> Framework:
    """The shipped framework."""
    return longgang()


def test_the_three_printed_levels_stand_in_the_framework(table: Framework) -> None:
    """
    Twenty-one indicators of the third level stand under their headings, in the printed order, with their printed weights.
    """
    found = [path for path in walk(table.indicators) if len(path) == 3]

    assert 21 == len(found)
    assert list(PRINTED) == [(*(one.label for one in path), int(path[-1].weight)) for path in found]
    assert IDS == {path[-1].id: path[-1].weight for path in found}


def test_the_first_level_adds_up_to_one_hundred(table: Framework) -> None:
    """
    Decision and management weigh 20 each, results 60.
    """
    assert {"部门决策": 20, "部门管理": 20, "部门绩效": 60} == {one.label: one.weight for one in table.indicators}
    assert 100 == table.points


def test_the_contradictions_of_the_table_are_kept_beside_its_numbers(table: Framework) -> None:
    """
    55 is printed where 60 follows from the rows, and a rule still speaks of 8 points where 3 can be had; nothing else differs.
    """
    found = [path[-1] for path in walk(table.indicators)]

    assert {"performance": Fraction(55)} == {one.id: one.printed_weight for one in found if one.printed_weight is not None}
    assert {"goal_completeness": Fraction(8)} == {
        one.id: one.printed_rule_points for one in found if one.printed_rule_points is not None
    }


def test_what_longgang_changed_comes_from_its_own_page(table: Framework) -> None:
    """
    Six weights and what contradicts two of them are its own; every other weight is that of the version it is derived from.
    """
    paths = {path[-1].id: f"indicators/{'/'.join(one.id for one in path)}/weight" for path in walk(table.indicators)}
    own = [name for name, path in paths.items() if origin(table, path).framework == "shenzhen.longgang-department@2023"]

    assert MOVED == own
    assert {"shenzhen.longgang-department@2023", "shenzhen.district-department@1"} == {one.framework for one in table.lineage}


def test_the_version_it_is_derived_from_adds_up_too() -> None:
    """
    With 8 for 绩效目标完整性 and 20 for 效果性 the levels are 25, 20 and 55, and nothing contradicts itself.
    """
    parent = framework_from(PARENT, "district-department.yaml")
    weights = {path[-1].id: path[-1].weight for path in walk(parent.indicators)}

    assert [25, 20, 55] == [one.weight for one in parent.indicators]
    assert {"goal_completeness": 8, "benefits": 20} == {name: weights[name] for name in ("goal_completeness", "benefits")}
    assert 100 == parent.points
    assert "inferred" == parent.source.basis
    assert {"note"} == {problem.severity for problem in check(parent)}


def test_every_criterion_is_a_child_with_its_points(table: Framework) -> None:
    """
    Where the table gives points to several criteria, each is an indicator of its own.
    """
    found = {path[-1].id: tuple(child.weight for child in path[-1].children) for path in walk(table.indicators) if len(path) == 3}

    assert CRITERIA == {name: weights for name, weights in found.items() if weights}
    assert {1, 2, 3, 4} == {len(path) for path in walk(table.indicators)}


def test_every_rule_cites_its_clause(table: Framework) -> None:
    """
    From the third level down every indicator has a clause that names its row in the table.
    """
    without = [path[-1].id for path in walk(table.indicators) if len(path) > 2 and "评分表 " not in path[-1].clause]

    assert [] == without


def test_what_the_table_leaves_to_judgement_is_judged(table: Framework) -> None:
    """
    A criterion that is met or not is all or nothing; only where the table says so are points taken off at discretion.
    """
    discretion = ["purchase_policy", "spending_norms", "accounting", "benefits"]
    found = {path[-1].id: path[-1].rule.allowed for path in walk(table.indicators) if isinstance(path[-1].rule, Judgeable)}

    assert discretion == [name for name, allowed in found.items() if allowed == "any"]
    assert {"any", "all_or_nothing"} == set(found.values())


def test_the_ambiguous_rules_have_their_readings(table: Framework) -> None:
    """
    The mean of the quarters and the steps beyond ten per cent can be read otherwise.
    """
    found = {path[-1].id: [other.name for other in path[-1].interpretations] for path in walk(table.indicators)}

    assert {"adjustment": ["满一个百分点才扣", "不足一个百分点按一个扣"], "mean": ["进度与序时之比"]} == {
        name: others for name, others in found.items() if others
    }


def test_every_amount_is_read_to_the_cent_of_its_unit(table: Framework) -> None:
    """
    Amounts are declared in 万元 with two decimals and at most a million of them.
    """
    amounts = {(one.domain.unit, one.domain.decimals, one.domain.most) for one in table.facts if one.domain.kind == "amount"}

    assert {("万元", 2, Fraction(1000000))} == amounts
    assert [] == [one.id for one in table.facts if not one.definition]


def test_the_framework_is_proven(table: Framework) -> None:
    """
    Check finds no error and no warning: only that a ratio has no value where nothing was planned.
    """
    assert {("note", "perhaps-undefined")} == {(problem.severity, problem.code) for problem in check(table)}
    assert 12 == len(check(table))
