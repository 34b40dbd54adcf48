"""The words of the command stand beside the phrases, in both languages."""

from perfrules.cli.words import WORDS, word
from perfrules.phrases import PHRASES
from tests.test_phrases import parts


def test_every_word_exists_in_both_languages() -> None:
    """
    Each word is there in Chinese and English, and wants the same parts in both.
    """
    chinese, english = ({key: parts(phrase[position]) for key, phrase in WORDS.items()} for position in (0, 1))

    assert chinese == english


def test_words_and_phrases_have_their_own_keys() -> None:
    """
    No key stands in two tables.
    """
    assert set() == WORDS.keys() & PHRASES.keys()


def test_a_word_is_filled_in() -> None:
    """
    The parts stand where the language wants them.
    """
    assert ("0 至 2", "0 to 2") == (word("zh", "range", least="0", most="2"), word("en", "range", least="0", most="2"))
