"""The gate: refuses a text before any parser sees it."""

import keyword
import re
import unicodedata
from collections.abc import Iterator

from attrs import Attribute, field, frozen

from perfrules.errors import FormulaError, NumberError

MAX_LENGTH = 4000
"""Characters of a formula."""
MAX_BRACKETS = 32
"""Brackets inside brackets."""
MAX_OPERATORS = 200
"""Operators, commas and words such as `if` and `and`, together."""
MAX_SIGNS = 16
"""Signs and `not` directly after one another."""
MAX_DIGITS = 40
"""Digits of a number."""
MAX_NAME = 80
"""Characters of a name."""

WORDS = frozenset({"and", "or", "not", "if", "else"})
"""Python's words that the language uses."""

_PART = "(?:[A-Za-z0-9_]++|[\u3400-\u4dbf\u4e00-\u9fff]++|\u3007)"  # as one set it takes long to compile
_NAME_PART = re.compile(_PART)
_TOKEN = re.compile(
    rf"(?P<space>[ \t\r\n]+)|(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<name>(?![0-9]){_PART}++)"
    r"|(?P<operator><=|>=|==|!=|[-+*/<>(),])",
)

_HINTS = {
    "**": "powers are no part of the language; write a product",
    "//": "write `floor(a / b)`",
    "<<": "write `<`",
    ">>": "write `>`",
    "&&": "write `and`",
    "||": "write `or`",
    "<>": "write `!=`",
    "=<": "write `<=`",
    "=>": "write `>=`",
    "=": "write `==` to compare",
    "²": "powers are no part of the language; write a product",
    "³": "powers are no part of the language; write a product",
    "≥": "write `>=`",
    "≧": "write `>=`",
    "≤": "write `<=`",
    "≦": "write `<=`",
    "≠": "write `!=`",
    "×": "write `*`",
    "÷": "write `/`",
    "−": "write `-`",
    "–": "write `-`",
    "&": "write `and`",
    "|": "write `or`",
    "!": "write `not`",
    "^": "powers are no part of the language; write a product",
    "%": "in a formula write 0.25 for 25%",
    "‰": "in a formula write 0.025 for 25‰",
    "．": "write `.`",
    "。": "write `.`",
    "、": "write `,`",
    "'": "write the name of a state without quotes",
    '"': "write the name of a state without quotes",
    "“": "write the name of a state without quotes",
    "”": "write the name of a state without quotes",
    ".": "a number has digits on both sides of its point, and a name has no point",
    "[": "use round brackets",
    "]": "use round brackets",
    "{": "use round brackets",
    "}": "use round brackets",
    "#": "comments belong outside of a formula",
    ";": "one formula has one value",
    ":": "write `a if condition else b`",
}


_PAIRS = ("**", "//", "<<", ">>", "<>")
"""Two characters that the language has one by one, but Python joins."""


def _only_lowered(_: object, attribute: "Attribute[int]", value: object) -> None:
    if type(value) is not int or not 1 <= value <= int(str(attribute.default)):
        reason = f"is a whole number from 1 to {attribute.default}: a limit can be lowered, never raised"
        raise NumberError(attribute.name, reason)


@frozen
class Limits:
    """
    How large a formula may be: the constants above, or less where a host wants less.

    Raises `NumberError` for a limit above its constant.

    >>> Limits(length=200).length
    200
    """

    length: int = field(default=MAX_LENGTH, validator=_only_lowered)
    brackets: int = field(default=MAX_BRACKETS, validator=_only_lowered)
    operators: int = field(default=MAX_OPERATORS, validator=_only_lowered)
    signs: int = field(default=MAX_SIGNS, validator=_only_lowered)
    digits: int = field(default=MAX_DIGITS, validator=_only_lowered)
    name: int = field(default=MAX_NAME, validator=_only_lowered)


PUBLISHED = Limits()
"""The limits that hold where nobody lowers them."""


@frozen
class Token:
    """One word of a formula, from `start` to before `end`."""

    kind: str
    text: str
    start: int
    end: int


def tokens(text: str, limits: Limits = PUBLISHED) -> tuple[Token, ...]:
    """
    The words of a formula, or a `FormulaError` at the first that cannot stand in one.

    Length, brackets, operators, signs, digits and alphabet are checked here, so that no text can
    hurt the parser behind it.
    """
    if len(text) > limits.length:
        reason = f"a formula has at most {limits.length} characters"
        raise FormulaError(text, limits.length, limits.length + 1, reason, "use `values` for parts")
    found = tuple(_words(text, limits))
    if not found:
        raise FormulaError(text, 0, 1, "the formula is empty")
    _check_counts(text, found, limits)
    return found


def is_name(text: str, limits: Limits = PUBLISHED) -> bool:
    """Whether a text is a name of the language, and nothing else."""
    try:
        found = tokens(text, limits)
    except FormulaError:
        return False
    return len(found) == 1 and found[0].kind == "name" and found[0].text == text and text not in WORDS


def _words(text: str, limits: Limits) -> Iterator[Token]:
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise _refusal(text, position)
        token = Token(str(match.lastgroup), match.group(), position, match.end())
        position = match.end()
        if token.kind == "number":
            _check_number(text, token, limits.digits)
        if token.kind == "name":
            _check_name(text, token, limits.name)
        if text.startswith(_PAIRS, token.start):
            raise _refusal(text, token.start)
        if token.kind != "space":
            yield token


def _check_number(text: str, token: Token, most: int) -> None:
    if sum(mark.isdigit() for mark in token.text) > most:
        raise FormulaError(text, token.start, token.end, f"a number has at most {most} digits")
    if token.text.startswith("0") and token.text[1:2].isdigit():
        plain = re.sub("^0+(?=[0-9])", "", token.text)
        raise FormulaError(text, token.start, token.end, "a number does not start with 0", f"write `{plain}`")
    after = text[token.end : token.end + 1]
    if after != "." and not _NAME_PART.match(after):
        return
    if re.match(r"[eE][-+0-9]", text[token.end : token.end + 2]):
        raise FormulaError(text, token.start, token.end + 2, "exponents are no part of the language", "write the number out")
    if after == "_":
        raise FormulaError(text, token.start, token.end + 1, "a number has no `_`", "write the digits without a break")
    if after in "万亿千百十":
        hint = "convert the unit in the data, not in the formula"
        raise FormulaError(text, token.start, token.end + 1, "a number in a formula has no unit", hint)
    hint = _HINTS["."] if after == "." else "put an operator between them; a unit belongs in the data"
    raise FormulaError(text, token.start, token.end + 1, "a number runs into what follows", hint)


def _check_name(text: str, token: Token, most: int) -> None:
    if len(token.text) > most:
        raise FormulaError(text, token.start, token.end, f"a name has at most {most} characters")
    if token.text in {"True", "False"}:
        raise FormulaError(text, token.start, token.end, f"`{token.text}` is no part of the language", "a flag stands alone")
    if keyword.iskeyword(token.text) and token.text not in WORDS:
        raise FormulaError(text, token.start, token.end, f"`{token.text}` is no part of the language")


def _check_counts(text: str, found: tuple[Token, ...], limits: Limits) -> None:
    opened: list[Token] = []
    operators = signs = 0
    for before, token in zip((found[0], *found), found, strict=False):
        if token.text == "(":
            opened.append(token)
        elif token.text == ")":
            if before.text == ",":
                raise FormulaError(text, before.start, before.end, "nothing follows this comma", "delete it")
            if not opened:
                raise FormulaError(text, token.start, token.end, "this bracket closes nothing")
            opened.pop()
        elif token.kind == "operator" or token.text in WORDS:
            operators += 1
        if token.text != "(":  # brackets between signs are not written in a canonical text
            signs = signs + 1 if token.text in {"-", "+", "not"} else 0
        counts = (
            (len(opened), limits.brackets, "brackets inside one another"),
            (operators, limits.operators, "operators"),
            (signs, limits.signs, "signs in a row"),
        )
        _check_limits(text, token, counts)
    if opened:
        raise FormulaError(text, opened[-1].start, opened[-1].end, "this bracket is never closed")
    if sum(len(token.text) for token in found) + 2 * operators > limits.length:  # its canonical text has these blanks
        reason = f"with a blank on each side of its operators a formula has at most {limits.length} characters"
        raise FormulaError(text, found[-1].start, found[-1].end, reason, "use `values` for parts")


def _check_limits(text: str, token: Token, counts: tuple[tuple[int, int, str], ...]) -> None:
    for count, most, what in counts:
        if count > most:
            raise FormulaError(text, token.start, token.end, f"a formula has at most {most} {what}", "use `values` for parts")


def _refusal(text: str, position: int) -> FormulaError:
    for length in (2, 1):
        mark = text[position : position + length]
        if mark in _HINTS:
            return FormulaError(text, position, position + len(mark), f"`{mark}` is no part of the language", _HINTS[mark])
    return FormulaError(text, position, position + 1, *_stranger(text[position]))


def _stranger(mark: str) -> tuple[str, str]:
    plain, category = unicodedata.normalize("NFKC", mark), unicodedata.category(mark)
    if category == "Zs":
        return f"a blank of another kind (U+{ord(mark):04X}) stands here", "write an ordinary blank"
    if category[0] in "CZ":
        return f"an invisible character (U+{ord(mark):04X}) stands here", "delete it"
    if plain != mark and (plain.isascii() or _TOKEN.fullmatch(plain)):
        return f"`{mark}` is a full-width or decorated form", _HINTS.get(plain, f"write `{plain}`")
    name = unicodedata.name(mark, "").lower() or f"U+{ord(mark):04X}"
    if mark.isalpha():
        hint = "names have ASCII letters, digits, `_` and common Chinese characters"
        return f"`{mark}` ({name}) is no letter of the language", hint
    return f"`{mark}` is no part of the language", ""
