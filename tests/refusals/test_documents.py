"""What is no document, no framework and no case, with the exact message."""

from datetime import date

import pytest

from perfrules.documents import case_from, framework_from
from perfrules.errors import EditionError, InvalidDocumentError, UnknownFrameworkError
from perfrules.framework import Framework

LETTERS = "letters, digits, `_` and Chinese characters were expected, no digit first"
FUNCTION = "a function is declared as `name(x)` or `name(x, y)`"
FORMULA = "f.yaml:10:29: values/rate/formula"
STEPS = "{below: 1, above: 0, points: 1}, {points: 1}, {else: 0, below: 1, points: 1}, {else: 0, points: 1}"
QUOTE = "put texts with `: `, ` #`, `,`, `[`, `{`, `@`, `%`, `` ` ``, `*`, `&` or `!` in quotes"
NO_VALUE = 'has no value; write one, or delete the key; an empty text is `""`'
INLINE = "has no value; inside `{…}` a comma, `: `, `?` or ` #` ends a text: put the whole text in quotes"

HEAD = 'perfrules: 1\nid: a.b\nedition: "2023"\ntitle: 题\npoints: {total: 10}\n'
LEAF = "indicators:\n  - id: one\n    label: 一\n    weight: 10\n"
WHOLE = (
    HEAD
    + "facts:\n  used: {label: 支出, kind: amount, unit: 万元}\n  open: {label: 公开, kind: flag}\n"
    + "values:\n  rate: {label: 率, formula: used / 2, interpretations: [{name: 另, formula: used}]}\n"
    + LEAF
    + "    judged: any\n"
)
CASE = "framework: a.b\nsubject: 单位\nperiod: '2023'\n"


def find(id: str, edition: str | None, on: date | None) -> Framework:
    """The one framework that there is."""
    if id == "several":
        raise EditionError(id, str(on or edition), ("2022", "2023"))
    if id == "twice":
        raise EditionError(id, "", ("2023", "2024"))
    if id != "a.b":
        raise UnknownFrameworkError(id, ("a.b",))
    return framework_from(WHOLE, "whole.yaml")


def framework_refusals(text: str, name: str = "f.yaml") -> list[str]:
    """The problems of a text as a framework."""
    with pytest.raises(InvalidDocumentError) as caught:
        framework_from(text, name)
    return [str(problem) for problem in caught.value.problems]


def case_refusals(text: str) -> list[str]:
    """The problems of a text as a case."""
    with pytest.raises(InvalidDocumentError) as caught:
        case_from(text, "c.yaml", find)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["f.yaml: the document is empty"]),
        (" \n\t\n", ["f.yaml: the document is empty"]),
        ("# 注\n", ["f.yaml: the document is empty"]),
        ("~\n", ["f.yaml: the document is empty"]),
        ("x" * 8388609, ["f.yaml: the document is longer than 8388608 characters"]),
        ("a: \ud800", ["f.yaml:1:1: the text has half a character (U+D800)"]),
        ("- a\n", ["f.yaml:1:1: the document is no mapping: `key: value` is expected on its first line"]),
        ("a: 1\n---\nb: 1\n", ["f.yaml:2:1: a second document starts here; a file holds one"]),
        ("a: 中\x07", ["f.yaml:1:5: the text has a control character (U+0007)"]),
        ("a: b: c", [f"f.yaml:1:5: a `: ` stands inside a text, or the indentation is wrong; {QUOTE}"]),
        ("a: %x", [f"f.yaml:1:4: a text cannot start like this; {QUOTE}"]),
        ("a:\n\tb: 1", ["f.yaml:2:1: lines are indented with spaces, not with tabs"]),
        ("标题：甲\nb: 1\n", ["f.yaml:1:3: a key ends with `: `, not with the full-width `：`"]),
        ("b: 1\n标题：甲\n", ["f.yaml:2:3: a key ends with `: `, not with the full-width `：`"]),
        ("# 注：无\nframework： x\n", ["f.yaml:2:10: a key ends with `: `, not with the full-width `：`"]),
        ("一段话\n", ["f.yaml:1:1: the document is no mapping: `key: value` is expected on its first line"]),
        ("'标题：甲'\n", ["f.yaml:1:1: the document is no mapping: `key: value` is expected on its first line"]),
        ("a: {label: b: c}", [f"f.yaml:1:13: a `,` or a `}}` is expected here; {QUOTE}"]),
        ("a: {b: c #d}\n", [f"f.yaml:2:1: a `,` or a `}}` is expected here; {QUOTE}"]),
        ("a: [1\n", [f"f.yaml:2:1: a `,` or a `]` is expected here; {QUOTE}"]),
        ('a: "x" y', [f"f.yaml:1:8: a key is expected: something follows a complete text, or the indentation is wrong; {QUOTE}"]),
        ("a: 'x", ["f.yaml:1:6: a quoted text is never closed"]),
        ("%YAML 2.0\n---\na: 1", ["f.yaml:1:1: this is no YAML: found incompatible YAML document"]),
        ("a:\n" + "- " * 64, ["f.yaml:2:127: lists and mappings stand at most 64 deep in one another"]),
        ("[" + "1," * 50_000, ["f.yaml:1:100000: a document has at most 50000 texts, lists and mappings"]),
        (
            "a: 1\na: 2\nb: ]",
            [
                "f.yaml:2:1: a: key `a` stands here again; it already stands in line 1",
                f"f.yaml:3:4: a value is expected here; {QUOTE}",
            ],
        ),
        ("a: {b: {c: [", [f"f.yaml:2:1: a value is expected here; {QUOTE}"]),
    ],
)
def test_a_text_that_is_no_yaml_is_refused_with_its_place(text: str, expected: list[str]) -> None:
    """
    What ends the reading of YAML is said in words, after what was wrong before it.
    """
    assert expected == framework_refusals(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a" 1}', "f.json:1:6: a `:` is expected behind the key, not `1`"),
        ('{"a": 1,}', "f.json:1:9: a key in double quotes is expected, not `}`; the comma before it is one too many"),
        ('{"a": [1,\n]}', "f.json:2:1: a value is expected, not `]`; the comma before it is one too many"),
        ('{"a": [1,,2]}', "f.json:1:10: a value is expected, not `,`"),
        ("{,}", "f.json:1:2: a key in double quotes is expected, not `,`"),
        ('{\r\n\n"a": [1 2]}', "f.json:3:9: a `,` or a `]` is expected, not `2`"),
        ('{"a": 1', "f.json:1:8: a `,` or a `}` is expected, not `the end of the file`"),
        ('{"a": 01}', "f.json:1:7: a value is expected, not `01`"),
        ('{"a": tru}', "f.json:1:7: a value is expected, not `tru`"),
        ('{"a": "\t"}', "f.json:1:8: this is no text of JSON: invalid control character"),
        ('{"a": "x', "f.json:1:7: this is no text of JSON: unterminated string starting"),
        ('{"a": 1} x', "f.json:1:10: the document has ended, and `x` follows"),
        ('["a"]', "f.json:1:1: the document is no mapping: `key: value` is expected on its first line"),
        ("null", "f.json: the document is empty"),
        ("[" * 65, "f.json:1:65: lists and mappings stand at most 64 deep in one another"),
        ("[" + "1," * 50_000, "f.json:1:100000: a document has at most 50000 texts, lists and mappings"),
    ],
)
def test_a_text_that_is_no_json_is_refused_with_its_place(text: str, expected: str) -> None:
    """
    The first thing that is no JSON is named with line and column.
    """
    assert [expected] == framework_refusals(text, "f.json")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x 1", "f.yaml:1:4: a: `&x` names a part for repetition; delete it, or put a text in quotes"),
        ("a: *x", "f.yaml:1:4: a: `*x` repeats another part; write that part out, or put a text in quotes"),
        ("a: !!int 1", "f.yaml:1:4: a: the tag `tag:yaml.org,2002:int` is not allowed; delete it, or put a text in quotes"),
        ("a: 1\na: 2", "f.yaml:2:1: a: key `a` stands here again; it already stands in line 1"),
        ("a:\n", f"f.yaml:1:1: a: key `a` {NO_VALUE}"),
        ("a: null", f"f.yaml:1:1: a: key `a` {NO_VALUE}"),
        ("a: {b: 1,234.50 万元}", f"f.yaml:1:10: a/234.50 万元: key `234.50 万元` {INLINE}"),
        ("a: {b:1}", "f.yaml:1:5: a/b:1: key `b:1` has no value; a colon needs a space behind it"),
        ("a: {'b:1'}", f"f.yaml:1:5: a/b:1: key `b:1` {INLINE}"),
        ("a: {b：1}", "f.yaml:1:5: a/b：1: key `b：1` has no value; a key ends with `: `, not with the full-width `：`"),
        ("a: {'b：1'}", f"f.yaml:1:5: a/b：1: key `b：1` {INLINE}"),
        ("a:\n-\n", "f.yaml:2:2: a: item 1 of this list has no value"),
        ('a: "\\0"', "f.yaml:1:4: a: the text has a control character (U+0000)"),
        ('"\\a": 1', "f.yaml:1:1: \ufffd: the text has a control character (U+0007)"),
        ("? [a]\n: 1", "f.yaml:1:3: ?: a list or a mapping stands where a key is expected"),
    ],
)
def test_yaml_that_could_mean_something_else_is_refused(text: str, expected: str) -> None:
    """
    Anchors, aliases, tags, keys written twice, keys without a value and the comma trap are problems of their own.
    """
    assert expected in framework_refusals(text)


def test_json_has_the_same_problems() -> None:
    """
    Keys written twice, null, numbers that are none and half characters are found in JSON, all of them.
    """
    found = framework_refusals('{"a": [1, null], "a": 2, "b": null, "c": -Infinity, "d": "\\ud800", "e": true}', "f.json")

    expected = [
        "f.json:1:11: a: item 2 of this list has no value",
        "f.json:1:18: a: key `a` stands here again; it already stands in line 1",
        f"f.json:1:26: b: key `b` {NO_VALUE}",
        "f.json:1:42: c: `-Infinity` is no number",
        "f.json:1:58: d: the text has a control character (U+D800)",
    ]
    assert expected == [message for message in found if " unknown key " not in message and "is missing" not in message]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD, ["f.yaml:1:1: key `indicators` is missing"]),
        (HEAD + "indicators: []\n", ["f.yaml:6:13: indicators: `indicators` has at least one item"]),
        (HEAD + "indicators: x\n", ["f.yaml:6:13: indicators: a list is expected here, not a text"]),
        (HEAD + "indicators: [x]\n", ["f.yaml:6:14: indicators/1: a mapping is expected here, not a text"]),
        (
            HEAD + LEAF + "    judged: any\nfacts:\n  used：支出\n",
            ["f.yaml:12:3: facts: a mapping is expected here, not a text; a key ends with `: `, not with the full-width `：`"],
        ),
        (CASE, ["f.yaml:1:1: framework: this is a case, not a framework; `perfrules score` takes it"]),
        (WHOLE + "Facts: {}\n", ["f.yaml:16:1: Facts: unknown key `Facts`; did you mean `facts`?"]),
        (
            WHOLE.replace("label: 一", "la\u200bbel: 一"),
            [
                (
                    "f.yaml:13:5: indicators/one/la\ufffdbel: unknown key `la\ufffdbel`; "
                    "it holds an invisible character (U+200B); did you mean `label`?"
                ),
            ],
        ),
        (
            WHOLE.replace("label: 一", "lаbel: 一"),
            [
                (
                    "f.yaml:13:5: indicators/one/lаbel: unknown key `lаbel`; "
                    "its `а` is no ordinary letter (cyrillic small letter a); did you mean `label`?"
                ),
            ],
        ),
        (
            WHOLE.replace("total: 10", "total: ''"),
            ["f.yaml:5:17: points/total: an empty text stands here"],
        ),
        (WHOLE + "facs: {}\n", ["f.yaml:16:1: facs: unknown key `facs`; did you mean `facts`?"]),
        (
            WHOLE.replace("label: 一", "lable: 一"),
            ["f.yaml:13:5: indicators/one/lable: unknown key `lable`; did you mean `label`?"],
        ),
        (
            WHOLE.replace("total: 10", "total: 10, zzzzz: 1"),
            ["f.yaml:5:21: points/zzzzz: unknown key `zzzzz`; expected one of `total`, `decimals`, `rounding`"],
        ),
        (WHOLE.replace("total: 10", "total: [10]"), ["f.yaml:5:17: points/total: a text is expected here, not a list"]),
        (
            WHOLE.replace("total: 10", "total: 十"),
            ["f.yaml:5:17: points/total: `十` is written in Chinese numerals, digits were expected"],
        ),
        (
            WHOLE.replace("total: 10", "total: 10, decimals: 1.5"),
            ["f.yaml:5:31: points/decimals: `1.5` is no number of decimals, 0 to 40 was expected"],
        ),
        (
            WHOLE.replace("total: 10", "total: 10, decimals: 41"),
            ["f.yaml:5:31: points/decimals: `41` is no number of decimals, 0 to 40 was expected"],
        ),
        (
            WHOLE.replace("perfrules: 1", "perfrules: one"),
            ["f.yaml:1:12: perfrules: `one` is no whole number from 0 to 999"],
        ),
        (
            WHOLE.replace("perfrules: 1", "perfrules: 2"),
            ["f.yaml:1:12: perfrules: format 2 is not known; this version reads format 1"],
        ),
        (
            WHOLE.replace("a.b", "a/b"),
            ["f.yaml:2:5: id: `a/b` is no id of a framework, one such as `shenzhen.department` was expected"],
        ),
        (WHOLE.replace('"2023"', '"a@b"'), ["f.yaml:3:10: edition: `a@b` is no edition, one such as `2023` was expected"]),
        (WHOLE + "valid: {from: 2023-02-30}\n", ["f.yaml:16:15: valid/from: `2023-02-30` is not in the calendar"]),
        (
            WHOLE + "source: {basis: printd}\n",
            ["f.yaml:16:17: source/basis: `printd` is not known here; did you mean `printed`?"],
        ),
        (
            WHOLE.replace("id: one", "id: 1st"),
            [f"f.yaml:12:9: indicators/1st/id: `1st` is no id: {LETTERS}"],
        ),
        (
            WHOLE.replace("  used:", "  us\u200bed:"),
            [f"f.yaml:7:3: facts/us\ufffded: `us\ufffded` is no id: {LETTERS}; it holds an invisible character (U+200B)"],
        ),
        (
            WHOLE.replace("  used:", "  (used):"),
            [f"f.yaml:7:3: facts/(used): `(used)` is no id: {LETTERS}"],
        ),
        (
            WHOLE.replace("unit: 万元", "unit: 人"),
            ["f.yaml:7:9: facts/used: a fact of kind `amount` needs a unit, one of 元, 万元, 亿元"],
        ),
        (
            WHOLE.replace("unit: 万元", "at_least: 0.01 万元"),
            ["f.yaml:7:9: facts/used: a fact of kind `amount` needs a unit, one of 元, 万元, 亿元"],
        ),
        (
            WHOLE.replace("unit: 万元", "unit: 万元, at_most: 20%"),
            ["f.yaml:7:54: facts/used/at_most: `20%` is a percentage, an amount in 万元 was expected"],
        ),
        (
            WHOLE.replace("kind: flag", "kind: choice, states: {1a: x}"),
            [f"f.yaml:8:44: facts/open/states/1a: `1a` is no id: {LETTERS}"],
        ),
        (
            WHOLE.replace("formula: used / 2", "formula: used / (2"),
            ["f.yaml:10:29: values/rate/formula: this bracket is never closed\n    used / (2\n           ^"],
        ),
        (
            WHOLE.replace("formula: used / 2", "formula: used, show: up(1)"),
            [
                (
                    "f.yaml:10:41: values/rate/show: `up(1)` is no way to print a value, "
                    "one such as `half_up(0.01%)` or `cut(1)` was expected"
                ),
            ],
        ),
        (
            WHOLE.replace("formula: used / 2", "formula: used, show: cut(0)"),
            ["f.yaml:10:41: values/rate/show: a step is greater than 0"],
        ),
        (
            WHOLE.replace("formula: used / 2", "formula: used, show: cut(0..1)"),
            ["f.yaml:10:41: values/rate/show: `0..1` holds two numbers, one was expected"],
        ),
        (
            WHOLE + "functions: {f: x}\n",
            [f"f.yaml:16:13: functions/f: {FUNCTION}, with different names as parameters"],
        ),
        (
            WHOLE + "functions: {'f(x, x)': x}\n",
            [f"f.yaml:16:13: functions/f(x, x): {FUNCTION}, with different names as parameters"],
        ),
        (
            WHOLE + "functions: {'f(x': x}\n",
            [
                (
                    "f.yaml:16:13: functions/f(x: a function is declared as `name(x)` or `name(x, y)`: "
                    "this bracket is never closed\n    f(x\n     ^"
                ),
            ],
        ),
    ],
)
def test_a_wrong_key_of_a_framework_is_refused_with_its_path(text: str, expected: list[str]) -> None:
    """
    Each wrong key is named with place and path, with what was expected or near.
    """
    assert expected == framework_refusals(text)


RULES = "an indicator has one of `children`, `formula`, `bands`, `met`, `judged`, `slot`; this one has"
TOO_LARGE = "written out as one formula this is too large: a formula has at most 200 operators; use `values` for parts"
STEP = "a step of bands has `points` and one of `below`, `at_most`, `at_least`, `above`"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("", [f"f.yaml:7:5: indicators/one: {RULES} none"]),
        ("formula: 1\n    met: used", [f"f.yaml:7:5: indicators/one: {RULES} `formula` and `met`"]),
        ("judged: any\n    met: used", [f"f.yaml:7:5: indicators/one: {RULES} `met` and `judged`"]),
        (
            "judged: any\n    slot: x\nrows: {x: {formula: weight}}",
            [f"f.yaml:7:5: indicators/one: {RULES} `judged` and `slot`"],
        ),
        ("formulla: 1", ["f.yaml:10:5: indicators/one/formulla: unknown key `formulla`; did you mean `formula`?"]),
        ("formula:", [f"f.yaml:10:5: indicators/one/formula: key `formula` {NO_VALUE}"]),
        ("children: []", ["f.yaml:10:15: indicators/one: `children` has at least one item"]),
        ("judged: []", ["f.yaml:10:13: indicators/one/judged: `judged` has at least one item"]),
        (
            "judged: all",
            ["f.yaml:10:13: indicators/one/judged: `all` is not known here; expected one of `any`, `all_or_nothing`"],
        ),
        ("judged: {a: 1}", ["f.yaml:10:13: indicators/one/judged: a text is expected here, not a mapping"]),
        ("judged: [1, x]", ["f.yaml:10:17: indicators/one/judged/2: `x` is no number"]),
        (
            "met: used + 1",
            [
                (
                    "f.yaml:10:10: indicators/one/met: a number stands where a condition is needed; compare it with something\n"
                    "    used + 1\n    ^^^^^^^^"
                ),
            ],
        ),
        (
            "core: maybe\n    judged: any",
            ["f.yaml:10:11: indicators/one/core: `maybe` is no flag, 是 or 否 (yes or no, true or false) was expected"],
        ),
        (
            "bands: {of: x, steps: []}",
            ["f.yaml:10:27: indicators/one/bands/steps: bands have steps, and the last one has `else` alone"],
        ),
        (
            "bands: {of: x, steps: [{below: 1, points: 1}]}",
            ["f.yaml:10:28: indicators/one/bands/steps/1: the last step of bands has `else` alone"],
        ),
        (
            f"bands: {{of: x, steps: [{'{below: 1, points: 1}, ' * 100}{{else: 0}}]}}",
            ["f.yaml:10:27: indicators/one/bands/steps: bands have at most 100 steps"],
        ),
        (
            f"bands: {{of: x, steps: [{'{below: 1, points: 1}, ' * 67}{{else: 0}}]}}",
            [f"f.yaml:10:12: indicators/one/bands: {TOO_LARGE}"],
        ),
        (f"met: {' and '.join('u' * 200)}", [f"f.yaml:10:10: indicators/one/met: {TOO_LARGE}"]),
        (
            f"bands: {{of: x, steps: [{STEPS}]}}",
            [
                f"f.yaml:10:28: indicators/one/bands/steps/1: {STEP}",
                f"f.yaml:10:61: indicators/one/bands/steps/2: {STEP}",
                f"f.yaml:10:74: indicators/one/bands/steps/3: {STEP}",
                "f.yaml:10:106: indicators/one/bands/steps/4: the last step of bands has `else` alone",
            ],
        ),
    ],
)
def test_an_indicator_has_exactly_one_rule(rule: str, expected: list[str]) -> None:
    """
    No rule, two rules and a rule that is written wrongly are refused.
    """
    assert expected == framework_refusals(f"{HEAD}{LEAF}    {rule}\n")


BROKEN_OFF = "the formula breaks off or has two things side by side here; is an operator missing?"
ROWS = "rows:\n  standard:\n    formula: weight\n"
TABLE = "tables:\n  funds:\n    columns: {area: {label: 面积, kind: count, unit: 亩}}\n"


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("graded: [{name: 好, from: 90%, to: 80%}]", "graded/1: the band starts at 90% and ends below that, at 80%"),
        (
            "graded: [{name: 好, from: 80%, to: 80%}]",
            "graded/1: the band is empty: its end, 80%, does not belong to it, only 100% would",
        ),
        (
            "graded: [{name: 好, from: 80, to: 100}]",
            "graded/1: a band holds shares of the weight, 0% to 100%, and this one ends at 10000%",
        ),
        ("graded: [{name: 好, from: -1, to: 1}]", "graded/1/from: `-1` lies below 0"),
        ("graded: [{name: 好, to: 1}]", "graded/1: key `from` is missing"),
        ("ratio: {at_lest: weight}", "ratio/at_lest: unknown key `at_lest`; did you mean `at_least` or `at_most`?"),
        (
            "ratio: {graded: weight}",
            ("ratio/graded: unknown key `graded`; expected one of `at_least`, `at_most`, `equal`, `between`, `by_date`"),
        ),
        (
            "target: {unit: 次}",
            "target/unit: unknown key `unit`; expected one of `kind`, `decimals`, `at_least`, `at_most`",
        ),
        ("target: {kind: amount}", "target/kind: `amount` is not known here; did you mean `count`?"),
        (
            "weight: {at_least: 200}",
            "weight: a figure of kind `number` has `at_least` 200 above `at_most` 100",
        ),
        (
            "actual: {decimals: 2, at_most: 0.001}",
            "actual: a figure of kind `number` has the limit 0.001, which has more than 2 decimals",
        ),
        ("actual: {at_most: 90%}", "actual/at_most: `90%` is a percentage, a number was expected"),
        (
            "columns: {weight: {label: 数, kind: flag}}",
            "columns/weight: `weight` is a key of every target row and cannot name a column",
        ),
        (
            "columns: {area: {label: 数, kind: flag}}\n    sums: {area: 1}",
            "sums/area: `area` already names a column",
        ),
        ("target: 5", "target: a mapping is expected here, not a text"),
    ],
)
def test_row_rules_are_refused_with_the_reason(part: str, expected: str) -> None:
    """
    Bands, words of `must`, figures, columns and sums of row rules are named where they are wrong.
    """
    found = framework_refusals(f"{HEAD}{ROWS}    {part}\n{LEAF}    slot: standard\n")

    assert [f"rows/standard/{expected}"] == [message.partition(": ")[2] for message in found]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("sums: {area: area}", "sums/area: `area` already names a column"),
        ("sums: {all: area +}", f"sums/all: {BROKEN_OFF}\n    area +\n         ^"),
        ("rows_at_most: 0", "rows_at_most: `0` is no number of rows, 1 to 1000000 was expected"),
        ("rows_at_most: 1000001", "rows_at_most: `1000001` is no number of rows, 1 to 1000000 was expected"),
        ("rows_at_most: 很多", "rows_at_most: `很多` is no number of rows, 1 to 1000000 was expected"),
        ("colums: {}", "colums: unknown key `colums`; did you mean `columns` or `sums`?"),
    ],
)
def test_tables_are_refused_with_the_reason(part: str, expected: str) -> None:
    """
    Sums and the number of rows of a table are named where they are wrong.
    """
    found = framework_refusals(f"{HEAD}{TABLE}    {part}\n{LEAF}    judged: any\n")

    assert [f"tables/funds/{expected}"] == [message.partition(": ")[2] for message in found]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("{label: 资金}", ["f.yaml:6:17: tables/funds: key `columns` is missing"]),
        ("{columns: {}}", ["f.yaml:6:27: tables/funds/columns: a table has at least one column"]),
    ],
)
def test_a_table_has_columns(table: str, expected: list[str]) -> None:
    """
    A table without columns is none.
    """
    assert expected == framework_refusals(f"{HEAD}tables: {{funds: {table}}}\n{LEAF}    judged: any\n")


@pytest.mark.parametrize(
    ("weight", "slot", "expected"),
    [
        ("10", "standrad", "11:11: indicators/one/slot: the framework has no row rules `standrad`; did you mean `standard`?"),
        (
            "10",
            "{rules: standrad}",
            "11:19: indicators/one/slot/rules: the framework has no row rules `standrad`; did you mean `standard`?",
        ),
        ("10", "{groups: {甲: 4}}", "11:11: indicators/one/slot: key `rules` is missing"),
        ("10", "{rules: standard, groups: {甲: 12}}", "11:11: indicators/one/slot: the groups weigh 12, the slot weighs 10"),
        (
            "10",
            "{rules: standard, groups: {甲: 6, 乙: 5.5}}",
            "11:11: indicators/one/slot: the groups weigh 6 + 5.5 = 11.5, the slot weighs 10",
        ),
        ("10", "{rules: standard, groups: {甲: -6}}", "11:41: indicators/one/slot/groups/甲: `-6` lies below 0"),
        (
            "10",
            "{rules: standard, split: {remainder: frist}}",
            "11:48: indicators/one/slot/split/remainder: `frist` is not known here; expected one of `leave`, `last`",
        ),
        ("opne", "standard", "10:13: indicators/one/weight: `opne` is no number; did you mean `open`?"),
        ("x", "standard", "10:13: indicators/one/weight: `x` is no number"),
    ],
)
def test_slots_and_open_weights_are_refused_with_the_reason(weight: str, slot: str, expected: str) -> None:
    """
    Row rules that there are not, groups that weigh too much and words that are near a known one are named.
    """
    leaf = LEAF.replace("weight: 10", f"weight: {weight}")
    found = framework_refusals(f"{HEAD}rows: {{standard: {{formula: weight}}}}\n{leaf}    slot: {slot}\n")

    assert [f"f.yaml:{expected}"] == found


def test_an_open_slot_has_groups_of_any_weight() -> None:
    """
    Where the weight of a slot stands elsewhere, its groups cannot be compared with it.
    """
    leaf = LEAF.replace("weight: 10", "weight: open")
    text = f"{HEAD}rows: {{standard: {{formula: weight}}}}\n{leaf}    slot: {{rules: standard, groups: {{甲: 60}}}}\n"

    assert framework_from(text, "f.yaml").indicators[0].is_open


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("points: {total: non}", "points/total: `non` is no number; did you mean `none`?"),
        ("points: {total: 10}\nweights: fxed", "weights: `fxed` is not known here; did you mean `fixed`?"),
        ("points: {total: 10}\nalerts: [{name: 红}]", "alerts/1: key `when` is missing"),
        (
            "points: {total: 10}\nconstraints: [a + b]",
            ("constraints/1: a number stands where a condition is needed; compare it with something\n    a + b\n    ^^^^^"),
        ),
        ("points: {total: 10}\nrelations: [a ==]", f"relations/1: {BROKEN_OFF}\n    a ==\n      ^^"),
        ("points: {total: 10}\nadjustments: [{id: x, label: 一}]", "adjustments/x: key `weight` is missing"),
    ],
)
def test_what_surrounds_the_indicators_is_refused_with_the_reason(part: str, expected: str) -> None:
    """
    Words, alerts, conditions and adjustments are named where they are wrong.
    """
    found = framework_refusals(f"{HEAD.replace('points: {total: 10}', part)}{LEAF}    judged: any\n")

    assert expected == found[0].partition(": ")[2]


def test_every_problem_of_a_framework_comes_at_once() -> None:
    """
    Problems of keys, numbers, formulas and of YAML itself stand in one list, in the order of the file.
    """
    text = (
        WHOLE.replace("total: 10", "total: 1,000")
        .replace("kind: amount", "kind: amout")
        .replace("used / 2", "used ** 2")
        .replace("weight: 10", "weight: 10 分钟")
    )

    expected = [
        f"f.yaml:5:19: points/000: key `000` {INLINE}",
        "f.yaml:7:27: facts/used/kind: `amout` is not known here; did you mean `amount` or `count`?",
        (
            f"{FORMULA}: `**` is no part of the language; powers are no part of the language; write a product\n"
            "    used ** 2\n         ^^"
        ),
        "f.yaml:14:13: indicators/one/weight: `10 分钟` carries the unit `分钟`, a number without a unit was expected",
    ]
    assert expected == framework_refusals(text)


def test_reading_stops_after_many_problems() -> None:
    """
    A document that is wrong everywhere is not reported to its end.
    """
    text = WHOLE + "grades: [" + "{name: 优, at_least: x}," * 1000 + "]\n"

    assert 200 == len(framework_refusals(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("framework: a.b\n", ["c.yaml:1:1: key `subject` is missing", "c.yaml:1:1: key `period` is missing"]),
        (CASE + "zeug: []\n", ["c.yaml:4:1: zeug: unknown key `zeug`; expected one of"]),
        (CASE.replace("a.b", "a.c"), ["c.yaml:1:12: framework: no framework `a.c` is installed; did you mean `a.b`?"]),
        (
            CASE.replace("a.b", "several"),
            [
                (
                    "c.yaml:3:9: period: no edition of framework `several` is in force on 2023-12-31, "
                    "the last day of `2023`; it has `2022`, `2023`"
                ),
            ],
        ),
        (
            CASE.replace("a.b", "several") + "edition: 2021\n",
            ["c.yaml:4:10: edition: framework `several` has no edition for `2021`; it has `2022`, `2023`"],
        ),
        (
            CASE.replace("a.b", "twice"),
            ["c.yaml:1:12: framework: framework `twice` has several editions; choose one of `2023`, `2024`"],
        ),
        (WHOLE, ["c.yaml:1:1: perfrules: this is a framework, not a case; `perfrules check` takes it"]),
        (CASE + "facts: {used: ''}\n", ["c.yaml:4:15: facts/used: an empty text stands here"]),
        (CASE + "facts: {used: ' '}\n", ["c.yaml:4:15: facts/used: an empty text stands here"]),
        (CASE + "facts: {Used: 5}\n", ["c.yaml:4:9: facts/Used: the framework has no `Used` here; did you mean `used`?"]),
        (
            CASE + "facts: {us\u00aded: 5}\n",
            [
                (
                    "c.yaml:4:9: facts/us\ufffded: the framework has no `us\ufffded` here; "
                    "it holds an invisible character (U+00AD); did you mean `used`?"
                ),
            ],
        ),
        (
            CASE.replace("'2023'", "今年"),
            ["c.yaml:3:9: period: `今年` is no period, one such as `2023`, `2023-06` or `2023-01-01/2023-12-31` was expected"],
        ),
        (CASE.replace("'2023'", "2023-12-31/2023-01-01"), ["c.yaml:3:9: period: `2023-12-31/2023-01-01` ends before it starts"]),
        (CASE + "facts: {usd: 5}\n", ["c.yaml:4:9: facts/usd: the framework has no `usd` here; did you mean `used`?"]),
        (CASE + "facts: {used: 5%}\n", ["c.yaml:4:15: facts/used: `5%` is a percentage, an amount in 万元 was expected"]),
        (CASE + "facts: {used: {where: 页1}}\n", ["c.yaml:4:15: facts/used: key `value` is missing"]),
        (CASE + "facts: [1]\n", ["c.yaml:4:8: facts: a mapping is expected here, not a list"]),
        (CASE + "facts: {used: }\n", [f"c.yaml:4:9: facts/used: key `used` {INLINE}"]),
        (
            CASE + "values: {rate: 5 人}\n",
            ["c.yaml:4:16: values/rate: `5 人` carries the unit `人`, an amount in 万元 was expected"],
        ),
        (CASE + "judged: {one: {points: 5, by: 甲}}\n", ["c.yaml:4:15: judged/one: key `reason` is missing"]),
        (
            CASE + "printed: {scores: {two: 5}}\n",
            ["c.yaml:4:20: printed/scores/two: the framework has no `two` here; expected one of `one`"],
        ),
        (
            CASE + "interpretations: {rate: 别}\n",
            ["c.yaml:4:25: interpretations/rate: `别` is not known here; expected one of `另`"],
        ),
        (
            CASE + "interpretations: {one: 别}\n",
            ["c.yaml:4:19: interpretations/one: `one` has no other interpretations"],
        ),
        (
            CASE + "interpretations: {rat: 别}\n",
            ["c.yaml:4:19: interpretations/rat: the framework has no `rat` here; did you mean `rate`?"],
        ),
        (
            CASE + "interpretations: {ones: 别}\n",
            ["c.yaml:4:19: interpretations/ones: the framework has no `ones` here; expected one of `rate`"],
        ),
    ],
)
def test_a_wrong_key_of_a_case_is_refused_with_its_path(text: str, expected: list[str]) -> None:
    """
    A case is checked for its keys, and for the ids, units and interpretations of its framework.
    """
    found = case_refusals(text)

    assert expected == [message[: len(start)] for message, start in zip(found, expected, strict=True)]


def test_a_required_key_without_a_value_is_one_problem() -> None:
    """
    A key that is written without a value is said to have none, and nothing else is said about what needs it.
    """
    found = framework_refusals(HEAD + "facts:\n  used:\n    label:\n    kind: rate\n" + LEAF + "    judged: any\n")

    assert [f"f.yaml:8:5: facts/used/label: key `label` {NO_VALUE}"] == found


def test_every_problem_of_a_case_comes_at_once() -> None:
    """
    What is wrong with the keys and what is wrong for the framework stand in one list.
    """
    found = case_refusals(CASE + "subjct: x\nfacts:\n  used: {value: 1,234.50 万元}\n  opn: 是\nprinted: {total: x}\n")

    expected = [
        "c.yaml:4:1: subjct: unknown key `subjct`; did you mean `subject`?",
        f"c.yaml:6:19: facts/used/234.50 万元: key `234.50 万元` {INLINE}",
        "c.yaml:7:3: facts/opn: the framework has no `opn` here; did you mean `open`?",
        "c.yaml:8:18: printed/total: `x` is no number",
    ]
    assert expected == found
