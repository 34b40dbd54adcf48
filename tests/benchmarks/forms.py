"""Self-evaluation forms of forty target rows: one read and scored, and a folder of a thousand through the command."""

from collections.abc import Callable

from perfrules import Rulebook, assess
from perfrules.rulebook import case_in
from tests.benchmarks import folders

ROWS = {"output": (16, "3.12"), "benefit": (12, "2.5"), "satisfaction": (12, "0.83")}
"""How many rows each slot has, and what all but the last of them weigh."""

WEIGHTS = {"output": 50, "benefit": 30, "satisfaction": 10}


def form(number: int) -> str:
    """A case of the national form with forty rows, other targets for each number."""
    facts = "facts: {budget: 100 万元, spent: 97.5 万元}"
    head = f'framework: mof.self-evaluation\nsubject: 单位{number}\nperiod: "2023"\n{facts}\ntargets:\n'
    return head + "".join(
        f"  - {{slot: {slot}, group: 绩效指标, label: 指标{slot}{row}, target: {100 + row + number % 7} 次, "
        f"actual: {90 + 2 * row} 次, weight: {_weight(slot, row)}, where: 附表 第{row}行}}\n"
        for slot, (count, _) in ROWS.items()
        for row in range(1, count + 1)
    )


def _weight(slot: str, row: int) -> str:
    """What a row weighs; the last one has what remains."""
    count, usual = ROWS[slot]
    hundredths = round(float(usual) * 100)
    rest = WEIGHTS[slot] * 100 - hundredths * (count - 1)
    return usual if row < count else f"{rest // 100}.{rest % 100:02}"


def scoring(rulebook: Rulebook) -> Callable[[], object]:
    """One form, read from its text, unfolded, proven and scored."""
    text = form(1)

    def score() -> object:
        case = case_in(text, "form.yaml", rulebook)
        return assess(case.framework, case.evidence)

    return score


def folder(count: int) -> tuple[float, int]:
    """The seconds that the command takes for a folder of so many forms, and its memory in MiB."""
    return folders.measured(map(form, range(count)), "score")
