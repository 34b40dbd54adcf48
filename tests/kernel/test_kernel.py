"""Kernel: the points of a framework from integers or from exact numbers by id."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from fractions import Fraction
from threading import Barrier

import attrs
import pytest
from hypothesis import assume, given, settings

from perfrules.assess import assess
from perfrules.errors import EvidenceError, InvalidFrameworkError
from perfrules.formula import parse
from perfrules.frozen import Pairs
from perfrules.kernel import UNDEFINED, Kernel
from perfrules.testing.tables import units
from perfrules.testing.unit import Unit
from perfrules.wording import shortened
from tests.examples import Field, branch, evidence, framework, judged, leaf

COMPLETE: dict[str, Field] = {
    "budget": Decimal(200),
    "spent": Decimal("150.00"),
    "staff": 46,
    "progress": Fraction(1, 2),
    "misuse": False,
    "disclosure": 0,
    "finished": date(2023, 12, 29).toordinal(),
    "accounting": 10,
    "effects": Decimal("35.5"),
}


def problems(**changes: Field) -> list[tuple[str, str, str]]:
    """Code, path and message of all that a mapping has wrong."""
    with pytest.raises(EvidenceError) as caught:
        Kernel.of(framework()).score({**COMPLETE, **changes})
    return [(problem.code, problem.path, problem.message) for problem in caught.value.problems]


def without(found: Kernel, *names: str) -> dict[str, object]:
    """The points of the complete unit without some of its inputs."""
    return {**found.score({name: one for name, one in COMPLETE.items() if name not in names})}


def test_points_are_counts_of_the_last_decimal() -> None:
    """
    A complete unit has points for every output, as counts of a hundredth.
    """
    expected = {"execution": 1500, "openness": 500, "staffing": 500, "accounting": 1000, "management": 3500}
    expected |= {"pace": 500, "timeliness": 1000, "effects": 3550, "results": 5050, "total": 8550}

    assert expected == Kernel.of(framework()).score(COMPLETE)


def test_a_kernel_is_made_once() -> None:
    """
    The same framework gives the same kernel, also to many threads at once.
    """
    made = framework()
    start = Barrier(8)

    def find(_: int) -> int:
        start.wait()
        return id(Kernel.of(made))

    with ThreadPoolExecutor(8) as pool:
        assert 1 == len(set(pool.map(find, range(8))))


def test_a_framework_with_errors_has_no_kernel() -> None:
    """
    A framework that the check refuses is refused here too.
    """
    with pytest.raises(InvalidFrameworkError):
        Kernel.of(framework(leaf("x", 5, "spent")))


def test_points_from_integers_and_from_numbers_are_the_same() -> None:
    """
    Integers in the order of the inputs give in the order of the outputs what a mapping gives by id.
    """
    found = Kernel.of(framework())
    ints = (20000, 15000, 46, 5000, 0, 0, COMPLETE["finished"], 1000, 3550)

    assert tuple(found.score(COMPLETE).values()) == found.points(ints)
    assert found.outputs == tuple(found.score(COMPLETE))
    assert tuple(COMPLETE) == found.inputs


def test_what_hangs_on_something_missing_is_undefined() -> None:
    """
    An output that names a missing fact, or rests on one that does, is undefined; the others keep their points.
    """
    found = without(Kernel.of(framework()), "spent", "effects")

    assert {"execution", "management", "effects", "results", "total"} == {id for id, one in found.items() if one is UNDEFINED}
    assert 500 == found["openness"]


def test_a_branch_hangs_on_the_facts_of_its_own_rule() -> None:
    """
    A branch whose rule names a missing fact is undefined though its children are known.
    """
    found = without(Kernel.of(framework()), "misuse")

    assert {"management", "total"} == {id for id, one in found.items() if one is UNDEFINED}


def test_a_total_hangs_on_what_its_rule_names() -> None:
    """
    A total whose rule names an indicator hangs on that one, and on all at the top where it names the subtotal.
    """
    leaves = leaf("x", 5, "5 if misuse else 0"), judged("y", 5)
    alone, both = (Kernel.of(framework(*leaves, total=parse(rule))) for rule in ("2 * x", "min(subtotal, 10 - x)"))

    assert [1000, UNDEFINED] == [one.score({"misuse": True})["total"] for one in (alone, both)]
    assert [1000, 500] == [one.score({"misuse": True, "y": 3})["total"] for one in (alone, both)]


def test_a_division_by_zero_is_undefined_up_to_the_total() -> None:
    """
    Where a rule divides by zero, it and all that adds it up are undefined.
    """
    made = framework(leaf("x", 5, "cut(min(spent / budget, 1) * weight, 0.01)"), leaf("y", 5, "5 if misuse else 0"))

    assert {"x": UNDEFINED, "y": 500, "total": UNDEFINED} == Kernel.of(made).score({"spent": 0, "budget": 0, "misuse": True})


def test_what_does_not_apply_has_the_points_that_its_framework_says() -> None:
    """
    Bit n of `left_out` gives full points or none to the n-th indicator that may be left out, whatever is missing below.
    """
    made = framework(
        branch("a", judged("x", 4), leaf("y", 6, "6 if misuse else 0"), not_applicable="full"),
        leaf("z", 5, "5 if misuse else 0", not_applicable="zero"),
        judged("w", 5),
    )
    found = Kernel.of(made)
    missing = sum(1 << found.inputs.index(name) for name in ("x", "misuse"))
    ints = (*(one.least for one in found.compiled.inputs[:-1]), 300)

    assert ("a", "z") == found.compiled.optional
    assert (UNDEFINED, UNDEFINED, 1000, 0, 300, 1300) == found.points(ints, missing, left_out=0b11)
    assert (UNDEFINED, 1000, UNDEFINED, 300, UNDEFINED) == found.points(ints, 1 << found.inputs.index("misuse"), left_out=0b01)[
        1:
    ]
    assert (0, 0, 0, 0, 300, 300) == found.points(ints)


def test_a_child_that_does_not_apply_is_known_to_the_rule_above() -> None:
    """
    A rule over a judged child that is left out needs no judgement.
    """
    made = framework(
        branch("a", judged("x", 4, not_applicable="full"), judged("y", 6), formula="subtotal if x > 3 else 0"),
    )
    found = Kernel.of(made)
    ints = (*(one.least for one in found.compiled.inputs[:-1]), 250)

    assert (400, 250, 650, 650) == found.points(ints, missing=1 << found.inputs.index("x"), left_out=1)


def test_a_rule_that_does_not_use_its_judgement_does_not_wait_for_it() -> None:
    """
    A judged leaf whose rule does not name `judged` hangs on its facts only.
    """
    found = Kernel.of(framework(judged("x", 4, formula="4 if misuse else 0"), judged("y", 6)))

    assert {"x": 400, "y": UNDEFINED, "total": UNDEFINED} == found.score({"misuse": True})


def test_all_problems_are_told_at_once() -> None:
    """
    An unknown id, a float and values outside their domains are reported together, in the order of the mapping.
    """
    found = problems(spent=150.5, staff=1001, misuse=1, disclosure=3, accounting=5, spnet=1)

    assert [
        ("outside-domain", "spent", "`150.5` is not exact; give a decimal, a fraction or an integer"),
        ("outside-domain", "staff", "1001 人 lies above 1000 人"),
        ("outside-domain", "misuse", "1 is no flag, 是 or 否 was expected"),
        ("outside-domain", "disclosure", "3 is none of the 3 states, which count from 0"),
        ("outside-domain", "accounting", "5 points cannot be given, expected 0 or 10"),
        ("unknown-id", "spnet", "the framework has no fact and no judged indicator `spnet`"),
    ] == found


class Single(float):
    """A float of another kind."""


class Reading:
    """Something that says what ratio it is, and is no number."""

    @staticmethod
    def as_integer_ratio() -> tuple[int, int]:
        """A ratio."""
        return 1, 2


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (float("nan"), "`nan` is not exact; give a decimal, a fraction or an integer"),
        (Single(1), "`1.0` is not exact; give a decimal, a fraction or an integer"),
        ("150", "`'150'` is not exact; give a decimal, a fraction or an integer"),
        (None, "`None` is not exact; give a decimal, a fraction or an integer"),
        ([0] * 1000, f"`[{'0, ' * 19}0,…` is not exact; give a decimal, a fraction or an integer"),
        (Decimal("NaN"), "`NaN` is no number that can be measured"),
        (Decimal("sNaN"), "`sNaN` is no number that can be measured"),
        (Decimal("-Infinity"), "`-Infinity` is no number that can be measured"),
        (Decimal("1E+999999999"), "`1E+999999999` is no number that can be measured"),
        (Decimal("1E-999999999"), "`1E-999999999` is no number that can be measured"),
        (10**5000, "it has more than 4096 bits"),
        (Fraction(1, 10**5000), "it has more than 4096 bits"),
        (Decimal("150.005"), "150.005 万元 has more than 2 decimals"),
        (Fraction(1, 3), "1/3 万元 has more than 2 decimals"),
        (-1, "-1 万元 lies below 0 万元"),
        (True, "是 is no amount"),
    ],
    ids=lambda given: shortened(str(given)) if isinstance(given, str) else type(given).__name__,
)
def test_what_is_no_exact_number_of_the_domain_is_refused(value: object, message: str) -> None:
    """
    A value that is not exact, not finite, of no reasonable size or outside its domain is refused in words, at once.
    """
    assert [("outside-domain", "spent", message)] == problems(spent=value)


def test_nothing_that_only_looks_like_a_number_is_taken() -> None:
    """
    A thing that can say its ratio is still no exact number.
    """
    ((_, _, message),) = problems(spent=Reading())

    assert "is not exact" in message


@pytest.mark.parametrize(("points", "message"), [("40.01", "40.01 lies above 40"), ("1.005", "1.005 has more than 2 decimals")])
def test_judged_points_have_a_domain_too(points: str, message: str) -> None:
    """
    Points that a person gives lie between none and the weight, with the decimals of scores.
    """
    assert [("outside-domain", "effects", message)] == problems(effects=Decimal(points))


def test_numbers_of_all_exact_kinds_are_the_same() -> None:
    """
    A decimal with zeros at its end, an integer and a fraction are one number.
    """
    found = Kernel.of(framework())

    assert 1 == len(
        {tuple(found.score({**COMPLETE, "spent": one}).items()) for one in (150, Decimal("150.000"), Fraction(300, 2))}
    )


def test_the_text_of_a_kernel_is_its_function() -> None:
    """
    The text is what runs.
    """
    found = Kernel.of(framework())
    space: dict[str, Field] = {"UNDEFINED": UNDEFINED}
    exec(found.text, space)  # noqa: S102  # the text of this test's own framework

    assert found.points((1, 1, 1, 1, 0, 0, 1, 0, 0)) == space["points"]((1, 1, 1, 1, 0, 0, 1, 0, 0))


def test_undefined_has_one_name() -> None:
    """
    The word for what has no value shows as it is written, and is neither a number nor None.
    """
    assert "UNDEFINED" == repr(UNDEFINED)


def test_a_kernel_agrees_with_the_scores_of_a_complete_unit() -> None:
    """
    A complete unit gets from the kernel what `assess` gives.
    """
    card = assess(framework(), evidence())
    points = Kernel.of(framework()).score({**COMPLETE, "effects": 35})

    assert {id: card[id].points for id in points if id != "total"} == {
        id: Fraction(one, 100) for id, one in points.items() if id != "total" and isinstance(one, int)
    }
    assert 8500 == points["total"]


@settings(max_examples=60)
@given(units())
def test_a_kernel_agrees_with_assess_wherever_both_know(unit: Unit) -> None:
    """
    What the kernel can compute is what `assess` computes, where no printed ratio, no printed score and no other reading is used.
    """
    assume(unit.framework.is_scored)
    card = unit.card()
    found = Kernel.of(card.framework)
    known = attrs.evolve(card.evidence, values=Pairs(), interpretations=Pairs())
    given = {name: one.value for name, one in known.facts.items()} | {name: one.points for name, one in known.judged.items()}
    left_out = sum(1 << number for number, id in enumerate(found.compiled.optional) if id in known.not_applicable)
    ints, missing = [], 0
    for number, column in enumerate(found.compiled.inputs):
        missing |= 0 if column.id in given else 1 << number
        ints.append(int(given[column.id] * column.scale) if column.id in given else column.least)
    points = dict(zip(found.outputs, found.points(ints, missing, left_out), strict=True))

    scores = assess(card.framework, known, stated="gap").scores

    computed = {id: Fraction(one, 100) for id, one in points.items() if isinstance(one, int) and id in scores}

    assert computed == {id: scores[id].points for id in computed}
