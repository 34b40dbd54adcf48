"""
The full differential run: writes its summary to `docs/reference/differential.md`, and fails where readings differ.

    python -m tests.differential.run [formulas] [seed]
"""

import sys
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

from tests.differential.comparison import Summary, compare
from tests.differential.rows import ROWS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "differential.md"
FORMULAS = 10_000
SEED = 20231231

LEAST_OF_FORMULAS: Mapping[str, Fraction] = MappingProxyType(
    dict.fromkeys(("division", "rounding", "if", "state or date"), Fraction(3, 10)),
)
"""The part of all formulas that must hold each feature."""

LEAST_OF_ROWS: Mapping[str, Fraction] = MappingProxyType(
    {"on an edge": Fraction(1, 2), "without points of its own": Fraction(1, 10)},
)
"""The part of all rows that must be of each kind."""

MOST_REFUSED = Fraction(2, 100)
"""The part of all formulas that may be left to the definition."""

MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "division": "with a division of their own",
        "rounding": "with a rounding (`cut`, `half_up`, `half_even`, `floor`, `ceil`, an own function)",
        "if": "with a choice `… if … else …`",
        "state or date": "that read a state of a choice or a date",
        "on an edge": (
            "on an edge: the sides of a comparison equal, a rounding's number exactly on a step, "
            "or one unit of the last decimal of one fact beside that"
        ),
        "without points of its own": "missing, undefined, not applicable or out of domain",
        "missing": "with a missing fact",
        "undefined": "where the formula has no value",
        "not applicable": "where the indicator does not apply",
        "out of domain": "with a fact outside its domain",
    },
)
"""What the words of a summary mean."""

HEAD = """\
# Differential run

Random formulas over facts of every kind, each with {rows} rows that aim at the places where it changes its mind.
Every row is read by the integer kernel, by `evaluate`, and by a second evaluator written by hand from the documentation, which
share no code; value and definedness must be the same.
The kernel is compared twice: its exact quotient, and as the rule of an indicator through `Kernel.points` and `Kernel.score`.
`make differential` writes this page; the run can be repeated from its seed, and everything below is measured, not meant.
"""


def report(summary: Summary) -> str:
    """The page about a run."""
    return "\n".join((HEAD.format(rows=ROWS), *_lines(summary), ""))


def _lines(summary: Summary) -> Iterator[str]:
    yield f"Run with seed {summary.seed}:"
    yield ""
    yield "| what | count | share | bar |"
    yield "|---|---|---|---|"
    yield f"| formulas | {summary.formulas} | | |"
    for name in LEAST_OF_FORMULAS:
        yield _line(name, summary.features[name], summary.share_of_formulas(name), LEAST_OF_FORMULAS.get(name))
    yield f"| rows | {summary.rows['all']} | | |"
    for name in MEANINGS:
        if name not in LEAST_OF_FORMULAS:
            yield _line(name, summary.rows[name], summary.share_of_rows(name), LEAST_OF_ROWS.get(name))
    share = _percent(Fraction(len(summary.refused), summary.formulas))
    yield f"| formulas that were not lowered | {len(summary.refused)} | {share} | under {_percent(MOST_REFUSED)} |"
    yield f"| differences | {len(summary.differences)} | | 0 |"
    yield ""
    planted, found, by_plain = (summary.planted[name] for name in ("planted", "found", "found by plain rows"))
    yield (
        f"To show what the rows can find, one comparison was made strict or loose in {planted} formulas. "
        f"These rows show {found} of the errors, as many plain random rows {by_plain}. "
        "The others stand where they cannot be reached, or change nothing."
    )


def _line(name: str, count: int, share: Fraction, least: Fraction | None) -> str:
    bar = "" if least is None else f"at least {_percent(least)}"
    return f"| {MEANINGS[name]} | {count} | {_percent(share)} | {bar} |"


def _percent(share: Fraction) -> str:
    return f"{float(share * 100):.1f} %"


def passes(summary: Summary) -> bool:
    """Whether nothing differs, few formulas are refused and the mix is as fixed."""
    mixed = all(summary.share_of_formulas(name) >= least for name, least in LEAST_OF_FORMULAS.items())
    met = all(summary.share_of_rows(name) >= least for name, least in LEAST_OF_ROWS.items())
    return mixed and met and not summary.differences and len(summary.refused) < MOST_REFUSED * summary.formulas


def main() -> None:
    """Run, write the page, name the first differences."""
    given = [int(argument) for argument in sys.argv[1:]]
    count, seed = (*given, *(FORMULAS, SEED)[len(given) :])
    summary = compare(seed, count)
    PAGE.write_text(report(summary), encoding="utf-8")
    sys.stdout.write("\n".join((*_lines(summary), *summary.differences[:20], *summary.refused[:5], "")))
    sys.exit(not passes(summary))


if __name__ == "__main__":
    main()
