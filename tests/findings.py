"""Findings for the tests of what is made of findings."""

from fractions import Fraction

from perfrules.domain import Span
from perfrules.finding import Effect, Finding, OtherReading, Repair

ARITHMETIC = "441.94 + 800.50 = 1242.44"

CAUSE = Finding(
    code="statement",
    verdict="differs_without_effect",
    place="一（四）2",
    path="figures/grid",
    label="网格办支出",
    sentence=(
        f"一（四）2：网格办支出列示 1242.46 万元，按列示数字计算为 1242.44 万元；算式：{ARITHMETIC}；不影响得分。",
        f"一（四）2: grid is printed 1242.46 万元, computed 1242.44 万元; arithmetic: {ARITHMETIC}; no effect on the score.",
    ),
    printed="1242.46 万元",
    computed="1242.44 万元",
    difference="0.02 万元",
    arithmetic=ARITHMETIC,
    effect=Effect(Fraction(0), Fraction(0)),
    cause=(Repair("figures/grid", "网格办支出", "1242.46 万元", "1242.44 万元"),),
    numbers=("figures/grid", "figures/basic", "figures/project"),
)
FOLLOWER = Finding(
    code="statement",
    verdict="differs",
    place="一（四）",
    path="figures/all",
    label="支出合计",
    sentence=("一（四）：支出合计列示 5119.37 万元。", "一（四）: all is printed 5119.37 万元."),
    printed="5119.37 万元",
    computed="5119.35 万元",
    difference="0.02 万元",
    follows_from=CAUSE.id,
)
LAST = Finding(
    code="relation",
    verdict="differs",
    place="一",
    path="relations/spent <= budget",
    label="支出不超过预算",
    sentence=("一：支出不超过预算，不成立。", "一: spending within the budget does not hold."),
    follows_from=FOLLOWER.id,
)
UNEXPLAINED = Finding(
    code="condition",
    verdict="differs",
    place="",
    path="own <= budget",
    label="支出不超过预算",
    sentence=("报告称支出不超过预算；算式：3876.91 <= 3832.56。", "it does not hold; arithmetic: 3876.91 <= 3832.56."),
    arithmetic="3876.91 <= 3832.56",
)
ROUNDED = Finding(
    code="statement",
    verdict="rounding_can_explain",
    place="一（二）",
    path="figures/budget",
    label="预算",
    sentence=("一（二）：算式：3796.60 + 1685.04 = 5481.64。", "一（二）: arithmetic: 3796.60 + 1685.04 = 5481.64."),
    printed="5481.65 万元",
    computed="5481.64 万元",
    difference="0.01 万元",
    arithmetic="3796.60 + 1685.04 = 5481.64",
)
AMBIGUOUS = Finding(
    code="interpretation",
    verdict="ambiguous",
    place="评分表 重点工作",
    path="quarters",
    label="季度执行",
    sentence=("评分表 重点工作：规则有两种理解。", "评分表 重点工作: the rule can be read in two ways."),
    indicator="quarters",
    printed="3.89",
    interpretations=(
        OtherReading("逐季", Span(Fraction("3.89"), Fraction("3.89"), 2), Span(Fraction("97.15"), Fraction("97.15"), 2)),
        OtherReading("曲线", None, None),
    ),
)
PROBLEM = Finding(
    code="problem",
    verdict="remark",
    place="二",
    path="problems/1",
    label="满分而有问题",
    sentence=("二：满分，但列有问题。", "二: full score beside a problem."),
    warns=True,
)
OVER = Finding(
    code="over-achieved",
    verdict="remark",
    place="三",
    path="targets/1",
    label="巡防次数",
    sentence=("三：超额完成。", "三: more than the target."),
)


def agreeing(path: str) -> Finding:
    """A finding that says that something is right."""
    return Finding("table-total", "matches", "表1", path, "合计", ("表1：相符。", "表1: it agrees."))


def unverified(indicator: str, stake: int) -> Finding:
    """A printed score that cannot be verified."""
    said = (f"评分表：{indicator}不能复核。", f"评分表: {indicator} cannot be verified.")
    return Finding("score", "cannot_verify", "评分表", indicator, indicator, said, indicator=indicator, stake=Fraction(stake))


EVERY = (
    CAUSE,
    FOLLOWER,
    LAST,
    UNEXPLAINED,
    ROUNDED,
    AMBIGUOUS,
    PROBLEM,
    unverified("quarters", 4),
    unverified("efficiency", 20),
    OVER,
    agreeing("tables/1"),
    agreeing("tables/2"),
)
"""One of each kind, in the order of an audit."""
