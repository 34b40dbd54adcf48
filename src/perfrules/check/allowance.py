"""The work that the check of one framework may take: counted in steps, never in time, so that it always gets equally far."""

PROVING = 16_000
"""Steps of work that the proofs of one framework take at most, all rules in all their readings together."""

NARROWING = 4000
"""After how many of these proofs no longer narrow in branches: what is left is kept for the decimals of other rules."""

NARROWING_ONE = 1500
"""After how many steps the proof of one rule no longer narrows: more than a lone formula has."""

RUNNING = 300_000
"""Nodes that are run in all to find witnesses against the rules of one framework."""

RUNNING_ONE = RUNNING // 3
"""Nodes that are run to find a witness against the first rule; each later one may use a third of what is left then."""

LEAST_RUNNING = 2000
"""With fewer nodes a rule is not run at all."""


READ_AT_ONCE = 5
"""So many nodes of a rule, and points that it sees, are read in one step of work."""

USED_UP = ", as the effort for one framework is used up"
"""Why a rule is not proven, where that is the reason."""


class Allowance:
    """Steps that are left."""

    def __init__(self, left: int) -> None:
        self.left = left

    def take(self, steps: int) -> None:
        """They are gone, or all are."""
        self.left = max(0, self.left - steps)


class Effort:
    """What is left for one framework: steps of proofs, and nodes to be run."""

    def __init__(self) -> None:
        self.proving = Allowance(PROVING)
        self.running = Allowance(RUNNING)
        self.has_ended = False

    def end(self) -> str:
        """What is said where nothing is left to prove the next rule, which ends all proofs; nothing where there is."""
        self.has_ended = not self.proving.left
        if not self.has_ended:
            return ""
        return f"the rules are too many or too large together: proofs end before this one, after {PROVING} steps of work"

    @property
    def narrowing(self) -> int:
        """After how many steps the next proof no longer narrows."""
        return min(NARROWING_ONE, max(0, self.proving.left - (PROVING - NARROWING)))

    @property
    def running_one(self) -> int:
        """How many nodes may be run for the next rule: the rules that stand first get most, and many get some."""
        part = self.running.left * RUNNING_ONE // RUNNING
        return part if part >= LEAST_RUNNING else 0

    @property
    def is_used_up(self) -> bool:
        """Whether the next rule is proven less well than a lone one, or not run."""
        return not (self.narrowing and self.running_one)
