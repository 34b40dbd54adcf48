"""`perfrules show --origin`: where each part of a framework comes from."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from perfrules.cli.naming import key as key_name
from perfrules.cli.naming import section as section_name
from perfrules.cli.naming import titled
from perfrules.derive import origin
from perfrules.documents.parts import Key, Part, parts
from perfrules.framework import Framework, Origin
from perfrules.phrases import Language, Phrase, filled

WORDS: dict[str, Phrase] = {
    "origins": ("来源", "origins"),
    "line": ("[{number}] 第 {line} 行", "[{number}] line {line}"),
    "shared": ("[插件]", "[plugin]"),
    "printed": ("文件列示", "printed"),
    "referenced": ("其他文件引用", "referenced"),
    "inferred": ("推断", "inferred"),
    "assumed": ("推定", "assumed"),
}


def lines(framework: Framework, id: str | None, language: Language) -> Iterator[str]:
    """The line of descent with a number for each, then what is said in which of them, as an author wrote it."""
    numbers = {one: str(number) for number, one in enumerate(framework.lineage, 1)}
    yield f"{_word(language, 'origins')}:"
    yield from (f"  [{number}] {_described(one, language)}" for one, number in numbers.items())
    for section, found in groupby(_wanted(framework, id), lambda part: part.section):
        yield f"{section_name(language, section)}:"
        for part in found:
            yield f"  {titled(part.label, part.id)}"
            yield from (f"    {_marked(framework, key, numbers, language)}" for key in _written(framework, part))


def as_json(framework: Framework, id: str | None) -> dict[str, object]:
    """The same for programs: the line of descent, and each key with its path, its text and where it was written."""
    return {
        "framework": framework.id,
        "edition": framework.edition,
        "lineage": [_origin_json(one) for one in framework.lineage],
        "origins": [_key_json(framework, key) for part in _wanted(framework, id) for key in _written(framework, part)],
    }


def _wanted(framework: Framework, id: str | None) -> Sequence[Part]:
    return [part for part in parts(framework) if id is None or part.id == id]


def _written(framework: Framework, part: Part) -> Iterator[Key]:
    """What an author wrote, and the functions of plugins; not what a file need not say."""
    return (key for key in part.keys if key.path in framework.places or part.section == "functions")


def _marked(framework: Framework, key: Key, numbers: dict[Origin, str], language: Language) -> str:
    name = f"{key_name(language, key.name)}: " if key.name else ""
    if key.path not in framework.places:
        return f"{_word(language, 'shared')} {name}{key.text}"
    line = str(framework.places[key.path].line)
    return f"{_word(language, 'line', number=numbers[origin(framework, key.path)], line=line)} {name}{key.text}"


def _described(one: Origin, language: Language) -> str:
    document = f"{one.source.document}（{_word(language, one.source.basis)}）" if one.source.document else ""
    return "  ".join(part for part in (one.framework, document, one.file) if part)


def _origin_json(one: Origin) -> dict[str, object]:
    from perfrules.documents.framework_json import source_json

    return {"framework": one.framework, "source": source_json(one.source), "file": one.file}


def _key_json(framework: Framework, key: Key) -> dict[str, object]:
    place = framework.places.get(key.path)
    if place is None:
        return {"path": key.path, "text": key.text, "framework": None, "file": None, "line": None, "column": None}
    home = origin(framework, key.path).framework
    where = {"file": place.file, "line": place.line, "column": place.column}
    return {"path": key.path, "text": key.text, "framework": home, **where}


def _word(language: Language, key: str, **parts: str) -> str:
    return filled(WORDS[key], language, parts)
