"""Target rows have names of their own, and are part of rows that exist."""

from perfrules.case.neighbours import clashes, taken_ids
from perfrules.evidence import TargetRow
from tests.examples import framework, row_rules, slot, table


def row(id: str, of: str = "", group: str = "", label: str = "") -> TargetRow:
    """A row with its names."""
    return TargetRow(id, "output", label or id, group, of=of)


def said(*rows: TargetRow, taken: frozenset[str] = frozenset()) -> list[tuple[int, str, str]]:
    """What is wrong between rows: position, key, message."""
    return [(position, fault.key, fault.message) for position, fault in clashes(rows, taken)]


def test_rows_that_fit_have_no_clash() -> None:
    """
    A row may be part of one that stands before or behind it.
    """
    assert [] == said(row("a", of="b"), row("b", of="c"), row("c"), row("d", of="b"))


def test_a_name_stands_once() -> None:
    """
    The same row twice asks for an id; so does one that is called like something else.
    """
    assert [(1, "label", "`a` stands here twice; give one of them an `id`")] == said(row("a"), row("a"))
    expected = [(0, "id", "`a` is something else in the framework; give the row another `id`")]
    assert expected == said(row("a"), taken=frozenset({"a"}))


def test_a_row_is_part_of_a_row() -> None:
    """
    An unknown row is reported with the nearest id, or with the id of the row that has this label.
    """
    rows = (row("output/全部", label="全部"), row("output/其中", of="全部"), row("x", of="output/全步"), row("y", of="zzz"))

    assert [
        (1, "of", "no row has the id `全部`; did you mean `output/全部`?"),
        (2, "of", "no row has the id `output/全步`; did you mean `output/全部`?"),
        (3, "of", "no row has the id `zzz`"),
    ] == said(*rows)


def test_no_row_is_part_of_itself() -> None:
    """
    A circle is reported once, where it begins; rows that lead into it are not.
    """
    assert [(0, "of", "the row is part of itself: a → a")] == said(row("a", of="a"))
    rows = (row("x", of="a"), row("a", of="b"), row("b", of="c"), row("c", of="a"))
    assert [(1, "of", "the row is part of itself: a → b → c → a")] == said(*rows)


def test_ids_of_the_framework_and_of_groups_are_taken() -> None:
    """
    A row cannot be called like an indicator, a fact, a value, a sum or a group.
    """
    totals = table("funds", totals={"spent_sum": "1"})
    one = framework(slot("output", 10), rows=(row_rules("standard", "1", sums={"met": "1"}),), tables=(totals,))
    found = taken_ids(one, [row("a", group="数量")])

    assert {"output", "budget", "rate", "met", "spent_sum", "output/数量"} <= found
