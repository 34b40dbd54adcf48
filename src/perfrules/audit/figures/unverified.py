"""What cannot be verified because a number is not printed: which one, and what it would have to be."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import evolve

from perfrules import number
from perfrules.audit.cause import root
from perfrules.audit.figures.keys import Keys
from perfrules.audit.numbers import Numbers, PrintedNumber
from perfrules.audit.relation import Relation
from perfrules.audit.saying import quoted
from perfrules.audit.words import HEADS, TAILS, said, sentence
from perfrules.domain import MONEY, Domain
from perfrules.finding import Finding
from perfrules.phrases import Phrase

_PRINTED: Phrase = ("{label}列示 {printed}", "{label} is printed {printed}")
_BARE: Phrase = ("{label}", "{label}")
_WANTED: Phrase = ("如成立，{missing}应为 {wanted}", "if it holds, {missing} is {wanted}")
_STAKE: Phrase = ("涉及 {stake} 分", "{stake} points rest on it")


def is_complete(relation: Relation, numbers: Numbers) -> bool:
    """Whether all numbers of a relation are printed."""
    return set(relation.cells) <= numbers.keys()


def unverified(relation: Relation, numbers: Numbers, keys: Keys, stake: Fraction = Fraction(0)) -> Finding:
    """What is said of a relation of which a number is not printed; `stake` are the points that hang on it."""
    missing = tuple(key for key in relation.cells if key not in numbers)
    wanted = _wanted(relation, numbers, keys, *missing) if len(missing) == 1 else ""
    printed = _shown(numbers, relation.result)
    words = {"printed": printed, "wanted": wanted, "stake": number.plain(stake) if stake else ""}
    return Finding(
        code=relation.code,
        verdict="cannot_verify",
        place=relation.place,
        path=relation.path,
        label=relation.label,
        sentence=sentence(relation.place, tuple(_parts(relation, keys, missing, words))),
        indicator=relation.indicator,
        printed=printed,
        computed=wanted,
        arithmetic="" if relation.result and not printed else relation.arithmetic(numbers),
        numbers=relation.cells,
        stake=stake,
    )


def _parts(relation: Relation, keys: Keys, missing: Sequence[str], words: Mapping[str, str]) -> Iterator[Phrase]:
    named = "、".join(keys.label(key) for key in missing)
    zh = {**words, "label": quoted(relation.label), "missing": named, "note": relation.note}
    en = {"label": relation.path.partition("/")[2], "missing": ", ".join(f"`{key.partition('/')[2]}`" for key in missing)}
    yield said(_PRINTED if words["printed"] else _BARE if relation.result else HEADS[relation.code], zh, en)
    yield said(TAILS["missing"], zh, en)
    if words["wanted"]:
        yield said(_WANTED, zh, en)
    if words["stake"]:
        yield said(_STAKE, zh)
    if relation.note:
        yield said(TAILS["note"], zh)


def _shown(numbers: Numbers, key: str) -> str:
    return numbers[key].shown(numbers[key].value) if key in numbers else ""


def _wanted(relation: Relation, numbers: Numbers, keys: Keys, missing: str) -> str:
    """What the one missing number would have to be for a relation to hold, in its own unit and decimals."""
    domain = keys.domains.get(missing)
    if domain is None:
        return ""
    like = _blank(missing, domain)
    tried = numbers.joined([like])
    value = root(lambda one: relation.residual(tried.replaced(missing, one)), like.value)
    if value is None or relation.residual(tried.replaced(missing, value)) != 0:
        return ""
    nearest = Fraction((2 * value / like.step + 1) // 2) * like.step
    decimals = len(number.plain(nearest / like.size).partition(".")[2])
    shown = evolve(like, step=like.size / 10**decimals).shown(nearest)
    return shown if nearest == value else f"≈ {shown}"


def _blank(key: str, domain: Domain) -> PrintedNumber:
    """A number of a domain that nobody printed, as it would be printed; its value says nothing."""
    if domain.kind == "rate":
        return PrintedNumber(key, key, Fraction(1), "rate", domain.step, Fraction(1, 100), "%")
    size = Fraction(MONEY.get(domain.unit, 1)) if domain.kind == "amount" else Fraction(1)
    return PrintedNumber(key, key, size, domain.kind, domain.step * size, size, domain.unit)
