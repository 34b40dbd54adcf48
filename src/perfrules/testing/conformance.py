"""check_framework: every law for one framework, on every edge and on drawn evidence; the first that is broken is told."""

import json
from collections.abc import Iterable, Iterator
from functools import partial

from attrs import define
from hypothesis import HealthCheck, given
from hypothesis import settings as Settings  # noqa: N812  # a class, which hypothesis spells small

from perfrules.check import require_valid
from perfrules.documents import as_json, framework_from
from perfrules.evidence import Evidence
from perfrules.framework import Framework
from perfrules.number import plain as written
from perfrules.rules import TOTAL
from perfrules.targets import is_folded
from perfrules.testing import journeys, laws, order
from perfrules.testing.drawn import evidence
from perfrules.testing.form import Form
from perfrules.testing.forms import forms, is_whole
from perfrules.testing.laws import Breach, Law
from perfrules.testing.plain import plain, reaching
from perfrules.testing.readings import Reading, by_kernel
from perfrules.testing.sweep import sweep
from perfrules.testing.unit import Unit, described, simplest
from perfrules.testing.world import closed

LAWS: tuple[Law, ...] = (laws.inside, laws.totals, laws.defined, laws.remarked, order.monotone)
"""The laws of points, those first on which others rest: every edge could break them."""

SLOW: tuple[Law, ...] = (order.knowing_less, laws.quoted)
"""Laws of points that take long for rows that are unfolded anew each time: of such units only those that travel keep them too."""

TRAVELS: tuple[Law, ...] = (laws.compiled, journeys.repeated, journeys.reordered, journeys.pickled, journeys.documented)
"""The laws of frameworks and evidence as things that are kept, sent and written: hardly an edge could break them."""

EVERY = (5, 10)
"""Of how many units of a sweep one travels; of those that bring rows, tables or weights fewer do."""

EXAMPLES = (25, 10)
"""How many drawn units are tried where nothing else is said; fewer where they bring rows, tables or weights."""


@define
class BrokenLawError(AssertionError):
    """A law that does not hold: where, how, and in what the unit differs from the plain case."""

    framework: str
    law: str
    indicator: str
    sentence: str
    facts: tuple[str, ...]

    def __str__(self) -> str:
        lines = (f"{self.framework} / {self.indicator}: {self.sentence}", f"law `{self.law}`", *self.facts)
        return "\n    ".join(lines)


def check_framework(framework: Framework, readings: Iterable[Reading] = (), *, settings: Settings | None = None) -> None:
    """
    Hold every law against a framework; raises `BrokenLawError` for the first that is broken, `InvalidFrameworkError` before.

    `readings` are other ways to score it, such as `by_rules` of an author's own statement of the printed table; they and the
    kernel must agree with `evaluate`. Every edge is met from both sides; `settings` says how much is drawn beside that.
    """
    require_valid(framework)
    for law in (attainable, written_again):
        for breach in law(framework):
            raise _broken(law.__name__, Unit(framework, plain(framework)), breach)
    points = (*LAWS, *(laws.agreeing(reading) for reading in (by_kernel, *readings)))
    if not is_folded(framework):
        points = (*points, *SLOW)
    every = (*dict.fromkeys((*points, *SLOW)), *TRAVELS)
    for number, one in enumerate(sweep(framework)):
        _hold(points if number % EVERY[is_folded(framework)] else every, Unit(framework, one))
    _search(framework, every, settings)


def attainable(framework: Framework) -> Iterator[Breach]:
    """Every rule can give all its points, and its least, in every form in which nothing is missing."""
    for form in filter(is_whole, forms(framework)) if framework.is_scored else ():
        yield from _attainable(form)


def _attainable(form: Form) -> Iterator[Breach]:
    """The least of a target row is none that its framework says, and may be out of reach."""
    for one in closed(form.framework).indicators:
        if reaching(form.framework, one, "most") is None:
            yield Breach(one.id, f"nothing was found that gives all {written(one.weight)} points")
        is_said = one.id in {*form.declared.paths, TOTAL}
        if is_said and reaching(form.framework, one, "least") is None:
            yield Breach(one.id, f"nothing was found that gives only {written(one.least)} points")


def written_again(framework: Framework) -> Iterator[Breach]:
    """A framework that is written as a document is the same when it is read."""
    if framework_from(json.dumps(as_json(framework)), "framework.json") != framework:
        yield Breach(TOTAL, "the framework is another one after it was written and read")


def _search(framework: Framework, every: tuple[Law, ...], chosen: Settings | None) -> None:
    usual = Settings(max_examples=EXAMPLES[is_folded(framework)], derandomize=True, database=None) if chosen is None else chosen
    quiet = Settings(usual, deadline=None, report_multiple_bugs=False, suppress_health_check=list(HealthCheck))

    @quiet
    @given(evidence(framework))
    def hold(one: Evidence) -> None:
        _hold(every, Unit(framework, one))

    try:
        hold()
    except BrokenLawError as error:
        raise BrokenLawError(error.framework, error.law, error.indicator, error.sentence, error.facts) from None


def _hold(every: tuple[Law, ...], unit: Unit) -> None:
    for law in every:
        if breach := next(law(unit), None):
            least = simplest(unit, partial(_breaks, law, breach.id))
            raise _broken(law.__name__, least, next(one for one in law(least) if one.id == breach.id))


def _breaks(law: Law, id: str, unit: Unit) -> bool:
    return any(breach.id == id for breach in law(unit))


def _broken(law: str, unit: Unit, breach: Breach) -> BrokenLawError:
    name = f"{unit.framework.id} {unit.framework.edition}"
    return BrokenLawError(name, law, breach.id, breach.sentence, tuple(described(unit)))
