"""Data and messages: encodings, files, widths."""

import io
import sys
from pathlib import Path

import pytest

from perfrules.cli.streams import UsageFault, close, emit, width, write_utf8


def test_a_stream_writes_utf8() -> None:
    """
    A stream of another encoding writes UTF-8 afterwards, and escapes what is no character.
    """
    content = io.BytesIO()
    stream = io.TextIOWrapper(content, encoding="ascii")
    write_utf8(stream)
    stream.write("优\ud800")
    stream.flush()

    assert "优".encode() + b"\\ud800" == content.getvalue()


def test_a_stream_without_encoding_stays() -> None:
    """
    A stream that holds text has no encoding to change.
    """
    stream = io.StringIO()
    write_utf8(stream)

    assert "" == stream.getvalue()


def test_data_ends_with_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """
    Data without an end of line gets one, data with one gets no second.
    """
    emit("a")
    emit("b\n")

    assert "a\nb\n" == capsys.readouterr().out


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    """
    A file gets the new data, and no temporary file stays beside it.
    """
    target = tmp_path / "card.txt"
    target.write_text("old", encoding="utf-8")
    emit("得分", target)

    assert "得分\n" == target.read_text(encoding="utf-8")
    assert [target] == list(tmp_path.iterdir())


def test_a_file_that_cannot_be_replaced_stays(tmp_path: Path) -> None:
    """
    Where a folder has the name, the fault is said and nothing is left behind.
    """
    target = tmp_path / "card.txt"
    target.mkdir()
    with pytest.raises(UsageFault) as caught:
        emit("得分", target)

    assert f"{target}: the file cannot be written: is a directory" == caught.value.message
    assert [target] == list(tmp_path.iterdir())


@pytest.mark.parametrize(("columns", "expected"), [("100", 100), ("20", 60), ("nonsense", 80)])
def test_the_width_is_that_of_columns(monkeypatch: pytest.MonkeyPatch, columns: str, expected: int) -> None:
    """
    COLUMNS says how wide a text is; what is no width is 80, and a table needs 60.
    """
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr(sys, "__stdout__", None)

    assert expected == width()


def test_closed_output_goes_nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """
    After closing, what is written goes nowhere, and nothing fails.
    """
    target = tmp_path / "out"
    with target.open("w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        close()
        stream.write("lost")
    monkeypatch.undo()

    assert "" == target.read_text(encoding="utf-8")
