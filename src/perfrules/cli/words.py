"""What the command says around the explanations, in Chinese and English."""

from perfrules.phrases import Language

_WORDS: dict[str, tuple[str, str]] = {
    "edition": ("{title}（{edition} 版）", "{title} (edition {edition})"),
    "unit": ("单位：{subject}", "unit: {subject}"),
    "period": ("期间：{period}", "period: {period}"),
    "indicator": ("指标", "indicator"),
    "weight": ("分值", "weight"),
    "points": ("得分", "points"),
    "basis": ("依据", "rests on"),
    "total": ("总分", "total"),
    "computed": ("按数据计算", "figures"),
    "ratio": ("按印出比率", "printed ratio"),
    "judged": ("评定", "judgement"),
    "stated": ("报告印出", "printed score"),
    "missing": ("缺数据", "missing"),
    "not-judged": ("待评定", "not judged"),
    "undefined": ("除数为零", "zero divisor"),
    "stated-out-of-range": ("印出分不可能", "impossible"),
    "not_applicable": ("不适用", "n/a"),
    "subtotal": ("小计", "subtotal"),
    "inside": ("含在上级", "in the above"),
    "range": ("{least} 至 {most}", "{least} to {most}"),
    "total-line": ("总分 {total}", "total {total}"),
    "grade-line": ("等级 {grade}", "grade {grade}"),
    "no-grade": ("未定", "open"),
    "deductions": ("扣分（{count} 项，共 {points} 分）", "points lost ({count} times, {points} together)"),
    "no-deductions": ("没有扣分", "no points lost"),
    "lost": ("扣分", "lost"),
    "reason": ("扣分理由", "why"),
    "sum": ("合计", "together"),
    "completeness": (
        (
            "{total} 分中：按数据计算 {figures} 分，按印出比率 {printed_ratios} 分，评定 {judged} 分，"
            "仅有报告印出 {stated} 分，缺数据 {missing} 分，不适用 {not_applicable} 分。"
        ),
        (
            "of {total} points, {figures} rest on figures, {printed_ratios} on printed ratios, {judged} on judgement, "
            "{stated} on printed scores only; {missing} are missing, {not_applicable} not applicable."
        ),
    ),
    "completeness-title": ("分值的依据", "what the weights rest on"),
    "readings": ("规则另有理解的", "rules that can be read otherwise"),
    "reading": (
        "{label}若{name}：得 {points} 分，总分 {total}",
        "{label} {name}: {points} points, total {total}",
    ),
    "reading-value": ("{label}若{name}：总分 {total}", "{label} {name}: total {total}"),
    "reading-named": ("理解为“{name}”", "read as `{name}`"),
    "reading-own": ("按评价体系原有的理解", "read as the framework does"),
    "readings-span": ("各种理解组合起来，总分为 {total}", "over all combinations of readings the total is {total}"),
    "open": ("尚缺的数据和评定，及所系的分值", "what is missing, and how many points hang on it"),
    "open-fact": ("{label}（{id}）：{indicators}", "{label} ({id}): {indicators}"),
    "open-judgement": ("{label}（{id}）：待评定", "{label} ({id}): to be judged"),
    "open-shared": ("同一规则所缺的几项数据，系着同样的分。", "facts that one rule lacks hang on the same points."),
    "faults": ("不能得出的分", "points that cannot be found"),
    "fault": ("{label}：{reason}", "{label}: {reason}"),
    "statements": (
        "仅有报告印出的得分（分值 {weight} 分，现有数据不能复核）",
        "rest on printed scores only (weight {weight}, not confirmed)",
    ),
    "statement": ("{label} {points} 分", "{label} {points}"),
    "receipt": ("回执", "receipt"),
    "comma": ("、", ", "),
    "period-mark": ("；", "; "),
    "known": ("有据", "known"),
    "printed": ("印出", "printed"),
    "lacking": ("缺", "missing"),
    "grade": ("等级", "grade"),
    "unit-column": ("单位", "unit"),
}


def word(language: Language, key: str, **parts: str) -> str:
    """A word or sentence in a language, with its parts filled in."""
    return _WORDS[key][language == "en"].format(**parts)
