"""What readers are told, in Chinese and English: the sentences of explanations and deductions."""

from typing import Literal

Language = Literal["zh", "en"]

_PHRASES: dict[str, tuple[str, str]] = {
    "clause": ("评分标准：{text}", "rule: {text}"),
    "source": ("依据：{text}", "source: {text}"),
    "assumed": ("此项规则为推定，文件未写明", "this rule is assumed: no document says so"),
    "inferred": ("此项规则由印出的数字推断", "this rule is inferred from printed numbers"),
    "holds": ("{written}：{numbers}，成立", "{written}: {numbers} holds"),
    "fails": ("{written}：{numbers}，不成立", "{written}: {numbers} does not hold"),
    "flag-holds": ("{written}：是", "{written}: yes"),
    "flag-fails": ("{written}：否", "{written}: no"),
    "points": ("得分 = {text}", "points = {text}"),
    "undefined": ("除数为零，没有数值：{text}", "a division by zero, so no value: {text}"),
    "scored": ("满分 {weight} 分，得 {points} 分", "{points} of {weight} points"),
    "scored-lost": ("满分 {weight} 分，得 {points} 分，扣 {lost} 分", "{points} of {weight} points, {lost} lost"),
    "between": ("满分 {weight} 分，得分在 {least} 至 {most} 之间", "between {least} and {most} of {weight} points"),
    "missing": ("缺少：{names}", "missing: {names}"),
    "whatever": ("无论{names}如何，得分不变", "certain, whatever {names} is"),
    "printed": ("{label}按报告印出的 {value} 计算，其原始数据未提供", "{label} is taken as printed, {value}: its inputs are not given"),
    "spread": ("印出的比率若经取舍，得分在 {least} 至 {most} 之间", "depends on the rounding of the printed ratio: {least} to {most}"),
    "judged": ("{by}评定：{reason}", "judged by {by}: {reason}"),
    "not-judged": ("尚待评定", "not judged yet"),
    "stated": ("按报告印出的得分计，现有数据不能复核（可能范围 {least} 至 {most}）", "as printed in the report, not confirmed (possible: {least} to {most})"),
    "stated-out-of-range": ("报告印出 {detail} 分，与已知数据不符", "the report prints {detail} points, which what is known does not allow"),
    "not-applicable": ("不适用：{reason}", "not applicable: {reason}"),
    "reading": ("采用的理解：{name}", "interpretation adopted: {name}"),
    "other-reading": ("若理解为“{name}”：{points} 分", "read as `{name}`: {points} points"),
    "subtotal": ("小计 = {text}", "subtotal = {text}"),
    "lost": ("扣 {lost} 分（满分 {weight} 分，得 {points} 分）", "{lost} lost ({points} of {weight} points)"),
    "as-printed": ("报告印出得分 {points} 分，未印出计算依据", "the report prints {points} points without what they follow from"),
    "word:weight": ("分值", "weight"),
    "word:subtotal": ("小计", "subtotal"),
    "word:judged": ("评定分", "judged"),
    "word:total": ("总分", "total"),
    "stop": ("。", "."),
    "semicolon": ("；", "; "),
    "colon": ("：", ": "),
    "comma": ("、", ", "),
}


def say(language: Language, key: str, **parts: str) -> str:
    """A phrase in a language, with its parts filled in."""
    chinese, english = _PHRASES[key]
    return (chinese if language == "zh" else english).format(**parts)
