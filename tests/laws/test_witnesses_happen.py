"""What `check` tries can happen: the same evidence, assessed, gives the same points, and the same refusal."""

from fractions import Fraction
from itertools import islice

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from perfrules.assess import assess
from perfrules.check import check
from perfrules.check.rule import scored, written_out
from perfrules.check.trial import Trial, needs_trials, trials
from perfrules.domain import domain
from perfrules.errors import ScoreOutOfRangeError
from perfrules.evidence import Evidence, Judgement, Known
from perfrules.formula import evaluate, parse
from perfrules.framework import Fact, Framework
from perfrules.frozen import Pairs
from perfrules.targets import is_folded
from perfrules.testing import tables
from tests.examples import FLAG, branch, framework, judged, leaf

TRIALS = 8
"""How many trials of a rule are assessed."""

WORDS = {"subtotal", "applicable"}
"""What a rule sees beside points of indicators."""

FACTS = (Fact("x", "率", domain("rate", decimals=4, most=Fraction(1))), Fact("bad", "违规", FLAG))
LEAVES = ("0 if x < 0.25 else weight", "weight if bad else 0", "cut(x * weight, 0.01)", "weight - 1")
JUDGED = judged("c", 3), judged("c", 3, "all_or_nothing"), judged("c", 3, (Fraction(0), Fraction(3)))
BRANCHES = (
    "subtotal",
    "subtotal + 1 if x < 0.25 else subtotal",
    "subtotal - b",
    "0 if bad else subtotal + c - b",
    "max(b, c) * 2",
)
TOTALS = ("subtotal", "subtotal - b", "a - b + d", "subtotal + b - d", "subtotal + (1 if x < 0.25 else 0)")


def evidence(trial: Trial) -> Evidence:
    """What is known of the unit of a trial."""
    return Evidence(
        "某单位",
        "2023",
        facts=Pairs.of({name: Known(value) for name, value in trial.facts.items()}),
        judged=Pairs.of({name: Judgement(points, "复核", "抽查") for name, points in trial.judged.items()}),
        not_applicable=Pairs.of(dict.fromkeys(trial.left_out, "无此项")),
    )


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    """Small frameworks whose branches and totals share facts with what they see, many of them wrong."""
    policy = draw(st.sampled_from(("refuse", "zero", "full")))
    children = leaf("b", 4, draw(st.sampled_from(LEAVES)), not_applicable=policy), draw(st.sampled_from(JUDGED))
    top = branch("a", *children, formula=draw(st.sampled_from(BRANCHES)))
    last = leaf("d", 3, draw(st.sampled_from(LEAVES)))
    return framework(top, last, facts=FACTS, values=(), total=parse(draw(st.sampled_from(TOTALS))))


@given(tables.frameworks())
def test_a_trial_has_the_points_that_its_evidence_gives(made: Framework) -> None:
    """
    Every indicator of a trial has the points that `assess` gives a unit of which the same is known.
    """
    assume(not is_folded(made))  # a trial has no rows and no weights of its own
    found = [
        (trial, assess(made, evidence(trial)))
        for rule in scored(made)
        if needs_trials(made, rule, rule.formula)
        for trial in islice(trials(made, rule, written_out(made, rule, {})[0], {}), TRIALS)
    ]

    assert [{name: (points, points) for name, points in trial.points.items() if name not in WORDS} for trial, _ in found] == [
        {name: (card[name].least, card[name].most) for name in trial.points if name not in WORDS} for trial, card in found
    ]


@given(frameworks())
def test_a_refuted_rule_gives_those_points(made: Framework) -> None:
    """
    Where `check` says that a rule gives points outside its limits, there is a unit for which `assess` finds them.
    """
    refuted = [problem for problem in check(made) if problem.code == "out-of-range"]
    assume(refuted)
    trusted = evolve(made)
    trusted.memory.once("check", tuple)  # as if nothing had been found
    rule = next(rule for rule in scored(made) if refuted[0].path.endswith(rule.path))
    formula, _ = written_out(made, rule, {})
    tried = trials(made, rule, formula, {})
    trial = next(trial for trial in tried if not rule.least <= evaluate(formula, trial.values) <= rule.weight)
    with pytest.raises(ScoreOutOfRangeError) as caught:
        assess(trusted, evidence(trial))

    assert refuted[0].message.startswith(f"gives {caught.value.points} points for ")
