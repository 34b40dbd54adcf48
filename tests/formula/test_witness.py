"""Proof or witness: what stays inside two limits, what does not, and what is left open."""

import csv
from fractions import Fraction
from itertools import islice
from operator import itemgetter
from pathlib import Path

import pytest

from perfrules.domain import Domain, domain
from perfrules.formula.evaluate import evaluate
from perfrules.formula.expand import substituted
from perfrules.formula.interval import Interval
from perfrules.formula.measure import Meaning
from perfrules.formula.parse import parse
from perfrules.formula.scope import Scope, resolve
from perfrules.formula.syntax import Formula, Number
from perfrules.formula.witness import MAX_RUNS, NotProven, Outcome, Proven, Refuted, candidates, inside

RULES = (Path(__file__).parents[1] / "cases" / "rules_proven.csv").read_text(encoding="utf-8").splitlines()

COUNT = domain("count", "人", most=Fraction(1000))
RATE = domain("rate", decimals=4, most=Fraction(2))
LEVEL = domain("choice", states=(("high", "高"), ("middle", "中"), ("low", "低")))
FACTS = {"done": COUNT, "planned": COUNT, "rate": RATE, "late": domain("flag"), "level": LEVEL}


def bound(text: str, facts: dict[str, Domain] = FACTS) -> Formula:
    """A formula over these facts."""
    meanings = {name: Meaning(one.kind, one.unit, tuple(state for state, _ in one.states)) for name, one in facts.items()}
    return resolve(parse(text), Scope.of(meanings))


def between(text: str, least: int, most: int) -> Outcome:
    """Whether a formula stays inside these limits."""
    return inside(bound(text), FACTS, Fraction(least), Fraction(most))


def tried(text: str, name: str, facts: dict[str, Domain] = FACTS) -> set[Fraction | bool]:
    """The values that are tried for a fact."""
    return {values[name] for values in candidates(bound(text, facts), facts)}


@pytest.mark.parametrize(
    "text", ["min(rate, 1) * 10", "10 if late else 0", "5", "1 / 0", "0 if done > planned else done / planned * 10"]
)
def test_what_cannot_leave_its_limits_is_proven(text: str) -> None:
    """
    A formula whose bounds lie inside the limits is proven, also one that never has a value.
    """
    assert isinstance(between(text, 0, 10), Proven)


@pytest.mark.parametrize(
    ("text", "values", "result"),
    [
        ("rate * 10", {"rate": Fraction(2)}, 20),
        ("5 - done", {"done": Fraction(1000)}, -995),
        ("11", {}, 11),
        ("20 if late else 0", {"late": True}, 20),
        ("0 if level == low else 12 if level == middle else 0", {"level": Fraction(1)}, 12),
        ("15 if done == 617 else 0", {"done": Fraction(617)}, 15),
        ("15 if 616 < done < 618 else 0", {"done": Fraction(617)}, 15),
    ],
)
def test_what_leaves_its_limits_is_refuted_by_a_run(text: str, values: dict[str, Fraction | bool], result: int) -> None:
    """
    A witness names the values with which the formula was run, and what came out.
    """
    outcome = between(text, 0, 10)

    assert Refuted(tuple(sorted(values.items())), Fraction(result)) == outcome
    assert Fraction(result) == evaluate(bound(text), values)


def test_what_is_neither_proven_nor_refuted_is_said_so() -> None:
    """
    Where no proof is found and no witness either, the bounds that were found are given.
    """
    outcome = between("rate * rate - rate", -1, 10)

    assert isinstance(outcome, NotProven)
    assert Interval(Fraction(-2), Fraction(4)) == outcome.bounds.span


def test_a_division_by_zero_is_no_witness() -> None:
    """
    Values for which the formula has no value refute nothing, and those after them are still tried.
    """
    assert isinstance(between("(rate * rate - rate) / done", -1, 10), NotProven)
    assert Refuted((("done", Fraction(1000)), ("planned", Fraction(1))), Fraction(1000)) == between("done / planned", 0, 1)


def test_values_around_the_numbers_of_comparisons_are_tried() -> None:
    """
    The ends of a domain, their neighbours, 0 and 1, and each number that is compared with, with its neighbours.
    """
    expected = {Fraction(number) for number in (0, 1, 999, 1000, 49, 50, 51)}

    assert expected == tried("1 if done > 50 else 2", "done")


def test_only_values_of_the_domain_are_tried() -> None:
    """
    What lies outside a domain or beside its steps is left out.
    """
    facts = {"done": Domain("number", "", 0, Fraction(-3), Fraction(2)), "late": Domain("flag", "", 0, Fraction(1), Fraction(1))}

    assert {Fraction(number) for number in (-3, -2, 0, 1, 2)} == tried("done if done > 0.5 and late else 7", "done", facts)
    assert {True} == tried("1 if late else 2", "late", facts)


def test_a_known_fact_is_tried_with_its_value() -> None:
    """
    A fact with one value is tried with that, though it lies beside the steps of its domain.
    """
    facts = {"done": Domain("number", "", 0, Fraction(1, 3), Fraction(1, 3)), "late": domain("flag")}

    outcome = inside(bound("done if late else 0", facts), facts, Fraction(0), Fraction(0))

    assert {Fraction(1, 3)} == tried("done if late else 0", "done", facts)
    assert Refuted((("done", Fraction(1, 3)), ("late", True)), Fraction(1, 3)) == outcome


def test_a_formula_without_names_is_run_once() -> None:
    """
    Where nothing can vary there is one run.
    """
    assert [{}] == list(candidates(parse("1 + 2"), {}))


def test_many_facts_are_tried_at_random_but_always_alike() -> None:
    """
    Where there are too many combinations, as many as allowed are tried, the same each time.
    """
    facts = {f"q{number}": RATE for number in range(8)}
    formula = bound(" + ".join(facts), facts)
    first, again = list(candidates(formula, facts)), list(candidates(formula, facts))

    assert (MAX_RUNS, first) == (len(first), again)


def test_a_large_formula_is_run_less_often() -> None:
    """
    The more a formula has to work out, the fewer values are tried.
    """
    facts = {f"q{number}": RATE for number in range(8)}
    formula = bound(" + ".join(f"cut(cut({name}, 0.1), 0.01)" for name in facts), facts)
    runs = len(list(islice(candidates(formula, facts), MAX_RUNS)))

    assert 100 < runs < MAX_RUNS


def stated_domain(stated: str) -> Domain:
    """A fact as the file states it: its kind, then its least and most or its states, then its decimals."""
    kind, limits, decimals, *_ = (*stated.split(":"), "", "")
    if kind == "choice":
        return domain("choice", states=tuple((state, state) for state in limits.split(",")))
    least, _, most = limits.partition("..")
    ends = [Fraction(end) if end else None for end in (least, most)]
    unit = "万元" if kind == "amount" else ""
    return domain(kind, unit, int(decimals) if decimals else None, *ends)  # type: ignore[arg-type]  # a kind of the file


def outcome_of(rule: str, facts: dict[str, Domain], weight: Fraction) -> str:
    """What is proven of a rule: its limits, and that its points stop after two decimals."""
    names = bound(rule, {**facts, "weight": domain("number", decimals=1, least=weight, most=weight)})
    outcome = inside(substituted(names, {"weight": Number(weight)}), facts, Fraction(0), weight)
    if isinstance(outcome, Refuted):
        return "refuted"
    if isinstance(outcome, NotProven):
        return "not proven"
    lattice = outcome.bounds.lattice
    return "no step" if lattice is None or (lattice * 100).denominator > 1 else "proven"


@pytest.mark.parametrize("row", list(csv.DictReader(RULES, delimiter=";")), ids=itemgetter("rule"))
def test_natural_ways_to_write_a_rule_are_proven(row: dict[str, str]) -> None:
    """
    Rules as published tables have them stay between 0 and their weight and stop after two decimals, and that is proven.
    """
    facts = {name: stated_domain(stated) for name, _, stated in (fact.partition("=") for fact in row["facts"].split())}

    assert row["outcome"] == outcome_of(row["rule"], facts, Fraction(row["weight"]))
