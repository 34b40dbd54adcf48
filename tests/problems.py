"""One small document for each problem code, so that the page about errors quotes what is really said."""

from collections.abc import Mapping
from types import MappingProxyType

from attrs import evolve

from perfrules.assess import misfits
from perfrules.check import check
from perfrules.documents import case_from, framework_from
from perfrules.errors import InvalidDocumentError, Problem, UnknownFrameworkError
from perfrules.framework import Framework
from perfrules.frozen import Pairs

HEAD = 'perfrules: 1\nid: example.table\nedition: "2024"\ntitle: 评分表\n'
POINTS = "points: {total: 10}\n"
FACTS = """\
facts:
  spent: {label: 支出, kind: amount, unit: 万元, decimals: 2, at_most: 1000 万元}
  progress: {label: 进度, kind: rate, decimals: 4, at_most: 200%}
  staff: {label: 在编人数, kind: count, unit: 人, at_most: 100}
"""
START = HEAD + POINTS + FACTS
LEAF = "indicators:\n  - id: pace\n    label: 进度\n    weight: 10\n"
CASE = 'framework: example.table\nsubject: 某单位\nperiod: "2024"\n'
ROWS = START + "rows:\n  standard:\n    formula: weight if actual >= target else 0\n"
SCORED = START + LEAF + "    judged: [0, 5, 10]\n" + "    interpretations: [{name: 另, formula: weight}]\n"


def rule(formula: str) -> str:
    """A framework with one computed indicator."""
    return f"{START}{LEAF}    formula: {formula}\n"


FRAMEWORKS: Mapping[str, str] = MappingProxyType(
    {
        "alias": START + LEAF + "    formula: *weight\n",
        "anchor": START + LEAF + "    formula: &full weight\n",
        "constraint": START + "constraints: [pace >= 60]\n" + LEAF + "    judged: any\n",
        "control-character": START + LEAF + "    clause: 按\x07比例\n    judged: any\n",
        "cycle": START
        + "values:\n  share: {label: 占比, formula: rest / 2}\n  rest: {label: 其余, formula: 1 - share}\n"
        + LEAF
        + "    judged: any\n",
        "decided": START + "alerts: [{name: 超额, when: progress > 3}]\n" + LEAF + "    judged: any\n",
        "duplicate-id": START + LEAF.replace("pace", "spent") + "    judged: any\n",
        "duplicate-key": HEAD + "title: 评分表\n" + POINTS + LEAF + "    judged: any\n",
        "duplicate-reading": rule("weight") + "    interpretations: [{name: 另, formula: weight}]\n",
        "empty": START + "indicators: []\n",
        "graded": ROWS
        + "    graded: [{name: 好, from: 50%, to: 100%}, {name: 差, from: 0%, to: 60%}]\n"
        + LEAF
        + "    slot: standard\n",
        "grades": START + "grades: [{name: 良, at_least: 8}, {name: 优, at_least: 9}]\n" + LEAF + "    judged: any\n",
        "invalid-choice": START + LEAF + "    judged: some\n",
        "invalid-date": HEAD + "valid: {from: 2024-13-01}\n" + POINTS + LEAF + "    judged: any\n",
        "invalid-domain": HEAD + POINTS + "facts:\n  spent: {label: 支出, kind: amount}\n" + LEAF + "    judged: any\n",
        "invalid-formula": rule("min(progres, 1) * weight"),
        "invalid-id": START + LEAF.replace("pace", "1st") + "    judged: any\n",
        "invalid-number": START + LEAF.replace("10", "ten") + "    judged: any\n",
        "judged-points": START + LEAF + "    judged: [0, 5, 12]\n",
        "least": START + LEAF + "    least: 11\n    judged: any\n",
        "missing-key": START + "indicators:\n  - {id: pace, weight: 10, judged: any}\n",
        "never-defined": rule("cut(1 / (staff - staff), 0.01)"),
        "never-full": rule("9 if progress >= 1 else 0"),
        "no-value": START + LEAF + "    clause:\n    judged: any\n",
        "not-counted": START + LEAF + "    judged: any\n    formula: weight if progress >= 1 else 0\n",
        "not-scored": START.replace("10", "none", 1) + "grades: [{name: 优, at_least: 9}]\n" + LEAF + "    judged: any\n",
        "not-shared": START + LEAF + "    judged: any\n    not_applicable: leave_out\n",
        "not-used": rule("cut(min(progress, 1) * weight, 0.01)"),
        "off-lattice": rule("min(progress, 1) * weight / 3"),
        "one-of": START + LEAF + "    judged: any\n    met: progress >= 1\n",
        "out-of-range": rule("progress * 9"),
        "perhaps-out-of-range": rule("cut(4 * progress - 2 * progress * progress, 0.01) * 5"),
        "perhaps-undefined": rule("cut(min(spent / staff, weight), 0.01)"),
        "printed-number": START + LEAF + "    printed_weight: 10\n    judged: any\n",
        "reserved-name": START + LEAF.replace("pace", "weight") + "    judged: any\n",
        "several-documents": START + LEAF + "    judged: any\n---\ntitle: 另一表\n",
        "syntax": START + LEAF + "    clause: 按比例: 扣完为止\n    judged: any\n",
        "tag": START + LEAF + "    clause: !!str 按比例\n    judged: any\n",
        "too-deep": START + "indicators: " + "[" * 70 + "\n",
        "too-large": START
        + "values:\n"
        + "".join(
            f"  v{one}: {{label: 值, formula: v{one - 1} + v{one - 1}}}\n" if one else "  v0: {label: 值, formula: progress}\n"
            for one in range(12)
        )
        + LEAF
        + "    formula: cut(min(v11, 1), 0.01) * weight\n",
        "too-many-readings": START
        + "values:\n"
        + "".join(
            f"  v{one}: {{label: 值, formula: progress, interpretations: [{{name: 另, formula: staff}}]}}\n" for one in range(9)
        )
        + LEAF
        + "    judged: any\n",
        "unknown-key": START + LEAF + "    judgde: any\n",
        "unreachable": rule("4 if progress >= 0.6 else weight if progress >= 0.9 else 0"),
        "unsupported": START.replace("perfrules: 1", "perfrules: 2") + LEAF + "    judged: any\n",
        "validity": HEAD + "valid: {from: 2024-12-31, until: 2024-01-01}\n" + POINTS + LEAF + "    judged: any\n",
        "weights": START + LEAF.replace("10", "9") + "    judged: any\n",
        "wrong-key": START + LEAF + "    [a]: b\n    judged: any\n",
        "wrong-shape": START + "indicators: pace\n",
        "encoding": START + LEAF + "    clause: \ud800\n    judged: any\n",
    }
)
"""A framework file with each problem."""

CASES: Mapping[str, str] = MappingProxyType(
    {
        "blank": CASE + "facts: {spent: blank}\n",
        "judged-unsigned": CASE + "judged: {pace: {points: 5, by: 复核, reason: ''}}\n",
        "not-applicable": CASE + "not_applicable: {pace: 当年没有}\n",
        "not-judgeable": CASE + "judged: {pace: {points: 5, by: 复核, reason: 抽查}}\n",
        "outside-domain": CASE + "facts: {spent: 2000 万元}\n",
        "unknown-framework": CASE.replace("table", "tabel"),
        "unknown-id": CASE + "facts: {spnet: 20 万元}\n",
        "unknown-reading": CASE + "interpretations: {pace: 另}\n",
        "unit": CASE + "facts: {staff: 46 名}\n",
    }
)
"""A case file with each problem."""


def said(code: str) -> Problem:
    """What is said of the document with this problem."""
    return next(problem for problem in _problems(code) if problem.code == code)


def _problems(code: str) -> tuple[Problem, ...]:
    if code == "no-indicator":
        return check(evolve(framework_from(SCORED, "table.yaml"), indicators=()))
    try:
        return _of_case(code) if code in CASES else check(framework_from(FRAMEWORKS[code], "table.yaml"))
    except InvalidDocumentError as error:
        return error.problems


def _of_case(code: str) -> tuple[Problem, ...]:
    scored = SCORED if code != "not-judgeable" else rule("cut(progress * 5, 0.01)")

    def find(id: str, *_: object) -> Framework:
        if id == "example.table":
            return framework_from(scored, "table.yaml")
        raise UnknownFrameworkError(id, ("example.table",))

    case = case_from(CASES[code], "case.yaml", find)
    adopted = Pairs.of({"pace": "又"}) if code == "unknown-reading" else case.evidence.interpretations
    return (*case.notes, *misfits(case.framework, evolve(case.evidence, interpretations=adopted)))
