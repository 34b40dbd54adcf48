"""Readings give points, or none where a rule has no value."""

from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve

from perfrules.errors import NumberError
from perfrules.evidence import Evidence
from perfrules.framework import Framework
from perfrules.frozen import Pairs
from perfrules.testing import by_definition, by_kernel, by_rules
from perfrules.testing.inputs import evidence_of
from perfrules.testing.plain import extreme, plain
from perfrules.testing.sweep import sweep
from perfrules.testing.tables import framework
from tests import examples
from tests.testing.small import formula, table


def test_definition_and_kernel_agree_on_a_sweep() -> None:
    """
    Facts missing, indicators left out, divisions by zero: both have the same points and the same holes.
    """
    for made in (framework(6), examples.framework()):
        alone = [evolve(one, values=Pairs(), stated=Pairs(), interpretations=Pairs()) for one in sweep(made)]

        assert [by_definition(made, one) for one in alone] == [by_kernel(made, one) for one in alone]


def test_a_rule_in_python_sees_what_people_see() -> None:
    """
    States by their ids, days as dates, flags, exact numbers, and judgements by their indicators.
    """
    seen: dict[str, object] = {}
    made = formula("0 if misuse or report == late or finished > date(2024, 6, 30) else cut(spent / 100, 0.01)")
    given = {**extreme(made, "least"), "report": Fraction(1), "spent": Fraction("12.5"), "finished": Fraction(739067)}
    reading = by_rules({"pace": lambda facts: seen.update(facts) or 3})

    assert {"pace": 3} == reading(made, evidence_of(made, given))
    assert ("late", date(2024, 6, 30), Fraction("12.5")) == (seen["report"], seen["finished"], seen["spent"])
    assert {"pace": 10} == by_rules({"pace": lambda facts: facts["pace"]})(*judged())


def judged() -> tuple[Framework, Evidence]:
    """A judged framework in its plain case."""
    made = table("judged: any", facts="")
    return made, plain(made)


def test_a_rule_that_gives_a_float_is_refused() -> None:
    """
    A second statement of the rules is exact, or it is none.
    """
    made = formula("weight if staff > 5 else 0")

    with pytest.raises(NumberError, match=r"`0\.1` is a float, which is not exact; the rule of `pace`"):
        by_rules({"pace": lambda facts: 1 / 10 if facts else 0})(made, plain(made))  # type: ignore[dict-item, return-value]  # the error tried


def test_a_rule_in_python_has_no_value_where_something_is_missing() -> None:
    """
    A fact that the framework names, a fact that the rule names, a division by zero, an indicator that does not exist.
    """
    made = formula("weight if staff > 5 else 0")
    nobody = evolve(plain(made), facts=Pairs())
    rules = {
        "pace": lambda facts: facts["staff"],
        "unknown": lambda _: 1,
    }
    other = by_rules({"pace": lambda facts: facts["stuff"]})
    zero = by_rules({"pace": lambda facts: 1 / (facts["staff"] - facts["staff"])})

    assert {"pace": None, "unknown": None} == by_rules(rules)(made, nobody)
    assert [{"pace": None}, {"pace": None}] == [other(made, plain(made)), zero(made, plain(made))]
