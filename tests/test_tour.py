"""The public names of `perfrules`."""

import importlib.metadata

import pytest

import perfrules
from perfrules import documents


def test_every_public_name_is_there() -> None:
    """
    `__all__` lists each public name once, and each can be had.
    """
    found = {name: getattr(perfrules, name) for name in perfrules.__all__}

    assert len(perfrules.__all__) == len(found)
    assert None not in found.values()


def test_every_error_is_public() -> None:
    """
    Whatever is raised can be imported from the top.
    """
    errors = {name for name, value in vars(perfrules.errors).items() if isinstance(value, type) and issubclass(value, Exception)}

    assert set() == errors - set(perfrules.__all__)


def test_what_costs_time_is_imported_on_first_use() -> None:
    """
    `as_json` is that of the documents, the version that of the distribution.
    """
    assert documents.as_json is perfrules.as_json
    assert importlib.metadata.version("perfrules") == perfrules.__version__


def test_an_unknown_name_is_refused() -> None:
    """
    A misspelt public name is an `AttributeError`, as in any module.
    """
    with pytest.raises(AttributeError) as caught:
        getattr(perfrules, "asess")  # noqa: B009  # the type checker would find it otherwise

    assert "module `perfrules` has no attribute `asess`" == str(caught.value)
