"""Findings that are written directly say what they are about, in both languages."""

from fractions import Fraction

from perfrules.audit.saying import MOST_QUOTED, Subject, points, quoted, remark


def test_a_remark_has_a_sentence_in_both_languages() -> None:
    """
    The words of its code are filled in; in English an indicator goes by its id.
    """
    found = remark("no-zero", Subject("评分表", "satisfaction", "满意度", "satisfaction"), {"least": "1"})

    assert "评分表：满意度最低一档仍得 1 分，没有 0 分档。" == found.said("zh")
    assert "评分表: the lowest band of satisfaction gives 1 points, none gives 0." == found.said("en")
    assert ("remark", "note") == (found.verdict, found.severity)


def test_a_remark_can_have_other_words() -> None:
    """
    Other words than those of its code, other parts in English, a verdict, a warning and what hangs on it can be given.
    """
    about = Subject("", "a", "甲")
    found = remark(
        "problem", about, {"x": "一"}, {"x": "one"}, warns=True, stake=Fraction(3), words=("{label}{x}", "{label} {x}")
    )

    assert ("甲一。", "甲 one.") == found.sentence
    assert ("warning", Fraction(3)) == (found.severity, found.stake)
    assert "cannot_verify" == remark("no-actual", about, {"target": "3"}, verdict="cannot_verify").verdict


def test_a_text_is_quoted_shortly_and_legibly() -> None:
    """
    A long text is cut, and characters that nobody can see are marked.
    """
    assert f"{'长' * MOST_QUOTED}…" == quoted("长" * (MOST_QUOTED + 1))
    assert "甲�乙" == quoted("甲\u202e乙")
    assert "2.5" == points(Fraction(5, 2))
