"""The head of a case: its framework, found by id and edition, or by the last day of its period."""

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from perfrules.documents.case.entries import HeadEntry, case_converter
from perfrules.documents.case.sections import under
from perfrules.documents.node import Mapping, Scalar
from perfrules.documents.problems import problem
from perfrules.documents.shape import only, refusal
from perfrules.errors import EditionError, InvalidDocumentError, UnknownFrameworkError
from perfrules.framework import BARE, Framework
from perfrules.wording import shortened

Find: TypeAlias = Callable[[str, str | None, date | None], Framework]
"""Finds a framework by its id, its edition, or the day on which it is in force."""

_HEAD = ("framework", "edition", "period")
NEED_FRAMEWORK = (
    "edition",
    "facts",
    "values",
    "targets",
    "judged",
    "weights",
    "incomplete",
    "not_applicable",
    "interpretations",
)
"""The keys of a case that say nothing without a framework."""

_WITHOUT_FRAMEWORK = ("figures", "tables", "statements", "outline", "printed", "problems")


def framework_of(root: Mapping, find: Find) -> Framework:
    """The framework of a case, `BARE` where it says that there is none; what cannot stand beside it is refused."""
    try:
        head = case_converter().structure(only(root, _HEAD), HeadEntry)
    except InvalidDocumentError:
        raise InvalidDocumentError(()) from None  # `CaseEntry` has these keys too, and says what is wrong with them
    if head.framework.text == BARE.id:
        return BARE
    try:
        return find(head.framework.text, head.edition, None if head.edition else head.period.last)
    except EditionError as error:
        raise _no_edition(root, head, error) from None
    except UnknownFrameworkError as error:
        raise refusal("unknown-framework", head.framework, str(error)) from None


def check_keys(root: Mapping, framework: Framework) -> None:
    """Raises `InvalidDocumentError` for keys that say nothing without a framework, or beside one."""
    wrong = NEED_FRAMEWORK if framework is BARE else ("outline",)
    strange = [key for key, _ in root.pairs if key.text in wrong]
    if strange:
        raise InvalidDocumentError(tuple(problem("unknown-key", key.path, _out_of_place(key), key.place) for key in strange))


def _out_of_place(key: Scalar) -> str:
    if key.text == "outline":
        return "`outline` stands in a case with `framework: none`, this one has a framework"
    allowed = ", ".join(f"`{one}`" for one in _WITHOUT_FRAMEWORK)
    return f"`{key.text}` needs a framework; with `framework: none` a case has {allowed}"


def _no_edition(root: Mapping, head: HeadEntry, error: EditionError) -> InvalidDocumentError:
    """What is wrong stands under `edition` or `period`, whichever asked for an edition that there is not."""
    if head.edition or not error.asked:
        return refusal("unknown-framework", under(root, "edition") if head.edition else head.framework, str(error))
    known = ", ".join(f"`{edition}`" for edition in error.editions)
    day = f"{head.period.last}, the last day of `{shortened(head.period.text)}`"
    message = f"no edition of framework `{error.id}` is in force on {day}; it has {known}"
    return refusal("unknown-framework", under(root, "period"), message)
