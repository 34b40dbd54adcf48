"""What a framework says otherwise than its parent: keys, and changes by id."""

from fractions import Fraction

import pytest

from perfrules.documents.changes import DECLARED, ChangesEntry
from perfrules.formula import parse
from perfrules.framework import Framework
from perfrules.frozen import Pairs
from perfrules.indicator import Branch, Calculated, Interpretation, Judgeable, Slot
from tests.documents.line import HEAD, derived, source

NEW = "{id: new, label: 新, weight: 1, judged: any}"


def ids(framework: Framework) -> list[str]:
    """The ids of all indicators, in reading order."""
    return list(framework.paths)


def file_of(framework: Framework, path: str) -> str:
    """The file in which a part stands, with its line."""
    place = framework.places[path]
    return f"{place.file}:{place.line}"


def test_mappings_merge_key_by_key_and_the_rest_replaces() -> None:
    """
    A child that names one key of a fact, of `points` and of a state keeps the others; a list is replaced as a whole.
    """
    found = derived(
        "points: {decimals: 2}\ngrades: [{name: 合格, at_least: 0}]\n"
        "facts: {spent: {label: 执行数}, open: {states: {none: 没有}}, new: {label: 新, kind: flag}}\n"
    )

    assert (Fraction(20), 2) == (found.points, found.decimals)
    assert ["合格"] == [grade.name for grade in found.grades]
    assert ["spent", "plan", "open", "new"] == [fact.id for fact in found.facts]
    assert ("执行数", "万元") == (found.declared["spent"].label, found.declared["spent"].domain.unit)
    assert (("full", "全部"), ("none", "没有")) == found.declared["open"].domain.states


def test_the_head_is_not_inherited() -> None:
    """
    A child has its own title and source, and is in force whenever it says itself.
    """
    found = derived("", head='perfrules: 1\nid: c.d\nedition: "2024"\ntitle: 子表\nextends: a.b\n')

    assert ("子表", "", None) == (found.title, found.source.document, found.valid.start)


def test_every_node_keeps_its_own_place() -> None:
    """
    What is inherited stands in the parent's file, what is said otherwise in the child's.
    """
    found = derived("changes: {indicators: {pace: {weight: 7}, openness: {weight: 3}}}\n")

    assert "parent.yaml:26" == file_of(found, "indicators/money/pace/label")
    assert "child.yaml:7" == file_of(found, "indicators/money/pace/weight")
    assert "child.yaml:7" == file_of(found, "indicators/money")


def test_a_function_is_replaced_by_name() -> None:
    """
    Parameters are no part of a function's name, at the top level and under `changes`.
    """
    top = derived("functions: {'rounded(y)': 'half_up(y, 0.1)'}\n")
    changed = derived("changes: {functions: {'rounded(y)': 'half_up(y, 0.1)'}}\n")

    assert [("rounded", ("y",))] == [(one.name, one.parameters) for one in top.functions]
    assert top == changed


def test_two_functions_of_one_name_are_both_kept_for_the_check() -> None:
    """
    A child that declares a function twice is not read as if it had declared one.
    """
    found = derived("functions: {'rounded(x)': 'cut(x, 1)', 'rounded(x, y)': 'cut(x + y, 1)'}\n")

    assert ["rounded", "rounded"] == [one.name for one in found.functions]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("openness: {formula: '4'}", Calculated(parse("4"))),
        ("openness: {met: open == full}", Calculated(parse("weight if open == full else 0"))),
        ("openness: {judged: all_or_nothing}", Judgeable("all_or_nothing")),
        ("openness: {slot: standard}", Slot("standard")),
        ("openness: {bands: {of: spent}}", Calculated(parse("1 if spent < 0.5 else weight"))),
        ("result: {judged: [0, 10]}", Judgeable((0, 10))),  # type: ignore[arg-type]  # equal to fractions
        ("result: {formula: '10'}", Calculated(parse("10"))),
        ("result: {judged: any, formula: judged}", Judgeable("any", parse("judged"))),
    ],
)
def test_another_rule_takes_the_place_of_the_old_one(change: str, rule: object) -> None:
    """
    A main rule drops all others, a formula those that cannot stand beside it; `bands` merge.
    """
    found = derived(f"changes: {{indicators: {{{change}}}}}\n")

    assert rule == found.paths[change.partition(":")[0]][-1].rule


def test_a_formula_stands_beside_children() -> None:
    """
    A branch that gets a formula keeps its children.
    """
    rule = derived("changes: {indicators: {money: {formula: 'min(subtotal, 9)'}}}\n").paths["money"][-1].rule

    assert isinstance(rule, Branch)
    assert (["pace", "openness"], parse("min(subtotal, 9)")) == ([one.id for one in rule.children], rule.formula)


def test_whatever_is_declared_can_be_changed() -> None:
    """
    Values, rows, tables and adjustments are changed by their ids.
    """
    found = derived(
        "changes:\n"
        "  values: {rate: {label: 支出率, interpretations: [{name: 另, formula: plan}]}}\n"
        "  rows: {standard: {formula: weight}}\n"
        "  tables: {staff: {columns: {pay: {label: 薪酬}}}}\n"
        "  indicators: {honours: {label: 荣誉}}\n"
    )

    assert ("支出率", (Interpretation("另", parse("plan")),)) == (found.named["rate"].label, found.named["rate"].interpretations)
    assert parse("weight") == found.row_rules["standard"].formula
    assert ["薪酬"] == [column.label for column in found.tables[0].columns]
    assert "荣誉" == found.adjustments[0].label


def test_whatever_has_an_id_can_be_removed() -> None:
    """
    Each id is removed where it stands; what stood below a removed one is gone with it, and may be named too.
    """
    found = derived("changes: {remove: [spent, rate, rounded, standard, staff, money, pace, honours]}\n")

    assert ["result"] == ids(found)
    assert (["plan", "open"], (), (), (), ()) == (
        [fact.id for fact in found.facts],
        found.values,
        found.functions,
        found.rows,
        found.tables,
    )


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (f"{{indicator: {NEW}}}", ["money", "pace", "openness", "result", "new", "honours"]),
        (f"{{indicator: {NEW}, after: money}}", ["money", "pace", "openness", "new", "result", "honours"]),
        (f"{{indicator: {NEW}, under: money}}", ["money", "pace", "openness", "new", "result", "honours"]),
        (f"{{indicator: {NEW}, under: money, after: pace}}", ["money", "pace", "new", "openness", "result", "honours"]),
        (f"{{indicator: {NEW}, after: honours}}", ["money", "pace", "openness", "result", "honours", "new"]),
    ],
)
def test_an_indicator_is_added(entry: str, expected: list[str]) -> None:
    """
    Below a branch or at the top, behind another or at the end, and behind an adjustment as another one.
    """
    assert expected == ids(derived(f"changes: {{add: [{entry}]}}\n"))


def test_changes_come_in_one_order() -> None:
    """
    What is removed can be added elsewhere, and an indicator that becomes a branch can be added to.
    """
    found = derived(
        "changes:\n"
        f"  add: [{{under: money, indicator: {NEW.replace('new', 'result')}}}, {{under: pace, indicator: {NEW}}}]\n"
        "  indicators: {pace: {children: [{id: first, label: 一, weight: 5, judged: any}]}}\n"
        "  remove: [result]\n"
    )

    assert ["money", "pace", "first", "new", "openness", "result", "honours"] == ids(found)


def test_lists_of_indicators_replace() -> None:
    """
    A child with a list of its own has no indicator of the parent, and its changes concern the list.
    """
    found = derived(f"indicators: [{NEW}]\nchanges: {{indicators: {{new: {{weight: 20}}}}}}\n")

    assert ["new", "honours"] == ids(found)
    assert 20 == found.paths["new"][-1].weight


def test_groups_of_a_slot_merge() -> None:
    """
    Names in brackets are names of groups, not functions.
    """
    first = derived("changes: {indicators: {result: {slot: {rules: standard, groups: {'数量(一)': 4, '数量(二)': 6}}}}}\n")
    rule = first.paths["result"][-1].rule

    assert isinstance(rule, Slot)
    assert Pairs.of({"数量(一)": Fraction(4), "数量(二)": Fraction(6)}) == rule.groups


def test_a_parent_need_not_declare_anything() -> None:
    """
    An indicator is removed from a parent that has nothing else.
    """
    small = "perfrules: 1\nid: o.p\nedition: '1'\ntitle: 小表\npoints: {total: 2}\nindicators:\n"
    both = f"  - {NEW}\n  - {NEW.replace('new', 'old')}\n"
    found = derived("changes: {remove: [old]}\n", source(small + both, "small.yaml"), head=HEAD.replace("a.b", "o.p"))

    assert ["new"] == ids(found)


def test_what_is_declared_by_id_can_be_changed_by_id() -> None:
    """
    `changes` has a key for each key under which things are declared.
    """
    assert {*DECLARED, "indicators", "remove", "add"} == set(ChangesEntry.__annotations__)
