"""Formula texts that are as large as a limit allows, one larger, as costly as any, or no formulas at all."""

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.formula.gate import MAX_BRACKETS, MAX_DIGITS, MAX_LENGTH, MAX_NAME, MAX_OPERATORS, MAX_SIGNS
from perfrules.formula.parse import MAX_DEPTH

NAMES = "abcdefghij"
FLAG = "flag"
CHOICE = "choice"
STATES = ("early", "late")


def nested(before: str, behind: str, count: int) -> str:
    """A name inside so many brackets."""
    return before * count + "a" + behind * count


def sized(brackets: int, operators: int, signs: int, levels: int) -> dict[str, str]:
    """Texts with these numbers of everything that is counted."""
    return {
        "brackets": nested("(", ")", brackets),
        "divided brackets": nested("(1/", ")", brackets),
        "minima": nested("min(", ", 1)", brackets),
        "operators": f"min({', '.join('a' * (operators + 1))})",
        "conditions": "1 if " + " < ".join("a" * (operators - 1)) + " else 0",
        "signs": "-" * signs + "a",
        "nots": "1 if " + "not " * signs + "flag else 0",
        "levels": "-".join("a" * levels),
        "long blanks": "a".rjust(MAX_LENGTH),
    }


AT_A_LIMIT: Mapping[str, str] = MappingProxyType(
    {
        **sized(MAX_BRACKETS, MAX_OPERATORS, MAX_SIGNS, MAX_DEPTH),
        "digits": "9" * MAX_DIGITS,
        "decimals": "0." + "9" * (MAX_DIGITS - 1),
    }
)
BEYOND_A_LIMIT: Mapping[str, str] = MappingProxyType(
    {
        **sized(MAX_BRACKETS + 1, MAX_OPERATORS + 1, MAX_SIGNS + 1, MAX_DEPTH + 1),
        "long blanks": "a".rjust(MAX_LENGTH + 1),
        "digits": "9" * (MAX_DIGITS + 1),
        "decimals": "0." + "9" * MAX_DIGITS,
        "name": "a" * (MAX_NAME + 1),
        "steps": nested("half_even(", ", 0.01)", 5),
        "many brackets": nested("(", ")", 199),
        "very many brackets": "(" * 100_000,
        "very many signs": "-" * 1_000_000 + "a",
        "very many terms": "+".join("a" * 100_000),
        "very many powers": "**".join("9" * 100_000),
        "very many digits": "9" * 1_000_000,
    }
)
COSTLY: Mapping[str, str] = MappingProxyType(
    {
        "long denominators": "+".join(f"a/{10**39 + 2 * one}" for one in range(80)),
        "long products": "*".join(["9" * MAX_DIGITS] * 90),
        "products of sums": "*".join(f"(a + {one})" for one in range(98)),
        "sum of quotients": "+".join(f"1/(a*{one} + 1)" for one in range(1, 50)),
        "nested quotients": nested("a/(", " + 1)", MAX_BRACKETS),
        "choices": " if a < b else ".join("a" * 66) + " if a < b else c",
        "choices in choices": nested("(", " if b < c else d)", MAX_BRACKETS),
        "choices in a row": "".join(f"{one} if a < {one} else " for one in range(65)) + "b",
        "sum of choices": "+".join(f"({one} if a < {one} else b)" for one in range(49)),
        "and": "1 if " + " and ".join("a < b" for _ in range(66)) + " else 0",
        "or": "1 if " + " or ".join(f"a < {one}" for one in range(98)) + " else 0",
        "and of or": "a/b if " + " and ".join(f"not (a <= b or b <= {one})" for one in range(35)) + " else a/b",
        "rounded": "+".join(f"half_even(a/{one + 1}, 0.01)" for one in range(40)),
        "attained": "+".join(f"attained(a, b, {one})" for one in range(49)),
        "attained in line": "+".join(f"attained_linear(a, b + {one}, 2)" for one in range(36)),
        "chain of quotients": "1 if " + " < ".join(f"a/(b - {one})" for one in range(60)) + " else 0",
        "conditions on quotients": "1 if " + " and ".join(f"a/(b - {one}) < c" for one in range(45)) + " else 0",
        "choices of quotients": "".join(f"{NAMES[one % 9]}/{NAMES[one % 9 + 1]} if a < {one} else " for one in range(49)) + "c",
        "products of choices": "*".join(f"(0.3 if a < {one} else 0.7)" for one in range(49)),
        "choices of long numbers": "7*" + "*".join(f"({10**39 + one} if a < {one} else 0.{10**38 + one})" for one in range(11)),
        "cut quotients": "+".join(f"cut(a/(b + {one}), 0.01)" for one in range(49)),
        "quotients of quotients": "a" + "/(b - 1)" * 60,
        "ratio of sums": f"({'+'.join(f'{one}*{NAMES[one % 10]}' for one in range(48))})/({'+'.join(NAMES)})",
    }
)
NOTHING_OF_THE_LANGUAGE: tuple[str, ...] = (
    "",
    " \n",
    "(",
    ")",
    "a b",
    "a,",
    "()",
    "a if b",
    "9 ** 3999999",
    "4000000 ** 4000000",
    "1e1000000000",
    "0e1000000000",
    "1e999 - 1e999",
    "1_000",
    "0x10",
    "1j",
    "...",
    "10 ^ 2",
    "a = 999999",
    "100; a / b",
    "100\na / b",
    "a\rb",
    "a # b",
    "a\u0085",
    "f'{a:>1000000000}'",
    "'%999999999d' % a",
    "'x'.ljust(10**9)",
    "(1).to_bytes(10**9, 'big')",
    "a.__class__.__mro__[1].__subclasses__()",
    "__import__('os').system('true')",
    "().__class__",
    "[a for a in (1,)]",
    "{a: 1}",
    "lambda: a",
    "min(*a)",
    "min(a=1)",
    "print(a)",
    "exec(a)",
    "rand()",
    "a if (b := 1) else 0",
    "await a",
    "yield a",
    "True",
    "None",
    "a is b",
    "a in b",
    "a @ b",
    "~a",
    "a & b",
    "a << 9999999",
    "`a`",
    "a\0b",
    "\ud800",
    "a\u202eb",
    "\u3164",
    "\U0001d51e",
    "ａ",
    "а",
    "١",
    "²",
    "a " + "\U0001f600" * 3000,
    "date(2024, 2, 30)",
    "date(99999999999999999999, 1, 1)",
    "cut(a, 0)",
    "cut(a, b)",
    "half_up(a)",
    "choice == never",
    "choice == " + "x" * 80,
    "choice + 1",
    "flag + 1",
    "1 if a else 0",
    "weight",
    "unknown" * 10,
)
