"""On what the weights of a table rest: six counts of points, found from the top."""

from collections.abc import Mapping

from perfrules.assess.plan import Node, Plan
from perfrules.score import Computed, Judged, NotApplicable, Score, Stated
from perfrules.scorecard import Completeness

_KINDS = ("figures", "printed_ratios", "judged", "stated", "missing", "not_applicable")


def completeness(plan: Plan, scores: Mapping[str, Score]) -> Completeness:
    """
    The weights of all nodes by what their points rest on; they add up to the total weight.

    `scores` has the whole table too. Nothing is missing only where the total is certain.
    """
    counts = dict.fromkeys(_KINDS, 0)
    _add(plan.whole, scores, counts)
    return Completeness(*[plan.points(counts[kind]) for kind in _KINDS])


def _add(node: Node, scores: Mapping[str, Score], counts: dict[str, int], *, covered: bool = False) -> int:
    """
    Adds a node's weight where it belongs; the part that is neither stated nor missing is returned.

    Below a printed score (`covered`) only that part counts: the printed score stands for what is left.
    """
    score = scores[node.id]
    if isinstance(score, Computed):
        counts["printed_ratios" if score.printed else "figures"] += node.weight
        return node.weight
    if isinstance(score, Judged | NotApplicable):
        counts[score.kind] += node.weight
        return node.weight
    if node.rule is not None and node.children and score.points is None:
        return _add_open_branch(node, scores, counts, covered=covered)
    stated = isinstance(score, Stated)
    known = sum([_add(child, scores, counts, covered=covered or stated) for child in node.children])
    if not covered and (stated or not node.children):
        counts["stated" if stated else "missing"] += node.weight - known
    return known


def _add_open_branch(node: Node, scores: Mapping[str, Score], counts: dict[str, int], *, covered: bool) -> int:
    """A branch that its own formula leaves open; where its children are certain, it is missing as a whole."""
    below = dict.fromkeys(_KINDS, 0)
    known = sum(_add(child, scores, below, covered=covered) for child in node.children)
    if not below["missing"] and not covered:
        counts["missing"] += node.weight
        return 0
    for kind, count in below.items():
        counts[kind] += count
    return known
