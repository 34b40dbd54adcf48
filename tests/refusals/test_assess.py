"""What `collect` and `assess` refuse, with the exact message."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from perfrules.assess import assess
from perfrules.case import collect
from perfrules.deduction import deductions
from perfrules.errors import EvidenceError, InvalidFrameworkError, ScoreOutOfRangeError
from perfrules.evidence import Evidence, Judgement
from perfrules.explanation import explain
from perfrules.framework import Framework
from perfrules.frozen import Pairs
from tests.examples import Field, evidence, framework, judged, judgements, known, leaf, value

FLOAT = "is a float, which is not exact; give a text, a Decimal or a Fraction"
AMBIGUOUS = framework(values=(value("rate", "spent / 100", {"按预算": "spent / 10"}),))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"facts": {"budget": 0.1}}, f"facts/budget: `0.1` {FLOAT}"),
        ({"facts": {"budget": float("nan")}}, f"facts/budget: `nan` {FLOAT}"),
        ({"facts": {"budget": Decimal("NaN")}}, "facts/budget: `NaN` is no finite number"),
        ({"facts": {"budget": None}}, "facts/budget: `None` is no number; leave out what is not known"),
        ({"facts": {"budget": True}}, "facts/budget: `True` is no amount"),
        ({"facts": {"staff": date(2023, 1, 1)}}, "facts/staff: `2023-01-01` is no count"),
        ({"facts": {"misuse": 1}}, "facts/misuse: `1` is no flag"),
        ({"facts": {"disclosure": 1}}, "facts/disclosure: `1` is no choice"),
        ({"facts": {"finished": 738000}}, "facts/finished: `738000` is no date"),
        ({"facts": {"budget": 10**5000}}, "facts/budget: `a number of 16610 bits` is too long, 1024 bits are the most"),
        ({"facts": {"misuse": 10**5000}}, "facts/misuse: `a number of 16610 bits` is too long, 1024 bits are the most"),
        (
            {"facts": {"budget": Fraction(1, 2**1024)}},
            "facts/budget: `a number of 1025 bits` is too long, 1024 bits are the most",
        ),
        ({"facts": {"budget": Decimal("1E+40000000")}}, "facts/budget: `1E+40000000` is too long, 300 digits are the most"),
        ({"values": {"rate": Decimal("1E-40000000")}}, "values/rate: `1E-40000000` is too long, 300 digits are the most"),
        ({"stated": {"pace": Decimal("1E+301")}}, "stated/pace: `1E+301` is too long, 300 digits are the most"),
        ({"facts": {"stuff": 3}}, "facts/stuff: the framework has no `stuff` here; did you mean `staff`?"),
        ({"values": {"rate": 0.5}}, f"values/rate: `0.5` {FLOAT}"),
        (
            {"values": {"rate": "2.5 万"}},
            "values/rate: `2.5 万` carries the unit `万`, a ratio or a percentage such as `27.25%` was expected",
        ),
        (
            {"values": {"rate": "5 万元"}},
            "values/rate: `5 万元` carries the unit `万元`, a ratio or a percentage such as `27.25%` was expected",
        ),
        ({"values": {"Rate": "1"}}, "values/Rate: the framework has no `Rate` here; did you mean `rate`?"),
        (
            {"values": {"rаte": "1"}},
            (
                "values/rаte: the framework has no `rаte` here; its `а` is no ordinary letter (cyrillic small letter a); "
                "did you mean `rate`?"
            ),
        ),
        ({"values": {"pace": "1"}}, "values/pace: the framework has no `pace` here"),
        ({"stated": {"pace": True}}, "stated/pace: `True` is no number; leave out what is not known"),
        ({"stated": {"nothing": 1}}, "stated/nothing: the framework has no `nothing` here"),
        ({"judged": {"effects": Judgement(0.5, "复核", "抽查")}}, f"judged/effects: `0.5` {FLOAT}"),  # type: ignore[arg-type]  # a program's mistake
        (
            {"judged": {"effect": Judgement(Fraction(1), "复核", "抽查")}},
            "judged/effect: the framework has no `effect` here; did you mean `effects`?",
        ),
    ],
)
def test_what_cannot_be_taken_is_refused(given: dict[str, Field], expected: str) -> None:
    """
    What is no exact value of a fact of the framework is refused, with the reason.
    """
    with pytest.raises(EvidenceError) as caught:
        collect(framework(), **{"facts": {}, **given})

    assert expected == str(caught.value)


def test_all_that_cannot_be_read_is_refused_together() -> None:
    """
    One error names everything that `collect` cannot read.
    """
    with pytest.raises(EvidenceError) as caught:
        collect(framework(), {"budget": "1/3", "staff": 0.5})  # type: ignore[arg-type]  # a program's mistake

    assert "facts/budget: `1/3` is a fraction, write a decimal number or a percentage\n" + f"facts/staff: `0.5` {FLOAT}" == str(
        caught.value
    )


@pytest.mark.parametrize(
    ("small", "wrong", "expected"),
    [
        (framework(), Evidence(facts=known(staf=1)), "facts/staf: the framework has no fact `staf`; did you mean `staff`?"),
        (framework(), Evidence(facts=known(progress=3)), "facts/progress: 300% lies above 200%; did you mean `3%`?"),
        (framework(), Evidence(facts=known(misuse=1)), "facts/misuse: 1 is no flag, 是 or 否 was expected"),
        (framework(), Evidence(values=known(rate=-1)), "values/rate: -1 lies below 0"),
        (
            framework(),
            Evidence(judged=Pairs.of({"effects": Judgement(Fraction(1), "复核", " ")})),
            "judged/effects/reason: `reason` is blank: points that are judged have an author and a reason",
        ),
        (
            framework(judged("a", 5, not_applicable="full")),
            Evidence(not_applicable=Pairs.of({"a": ""})),
            "not_applicable/a: the reason why `a` does not apply is blank",
        ),
        (
            framework(),
            Evidence(interpretations=Pairs.of({"rate": "按预算"})),
            "interpretations/rate: `rate` has no other interpretations",
        ),
        (framework(), Evidence(values=known(rat=1)), "values/rat: the framework has no value `rat`; did you mean `rate`?"),
        (
            framework(),
            Evidence(stated=Pairs.of({"x": Fraction(1)})),
            "printed/scores/x: the framework has no indicator `x`",
        ),
        (
            framework(),
            Evidence(judged=judgements(execution=1)),
            "judged/execution: `execution` is computed by its rule, nobody can judge it",
        ),
        (framework(), Evidence(judged=judgements(accounting=5)), "judged/accounting: 5 points cannot be given, expected 0 or 10"),
        (
            framework(),
            Evidence(judged=judgements(effects="1.005")),
            "judged/effects: 1.005 points cannot be given, expected 0 to 40 with at most 2 decimals",
        ),
        (
            framework(),
            Evidence(judged=judgements(effects=41)),
            "judged/effects: 41 points cannot be given, expected 0 to 40 with at most 2 decimals",
        ),
        (
            framework(judged("a", 5, (Fraction(0), Fraction(3), Fraction(5)))),
            Evidence(judged=judgements(a=4)),
            "judged/a: 4 points cannot be given, expected 0 or 3 or 5",
        ),
        (
            framework(judged("a", 5, "any", "max(judged, 1)", least=Fraction(1))),
            Evidence(judged=judgements(a=6)),
            "judged/a: 6 points cannot be given, expected 0 to 5 with at most 2 decimals",
        ),
        (
            framework(),
            Evidence(not_applicable=Pairs.of({"pace": "无此项"})),
            "not_applicable/pace: `pace` cannot be left out: its framework does not say what becomes of its points",
        ),
        (
            AMBIGUOUS,
            Evidence(interpretations=Pairs.of({"rat": "按预算"})),
            "interpretations/rat: the framework has no ambiguous rule `rat`; did you mean `rate`?",
        ),
        (
            AMBIGUOUS,
            Evidence(interpretations=Pairs.of({"rate": "按决算"})),
            "interpretations/rate: the framework has no interpretation `按决算`; did you mean `按预算`?",
        ),
        (framework(), Evidence(subject="某单位", facts=known(x=1)), "某单位 / facts/x: the framework has no fact `x`"),
    ],
)
def test_evidence_that_does_not_fit_is_refused(small: Framework, wrong: Evidence, expected: str) -> None:
    """
    What a framework does not know, or does not allow, is refused in its own words.
    """
    with pytest.raises(EvidenceError) as caught:
        assess(small, wrong)

    assert expected == str(caught.value)


def test_points_outside_an_indicator_are_refused() -> None:
    """
    A rule that is not proven and gives too much names its indicator, the points and the limits.
    """
    curve = framework(leaf("a", 4, "cut(max(4.1 - 100 * (progress - 0.7) * (progress - 0.7), 0), 0.01)"))

    with pytest.raises(ScoreOutOfRangeError) as caught:
        assess(curve, Evidence(facts=known(progress="0.7")))

    assert "indicator `a`: 4.1 points lie outside 0 to 4" == str(caught.value)


@pytest.mark.parametrize(
    ("argument", "mistake"),
    [
        ("`stated` is `keep` or `gap`, not `Keep`", lambda: assess(framework(), evidence(), stated="Keep")),  # type: ignore[arg-type]  # a program's mistake
        ("`language` is `zh` or `en`, not `fr`", lambda: deductions(assess(framework(), evidence()), "fr")),  # type: ignore[arg-type]  # a program's mistake
        ("`language` is `zh` or `en`, not `None`", lambda: explain(assess(framework(), evidence()), "pace", None)),  # type: ignore[arg-type]  # a program's mistake
    ],
)
def test_an_argument_is_one_of_its_words(argument: str, mistake: Callable[[], object]) -> None:
    """
    A program that gives another word is told which there are, whatever its type checker said.
    """
    with pytest.raises(ValueError, match=re.escape(argument)):
        mistake()


def test_a_framework_with_errors_scores_nobody() -> None:
    """
    Before any evidence is looked at, the framework must be sound.
    """
    with pytest.raises(InvalidFrameworkError) as caught:
        assess(framework(leaf("a", 5, "spnt")), evidence())

    assert "example.small" == caught.value.id
