"""A framework is written as what its file holds."""

import json
from fractions import Fraction

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from perfrules.documents import as_json, framework_from
from perfrules.documents.rows import FIGURE, WEIGHT
from perfrules.domain import Domain, domain
from perfrules.formula import parse
from perfrules.formula.parse import parse_condition
from perfrules.formula.syntax import Condition, Definition, Formula
from perfrules.framework import (
    Alert,
    Band,
    Fact,
    Framework,
    Grade,
    RoundingNote,
    RowRules,
    Show,
    Sum,
    Table,
    Validity,
    Value,
)
from perfrules.frozen import Pairs
from perfrules.indicator import Branch, Calculated, Indicator, Interpretation, Judgeable, Rule, Slot, Source, Split, Unscored

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
conditions: st.SearchStrategy[Condition] = st.sampled_from(
    ["open", "not open and used <= -0.5", "output + 效益 >= 60", "late == none or 0 < used < 1"],
).map(parse_condition)
shares = st.integers(0, 99).map(lambda percent: Fraction(percent, 100))
groups = st.dictionaries(words, steps, max_size=2).map(Pairs.of)
splits = st.none() | st.builds(Split, st.integers(0, 4), st.sampled_from(["leave", "last"]))
slots = st.builds(Slot, st.just("standard"), groups, splits, st.none() | formulas)
leaves: st.SearchStrategy[Rule] = st.one_of(
    slots,
    st.builds(Calculated, formulas),
    st.builds(Judgeable, st.sampled_from(["any", "all_or_nothing"]), st.none() | formulas),
    st.builds(Judgeable, st.lists(numbers, min_size=1, max_size=3).map(tuple), st.none() | formulas),
)


def heavy(indicator: Indicator) -> Indicator:
    """An indicator that is open, or weighs no less than the groups of its slot."""
    if indicator.is_open:
        return evolve(indicator, weight=Fraction(0))
    groups = indicator.rule.groups.values() if isinstance(indicator.rule, Slot) else ()
    return evolve(indicator, weight=max(indicator.weight, sum(groups, Fraction(0)))) if groups else indicator


def indicators(rules: st.SearchStrategy[Rule]) -> st.SearchStrategy[Indicator]:
    """Indicators with these rules and everything else at random."""
    return st.builds(
        Indicator,
        id=ids,
        label=words,
        weight=numbers,
        is_open=st.booleans(),
        rule=rules,
        least=numbers,
        printed_weight=st.none() | numbers,
        printed_rule_points=st.none() | numbers,
        clause=words,
        source=st.none() | sources,
        evidence=words,
        core=st.booleans(),
        not_applicable=st.sampled_from(["refuse", "full", "zero", "leave_out"]),
        interpretations=interpretations,
    ).map(heavy)


def trees(rules: st.SearchStrategy[Rule]) -> st.SearchStrategy[tuple[Indicator, ...]]:
    """Lists of indicators of one or two levels, their leaves with these rules."""
    below = st.recursive(
        indicators(rules),
        lambda below: indicators(st.builds(Branch, st.lists(below, min_size=1, max_size=2).map(tuple), st.none() | formulas)),
        max_leaves=3,
    )
    return st.lists(below, min_size=1, max_size=2).map(tuple)


def figures(usual: Domain) -> st.SearchStrategy[Domain]:
    """What figures of rows can be, mostly what is usual."""
    of_a_kind = st.sampled_from([domain("count"), domain("rate", "", 4), domain("count", most=Fraction(9))])
    return st.one_of(st.just(usual), limits.map(lambda ends: domain("number", "", 2, *ends)), of_a_kind)


columns = st.lists(facts, min_size=1, max_size=2, unique_by=lambda fact: fact.id).map(tuple)
sums = st.lists(st.builds(Sum, st.sampled_from(["total_of_all", "合计数"]), formulas), max_size=1).map(tuple)
tables = st.builds(Table, st.sampled_from(["funds", "资金表"]), words, columns, sums, st.integers(1, 10**6))
bands = st.builds(lambda name, start: Band(name, start, Fraction(1)), words, shares)
musts = st.sampled_from(["at_least", "at_most", "equal", "between", "by_date"])
row_rules = st.builds(
    RowRules,
    id=st.just("standard"),
    formula=formulas,
    target=figures(FIGURE),
    actual=figures(FIGURE),
    weight=figures(WEIGHT),
    ratio=st.dictionaries(musts, formulas, max_size=2).map(Pairs.of),
    graded=st.lists(bands, max_size=2).map(tuple),
    columns=st.just(()) | columns,
    sums=sums,
    interpretations=interpretations,
)
frameworks = st.builds(
    Framework,
    id=st.from_regex(r"[a-z]{1,4}\.[a-z-]{1,4}[a-z]", fullmatch=True),
    edition=st.from_regex(r"20[0-9]{2}(版)?", fullmatch=True),
    title=words,
    points=numbers,
    indicators=trees(leaves),
    facts=st.lists(facts, max_size=2, unique_by=lambda fact: fact.id).map(tuple),
    values=st.lists(values, max_size=2, unique_by=lambda value: value.id).map(tuple),
    functions=st.lists(st.builds(Definition, st.sampled_from(["f", "四舍"]), st.just(("x", "y")), formulas), max_size=1).map(
        tuple
    ),
    grades=st.lists(st.builds(Grade, words, numbers, st.none() | conditions), max_size=2).map(tuple),
    decimals=st.integers(0, 6),
    total=st.none() | formulas,
    rounding=st.builds(RoundingNote, st.sampled_from(["printed", "inferred"]), words),
    valid=st.builds(Validity, st.none() | st.dates(), st.none() | st.dates()),
    source=sources,
    has_adjustable_weights=st.booleans(),
    adjustments=st.just(()) | trees(leaves),
    alerts=st.lists(st.builds(Alert, words, conditions, words), max_size=2).map(tuple),
    constraints=st.lists(conditions, max_size=2).map(tuple),
    relations=st.lists(conditions, max_size=2).map(tuple),
    tables=st.lists(tables, max_size=1).map(tuple),
    rows=row_rules.map(lambda rules: (rules,)),
)
unscored = st.builds(
    lambda framework, indicators: evolve(framework, points=Fraction(0), is_scored=False, indicators=indicators),
    frameworks,
    trees(leaves | st.just(Unscored())),
)


@given(frameworks | unscored)
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


def test_slots_and_row_rules_with_their_defaults_are_small() -> None:
    """
    A slot with its row rules alone is a text, and what rows usually are is not written.
    """
    rules = RowRules("standard", parse("weight"), FIGURE, FIGURE, WEIGHT)
    leaf = Indicator("one", "一", Fraction(0), Slot("standard"), is_open=True)
    table = Table("funds", "", (Fact("open", "公开", domain("flag")),))
    written = as_json(Framework("a.b", "2023", "题", Fraction(10), (leaf,), rows=(rules,), tables=(table,)))

    expected = {
        "rows": {"standard": {"formula": "weight"}},
        "tables": {"funds": {"columns": {"open": {"label": "公开", "kind": "flag"}}}},
        "indicators": [{"id": "one", "label": "一", "weight": "open", "slot": "standard"}],
    }
    assert expected == {key: written[key] for key in expected}
