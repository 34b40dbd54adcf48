"""
Every error that perfrules raises, with the problems and places that errors speak of.

    PerfrulesError
    ├── NumberError                   a text that is not a number, or not one of this domain
    ├── FormulaError                  a text that is not a formula of the language, or has no meaning in its scope
    ├── UndefinedError                a formula that has no value: a division by zero was reached
    ├── DocumentError
    │   ├── UnreadableDocumentError   a file that cannot be opened or is no text
    │   ├── UnwritableDocumentError   a file that cannot be written
    │   └── InvalidDocumentError      a file with problems, all of them
    ├── FrameworkError
    │   ├── InvalidFrameworkError     a framework with problems, all of them
    │   ├── UnknownFrameworkError     no plugin contributes this id
    │   └── EditionError              an id without this edition, or with several
    ├── EvidenceError                 evidence that does not fit its framework, all problems
    ├── ScoreOutOfRangeError          a rule gave points outside its indicator
    ├── UnknownIndicatorError         a scorecard has no such indicator
    └── PluginError
        ├── FaultyPluginError         a plugin failed, and where
        ├── DisturbingPluginError     a plugin that is slow, or changes what is not its own
        ├── DuplicateFrameworkError   two plugins contribute one id and edition
        └── DuplicateFunctionError    two plugins share a function under one name

The facts are positional fields, `str(error)` is the message, `code` never changes.
A new error says its sentence in `_told`; that it is short and legible, whatever its facts hold, is seen to at the root.
"""

from typing import ClassVar

from attrs import define

from perfrules.errors.plugin import (
    DisturbingPluginError,
    DuplicateFrameworkError,
    DuplicateFunctionError,
    FaultyPluginError,
    PluginError,
)
from perfrules.errors.problem import MAX_LISTING, MAX_PATH, MAX_PROBLEMS, MAX_SENTENCE, Place, Problem, Severity, listing
from perfrules.errors.root import PerfrulesError
from perfrules.wording import caret, did_you_mean, shortened

__all__ = [
    "MAX_LISTING",
    "MAX_PATH",
    "MAX_PROBLEMS",
    "DisturbingPluginError",
    "DocumentError",
    "DuplicateFrameworkError",
    "DuplicateFunctionError",
    "EditionError",
    "EvidenceError",
    "FaultyPluginError",
    "FormulaError",
    "FrameworkError",
    "InvalidDocumentError",
    "InvalidFrameworkError",
    "NumberError",
    "PerfrulesError",
    "Place",
    "PluginError",
    "Problem",
    "ScoreOutOfRangeError",
    "Severity",
    "UndefinedError",
    "UnknownFrameworkError",
    "UnknownIndicatorError",
    "UnreadableDocumentError",
    "UnwritableDocumentError",
    "listing",
]


def _named(names: tuple[str, ...], most: int = 12) -> str:
    """Names one after the other, the first `most` of them."""
    more = (f"{len(names) - most} more",) if len(names) > most else ()
    return ", ".join((*(f"`{shortened(name)}`" for name in names[:most]), *more))


@define
class NumberError(PerfrulesError):
    """A text that is not a number, or does not fit what it should measure."""

    code: ClassVar[str] = "invalid-number"
    text: str
    reason: str

    def _told(self) -> str:
        return f"`{shortened(self.text)}` {self.reason}"


@define
class FormulaError(PerfrulesError):
    """
    A text that is not a formula, or has no meaning in its scope.

    `start` and `end` count characters of `text`; `hint` says what was expected, if that is known.
    """

    code: ClassVar[str] = "invalid-formula"
    text: str
    start: int
    end: int
    reason: str
    hint: str = ""

    @property
    def excerpt(self) -> str:
        """The text with carets below the fault."""
        return caret(self.text, self.start, self.end)

    @property
    def sentence(self) -> str:
        """Reason and hint, without the text, short enough to leave room for it."""
        return shortened(f"{self.reason}; {self.hint}" if self.hint else self.reason, MAX_SENTENCE)

    def _told(self) -> str:
        return self.sentence

    def _below(self) -> str:
        return self.excerpt


@define
class UndefinedError(PerfrulesError):
    """A formula reached a division by zero and has no value."""

    code: ClassVar[str] = "undefined"
    text: str

    def _told(self) -> str:
        return f"a division by zero was reached in `{shortened(self.text, 200)}`"


class DocumentError(PerfrulesError):
    """A file that cannot be used."""

    code: ClassVar[str] = "document"


@define
class UnreadableDocumentError(DocumentError):
    """A file that cannot be opened, is too large, or is no text."""

    code: ClassVar[str] = "unreadable-document"
    file: str
    reason: str

    def _told(self) -> str:
        return f"{shortened(self.file, 400)}: {self.reason}"


@define
class UnwritableDocumentError(DocumentError):
    """A file that cannot be written; what stood there stands there still, or the new content does."""

    code: ClassVar[str] = "unwritable-document"
    file: str
    reason: str

    def _told(self) -> str:
        return f"{shortened(self.file, 400)}: the file cannot be written: {self.reason}"


@define
class InvalidDocumentError(DocumentError):
    """A file with problems, all of them at once."""

    code: ClassVar[str] = "invalid-document"
    problems: tuple[Problem, ...]

    def _told(self) -> str:
        return ""

    def _below(self) -> str:
        return listing(self.problems)


class FrameworkError(PerfrulesError):
    """A framework that cannot be used."""

    code: ClassVar[str] = "framework"


@define
class InvalidFrameworkError(FrameworkError):
    """A framework with errors, all of them at once; `check` finds the same."""

    code: ClassVar[str] = "invalid-framework"
    id: str
    problems: tuple[Problem, ...]

    def _told(self) -> str:
        return f"framework `{shortened(self.id)}` has errors"

    def _below(self) -> str:
        return listing(self.problems)


@define
class UnknownFrameworkError(FrameworkError):
    """No installed plugin contributes a framework with this id."""

    code: ClassVar[str] = "unknown-framework"
    id: str
    near: tuple[str, ...] = ()

    def _told(self) -> str:
        return f"no framework `{shortened(self.id)}` is installed{did_you_mean(self.near)}"


@define
class EditionError(FrameworkError):
    """A framework has several editions and none was chosen, or not the one that was asked for."""

    code: ClassVar[str] = "edition"
    id: str
    asked: str
    editions: tuple[str, ...]

    def _told(self) -> str:
        known = _named(self.editions)
        if self.asked:
            return f"framework `{shortened(self.id)}` has no edition for `{shortened(self.asked)}`; it has {known}"
        return f"framework `{shortened(self.id)}` has several editions; choose one of {known}"


@define
class EvidenceError(PerfrulesError):
    """Evidence that does not fit its framework, all problems at once."""

    code: ClassVar[str] = "invalid-evidence"
    problems: tuple[Problem, ...]

    def _told(self) -> str:
        return ""

    def _below(self) -> str:
        return listing(self.problems)


@define
class ScoreOutOfRangeError(PerfrulesError):
    """
    A rule gave points outside its indicator.

    Nothing is clamped silently: the author writes `min(…, weight)` or mends the rule.
    """

    code: ClassVar[str] = "score-out-of-range"
    indicator: str
    points: str
    least: str
    most: str

    def _told(self) -> str:
        points, least, most = (shortened(number, 200) for number in (self.points, self.least, self.most))
        return f"indicator `{shortened(self.indicator)}`: {points} points lie outside {least} to {most}"


@define
class UnknownIndicatorError(PerfrulesError):
    """A scorecard has no indicator with this id."""

    code: ClassVar[str] = "unknown-indicator"
    id: str
    near: tuple[str, ...] = ()

    def _told(self) -> str:
        return f"no indicator `{shortened(self.id)}`{did_you_mean(self.near)}"
