"""Formulas as a reader of mathematics expects them."""

from fractions import Fraction

import pytest

from perfrules.formula import parse
from perfrules.formula.latex import latex
from perfrules.formula.parse import parse_condition
from perfrules.formula.syntax import Number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.5", "1.5"),
        ("1 / 3", r"\frac{1}{3}"),
        ("a_b", r"\text{a\_b}"),
        ("a + b - 1", r"\text{a} + \text{b} - 1"),
        ("a - (b - 1)", r"\text{a} - \left(\text{b} - 1\right)"),
        ("(a + b) * 2", r"\left(\text{a} + \text{b}\right) \times 2"),
        ("(a + b) / (a - b)", r"\frac{\text{a} + \text{b}}{\text{a} - \text{b}}"),
        ("-(a + 1)", r"-\left(\text{a} + 1\right)"),
        ("2 * -a", r"2 \times -\text{a}"),
        ("min(a, 1)", r"\min\left(\text{a}, 1\right)"),
        ("floor(a / 2)", r"\lfloor \frac{\text{a}}{2} \rfloor"),
        ("half_up(a, 0.01)", r"\operatorname{half\_up}\left(\text{a}, 0.01\right)"),
        (
            "1 if a < 2 else 3 if a <= 4 else 5",
            r"\begin{cases} 1 & \text{a} < 2 \\ 3 & \text{a} \le 4 \\ 5 & \text{otherwise} \end{cases}",
        ),
    ],
)
def test_a_formula_is_typeset(text: str, expected: str) -> None:
    """
    Fractions, cases, brackets only where they are needed.
    """
    assert expected == latex(parse(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a != 1", r"\text{a} \ne 1"),
        ("0 < a >= 1 == b", r"0 < \text{a} \ge 1 = \text{b}"),
        ("a > 1 or b > 1 and c", r"\text{a} > 1 \lor \text{b} > 1 \land \text{c}"),
        ("(a > 1 or b > 1) and c", r"\left(\text{a} > 1 \lor \text{b} > 1\right) \land \text{c}"),
        ("not (a > 1 and c)", r"\lnot \left(\text{a} > 1 \land \text{c}\right)"),
    ],
)
def test_a_condition_is_typeset(text: str, expected: str) -> None:
    """
    Comparisons, and, or, not.
    """
    assert expected == latex(parse_condition(text))


def test_labels_are_text() -> None:
    """
    Labels of names and functions are escaped; a spelling stays.
    """
    labels = {"rate": "执行率%", "cut": "截尾"}

    assert r"\operatorname{截尾}\left(\text{执行率\%}, 1\right)" == latex(
        parse("cut(rate, 1)"), lambda name: labels.get(name, name)
    )
    assert r"\text{5\%}" == latex(Number(Fraction(1, 20), "5%"))


def test_marks_of_latex_are_escaped() -> None:
    """
    No label can leave its text.
    """
    assert r"\text{\textbackslash{}x\textasciicircum{}\{\}}" == latex(parse("a"), lambda _: r"\x^{}")
