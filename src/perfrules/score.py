"""
The outcomes of a node of the table: what is known about its points, and on what that rests.

`Score` is one of Computed, Judged, Stated, Gap, NotApplicable (leaves, or a branch that a report scores as a whole) and
Subtotal (a branch).
Each has `least` and `most`, the limits of its points, and `points` where they coincide.
"""

from fractions import Fraction
from typing import ClassVar, Literal, TypeAlias

from attrs import frozen

from perfrules.indicator import NotApplicablePolicy

GapReason = Literal["missing", "not-judged", "undefined", "stated-out-of-range", "not-scored", "incomplete"]
Outcome = Literal["computed", "judged", "stated", "gap", "not_applicable", "subtotal"]


@frozen
class _Exact:
    """An outcome with one number of points."""

    points: Fraction

    @property
    def least(self) -> Fraction:
        """The fewest points possible."""
        return self.points

    @property
    def most(self) -> Fraction:
        """The most points possible."""
        return self.points


@frozen
class Computed(_Exact):
    """
    The rule gave these points.

    `printed` are ratios that were taken as printed because their inputs are missing; `spread` is where the points could lie
    if such a ratio was rounded, when that matters. `whatever` are missing facts that cannot change the points. `reading` is
    the interpretation that was adopted, if it is not the framework's own.
    """

    kind: ClassVar[Outcome] = "computed"
    printed: tuple[str, ...] = ()
    spread: tuple[Fraction, Fraction] | None = None
    whatever: tuple[str, ...] = ()
    reading: str = ""


@frozen
class Judged(_Exact):
    """A person gave these points, with name and reason; where a rule makes points of what was `given`, they can differ."""

    kind: ClassVar[Outcome] = "judged"
    by: str
    reason: str
    given: Fraction


@frozen
class Stated(_Exact):
    """The report prints these points and nothing here confirms them; what is known allows `allowed`."""

    kind: ClassVar[Outcome] = "stated"
    allowed: tuple[Fraction, Fraction]


@frozen
class NotApplicable(_Exact):
    """The indicator does not apply to the unit; the framework says what that is worth."""

    kind: ClassVar[Outcome] = "not_applicable"
    policy: NotApplicablePolicy
    reason: str


@frozen
class _Ranged:
    """An outcome with limits."""

    least: Fraction
    most: Fraction

    @property
    def points(self) -> Fraction | None:
        """The points, where the limits coincide."""
        return self.least if self.least == self.most else None


@frozen
class Gap(_Ranged):
    """
    Nothing gives the points; what is known keeps them inside these limits.

    `missing` are the facts that the rule names and nobody gave; `detail` says more in the author's words: the operation that
    divided by zero, the printed score that cannot be, why target rows are not all there.
    """

    kind: ClassVar[Outcome] = "gap"
    reason: GapReason
    missing: tuple[str, ...] = ()
    detail: str = ""


@frozen
class Subtotal(_Ranged):
    """A branch: what its children, or its formula over them, give; `missing` are facts that its own formula lacks."""

    kind: ClassVar[Outcome] = "subtotal"
    missing: tuple[str, ...] = ()


Score: TypeAlias = Computed | Judged | Stated | Gap | NotApplicable | Subtotal
