"""Each law holds of what is sound, and says where something is not."""

from collections.abc import Callable
from fractions import Fraction

import attrs
import pytest

from perfrules.framework import Alert, Grade
from perfrules.frozen import Pairs
from perfrules.score import Computed, Gap, Judged, Score
from perfrules.scorecard import Raised, Scorecard
from perfrules.testing import journeys, laws, order
from perfrules.testing.inputs import evidence_of
from perfrules.testing.laws import Breach, Law
from perfrules.testing.plain import extreme, plain
from perfrules.testing.readings import by_definition, by_rules
from perfrules.testing.unit import Unit
from tests import examples
from tests.testing.rows import rows
from tests.testing.small import FACTS, Lying, formula

SMALL = examples.framework()
HALF = Unit(SMALL, examples.evidence())
EVERY = (
    laws.inside,
    laws.totals,
    laws.defined,
    laws.remarked,
    laws.compiled,
    journeys.repeated,
    journeys.reordered,
    laws.quoted,
    journeys.pickled,
    journeys.documented,
    laws.agreeing(by_definition),
    order.monotone,
    order.knowing_less,
)
JUDGED = Judged(Fraction(15), "甲", "查", Fraction(14))
OPEN = Gap(Fraction(1), Fraction(2), "missing")


class Slippery(str):
    """A text that equals nothing but itself."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return self is other

    __hash__ = str.__hash__


def scoring(id: str, score: Score) -> Callable[[Scorecard], Scorecard]:
    """A scorecard with another outcome of one indicator."""
    return lambda card: attrs.evolve(card, scores=Pairs.of({**card.scores, id: score}))


def lying(change: Callable[[Scorecard], Scorecard]) -> Lying:
    """The example with a scorecard that was tampered with."""
    return Lying(SMALL, examples.evidence(), change)


def computed(points: str) -> Computed:
    """An outcome with these points."""
    return Computed(Fraction(points))


@pytest.mark.parametrize("law", EVERY)
@pytest.mark.parametrize("unit", [HALF, Unit(SMALL, plain(SMALL))])
def test_every_law_holds_of_what_is_sound(law: Law, unit: Unit) -> None:
    """
    A sound framework breaks no law.
    """
    assert [] == list(law(unit))


@pytest.mark.parametrize(
    ("score", "sentence"),
    [
        (computed("20.01"), "20.01 points lie outside 0 to 20"),
        (computed("15.001"), "15.001 points have more than 2 decimals"),
        (Gap(Fraction(5), Fraction(4), "missing"), "the least, 5, lies above the most, 4"),
    ],
)
def test_points_outside_are_found(score: Score, sentence: str) -> None:
    """
    Beyond the weight, between two decimals, the wrong way round.
    """
    assert Breach("execution", sentence) in list(laws.inside(lying(scoring("execution", score))))


def test_a_rule_that_leaves_its_indicator_is_found() -> None:
    """
    Where nothing was proven and no witness found, `assess` refuses the one unit that gets too much: a breach, no crash.
    """
    made = formula("11 if spent * planned == 9991 and 90 < spent < 100 else weight")
    unit = Unit(made, evidence_of(made, {**extreme(made, "most"), "spent": Fraction(97), "planned": Fraction(103)}))

    assert [Breach("pace", "indicator `pace`: 11 points lie outside 0 to 10")] == list(laws.inside(unit))


def test_sums_that_are_none_are_found() -> None:
    """
    A branch that is not the sum of its children, a completeness that is not the whole table.
    """
    missing = lying(lambda card: attrs.evolve(card, completeness=attrs.evolve(card.completeness, judged=Fraction(0))))
    wrong = lying(scoring("pace", computed("4")))

    assert Breach("total", "completeness adds up to 50, not to 100") in list(laws.totals(missing))
    assert Breach("results", "it has 50 points at least, those below add up to 49") in list(laws.totals(wrong))


def test_points_that_evaluate_does_not_give_are_found() -> None:
    """
    `assess` is held against the definition, also where it gives no points at all.
    """
    more, open_ = computed("16"), Gap(Fraction(0), Fraction(20), "missing")

    found = [next(laws.defined(lying(scoring("execution", score)))) for score in (more, open_)]

    assert [
        Breach("execution", "`assess` gives 16, `evaluate` gives 15"),
        Breach("execution", "`assess` gives no value, `evaluate` gives 15"),
    ] == found


@pytest.mark.parametrize(
    ("law", "how"), [(journeys.repeated, "a second time"), (journeys.reordered, "declared in another order")]
)
def test_a_scorecard_that_is_another_one_is_found(law: Law, how: str) -> None:
    """
    Points, limits, grade and completeness are the same a second time and in another order.
    """
    other = lying(scoring("execution", Gap(Fraction(0), Fraction(20), "missing")))
    graded = lying(lambda card: attrs.evolve(card, grade="优"))

    assert Breach("execution", f"it scores 0 to 20, {how} 15") == next(law(other))
    assert Breach("total", f"its grade, completeness or alerts are other ones {how}") == next(law(graded))


@pytest.mark.parametrize(
    ("steps", "score", "sentences"),
    [
        (("  = 15", "满分 20 分，得 15 分，扣 5 分"), computed("15"), []),
        (
            ("  = 15", "满分 20 分，得 15 分，扣 4 分"),
            computed("15"),
            ["ends with `满分 20 分，得 15 分，扣 4 分`, its points are 15"],
        ),
        (("  = 14", "15 of 20 points, 5 lost"), computed("15"), ["end with `= 14`, its points are 15"]),
        (("  = 14", "15 of 20 points, 5 lost"), JUDGED, []),
        (("20 of 20 points",), computed("20"), []),
        (("between 1 and 2 of 20 points",), OPEN, []),
        (
            ("between 1 and 3 of 20",),
            Gap(Fraction(1), Fraction(2), "missing"),
            ["ends with `between 1 and 3 of 20`, its points are 1 to 2"],
        ),
    ],
)
def test_an_explanation_with_other_numbers_is_found(steps: tuple[str, ...], score: Score, sentences: list[str]) -> None:
    """
    The last line has weight, points and what is lost, or the limits; the working ends in the points.
    """
    found = laws.misquoted(steps, SMALL.paths["execution"][-1], score)

    assert sentences == [breach.sentence.removeprefix("its explanation ").removeprefix("its steps ") for breach in found]


def test_what_does_not_survive_a_journey_is_found() -> None:
    """
    Evidence that is another one after pickling, or after it was written and read.
    """
    secret = attrs.evolve(examples.evidence(), subject=Slippery("某单位"))
    reason = attrs.evolve(examples.evidence().judged["effects"], reason=Slippery("抽查"))
    judged = Pairs.of({**examples.evidence().judged, "effects": reason})

    assert [Breach("total", "framework, evidence or scorecard is another one after pickling")] == list(
        journeys.pickled(Unit(SMALL, secret))
    )
    assert [Breach("total", "the evidence is another one after it was written and read")] == list(
        journeys.documented(Unit(SMALL, attrs.evolve(examples.evidence(), judged=judged)))
    )


def test_a_reading_that_disagrees_is_found() -> None:
    """
    Other points, no points, and an indicator that the framework does not have.
    """
    reading = by_rules({"execution": lambda _: 16, "pace": lambda facts: facts["pase"], "results": lambda _: 50})

    assert [
        Breach("execution", "`stated` gives 16, `evaluate` gives 15"),
        Breach("pace", "`stated` gives no value, `evaluate` gives 5"),
    ] == list(laws.agreeing(reading)(HALF))
    assert [Breach("pase", "`stated` reads it, but the framework has no such indicator")] == list(
        laws.agreeing(by_rules({"pase": lambda _: 1}))(HALF)
    )


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (
            "weight if spent <= 5 else 0",
            "`spent` 5.01 万元 is better than 5 万元, but gives 0 points instead of 10",
        ),
        ("weight if spent >= 5 else 0", ""),
        ("0 if misuse else weight", ""),
        ("half_up(min(spent / (spent - 5), weight), 0.01) if spent > 5.01 else 0", "`spent` 1000 万元 is better than 6 万元"),
    ],
)
def test_a_better_fact_that_costs_points_is_found(rule: str, sentence: str) -> None:
    """
    A fact is held against its neighbours, its ends, and the plain case.
    """
    made = formula(rule)
    broken = [
        breach.sentence
        for spent in ("5", "6")
        for breach in order.monotone(Unit(made, evidence_of(made, {**extreme(made, "most"), "spent": Fraction(spent)})))
    ]

    assert bool(sentence) == any(one.startswith(sentence) for one in broken if sentence)
    assert bool(sentence) == bool(broken)


def test_a_lower_fact_that_costs_points_is_found() -> None:
    """
    Where lower is better, falling may cost nothing.
    """
    made = formula("weight if spent >= 5 else 0", FACTS.replace("better: higher", "better: lower"))
    unit = Unit(made, evidence_of(made, {**extreme(made, "most"), "spent": Fraction("4.99")}))

    assert [Breach("pace", "`spent` 4.99 万元 is better than 5 万元, but gives 0 points instead of 10")] == [
        breach for breach in order.monotone(unit) if " 5 万元" in breach.sentence
    ]


def test_knowing_less_that_narrows_is_found() -> None:
    """
    A total that is certain although a fact of it is missing.
    """

    def change(card: Scorecard) -> Scorecard:
        return card if "spent" in card.evidence.facts else scoring("execution", computed("15.5"))(card)

    found = [breach for breach in order.knowing_less(lying(change)) if "spent" in breach.sentence]

    assert ["execution"] == [breach.id for breach in found]
    assert found[0].sentence.startswith("it scores 15 to 15, and 15.5 to 15.5 without ")


REMARKED = examples.framework(
    alerts=(Alert("未用完", examples.condition("spent < budget")),),
    grades=(Grade("优", Fraction(90), examples.condition("misuse")), Grade("差", Fraction(0))),
)


def remarking(change: Callable[[Scorecard], Scorecard], **changes: examples.Field) -> Lying:
    """A unit with an alert and a grade that was tampered with."""
    return Lying(REMARKED, attrs.evolve(plain(REMARKED), **changes), change)


def test_remarks_that_evaluate_does_not_give_are_found() -> None:
    """
    An alert that is not raised, a grade that is ruled out.
    """
    raised = remarking(lambda card: attrs.evolve(card, alerts=(Raised("未用完", "", holds=True),)))
    graded = remarking(lambda card: attrs.evolve(card, grade="差"))

    assert [Breach("total", "the alert `未用完` is True, `evaluate` gives False")] == list(laws.remarked(raised))
    assert [Breach("total", "its grade is `差`, `evaluate` gives `优`")] == list(laws.remarked(graded))


def test_remarks_about_which_nothing_is_known_break_nothing() -> None:
    """
    Without the facts, neither the alert nor what rules out a grade is certain; a total may lie below all of them.
    """
    open_ = remarking(lambda card: card, facts=Pairs.of({"misuse": plain(REMARKED).facts["misuse"]}))
    without = {name: one for name, one in plain(REMARKED).facts.items() if name != "misuse"}
    low = attrs.evolve(examples.framework(examples.judged("a", 5)), grades=(Grade("优", Fraction(4)),))
    unit = Unit(low, attrs.evolve(plain(low), judged=examples.judgements(a=1)))
    leaf = attrs.evolve(examples.framework(examples.judged("a", 100)), grades=REMARKED.grades)

    assert [] == list(laws.remarked(open_))
    assert [] == list(laws.remarked(unit))
    assert [] == list(laws.remarked(Unit(leaf, attrs.evolve(plain(leaf), facts=Pairs.of(without)))))


def test_a_kernel_that_gives_other_points_is_found() -> None:
    """
    The framework of the unit is compiled and asked.
    """
    assert Breach("execution", "`assess` gives 16, the kernel of the unit 15") in list(
        laws.compiled(lying(scoring("execution", computed("16"))))
    )


def test_remarks_that_are_surer_with_less_are_found() -> None:
    """
    A grade or an alert that is certain while a fact is missing is the same when it is known.
    """

    def change(card: Scorecard) -> Scorecard:
        is_less = len(card.evidence.facts) < len(card.framework.facts)
        return attrs.evolve(card, grade="差", alerts=(Raised("未用完", "", holds=True),)) if is_less else card

    sentences = {breach.sentence.partition(" without")[0] for breach in order.knowing_less(remarking(change))}

    assert {"its grade is `优`, and `差`", "the alert `未用完` is certain only"} <= sentences


def test_rows_that_a_file_does_not_keep_are_found() -> None:
    """
    What stands in a target row is the same after it was written and read; a graded row without points is not written.
    """
    made = rows()
    unit = plain(made)
    first, *others = unit.targets
    slippery = attrs.evolve(unit, targets=(attrs.evolve(first, where=Slippery("第一页")), *others))
    graded = tuple(attrs.evolve(row, points=None) for row in unit.targets)

    assert [] == list(journeys.documented(Unit(made, unit)))
    assert [Breach("total", "the evidence is another one after it was written and read")] == list(
        journeys.documented(Unit(made, slippery))
    )
    assert [] == list(journeys.documented(Unit(made, attrs.evolve(unit, targets=graded))))
