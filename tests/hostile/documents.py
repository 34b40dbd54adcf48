"""Files that hurt readers: each as its bytes, by the name that it is written under."""

from collections.abc import Mapping
from types import MappingProxyType

HEAD = 'perfrules: 1\nid: a.b\nedition: "2024"\ntitle: 表\npoints: {total: 10}\n'
LEAF = "indicators:\n  - {id: rule, label: 一, weight: 10, judged: any}\n"
BANDS = ", ".join(f"{{below: {one}, points: 1}}" for one in range(20_000))
SUMS = "".join(f"  v{one}: {{label: 值, formula: v{one + 1} + v{one + 1}}}\n" for one in range(3000))
CALLS = "".join(f"  f{one}(x): f{one + 1}(x) + f{one + 1}(x)\n" for one in range(3000))
CHILDREN = "".join(f"{'  ' * one}children: [{{id: c{one}, label: 层, weight: 10,\n" for one in range(200))


def yaml(text: str) -> bytes:
    """A framework with this in it."""
    return f"{HEAD}{text}\n{LEAF}".encode("utf-8", "surrogatepass")


def document(text: str) -> bytes:
    """A text as it stands, half characters included."""
    return text.encode("utf-8", "surrogatepass")


YAML: Mapping[str, bytes] = MappingProxyType(
    {
        "alias bomb": yaml("a: &a [x, x, x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nd: [*c, *c, *c, *c]"),
        "endless alias": document("&a [*a]"),
        "merge key": yaml("<<: {x: 1}\na: &a {b: 1}\nc: {<<: *a}"),
        "python tag": yaml('source: !!python/object/apply:os.system ["touch executed"]'),
        "python module": yaml("source: !!python/module:antigravity x"),
        "lying tags": yaml("source: !!int x\nvalid: !!timestamp 2024-02-30\ngrades: !!binary ???"),
        "directive": document("%YAML 9.9\n---\n") + yaml(""),
        "tag directive": document("%TAG ! tag:evil:\n---\n!x ") + yaml(""),
        "deep lists": document("[" * 100_000),
        "deep mappings": document("{a: " * 100_000),
        "deep blocks": document("".join(f"{' ' * one}a:\n" for one in range(1500))),
        "deep dashes": document("- " * 100_000 + "a"),
        "deep questions": document("? " * 100_000 + "a"),
        "deep children": yaml(CHILDREN),
        "duplicate keys": yaml("title: 再\ntitle: 又"),
        "million duplicates": document("a: 1\n" * 300_000),
        "million keys": document("".join(f"k{one}: 1\n" for one in range(300_000))),
        "million items": document("- a\n" * 1_000_000),
        "million documents": document("---\n" * 500_000),
        "million comments": document("# a\n" * 1_000_000),
        "million brackets": document("[],\n" * 500_000),
        "one long line": document("a" * 8_000_000),
        "one long key": document("a" * 8_000_000 + ": 1"),
        "one long quote": document('"' + "a\\n" * 2_000_000),
        "many escapes": document('title: "' + "\\x41" * 1_000_000 + '"'),
        "long anchor": document("&" + "a" * 1_000_000 + " x"),
        "long tag": document("!" + "a" * 1_000_000 + " x"),
        "long unknown key": yaml("k" * 200_000 + ": 1"),
        "many unknown keys": yaml("".join(f"k{one}: 1\n" for one in range(20_000))),
        "too many bytes": b"a: 1\n" * 2_000_000,
        "half a character": document("title: \ud83d"),
        "escaped half character": yaml('source: "\\ud83d"'),
        "control characters": yaml("source: \x1b[2J\x07"),
        "escaped control characters": yaml('k"\\e[2J\\u202e\\u2028": x'),
        "escaped key": yaml('"\\e[2J\\u202e\\u2028\\u2066": x'),
        "bidi key": yaml("\u202eedoc\u2066: x"),
        "line separators": yaml("a\u2028b: x\nc\u2029d: y\ne\u0085f: z"),
        "nul": HEAD.encode() + b"\0",
        "utf-16": HEAD.encode("utf-16"),
        "utf-16 without mark": HEAD.encode("utf-16-le"),
        "utf-32": HEAD.encode("utf-32"),
        "gbk": HEAD.encode("gbk"),
        "latin-1": HEAD.encode() + b"source: \xe9t\xe9",
        "overlong": HEAD.encode() + b"source: \xc0\xaf",
        "mark in the middle": HEAD.encode() + b"\xef\xbb\xbf" + LEAF.encode(),
        "workbook": b"PK\x03\x04" + b"\0" * 1000,
        "gzip": b"\x1f\x8b\x08\0" + b"\0" * 1000,
        "tabs": document("a:\n\tb: 1"),
        "nothing": b"",
        "blanks": b" \n" * 1000,
        "only a mark": b"\xef\xbb\xbf",
        "infinite weight": HEAD.encode() + LEAF.replace("10", ".inf").encode(),
        "no weight": HEAD.encode() + LEAF.replace("10", ".nan").encode(),
        "huge weight": HEAD.encode() + LEAF.replace("10", "9" * 1_000_000).encode(),
        "exponent": HEAD.encode() + LEAF.replace("10", "1e1000000000").encode(),
        "zero with exponent": HEAD.encode() + LEAF.replace("10", "0e1000000000").encode(),
        "octal": HEAD.encode() + LEAF.replace("10", "0o12").encode(),
        "sexagesimal": HEAD.encode() + LEAF.replace("10", "1:30").encode(),
        "grouped": HEAD.encode() + LEAF.replace("10", "1_0").encode(),
        "fraction": HEAD.encode() + LEAF.replace("10", "80/8").encode(),
        "foreign digits": HEAD.encode() + LEAF.replace("10", "１０").replace("１", "١").encode(),
        "no day": yaml("valid: {from: 2024-02-30}"),
        "a day of all": yaml("valid: {from: 99999-12-31}"),
        "huge format": document(HEAD.replace("perfrules: 1", "perfrules: " + "9" * 100_000) + LEAF),
        "many decimals": document(HEAD.replace("total: 10", "total: 10, decimals: 999") + LEAF),
        "long formula": yaml("total: {formula: " + "a+" * 1_000_000 + "a}"),
        "hostile formula": yaml("total: {formula: " + "(" * 199 + "a}"),
        "long id": document(HEAD.replace("a.b", "a" * 1_000_000) + LEAF),
        "many bands": document(
            HEAD + f"indicators:\n  - {{id: rule, label: 一, weight: 10, bands: {{of: 1, steps: [{BANDS}]}}}}\n"
        ),
        "doubling values": yaml(f"values:\n{SUMS}  v3000: {{label: 值, formula: '1'}}"),
        "doubling functions": yaml(f"functions:\n{CALLS}  f3000(x): x"),
        "circle of values": yaml("values: {a: {label: 值, formula: b}, b: {label: 值, formula: a}}"),
        "circle of functions": yaml("functions: {'a(x)': b(x), 'b(x)': a(x)}"),
        "wrong everywhere": document(HEAD + "indicators:\n" + "  - {id: 1, label: [], weight: x}\n" * 20_000),
    }
)
JSON: Mapping[str, bytes] = MappingProxyType(
    {
        "nan": b'{"points": {"total": NaN}}',
        "infinity": b'{"points": {"total": Infinity}}',
        "minus infinity": b'{"points": {"total": -Infinity}}',
        "exponent": b'{"points": {"total": 1e999}}',
        "huge exponent": b'{"points": {"total": 1e1000000000}}',
        "huge number": b'{"points": {"total": ' + b"9" * 1_000_000 + b"}}",
        "duplicate keys": b'{"title": "a", "title": "b"}',
        "half a character": b'{"title": "\\ud800", "\\udc00": 1}',
        "deep lists": b"[" * 100_000,
        "deep mappings": b'{"a":' * 100_000,
        "rest": b'{"title": "a"} {}',
        "truncated": b'{"title": "a',
        "comment": b'{"title": "a" /* b */}',
        "single quotes": b"{'title': 'a'}",
        "trailing comma": b'{"title": "a",}',
        "control character": b'{"title": "a\x01"}',
        "escaped control character": b'{"a\\u001b[2J\\u202e": "\\u0000"}',
        "list": b"[1, 2, 3]",
        "text": b'"a"',
        "number": b"1",
        "nothing": b"",
        "million items": b"[" + b"1," * 1_000_000 + b"1]",
        "million keys": b"{" + b",".join(b'"%d":1' % one for one in range(300_000)) + b"}",
        "million duplicates": b"{" + b'"a":1,' * 300_000 + b'"a":1}',
        "long key": b'{"' + b"a" * 7_000_000 + b'": 1}',
        "long text": b'{"title": "' + b"a" * 7_000_000 + b'"}',
        "long word": b'{"title": ' + b"a" * 7_000_000 + b"}",
        "utf-16": '{"title": "表"}'.encode("utf-16"),
        "gbk": '{"title": "龙岗"}'.encode("gbk"),
        "mark": b'\xef\xbb\xbf{"title": "a"}',
        "too many bytes": b" " * 10_000_000,
    }
)
