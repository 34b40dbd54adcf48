"""A case as the mapping that a case file holds, and evidence as the part of it that scoring reads."""

from fractions import Fraction

from perfrules import number
from perfrules.case import Case, known_from, measures
from perfrules.documents.framework_json import Json, source_json, without_defaults
from perfrules.domain import Domain, shown
from perfrules.errors import NumberError
from perfrules.evidence import Evidence, Known
from perfrules.frozen import Pairs
from perfrules.number import plain


def case_json(case: Case) -> Json:
    """The keys of a case file; reading them gives an equal case."""
    domains = {name: fact.domain for name, fact in case.framework.declared.items()} | dict(measures(case.framework))
    head: Json = {"framework": case.framework.id, "edition": case.framework.edition}
    printed: Json = {
        "scores": _numbers(case.printed.scores),
        "total": "" if case.printed.total is None else plain(case.printed.total),
        "grade": case.printed.grade,
    }
    tail: Json = {"source": source_json(case.source), "printed": without_defaults(printed)}
    return head | evidence_json(case.evidence, domains) | without_defaults(tail)


def evidence_json(evidence: Evidence, domains: dict[str, Domain]) -> Json:
    """The keys of a case file that scoring reads; what has no domain is written as a bare number."""
    judged = {name: {"points": plain(one.points), "by": one.by, "reason": one.reason} for name, one in evidence.judged.items()}
    return {"subject": evidence.subject, "period": evidence.period} | without_defaults(
        {
            "facts": {name: _known(known, domains.get(name)) for name, known in evidence.facts.items()},
            "values": {name: _known(known, domains.get(name)) for name, known in evidence.values.items()},
            "judged": judged,
            "not_applicable": dict(evidence.not_applicable),
            "interpretations": dict(evidence.interpretations),
            "printed": without_defaults({"scores": _numbers(evidence.stated)}),
        },
    )


def _numbers(numbers: Pairs[Fraction]) -> Json:
    return {name: plain(value) for name, value in numbers.items()}


def _known(known: Known, domain: Domain | None) -> Json:
    spellings = _spellings(known, domain)
    value = next((text for text in spellings if _says(text, known, domain)), spellings[-1])
    printed = "" if value == known.text else known.text
    return {"value": value} | without_defaults({"where": known.where, "printed": printed, "note": known.note})


def _spellings(known: Known, domain: Domain | None) -> tuple[str, ...]:
    """How the value may have been written, the likeliest first, and at last in a way that always says it."""
    exact, unit = Fraction(known.value), domain.unit if domain else ""
    factor, name = number.multiplier(unit)
    parts = {sign: part for sign, part in number.PARTS.items() if sign != unit}
    words = {f" {word}{name}".rstrip(): Fraction(size, factor) for word, size in {"": 1, **number.MULTIPLIERS}.items()}
    sizes = {f" {unit}".rstrip(): Fraction(1)} | parts | words
    written = (f"{_pointed(exact / size, known.decimals)}{word}" for word, size in sizes.items())
    return known.text, *written, shown(known.value, domain) if domain else plain(exact)


def _pointed(value: Fraction, decimals: int) -> str:
    return number.text(value, decimals) if (value * 10**decimals).denominator == 1 else ""


def _says(text: str, known: Known, domain: Domain | None) -> bool:
    try:
        if domain is None:
            return (number.read(text), number.quantity(text).decimals) == (known.value, known.decimals)
        found = known_from(text, domain, known.text)
    except NumberError:
        return False
    return (found.value, found.decimals, found.unit) == (known.value, known.decimals, known.unit)
