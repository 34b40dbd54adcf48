"""Small reports to audit: printed numbers, and relations between them."""

from fractions import Fraction

from perfrules.audit.numbers import Numbers, PrintedNumber
from perfrules.audit.relation import Claim, Equation
from perfrules.formula import parse
from perfrules.formula.parse import parse_condition
from perfrules.formula.syntax import names


def printed(key: str, written: str, size: int = 1) -> PrintedNumber:
    """A number as it is printed, with its decimals, in a unit of this size."""
    decimals = len(written.partition(".")[2])
    step = Fraction(size, 10**decimals)
    return PrintedNumber(key, key, Fraction(written) * size, "amount", step, Fraction(size), "元", written)


def numbers(*alike: tuple[str, ...], **written: str) -> Numbers:
    """Printed numbers by key; `alike` are keys of the same number."""
    return Numbers((printed(key, one) for key, one in written.items()), alike)


def equation(result: str, formula: str, *, exact: bool = False) -> Equation:
    """A statement that a number follows from others."""
    tree = parse(formula)
    label = f"{result} = {formula}"
    return Equation("statement", label, "表", label, result, (result, *sorted(names(tree))), formula=tree, is_exact=exact)


def claim(condition: str, note: str = "", *, exact: bool = False) -> Claim:
    """A condition that should hold."""
    tree = parse_condition(condition)
    cells = tuple(sorted(names(tree)))
    return Claim("condition", condition, "表", condition, "", cells, condition=tree, note=note, is_exact=exact)
