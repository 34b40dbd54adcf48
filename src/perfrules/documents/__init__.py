"""
YAML and JSON to and from the types of perfrules; the only place that knows keys.

Texts become frameworks and cases with `framework_from` and `case_from`, files with `framework_file` and `case_file`;
`source_from` reads the head of a framework alone, `as_json` writes results.
Whatever is wrong with a text or a file, what is raised is a `DocumentError`.
"""

from perfrules.documents.case import case_file, case_from
from perfrules.documents.framework import framework_file, framework_from, source_from
from perfrules.documents.problems import CODES
from perfrules.documents.write import as_json

__all__ = ["CODES", "as_json", "case_file", "case_from", "framework_file", "framework_from", "source_from"]
