"""What an audit found, as JSON."""

import json
from datetime import date

import attrs
from jsonschema import Draft202012Validator

from perfrules.documents import as_json
from perfrules.documents.schema import schema
from perfrules.finding import SEVERITIES, AuditReport, Effect, Waiver, waive
from tests.findings import AMBIGUOUS, CAUSE, EVERY, FOLLOWER, LAST, OVER, ROUNDED

EXPIRED = Waiver(OVER.id, "阶段性说明", "李四", date(2023, 1, 1))
ACCEPTED = Waiver(CAUSE.id, "已更正", "张三", date(2024, 12, 31))
UNUSED = Waiver("score-1a2b3c4d", "无", "王五")
REPORT = AuditReport("甲局", "trial.department", waive(EVERY, (EXPIRED, ACCEPTED, UNUSED), date(2024, 6, 30)))


def test_a_finding_says_everything() -> None:
    """
    Numbers are texts, with their units as printed; the sentence stands there in both languages.
    """
    assert {
        "id": CAUSE.id,
        "code": "statement",
        "verdict": "differs_without_effect",
        "severity": "error",
        "place": "一（四）2",
        "indicator": None,
        "printed": "1242.46 万元",
        "computed": "1242.44 万元",
        "difference": "0.02 万元",
        "arithmetic": "441.94 + 800.50 = 1242.44",
        "effect": {"points": "0", "total": "0"},
        "cause": [{"number": "figures/grid", "label": "网格办支出", "printed": "1242.46 万元", "value": "1242.44 万元"}],
        "follows_from": None,
        "interpretations": [],
        "possible_extraction_damage": False,
        "sentence": {"zh": CAUSE.sentence[0], "en": CAUSE.sentence[1]},
    } == as_json(CAUSE)


def test_what_is_not_there_is_null() -> None:
    """
    A remark has no numbers, and an effect that nobody knows is null.
    """
    found = as_json(attrs.evolve(OVER, place="", effect=Effect()))

    assert {
        "place": None,
        "indicator": None,
        "printed": None,
        "computed": None,
        "difference": None,
        "arithmetic": None,
        "effect": {"points": None, "total": None},
        "cause": [],
        "follows_from": None,
    } == {key: found[key] for key in ("place", "indicator", "printed", "computed", "difference", "arithmetic")} | {
        key: found[key] for key in ("effect", "cause", "follows_from")
    }


def test_interpretations_have_points_and_totals() -> None:
    """
    Those that cannot be scored have neither.
    """
    assert [
        {
            "name": "逐季",
            "points": {"points": "3.89", "least": "3.89", "most": "3.89"},
            "total": {"points": "97.15", "least": "97.15", "most": "97.15"},
        },
        {"name": "曲线", "points": None, "total": None},
    ] == as_json(AMBIGUOUS)["interpretations"]


def test_a_report_has_findings_and_a_summary() -> None:
    """
    The findings that stand, in their order; those that are accepted stand in the summary with their waiver.
    """
    found = json.loads(json.dumps(as_json(REPORT)))

    assert ["subject", "framework", "findings", "summary"] == list(found)
    assert ("甲局", "trial.department") == (found["subject"], found["framework"])
    assert [one.id for one in EVERY if one not in {CAUSE, FOLLOWER, LAST}] == [one["id"] for one in found["findings"]]
    assert {
        "severities": {"error": "1", "warning": "3", "note": "3", "ok": "2"},
        "before": {"error": "4", "warning": "3", "note": "3", "ok": "2"},
        "verdicts": {
            "matches": "2",
            "differs": "1",
            "differs_without_effect": "0",
            "rounding_can_explain": "1",
            "cannot_verify": "2",
            "ambiguous": "1",
            "remark": "2",
        },
        "expired": [{"id": OVER.id, "reason": "阶段性说明", "by": "李四", "until": "2023-01-01", "subject": ""}],
        "unused": [{"id": "score-1a2b3c4d", "reason": "无", "by": "王五", "until": None, "subject": ""}],
    } == {key: value for key, value in found["summary"].items() if key != "accepted"}
    assert [(CAUSE.id, "张三"), (FOLLOWER.id, "张三"), (LAST.id, "张三")] == [
        (one["finding"]["id"], one["waiver"]["by"]) for one in found["summary"]["accepted"]
    ]


def test_every_verdict_keeps_the_schema() -> None:
    """
    A report with findings of all kinds is valid, alone and in a list; a finding without a key is not.
    """
    validator = Draft202012Validator(schema("audit"))
    verdicts = tuple(attrs.evolve(ROUNDED, verdict=verdict, path=verdict) for verdict in SEVERITIES)
    written = as_json(AuditReport("甲局", "none", waive(verdicts, (), date(2024, 1, 1))))
    short = {**written, "findings": [{key: value for key, value in as_json(ROUNDED).items() if key != "sentence"}]}

    assert [True, True, True, False] == [
        validator.is_valid(one) for one in (as_json(REPORT), written, [written, as_json(REPORT)], short)
    ]
