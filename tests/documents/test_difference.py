"""What one framework says otherwise than another."""

from perfrules.documents import framework_from
from perfrules.documents.difference import Difference, differences
from tests.documents.line import PARENT, derived

OLD = framework_from(PARENT, "parent.yaml")
BARE = "title: 母表\nsource: {document: 甲文, basis: referenced}\nvalid: {from: 2023-01-01}\n"
HEAD = f'perfrules: 1\nid: c.d\nedition: "2024"\nextends: a.b\n{BARE}'


def changes(body: str) -> list[Difference]:
    """What a child with the parent's own head says otherwise."""
    return list(differences(OLD, derived(body, head=HEAD)))


def test_equal_frameworks_do_not_differ() -> None:
    """
    Id and edition are no difference, nor is the order of facts.
    """
    assert [] == changes("")
    assert [] == list(differences(OLD, framework_from(PARENT.replace("a.b", "x.y"), "parent.yaml")))


def test_what_changed_is_named_key_by_key() -> None:
    """
    Each key with its text before and after, empty where it was not said.
    """
    assert [
        Difference("changed", "", "c.d", "母表", "points/decimals", "1", "2"),
        Difference("changed", "functions", "rounded", "", "", "rounded(x) = cut(x, 0.1)", "rounded(y) = y"),
        Difference("changed", "facts", "spent", "执行", "label", "支出", "执行"),
        Difference("changed", "indicators", "money", "资金", "clause", "", "按比例"),
        Difference("changed", "indicators", "pace", "进度", "judged", "", "any"),
        Difference("changed", "indicators", "pace", "进度", "formula", "rounded(min(rate, 1) * weight)", ""),
    ] == changes(
        "points: {decimals: 2}\nfacts: {spent: {label: 执行}}\nfunctions: {rounded(y): y}\n"
        "changes: {indicators: {money: {clause: 按比例}, pace: {judged: any}}}\n"
    )


def test_parts_come_and_go() -> None:
    """
    What is new stands where it is read, what is gone at the end of its section.
    """
    assert [
        Difference("added", "facts", "extra", "另", "", "", ""),
        Difference("added", "indicators", "new", "新", "", "", ""),
        Difference("removed", "indicators", "openness", "公开", "", "", ""),
        Difference("removed", "indicators", "result", "效果", "", "", ""),
    ] == changes(
        "facts: {extra: {label: 另, kind: flag}}\nchanges:\n  remove: [openness, result]\n"
        "  add: [{under: money, indicator: {id: new, label: 新, weight: 4, judged: any}}]\n"
    )


def test_an_indicator_moves() -> None:
    """
    Below another one, or to another place among those it stands with.
    """
    result = "{id: result, label: 效果, weight: 10, judged: any, formula: 'min(judged, weight)'}"
    below = changes(f"changes: {{remove: [result], add: [{{under: money, indicator: {result}}}]}}\n")
    pace = "{id: pace, label: 进度, weight: 6, formula: 'rounded(min(rate, 1) * weight)'}"
    behind = changes(f"changes: {{remove: [pace], add: [{{under: money, indicator: {pace}}}]}}\n")

    assert [Difference("moved", "indicators", "result", "效果", "above", "", "money")] == below
    assert [Difference("moved", "indicators", "openness", "公开", "order", "2", "1")] == behind
