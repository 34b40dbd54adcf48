"""Every refusal of the formula language: the exact message, and the place under which its carets stand."""

import pickle

import pytest

from perfrules.errors import FormulaError
from perfrules.formula import Scope, parse, parse_condition, resolve, resolve_condition
from perfrules.formula.gate import MAX_BRACKETS, MAX_LENGTH, MAX_OPERATORS, MAX_SIGNS
from perfrules.formula.measure import Meaning
from perfrules.formula.parse import MAX_DEPTH
from perfrules.formula.scope import defined
from perfrules.formula.syntax import Definition

LETTERS = "names have ASCII letters, digits, `_` and common Chinese characters"

SCOPE = Scope.of(
    {
        "used": Meaning("amount", "万元"),
        "yuan": Meaning("amount", "元"),
        "staff": Meaning("count", "人"),
        "ok": Meaning("flag"),
        "disclosure": Meaning("choice", "", ("on_time", "late", "none")),
        "due": Meaning("date"),
        "done": Meaning("date"),
        "支出": Meaning(),
    },
)

ALPHABET = (
    ("（used）", "`（` is a full-width or decorated form; write `(`", (0, 1)),
    ("used（1）", "`（` is a full-width or decorated form; write `(`", (4, 5)),
    ("min(used，2)", "`，` is a full-width or decorated form; write `,`", (8, 9)),
    ("1．5", "`．` is no part of the language; write `.`", (1, 2)),
    ("used ＋ 1", "`＋` is a full-width or decorated form; write `+`", (5, 6)),
    ("used ／ 2", "`／` is a full-width or decorated form; write `/`", (5, 6)),
    ("２", "`２` is a full-width or decorated form; write `2`", (0, 1)),
    ("ｕsed", "`ｕ` is a full-width or decorated form; write `u`", (0, 1)),
    ("used ＝ 1", "`＝` is a full-width or decorated form; write `==` to compare", (5, 6)),
    ("25％", "`％` is a full-width or decorated form; in a formula write 0.25 for 25%", (2, 3)),
    ("used ＆ ok", "`＆` is a full-width or decorated form; write `and`", (5, 6)),
    ("5：1", "`：` is a full-width or decorated form; write `a if condition else b`", (1, 2)),
    ("{used}", "`{` is no part of the language; use round brackets", (0, 1)),
    ("used[0]", "`[` is no part of the language; use round brackets", (4, 5)),
    ("used ≥ 1", "`≥` is no part of the language; write `>=`", (5, 6)),
    ("used ≦ 1", "`≦` is no part of the language; write `<=`", (5, 6)),
    ("used ≤ 1", "`≤` is no part of the language; write `<=`", (5, 6)),
    ("used ≠ 1", "`≠` is no part of the language; write `!=`", (5, 6)),
    ("2 × used", "`×` is no part of the language; write `*`", (2, 3)),
    ("2 ÷ used", "`÷` is no part of the language; write `/`", (2, 3)),
    ("used − 1", "`−` is no part of the language; write `-`", (5, 6)),
    ("used – 1", "`–` is no part of the language; write `-`", (5, 6)),
    ("25%", "`%` is no part of the language; in a formula write 0.25 for 25%", (2, 3)),
    ("25 %", "`%` is no part of the language; in a formula write 0.25 for 25%", (3, 4)),
    ("5‰", "`‰` is no part of the language; in a formula write 0.025 for 25‰", (1, 2)),
    ("used = 1", "`=` is no part of the language; write `==` to compare", (5, 6)),
    ("used === 1", "`=` is no part of the language; write `==` to compare", (7, 8)),
    ("used => 1", "`=>` is no part of the language; write `>=`", (5, 7)),
    ("used =< 1", "`=<` is no part of the language; write `<=`", (5, 7)),
    ("used <> 1", "`<>` is no part of the language; write `!=`", (5, 7)),
    ("used && ok", "`&&` is no part of the language; write `and`", (5, 7)),
    ("used || ok", "`||` is no part of the language; write `or`", (5, 7)),
    ("used & ok", "`&` is no part of the language; write `and`", (5, 6)),
    ("used | ok", "`|` is no part of the language; write `or`", (5, 6)),
    ("!ok", "`!` is no part of the language; write `not`", (0, 1)),
    ("used ** 2", "`**` is no part of the language; powers are no part of the language; write a product", (5, 7)),
    ("used ^ 2", "`^` is no part of the language; powers are no part of the language; write a product", (5, 6)),
    ("used²", "`²` is no part of the language; powers are no part of the language; write a product", (4, 5)),
    ("used³", "`³` is no part of the language; powers are no part of the language; write a product", (4, 5)),
    ("used // 2", "`//` is no part of the language; write `floor(a / b)`", (5, 7)),
    ("used << 2", "`<<` is no part of the language; write `<`", (5, 7)),
    ("used >> 2", "`>>` is no part of the language; write `>`", (5, 7)),
    (
        "used.amount",
        "`.` is no part of the language; a number has digits on both sides of its point, and a name has no point",
        (4, 5),
    ),
    (".5", "`.` is no part of the language; a number has digits on both sides of its point, and a name has no point", (0, 1)),
    ("。5", "`。` is no part of the language; write `.`", (0, 1)),
    ("used、yuan", "`、` is no part of the language; write `,`", (4, 5)),
    ("'late'", "`'` is no part of the language; write the name of a state without quotes", (0, 1)),
    ('"late"', '`"` is no part of the language; write the name of a state without quotes', (0, 1)),
    ("“late”", "`“` is no part of the language; write the name of a state without quotes", (0, 1)),
    ("used # 支出", "`#` is no part of the language; comments belong outside of a formula", (5, 6)),
    ("used; 1", "`;` is no part of the language; one formula has one value", (4, 5)),
    ("x := 1", "`:` is no part of the language; write `a if condition else b`", (2, 3)),
    ("x: 1", "`:` is no part of the language; write `a if condition else b`", (1, 2)),
    ("used @ 2", "`@` is no part of the language", (5, 6)),
    ("~used", "`~` is no part of the language", (0, 1)),
    ("$used", "`$` is no part of the language", (0, 1)),
    ("used?", "`?` is no part of the language", (4, 5)),
    ("a\\b", "`\\` is no part of the language", (1, 2)),
    ("`used`", "``` is no part of the language", (0, 1)),
    (
        "usеd",
        f"`е` (cyrillic small letter ie) is no letter of the language; {LETTERS}",
        (2, 3),
    ),
    (
        "αβγ",
        f"`α` (greek small letter alpha) is no letter of the language; {LETTERS}",
        (0, 1),
    ),
    (
        "é",
        f"`é` (latin small letter e with acute) is no letter of the language; {LETTERS}",
        (0, 1),
    ),
    ("used\xa0+ 1", "a blank of another kind (U+00A0) stands here; write an ordinary blank", (4, 5)),
    ("used\u3000+ 1", "a blank of another kind (U+3000) stands here; write an ordinary blank", (4, 5)),
    ("\u200bused", "an invisible character (U+200B) stands here; delete it", (0, 1)),
    ("\ufeffused", "an invisible character (U+FEFF) stands here; delete it", (0, 1)),
    ("used\u202e", "an invisible character (U+202E) stands here; delete it", (4, 5)),
    ("used\u2028", "an invisible character (U+2028) stands here; delete it", (4, 5)),
    ("\x00", "an invisible character (U+0000) stands here; delete it", (0, 1)),
    ("\ud800", "an invisible character (U+D800) stands here; delete it", (0, 1)),
    ("\x1b[31mused", "an invisible character (U+001B) stands here; delete it", (0, 1)),
    ("½", "`½` is no part of the language", (0, 1)),
    ("⑴", "`⑴` is a full-width or decorated form; write `(1)`", (0, 1)),
    ("🙂", "`🙂` is no part of the language", (0, 1)),
    ("豈", "`豈` is a full-width or decorated form; write `豈`", (0, 1)),
    (
        "𠀀",
        f"`𠀀` (cjk unified ideograph-20000) is no letter of the language; {LETTERS}",
        (0, 1),
    ),
)
"""Characters that the language does not have."""

NUMBERS = (
    ("1e5", "exponents are no part of the language; write the number out", (0, 3)),
    ("1E-5", "exponents are no part of the language; write the number out", (0, 3)),
    ("1e", "a number runs into what follows; put an operator between them; a unit belongs in the data", (0, 2)),
    ("0x1F", "a number runs into what follows; put an operator between them; a unit belongs in the data", (0, 2)),
    ("1j", "a number runs into what follows; put an operator between them; a unit belongs in the data", (0, 2)),
    ("1_000", "a number has no `_`; write the digits without a break", (0, 2)),
    ("5万", "a number in a formula has no unit; convert the unit in the data, not in the formula", (0, 2)),
    ("5亿 * 2", "a number in a formula has no unit; convert the unit in the data, not in the formula", (0, 2)),
    ("5元", "a number runs into what follows; put an operator between them; a unit belongs in the data", (0, 2)),
    ("3人", "a number runs into what follows; put an operator between them; a unit belongs in the data", (0, 2)),
    ("1.2.3", "a number runs into what follows; a number has digits on both sides of its point, and a name has no point", (0, 4)),
    ("1.", "a number runs into what follows; a number has digits on both sides of its point, and a name has no point", (0, 2)),
    ("1..2", "a number runs into what follows; a number has digits on both sides of its point, and a name has no point", (0, 2)),
    ("007", "a number does not start with 0; write `7`", (0, 3)),
    ("00.5", "a number does not start with 0; write `0.5`", (0, 4)),
    ("0000", "a number does not start with 0; write `0`", (0, 4)),
    ("1,234.50", "a comma stands outside of a function; write large numbers without commas", (0, 8)),
    ("9" * 41, "a number has at most 40 digits", (0, 41)),
    ("0." + "9" * 40, "a number has at most 40 digits", (0, 42)),
    ("date(2021, 09, 30)", "a number does not start with 0; write `9`", (11, 13)),
    ("2used", "a number runs into what follows; put an operator between them; a unit belongs in the data", (0, 2)),
)
"""Numbers in another notation."""

NAMED = "`min`, `max`, `floor`, `abs`, `ceil`, `cut`, `half_up`, `half_even`, `attained`, `attained_reverse`, `attained_linear`"

WORDS = (
    ("True", "`True` is no part of the language; a flag stands alone", (0, 4)),
    ("1 if False else 0", "`False` is no part of the language; a flag stands alone", (5, 10)),
    ("None", "`None` is no part of the language", (0, 4)),
    ("used is None", "`is` is no part of the language", (5, 7)),
    ("used in 1", "`in` is no part of the language", (5, 7)),
    ("lambda", "`lambda` is no part of the language", (0, 6)),
    ("for", "`for` is no part of the language", (0, 3)),
    ("await used", "`await` is no part of the language", (0, 5)),
    ("a" * 81, "a name has at most 80 characters", (0, 81)),
)
"""Words of Python, and a name that is too long."""

SHAPE = (
    ("", "the formula is empty", (0, 1)),
    ("   ", "the formula is empty", (0, 1)),
    ("\n", "the formula is empty", (0, 1)),
    ("used +", "the formula breaks off or has two things side by side here; is an operator missing?", (5, 6)),
    ("* used", "the formula breaks off or has two things side by side here; is an operator missing?", (0, 1)),
    ("used yuan", "the formula breaks off or has two things side by side here; is an operator missing?", (0, 4)),
    ("1 used", "the formula breaks off or has two things side by side here; is an operator missing?", (0, 1)),
    ("used 1", "the formula breaks off or has two things side by side here; is an operator missing?", (0, 4)),
    ("min(1 2)", "the formula breaks off or has two things side by side here; is an operator missing?", (4, 5)),
    ("used -> 1", "the formula breaks off or has two things side by side here; is an operator missing?", (5, 6)),
    ("used < > 1", "the formula breaks off or has two things side by side here; is an operator missing?", (7, 8)),
    ("1 < ", "the formula breaks off or has two things side by side here; is an operator missing?", (2, 3)),
    ("+* 2", "the formula breaks off or has two things side by side here; is an operator missing?", (1, 2)),
    ("used +* 2", "the formula breaks off or has two things side by side here; is an operator missing?", (6, 7)),
    ("used if ok", "`if` stands without its other half; write `a if condition else b`", (5, 7)),
    ("used else 1", "`else` stands without its other half; write `a if condition else b`", (5, 9)),
    ("if ok", "`if` stands without its other half; write `a if condition else b`", (0, 2)),
    ("1 if ok else 2 else 3", "`else` stands without its other half; write `a if condition else b`", (15, 19)),
    ("1 if else 2", "the formula breaks off or has two things side by side here; is an operator missing?", (5, 9)),
    ("(used", "this bracket is never closed", (0, 1)),
    ("((used)", "this bracket is never closed", (0, 1)),
    ("used)", "this bracket closes nothing", (4, 5)),
    (")used(", "this bracket closes nothing", (0, 1)),
    ("), used,", "this bracket closes nothing", (0, 1)),
    ("()", "these brackets are empty", (0, 2)),
    ("1 + ()", "these brackets are empty", (4, 6)),
    ("min(1, 2", "this bracket is never closed", (3, 4)),
    ("min(1, 2,)", "nothing follows this comma; delete it", (8, 9)),
    ("min(, 1)", "the formula breaks off or has two things side by side here; is an operator missing?", (4, 5)),
    ("(used,)", "nothing follows this comma; delete it", (5, 6)),
    ("used, 1", "a comma stands outside of a function; write large numbers without commas", (0, 7)),
    ("(used, 1) + 2", "a comma stands outside of a function; write large numbers without commas", (0, 9)),
    ("+used", "`+` before a number is no part of the language; delete it", (0, 5)),
    ("1 + +1", "`+` before a number is no part of the language; delete it", (4, 6)),
    ("2(3)", "only a function can be called; write `*` to multiply", (0, 4)),
    ("(used + 1)(2)", "only a function can be called; write `*` to multiply", (0, 13)),
    ("(min)(1, 2)", "only a function can be called; write `*` to multiply", (0, 11)),
    ("min(1)(2)", "only a function can be called; write `*` to multiply", (0, 9)),
    ("min(*used)", "this is no part of the language", (4, 9)),
    ("(*used)", "the formula breaks off or has two things side by side here; is an operator missing?", (1, 2)),
    ("not used if ok else 1", "a condition stands where a number is needed; write `1 if … else 0`", (0, 8)),
    ("not", "the formula breaks off or has two things side by side here; is an operator missing?", (0, 3)),
)
"""Texts that break off, or hold what the language has not."""

SORTS = (
    ("ok and used > 1", "a condition stands where a number is needed; write `1 if … else 0`", (0, 15)),
    ("not ok", "a condition stands where a number is needed; write `1 if … else 0`", (0, 6)),
    ("used > 1", "a condition stands where a number is needed; write `1 if … else 0`", (0, 8)),
    ("1 + (used > 1)", "a condition stands where a number is needed; write `1 if … else 0`", (5, 13)),
    ("min(used > 1, 2)", "a condition stands where a number is needed; write `1 if … else 0`", (4, 12)),
    ("1 if used + 1 else 0", "a number stands where a condition is needed; compare it with something", (5, 13)),
    ("1 if -used else 0", "a number stands where a condition is needed; compare it with something", (5, 10)),
    ("1 if 1 else 0", "a number stands where a condition is needed; compare it with something", (5, 6)),
    ("1 if min(1, 2) else 0", "a function stands where a condition is needed; compare it with something", (5, 14)),
    ("1 if (1 if ok else 0) else 0", "a number stands where a condition is needed; compare it with something", (6, 20)),
    ("1 if ok and 3 else 0", "a number stands where a condition is needed; compare it with something", (12, 13)),
    ("ok + 1", "`ok` is a flag, not a number; write `1 if ok else 0`", (0, 2)),
    ("ok", "`ok` is a flag, not a number; write `1 if ok else 0`", (0, 2)),
    ("1 if ok == 1 else 0", "`ok` is a flag, not a number; write `1 if ok else 0`", (5, 7)),
    ("1 if used else 0", "`used` is a number, not a condition; compare it with something", (5, 9)),
    ("1 if not used else 0", "`used` is a number, not a condition; compare it with something", (9, 13)),
    ("1 if disclosure else 0", "`disclosure` is a choice, not a condition; compare it: `disclosure == on_time`", (5, 15)),
    ("disclosure * 2", "`disclosure` is a choice, not a number; compare it: `disclosure == on_time`", (0, 10)),
    ("min(disclosure, 1)", "`disclosure` is a choice, not a number; compare it: `disclosure == on_time`", (4, 14)),
)
"""Numbers and conditions in one another's place."""

CONDITIONS = (
    ("used", "`used` is a number, not a condition; compare it with something", (0, 4)),
    ("used + 1", "a number stands where a condition is needed; compare it with something", (0, 8)),
    ("3", "a number stands where a condition is needed; compare it with something", (0, 1)),
    ("min(1, 2)", "a function stands where a condition is needed; compare it with something", (0, 9)),
    ("1 if ok else 0", "a number stands where a condition is needed; compare it with something", (0, 14)),
    ("ok and used", "`used` is a number, not a condition; compare it with something", (7, 11)),
    ("(1, 2)", "a comma stands outside of a function; write large numbers without commas", (0, 6)),
    ("()", "these brackets are empty", (0, 2)),
    ("+ok", "`+` before a number is no part of the language; delete it", (0, 3)),
    ("date(2024, 1, 1)", "a function stands where a condition is needed; compare it with something", (0, 16)),
    ("ok ==", "the formula breaks off or has two things side by side here; is an operator missing?", (3, 5)),
    ("missing", "unknown name `missing`", (0, 7)),
    ("cut", "`cut` is a function; write its arguments in brackets", (0, 3)),
)
"""Texts that are no condition, where one is needed."""

NAMES = (
    ("usd / 2", "unknown name `usd`; did you mean `used`?", (0, 3)),
    ("spent", "unknown name `spent`", (0, 5)),
    ("支岀", "unknown name `支岀`", (0, 2)),
    ("late", "unknown name `late`", (0, 4)),
    ("cut + 1", "`cut` is a function; write its arguments in brackets", (0, 3)),
    ("floor", "`floor` is a function; write its arguments in brackets", (0, 5)),
    ("date", "`date` is a function; write its arguments in brackets", (0, 4)),
    ("date - due", "`date` is a function; write its arguments in brackets", (0, 4)),
    ("foo(1)", "unknown function `foo`; did you mean `floor`?", (0, 6)),
    ("cutt(used, 1)", "unknown function `cutt`; did you mean `cut`?", (0, 13)),
    ("used(1)", "`used` is no function; write `*` to multiply", (0, 7)),
    ("(used)(1)", "only a function can be called; write `*` to multiply", (0, 9)),
    (
        "print(1)",
        f"unknown function `print`; known are {NAMED}",
        (0, 8),
    ),
    ("__import__", "unknown name `__import__`", (0, 10)),
    ("weight", "unknown name `weight`", (0, 6)),
)
"""Names and functions that nobody declared."""

CALLS = (
    ("min()", "`min` cannot take 0 arguments here; expected at least two", (0, 5)),
    ("min(1)", "`min` cannot take 1 argument here; expected at least two", (0, 6)),
    ("max(used)", "`max` cannot take 1 argument here; expected at least two", (0, 9)),
    ("floor()", "`floor` cannot take 0 arguments here; expected `floor(x)`", (0, 7)),
    ("floor(1, 2)", "`floor` cannot take 2 arguments here; expected `floor(x)`", (0, 11)),
    ("abs()", "`abs` cannot take 0 arguments here; expected `abs(x)`", (0, 5)),
    ("cut(used)", "`cut` cannot take 1 argument here; expected `cut(x, step)`", (0, 9)),
    ("cut(used, 1, 2)", "`cut` cannot take 3 arguments here; expected `cut(x, step)`", (0, 15)),
    ("attained(1, 2)", "`attained` cannot take 2 arguments here; expected `attained(actual, target, weight)`", (0, 14)),
    ("half_up(used, staff)", "the step of `half_up` is not a number above 0; write `half_up(…, 0.01)`", (14, 19)),
    ("cut(used, 0)", "the step of `cut` is not a number above 0; write `cut(…, 0.01)`", (10, 11)),
    ("half_even(used, -0.01)", "the step of `half_even` is not a number above 0; write `half_even(…, 0.01)`", (16, 21)),
    ("cut(used, 1 / 100)", "the step of `cut` is not a number above 0; write `cut(…, 0.01)`", (10, 17)),
    ("cut(used, 0.0)", "the step of `cut` is not a number above 0; write `cut(…, 0.01)`", (10, 13)),
)
"""Calls with other arguments, and steps that are no literal."""

CHOICES = (
    ("1 if disclosure == lat else 0", "`lat` is no state of `disclosure`; did you mean `late`?", (19, 22)),
    ("1 if disclosure == early else 0", "`early` is no state of `disclosure`; expected `on_time` or `late` or `none`", (19, 24)),
    ("1 if disclosure == 1 else 0", "`1` is no state of `disclosure`; expected `on_time` or `late` or `none`", (19, 20)),
    ("1 if disclosure == 1 + 1 else 0", "`1 + 1` is no state of `disclosure`; expected `on_time` or `late` or `none`", (19, 24)),
    ("1 if disclosure == used else 0", "`used` is no state of `disclosure`; expected `on_time` or `late` or `none`", (19, 23)),
    (
        "1 if disclosure == disclosure else 0",
        "`disclosure` is no state of `disclosure`; expected `on_time` or `late` or `none`",
        (19, 29),
    ),
    ("1 if disclosure > late else 0", "`disclosure` is a choice and has no order; compare it with `==` or `!=`, once", (5, 22)),
    ("1 if late <= disclosure else 0", "`disclosure` is a choice and has no order; compare it with `==` or `!=`, once", (5, 23)),
    (
        "1 if disclosure == late == late else 0",
        "`disclosure` is a choice and has no order; compare it with `==` or `!=`, once",
        (5, 31),
    ),
    ("1 if 1 < 2 == disclosure else 0", "`disclosure` is a choice, not a number; compare it: `disclosure == on_time`", (14, 24)),
    ("1 if ok == late else 0", "unknown name `late`", (11, 15)),
)
"""States that a choice does not have, and orders that it does not have."""

UNITS = (
    ("used + yuan", "万元 and 元 meet here; declare both facts in one unit", (0, 11)),
    ("used / yuan", "万元 and 元 meet here; declare both facts in one unit", (0, 11)),
    ("1 if used > yuan else 0", "万元 and 元 meet here; declare both facts in one unit", (5, 16)),
    ("1 if 0 < used < yuan else 0", "万元 and 元 meet here; declare both facts in one unit", (5, 20)),
    ("min(used, yuan)", "万元 and 元 meet here; declare both facts in one unit", (0, 15)),
    ("used if ok else yuan", "万元 and 元 meet here; declare both facts in one unit", (0, 20)),
    ("attained(used, yuan, 10)", "in `attained`: 万元 and 元 meet here; declare both facts in one unit", (0, 24)),
    ("staff * (used - yuan)", "万元 and 元 meet here; declare both facts in one unit", (9, 20)),
)
"""Money of two units."""

DATES = (
    ("due + 1", "a date is compared with a date or subtracted from one, nothing else; `date - date` is a number of days", (0, 7)),
    (
        "due + done",
        "a date is compared with a date or subtracted from one, nothing else; `date - date` is a number of days",
        (0, 10),
    ),
    ("-due", "a date is compared with a date or subtracted from one, nothing else; `date - date` is a number of days", (0, 4)),
    ("due * 2", "a date is compared with a date or subtracted from one, nothing else; `date - date` is a number of days", (0, 7)),
    (
        "max(due, done)",
        "a date is compared with a date or subtracted from one, nothing else; `date - date` is a number of days",
        (0, 14),
    ),
    (
        "cut(due, 1)",
        "a date is compared with a date or subtracted from one, nothing else; `date - date` is a number of days",
        (0, 11),
    ),
    (
        "due if ok else done",
        "a date is compared with a date or subtracted from one, nothing else; `date - date` is a number of days",
        (0, 19),
    ),
    (
        "1 if due > 3 else 0",
        "a date meets a number here; dates are compared with dates; `date - date` is a number of days",
        (5, 12),
    ),
    (
        "1 if due - done > done else 0",
        "a date meets a number here; dates are compared with dates; `date - date` is a number of days",
        (5, 22),
    ),
    ("date(2021)", "a date has a year, a month and a day; write `date(2024, 1, 31)`", (0, 10)),
    ("date(2021, 2)", "a date has a year, a month and a day; write `date(2024, 1, 31)`", (0, 13)),
    ("date(2021, 2, 29)", "this day does not exist; write `date(year, month, day)`", (0, 17)),
    ("date(2021, 13, 1)", "this day does not exist; write `date(year, month, day)`", (0, 17)),
    ("date(0, 1, 1)", "this day does not exist; write `date(year, month, day)`", (0, 13)),
    ("date(10000, 1, 1)", "this day does not exist; write `date(year, month, day)`", (0, 17)),
    ("date(2021, 1, 1.5)", "a date has a year, a month and a day; write `date(2024, 1, 31)`", (0, 18)),
    ("date(2021, 1, staff)", "a date has a year, a month and a day; write `date(2024, 1, 31)`", (0, 20)),
    ("date(2021, 1, -1)", "a date has a year, a month and a day; write `date(2024, 1, 31)`", (0, 17)),
    ("date(99999999999999999999, 1, 1)", "this day does not exist; write `date(year, month, day)`", (0, 32)),
    ("date()", "a date has a year, a month and a day; write `date(2024, 1, 31)`", (0, 6)),
    (
        "attained(due, done, 1)",
        "a date is compared with a date or subtracted from one, nothing else; `date - date` is a number of days",
        (0, 22),
    ),
)
"""Dates beside numbers, and days that do not exist."""

LIMITS = (
    (" " * MAX_LENGTH + "1", "a formula has at most 4000 characters; use `values` for parts", (4000, 4001)),
    (
        "+".join(["a" * 80] * 49),
        "with a blank on each side of its operators a formula has at most 4000 characters; use `values` for parts",
        (3888, 3968),
    ),
    ("(" * (MAX_BRACKETS + 1), "a formula has at most 32 brackets inside one another; use `values` for parts", (32, 33)),
    ("1" + "+1" * (MAX_OPERATORS + 1), "a formula has at most 200 operators; use `values` for parts", (401, 402)),
    ("-" * (MAX_SIGNS + 1) + "1", "a formula has at most 16 signs in a row; use `values` for parts", (16, 17)),
    ("1" + "+1" * MAX_DEPTH, "a formula has at most 100 levels; use `values` for parts", (0, 1)),
    (
        "half_even(half_even(half_even(half_even(used, 1), 1), 1), 1)",
        "with its functions written out the formula has more than 2000 steps; use `values` for parts",
        (0, 60),
    ),
    (
        "-abs(used" + " + 1" * 96 + ")",
        "with its functions written out the formula has more than 100 levels; use `values` for parts",
        (0, 394),
    ),
)
"""One past each limit."""

FUNCTIONS = (
    ((("f", "f(x)"),), "`f` calls itself: f → f", "f(x)", (0, 4)),
    ((("f", "1 + g(x)"), ("g", "f(x)")), "`f` calls itself: f → g → f", "1 + g(x)", (4, 8)),
    ((("f", "g(x)"), ("g", "h(x)"), ("h", "2 * g(x)")), "`g` calls itself: g → h → g", "h(x)", (0, 4)),
    ((("cut", "x"),), "`cut` is a standard name and cannot be defined again", "x", (0, 1)),
    ((("weight", "x"),), "`weight` is a standard name and cannot be defined again", "x", (0, 1)),
    ((("f", "x"), ("f", "x + 1")), "`f` is defined more than once", "x", (0, 1)),
    ((("f", "x + y"),), "unknown name `y`", "x + y", (4, 5)),
    ((("f", "x if x else 0"),), "`x` is a number, not a condition; compare it with something", "x if x else 0", (5, 6)),
    ((("f", "min(x)"),), "`min` cannot take 1 argument here; expected at least two", "min(x)", (0, 6)),
)
"""Functions that cannot be bound: name and body each, all with one parameter `x`."""


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [*ALPHABET, *NUMBERS, *WORDS, *SHAPE, *SORTS, *NAMES, *CALLS, *CHOICES, *UNITS, *DATES, *LIMITS],
)
def test_a_formula_is_refused_with_its_reason(text: str, message: str, place: tuple[int, int]) -> None:
    """
    A text that is no formula, or means nothing in its scope, is refused with reason and hint, under the faulty part.
    """
    with pytest.raises(FormulaError) as caught:
        resolve(parse(text), SCOPE)

    assert (message, place) == (caught.value.sentence, (caught.value.start, caught.value.end))
    assert text == caught.value.text


@pytest.mark.parametrize(("text", "message", "place"), CONDITIONS)
def test_a_condition_is_refused_with_its_reason(text: str, message: str, place: tuple[int, int]) -> None:
    """
    A text that is no condition is refused with reason and hint, under the faulty part.
    """
    with pytest.raises(FormulaError) as caught:
        resolve_condition(parse_condition(text), SCOPE)

    assert (message, place) == (caught.value.sentence, (caught.value.start, caught.value.end))


@pytest.mark.parametrize(("own", "message", "text", "place"), FUNCTIONS)
def test_functions_are_refused_with_their_reason(
    own: tuple[tuple[str, str], ...], message: str, text: str, place: tuple[int, int]
) -> None:
    """
    Functions that go in circles, clash, or mean nothing are refused under the place in their body.
    """
    with pytest.raises(FormulaError) as caught:
        defined(tuple(Definition(name, ("x",), parse(body)) for name, body in own))

    assert (message, text) == (caught.value.sentence, caught.value.text)
    assert place == (caught.value.start, caught.value.end)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "used / spnet",
            """\
unknown name `spnet`
    used / spnet
           ^^^^^""",
        ),
        (
            "支出 / used（1）",
            """\
`（` is a full-width or decorated form; write `(`
    支出 / used（1）
               ^^""",
        ),
        (
            "cut(used,\n    0)",
            """\
the step of `cut` is not a number above 0; write `cut(…, 0.01)`
    cut(used,     0)
                  ^""",
        ),
        (
            "25%",
            """\
`%` is no part of the language; in a formula write 0.25 for 25%
    25%
      ^""",
        ),
    ],
)
def test_a_refusal_shows_the_text_with_carets(text: str, expected: str) -> None:
    """
    The message ends with the text and carets below the faulty part, two below a wide character.
    """
    with pytest.raises(FormulaError) as caught:
        resolve(parse(text), SCOPE)

    assert expected == str(caught.value)


def test_a_refusal_comes_back_from_a_pickle() -> None:
    """
    A refusal pickles with all that it says.
    """
    with pytest.raises(FormulaError) as caught:
        parse("used = 1")

    copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301  # our own bytes
    assert (repr(caught.value), str(caught.value), "invalid-formula") == (repr(copy), str(copy), copy.code)
