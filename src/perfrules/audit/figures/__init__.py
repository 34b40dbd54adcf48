"""What a report says about its own figures: statements, conditions, ratios, shares; and what a framework asks of facts."""

from collections.abc import Iterator

from perfrules.audit.figures import ratios, shares, units
from perfrules.audit.figures.keys import Keys
from perfrules.audit.figures.stated import Stated
from perfrules.audit.figures.unverified import is_complete, unverified
from perfrules.audit.printed import statement_paths, statement_text
from perfrules.audit.relation import Claim, Relation, signed
from perfrules.audit.report import Report
from perfrules.case import Statement
from perfrules.finding import Finding
from perfrules.formula.explain import symbols
from perfrules.formula.syntax import Condition, Tree, names
from perfrules.formula.text import text


def relations(report: Report) -> Iterator[Relation]:
    """The statements, relations and ratios whose numbers are all printed, and shares that should add up."""
    keys, everything = _known(report)
    asked = [one for one in everything if is_complete(one, report.numbers)]
    yield from asked
    yield from ratios.relations(report, keys)
    yield from shares.relations(report, [one for one in asked if isinstance(one, Stated)])


def findings(report: Report) -> Iterator[Finding]:
    """The statements, relations and ratios with numbers that are not printed; and units that cannot be meant."""
    keys, asked = _known(report)
    for one in asked:
        if not is_complete(one, report.numbers):
            yield unverified(one, report.numbers, keys)
    yield from ratios.findings(report, keys)
    yield from units.findings(report, keys, asked)


def _known(report: Report) -> tuple[Keys, tuple[Relation, ...]]:
    """The keys of a report and all that it says with them, made once."""
    return report.numbers.once("figures", lambda: _made(report))


def _made(report: Report) -> tuple[Keys, tuple[Relation, ...]]:
    keys = Keys(report.case, report.numbers)
    return keys, tuple(_asked(report, keys))


def _asked(report: Report, keys: Keys) -> Iterator[Relation]:
    """The statements in their order, then what the framework asks of facts."""
    for path, statement in zip(statement_paths(report.case), report.case.statements, strict=True):
        yield _statement(statement, path, keys)
    for position, condition in enumerate(report.case.framework.relations, 1):
        bound = keys.relation(f"relations/{position}")
        if bound is not None:
            path = f"relations/{text(condition)}"
            yield Claim("relation", path, "", _labelled(condition, keys), "", _cells(bound), condition=bound)


def _statement(one: Statement, path: str, keys: Keys) -> Relation:
    label, key = one.label or statement_text(one), f"{path}@{one.where}"
    if one.holds is not None:
        held = keys.claimed(one.holds)
        return Claim("condition", path, one.where, label, "", _cells(held), note=one.note, condition=held, is_exact=one.exact)
    formula = keys.stated(one.formula)  # type: ignore[arg-type]  # without a condition it has a formula
    cells = (key, *_cells(formula))
    return Stated("statement", path, one.where, label, key, cells, note=one.note, formula=formula, is_exact=one.exact)


def _cells(tree: Tree) -> tuple[str, ...]:
    return tuple(sorted(names(tree)))


def _labelled(condition: Condition, keys: Keys) -> str:
    """A relation of the framework as people read it."""
    return signed(symbols(condition, keys.called))
