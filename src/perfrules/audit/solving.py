"""Solving: with which value of one printed number a rule gives what is printed, typing slips before all others."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from perfrules import number
from perfrules.audit.numbers import PrintedNumber, decimals_of

Excess = Callable[[Fraction], Fraction | None]
"""By how much a rule gives more than is printed where a number has this value; None where it gives nothing."""

MOST_DOUBLED = 24
"""How often the distance from the printed value is doubled before nothing is found."""

MOST_DIGITS = 15
"""How many digits of a number are tried as exchanged."""

_FACTORS = tuple(Fraction(one) for factor in (10, 100, 1000, 10**4) for one in (Fraction(1, factor), factor))


def solved(excess: Excess, printed: PrintedNumber) -> tuple[Fraction, ...]:
    """
    The values of a number with which nothing is in excess: the first slip of the pen that would explain it, else one near by.

    A rule that neither rises nor falls all the way may have others.
    """
    slip = next((value for value in slips(printed) if excess(value) == 0), None)
    if slip is not None:
        return (slip,)
    step = printed.step or _step(printed.value)
    found = [value for up in (True, False) if (value := _searched(excess, printed.value, step if up else -step)) is not None]
    return tuple(sorted(found, key=lambda value: abs(value - printed.value)))[:1]


def slips(printed: PrintedNumber) -> Iterator[Fraction]:
    """What people write for a number by mistake: a digit more or less, a wrong unit, two digits exchanged, one beside."""
    if printed.kind == "date":
        return
    yield from (printed.value * factor for factor in _FACTORS)
    step = printed.step or _step(printed.value)
    yield from (printed.value + step, printed.value - step)
    count = abs(printed.value) / step
    digits = number.plain(count)
    if count.denominator != 1 or len(digits) > MOST_DIGITS:
        return
    sign = 1 if printed.value >= 0 else -1
    for left in range(len(digits) - 1):
        exchanged = digits[:left] + digits[left + 1] + digits[left] + digits[left + 2 :]
        if exchanged != digits:
            yield sign * int(exchanged) * step


def _step(value: Fraction) -> Fraction:
    """What one unit of the last digit is worth."""
    return Fraction(1, 10 ** decimals_of(value))


def _searched(excess: Excess, start: Fraction, step: Fraction) -> Fraction | None:
    """The nearest value in one direction where the excess is gone, found by doubling and halving the distance."""
    first = excess(start)
    if first is None:
        return None
    low, high = 0, 1
    while _lasts(excess(start + high * step), first):
        low, high = high, high * 2
        if high > 2**MOST_DOUBLED:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _lasts(excess(start + middle * step), first) else (low, middle)
    value = start + high * step
    return value if excess(value) == 0 else None


def _lasts(there: Fraction | None, first: Fraction) -> bool:
    """Whether a rule still gives too much, or too little, as at first."""
    return there is not None and there * first > 0
