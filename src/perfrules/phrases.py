"""What readers are told, in Chinese and English: the sentences of explanations and deductions."""

from typing import Literal

Language = Literal["zh", "en"]

CHINESE = {
    "clause": "评分标准：{text}",
    "source": "依据：{text}",
    "places": "数据出处：{text}",
    "assumed": "此项规则为推定，文件未写明",
    "inferred": "此项规则由印出的数字推断",
    "holds": "{written}：{numbers}，成立",
    "fails": "{written}：{numbers}，不成立",
    "flag-holds": "{written}：是",
    "flag-fails": "{written}：否",
    "choose": "若 {condition}，则 {then}；否则 {otherwise}",
    "points": "得分 = {text}",
    "subtotal": "小计 = {text}",
    "known": "已知：{text}",
    "undefined": "除数为零，不能计算得分",
    "undefined-value": "{text}，除数为零，没有数值",
    "scored": "满分 {weight} 分，得 {points} 分",
    "scored-lost": "满分 {weight} 分，得 {points} 分，扣 {lost} 分",
    "between": "满分 {weight} 分，得分在 {least} 至 {most} 之间",
    "missing": "缺少：{names}",
    "whatever": "无论{names}如何，得分不变",
    "printed": "{label}按报告印出的 {value} 计算，其原始数据未提供",
    "spread": "印出的比率若经取舍，得分在 {least} 至 {most} 之间",
    "judged": "{by}评定 {given} 分：{reason}",
    "not-judged": "尚待评定",
    "stated": "按报告印出的得分计，现有数据不能复核（可能范围 {least} 至 {most}）",
    "stated-out-of-range": "报告印出 {detail} 分，与已知数据不符",
    "not-applicable": "不适用：{reason}",
    "reading": "采用的理解：{name}",
    "lost": "扣 {lost} 分（满分 {weight} 分，得 {points} 分）",
    "lost-above": "扣 {lost} 分（满分 {weight} 分，得 {points} 分，另 {below} 分已在下级指标扣减）",
    "as-printed": "报告印出得分 {points} 分，现有数据不足以复核",
    "word:weight": "分值",
    "word:subtotal": "小计",
    "word:judged": "评定分",
    "word:total": "总分",
    "stop": "。",
    "semicolon": "；",
    "colon": "：",
    "comma": "、",
}

ENGLISH = {
    "clause": "rule: {text}",
    "source": "source: {text}",
    "places": "found in: {text}",
    "assumed": "this rule is assumed: no document says so",
    "inferred": "this rule is inferred from printed numbers",
    "holds": "{written}: {numbers} holds",
    "fails": "{written}: {numbers} does not hold",
    "flag-holds": "{written}: yes",
    "flag-fails": "{written}: no",
    "choose": "{then} if {condition}; otherwise {otherwise}",
    "points": "points = {text}",
    "subtotal": "subtotal = {text}",
    "known": "known: {text}",
    "undefined": "a division by zero, so no points",
    "undefined-value": "{text}, a division by zero, so no value",
    "scored": "{points} of {weight} points",
    "scored-lost": "{points} of {weight} points, {lost} lost",
    "between": "between {least} and {most} of {weight} points",
    "missing": "missing: {names}",
    "whatever": "certain, whatever {names} is",
    "printed": "{label} is taken as printed, {value}: its inputs are not given",
    "spread": "depends on the rounding of the printed ratio: {least} to {most}",
    "judged": "{by} gave {given}: {reason}",
    "not-judged": "not judged yet",
    "stated": "as printed in the report, not confirmed (possible: {least} to {most})",
    "stated-out-of-range": "the report prints {detail} points, which what is known does not allow",
    "not-applicable": "not applicable: {reason}",
    "reading": "interpretation adopted: {name}",
    "lost": "{lost} lost ({points} of {weight} points)",
    "lost-above": "{lost} lost ({points} of {weight} points, {below} more are lost below)",
    "as-printed": "the report prints {points} points, what is known does not confirm them",
    "word:weight": "weight",
    "word:subtotal": "subtotal",
    "word:judged": "judged",
    "word:total": "total",
    "stop": ".",
    "semicolon": "; ",
    "colon": ": ",
    "comma": ", ",
}


def say(language: Language, key: str, **parts: str) -> str:
    """A phrase in a language, with its parts filled in; a part ends without a mark of its own."""
    phrases = CHINESE if language == "zh" else ENGLISH
    return phrases[key].format(**{name: part.rstrip(_MARKS) for name, part in parts.items()})


_MARKS = "。．；;，, \n"
