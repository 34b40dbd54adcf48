"""A name means one thing; where it is unknown its author hears where it is known."""

import pytest

from perfrules.domain import domain
from perfrules.framework import Fact, Framework
from perfrules.rules import rules
from perfrules.rules.namespace import clashes, elsewhere
from tests.examples import COUNT, branch, framework, judged, leaf, row_rules, table

PEOPLE = Fact("people", "人数", COUNT)
MADE = framework(
    branch("a", judged("b", 10)),
    tables=(table("survey", PEOPLE, totals={"asked": "people"}),),
    rows=(row_rules("standard", "weight"),),
    adjustments=(judged("more", 2),),
)


def said(made: Framework) -> list[str]:
    """Where names clash, and how."""
    return [str(problem).removeprefix("example.small / ") for problem in clashes(made)]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (framework(judged("a", 9), judged("rate", 1)), "indicators/rate: `rate` is already the name of `values/rate`"),
        (framework(judged("a", 9), adjustments=(judged("a", 1),)), "adjustments/a: `a` is already the name of `indicators/a`"),
        (
            framework(judged("a", 9), tables=(table("a", PEOPLE),)),
            "indicators/a: `a` is already the name of `tables/a`",
        ),
        (
            framework(judged("a", 9), rows=(row_rules("staff", "weight"),)),
            "rows/staff: `staff` is already the name of `facts/staff`",
        ),
        (
            framework(judged("a", 9), tables=(table("t", PEOPLE, totals={"spent": "people"}),)),
            "tables/t/sums/spent: `spent` is already the name of `facts/spent`",
        ),
        (
            framework(judged("a", 9), tables=(table("t", PEOPLE, totals={"people": "people"}),)),
            "tables/t/columns/people: `people` is already the name of `tables/t/sums/people`",
        ),
        (
            framework(judged("a", 9), rows=(row_rules("r", "weight", columns=(PEOPLE, PEOPLE)),)),
            "rows/r/columns/people: `people` is already the name of `rows/r/columns/people`",
        ),
        (
            framework(judged("a", 9), rows=(row_rules("r", "weight", columns=(Fact("target", "目标", COUNT),)),)),
            "rows/r/columns/target: `target` is a word of the language and cannot be an id",
        ),
        (
            framework(judged("a", 9), adjustments=(judged("applicable", 1),)),
            "adjustments/applicable: `applicable` is a word of the language and cannot be an id",
        ),
    ],
)
def test_a_name_means_one_thing(made: Framework, expected: str) -> None:
    """
    All parts of a framework share their names; columns share those of their own rows.
    """
    assert [expected] == said(made)


def test_columns_are_names_of_their_own_rows() -> None:
    """
    Two tables can have a column of one name, also one that a fact has.
    """
    columns = PEOPLE, Fact("staff", "人数", domain("count"))
    made = framework(judged("a", 9), tables=(table("t", *columns), table("u", *columns)))

    assert [] == said(made)


@pytest.mark.parametrize(
    ("path", "name", "expected"),
    [
        ("indicators/a/formula", "b", "only the branch right above an indicator, `total`, alerts and grades see its points"),
        ("indicators/a/formula", "people", "only the sums and rules of its own rows see a column"),
        ("values/rate/formula", "applicable", "only branches, slots and `total` know what is `applicable`"),
        ("values/rate/formula", "total", "only alerts, grades and constraints see the `total`"),
        ("indicators/b/formula", "target", "only the rules of target rows have it"),
        (
            "rows/standard/formula",
            "asked",
            "a target row is scored by its own figures alone: `actual`, `target`, `ratio`, `weight`",
        ),
        ("rows/standard/ratio/at_least", "target_most", "only the rules of target rows have it, and the ratio only where"),
        ("tables/survey/sums/asked", "rate", "a sum goes over the columns of its own table"),
        ("constraints/1", "spent", "a constraint is over weights: the id of an indicator stands for its weight"),
        ("relations/1", "more", "a relation is over facts, values and sums"),
        ("relations/1", "spnet", ""),
    ],
)
def test_what_is_unknown_here_may_be_known_elsewhere(path: str, name: str, expected: str) -> None:
    """
    Each part of a framework is over something, and the words of the language have their places.
    """
    assert elsewhere(MADE, path, name).startswith(expected)
    assert bool(expected) == bool(elsewhere(MADE, path, name))


def test_there_are_no_points_where_nothing_is_scored() -> None:
    """
    A framework without scores says so where a condition asks for points.
    """
    made = framework(leaf("a", 0, "0"), is_scored=False)

    assert "a framework without scores has no points" == elsewhere(made, "alerts/1/when", "a")
    assert () == rules(made).problems
