"""The root of all errors: what their messages have in common."""

from typing import ClassVar, final

from perfrules.wording import MAX_MESSAGE, cleaned, shortened


class PerfrulesError(Exception):
    """
    The root: catch this to catch everything that perfrules raises.

    `str(error)` is the message: less than 2,000 characters, none of them a control, bidi or half character, whatever an
    author's labels, units and names hold.
    """

    code: ClassVar[str] = "perfrules"

    @final
    def __str__(self) -> str:
        parts = shortened(self._told(), MAX_MESSAGE), self._below()
        return cleaned("\n".join(part for part in parts if part))

    def _told(self) -> str:
        """The sentence of one sort of error, which may quote what nobody has looked at."""
        return super().__str__()

    def _below(self) -> str:
        """The lines below the sentence: problems, or a formula with its caret."""
        return ""
