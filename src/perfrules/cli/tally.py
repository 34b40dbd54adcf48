"""The tally of many audits: how often each code was found, and which reports have errors; nothing else of them is kept."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from perfrules.cli.choice import SEVERITIES
from perfrules.cli.words import word
from perfrules.phrases import Language

if TYPE_CHECKING:
    from rich.console import RenderableType

    from perfrules.finding import Finding

MOST_NAMED = 30
"""How many reports with errors are named."""


class Tally:
    """Counts the findings of reports, one after the other."""

    def __init__(self) -> None:
        self.reports = 0
        self._codes: Counter[tuple[str, str]] = Counter()
        self._faulty: list[tuple[str, int, int]] = []

    def add(self, name: str, findings: "Iterable[Finding]") -> None:
        """Count the findings of a report with this name."""
        severities: Counter[str] = Counter()
        for one in findings:
            self._codes[one.code, one.severity] += 1
            severities[one.severity] += 1
        self.reports += 1
        if severities["error"]:
            self._faulty.append((name, severities["error"], severities["warning"]))

    def parts(self, language: Language, width: int) -> "Iterator[RenderableType]":
        """A table of codes, and one of the reports with errors."""
        from perfrules.cli.layout import paragraph, table

        counted = {"count": str(self.reports), "errors": str(len(self._faulty))}
        yield paragraph(word(language, "audit:summary", **counted), width, style="bold")
        codes = list(dict.fromkeys(code for code, _ in sorted(self._codes)))
        if codes:
            rows = [self._row(code, language) for code in codes]
            yield table([word(language, f"head:{key}") for key in ("code", *SEVERITIES)] + [""], rows, width)
        if self._faulty:
            yield from self._reports(language, width)

    def _row(self, code: str, language: Language) -> tuple[str, ...]:
        counts = (str(self._codes[code, severity]) for severity in SEVERITIES)
        return (_called(code, language), *counts, "")

    def _reports(self, language: Language, width: int) -> "Iterator[RenderableType]":
        from perfrules.cli.layout import aligned, paragraph, table

        ordered = sorted(self._faulty, key=lambda one: -one[1])
        yield paragraph(word(language, "audit:with-errors"), width)
        names = [name for name, *_ in ordered[:MOST_NAMED]]
        errors = aligned(str(one[1]) for one in ordered[:MOST_NAMED])
        warnings = aligned(str(one[2]) for one in ordered[:MOST_NAMED])
        heads = [word(language, f"head:{key}") for key in ("unit", "error", "warning")]
        yield table([*heads, ""], [(*row, "") for row in zip(names, errors, warnings, strict=True)], width)
        if len(ordered) > MOST_NAMED:
            yield paragraph(word(language, "audit:and-more", count=str(len(ordered) - MOST_NAMED)), width)


def _called(code: str, language: Language) -> str:
    from perfrules.finding import TITLES

    return TITLES.get(code, code) if language == "zh" else code
