"""The finding of a relation says what is printed, what follows, why they differ, and what that moves."""

from fractions import Fraction

import pytest
from attrs import evolve

from perfrules.audit.cause import traced
from perfrules.audit.numbers import Numbers
from perfrules.audit.relation import Relation
from perfrules.audit.writing import Writer, ordered
from perfrules.finding import Effect, Finding
from tests.audit.sheet import claim, equation, numbers, printed

NONE = Effect(Fraction(0), Fraction(0))


def written(*relations: Relation, given: Numbers, moves: Effect = NONE) -> list[Finding]:
    """The findings of relations between these numbers, where a right number moves the scores so."""
    writer = Writer(relations, given, traced(relations, given), lambda _: moves)
    return [writer.finding(one) for one in relations]


def test_an_agreement_is_told() -> None:
    """
    What agrees is a finding as well, with its arithmetic.
    """
    found = written(equation("sum", "a + b"), given=numbers(sum="3.00", a="1.00", b="2.00"))[0]

    assert ("matches", "表：sum列示 3.00 元，按“a + b”计算为 3.00 元；相符；算式：1.00 + 2.00 = 3.00 元。") == (
        found.verdict,
        found.said("zh"),
    )


def test_a_difference_names_its_cause() -> None:
    """
    The total is likelier to be wrong than its parts.
    """
    found = written(equation("sum", "a + b"), given=numbers(sum="4.00", a="1.00", b="2.00"))[0]

    assert ("1.00 元", ["sum", "a", "b"]) == (found.difference, [one.number for one in found.cause])
    assert "若sum为 3.00 元（列示 4.00 元），各处即相符" in found.said("zh")


def test_a_wrong_unit_is_named() -> None:
    """
    Where ten thousand times as much mends a sum, the unit is wrong, or the text was damaged.
    """
    given = Numbers((printed("sum", "30000.00"), printed("a", "1.00"), printed("b", "20000.00"), printed("c", "1.00")))
    found = written(equation("sum", "a + b"), equation("a", "c * 10000"), given=given)[1]

    assert found.possible_extraction_damage
    assert "a的单位为万元（列示 1.00 元）" in found.said("zh")


@pytest.mark.parametrize(
    ("moves", "verdict", "words"),
    [
        (NONE, "differs_without_effect", "不影响得分"),
        (Effect(Fraction(1), Fraction("0.5")), "differs", "按此复算，总分变动 +0.5 分"),
        (Effect(Fraction(-1), Fraction("-0.5")), "differs", "按此复算，总分变动 -0.5 分"),
        (Effect(), "differs", ""),
    ],
)
def test_an_effect_is_told(moves: Effect, verdict: str, words: str) -> None:
    """
    A difference that moves nothing is told apart from one that does, or of which that is not known.
    """
    found = written(equation("sum", "a + b"), given=numbers(sum="4.00", a="1.00", b="2.00"), moves=moves)[0]

    assert (verdict, moves) == (found.verdict, found.effect)
    assert words in found.said("zh")


def test_an_effect_of_nobody_knows_which_number_is_not_told() -> None:
    """
    Where several numbers can be wrong, what one of them would move stands beside the sentence, not in it.
    """
    moves = Effect(Fraction(1), Fraction(1))
    found = written(claim("a == b"), given=numbers(a="4.00", b="2.00"), moves=moves)[0]

    assert (2, moves) == (len(found.cause), found.effect)
    assert "总分变动" not in found.said("zh")


def test_a_long_text_of_a_report_is_cut() -> None:
    """
    Neither its label nor its place nor its note makes a sentence endless, and the numbers are still there.
    """
    long = "长" * 5000
    one = evolve(equation("sum", "a + b"), label=long, place=long, note=long)
    found = written(one, given=numbers(sum="4.00", a="1.00", b="2.00"))[0]

    assert 3000 > len(found.said("zh"))
    assert "…列示 4.00 元，按列示数字计算为 3.00 元" in found.said("zh")


def test_a_failed_claim_with_a_note_is_a_remark() -> None:
    """
    A note explains why a condition does not hold; without one it is an error that moves no score.
    """
    given = numbers(a="2.00", b="1.00")
    found = [one.verdict for one in written(claim("a < b", "含上年结转"), claim("a < b"), given=given)]

    assert ["remark", "differs_without_effect"] == found


def test_a_quotient_without_value_cannot_be_verified() -> None:
    """
    A division by zero is no difference.
    """
    found = written(equation("rate", "a / b"), given=numbers(rate="1.00", a="1.00", b="0.00"))[0]

    assert ("cannot_verify", True) == (found.verdict, "分母为零" in found.said("zh"))


def test_a_number_that_is_not_printed_is_named() -> None:
    """
    What lacks a number cannot be verified.
    """
    found = written(equation("sum", "a + b"), given=numbers(sum="3.00", a="1.00"))[0]

    assert ("cannot_verify", True) == (found.verdict, "缺少" in found.said("zh"))


def test_errors_come_first_with_what_follows() -> None:
    """
    Each finding is told once, errors before what agrees, consequences below their cause.
    """
    good = equation("fine", "b + c")
    first, second = equation("first", "a + b"), equation("second", "a + c")
    given = numbers(fine="5.00", first="3.00", second="4.00", a="1.50", b="2.00", c="3.00")
    found = written(good, second, first, given=given)
    twice = [*found, found[0], evolve(found[0], path="other", follows_from="nothing-00000000")]

    assert ["second", "first", "fine", "other"] == [one.path.split(" ")[0] for one in ordered(twice)]
