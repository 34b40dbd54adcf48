"""What a framework says, part by part."""

from attrs import evolve

from perfrules.documents import framework_from
from perfrules.documents.framework_json import framework_json
from perfrules.documents.parts import SECTIONS, Key, Part, parts
from perfrules.formula import parse
from perfrules.formula.parse import parse_condition
from perfrules.framework import Alert
from perfrules.indicator import Interpretation
from tests.documents.line import PARENT

FRAMEWORK = framework_from(PARENT, "parent.yaml")


def one(section: str, id: str) -> Part:
    """The part with this id."""
    return next(part for part in parts(FRAMEWORK) if (part.section, part.id) == (section, id))


def test_parts_stand_in_reading_order() -> None:
    """
    The framework itself first, then section by section; an indicator before those below it.
    """
    assert [
        ("", "a.b", ""),
        ("grades", "优", ""),
        ("grades", "差", ""),
        ("functions", "rounded", ""),
        ("facts", "spent", ""),
        ("facts", "plan", ""),
        ("facts", "open", ""),
        ("values", "rate", ""),
        ("tables", "staff", ""),
        ("rows", "standard", ""),
        ("indicators", "money", ""),
        ("indicators", "pace", "money"),
        ("indicators", "openness", "money"),
        ("indicators", "result", ""),
        ("adjustments", "honours", ""),
    ] == [(part.section, part.id, part.above) for part in parts(FRAMEWORK)]


def test_every_key_has_its_path_in_the_file() -> None:
    """
    Keys are flat; a formula that was written as bands stands under `bands`.
    """
    bands = "1 if rate < 0.5 else weight"

    assert (Key("", "rounded(x) = cut(x, 0.1)", "functions/rounded(x)"),) == one("functions", "rounded").keys
    assert (Key("name", "差", "grades/2/name"), Key("at_least", "0", "grades/2/at_least")) == one("grades", "差").keys
    assert Key("source/basis", "referenced", "source/basis") in one("", "a.b").keys
    assert Key("columns/pay/label", "工资", "tables/staff/columns/pay/label") in one("tables", "staff").keys
    assert Key("formula", bands, "indicators/money/openness/bands") in one("indicators", "openness").keys


def test_lists_are_named_by_name_and_found_by_position() -> None:
    """
    An interpretation is called by its name; a condition is its own id, and points to choose from are one text.
    """
    others = (Interpretation("甲", parse("plan")), Interpretation("乙", parse("spent")))
    changed = evolve(
        FRAMEWORK,
        values=(evolve(FRAMEWORK.values[0], interpretations=others),),
        constraints=(parse_condition("money >= 10"),),
        alerts=(Alert("慢", parse_condition("rate < 0.5"), "进度慢"),),
    )
    found = {(part.section, part.id): part for part in parts(changed)}

    assert Key("interpretations/乙/formula", "spent", "values/rate/interpretations/2/formula") in found["values", "rate"].keys
    assert (Key("", "money >= 10", "constraints/1"),) == found["constraints", "money >= 10"].keys
    assert "进度慢" == found["alerts", "慢"].label


def test_points_to_choose_from_are_one_text() -> None:
    """
    A list of texts is said at once.
    """
    text = PARENT.replace('judged: any, formula: "min(judged, weight)"', "judged: [0, 5, 10]")
    found = next(part for part in parts(framework_from(text, "parent.yaml")) if part.id == "result")

    assert Key("judged", "0, 5, 10", "indicators/result/judged") in found.keys


def test_no_section_is_forgotten() -> None:
    """
    Whatever a framework says stands in a part.
    """
    mappings = {key for key, value in framework_json(FRAMEWORK).items() if isinstance(value, list)}

    assert mappings <= set(SECTIONS)
