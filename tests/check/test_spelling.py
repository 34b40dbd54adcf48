"""Values are written out where a formula names them, each once, in the reading that is asked for."""

from perfrules.check.spelling import ambiguous, spelling
from perfrules.formula import parse, text
from tests.examples import framework, judged, value

VALUES = (
    value("a", "progress", {"半": "progress / 2"}),
    value("b", "a + staff", {"另": "c"}),
    value("c", "staff * 2"),
    value("d", "spnet"),
)
MADE = framework(judged("x", 10), values=VALUES)


def test_values_are_written_out_through_others() -> None:
    """
    A value stands as what it is worth in the adopted reading, or in another; one without a meaning stays as it is.
    """
    formula = parse("b + d + staff")

    assert "progress + staff + d + staff" == text(spelling(MADE, {}).written(formula))
    assert "progress / 2 + staff + d + staff" == text(spelling(MADE, {"a": "半"}).written(formula))
    assert "staff * 2 + d + staff" == text(spelling(MADE, {"a": "", "b": "另"}).written(formula))


def test_what_names_no_value_stays() -> None:
    """
    A formula over facts is the very same afterwards.
    """
    formula = parse("progress + staff")

    assert formula is spelling(MADE, {}).written(formula)


def test_the_adopted_reading_is_made_once() -> None:
    """
    A framework keeps its values as they are adopted; other readings are made when they are asked for.
    """
    assert spelling(MADE, {}) is spelling(MADE, {"a": ""})
    assert spelling(MADE, {"a": "半"}) is not spelling(MADE, {"a": "半"})


def test_values_that_can_be_read_otherwise_are_found_in_every_reading() -> None:
    """
    A formula rests on what any reading of its values names; without other readings on nothing ambiguous.
    """
    found = [[one.id for one in ambiguous(MADE, parse(written))] for written in ("b", "c", "a + a", "staff", "d")]

    assert [["a", "b"], [], ["a"], [], []] == found
    assert [] == ambiguous(framework(judged("x", 10), values=VALUES[2:]), parse("c"))
