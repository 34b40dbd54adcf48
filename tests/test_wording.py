"""Messages quote what authors wrote so that it can be read, and no terminal is harmed."""

import unicodedata
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules.wording import (
    MAX_MESSAGE,
    MOST_COMPARED,
    caret,
    cleaned,
    did_you_mean,
    line_by_line,
    near,
    require_one_of,
    shortened,
    stranger,
)

ANYTHING = st.text(st.characters(min_codepoint=0, max_codepoint=0x10FFFF), max_size=120)


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("spnet / 2", 0, 5, "    spnet / 2\n    ^^^^^"),
        ("a + b", 4, 5, "    a + b\n        ^"),
        ("支出 / 预算", 5, 7, "    支出 / 预算\n           ^^^^"),
        ("支出 ≥ 1", 3, 4, "    支出 ≥ 1\n         ^"),
        ("a（b）", 1, 2, "    a（b）\n     ^^"),
        ("a\n+\tb", 4, 5, "    a + b\n        ^"),
        ("a\x1b[31m", 1, 2, "    a [31m\n     ^"),
        ("a\ud800", 1, 2, "    a\n     ^"),
        ("a", 1, 2, "    a\n     ^"),
        ("", 0, 1, "\n    ^"),
        ("a", 9, 12, "    a\n     ^"),
    ],
)
def test_carets_stand_below_the_fault(text: str, start: int, end: int, expected: str) -> None:
    """
    Carets stand below the fault, two below a wide character, one at least; what cannot be shown is a blank.
    """
    assert expected == caret(text, start, end)


def test_a_long_text_is_shown_around_the_fault() -> None:
    """
    Of a long text only the part around the fault is shown, and carets end with it.
    """
    text = "a" * 500 + "b" * 500 + "c" * 500

    assert f"    {'a' * 36}{'b' * 36}\n    {' ' * 36}{'^' * 36}" == caret(text, 500, 1000)
    assert f"    {'a' * 36}\n    {' ' * 36}^" == caret("a" * 100, 100, 101)


@given(ANYTHING, st.integers(0, 130), st.integers(1, 40))
def test_a_caret_is_two_clean_lines(text: str, start: int, length: int) -> None:
    """
    Whatever the text, a caret is two lines of characters that can be shown, with a caret below.
    """
    found = caret(text, start, start + length)

    assert 2 == len(found.split("\n"))
    assert {" ", "^"} == set(found.split("\n")[1])
    assert not [mark for mark in found if mark != "\n" and unicodedata.category(mark)[0] == "C"]


def test_a_text_is_shortened() -> None:
    """
    A text up to the limit stays, a longer one is cut and marked.
    """
    assert ["abc", "abc…", ""] == [shortened("abc", 3), shortened("abcd", 3), shortened("")]


@given(ANYTHING)
def test_a_shortened_text_is_clean(text: str) -> None:
    """
    No control, bidi or surrogate character of a text reaches a message, and its length is bounded.
    """
    found = shortened(text, 50)

    assert len(found) <= 51
    assert not [mark for mark in found if unicodedata.category(mark)[0] == "C"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("a\n b\n ^", "a\n b\n ^"),
        ("1 \u202e万元\r\n", "1 \N{REPLACEMENT CHARACTER}万元\N{REPLACEMENT CHARACTER}\n"),
        ("a\u3000b\u00a0c", "a\u3000b\u00a0c"),
        ("a" * MAX_MESSAGE, "a" * MAX_MESSAGE),
        ("a" * MAX_MESSAGE + "b", "a" * MAX_MESSAGE + "…"),
        ("\ud800" * 3000, "\N{REPLACEMENT CHARACTER}" * MAX_MESSAGE + "…"),
    ],
)
def test_a_message_is_cleaned_in_its_lines(text: str, expected: str) -> None:
    """
    Of a message its line ends stay, what cannot be seen becomes a mark, and what is beyond its limit is cut.
    """
    assert expected == cleaned(text)


@given(ANYTHING)
def test_a_clean_message_stays(text: str) -> None:
    """
    What was cleaned or shortened once is not changed by doing it again.
    """
    found = [cleaned(text, 50), shortened(text, 50)]

    assert found == [cleaned(found[0], 50), shortened(found[1], 50)]


def test_messages_below_one_another_are_cut_one_by_one() -> None:
    """
    A limit holds for each line, not for all of them together.
    """
    long = "a" * (MAX_MESSAGE + 1)

    assert f"\n{'a' * MAX_MESSAGE}…\n\N{REPLACEMENT CHARACTER}\n" * 2 == line_by_line(f"\n{long}\n\x1b\n" * 2)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ((), ""),
        (("used",), "; did you mean `used`?"),
        (("used", "unused"), "; did you mean `used` or `unused`?"),
    ],
)
def test_what_was_meant_is_offered(names: tuple[str, ...], expected: str) -> None:
    """
    Near names are offered at the end of a message, none is no offer.
    """
    assert expected == did_you_mean(names)


def test_the_nearest_names_come_first() -> None:
    """
    As many near names as asked for are given, the nearest first; what looks like nothing known gets none.
    """
    known = ("used", "spent", "unspent", "planned")

    assert ("spent",) == near("spnet", known)
    assert ("spent", "unspent") == near("spent", known, 2)
    assert () == near("人数", known)


def test_a_long_name_is_compared_in_time() -> None:
    """
    Names and lists of any length are compared in a moment, since only their beginnings are.
    """
    many = ("a" * 80,) * MOST_COMPARED + ("b",)
    began = perf_counter()
    found = near("ab" * 100_000, many), near("b", many)

    assert ((), ()) == found
    assert perf_counter() - began < 1


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("Q1", ("q1", "q2"), ("q1",)),
        ("STAFF", ("Staff", "stuff", "staff"), ("Staff",)),
        ("st\u200baff", ("staff",), ("staff",)),
        ("支出", ("支出数",), ("支出数",)),
        ("x", ("staff",), ()),
    ],
)
def test_what_people_overlook_keeps_no_names_apart(name: str, known: tuple[str, ...], expected: tuple[str, ...]) -> None:
    """
    A name that differs from a known one only in what people overlook is near it.
    """
    assert expected == near(name, known)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("staff_1 在编〇", ""),
        ("st\u200baff", "; it holds an invisible character (U+200B)"),
        ("staff\u3000", "; it holds an invisible character (U+3000)"),
        ("stаff", "; its `а` is no ordinary letter (cyrillic small letter a)"),
        ("ｓtaff", "; its `ｓ` is no ordinary letter (fullwidth latin small letter s)"),
        ("≥90", ""),
    ],
)
def test_a_character_that_no_name_has_is_named(name: str, expected: str) -> None:
    """
    What looks like a letter, or like nothing, is said by its own name.
    """
    assert expected == stranger(name)


def test_an_argument_that_is_none_of_its_words_is_refused() -> None:
    """
    A program's mistake is told with the words that there are.
    """
    require_one_of("stated", "keep", ("keep", "gap"))

    with pytest.raises(ValueError, match="`stated` is `keep` or `gap`, not `Keep`"):
        require_one_of("stated", "Keep", ("keep", "gap"))
