"""`check` says once what can be known of a framework before any evidence, and stays silent where all is well."""

import pytest

from perfrules.check import CODES, check, require_valid
from perfrules.errors import InvalidFrameworkError
from tests.check.codes import codes
from tests.examples import framework, leaf


def test_a_sound_framework_has_no_problems() -> None:
    """
    Nothing is said of a framework whose rules are all proven and used.
    """
    assert () == check(framework())


def test_a_framework_is_checked_once() -> None:
    """
    The second call gives the very same problems.
    """
    made = framework()

    assert check(made) is check(made)


def test_only_errors_refuse_a_framework() -> None:
    """
    Warnings and notes let a framework pass, an error does not.
    """
    doubtful = framework(leaf("a", 10, "cut(min(progress * 5, 9), 0.01)"))
    wrong = framework(leaf("a", 10, "cut(progress * 6, 0.01)"))

    require_valid(doubtful)
    with pytest.raises(InvalidFrameworkError) as caught:
        require_valid(wrong)

    assert ("example.small", ["out-of-range"]) == (caught.value.id, [problem.code for problem in caught.value.problems])


def test_the_codes_are_sorted_and_each_stands_once() -> None:
    """
    The published list of codes is a list that people can search.
    """
    assert sorted(set(CODES)) == list(CODES)


def test_names_that_clash_are_not_proven() -> None:
    """
    Where two things share an id nobody knows which is meant, so only the clash is reported.
    """
    made = framework(leaf("spent", 10, "progress * 100"))

    assert ["duplicate-id"] == codes(made)
