"""Evidence holds everything that scoring reads about one unit."""

import pickle

from perfrules.errors import Place
from perfrules.evidence import Evidence
from perfrules.frozen import Pairs
from tests.examples import evidence, judgements, known


def test_evidence_compares_by_what_it_says() -> None:
    """
    Order and places in a file make no difference, a value does.
    """
    one = Evidence(facts=known(a=1, b="0.5"), places=Pairs.of({"facts/a": Place("c.yaml", 1, 1)}))
    other = Evidence(facts=known(b="0.5", a=1))

    assert one == other
    assert hash(one) == hash(other)
    assert one != Evidence(facts=known(a=1, b="0.6"))


def test_evidence_pickles() -> None:
    """
    What comes back from another process equals what went there, with its places.
    """
    went = evidence(places=Pairs.of({"facts/budget": Place("c.yaml", 1, 1)}))
    back = pickle.loads(pickle.dumps(went))  # noqa: S301  # our own bytes

    assert went == back
    assert went.places == back.places


def test_nothing_is_known_of_a_unit_at_first() -> None:
    """
    Evidence without anything has no facts, no judgements and no printed scores.
    """
    empty = Evidence()

    assert [0, 0, 0, 0, 0, 0] == [
        len(empty.facts),
        len(empty.values),
        len(empty.judged),
        len(empty.stated),
        len(empty.not_applicable),
        len(empty.interpretations),
    ]
    assert "复核" == evidence(judged=judgements(accounting=10)).judged["accounting"].by
