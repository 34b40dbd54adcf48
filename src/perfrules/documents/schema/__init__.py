"""JSON Schemas (2020-12) of what perfrules reads and writes, made from the classes that its readers fill."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from perfrules.documents.schema.audit import audit_schema, waivers_schema
from perfrules.documents.schema.card import card_schema
from perfrules.documents.schema.case import case_schema
from perfrules.documents.schema.framework import framework_schema
from perfrules.documents.schema.writer import Json
from perfrules.wording import require_one_of

__all__ = ["SCHEMAS", "schema"]

SCHEMAS: Mapping[str, tuple[str, Callable[[], Json]]] = MappingProxyType(
    {
        "framework": ("A framework file of perfrules", framework_schema),
        "case": ("A case file of perfrules", case_schema),
        "scorecard": ("A scorecard of perfrules", card_schema),
        "audit": ("An audit of perfrules", audit_schema),
        "waivers": ("A waiver file of perfrules", waivers_schema),
    },
)
"""The documents that have a schema, each with its title."""


def schema(name: str) -> Json:
    """
    The JSON Schema of a `framework`, `case` or `waivers` file, or of a `scorecard` or an `audit` as `as_json` writes it.

    It knows keys, words and sorts of nodes; what numbers, formulas and ids mean is left to the reader. Raises `ValueError` for
    another name.
    """
    require_one_of("name", name, tuple(SCHEMAS))
    title, write = SCHEMAS[name]
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:perfrules:{name}:1", "title": title}
    return head | write()
