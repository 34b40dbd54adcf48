"""The problems that a report lists itself, and whether it gave full scores beside them."""

from collections.abc import Iterator

from attrs import frozen

from perfrules.audit.lines import SHEET, Line, beside, table, walk
from perfrules.audit.numbers import Numbers
from perfrules.audit.saying import Subject, points, quoted, remark
from perfrules.case import Case, ReportedProblem
from perfrules.finding import Finding
from perfrules.phrases import Phrase
from perfrules.rules import TOTAL

_FULL: Phrase = (
    "{label}列示得分 {score}，是满分，而报告自己列出问题：{text}",
    "{label} has the full score {score} beside a problem that the report lists: {text}",
)
_PLAIN: Phrase = ("报告列出问题：{text}", "the report lists a problem: {text}")
_TOTAL: Phrase = (
    "列示总分 {score}，是满分，而报告自己列出 {count} 个问题",
    "the printed total {score} is full beside {count} problems that the report lists",
)


@frozen
class _Full:
    """An indicator with a full score: what is printed, and the keys of the scores."""

    score: str
    keys: tuple[str, ...]


def problems(case: Case, numbers: Numbers) -> Iterator[Finding]:
    """Each problem that is listed; one beside a full score, of its indicator or of the whole table, is worth a second look."""
    whole = table(case, numbers)
    paths = {path[-1].id: path for top in (whole, *beside(case, numbers)) for path in walk(top)}
    found = {one: _full(paths[one.indicator], numbers) for one in case.problems if one.indicator in paths}
    for one in case.problems:
        yield _finding(one, paths.get(one.indicator, ()), found.get(one))
    own = _printed(whole, numbers)
    if case.problems and own is not None and not any(found.values()):
        about = Subject(SHEET, TOTAL, whole.label, TOTAL)
        parts = {"score": own.score, "count": str(len(case.problems))}
        yield remark("problem", about, parts, warns=True, numbers=own.keys, words=_TOTAL)


def _finding(one: ReportedProblem, path: tuple[Line, ...], full: _Full | None) -> Finding:
    label = path[-1].label if path else quoted(one.text)
    about = Subject(one.where, f"problems/{one.indicator or 'report'}/{quoted(one.text)}", label, one.indicator)
    parts = {"text": quoted(one.text)}
    if full is None:
        return remark("problem", about, parts, words=None if path else _PLAIN)
    return remark("problem", about, {**parts, "score": full.score}, warns=True, numbers=full.keys, words=_FULL)


def _full(path: tuple[Line, ...], numbers: Numbers) -> _Full | None:
    """The full score of a line: its own, that of all scores below it, or that of the nearest line above it with a score."""
    own = _printed(path[-1], numbers) if path[-1].score else _below(path[-1], numbers)
    if own is not None or _scored(path[-1]):
        return own
    above = next((line for line in reversed(path[1:-1]) if line.score), None)
    return None if above is None else _printed(above, numbers)


def _scored(line: Line) -> list[Line]:
    """The lines with a score, from this one downwards."""
    return [path[-1] for path in walk(line) if path[-1].score]


def _below(line: Line, numbers: Numbers) -> _Full | None:
    found = [_printed(one, numbers) for one in _scored(line)]
    full = [one for one in found if one is not None]
    if not full or len(full) < len(found):
        return None
    return _Full("、".join(one.score for one in full), tuple(key for one in full for key in one.keys))


def _printed(line: Line, numbers: Numbers) -> _Full | None:
    """The printed score of a line where it is all that the line weighs."""
    if not line.score or not line.weight or numbers[line.score].value != numbers[line.weight].value:
        return None
    return _Full(points(numbers[line.score].value), (line.score, line.weight))
