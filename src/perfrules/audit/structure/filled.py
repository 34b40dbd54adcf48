"""Whether each line of a table is filled in, and only once: scores without weights, weights without scores, lines that repeat."""

from collections.abc import Iterator
from fractions import Fraction

from perfrules.audit.lines import SHEET, Line, table, walk
from perfrules.audit.numbers import Numbers
from perfrules.audit.saying import Subject, points, quoted, remark
from perfrules.case import Case
from perfrules.evidence import TargetRow
from perfrules.finding import Finding
from perfrules.framework import BARE

Path = tuple[Line, ...]

_UNWEIGHTED = ("{label}列示得分 {score}，未列示分值", "{label} has the printed score {score} and no weight")


def filled(case: Case, numbers: Numbers) -> Iterator[Finding]:
    """The lines that are not filled in, and those that stand twice."""
    paths = tuple(walk(table(case, numbers)))[1:]
    yield from _unscored(case, numbers, paths)
    yield from _unweighted(numbers, paths)
    yield from _repeated(case.evidence.targets)
    yield from _outlined(paths) if case.framework is BARE else ()


def _unscored(case: Case, numbers: Numbers, paths: tuple[Path, ...]) -> Iterator[Finding]:
    """Lines with a weight and no score, where others of their level have one; a score above or below speaks for a line."""
    levels = {_level(path) for path in paths if path[-1].score}
    settled = _settled(case)
    for path in paths:
        line = path[-1]
        is_spoken = any(one.score or one.id in settled for one in path[1:])
        if line.weight and _level(path) in levels and not is_spoken and not any(one[-1].score for one in walk(line)):
            settled.add(line.id)
            weight = numbers[line.weight].value
            about = Subject(line.place, line.id, line.label, line.id)
            parts = {"weight": points(weight)}
            yield remark("unscored-row", about, parts, warns=True, stake=weight, numbers=(line.weight,))


def _level(path: Path) -> int:
    """How deep a line stands; all target rows stand on one level, in a group or not."""
    return 0 if path[-1].weight.startswith("targets/") else len(path)


def _settled(case: Case) -> set[str]:
    """The ids whose points a person gave, and those that do not apply."""
    given = (row.id for row in case.evidence.targets if row.points is not None)
    return {*given, *case.evidence.judged, *case.evidence.not_applicable}


def _unweighted(numbers: Numbers, paths: tuple[Path, ...]) -> Iterator[Finding]:
    """Lines with a score and no weight, where others of their level have one."""
    levels = {_level(path) for path in paths if _has_weight(path[-1])}
    for path in paths:
        line = path[-1]
        if line.score and _level(path) in levels and not any(_has_weight(one[-1]) for one in walk(line)):
            about = Subject(line.place, line.id, line.label, line.id)
            parts = {"score": points(numbers[line.score].value)}
            yield remark("unscored-row", about, parts, warns=True, numbers=(line.score,), words=_UNWEIGHTED)


def _has_weight(line: Line) -> bool:
    return bool(line.weight) and not line.weight.startswith("framework/")


def _repeated(rows: tuple[TargetRow, ...]) -> Iterator[Finding]:
    """Target rows with the same label in one place, or with the same label and figures anywhere."""
    seen: dict[tuple[object, ...], TargetRow] = {}
    for row in rows:
        marks = [mark for mark in _marks(row) if mark]
        earlier = next((seen[mark] for mark in marks if mark in seen), None)
        if earlier is not None and row.id not in {earlier.id, earlier.of} and earlier.id != row.of:
            about = Subject(row.where or SHEET, row.id, row.label, row.id)
            parts = {"other": quoted(earlier.id)}
            yield remark("duplicate", about, parts, warns=True, stake=row.weight or Fraction(0))
        seen |= {mark: row for mark in marks if mark not in seen}


def _marks(row: TargetRow) -> Iterator[tuple[object, ...]]:
    yield row.slot, row.group, row.label
    if row.target is not None and row.actual is not None:
        yield row.label, row.unit, row.target.value, row.actual.value, row.weight


def _outlined(paths: tuple[Path, ...]) -> Iterator[Finding]:
    """Lines of an outline with the same label below the same line."""
    seen: dict[tuple[str, str], Line] = {}
    for path in paths:
        above, line = path[-2], path[-1]
        earlier = seen.setdefault((above.id, line.label), line)
        if earlier is not line:
            about = Subject(line.place, line.id, line.label, line.id)
            yield remark("duplicate", about, {"other": quoted(earlier.id)}, warns=True)
