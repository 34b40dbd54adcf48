"""Receipts: the same inputs give the same hashes, other inputs give others."""

import hashlib
from datetime import date
from fractions import Fraction
from importlib.metadata import version

from attrs import evolve

from perfrules.assess import assess
from perfrules.framework import Validity
from perfrules.frozen import Pairs
from perfrules.receipt import digest, receipt
from tests.examples import evidence, framework, function, known


def test_a_receipt_names_what_gave_the_scores() -> None:
    """
    Engine, framework, edition and plugin stand in the receipt with three hashes.
    """
    small = framework(plugin="perfrules-example 1.0")

    found = receipt(assess(small, evidence()))

    assert (version("perfrules"), "example.small", "2023", "perfrules-example 1.0") == (
        found.engine,
        found.framework,
        found.edition,
        found.plugin,
    )
    assert [64, 64, 64] == [len(one) for one in (found.framework_hash, found.evidence_hash, found.scores_hash)]


def test_equal_inputs_have_equal_receipts() -> None:
    """
    Two scorecards of equal inputs have one receipt.
    """
    assert receipt(assess(framework(), evidence())) == receipt(assess(framework(), evidence()))


def test_the_text_of_a_function_is_part_of_the_framework() -> None:
    """
    A framework that rounds otherwise has another hash, although its rules read the same.
    """
    other = framework(functions=(function("rounded", "x", "half_up(x, 0.01)"),))

    assert digest(framework()) != digest(other)


def test_the_plugin_is_no_part_of_the_framework() -> None:
    """
    The same framework from another distribution has the same hash.
    """
    assert digest(framework()) == digest(framework(plugin="elsewhere 2.0"))


def test_all_evidence_is_covered() -> None:
    """
    Evidence that differs in one printed place has another hash.
    """
    one = evidence(facts=known(budget=200))
    other = evidence(facts=Pairs.of({"budget": evolve(one.facts["budget"], where="表 1")}))

    assert digest(one) != digest(other)


def test_another_policy_is_another_result() -> None:
    """
    What rests on figures alone has its own hash.
    """
    found = [receipt(assess(framework(), evidence(), stated=policy)).scores_hash for policy in ("keep", "gap")]

    assert 2 == len(set(found))


def test_a_digest_is_that_of_the_canonical_text() -> None:
    """
    The hash of a value never changes between versions of Python, places or runs.
    """
    value = (None, True, 3, "甲", Fraction(1, 3), Validity(date(2023, 1, 1)), {"b": 1, "a": 2})

    text = '[null,true,3,"甲","1/3",{"":"Validity","end":null,"start":"2023-01-01"},{"a":2,"b":1}]'

    assert hashlib.sha256(text.encode()).hexdigest() == digest(value)
