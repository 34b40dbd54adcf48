"""Rules of rows are checked for one row at once, with its own weight and target."""

from fractions import Fraction

import pytest
from attrs import evolve

from perfrules.check import row_problems
from perfrules.domain import domain
from perfrules.evidence import Must
from perfrules.formula import parse
from perfrules.framework import Framework, RowRules
from perfrules.rules import own_rule, rules
from tests.check.codes import codes
from tests.examples import ACTUAL, framework, readings, row_rules, slot

CAPPED = "cut(min(ratio, 1) * weight, 0.01)"
ROWS = evolve(
    row_rules(
        "standard",
        CAPPED,
        {
            "at_least": "actual / target",
            "between": "1 if target <= actual <= target_most else 0.5",
            "by_date": "1 if actual <= target else 0",
        },
    ),
    target=ACTUAL,
)


def of(rows: RowRules) -> Framework:
    """A framework with a slot for such rows."""
    return framework(slot("s", 10), rows=(rows,))


MADE = of(ROWS)


def told(formula: str, target: int | None = None, target_most: int | None = None, must: Must = "at_least") -> list[str]:
    """The codes of what is wrong with a rule of a row that weighs 4."""
    bound = rules(MADE).rows["standard"].formula if formula == CAPPED else own_rule(MADE, "standard", parse(formula), must)
    ends = [None if end is None else Fraction(end) for end in (target, target_most)]
    return [problem.code for problem in row_problems(MADE, "standard", must, bound, Fraction(4), *ends)]


@pytest.mark.parametrize(
    ("formula", "target", "expected"),
    [
        (CAPPED, 10, []),
        (CAPPED, 0, ["never-defined"]),
        (CAPPED, None, ["perhaps-undefined"]),
        ("weight if actual >= target else 0", 0, []),
        ("actual", 10, ["out-of-range"]),
        ("min(actual / target, 1) * weight", 4, []),
        ("min(actual / target, 1) * weight", 3, ["off-lattice"]),
        ("cut(min(actual / 2, 1) * weight, 0.01)", 10, []),
        ("cut(weight * weight * weight / 16 / 4, 0.01)", 10, ["never-full"]),
    ],
)
def test_a_row_is_checked_with_its_own_target(formula: str, target: int | None, expected: list[str]) -> None:
    """
    What may go wrong for some target is fine for a row whose target it is not.
    """
    assert expected == told(formula, target)


def test_a_row_between_two_targets_and_one_by_date_are_proven() -> None:
    """
    Every word of `must` has its ratio, and dates are dates.
    """
    assert [] == told(CAPPED, 3, 5, "between")
    assert [] == told(CAPPED, 738000, None, "by_date")
    assert [] == told("weight if actual <= date(2023, 9, 30) else 0", 738000, None, "by_date")


def test_a_row_needs_a_ratio_where_its_rule_names_one() -> None:
    """
    The error says for which word of `must` the rules have none.
    """
    (problem,) = row_problems(MADE, "standard", "at_most", rules(MADE).rows["standard"].formula, Fraction(4))

    assert ("no-ratio", "the row rules `standard` have no ratio for `at_most`") == (problem.code, problem.message)


def test_a_row_without_a_value_is_no_error() -> None:
    """
    It gets a gap: where its target is zero, its ratio has no value.
    """
    (problem,) = row_problems(MADE, "standard", "at_least", rules(MADE).rows["standard"].formula, Fraction(4), Fraction(0))

    assert ("warning", "never-defined") == (problem.severity, problem.code)


def test_what_is_wrong_with_a_row_is_said_with_an_example() -> None:
    """
    The message names figures that were run.
    """
    bound = own_rule(MADE, "standard", parse("actual - target"))
    (problem,) = row_problems(MADE, "standard", "at_least", bound, Fraction(4), Fraction(10))

    assert "gives -10 points for actual = 0, outside 0 to 4; write `max(…, 0)`" == problem.message


def test_a_rule_of_a_row_that_is_too_large_is_refused() -> None:
    """
    What a row brings itself is limited like everything else.
    """
    wide = f"cut(min(({' + '.join(['ratio'] * 60)}) / 60, 1) * weight, 0.01)"
    ratio = " + ".join(["actual / target"] * 20)
    made = of(row_rules("standard", wide, {"at_least": ratio}))

    assert ["too-large"] == codes(made)


def test_rows_whose_weight_is_narrow_are_tried_with_the_most() -> None:
    """
    Where none of the usual weights can be, the largest is tried.
    """
    rows = row_rules("standard", "weight + 1", {})
    narrow = domain("number", decimals=2, least=Fraction(2), most=Fraction(3))

    assert ["out-of-range"] == codes(of(evolve(rows, weight=narrow)))
    assert [] == codes(of(evolve(row_rules("standard", "weight", {}), weight=narrow)))


def test_rules_that_cannot_be_bound_are_not_proven() -> None:
    """
    A misspelt name is the only problem of a formula, and does not hide those of the other readings.
    """
    others = readings({"好": "weight", "错": "wieght"})

    assert ["invalid-formula"] == codes(of(row_rules("standard", "wieght", {})))
    assert ["invalid-formula"] == codes(of(row_rules("standard", "weight / 1", {}, interpretations=others)))
