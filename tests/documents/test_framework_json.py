"""A framework is written as what its file holds."""

import json
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from perfrules.documents import as_json, framework_from
from perfrules.domain import Domain, domain
from perfrules.formula import parse
from perfrules.formula.syntax import Definition, Formula
from perfrules.framework import Fact, Framework, Grade, RoundingNote, Show, Validity, Value
from perfrules.indicator import Branch, Calculated, Indicator, Interpretation, Judgeable, Rule, Source

ids = st.from_regex(r"[a-z][a-z0-9_]{2,5}_|[一-龟]{2}", fullmatch=True)
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=8)
numbers = st.builds(lambda scaled, decimals: Fraction(scaled, 10**decimals), st.integers(-(10**6), 10**6), st.integers(0, 4))
steps = numbers.filter(bool).map(abs)
formulas: st.SearchStrategy[Formula] = st.sampled_from(
    [
        "used / 2",
        "-1",
        "1 if used < -0.5 else cut(used, 0.01)",
        "min(weight, 支出 * (2 - 1))",
        "0 if open and not late == none else 1",
    ],
).map(parse)
limits = st.tuples(st.integers(0, 10**4), st.integers(10**4, 10**6)).map(
    lambda ends: (Fraction(ends[0], 100), Fraction(ends[1], 100))
)
days = st.dates().map(lambda day: Fraction(day.toordinal()))
interpretations = st.lists(st.builds(Interpretation, words, formulas), max_size=2).map(tuple)
sources = st.builds(Source, words, words, words, st.sampled_from(["printed", "referenced", "inferred", "assumed"]))
domains: st.SearchStrategy[Domain] = st.one_of(
    st.builds(lambda unit, ends: domain("amount", unit, 2, *ends), st.sampled_from(["元", "万元", "亿元"]), limits),
    st.builds(lambda ends: domain("number", "分", 2, *ends), limits),
    st.builds(lambda ends: domain("rate", "", 2, *ends), limits),
    st.sampled_from([domain("count", "人"), domain("flag"), domain("date"), domain("date", precision="month")]),
    st.builds(lambda least: domain("date", least=least), days),
    st.just(domain("choice", states=(("on_time", "按时"), ("none", "未公开")))),
)
facts = st.builds(Fact, ids, words, domains, words, st.sampled_from(["", "higher", "lower"]))
shows = st.none() | st.builds(Show, st.sampled_from(["cut", "half_up", "half_even"]), steps, st.booleans())
values = st.builds(Value, ids, words, formulas, shows, interpretations)
leaves: st.SearchStrategy[Rule] = st.one_of(
    st.builds(Calculated, formulas),
    st.builds(Judgeable, st.sampled_from(["any", "all_or_nothing"]), st.none() | formulas),
    st.builds(Judgeable, st.lists(numbers, min_size=1, max_size=3).map(tuple), st.none() | formulas),
)


def indicators(rules: st.SearchStrategy[Rule]) -> st.SearchStrategy[Indicator]:
    """Indicators with these rules and everything else at random."""
    return st.builds(
        Indicator,
        id=ids,
        label=words,
        weight=numbers,
        rule=rules,
        least=numbers,
        printed_weight=st.none() | numbers,
        printed_rule_points=st.none() | numbers,
        clause=words,
        source=st.none() | sources,
        evidence=words,
        core=st.booleans(),
        not_applicable=st.sampled_from(["refuse", "full", "zero"]),
        interpretations=interpretations,
    )


tables = st.lists(
    st.recursive(
        indicators(leaves),
        lambda below: indicators(st.builds(Branch, st.lists(below, min_size=1, max_size=2).map(tuple), st.none() | formulas)),
        max_leaves=3,
    ),
    min_size=1,
    max_size=2,
).map(tuple)
frameworks = st.builds(
    Framework,
    id=st.from_regex(r"[a-z]{1,4}\.[a-z-]{1,4}[a-z]", fullmatch=True),
    edition=st.from_regex(r"20[0-9]{2}(版)?", fullmatch=True),
    title=words,
    points=numbers,
    indicators=tables,
    facts=st.lists(facts, max_size=2, unique_by=lambda fact: fact.id).map(tuple),
    values=st.lists(values, max_size=2, unique_by=lambda value: value.id).map(tuple),
    functions=st.lists(st.builds(Definition, st.sampled_from(["f", "四舍"]), st.just(("x", "y")), formulas), max_size=1).map(
        tuple
    ),
    grades=st.lists(st.builds(Grade, words, numbers), max_size=2).map(tuple),
    decimals=st.integers(0, 6),
    total=st.none() | formulas,
    rounding=st.builds(RoundingNote, st.sampled_from(["printed", "inferred"]), words),
    valid=st.builds(Validity, st.none() | st.dates(), st.none() | st.dates()),
    source=sources,
)


@given(frameworks)
def test_a_framework_that_was_written_is_read_again(framework: Framework) -> None:
    """
    A framework survives the way through JSON: everything that it says is written, and nothing else.
    """
    written = json.dumps(as_json(framework), ensure_ascii=False)

    assert framework == framework_from(written, "framework.json")


def test_what_has_its_default_is_not_written() -> None:
    """
    A small framework stays a small file.
    """
    leaf = Indicator("one", "一", Fraction(10), Judgeable("any"))
    framework = Framework("a.b", "2023", "题", Fraction(10), (leaf,), facts=(Fact("open", "公开", domain("flag")),))

    expected = {
        "perfrules": "1",
        "id": "a.b",
        "edition": "2023",
        "title": "题",
        "source": {"basis": "printed"},
        "points": {"total": "10", "decimals": "2"},
        "facts": {"open": {"label": "公开", "kind": "flag"}},
        "indicators": [{"id": "one", "label": "一", "weight": "10", "judged": "any"}],
    }
    assert expected == as_json(framework)
