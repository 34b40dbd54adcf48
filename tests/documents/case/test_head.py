"""A case without a framework has what needs none; a case with one has no outline."""

import pytest

from perfrules.framework import BARE
from tests.documents.case.form import BARE_HEAD, case, refusals


@pytest.mark.parametrize(
    "key",
    ["edition: x", "facts: {}", "values: {}", "targets: []", "judged: {}", "weights: {}", "incomplete: {}", "not_applicable: {}"],
)
def test_what_needs_a_framework_is_refused_without_one(key: str) -> None:
    """
    Only what a report prints can be said without a framework.
    """
    name = key.partition(":")[0]

    allowed = "`figures`, `tables`, `statements`, `outline`, `printed`, `problems`"
    expected = f"4: {name}: `{name}` needs a framework; with `framework: none` a case has {allowed}"
    assert [expected] == refusals(f"{key}\n", BARE_HEAD)


def test_an_outline_has_no_framework() -> None:
    """
    The table of a framework is its own.
    """
    expected = "4: outline: `outline` stands in a case with `framework: none`, this one has a framework"
    assert [expected] == refusals("outline: [{label: 甲}]\n")


def test_a_bare_case_can_be_empty() -> None:
    """
    A report of words alone has a subject and a period.
    """
    assert BARE is case("", BARE_HEAD).framework
