"""What a number may be: kinds, units, domains, how they are read and shown; and a span of points as it is printed."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeAlias

from attrs import frozen

from perfrules.errors import NumberError
from perfrules.number import MAX_DIGITS, PARTS, day, legible, may_multiply, more_than, multiplier, narrow, plain, quantity, word
from perfrules.number import text as printed
from perfrules.wording import did_you_mean, near

Kind = Literal["amount", "count", "rate", "number", "flag", "choice", "date"]
Precision = Literal["day", "month"]
Measurement: TypeAlias = Fraction | bool

KINDS: tuple[Kind, ...] = ("amount", "count", "rate", "number", "flag", "choice", "date")

MONEY: Mapping[str, int] = {"元": 1, "万元": 10**4, "亿元": 10**8}
"""The units of an amount, in 元."""

MONEY_DECIMALS: Mapping[str, int] = {"元": 2, "万元": 6, "亿元": 10}
"""How many decimals an amount has where its fact does not say: down to the cent."""

FLAGS: Mapping[str, bool] = {"是": True, "yes": True, "true": True, "否": False, "no": False, "false": False}
"""The words for a flag, in lower case."""

MOST_NAMED = 12
"""How many states a message names."""

_LAST_DAY = date.max.toordinal()


@frozen
class Domain:
    """
    What a fact can be: its kind and unit, its decimals, and between which values it lies.

    A flag is 0 or 1, a choice the position of its state in `states` (pairs of id and label), a date a day number
    (`date.toordinal`). `decimals` counts the decimals of the value itself: a rate of 27.25 % is 0.2725 and has four.
    """

    kind: Kind
    unit: str
    decimals: int
    least: Fraction
    most: Fraction
    states: tuple[tuple[str, str], ...] = ()
    precision: Precision = "day"

    @property
    def step(self) -> Fraction:
        """The distance between neighbouring values."""
        return Fraction(1, 10**self.decimals)


@frozen
class Span:
    """
    Points from `least` to `most`, printed with `decimals`.

    >>> str(Span(Fraction("97.15"), Fraction("97.15"), 2))
    '97.15'
    """

    least: Fraction
    most: Fraction
    decimals: int

    @property
    def is_point(self) -> bool:
        """Whether only one value is left."""
        return self.least == self.most

    @property
    def decimal(self) -> Decimal:
        """The one value that is left, with its decimals; raises `NumberError` if there are more."""
        if not self.is_point:
            raise NumberError(str(self), "is a range, not one value")
        return Decimal(str(self))

    def __str__(self) -> str:
        least = printed(self.least, self.decimals)
        return least if self.is_point else f"{least} to {printed(self.most, self.decimals)}"


@frozen
class Measured:
    """What a text says about a fact: its value, a note where a unit word differs, the decimals of the number as written."""

    value: Measurement
    note: str = ""
    decimals: int = 0


def domain(  # noqa: PLR0913, PLR0917 the keys of a fact in a framework file
    kind: Kind,
    unit: str = "",
    decimals: int | None = None,
    least: Fraction | None = None,
    most: Fraction | None = None,
    states: tuple[tuple[str, str], ...] = (),
    precision: Precision = "day",
) -> Domain:
    """
    A domain with what its kind says where nothing else is said; raises `NumberError` if something is missing or nonsense.

    >>> domain("amount", "万元").most
    Fraction(100000000, 1)
    """
    given = {"decimals": decimals, "at_least": least, "at_most": most}
    if fault := _unit_fault(kind, unit) or _states_fault(kind, states) or _limits_fault(kind, given):
        raise NumberError(kind, fault)
    usual = _usual(kind, unit, states)
    low, high = usual.least if least is None else least, usual.most if most is None else most
    made = Domain(kind, unit, usual.decimals if decimals is None else decimals, low, high, states, precision)
    if fault := _range_fault(made):
        raise NumberError(kind, fault)
    return made


def measured(text: str, domain: Domain) -> Measured:
    """
    What a text says about a fact of this domain; raises `NumberError` where it says nothing, or something else.

    A value outside the domain is still read: `misfit` says what is wrong with it.

    >>> measured("3,106.80 元", domain("amount", "万元")).value
    Fraction(7767, 25000)
    """
    if domain.kind == "flag":
        return Measured(_flag(text))
    if domain.kind == "choice":
        return Measured(_position(text, domain))
    if domain.kind == "date":
        return Measured(Fraction(day(text, domain.precision)))
    if domain.kind == "rate":
        return _ratio(text)
    return _measure(text, domain)


def misfit(value: Measurement, domain: Domain) -> str:
    """
    Why a value does not fit a domain, in the domain's own printing; empty if it fits.

    >>> misfit(Fraction("27.25"), domain("rate", most=Fraction(2)))
    '2725% lies above 200%; did you mean `27.25%`?'
    """
    if domain.kind == "flag":
        return "" if isinstance(value, bool) else f"{plain(value)} is no flag, 是 or 否 was expected"
    if isinstance(value, bool):
        return f"{'是' if value else '否'} is no {domain.kind}"
    if fault := _unknown_fault(value, domain):
        return f"{plain(value)} {fault}"
    if value < domain.least:
        return f"{shown(value, domain)} lies below {shown(domain.least, domain)}"
    if value > domain.most:
        forgotten = domain.kind == "rate" and domain.least <= value / 100 <= domain.most and _fits(value / 100, domain)
        hint = did_you_mean((shown(value / 100, domain),)) if forgotten else ""
        return f"{shown(value, domain)} lies above {shown(domain.most, domain)}{hint}"
    if _fits(value, domain):
        return ""
    ratio = f"is {plain(value)} and " if domain.kind == "rate" and "/" not in plain(value) else ""
    return f"{shown(value, domain)} {ratio}{more_than(domain.decimals)}"


def shown(value: Measurement, domain: Domain) -> str:
    """
    A value as people read it; raises `NumberError` for a day, state or flag that does not exist.

    >>> shown(Fraction("0.2725"), domain("rate")), shown(Fraction(46), domain("count", "人"))
    ('27.25%', '46 人')
    """
    exact = Fraction(value)
    if fault := _unknown_fault(exact, domain):
        raise NumberError(plain(exact), fault)
    if domain.kind == "flag":
        return "是" if exact else "否"
    if domain.kind == "choice":
        return domain.states[int(exact)][1]
    if domain.kind == "date":
        return date.fromordinal(int(exact)).isoformat()[: 7 if domain.precision == "month" else 10]
    if domain.kind == "rate":
        return plain(exact) if "/" in plain(exact) else f"{plain(exact * 100)}%"
    return f"{plain(exact)}{'' if domain.unit in PARTS else ' '}{domain.unit}".rstrip()


def _flag(text: str) -> bool:
    written = legible(text).lower()
    if written not in FLAGS:
        raise NumberError(text, "is no flag, 是 or 否 (yes or no, true or false) was expected")
    return FLAGS[written]


def _position(text: str, domain: Domain) -> Fraction:
    written = legible(text)
    names = [identifier for identifier, _ in domain.states] + [narrow(label) for _, label in domain.states]
    if written in names:
        return Fraction(names.index(written) % len(domain.states))
    known = ", ".join(f"`{identifier}` ({label})" for identifier, label in domain.states[:MOST_NAMED])
    raise NumberError(text, f"is no state, known are {known}{did_you_mean(near(written, names))}")


def _ratio(text: str) -> Measured:
    written = quantity(text)
    if written.unit and written.unit not in PARTS:
        raise NumberError(text, f"carries the unit `{written.unit}`, a ratio or a percentage such as `27.25%` was expected")
    return Measured(written.value * PARTS.get(written.unit, 1), "", written.decimals)


def _measure(text: str, domain: Domain) -> Measured:
    written = quantity(text)
    if not written.unit:
        return Measured(written.value, "", written.decimals)
    factor, name = multiplier(written.unit)
    own_factor, own_name = multiplier(domain.unit)
    value = written.value * Fraction(factor, own_factor)
    if name in {"", own_name}:
        return Measured(value, "", written.decimals)
    if fault := _family_fault(name, own_name):
        raise NumberError(text, f"{fault}, {_wanted(domain)} was expected")
    note = f"`{written.unit}` is read as {_wanted(domain)}" if own_name or domain.kind == "number" else ""
    return Measured(value, note, written.decimals)


def _family_fault(name: str, own_name: str) -> str:
    if "%" in name or "‰" in name:
        return "is a percentage"
    if name == "元":
        return "is an amount of money"
    if own_name == "元" or own_name in PARTS:
        return f"carries the unit `{name}`"
    return f"carries `{name}`, which may be a multiplier" if may_multiply(name) else ""


def _wanted(domain: Domain) -> str:
    article = "an" if domain.kind == "amount" else "a"
    return f"{article} {domain.kind}{f' in {domain.unit}' if domain.unit else ''}"


def _unknown_fault(value: Fraction, domain: Domain) -> str:
    if domain.kind == "flag" and value not in {0, 1}:
        return "is no flag, 是 or 否 was expected"
    if domain.kind == "choice" and value not in range(len(domain.states)):
        return f"is none of the {len(domain.states)} states, which count from 0"
    if domain.kind == "date" and not (value.denominator == 1 and 1 <= value <= _LAST_DAY):
        return "is not in the calendar"
    return ""


def _fits(value: Fraction, domain: Domain) -> bool:
    return (value / domain.step).denominator == 1


def _unit_fault(kind: Kind, unit: str) -> str:
    if kind == "amount":
        return "" if unit in MONEY else f"needs a unit, one of {', '.join(MONEY)}"
    if kind == "count" and (word(unit) in PARTS or multiplier(unit)[1] == "元"):
        return f"is not counted in `{unit}`"
    return f"has no unit, `{unit}` was given" if unit and kind not in {"count", "number"} else ""


def _states_fault(kind: Kind, states: tuple[tuple[str, str], ...]) -> str:
    if kind != "choice" or not states:
        return "needs states" if kind == "choice" else "has states, only a choice has" if states else ""
    names = [name for identifier, label in states for name in {identifier, narrow(label)}]
    twice = sorted({name for name in names if names.count(name) > 1})
    return f"has several states named `{twice[0]}`" if twice else ""


def _limits_fault(kind: Kind, limits: Mapping[str, Fraction | int | None]) -> str:
    missing = [f"`{name}`" for name, limit in limits.items() if limit is None]
    if kind == "number":
        return f"needs {' and '.join(missing)}" if missing else ""
    if kind in {"flag", "choice"}:
        return "" if len(missing) == len(limits) else "has neither decimals nor limits"
    return "has no decimals" if kind == "date" and limits["decimals"] else ""


def _range_fault(made: Domain) -> str:
    if made.precision != "day" and made.kind != "date":
        return "has a precision, only a date has"
    if not 0 <= made.decimals <= MAX_DIGITS:
        return f"has 0 to {MAX_DIGITS} decimals, {made.decimals} was given"
    if made.least > made.most:
        return f"has `at_least` {shown(made.least, made)} above `at_most` {shown(made.most, made)}"
    off = [shown(limit, made) for limit in (made.least, made.most) if not _fits(limit, made)]
    return f"has the limit {off[0]}, which {more_than(made.decimals)}" if off else ""


def _usual(kind: Kind, unit: str, states: tuple[tuple[str, str], ...]) -> Domain:
    if kind == "amount":
        return Domain(kind, unit, MONEY_DECIMALS[unit], Fraction(0), Fraction(10**12, MONEY[unit]))
    most = {"count": 10**9, "rate": 10, "number": 0, "flag": 1, "choice": len(states) - 1, "date": _LAST_DAY}
    return Domain(kind, unit, 6 if kind == "rate" else 0, Fraction(kind == "date"), Fraction(most[kind]))
