"""On what the weights of a table rest: six counts of points."""

from collections.abc import Mapping, Sequence

from perfrules.assess.plan import Node, Plan
from perfrules.score import Computed, Score
from perfrules.scorecard import Completeness

_KINDS = ("figures", "printed_ratios", "judged", "stated", "missing", "not_applicable")

_SETTLED = frozenset({"computed", "judged", "not_applicable"})
"""The outcomes that speak for themselves, and for all that stands below."""


def completeness(plan: Plan, scores: Sequence[Score], whole: Score) -> Completeness:
    """
    The weights of all nodes but adjustments by what their points rest on; they add up to the total weight.

    `scores` go by the positions of the nodes. Nothing is missing only where the total is certain.
    """
    counts = _counts((*plan.nodes, plan.whole), (*scores, whole), plan.whole.first, len(scores))
    return Completeness(*[plan.points(count) for count in counts.values()])


def _counts(nodes: Sequence[Node], scores: Sequence[Score], first: int, last: int) -> dict[str, int]:
    """
    The counts of the nodes from first to last, each branch before what stands below it.

    A printed score speaks for what stands below it, from `covered` on: only what is settled counts there, and what is stated
    is less by its weight.
    """
    counts = dict.fromkeys(_KINDS, 0)
    position, covered = last, last + 1
    while position >= first:
        node, score = nodes[position], scores[position]
        kind = score.kind
        below = position - 1
        if kind in _SETTLED:
            counts[_basis(score)] += node.weight
            if position >= covered:
                counts["stated"] -= node.weight
            below = node.first - 1
        elif position < covered:
            if kind == "stated":
                counts["stated"] += node.weight
                covered = node.first
            elif not node.children:
                counts["missing"] += node.weight
            elif node.rule is not None and score.points is None:
                _add_open_branch(counts, node.weight, _counts(nodes, scores, node.first, below))
                below = node.first - 1
        position = below
    return counts


def _basis(score: Score) -> str:
    """Where the weight of a settled node counts."""
    if isinstance(score, Computed):
        return "printed_ratios" if score.printed else "figures"
    return score.kind


def _add_open_branch(counts: dict[str, int], weight: int, below: Mapping[str, int]) -> None:
    """A branch that its own formula leaves open; where its children are certain, it is missing as a whole."""
    if not below["missing"]:
        counts["missing"] += weight
        return
    for kind, count in below.items():
        counts[kind] += count
