"""Finding: what an audit says about one number, rule or row of a report; waivers accept findings for a time."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from attrs import frozen

from perfrules.domain import Span
from perfrules.phrases import Language, Phrase

Verdict = Literal["matches", "differs", "differs_without_effect", "rounding_can_explain", "cannot_verify", "ambiguous", "remark"]
Severity = Literal["error", "warning", "note", "ok"]

SEVERITIES: Mapping[Verdict, Severity] = {
    "matches": "ok",
    "differs": "error",
    "differs_without_effect": "error",
    "rounding_can_explain": "warning",
    "cannot_verify": "note",
    "ambiguous": "warning",
    "remark": "note",
}
"""How grave each verdict is."""

TITLES: Mapping[str, str] = {
    "weights": "下级分值合计",
    "weight": "列示分值",
    "rule-points": "评分标准所写分值",
    "constraint": "分值要求",
    "score-above-weight": "得分超过分值",
    "unscored-row": "有分值无得分",
    "of-which": "其中数计分",
    "duplicate": "重复列示",
    "moved-points": "遗留旧分值",
    "no-zero": "没有 0 分档",
    "statement": "正文数字",
    "condition": "正文说法",
    "relation": "数据勾稽",
    "ratio": "列示比率",
    "shares": "占比合计",
    "table-total": "表格合计",
    "table-row": "表格行",
    "unit": "计量单位",
    "score": "得分与评分标准",
    "part": "分项得分",
    "subtotal": "下级得分合计",
    "total": "总分",
    "grade": "等级",
    "unreachable": "不可能的得分",
    "interpretation": "评分标准歧义",
    "rounding": "舍入方式",
    "completeness": "可复算程度",
    "outside-domain": "超出取值范围",
    "misfit": "数据不合评分表",
    "out-of-range": "得分超出范围",
    "problem": "报告自列问题",
    "over-achieved": "超额完成",
    "over-executed": "执行率超过 100%",
    "all-on-target": "全部恰好完成",
    "no-actual": "未列示完成值",
    "no-target": "未列示目标值",
    "zero-denominator": "分母为零",
    "expired": "评价框架已失效",
    "template-text": "模板残留文字",
    "grade-on-edge": "等级取决于舍入",
    "alert": "评价框架提示",
    "no-scores": "没有得分",
    "incomplete": "指标未列全",
}
"""What people call the codes of findings."""

_DIGITS = 8


@frozen
class Effect:
    """By how much the points of an indicator and the total would move if the number were right; None is not known."""

    points: Fraction | None = None
    total: Fraction | None = None


@frozen
class Repair:
    """A printed number, by its key and its label, as it is printed, and what would make everything hold."""

    number: str
    label: str
    printed: str
    value: str


@frozen
class OtherReading:
    """What an indicator and the total come to where a rule is read otherwise; None where that cannot be scored."""

    name: str
    points: Span | None
    total: Span | None


@frozen
class Finding:
    """
    One result of an audit.

    `place` says where it stands in the report, `path` what it is in the case, `label` what people call it. `printed`,
    `computed`, their `difference` (printed less computed) and the `arithmetic` are texts, exact or marked `≈`. `numbers` are the
    keys of the printed numbers that take part, `cause` those that would have to be otherwise, the likeliest first. `follows_from`
    is the id of the finding that explains this one. `stake` are the points that hang on it. `sentence` is fit for a review form.
    """

    code: str
    verdict: Verdict
    place: str
    path: str
    label: str
    sentence: Phrase
    indicator: str = ""
    printed: str = ""
    computed: str = ""
    difference: str = ""
    arithmetic: str = ""
    effect: Effect = Effect()
    cause: tuple[Repair, ...] = ()
    follows_from: str = ""
    interpretations: tuple[OtherReading, ...] = ()
    possible_extraction_damage: bool = False
    numbers: tuple[str, ...] = ()
    stake: Fraction = Fraction(0)
    warns: bool = False

    @property
    def id(self) -> str:
        """The same in every audit of the same report: from code, place and path."""
        return finding_id(self.code, self.place, self.path)

    @property
    def severity(self) -> Severity:
        """How grave it is; a remark can be a warning."""
        return "warning" if self.verdict == "remark" and self.warns else SEVERITIES[self.verdict]

    def said(self, language: Language) -> str:
        """The sentence in a language."""
        return self.sentence[language == "en"]


@lru_cache(maxsize=4096)
def finding_id(code: str, place: str, path: str) -> str:
    """What a finding with this code, place and path is called."""
    digest = hashlib.sha256(f"{code}\0{place}\0{path}".encode("utf-8", "surrogatepass"))
    return f"{code}-{digest.hexdigest()[:_DIGITS]}"


@frozen
class Waiver:
    """
    A finding that a person accepts, why, and until which day; without `until` it is accepted for good.

    Reports under one framework can have findings of the same id: with `subject` only that of one unit is accepted.
    """

    id: str
    reason: str
    by: str
    until: date | None = None
    subject: str = ""


@frozen
class Waived:
    """Findings apart from those that are accepted; `expired` waivers no longer count, `unused` ones fit no finding."""

    standing: tuple[Finding, ...]
    accepted: tuple[tuple[Finding, Waiver], ...]
    expired: tuple[Waiver, ...]
    unused: tuple[Waiver, ...]


def waive(findings: Iterable[Finding], waivers: Iterable[Waiver], on: date, subject: str = "") -> Waived:
    """
    The findings that stand on a day, and those that are accepted by a waiver which is still in force.

    What follows from an accepted finding is accepted with it; what agrees needs nobody who accepts it. Waivers of other subjects
    are left aside.
    """
    found = tuple(findings)
    given = tuple(one for one in waivers if one.subject in {"", subject})
    expired = tuple(one for one in given if one.until is not None and one.until < on)
    valid = {one.id: one for one in given if one not in expired}
    by_id = {one.id: one for one in found if one.severity != "ok"}
    waivers_of = {id: next((valid[up] for up in _upwards(one, by_id) if up in valid), None) for id, one in by_id.items()}
    return Waived(
        standing=tuple(one for one in found if waivers_of.get(one.id) is None),
        accepted=tuple((one, waiver) for one in found if (waiver := waivers_of.get(one.id)) is not None),
        expired=expired,
        unused=tuple(one for one in given if one.id not in by_id),
    )


def _upwards(finding: Finding, by_id: Mapping[str, Finding]) -> Iterator[str]:
    """The ids of a finding, of the one that it follows from, and so on."""
    seen: set[str] = set()
    while finding.id not in seen:
        seen.add(finding.id)
        yield finding.id
        finding = by_id.get(finding.follows_from, finding)


@frozen
class AuditReport:
    """What an audit found in the report of one unit: the findings that stand, and those that are accepted."""

    subject: str
    framework: str
    waived: Waived

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that stand, in the order of the audit."""
        return self.waived.standing
