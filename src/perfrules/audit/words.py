"""What findings say, in Chinese and English: a sentence for each verdict, and how each code begins it."""

from collections.abc import Mapping

from perfrules.phrases import Phrase
from perfrules.wording import shortened

MOST_PLACE = 200
"""How many characters of a place are kept."""

MOST_PART = 2000
"""How many characters of a part of a sentence are kept."""

MOST_WRITTEN = 600
"""How many characters of a line of arithmetic are kept."""

HEADS: Mapping[str, Phrase] = {
    "statement": (
        "{label}列示 {printed}，按列示数字计算为 {computed}",
        "{label} is printed {printed}, its numbers give {computed}",
    ),
    "equation": (
        "{label}列示 {printed}，按“{formula}”计算为 {computed}",
        "`{label}` is printed {printed}, its numbers give {computed}",
    ),
    "condition": ("报告称或意味着“{label}”", "the report says or means `{label}`"),
    "relation": ("按评价框架应有“{label}”", "the framework asks for `{label}`"),
    "ratio": ("{label}列示 {printed}，按定义计算为 {computed}", "{label} is printed {printed}, its definition gives {computed}"),
    "shares": (
        "{label}列示的占比合计 {printed}，应为 {computed}",
        "the printed shares of {label} add up to {printed}, not {computed}",
    ),
    "table-total": (
        "{label}列示合计 {printed}，各行相加为 {computed}",
        "the total of {label} is printed {printed}, its rows add up to {computed}",
    ),
    "table-row": ("{label}列示 {printed}，按同行数字计算为 {computed}", "{label} is printed {printed}, its row gives {computed}"),
    "weights": ("{label}的分值为 {printed}，下级分值合计 {computed}", "{label} weighs {printed}, its parts add up to {computed}"),
    "weight": (
        "{label}列示分值 {printed}，评价框架为 {computed}",
        "{label} has the printed weight {printed}, the framework says {computed}",
    ),
    "rule-points": (
        "{label}的评分标准写 {printed} 分，该指标分值为 {computed}",
        "the rule of {label} gives {printed} points, its weight is {computed}",
    ),
    "subtotal": (
        "{label}列示得分 {printed}，下级得分合计 {computed}",
        "{label} has the printed score {printed}, its parts add up to {computed}",
    ),
    "total": ("列示总分 {printed}，各项得分合计 {computed}", "the printed total is {printed}, the scores add up to {computed}"),
    "score": (
        "{label}列示得分 {printed}，按评分标准应得 {computed}",
        "{label} has the printed score {printed}, its rule gives {computed}",
    ),
    "constraint": ("评价框架对分值的要求“{label}”", "what the framework asks of weights, `{label}`"),
    "score-above-weight": ("{label}的得分不应高于分值", "the score of {label} is at most its weight"),
    "of-which": ("{label}是另一项的其中数，不应单独计分", "{label} is part of another row and does not score by itself"),
    "unscored-row": ("{label}分值 {weight}，未列示得分", "{label} weighs {weight} and has no printed score"),
    "duplicate": ("{label}与“{other}”重复", "{label} repeats `{other}`"),
    "moved-points": (
        "{stale}与现行分值的差额相抵；按这些数还原，一级指标合计 {sum}，可能是调整过 {moved} 分而留下了旧数",
        "{stale}: the differences cancel out and with these numbers level 1 adds up to {sum}; {moved} points have probably moved",
    ),
    "no-zero": ("{label}最低一档仍得 {least} 分，没有 0 分档", "the lowest band of {label} gives {least} points, none gives 0"),
    "problem": ("报告列出问题（{label}）：{text}", "the report lists a problem of {label}: {text}"),
    "over-achieved": (
        "{label}完成值 {actual}，为目标值 {target} 的 {ratio}，请复核目标是否偏低",
        "{label} reached {actual}, {ratio} of the target {target}; was the target too low",
    ),
    "over-executed": ("{label}为 {rate}，超过 100%", "{label} is {rate}, more than 100%"),
    "all-on-target": ("{count} 项指标的完成值都恰等于目标值", "the actual figures of all {count} rows are exactly their targets"),
    "no-actual": (
        "{label}目标值 {target}，未列示完成值，不能复核",
        "{label} has the target {target} and no actual figure, so it cannot be verified",
    ),
    "no-target": (
        "{label}完成值 {actual}，未列示目标值，不能复核",
        "{label} reached {actual} and has no target, so it cannot be verified",
    ),
    "zero-denominator": ("{label}的分母为零，没有数值", "{label} divides by zero and has no value"),
    "expired": (
        "报告期 {period} 不在评价框架的适用期 {valid} 内",
        "the period {period} is outside {valid}, when the framework is in force",
    ),
    "template-text": ("“{text}”像是模板中留下的文字", "`{text}` looks like text left over from a template"),
    "alert": ("评价框架提示“{label}”的情形成立", "what the framework alerts to holds: {label}"),
    "no-scores": ("报告没有列示得分", "the report prints no scores"),
    "incomplete": (
        "{label}未列全（{reason}），{points} 分不能复核",
        "{label} is not all there ({reason}), so {points} points cannot be verified",
    ),
}
"""How the sentence of a finding begins, by its code; `statement` speaks for all others."""

TAILS: Mapping[str, Phrase] = {
    "matches": ("相符", "which agrees"),
    "holds": ("成立", "it holds"),
    "differs": ("相差 {difference}", "{difference} apart"),
    "fails": ("不成立", "it does not hold"),
    "rounding": ("相差 {difference}，舍入可以解释", "{difference} apart, which rounding can explain"),
    "may-hold": ("按列示数字不成立，舍入可以解释", "it does not hold as printed, which rounding can explain"),
    "missing": ("缺少{missing}，不能复核", "{missing} is not printed, so it cannot be verified"),
    "undefined": ("分母为零，不能复核", "a division by zero, so it cannot be verified"),
    "arithmetic": ("算式：{arithmetic}", "arithmetic: {arithmetic}"),
    "cause": ("若{number}为 {value}（列示 {printed}），各处即相符", "all agree if {number} were {value} (printed {printed})"),
    "unit": (
        "若{number}的单位为{word}（列示 {printed}），各处即相符",
        "all agree if {number} were in {word} (printed {printed})",
    ),
    "follows": ("由“{cause}”引起", "it follows from `{cause}`"),
    "no-effect": ("不影响得分", "no effect on the score"),
    "effect": ("按此复算，总分变动 {total} 分", "so the recomputed total moves by {total}"),
    "note": ("说明：{note}", "note: {note}"),
    "damage": ("也可能是文本提取时的损伤", "the text may also have been damaged when it was extracted"),
}
"""What may follow."""


def sentence(place: str, parts: tuple[Phrase, ...]) -> Phrase:
    """One sentence of several parts, with the place before it; a part is cut where it does not end."""
    place = shortened(place, MOST_PLACE)
    parts = tuple((shortened(zh, MOST_PART), shortened(en, MOST_PART)) for zh, en in parts)
    chinese = "；".join(part[0] for part in parts if part[0])
    english = "; ".join(part[1] for part in parts if part[1])
    return (f"{place}：{chinese}。" if place else f"{chinese}。", f"{place}: {english}." if place else f"{english}.")


def said(phrase: Phrase, zh: Mapping[str, str], en: Mapping[str, str] | None = None) -> Phrase:
    """A phrase with its parts filled in; the English parts are the Chinese ones unless others are given."""
    return phrase[0].format(**zh), phrase[1].format(**{**zh, **(en or {})})
