"""Frozen types travel: a spawned process gets equal objects and sends the same bytes back."""

import hashlib
import os
import pickle
import subprocess
import sys

from hypothesis import given, settings

from perfrules.explanation import explain
from perfrules.receipt import receipt
from perfrules.testing.tables import units
from perfrules.testing.unit import Unit

ECHO = "import pickle, sys; sys.stdout.buffer.write(pickle.dumps(pickle.loads(sys.stdin.buffer.read())))"


def echoed(sent: bytes) -> bytes:
    """What a fresh process with another hash seed makes of these bytes."""
    environment = {**os.environ, "PYTHONHASHSEED": "77"}
    return subprocess.run([sys.executable, "-c", ECHO], input=sent, stdout=subprocess.PIPE, check=True, env=environment).stdout


def travelled(value: object) -> bytes:
    """The bytes of a copy: Python shares some equal texts of an original that a copy holds apart."""
    return pickle.dumps(pickle.loads(pickle.dumps(value)))  # noqa: S301  # our own bytes


@settings(max_examples=3)
@given(units())
def test_a_spawned_process_sends_the_same_bytes_back(unit: Unit) -> None:
    """
    Framework, evidence and scorecard survive the way to another process, also after they were used.
    """
    card = unit.card()
    receipt(card)
    sent = travelled((unit.framework, unit.evidence, card))

    back = echoed(sent)

    assert hashlib.sha256(sent).digest() == hashlib.sha256(back).digest()
    assert (unit.framework, unit.evidence, card) == pickle.loads(back)  # noqa: S301  # our own bytes


@given(units())
def test_what_was_pickled_scores_and_hashes_the_same(unit: Unit) -> None:
    """
    Using a framework never shows in its bytes; a copy gives the same scorecard, receipt and explanation.
    """
    before = travelled(unit)
    card = unit.card()
    copy: Unit = pickle.loads(before)  # noqa: S301  # our own bytes
    again = copy.card()

    assert hashlib.sha256(before).digest() == hashlib.sha256(travelled(unit)).digest()
    assert (card, receipt(card), explain(card, "total")) == (again, receipt(again), explain(again, "total"))
    assert hash(card.framework) == hash(again.framework)
