"""The canonical text of a tree has the brackets that it needs and no others."""

from fractions import Fraction

import pytest

from perfrules.formula import parse, parse_condition
from perfrules.formula.syntax import Arithmetic, Choose, Flag, Name, Negate, Number, Tree
from perfrules.formula.text import fault, text


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1.50", "1.5"),
        ("0.0", "0"),
        ("1000000000000.000001", "1000000000000.000001"),
        ("(a)", "a"),
        ("((a+b))*(c)", "(a + b) * c"),
        ("(a*b)+c", "a * b + c"),
        ("a-(b-c)", "a - (b - c)"),
        ("(a-b)-c", "a - b - c"),
        ("a/(b*c)", "a / (b * c)"),
        ("(a/b)*c", "a / b * c"),
        ("-(-(a))", "--a"),
        ("-(a*b)", "-(a * b)"),
        ("(-a)*b", "-a * b"),
        ("a*(-b)", "a * -b"),
        ("-(a+b)", "-(a + b)"),
        ("a if f else (b if g else c)", "a if f else b if g else c"),
        ("(a if f else b) if g else c", "(a if f else b) if g else c"),
        ("(a if f else b) + 1", "(a if f else b) + 1"),
        ("a if f else (b + 1)", "a if f else b + 1"),
        ("-(a if f else b)", "-(a if f else b)"),
        ("min( (a if f else b),c )", "min(a if f else b, c)"),
        ("f( )", "f()"),
        ("a if (f) else b", "a if f else b"),
        ("a if (1 if f else 2) < 3 else b", "a if (1 if f else 2) < 3 else b"),
    ],
)
def test_a_formula_is_written_canonically(written: str, expected: str) -> None:
    """
    Blanks, brackets and zeros that mean nothing are gone, the others stay.
    """
    assert expected == text(parse(written))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("(f and g) and h", "(f and g) and h"),
        ("f and (g and h)", "f and (g and h)"),
        ("(f and g) or h", "f and g or h"),
        ("f and (g or h)", "f and (g or h)"),
        ("(f or g) or h", "(f or g) or h"),
        ("not (f)", "not f"),
        ("not (f and g)", "not (f and g)"),
        ("(not f) and g", "not f and g"),
        ("not (a<b)", "not a < b"),
        ("(a+b)<(c*2)<=(-a)", "a + b < c * 2 <= -a"),
        ("(not not f)", "not not f"),
    ],
)
def test_a_condition_is_written_canonically(written: str, expected: str) -> None:
    """
    Conditions keep the brackets that they need and no others.
    """
    assert expected == text(parse_condition(written))


def test_a_made_number_below_zero_is_written_as_a_sign() -> None:
    """
    A number below zero, which no text spells, is put into brackets where a sign would bind too loosely.
    """
    below = Number(Fraction(-1, 2))

    assert "-0.5 * a" == text(Arithmetic(below, "*", Name("a")))
    assert "--0.5" == text(Negate(below))


def test_a_spelling_stands_for_its_number() -> None:
    """
    A state is written as its author wrote it.
    """
    assert "a * late" == text(Arithmetic(Name("a"), "*", Number(Fraction(-1), "late")))


def test_nodes_can_be_given_another_text() -> None:
    """
    What `spell` gives for a node is used as it is; None leaves the node to the language.
    """

    def label(node: Tree) -> str | None:
        return {Name("used"): "支出", Flag("ok"): "合规"}.get(node) if isinstance(node, Name | Flag) else None

    tree = Choose(Flag("ok"), Arithmetic(Name("used"), "/", Name("total")), Number(Fraction(0)))

    assert "支出 / total if 合规 else 0" == text(tree, label)


def test_an_error_quotes_a_node_as_it_was_written() -> None:
    """
    A node that an author wrote is shown in his text, one that nobody wrote in its canonical text.
    """
    written = parse("1 +  used")
    part = written.right if isinstance(written, Arithmetic) else written
    made = Arithmetic(Name("used"), "+", Number(Fraction(1)))

    assert ("no; yes", "    1 +  used\n         ^^^^") == (fault(part, "no", "yes").sentence, fault(part, "no").excerpt)
    assert "no\n    used + 1\n    ^^^^^^^^" == str(fault(made, "no"))
