"""check_framework finds what breaks a law, and tells it with the fewest facts."""

import pickle
from collections.abc import Mapping
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import settings

from perfrules.check import check
from perfrules.errors import InvalidFrameworkError
from perfrules.evidence import Evidence
from perfrules.framework import Framework
from perfrules.testing import BrokenLawError, Facts, Reading, by_rules, check_framework
from perfrules.testing.conformance import LAWS, SLOW, TRAVELS, attainable, written_again
from perfrules.testing.laws import Breach
from perfrules.testing.plain import plain
from perfrules.testing.sections import SECTIONS
from perfrules.testing.tables import PLAIN, framework
from perfrules.testing.unit import Unit
from tests import examples
from tests.testing.rows import rows
from tests.testing.small import FACTS, formula, table
from tests.testing.test_laws import Slippery

RATIO = formula("cut(min(spent / planned, 1) * weight, 0.01)")


def told(rule: str, reading: Reading) -> BrokenLawError:
    """What is told of a framework and a reading that disagree."""
    with pytest.raises(BrokenLawError) as caught:
        check_framework(formula(rule), [reading])
    return caught.value


def test_a_sound_framework_passes() -> None:
    """
    Nothing is raised, with a reading or without.
    """
    check_framework(examples.framework(), settings=settings(max_examples=5, database=None))
    check_framework(
        RATIO, [by_rules({"pace": lambda facts: Fraction(min(facts["spent"] / facts["planned"], 1) * 1000 // 1, 100)})]
    )


def test_an_invalid_framework_is_refused_before() -> None:
    """
    What `check` refuses is not tried.
    """
    with pytest.raises(InvalidFrameworkError):
        check_framework(formula("spent"))


def test_a_broken_law_names_law_indicator_and_facts() -> None:
    """
    A rule that is strict on the page and not in the file is told with the one fact that matters.
    """
    error = told("weight if staff <= 60 else 0", by_rules({"pace": lambda facts: 10 if facts["staff"] < 60 else 0}))

    assert (
        "example.table 2024 / pace: `stated` gives 0, `evaluate` gives 10\n"
        "    law `agreeing(stated)`\n"
        "    staff is 60 人, 50 人 in the plain case"
    ) == str(error)
    assert str(error) == str(pickle.loads(pickle.dumps(error)))  # noqa: S301  # our own bytes


def test_what_no_edge_shows_is_drawn() -> None:
    """
    Points in the middle, where no rule turns, are drawn beside the sweep.
    """
    middle = by_rules({"pace": lambda facts: 0 if 2 < facts["pace"] < 8 else facts["pace"]})  # the middle

    with pytest.raises(BrokenLawError) as caught:
        check_framework(
            table("judged: any", facts=""), [middle], settings=settings(max_examples=200, database=None, derandomize=True)
        )

    assert ("agreeing(stated)", "pace", 1) == (caught.value.law, caught.value.indicator, len(caught.value.facts))


def test_a_fact_that_is_better_and_costs_points_is_told() -> None:
    """
    A framework that says what is better is held to it.
    """
    lower = FACTS.replace("better: higher", "better: lower")
    made = formula("cut(min(spent / planned, 1) * weight, 0.01)", lower)

    with pytest.raises(BrokenLawError, match="law `monotone`"):
        check_framework(made)


@pytest.mark.parametrize(
    ("rule", "sentences"),
    [
        ("judged: [0, 5]", ["nothing was found that gives all 10 points"]),
        ('formula: "max(min(staff, weight), 4)"', ["nothing was found that gives only 0 points"]),
        ('formula: "min(staff, weight)"', []),
    ],
)
def test_points_that_nobody_can_get_are_found(rule: str, sentences: list[str]) -> None:
    """
    Full marks and the least points of each rule can be had.
    """
    made = table(rule)

    assert sentences == [breach.sentence for breach in attainable(made)]
    if sentences:
        with pytest.raises(BrokenLawError, match="law `attainable`"):
            check_framework(made)


def test_a_framework_that_is_written_differently_is_found() -> None:
    """
    Writing and reading gives the same framework.
    """
    breach = Breach("total", "the framework is another one after it was written and read")

    assert [] == list(written_again(RATIO))
    assert [breach] == list(written_again(evolve(RATIO, title=Slippery("评分表"))))


SMALL_ROWS = rows(("      between: 1 if target <= actual <= target_most else 0\n", ""))
QUICK = settings(max_examples=2, database=None)


def test_a_framework_with_rows_and_tables_passes() -> None:
    """
    Every law holds of its units, a second statement of its rows too.
    """

    def execution(facts: Facts) -> Fraction:
        used, arranged = (sum(facts[f"funds/{row} {name}"] for row in (1, 2)) for name in ("used", "arranged"))
        return Fraction(int(min(used / arranged, 1) * 500 + Fraction(1, 2)), 100)

    def stated(framework: Framework, evidence: Evidence) -> Mapping[str, Fraction | None]:
        is_whole = "funds/2 used" in framework.declared
        return by_rules({"execution": execution})(framework, evidence) if is_whole else {}

    check_framework(SMALL_ROWS, [stated], settings=QUICK)


def test_a_row_that_a_second_statement_reads_otherwise_is_told() -> None:
    """
    With the figure of the row that makes the difference.
    """

    def stated(framework: Framework, evidence: Evidence) -> Mapping[str, Fraction | None]:
        row = "output/数量指标/指标1"
        rule = {row: lambda facts: framework.paths[row][-1].weight if facts[f"{row} actual"] > 120 else 0}
        is_usual = row in framework.paths and f"{row} actual" in framework.declared
        return by_rules(rule)(framework, evidence) if is_usual and not evidence.interpretations else {}

    with pytest.raises(BrokenLawError) as caught:
        check_framework(SMALL_ROWS, [stated], settings=QUICK)

    assert ("agreeing(stated)", "output/数量指标/指标1") == (caught.value.law, caught.value.indicator)
    assert caught.value.facts[0].startswith("output/数量指标/指标1 actual is ")


def test_rows_that_can_never_be_full_are_found() -> None:
    """
    The least of a row is nobody's promise, its weight is.
    """
    worst = rows(('"1 if actual >= target else actual / target"', '"0.9 if actual >= target else 0.5"'))
    sentences = {breach.sentence for breach in attainable(worst) if breach.id.startswith("output/")}

    assert {"nothing was found that gives all 5 points"} == sentences


def test_every_section_of_random_frameworks_keeps_the_laws() -> None:
    """
    Slots, tables, weights, adjustments, remarks, what is left out, no scores: one framework of each.
    """
    kinds = {section: framework(PLAIN + number) for number, section in enumerate(SECTIONS, 1)}

    assert [()] * len(kinds) == [tuple(one for one in check(made) if one.severity == "error") for made in kinds.values()]
    assert {True, False} == {made.is_scored for made in kinds.values()}
    for made in kinds.values():
        for law in (*LAWS, *SLOW, *TRAVELS):
            assert [] == list(law(Unit(made, plain(made))))
