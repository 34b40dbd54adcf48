"""What the fuzzer starts from and what it has found: every input keeps every promise."""

from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS

CORPUS = Path(__file__).parent / "fuzz" / "corpus"
INPUTS = sorted(file for file in CORPUS.glob("*/*") if file.is_file())

MOST_FILES = 120
MOST_BYTES = 200 * 1024


@pytest.mark.parametrize("file", INPUTS, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_an_input_is_refused_in_words_or_read_alike_by_all(file: Path) -> None:
    """
    No input raises anything undocumented, and what was accepted means the same wherever it is read.
    """
    TARGETS[file.parent.name](file.read_bytes())


def test_every_target_has_its_corpus() -> None:
    """
    The corpus has a folder for each target, and no other.
    """
    assert set(TARGETS) == {folder.name for folder in CORPUS.iterdir()}


def test_the_corpus_is_small() -> None:
    """
    The corpus stays a few dozen files, so that it is replayed with every change.
    """
    sizes = [file.stat().st_size for file in INPUTS]

    assert len(sizes) <= MOST_FILES
    assert sum(sizes) <= MOST_BYTES
