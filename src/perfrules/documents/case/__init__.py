"""Case files to `Case`: the framework is found first, then every id, row and figure is read as that framework declares it."""

from functools import partial
from pathlib import Path

from perfrules.case import Case
from perfrules.documents.case.head import Find
from perfrules.documents.case.whole import case_of
from perfrules.documents.file import read_file
from perfrules.documents.node import Mapping
from perfrules.documents.shape import completed, refusal
from perfrules.documents.tree import tree

__all__ = ["Find", "case_file", "case_from"]

_WAIVERS = "this is a waiver file, not a case; `perfrules audit --waivers` takes it"


def case_from(text: str, name: str, find: Find) -> Case:
    """
    The case in a text; `name` is what messages call its file, `find` gives its framework.

    Raises `InvalidDocumentError` with every problem of the text.
    """
    document = tree(text, name)
    _check_is_case(document.root)
    return completed(document, partial(case_of, document.root, find))


def case_file(path: Path, find: Find) -> Case:
    """The case in a file; raises `DocumentError` with everything that is wrong with it."""
    return case_from(read_file(path), str(path), find)


def _check_is_case(root: Mapping) -> None:
    keys = {key.text: key for key, _ in root.pairs}
    if "perfrules" in keys and "framework" not in keys:
        if "waivers" in keys:
            raise refusal("wrong-shape", keys["perfrules"], _WAIVERS)
        raise refusal("wrong-shape", keys["perfrules"], "this is a framework, not a case; `perfrules check` takes it")
