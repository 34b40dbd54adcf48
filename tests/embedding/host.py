"""A host in thirty lines: reads cases with the installed plugins, scores them and prints JSON."""

import json
import sys

from perfrules import PerfrulesError, Rulebook, as_json, assess, deductions, read_case


def scored(path: str, rulebook: Rulebook) -> dict[str, object]:
    """One case, scored, with the reasons for lost points."""
    case = read_case(path, rulebook)
    card = assess(case.framework, case.evidence)
    return as_json(card) | {"deductions": [lost.sentence for lost in deductions(card)]}


def main(paths: list[str]) -> int:
    """Print the results, and what went wrong on the other stream."""
    rulebook = Rulebook.load()
    for problem in rulebook.problems:
        sys.stderr.write(f"{problem}\n")
    try:
        sys.stdout.write(json.dumps([scored(path, rulebook) for path in paths]) + "\n")
    except PerfrulesError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
