"""Phrases exist in both languages with the same parts, and end without doubled marks."""

import string

from perfrules.phrases import PHRASES, say


def parts(phrase: str) -> set[str]:
    """The parts that a phrase wants."""
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name}


def test_every_phrase_exists_in_both_languages() -> None:
    """
    Each phrase is there in Chinese and English, and wants the same parts in both.
    """
    chinese, english = ({key: parts(phrase[position]) for key, phrase in PHRASES.items()} for position in (0, 1))

    assert chinese == english


def test_a_phrase_is_filled_in() -> None:
    """
    The parts stand where the language wants them.
    """
    assert "缺少：预算数" == say("zh", "missing", names="预算数")
    assert "missing: budget" == say("en", "missing", names="budget")


def test_marks_at_the_end_of_a_part_fall_away() -> None:
    """
    An author's full stop never meets one of ours.
    """
    assert "复核评定 2 分：账实相符" == say("zh", "judged", by="复核", given="2", reason="账实相符。\n")
