"""`perfrules diff`: what one framework says otherwise than another, and which scores that moves."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click
from attrs import asdict

from perfrules import number
from perfrules.cli import options
from perfrules.cli.cases import label, names, text_of
from perfrules.cli.ending import Ending
from perfrules.cli.guard import CaseFault, blamed
from perfrules.cli.moves import Move, Moves, Points, moves
from perfrules.cli.naming import key as key_name
from perfrules.cli.naming import section as section_name
from perfrules.cli.naming import titled
from perfrules.cli.streams import emit, tell
from perfrules.errors import PerfrulesError
from perfrules.framework import Framework
from perfrules.phrases import Language, Phrase, filled
from perfrules.rulebook import find_framework
from perfrules.wording import shortened

if TYPE_CHECKING:
    from perfrules.documents.difference import Difference

WORDS: dict[str, Phrase] = {
    "none": ("没有差别", "no difference"),
    "nothing": ("（无）", "(none)"),
    "top": ("（顶层）", "(top)"),
    "change": ("    {key}：{before} → {after}", "    {key}: {before} → {after}"),
    "move": ("  {what}：{before} → {after}", "  {what}: {before} → {after}"),
    "unmoved": ("得分不变", "no score moves"),
    "total": ("总分", "total"),
    "grade": ("等级", "grade"),
    "open": ("未定", "open"),
    "range": ("{least} 至 {most}", "{least} to {most}"),
}


@click.command(
    "diff",
    epilog=options.examples(
        "perfrules diff mof.self-evaluation mof.self-evaluation-cost",
        "perfrules diff template.example county.yaml frameworks/template/cases/example.yaml",
    ),
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.argument("cases", nargs=-1, metavar="[CASE]…")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Text for people, or JSON.")
@options.language
def diff_frameworks(old: str, new: str, cases: tuple[str, ...], form: str, language: Language) -> int:
    """
    Compare two frameworks, and the scores that they give.

    OLD and NEW are frameworks. Each CASE, of either, is scored with both; a folder means all its cases.
    """
    from perfrules.documents.difference import differences

    loaded = options.rulebook()
    pair = find_framework(old, loaded), find_framework(new, loaded)
    found, wanted = differences(*pair), names(cases)
    scored = {label(name): one for name in wanted if (one := _moved(name, *pair)) is not None}
    if form == "json":
        emit(json.dumps(_json(*pair, found, scored), ensure_ascii=False, indent=2))
    else:
        below = (line for name, one in scored.items() for line in _case(name, one, language))
        emit("\n".join((*_changes(*pair, found, language), *below)))
    return Ending.INVALID if len(scored) < len(wanted) else Ending.DONE


def _moved(name: str, old: Framework, new: Framework) -> Moves | None:
    """What becomes of a case; where it cannot be scored with both, why not goes to standard error."""
    try:
        found = moves(text_of(name), label(name), old, new)
    except PerfrulesError as error:
        tell(blamed(label(name), error))
        return None
    except CaseFault as fault:
        tell(fault.message)
        return None
    if found.lost:
        lost = ", ".join(f"`{shortened(id)}`" for id in found.lost)
        tell(f"note: {label(name)}: only one of the frameworks has a place for {lost}")
    return found


def _changes(old: Framework, new: Framework, found: Sequence["Difference"], language: Language) -> Iterator[str]:
    """What differs, part by part; what changed in one stands below it."""
    yield f"{old.id}@{old.edition} → {new.id}@{new.edition}"
    if not found:
        yield _word(language, "none")
    for section, inside in groupby(found, lambda one: one.section):
        yield f"{section_name(language, section)}:"
        for (id, written), ones in groupby(inside, lambda one: (one.id, one.label)):
            changes = list(ones)
            mark = {"added": "+", "removed": "-"}.get(changes[0].change, " ")
            yield f"{mark} {titled(written, id)}"
            yield from (_change(one, language) for one in changes if one.change in {"changed", "moved"})


def _change(one: "Difference", language: Language) -> str:
    nothing = _word(language, "top" if one.change == "moved" else "nothing")
    parts = {"key": key_name(language, one.key), "before": one.before or nothing, "after": one.after or nothing}
    return _word(language, "change", **parts) if one.key else f"    {parts['before']} → {parts['after']}"


def _case(name: str, one: Moves, language: Language) -> Iterator[str]:
    yield name
    if not one.scores:
        yield f"  {_word(language, 'unmoved')}"
    for move in (*one.scores, one.total):
        what = titled(move.label, move.id) if move.label else _word(language, "total")
        yield _word(language, "move", what=what, before=_shown(move.before, language), after=_shown(move.after, language))
    before, after = (grade or _word(language, "open") for grade in one.grades)
    yield _word(language, "move", what=_word(language, "grade"), before=before, after=after)


def _shown(points: Points, language: Language) -> str:
    if points is None:
        return _word(language, "nothing")
    least, most = map(number.plain, points)
    return least if least == most else _word(language, "range", least=least, most=most)


def _json(old: Framework, new: Framework, found: Sequence["Difference"], scored: Mapping[str, Moves]) -> dict[str, object]:
    return {
        "old": {"framework": old.id, "edition": old.edition},
        "new": {"framework": new.id, "edition": new.edition},
        "changes": [asdict(one) for one in found],
        "cases": [_moves_json(name, one) for name, one in scored.items()],
    }


def _moves_json(name: str, one: Moves) -> dict[str, object]:
    before, after = one.grades
    return {
        "case": name,
        "scores": [{"id": move.id, "label": move.label, **_ends(move)} for move in one.scores],
        "total": _ends(one.total),
        "grade": {"before": before, "after": after},
        "left_out": list(one.lost),
    }


def _ends(move: Move) -> dict[str, object]:
    sides = {"before": move.before, "after": move.after}
    return {
        side: points and {"least": number.plain(points[0]), "most": number.plain(points[1])} for side, points in sides.items()
    }


def _word(language: Language, name: str, **parts: str) -> str:
    return filled(WORDS[name], language, parts)
