"""No message hurts whoever reads it, whatever the names, labels, units and reasons hold that it quotes."""

import unicodedata
from typing import get_type_hints

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules import Rulebook, documents
from perfrules.assess import fit
from perfrules.check import CODES as CHECKED
from perfrules.cli.streams import UsageFault, tell
from perfrules.errors import FormulaError, PerfrulesError, Place, Problem
from perfrules.wording import caret, require_one_of
from tests.hostile.messages import DOCUMENTS, QUOTING, TEXTS, WRITABLE, found

MOST = 2000
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
CODES = sorted({*CHECKED, *fit.CODES, *documents.CODES})


def classes(root: type[PerfrulesError] = PerfrulesError) -> list[type[PerfrulesError]]:
    """An error class and all below it."""
    return [root, *(one for child in root.__subclasses__() for one in classes(child))]


def filled(kind: object, text: str) -> object:
    """A field of this type that holds a text wherever it can."""
    made: dict[object, object] = {
        int: len(text) // 2,
        str: text,
        tuple[str, ...]: (text,) * 20,
        tuple[str, str]: (text, text),
        tuple[Problem, ...]: (hostile("x", text),) * 200,
    }
    return made[kind]


def hostile(code: str, text: str) -> Problem:
    """A problem that holds a text wherever it can."""
    return Problem("error", code, text, text, Place(text, 1, 1), text)


def raised(error: type[PerfrulesError], text: str) -> PerfrulesError:
    """An error that holds a text wherever it can."""
    kinds = get_type_hints(error)
    names = [one.name for one in attrs.fields(error)] if attrs.has(error) else []
    return error(*(filled(kinds[name], text) for name in names)) if names else error(text)


def flaws(message: str) -> list[str]:
    """What is wrong with a message: its length, or a character that cannot be seen."""
    hidden = sorted(mark for mark in set(message) - {"\n"} if unicodedata.category(mark) in INVISIBLE)
    return [*([f"{len(message)} characters"] if len(message) >= MOST else []), *(f"U+{ord(mark):04X}" for mark in hidden)]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("error", classes(), ids=lambda error: error.__name__)
def test_every_error_is_short_and_legible(error: type[PerfrulesError], text: str) -> None:
    """
    Whatever each fact of an error holds, its message has less than 2,000 characters, and all of them can be seen.

    No fact ends a line, but where problems or a formula stand below.
    """
    message = str(raised(error, text))

    assert [] == flaws(message)
    assert message
    assert "\n" not in message or "_below" in vars(error)


def test_no_error_words_its_message_past_the_root() -> None:
    """
    The root makes the text of each error, so that a new one cannot forget to.
    """
    assert ["PerfrulesError"] == [one.__name__ for one in classes() if "__str__" in vars(one)]


@pytest.mark.parametrize("code", CODES)
def test_every_problem_is_short_and_legible(code: str) -> None:
    """
    Whatever a problem quotes, each of its parts can be shown, and all but the formula stand in one line.
    """
    problems = [hostile(code, text) for text in TEXTS.values()]
    parts = [part for one in problems for part in (str(one), one.path, one.message, one.excerpt, str(one.place))]

    assert [] == [flaw for part in parts for flaw in flaws(part)]
    assert not any("\n" in part for one in problems for part in (one.path, one.message, str(one.place)))


@pytest.mark.parametrize(("code", "written"), [*DOCUMENTS.items(), *QUOTING.items()])
def test_what_is_said_of_a_document_is_short_and_legible(code: str, written: tuple[str, str]) -> None:
    """
    Where labels, names, states and units of a document hold a hostile text, it has the same problem, said in fair words.
    """
    told = [found(written, text) for text in WRITABLE.values()]

    assert all(code in {problem.code for problem in problems} for problems in told)
    assert [] == [flaw for problems in told for problem in problems for flaw in flaws(str(problem))]


@pytest.mark.parametrize("code", QUOTING)
def test_what_cannot_be_seen_is_quoted_as_a_mark(code: str) -> None:
    """
    A state, a grade, an interpretation or a unit is quoted with a mark for each character that nobody can see.
    """
    told = [problem.message for problem in found(QUOTING[code], "a\u202eb") if problem.code == code]

    assert any("a\N{REPLACEMENT CHARACTER}b" in message for message in told)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_the_command_tells_is_short_and_legible(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    """
    Whatever a message or a fault of the command line quotes, each line on standard error is short, and can be seen.
    """
    tell(f"warning: {text}")
    UsageFault(f"{text}: is wrong").show()
    told = capsys.readouterr()

    assert "" == told.out
    assert [] == [flaw for line in told.err.split("\n") for flaw in flaws(line)]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_a_program_gives_wrongly_is_not_quoted_whole(text: str) -> None:
    """
    An edition that is no text, and a policy that is none of its words, are quoted shortly and legibly.
    """
    with pytest.raises(TypeError) as edition:
        Rulebook.of().framework("a.b", edition=[text])  # type: ignore[arg-type]  # the mistake itself
    with pytest.raises(ValueError, match="`stated` is `keep` or `gap`") as policy:
        require_one_of("stated", text, ("keep", "gap"))

    assert [] == flaws(str(edition.value)) + flaws(str(policy.value))
    assert max(len(str(edition.value)), len(str(policy.value))) < 150


@given(st.text(max_size=90), st.integers(0, 90), st.integers(1, 20), st.text(max_size=1500))
def test_carets_stay_under_their_place(text: str, start: int, length: int, reason: str) -> None:
    """
    A formula stands below its message as `caret` shows it, whatever the formula and the message hold.
    """
    error = FormulaError(text, start, start + length, reason)
    problem = Problem("error", "invalid-formula", reason, error.sentence, Place(reason, 1, 1), error.excerpt)
    expected = caret(text, start, start + length)

    assert (expected, expected) == tuple("\n".join(str(one).split("\n")[-2:]) for one in (error, problem))
