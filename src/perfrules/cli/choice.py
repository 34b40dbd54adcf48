"""Which findings of an audit are shown, and in which part of a report."""

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from perfrules.finding import Finding, Severity

SEVERITIES: "tuple[Severity, ...]" = ("error", "warning", "note", "ok")
"""How grave findings can be, the gravest first."""

SECTIONS = ("errors", "warnings", "open", "remarks", "right")
"""The parts of a report, the gravest first."""

HIDDEN = frozenset({"remarks", "right"})
"""Parts that are only shown when they are asked for."""


@frozen
class Choice:
    """Which findings are shown: those of some severities `only`, or all, or without what agrees and plain remarks."""

    only: "frozenset[Severity]" = frozenset()
    everything: bool = False

    def includes(self, finding: "Finding") -> bool:
        """Whether a finding is shown."""
        if self.only:
            return finding.severity in self.only
        return self.everything or section_of(finding) not in HIDDEN


def section_of(finding: "Finding") -> str:
    """The part of a report in which a finding stands."""
    match finding.severity:
        case "error":
            return "errors"
        case "warning":
            return "warnings"
        case "ok":
            return "right"
    return "open" if finding.verdict == "cannot_verify" else "remarks"
