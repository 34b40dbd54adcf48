"""The sheet of a scorecard with every kind of outcome."""

from collections.abc import Callable
from pathlib import Path

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
        " 预算执行     10   0 至 10   分母为零",
        " 质量          6    4 至 6   小计",
        "   问卷        2    0 至 2   待评定",
        "   走访        2         2   不适用",
        "   测评分      2         2   评定",
        " 公开情况      4    0 至 4   列示得分与数据不符",
    ] == lines[6:12]
    assert "总分 4.00 至 20.00" in lines
    assert "没有扣分" in lines
    assert "  4  公开（open）：公开情况" in lines
    assert "  2  问卷（survey）：待评定" in lines
    assert "  公开情况：报告列示 7 分，与已知数据不符；缺少：公开" in lines


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

    lines = result.stdout.splitlines()
    assert "  支出率：采用的理解为“倒数”" in lines
    assert "  支出率若按评价体系原有的理解：总分 0.00 至 20.00" in lines


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
    assert any(line.startswith("  总分：分母为零") for line in found.stdout.splitlines())


def test_facts_of_the_total_are_missing_by_its_name(run: Command, case: Write, framework_of: Callable[[str], str]) -> None:
    """
    A fact that only the total needs hangs on the total.
    """
    own = framework_of("total: {formula: subtotal if score > 5 else 0}\n")
    found = run("score", case("facts: {used: 8, plan: 10}\n"), "--framework", own)

    assert "测评（score）：测评分、总分" in found.stdout


HALVED = "          - name: 减半\n            formula: cut(min(judged, weight) / 2, 0.01)\n"


def test_readings_of_one_effect_stand_on_one_line(run: Command, case: Write, framework: str) -> None:
    """
    Two interpretations that give the same points, also with the framework's own, are told together.
    """
    path = Path(framework)
    again = HALVED.replace("减半", "折半") + HALVED.replace("减半", "取全").replace(" / 2", "")
    path.write_text(path.read_text(encoding="utf-8").replace(HALVED, HALVED + again), encoding="utf-8")
    judged = "facts: {score: 3}\njudged: {marks: {points: 2, by: 甲, reason: 好}}\n"

    own = run("score", case(judged), "--framework", framework).stdout.splitlines()
    adopted = run("score", case(judged + "interpretations: {marks: 减半}\n"), "--framework", framework).stdout.splitlines()

    assert "  测评分若理解为“减半”或“折半”：得 1 分，总分 1.00 至 19.00" in own
    assert "  测评分若按评价体系原有的理解或理解为“取全”：得 2 分，总分 2.00 至 20.00" in adopted


def test_a_reading_of_a_value_can_spoil_an_indicator(run: Command, case: Write, framework: str) -> None:
    """
    Where the rule that is read otherwise is not the one whose points lie outside, both are named.
    """
    path = Path(framework)
    text = path.read_text(encoding="utf-8").replace("cut(min(rate, 1) * weight, 0.01)", "cut(max(rate * weight, 0), 0.01)")
    curve = "1.01 - 10 * (used / plan - 0.7) * (used / plan - 0.7)"
    text = text.replace("formula: used / plan", f"formula: min({curve}, 1)").replace("formula: plan / used", f"formula: {curve}")
    path.write_text(text, encoding="utf-8")

    found = run("score", case("facts: {used: 7, plan: 10}\n"), "--framework", framework)

    lines = found.stdout.splitlines()
    assert "  支出率若理解为“倒数”：此理解下预算执行得分 10.1 分，超出 0 至 10" in lines
    assert "  各种理解组合起来，除超出分值的以外，总分为 10.00 至 20.00" in lines


PRINTED = "printed: {scores: {quality: 5, publication: 4}}\n"


def test_a_statement_says_which_part_rests_on_more(run: Command, case: Write, framework: str) -> None:
    """
    A printed score below its weight names the weight, and what is known of the indicators below it.
    """
    known = "facts: {score: 3}\njudged: {marks: {points: 2, by: 甲, reason: 好}}\nnot_applicable: {visit: 无对象}\n"
    found = run("score", case(known + PRINTED), "--framework", framework)

    lines = found.stdout.splitlines()
    assert "仅有报告列示的得分（分值 6 分，现有数据不能复核）" in lines
    assert "  质量 5 分（满分 6 分，其中 2 分评定、2 分不适用）、公开情况 4 分" in lines
    assert "   问卷        2         —   计入上级指标" in lines


def test_what_stands_below_an_inapplicable_branch_does_not_apply(run: Command, case: Write, framework: str) -> None:
    """
    An open indicator below a branch that does not apply is not counted with the one above.
    """
    path = Path(framework)
    text = path.read_text(encoding="utf-8").replace("    weight: 6\n", "    weight: 6\n    not_applicable: full\n")
    path.write_text(text, encoding="utf-8")

    found = run("score", case("not_applicable: {quality: 无对象}\n"), "--framework", framework)

    assert "   问卷        2         —   不适用" in found.stdout.splitlines()


CASES = Path(__file__).parents[2] / "frameworks"


def test_a_report_without_scores_has_values(run: Command) -> None:
    """
    No weight and no point is made up, and nothing is open.
    """
    found = run("score", str(CASES / "shenzhen/cases/futian-2021.yaml"))

    assert 0 == found.exit_code
    assert "评价框架不计分" in found.stdout
    assert "预算执行率" in found.stdout.partition("指标值")[2]
    assert "—      —   不计分" in found.stdout


def test_several_reports_can_be_without_scores(run: Command) -> None:
    """
    Their line has no total.
    """
    path = str(CASES / "shenzhen/cases/futian-2021.yaml")
    found = run("score", path, path)

    assert ["中共深圳市福田区委政法委员会", "2021", "—", "0", "0", "0", "0", "—"] == found.stdout.splitlines()[3].split()


def test_a_printed_total_stands_beside_another_one(run: Command) -> None:
    """
    A claimed 100 beside the range that the evidence allows.
    """
    found = run("score", str(CASES / "chongqing/cases/chaotianmen-2020.yaml"))

    assert "总分 35.00 至 100.00  等级 未定\n报告列示总分 100.00\n" in found.stdout


def test_alerts_stand_below_the_total(run: Command) -> None:
    """
    With what they ask for.
    """
    found = run("score", str(CASES / "provinces/cases/guangxi.yaml"))

    assert "提示\n  超额完成  有指标实际完成值达到目标值的 130% 以上，须说明原因\n" in found.stdout


def test_readings_of_row_rules_are_told(run: Command) -> None:
    """
    By the id of the rules: they are read for all rows at once.
    """
    found = run("score", str(CASES / "provinces/cases/jiangxi.yaml"))

    assert "各行评分规则 stepped" in found.stdout
