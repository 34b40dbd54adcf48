"""The framework of Longgang and the version it is derived from keep every law, and the published report comes out as printed."""

from fractions import Fraction
from pathlib import Path

import pytest

from perfrules import Rulebook, assess, check, read_case
from perfrules.testing import check_framework

CASES = Path(__file__).parents[1] / "cases"
RULEBOOK = Rulebook.load(only=["shenzhen"])
TABLES = ["shenzhen.longgang-department", "shenzhen.district-department"]


@pytest.mark.parametrize("id", TABLES)
def test_the_framework_keeps_every_law(id: str) -> None:
    """
    On each of its edges, and on drawn evidence.
    """
    check_framework(RULEBOOK.framework(id))


@pytest.mark.parametrize("id", TABLES)
def test_check_remarks_only_what_is_listed(id: str) -> None:
    """
    Twelve readings of rules have no value where a denominator is 0; nothing else is noted.
    """
    assert [("note", "perhaps-undefined")] * 12 == [(problem.severity, problem.code) for problem in check(RULEBOOK.framework(id))]


def test_the_report_of_2023_scores_as_printed() -> None:
    """
    Its total, its grade where one is printed, and each score that it prints.
    """
    case = read_case(CASES / "longgang-2023.yaml", RULEBOOK)
    card = assess(case.framework, case.evidence)
    known = {id: card[id].points for id in case.printed.scores}

    assert case.printed.total == card.whole.points
    assert case.printed.grade in {"", card.grade}
    assert dict(case.printed.scores) == known


def test_the_printed_weights_are_those_of_the_framework_but_for_one() -> None:
    """
    部门绩效 is printed as 55 where 60 follows; the levels as they are printed add up to 95.
    """
    case = read_case(CASES / "longgang-2023.yaml", RULEBOOK)
    held = {id: case.framework.paths[id][-1].weight for id in case.printed.weights}

    assert {"performance": (Fraction(55), Fraction(60))} == {
        id: (weight, held[id]) for id, weight in case.printed.weights.items() if weight != held[id]
    }
    assert 95 == sum(case.printed.weights[one.id] for one in case.framework.indicators)


def test_the_numbers_of_the_report_are_transcribed() -> None:
    """
    Every section with numbers has its figures and statements, each with its place and its label.
    """
    case = read_case(CASES / "longgang-2023.yaml", RULEBOOK)
    sections = {one.known.where.partition("）")[0] for one in case.figures.values()}

    assert {"一（三", "一（四", "二（二", "二（三", "评分表 部门管理/人员管理/编外人员控制率 扣分情况"} == sections
    assert (82, 62, 11) == (len(case.figures), len(case.statements), len(case.problems))
    assert [] == [one for one in case.statements if not (one.where and one.label)]
    assert () == case.notes
