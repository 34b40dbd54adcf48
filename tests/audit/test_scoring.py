"""What evidence scores with other numbers, and what that moves."""

from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from perfrules.assess import assess
from perfrules.audit.report import Report
from perfrules.audit.scores.desks import desks
from perfrules.audit.scores.proof import shown
from perfrules.audit.scores.scoring import MOST_KEPT
from perfrules.case import Case, Printed
from perfrules.evidence import Evidence
from perfrules.finding import Effect
from perfrules.framework import BARE
from perfrules.frozen import Pairs
from tests.audit.scored import printed_by, small
from tests.examples import Field, evidence, framework, judged, judgements, known, leaf
from tests.targets.forms import UNIT, form

FORM = printed_by(form(), UNIT)
TRAINING = "targets/output/数量指标/培训"


def moved(case: Case, **changes: Fraction) -> Effect:
    """What these numbers move, by key with `__` for each `/`."""
    report = Report(case)
    numbers = report.numbers
    for key, value in changes.items():
        numbers = numbers.replaced(key.replace("__", "/"), Fraction(value))
    return report.scoring.moved(numbers)


def total(case: Case, key: str, value: str) -> str:
    """The total with another number, for a card without printed scores."""
    report = Report(case)
    card = report.scoring.rescored(report.numbers.replaced(key, Fraction(value)))
    return "" if card is None else str(card.total)


def test_a_fact_moves_the_scores_that_rest_on_it() -> None:
    """
    Money is put back in the unit of its fact: 150 万元 are 75 %, 200 are all.
    """
    assert Effect(Fraction(5), Fraction(5)) == moved(small(), facts__spent=Fraction(2000000))


def test_what_feeds_nothing_moves_nothing() -> None:
    """
    The same numbers, and those that no score rests on, have no effect.
    """
    case = evolve(small(), evidence=evolve(small().evidence, weights=Pairs()))

    assert Effect(Fraction(0), Fraction(0)) == moved(case)
    assert Effect(Fraction(0), Fraction(0)) == moved(case, facts__staff=Fraction(45))


def test_a_printed_score_moves_the_printed_total() -> None:
    """
    Where printed numbers are corrected upwards, the lowest says how many points move, the total by how much.
    """
    changes = {"scores__execution": Fraction(16), "scores__management": Fraction(36), "scores__total": Fraction(86)}

    assert Effect(Fraction(1), Fraction(1)) == moved(small(), **changes)
    assert Effect(Fraction(1), Fraction(0)) == moved(small(), scores__execution=Fraction(16))


def test_a_stated_score_moves_what_is_kept() -> None:
    """
    A printed score that only stands in moves the total that rests on it.
    """
    case = small(without=("results", "total"))
    stated = evolve(case, evidence=evolve(case.evidence, judged=judgements(accounting=10)))

    assert Effect(Fraction(-5), Fraction(-5)) == moved(stated, scores__effects=Fraction(30))


def test_without_scores_nothing_is_known_to_move() -> None:
    """
    Where there are no scores, no effect is known.
    """
    assert Effect() == moved(Case(BARE, evidence(facts=Pairs(), judged=Pairs())))


def test_what_is_not_known_does_not_move_by_a_number() -> None:
    """
    Where points become a range, or cannot be scored, their effect is not known.
    """
    open_ended = framework(leaf("pace", 10, "rounded(min(progress, 1) * weight) if misuse else 0"), judged("effects", 90))
    case = Case(open_ended, evidence(facts=known(progress="0.5"), judged=judgements(effects=1)))

    assert Effect(None, None) == moved(case, facts__progress=Fraction(1))
    assert Effect(None, None) == moved(small(), facts__staff=Fraction(5000))


def test_numbers_that_cannot_be_give_no_card() -> None:
    """
    A number outside its domain scores nothing.
    """
    assert ("", "85.00") == (total(small(), "facts/staff", "5000"), total(small(), "facts/staff", "40"))


@pytest.mark.parametrize(
    ("key", "value", "shows"),
    [
        ("facts/misuse", "1", "50.00"),
        ("judged/effects", "40", "90.00"),
        ("facts/finished", "738900", "75.00"),
    ],
)
def test_flags_dates_and_judgements_are_put_in(key: str, value: str, shows: str) -> None:
    """
    Every kind of number can be another one.
    """
    assert shows == total(small(), key, value)


def test_printed_ratios_are_put_in() -> None:
    """
    A ratio that stands in for its inputs can be another one.
    """
    case = Case(framework(), evidence(facts=known(), values=known(rate="0.5"), judged=Pairs()))

    report = Report(case)
    card = report.scoring.rescored(report.numbers.replaced("values/rate", Fraction("0.75")))

    assert card is not None
    assert 15 == card["execution"].points
    assert "values/rate" in desks(report)[0].support.keys("execution")


@pytest.mark.parametrize(
    ("key", "value", "shows"),
    [
        (f"{TRAINING}/actual", "8", "2.50"),
        (f"{TRAINING}/target", "6", "2.50"),
        ("tables/funds/1/used", "550000", "-2.67"),
        ("targets/satisfaction/居民/share", "1", "0.40"),
    ],
)
def test_figures_of_a_form_are_put_in(key: str, value: str, shows: str) -> None:
    """
    The figures of rows, their columns and the cells of tables can be others.
    """
    report = Report(FORM)
    before, after = report.scoring.card, report.scoring.rescored(report.numbers.replaced(key, Fraction(value)))

    assert before is not None
    assert after is not None
    assert Fraction(shows) == after.whole.least - before.whole.least


def test_weights_of_a_case_are_put_in() -> None:
    """
    Weights that the case gives feed scores, those that it only prints do not.
    """
    given = evidence(weights=Pairs.of({"effects": Fraction(40), "pace": Fraction(10)}))
    printed = Printed(weights=Pairs.of({"timeliness": Fraction(9)}))
    report = Report(Case(framework(has_adjustable_weights=True), given, printed))
    both = report.numbers.replaced("weights/effects", Fraction(30)).replaced("weights/pace", Fraction(20))

    assert report.scoring.card is report.scoring.rescored(report.numbers.replaced("weights/timeliness", Fraction(10)))
    assert report.scoring.rescored(both) is None  # 35 points were given
    assert "weights/effects" in desks(report)[0].support.keys("effects")


def test_only_so_many_cards_are_remembered() -> None:
    """
    Beyond the limit old cards are forgotten, and made again when they are asked for.
    """
    report = Report(small())
    numbers = [report.numbers.replaced("facts/staff", Fraction(staff)) for staff in range(1, MOST_KEPT + 3)]
    first = report.scoring.rescored(numbers[0])

    assert all(report.scoring.rescored(one) is not None for one in numbers)
    assert first == report.scoring.rescored(numbers[0])
    assert first is not report.scoring.rescored(numbers[0])


def test_another_reading_is_scored_once() -> None:
    """
    Each other reading has its card; where nothing can be scored there are none.
    """
    rule = leaf("pace", 100, "rounded(min(progress, 1) * weight)", {"另读": "weight"})
    found = Report(Case(framework(rule), evidence(judged=Pairs()))).scoring.read_otherwise

    assert {("pace", "另读"): "100.00"} == {key: str(card.total) for key, card in found.items() if card is not None}
    assert {} == Report(Case(BARE, evidence(facts=Pairs(), judged=Pairs()))).scoring.read_otherwise


@pytest.mark.parametrize("key", ["actual", "target", "weight", "points"])
def test_a_row_alone_gives_what_the_whole_form_gives(key: str) -> None:
    """
    Points with another number are the same, whether one rule or the whole unit is scored.
    """
    said: dict[str, Field] = {"must": "graded", "grade": "达成", "points": Fraction(14), "by": "复核", "reason": "抽查"}
    rows = tuple(evolve(one, **said, target=None, actual=None) if one.label == "知晓" else one for one in UNIT.targets)
    report = Report(printed_by(form(), evolve(UNIT, targets=rows)))
    id = "benefit/知晓" if key == "points" else "output/数量指标/培训"
    numbers = report.numbers.replaced(f"targets/{id}/{key}", Fraction(13 if key == "points" else 9))
    found = desks(report)[0].local.ends(id, numbers)
    whole = report.scoring.rescored(numbers)

    assert found is not None
    assert whole is None or whole[id].least == found[0]


@pytest.mark.parametrize("value", ["-1", "0"])
def test_a_row_that_cannot_be_has_no_points(value: str) -> None:
    """
    A figure outside its domain, or a division by zero, gives nothing.
    """
    report = Report(FORM)
    key = f"{TRAINING}/{'target' if value == '0' else 'actual'}"
    local = desks(report)[0].local
    numbers = report.numbers.replaced(key, Fraction(value))

    assert (local.ends("output/数量指标/培训", numbers) is None) is (value == "-1")


def test_rules_without_a_ratio_are_run_alone() -> None:
    """
    A row that is scored by its column gives its points alone.
    """
    report = Report(printed_by(form((", split: {decimals: 0, remainder: last}", "")), _weighed()))
    numbers = report.numbers.replaced("targets/satisfaction/居民/share", Fraction("0.5"))

    assert (Fraction(2), Fraction(2)) == desks(report)[0].local.ends("satisfaction/居民", numbers)


def _weighed() -> Evidence:
    """The unit with weights of its own for the rows that else share one."""
    weights = {"居民": Fraction(4), "企业": Fraction(3), "学校": Fraction(3)}
    return evolve(UNIT, targets=tuple(evolve(one, weight=weights.get(one.label, one.weight)) for one in UNIT.targets))


def test_a_rule_that_divides_by_zero_gives_nothing() -> None:
    """
    Points that have no value with another number are none.
    """
    own = framework(leaf("pace", 100, "rounded(min(budget / staff / 1000000, 1) * weight)"))
    report = Report(Case(own, evidence(facts=known(budget=1, staff=1), judged=Pairs()), Printed(Pairs.of({"pace": Fraction(0)}))))

    assert desks(report)[0].local.ends("pace", report.numbers.replaced("facts/staff", Fraction(0))) is None


def test_an_unknown_end_is_a_dash() -> None:
    """
    Points are written as one number or two, and where there are none as a dash.
    """
    assert ["3", "[0, 3]", "—"] == [shown(ends) for ends in ((Fraction(3), Fraction(3)), (Fraction(0), Fraction(3)), None)]


@given(st.integers(0, 300), st.integers(1, 300), st.integers(0, 20000))
def test_a_rule_alone_gives_what_the_whole_unit_gives(spent: int, budget: int, progress: int) -> None:
    """
    Whatever the numbers are, one rule that is run alone agrees with the scorecard.
    """
    report = Report(small())
    numbers = report.numbers
    for key, value in (("spent", spent * 10**4), ("budget", budget * 10**4), ("progress", Fraction(progress, 10**4))):
        numbers = numbers.replaced(f"facts/{key}", Fraction(value))
    facts = Pairs.of({**evidence().facts, **known(spent=spent, budget=budget, progress=Fraction(progress, 10**4))})
    card = assess(framework(), evidence(facts=facts))

    for id in ("execution", "pace", "management", "total"):
        assert (card[id].least, card[id].most) == desks(report)[0].local.ends(id, numbers)
