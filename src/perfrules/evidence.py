"""Evidence: everything that scoring reads about one unit."""

from fractions import Fraction

from attrs import field, frozen

from perfrules.errors import Place
from perfrules.frozen import Pairs


@frozen
class Known:
    """
    A fact, or a printed ratio that stands in for one.

    `text` is how it was written, `where` the place in the report. `decimals` says how many decimals were printed, `unit` what
    one unit of the last printed digit is worth: 0 where nothing was printed, and the value is exact.
    """

    value: Fraction | bool
    text: str = ""
    where: str = ""
    note: str = ""
    decimals: int = 0
    unit: Fraction = Fraction(0)


@frozen
class Judgement:
    """Points that a person gave, with name and reason."""

    points: Fraction
    by: str
    reason: str


@frozen
class Evidence:
    """
    What is known about one unit in one period; every mapping goes by the ids of a framework.

    `values` are printed ratios that stand in where their inputs are missing, `stated` printed scores that stand in
    where nothing can be computed, `interpretations` the adopted readings of ambiguous rules.
    """

    subject: str = ""
    period: str = ""
    facts: Pairs[Known] = Pairs()
    values: Pairs[Known] = Pairs()
    judged: Pairs[Judgement] = Pairs()
    stated: Pairs[Fraction] = Pairs()
    not_applicable: Pairs[str] = Pairs()
    interpretations: Pairs[str] = Pairs()
    places: Pairs[Place] = field(default=Pairs(), eq=False, repr=False)
