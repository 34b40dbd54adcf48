"""The sheet of a scorecard with every kind of outcome."""

from collections.abc import Callable

from click.testing import Result

Command = Callable[..., Result]
Write = Callable[..., str]

MIXED = """\
facts: {used: 0, plan: 0, score: 3}
judged: {marks: {points: 2, by: 甲, reason: 好}}
not_applicable: {visit: 无对象}
printed: {scores: {publication: 7}}
"""


def test_every_outcome_has_its_words(run: Command, case: Write, framework: str) -> None:
    """
    A division by zero, a judgement that is missing, a printed score that cannot be, each stands in the table and below it.
    """
    found = run("score", case(MIXED), "--framework", framework)
    lines = found.stdout.splitlines()

    assert 4 == found.exit_code
    assert [
        " 预算执行     10   0 至 10   除数为零",
        " 质量          6    4 至 6   小计",
        "   问卷        2    0 至 2   待评定",
        "   走访        2         2   不适用",
        "   测评分      2         2   评定",
        " 公开情况      4    0 至 4   印出分不可能",
    ] == lines[6:12]
    assert "总分 4.00 至 20.00" in lines
    assert "没有扣分" in lines
    assert "  4  公开（open）：公开情况" in lines
    assert "  2  问卷（survey）：待评定" in lines
    assert "  公开情况：报告印出 7 分，与已知数据不符；缺少：公开" in lines


def test_readings_of_values_and_indicators_are_told(run: Command, case: Write, framework: str) -> None:
    """
    A value has no points of its own; an indicator has, perhaps a range.
    """
    lines = run("score", case("facts: {score: 3}\n"), "--framework", framework).stdout.splitlines()

    assert "  支出率若理解为“倒数”：总分 0.00 至 20.00" in lines
    assert "  测评分若理解为“减半”：得 0 至 1 分，总分 0.00 至 19.00" in lines


def test_the_reading_of_the_framework_is_told_where_a_case_adopts_another(
    run: Command,
    case: Write,
    framework: str,
) -> None:
    """
    A case that adopts another interpretation is shown what the framework's own reading gives.
    """
    written = case("interpretations: {rate: 倒数}\n")

    result = run("score", written, "--framework", framework)

    assert "  支出率若按评价体系原有的理解：总分 0.00 至 20.00" in result.stdout.splitlines()


def test_a_complete_case_ends_with_its_receipt(run: Command, longgang: str) -> None:
    """
    In English the sheet says the same; labels stay.
    """
    found = run("score", longgang, "--language", "en").stdout.splitlines()

    assert "龙岗区部门整体支出绩效评价共性指标体系框架 (edition 2023)" == found[0]
    assert "points lost (4 times, 2.85 together)" in found
    assert found[-1].startswith("receipt perfrules ")


def test_a_total_without_value_is_told(run: Command, case: Write, framework_of: Callable[[str], str]) -> None:
    """
    Where the formula of the total divides by zero, the sheet says so of the total.
    """
    own = framework_of("total:\n  formula: cut(min(subtotal / used * plan, weight), 0.01)\n")
    found = run("score", case("facts: {used: 0, plan: 0}\n"), "--framework", own)

    assert 4 == found.exit_code
    assert any(line.startswith("  总分：除数为零") for line in found.stdout.splitlines())


def test_facts_of_the_total_are_missing_by_its_name(run: Command, case: Write, framework_of: Callable[[str], str]) -> None:
    """
    A fact that only the total needs hangs on the total.
    """
    own = framework_of("total: {formula: subtotal if score > 5 else 0}\n")
    found = run("score", case("facts: {used: 8, plan: 10}\n"), "--framework", own)

    assert "测评（score）：测评分、总分" in found.stdout
