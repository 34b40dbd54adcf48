"""What the command says around the explanations, in Chinese and English."""

from perfrules.phrases import Language, Phrase, filled

WORDS: dict[str, Phrase] = {
    "edition": ("{title}（{edition} 版）", "{title} (edition {edition})"),
    "unit": ("单位：{subject}", "unit: {subject}"),
    "period": ("期间：{period}", "period: {period}"),
    "head:indicator": ("指标", "indicator"),
    "head:weight": ("分值", "weight"),
    "head:points": ("得分", "points"),
    "head:basis": ("依据", "rests on"),
    "head:unit": ("单位", "unit"),
    "head:total": ("总分", "total"),
    "head:known": ("有据", "known"),
    "head:printed": ("列示", "printed"),
    "head:lacking": ("待补", "missing"),
    "head:not-applicable": ("不适用", "n/a"),
    "head:grade": ("等级", "grade"),
    "head:lost": ("扣分", "lost"),
    "head:reason": ("扣分理由", "why"),
    "legend": (
        (
            "各列为分值：有据，指按数据、按列示比率或经评定得出；列示，指仅有报告列示的得分；待补，指缺数据或待评定；"
            "不适用，指该指标不适用于本单位。等级“未定”指总分区间跨两个等级。"
        ),
        (
            "The columns are weights: known, from figures, printed ratios or judgement; printed, on printed scores only; "
            "missing, for want of data or judgement; n/a, not applicable. An open grade: the total can fall into several."
        ),
    ),
    "basis:computed": ("按数据计算", "figures"),
    "basis:ratio": ("按列示比率", "printed ratio"),
    "basis:judged": ("评定", "judgement"),
    "basis:stated": ("报告列示", "printed score"),
    "basis:missing": ("缺数据", "missing"),
    "basis:not-judged": ("待评定", "not judged"),
    "basis:not-scored": ("不计分", "no scores"),
    "basis:incomplete": ("指标未列全", "incomplete"),
    "basis:undefined": ("分母为零", "zero divisor"),
    "basis:stated-out-of-range": ("列示得分与数据不符", "impossible"),
    "basis:not_applicable": ("不适用", "n/a"),
    "basis:subtotal": ("小计", "subtotal"),
    "range": ("{least} 至 {most}", "{least} to {most}"),
    "no-scores": ("评价框架不计分", "the framework gives no scores"),
    "alerts": ("提示", "alerts"),
    "alert-open": ("缺数据，尚不能判定", "undecided: something is missing"),
    "values": ("指标值", "values"),
    "row-rules": ("各行评分规则 {id}", "the rules of rows {id}"),
    "total-line": ("总分 {total}", "total {total}"),
    "grade-line": ("等级 {grade}", "grade {grade}"),
    "no-grade": ("未定", "open"),
    "deductions": ("扣分（{count} 项，共 {points} 分）", "points lost ({count} times, {points} together)"),
    "no-deductions": ("没有扣分", "no points lost"),
    "sum": ("合计", "together"),
    "printed-total": ("报告列示总分 {total}", "the report prints a total of {total}"),
    "assumed-rules": (
        "按数据或列示比率计算的部分中，{points} 分的评分规则为约定：没有文件载明。",
        "Of what is computed, {points} points go by rules that are assumed: no document states them.",
    ),
    "completeness": (
        (
            "{total} 分中：按数据计算 {figures} 分，按列示比率 {printed_ratios} 分，评定 {judged} 分，"
            "仅有报告列示 {stated} 分，缺数据 {missing} 分，不适用 {not_applicable} 分。"
        ),
        (
            "of {total} points, {figures} rest on figures, {printed_ratios} on printed ratios, {judged} on judgement, "
            "{stated} on printed scores only; {missing} are missing, {not_applicable} not applicable."
        ),
    ),
    "completeness-title": ("分值的依据", "what the weights rest on"),
    "readings": ("规则存在其他理解", "rules that can be read otherwise"),
    "adopted": ("{label}：采用的理解为“{name}”", "{label}: adopted is `{name}`"),
    "read": ("{label}若{name}：{outcome}", "{label} {name}: {outcome}"),
    "read:points": ("得 {points} 分，总分 {total}", "{points} points, total {total}"),
    "read:total": ("总分 {total}", "total {total}"),
    "read:fault": (
        "此理解下得分 {points} 分，超出 {least} 至 {most}",
        "{points} points, which lie outside {least} to {most}",
    ),
    "read:fault-elsewhere": (
        "此理解下{label}得分 {points} 分，超出 {least} 至 {most}",
        "{label} gets {points} points, which lie outside {least} to {most}",
    ),
    "read:name": ("“{name}”", "`{name}`"),
    "read:named": ("理解为{names}", "read as {names}"),
    "read:own": ("按评价体系原有的理解", "read as the framework does"),
    "readings-span": ("各种理解组合起来，总分为 {total}", "over all combinations of readings the total is {total}"),
    "readings-span-rest": (
        "各种理解组合起来，除超出分值的以外，总分为 {total}",
        "over all combinations of readings, but for those that cannot be scored, the total is {total}",
    ),
    "open": ("待补充的数据和评定及涉及分值", "what is missing, and how many points hang on it"),
    "open-fact": ("{label}（{id}）：{indicators}", "{label} ({id}): {indicators}"),
    "open-judgement": ("{label}（{id}）：待评定", "{label} ({id}): to be judged"),
    "open-shared": ("涉及的分值有重复，不可相加。", "some hang on the same points: do not add them up."),
    "faults": ("无法计算的得分", "points that cannot be found"),
    "fault": ("{label}：{reason}", "{label}: {reason}"),
    "statements": (
        "仅有报告列示的得分（分值 {weight} 分，现有数据不能复核）",
        "rest on printed scores only (weight {weight}, not confirmed)",
    ),
    "statement": ("{label} {points} 分", "{label} {points}"),
    "statement:weight": ("满分 {weight} 分", "of {weight}"),
    "statement:known": ("其中 {shares}", "with {shares}"),
    "share": ("{points} 分{basis}", "{points} on {basis}"),
    "brackets": ("（{text}）", " ({text})"),
    "clause-mark": ("，", ", "),
    "receipt": ("计算凭据", "receipt"),
    "audit:bare": ("没有评价框架：只核对列示的数字", "no framework: the printed numbers alone are checked"),
    "audit:errors": ("错误（{count} 项）", "errors ({count})"),
    "audit:errors-and-more": (
        "错误（{count} 项，另有由其引起的 {more} 项）",
        "errors ({count}, and {more} that follow from them)",
    ),
    "audit:no-errors": ("没有错误", "no errors"),
    "audit:warnings": ("警告（{count} 项）", "warnings ({count})"),
    "audit:open": ("不能复核（{count} 项，按涉及分值排列）", "cannot be verified ({count}, by the points at stake)"),
    "audit:remarks": ("提示（{count} 项）", "remarks ({count})"),
    "audit:right": ("相符（{count} 项）", "checked and right ({count})"),
    "audit:accepted": ("已接受（{count} 项）", "accepted ({count})"),
    "audit:printed": ("列示 {value}", "printed {value}"),
    "audit:computed": ("计算 {value}", "computed {value}"),
    "audit:difference": ("相差 {value}", "{value} apart"),
    "audit:fails": ("不成立", "it does not hold"),
    "audit:arithmetic": ("算式：{text}", "arithmetic: {text}"),
    "audit:follows": ("由此引起：", "what follows from it:"),
    "audit:waiver": ("{by}接受：{reason}", "accepted by {by}: {reason}"),
    "audit:waiver-until": ("{by}接受至 {until}：{reason}", "accepted by {by} until {until}: {reason}"),
    "audit:reading": ("理解为“{name}”：{outcome}", "read as `{name}`: {outcome}"),
    "audit:reading-points": ("得 {points} 分", "{points} points"),
    "audit:reading-total": ("总分 {total}", "total {total}"),
    "audit:closing": (
        "错误 {error} 项，警告 {warning} 项，不能复核 {open} 项{stake}，提示 {remark} 项，已核对相符 {right} 项",
        "errors: {error}, warnings: {warning}, cannot be verified: {open}{stake}, remarks: {remark}, checked and right: {right}",
    ),
    "audit:stake": ("（涉及 {total} 分中的 {points} 分）", " ({points} of {total} points)"),
    "audit:before": (
        "接受前：错误 {error} 项，警告 {warning} 项，其他 {note} 项",
        "before any was accepted: errors: {error}, warnings: {warning}, others: {note}",
    ),
    "audit:summary": ("汇总（{count} 份报告，{errors} 份有错误）", "summary ({count} reports, {errors} with errors)"),
    "audit:with-errors": ("有错误的报告（错误多者在前）", "reports with errors, most errors first"),
    "audit:and-more": ("另有 {count} 份", "and {count} more"),
    "head:code": ("类别", "code"),
    "head:error": ("错误", "errors"),
    "head:warning": ("警告", "warnings"),
    "head:note": ("说明", "notes"),
    "head:ok": ("相符", "right"),
}


def word(language: Language, key: str, **parts: str) -> str:
    """A word or sentence in a language, with its parts filled in."""
    return filled(WORDS[key], language, parts)
