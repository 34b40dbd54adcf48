"""The gate lets through what the language has, up to its limits, and nothing else."""

import keyword
import time
from typing import Any

import pytest
from attrs import fields
from hypothesis import given
from hypothesis import strategies as st

from perfrules.errors import FormulaError, NumberError
from perfrules.formula import gate
from perfrules.formula.gate import (
    MAX_BRACKETS,
    MAX_DIGITS,
    MAX_LENGTH,
    MAX_NAME,
    MAX_OPERATORS,
    MAX_SIGNS,
    Limits,
    Token,
    is_name,
    tokens,
)

ANYTHING = st.text(st.characters(min_codepoint=0, max_codepoint=0x10FFFF), max_size=40)

AT_THE_LIMIT = {
    "characters": "a".rjust(MAX_LENGTH),
    "blanks that are not written": "+".join(["a" * MAX_NAME] * 48 + ["a" * 16]),
    "brackets": "(" * MAX_BRACKETS + "a" + ")" * MAX_BRACKETS,
    "operators": "+".join("a" * (MAX_OPERATORS + 1)),
    "words": " and ".join("a" * (MAX_OPERATORS + 1)),
    "commas": f"min({','.join('a' * (MAX_OPERATORS + 1))})",
    "signs": "-" * MAX_SIGNS + "a",
    "signs behind a name": "a" + "-" * MAX_SIGNS + "a",
    "pluses": "+" * MAX_SIGNS + "a",
    "nots": "not " * MAX_SIGNS + "a",
    "signs with brackets": "-(" * MAX_SIGNS + "a" + ")" * MAX_SIGNS,
    "digits": "9" * MAX_DIGITS,
    "decimals": "0." + "9" * (MAX_DIGITS - 1),
    "name": "a" * MAX_NAME,
    "chinese name": "支" * MAX_NAME,
}

BEYOND_THE_LIMIT = {
    "characters": "a".rjust(MAX_LENGTH + 1),
    "blanks that are not written": "+".join(["a" * MAX_NAME] * 48 + ["a" * 17]),
    "brackets": "(" * (MAX_BRACKETS + 1) + "a" + ")" * (MAX_BRACKETS + 1),
    "operators": "+".join("a" * (MAX_OPERATORS + 2)),
    "words": " and ".join("a" * (MAX_OPERATORS + 2)),
    "commas": f"min({','.join('a' * (MAX_OPERATORS + 2))})",
    "signs": "-" * (MAX_SIGNS + 1) + "a",
    "signs behind a name": "a" + "-" * (MAX_SIGNS + 1) + "a",
    "pluses": "+" * (MAX_SIGNS + 1) + "a",
    "nots": "not " * (MAX_SIGNS + 1) + "a",
    "signs with brackets": "-(" * (MAX_SIGNS + 1) + "a" + ")" * (MAX_SIGNS + 1),
    "digits": "9" * (MAX_DIGITS + 1),
    "decimals": "0." + "9" * MAX_DIGITS,
    "name": "a" * (MAX_NAME + 1),
    "chinese name": "支" * (MAX_NAME + 1),
}


def tried(text: str) -> tuple[Token, ...] | FormulaError:
    """The words of a text, or its refusal."""
    try:
        return tokens(text)
    except FormulaError as error:
        return error


def test_tokens_know_their_kind_and_place() -> None:
    """
    A text becomes words with their kinds and places; blanks are left out.
    """
    expected = (
        Token("name", "支出", 0, 2),
        Token("operator", ">=", 3, 5),
        Token("operator", "(", 6, 7),
        Token("number", "0.90", 7, 11),
        Token("operator", "*", 11, 12),
        Token("name", "x_1", 12, 15),
        Token("operator", ")", 15, 16),
    )

    assert expected == tokens("支出 >=\n(0.90*x_1)")


def test_every_chinese_character_can_name_something() -> None:
    """
    Each ideograph of the basic block and its first extension stands in a name as itself.
    """
    marks = ["〇", *map(chr, range(0x3400, 0x4DC0)), *map(chr, range(0x4E00, 0xA000))]
    names = ["".join(marks[start : start + MAX_NAME]) for start in range(0, len(marks), MAX_NAME)]

    assert names == [token.text for name in names for token in tokens(name)]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a ≧ 1", "write `>=`"),
        ("late”", "write the name of a state without quotes"),
        ("a]", "use round brackets"),
        ("a}", "use round brackets"),
    ],
)
def test_the_other_half_of_a_foreign_mark_is_refused_like_the_first(text: str, hint: str) -> None:
    """
    A closing bracket or quote, or another form of a sign, is refused with what to write instead, wherever it stands first.
    """
    with pytest.raises(FormulaError) as caught:
        tokens(text)

    assert hint == caught.value.hint


@pytest.mark.parametrize("text", AT_THE_LIMIT.values(), ids=AT_THE_LIMIT)
def test_a_text_at_a_limit_passes(text: str) -> None:
    """
    The largest text that a limit allows is let through whole.
    """
    assert text.replace(" ", "") == "".join(token.text for token in tokens(text))


@pytest.mark.parametrize("text", BEYOND_THE_LIMIT.values(), ids=BEYOND_THE_LIMIT)
def test_a_text_one_past_a_limit_is_refused(text: str) -> None:
    """
    One more than a limit allows is refused, and the message names the limit.
    """
    with pytest.raises(FormulaError, match="has at most") as caught:
        tokens(text)

    assert text == caught.value.text


@pytest.mark.parametrize("name", [one.name for one in fields(Limits)])
def test_a_limit_can_be_lowered_to_one_and_never_raised(name: str) -> None:
    """
    Each limit takes whole numbers from 1 to its constant, and the refusal of any other value names the limit.
    """
    most = getattr(gate.PUBLISHED, name)
    reason = f"`{name}` is a whole number from 1 to {most}: a limit can be lowered, never raised"

    assert [1, most] == [getattr(lowered(name, value), name) for value in (1, most)]
    for value in (0, most + 1, True, 1.0, "1"):
        with pytest.raises(NumberError) as caught:
            lowered(name, value)
        assert reason == str(caught.value)


def lowered(name: str, value: Any) -> Limits:  # noqa: ANN401  # what a host may give by mistake
    """The published limits but for one."""
    return Limits(**{name: value})


def test_a_letter_without_a_name_is_shown_with_its_number() -> None:
    """
    A letter for which this Python has no name is told by its number.
    """
    with pytest.raises(FormulaError) as caught:
        tokens("\U00017000")

    assert caught.value.reason.removesuffix(" is no letter of the language") in {
        "`\U00017000` (U+17000)",
        "`\U00017000` (tangut ideograph-17000)",
    }


def test_a_letter_behind_a_number_is_no_unit() -> None:
    """
    Only Chinese numerals behind a number are taken for a unit that belongs into the data.
    """
    with pytest.raises(FormulaError) as caught:
        tokens("5X")

    assert "a number runs into what follows" == caught.value.reason


@pytest.mark.parametrize("word", sorted(set(keyword.kwlist) - gate.WORDS))
def test_words_of_python_are_refused(word: str) -> None:
    """
    A keyword of Python that the language does not have is refused wherever it stands.
    """
    with pytest.raises(FormulaError) as caught:
        tokens(f"used + {word}")

    assert f"`{word}` is no part of the language" == caught.value.reason


@given(ANYTHING)
def test_any_text_passes_or_is_refused(text: str) -> None:
    """
    Whatever characters stand in a text, it becomes words that spell it, or it is refused at a place inside it.
    """
    found = tried(text)

    if isinstance(found, FormulaError):
        assert 0 <= found.start < found.end <= max(1, len(text))
        assert 2 == len(found.excerpt.split("\n"))
    else:
        assert "".join(text.split()) == "".join(token.text for token in found)


def test_a_giant_text_is_refused_quickly() -> None:
    """
    A text of ten million characters is refused, message and all, without a look at what is in it.
    """
    start = time.process_time()
    with pytest.raises(FormulaError, match="at most 4000 characters") as caught:
        tokens("a" * 10**7)

    assert str(caught.value)
    assert time.process_time() - start < 0.05


@pytest.mark.parametrize("text", ["spent", "_a1", "支出", "A", "a" * MAX_NAME])
def test_a_name_is_one_word(text: str) -> None:
    """
    Letters, digits, `_` and Chinese characters, no digit first.
    """
    assert is_name(text)


@pytest.mark.parametrize("text", ["", " a", "(a)", "a b", "a+b", "1", "+", "1a", "if", "not", "True", "²", "a" * (MAX_NAME + 1)])
def test_what_is_no_word_of_its_own_is_no_name(text: str) -> None:
    """
    Nothing stands around a name, and no word of the language or of Python is one.
    """
    assert not is_name(text)


def test_a_name_keeps_the_limits_of_its_host() -> None:
    """
    Where names are shorter, a longer one is none.
    """
    assert is_name("abc", Limits(name=3))
    assert not is_name("abc", Limits(name=2))
