"""Printed: numbers that a report could print for the values of a framework, in place of what they follow from."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

import attrs

from perfrules.assess import misfits
from perfrules.case import collect
from perfrules.errors import EvidenceError
from perfrules.evidence import Evidence, Known
from perfrules.framework import Framework
from perfrules.frozen import Pairs
from perfrules.number import plain as written
from perfrules.testing.inputs import nobody
from perfrules.testing.plain import extreme
from perfrules.testing.world import World

USUAL = ("0%", "89.5%", "90%", "100%", "120%")
DECIMALS = 10**4


def printed(framework: Framework) -> Mapping[str, tuple[Known, ...]]:
    """For each value the printed numbers that can stand in for it."""
    return framework.memory.once("printed", lambda: {one.id: tuple(_fitting(framework, one.id)) for one in framework.values})


def without_misfits(framework: Framework, evidence: Evidence) -> Evidence:
    """Evidence without its printed numbers where, in the readings it adopts, one of them cannot be."""
    return attrs.evolve(evidence, values=Pairs()) if misfits(framework, evidence) else evidence


def _fitting(framework: Framework, value: str) -> Iterator[Known]:
    for text in dict.fromkeys((*USUAL, *_worth(framework, value))):
        try:
            values = collect(framework, {}, values={value: text}).values
        except EvidenceError:
            continue
        if not misfits(framework, attrs.evolve(nobody(framework), values=values)):
            yield values[value]


def _worth(framework: Framework, value: str) -> Iterator[str]:
    """What a value is worth in the plain case and in the barest one, cut as it would be printed."""
    for given in (extreme(framework, "most"), extreme(framework, "least")):
        worth = World(framework, given).points(value)
        if worth is not None:
            yield written(Fraction(worth * DECIMALS // 1, DECIMALS))
