"""Every error says its message, keeps its facts, survives a journey between processes, and has its paragraph in the reference."""

import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

from perfrules import documents, errors
from perfrules.assess import fit
from perfrules.check import CODES as CHECKED
from perfrules.errors import (
    DisturbingPluginError,
    DuplicateFrameworkError,
    DuplicateFunctionError,
    EditionError,
    EvidenceError,
    FaultyPluginError,
    FormulaError,
    InvalidDocumentError,
    InvalidFrameworkError,
    NumberError,
    PerfrulesError,
    Place,
    Problem,
    ScoreOutOfRangeError,
    UndefinedError,
    UnknownFrameworkError,
    UnknownIndicatorError,
    UnreadableDocumentError,
    UnwritableDocumentError,
    listing,
)
from perfrules.errors.problem import MAX_EXCERPT, MAX_FILE, MAX_LISTING, MAX_PATH, MAX_SENTENCE
from tests.problems import said

PAGE = (Path(__file__).parents[1] / "docs/reference/errors.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^##+ (\S+)\n\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))
CODES = sorted({*CHECKED, *fit.CODES, *documents.CODES})

ONE = Problem("error", "weights", "indicators/a", "the weights below add up to 9, its weight is 10", Place("a.yaml", 3, 5))
TWO = Problem("warning", "unreachable", "", "it is never given", None, "    spent > 2\n    ^^^^^^^^^")
LINES = (
    "a.yaml:3:5: indicators/a: the weights below add up to 9, its weight is 10\nit is never given\n    spent > 2\n    ^^^^^^^^^"
)

EVERY = [
    (NumberError("12x", "is no number"), "invalid-number", "`12x` is no number"),
    (
        FormulaError("spnet / planned", 0, 5, "unknown name `spnet`", "did you mean `spent`?"),
        "invalid-formula",
        "unknown name `spnet`; did you mean `spent`?\n    spnet / planned\n    ^^^^^",
    ),
    (FormulaError("支出 +", 4, 4, "a value is missing"), "invalid-formula", "a value is missing\n    支出 +\n          ^"),
    (UndefinedError("a / b"), "undefined", "a division by zero was reached in `a / b`"),
    (UndefinedError("a" * 201), "undefined", f"a division by zero was reached in `{'a' * 200}…`"),
    (UnreadableDocumentError("a.yaml", "this is a folder"), "unreadable-document", "a.yaml: this is a folder"),
    (
        UnwritableDocumentError("a.json", "no space left on device"),
        "unwritable-document",
        "a.json: the file cannot be written: no space left on device",
    ),
    (InvalidDocumentError((ONE, TWO)), "invalid-document", LINES),
    (InvalidFrameworkError("a.b", (ONE, TWO)), "invalid-framework", f"framework `a.b` has errors\n{LINES}"),
    (UnknownFrameworkError("a.c"), "unknown-framework", "no framework `a.c` is installed"),
    (
        UnknownFrameworkError("a.c", ("a.b", "a.d")),
        "unknown-framework",
        "no framework `a.c` is installed; did you mean `a.b` or `a.d`?",
    ),
    (
        EditionError("a.b", "2022", ("2023", "2024")),
        "edition",
        "framework `a.b` has no edition for `2022`; it has `2023`, `2024`",
    ),
    (
        EditionError("a.b", "", ("2023", "2024")),
        "edition",
        "framework `a.b` has several editions; choose one of `2023`, `2024`",
    ),
    (EvidenceError((ONE, TWO)), "invalid-evidence", LINES),
    (ScoreOutOfRangeError("a", "10.01", "0", "10"), "score-out-of-range", "indicator `a`: 10.01 points lie outside 0 to 10"),
    (UnknownIndicatorError("b", ("a",)), "unknown-indicator", "no indicator `b`; did you mean `a`?"),
    (FaultyPluginError("p", "to load", "x"), "faulty-plugin", "plugin `p` failed to load: x"),
    (
        DisturbingPluginError("p", "changed the locale to load, which was changed back"),
        "disturbing-plugin",
        "plugin `p` changed the locale to load, which was changed back",
    ),
    (
        DuplicateFrameworkError("a.b", "2023", ("p", "q")),
        "duplicate-framework",
        "framework `a.b` edition `2023` comes from two plugins: `p` and `q`",
    ),
    (DuplicateFunctionError("f", ("p", "q")), "duplicate-function", "function `f` comes from two plugins: `p` and `q`"),
]


def classes(root: type[PerfrulesError] = PerfrulesError) -> list[type[PerfrulesError]]:
    """An error class and all below it, in the order in which they are written."""
    return [root, *(one for child in root.__subclasses__() for one in classes(child))]


def drawn() -> Iterator[tuple[str, ...]]:
    """The classes that the top of the module draws, each below those that it descends from."""
    above: tuple[str, ...] = ()
    for start, name in re.findall(r"^([ │├└─]{4,})(\w+Error)", errors.__doc__ or "", re.MULTILINE):
        above = (*above[: len(start) // 4 - 1], name)
        yield above


@pytest.mark.parametrize(("error", "code", "message"), EVERY)
def test_an_error_is_its_message(error: PerfrulesError, code: str, message: str) -> None:
    """
    The text of an error is the sentence that people read, and its code is what programs read.
    """
    assert message == str(error)
    assert code == error.code


@pytest.mark.parametrize(("error", "code", "message"), EVERY)
def test_an_error_travels_between_processes(error: PerfrulesError, code: str, message: str) -> None:
    """
    Facts, code and message are the same after pickling.
    """
    back = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes

    assert attrs.asdict(error, recurse=False) == attrs.asdict(back, recurse=False)  # type: ignore[arg-type]  # each has fields
    assert (code, message) == (back.code, str(back))


def test_every_class_with_facts_is_tried_here() -> None:
    """
    No error is forgotten; those that only group others are never raised.
    """
    groups = {one for one in classes() if one.__subclasses__()}

    assert set(classes()) - groups == {type(error) for error, _, _ in EVERY}


def test_the_codes_of_errors_are_their_own() -> None:
    """
    A program can tell errors apart by their code alone.
    """
    codes = [one.code for one in classes()]

    assert sorted(set(codes)) == sorted(codes)


def test_the_drawn_tree_is_the_real_one() -> None:
    """
    The tree at the top of the module shows every class below the one it descends from.
    """
    found = [tuple(above.__name__ for above in reversed(one.__mro__) if issubclass(above, PerfrulesError)) for one in classes()]

    assert sorted(drawn()) == sorted(found)


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        (Problem("error", "x", "a/b", "wrong", Place("f.yaml", 2, 3)), "f.yaml:2:3: a/b: wrong"),
        (Problem("error", "x", "", "wrong", Place("f.yaml")), "f.yaml: wrong"),
        (Problem("note", "x", "a/b", "wrong"), "a/b: wrong"),
        (Problem("note", "x", "", "wrong"), "wrong"),
        (Problem("note", "x", "", "wrong", None, "    a\n    ^"), "wrong\n    a\n    ^"),
    ],
)
def test_a_problem_says_where_before_what(problem: Problem, expected: str) -> None:
    """
    Place and path come first, as far as they are known, and the formula last.
    """
    assert expected == str(problem)


def test_a_problem_leaves_room_for_its_formula() -> None:
    """
    Each part of a problem is cut to its limit, and all before the formula so that the formula has room in a listing.
    """
    long = "a" * 2000
    problem = Problem("error", "x", long, long, Place(long, 1, 1), "    a\n    ^")
    first, *formula = str(problem).splitlines()

    assert [MAX_PATH + 1, MAX_SENTENCE + 1] == [len(problem.path), len(problem.message)]
    assert ["    a", "    ^"] == formula
    assert f"{'a' * MAX_FILE}…:1:1: {'a' * MAX_PATH}…: a" == first[: MAX_FILE + MAX_PATH + 11]
    assert len(first) == MAX_LISTING - MAX_EXCERPT - 2
    assert str(problem) == listing((problem,))


@pytest.mark.parametrize(("count", "lines", "last"), [(0, 1, ""), (2, 2, "it"), (3, 3, "and 1 more")])
def test_a_long_list_of_problems_is_cut(count: int, lines: int, last: str) -> None:
    """
    Beyond the most that are listed only their number is said.
    """
    found = listing((Problem("error", "x", "", "it"),) * count, most=2).splitlines() or [""]

    assert (lines, last) == (len(found), found[-1])


@pytest.mark.parametrize(("length", "lines", "last"), [(8, 3, 8), (9, 3, 10), (30, 2, 10), (99, 2, 10)])
def test_a_list_of_long_problems_is_cut(length: int, lines: int, last: int) -> None:
    """
    Problems are listed as far as they have room, the first in any case, if only its beginning.
    """
    found = listing((Problem("error", "x", "", "i" * length),) * 3, characters=27).splitlines()

    assert (lines, last) == (len(found), len(found[-1]))
    assert found[0] == ("i" * length)[:27]


def test_many_names_are_cut() -> None:
    """
    An error that lists editions names the first twelve.
    """
    told = str(EditionError("a.b", "", tuple(str(year) for year in range(2001, 2021))))

    assert told.endswith("`2011`, `2012`, 8 more")


@pytest.mark.parametrize("name", [one.__name__ for one in classes()])
def test_every_error_has_a_paragraph(name: str) -> None:
    """
    The reference has a heading for each class, with its code.
    """
    assert f"Code `{getattr(errors, name).code}`." in SECTIONS[name]


@pytest.mark.parametrize("code", CODES)
def test_every_problem_has_a_paragraph_with_what_is_really_said(code: str) -> None:
    """
    The reference has a heading for each code, and quotes the problem of a document that has it.
    """
    problem = said(code)

    assert f"```text\n{problem.severity}: {problem}\n```" in SECTIONS[code]


def test_the_reference_describes_nothing_else() -> None:
    """
    A class or code that is gone is gone from the page.
    """
    assert {*CODES, *(one.__name__ for one in classes()), "Problems"} == SECTIONS.keys()
