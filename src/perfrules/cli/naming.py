"""What the keys of a framework file are called for people, in Chinese and English."""

from perfrules.phrases import Language, Phrase, filled

SECTIONS: dict[str, Phrase] = {
    "": ("评价体系", "framework"),
    "grades": ("等级", "grades"),
    "functions": ("函数", "functions"),
    "facts": ("数据", "facts"),
    "values": ("计算值", "values"),
    "tables": ("表格", "tables"),
    "rows": ("目标行规则", "rules of target rows"),
    "indicators": ("指标", "indicators"),
    "adjustments": ("加减分项", "adjustments"),
    "alerts": ("提示", "alerts"),
    "constraints": ("分值约束", "constraints"),
    "relations": ("数据关系", "relations"),
}
"""The sections of a framework file; what stands in none is the framework's own."""

KEYS: dict[str, Phrase] = {
    "above": ("上级", "above"),
    "actual": ("实际值", "actual"),
    "at_least": ("不低于", "at_least"),
    "at_most": ("不高于", "at_most"),
    "basis": ("依据", "basis"),
    "better": ("趋向", "better"),
    "between": ("区间", "between"),
    "by_date": ("期限", "by_date"),
    "clause": ("评分标准", "clause"),
    "columns": ("列", "columns"),
    "decimals": ("小数位数", "decimals"),
    "definition": ("定义", "definition"),
    "document": ("文件", "document"),
    "equal": ("等于", "equal"),
    "evidence": ("取证", "evidence"),
    "formula": ("公式", "formula"),
    "from": ("起", "from"),
    "graded": ("分档", "graded"),
    "groups": ("分组", "groups"),
    "interpretations": ("其他理解", "interpretations"),
    "judged": ("评定", "judged"),
    "kind": ("类型", "kind"),
    "label": ("名称", "label"),
    "least": ("最低分", "least"),
    "name": ("名称", "name"),
    "not_applicable": ("不适用时", "not_applicable"),
    "order": ("顺序", "order"),
    "points": ("分数", "points"),
    "printed_weight": ("列示分值", "printed_weight"),
    "ratio": ("完成率", "ratio"),
    "rounding": ("取整", "rounding"),
    "rules": ("规则", "rules"),
    "show": ("列示方式", "show"),
    "slot": ("目标行", "slot"),
    "source": ("来源", "source"),
    "split": ("均分", "split"),
    "states": ("选项", "states"),
    "sums": ("合计", "sums"),
    "target": ("目标值", "target"),
    "title": ("标题", "title"),
    "to": ("至", "to"),
    "total": ("总分", "total"),
    "unit": ("单位", "unit"),
    "unless": ("除外", "unless"),
    "until": ("止", "until"),
    "valid": ("有效期", "valid"),
    "weight": ("分值", "weight"),
    "weights": ("分值方式", "weights"),
    "when": ("条件", "when"),
    "why": ("理由", "why"),
}
"""The keys that have a word of their own in Chinese; the others stand as they are."""


def section(language: Language, name: str) -> str:
    """What a section is called."""
    return filled(SECTIONS[name], language, {})


def key(language: Language, name: str) -> str:
    """What a key is called, with those above it: `来源/文件`."""
    return "/".join(filled(KEYS[part], language, {}) if part in KEYS else part for part in name.split("/"))


def titled(label: str, id: str) -> str:
    """A label with its id, or what there is of both."""
    return f"{label} ({id})" if label and id else label or id
