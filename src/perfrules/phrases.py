"""What readers are told, in Chinese and English: the sentences of explanations and deductions, and the marks between them."""

from typing import Literal

Language = Literal["zh", "en"]
Phrase = tuple[str, str]
"""One phrase in Chinese and in English."""

PHRASES: dict[str, Phrase] = {
    "clause": ("评分标准：{text}", "rule: {text}"),
    "source": ("依据：{text}", "source: {text}"),
    "places": ("数据出处：{text}", "found in: {text}"),
    "assumed": ("此项规则为推定，文件未写明", "this rule is assumed: no document says so"),
    "inferred": ("此项规则由列示的数字推断", "this rule is inferred from printed numbers"),
    "holds": ("{written}：{numbers}，成立", "{written}: {numbers} holds"),
    "fails": ("{written}：{numbers}，不成立", "{written}: {numbers} does not hold"),
    "flag-holds": ("{written}：是", "{written}: yes"),
    "flag-fails": ("{written}：否", "{written}: no"),
    "choose": ("若 {condition}，则 {then}；否则 {otherwise}", "{then} if {condition}; otherwise {otherwise}"),
    "points": ("得分 = {text}", "points = {text}"),
    "subtotal": ("小计 = {text}", "subtotal = {text}"),
    "known": ("已知：{text}", "known: {text}"),
    "undefined": ("分母为零，不能计算得分", "a division by zero, so no points"),
    "undefined-value": ("{text}，分母为零，没有数值", "{text}, a division by zero, so no value"),
    "scored": ("满分 {weight} 分，得 {points} 分", "{points} of {weight} points"),
    "scored-lost": ("满分 {weight} 分，得 {points} 分，扣 {lost} 分", "{points} of {weight} points, {lost} lost"),
    "between": ("满分 {weight} 分，得分在 {least} 至 {most} 之间", "between {least} and {most} of {weight} points"),
    "inside": ("计入上级指标", "counted above"),
    "missing": ("缺少：{names}", "missing: {names}"),
    "whatever": ("无论{names}如何，得分不变", "certain, whatever {names} is"),
    "printed": (
        "{label}按报告列示的 {value} 计算，其原始数据未提供",
        "{label} is taken as printed, {value}: its inputs are not given",
    ),
    "spread": (
        "列示比率如经四舍五入或截位，得分在 {least} 至 {most} 之间",
        "depends on the rounding of the printed ratio: {least} to {most}",
    ),
    "judged": ("{by}评定 {given} 分：{reason}", "{by} gave {given}: {reason}"),
    "not-judged": ("尚待评定", "not judged yet"),
    "not-scored": ("评价框架不计分", "the framework gives no scores"),
    "no-rows": ("没有列出这部分指标", "no target rows are given"),
    "incomplete": ("指标未列全：{detail}", "not all target rows are there: {detail}"),
    "stated": (
        "按报告列示的得分计，现有数据不能复核（可能范围 {least} 至 {most}）",
        "as printed in the report, not confirmed (possible: {least} to {most})",
    ),
    "stated-out-of-range": (
        "报告列示 {detail} 分，与已知数据不符",
        "the report prints {detail} points, which what is known does not allow",
    ),
    "not-applicable": ("不适用：{reason}", "not applicable: {reason}"),
    "reading": ("采用的理解：{name}", "interpretation adopted: {name}"),
    "lost": ("扣 {lost} 分（满分 {weight} 分，得 {points} 分）", "{lost} lost ({points} of {weight} points)"),
    "lost-above": (
        "扣 {lost} 分（满分 {weight} 分，得 {points} 分，另 {below} 分已在下级指标扣减）",
        "{lost} lost ({points} of {weight} points, {below} more are lost below)",
    ),
    "as-printed": (
        "报告列示得分 {points} 分，现有数据不足以复核",
        "the report prints {points} points, what is known does not confirm them",
    ),
    "word:weight": ("分值", "weight"),
    "word:subtotal": ("小计", "subtotal"),
    "word:judged": ("评定分", "judged"),
    "word:total": ("总分", "total"),
    "word:min": ("取小", "min"),
    "word:max": ("取大", "max"),
    "word:floor": ("取整", "floor"),
    "stop": ("。", "."),
    "semicolon": ("；", "; "),
    "colon": ("：", ": "),
    "comma": ("、", ", "),
    "or": ("或", " or "),
}


def say(language: Language, key: str, **parts: str) -> str:
    """A phrase in a language, with its parts filled in; a part ends without a mark of its own."""
    return filled(PHRASES[key], language, {name: part.rstrip(_MARKS) for name, part in parts.items()})


def filled(phrase: Phrase, language: Language, parts: dict[str, str]) -> str:
    """One phrase in a language, with these parts."""
    return phrase[language == "en"].format(**parts)


_MARKS = "。．；;，, \n"
