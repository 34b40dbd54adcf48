"""How the scores of one case differ under two frameworks."""

from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve

from perfrules.case import Case
from perfrules.cli.moves import Move, carried, moves
from perfrules.errors import InvalidDocumentError
from perfrules.evidence import TableRow, TargetRow
from perfrules.framework import Framework, Table, Validity
from perfrules.frozen import Pairs
from tests.examples import COUNT, INDICATORS, VALUES, evidence, framework, known, leaf, value

OLD = framework()
NEW = evolve(OLD, id="example.new", indicators=OLD.indicators[1:])


def case_of(home: Framework, **changes: object) -> Case:
    """A case of the small framework."""
    return Case(home, evidence(**changes))


def test_what_a_framework_has_no_place_for_is_left_out() -> None:
    """
    Facts that measure something else, values, judgements, readings, tables and rows of slots that are not there.
    """
    new = evolve(
        NEW,
        facts=tuple(evolve(fact, domain=COUNT) if fact.id == "spent" else fact for fact in OLD.facts if fact.id != "staff"),
        values=(),
    )
    given = case_of(
        OLD,
        values=known(rate="0.5"),
        interpretations=Pairs.of({"rate": "另"}),
        stated=Pairs.of({"openness": Fraction(5), "total": Fraction(90)}),
        tables=Pairs.of({"pay": (TableRow("甲", Pairs()),)}),
        targets=(TargetRow("output/一", "output", "一"),),
    )
    found, lost = carried(given, new)

    assert ("output/一", "spent", "staff", "rate", "accounting", "pay", "openness") == lost
    assert {"budget", "progress", "misuse", "disclosure", "finished"} == set(found.facts)
    assert ({"effects"}, {"total"}, 0, ()) == (set(found.judged), set(found.stated), len(found.tables), found.targets)


def test_what_both_have_a_place_for_is_kept() -> None:
    """
    Tables and readings of the same name, and everything where the framework is the case's own.
    """
    others = (value("rate", "spent / budget if budget > 0 else 0", {"另": "spent"}),)
    tables = (Table("pay", "工资", ()),)
    home = evolve(OLD, values=others, tables=tables)
    given = case_of(home, interpretations=Pairs.of({"rate": "另"}), tables=Pairs.of({"pay": (TableRow("甲", Pairs()),)}))

    assert (given.evidence, ()) == carried(given, home)
    assert (given.evidence, ()) == carried(given, evolve(home, id="example.new"))


@pytest.mark.parametrize(
    ("named", "total"),
    [
        ("framework: example.small\nperiod: '2022'\n", (60, 50)),
        ("framework: example.small\nperiod: '2023'\n", (60, 50)),
        ("framework: example.small\nedition: '2023'\nperiod: '2022'\n", (60, 50)),
    ],
)
def test_a_case_of_either_is_scored_with_both(named: str, total: tuple[int, int]) -> None:
    """
    In the edition that it names, else in the one that is in force on its last day.
    """
    old = framework(leaf("one", 60, "60"), edition="2022", valid=Validity(end=date(2022, 12, 31)))
    new = framework(leaf("one", 60, "50"), edition="2023", valid=Validity(date(2023, 1, 1)))
    found = moves(f"{named}subject: 甲\n", "case.yaml", old, new)
    before, after = (Fraction(points) for points in total)

    assert (Move("one", "one", (before, before), (after, after)),) == found.scores
    assert (before, before) == found.total.before
    assert (None, None) == found.grades


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("framework: example.smal\nperiod: '2023'\n", "no framework `example.smal` is installed; did you mean `example.small`?"),
        ("framework: example.small\nedition: '2020'\nperiod: '2023'\n", "framework `example.small` has no edition for `2020`"),
    ],
)
def test_a_case_of_neither_is_refused(named: str, told: str) -> None:
    """
    With what it could have named.
    """
    with pytest.raises(InvalidDocumentError) as caught:
        moves(f"{named}subject: 甲\n", "case.yaml", OLD, OLD)

    assert told in str(caught.value)


def test_a_framework_without_scores_has_no_total() -> None:
    """
    Then there is nothing to compare.
    """
    bare = framework(*INDICATORS, values=VALUES, is_scored=False)
    found = moves("framework: example.small\nsubject: 甲\nperiod: '2023'\n", "case.yaml", bare, bare)

    assert (None, None) == (found.total.before, found.total.after)
