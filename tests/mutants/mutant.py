"""Mutants: the text of a module with one of mutmut's changes."""

import ast
import difflib
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen
from mutmut.mutation.file_mutation import create_mutations, deep_replace


@frozen
class Mutant:
    """A module's text with one change."""

    text: str
    change: str


class _Running(ast.NodeTransformer):
    """Takes away the types that are named to `cast`: like annotations, only the type checker reads them."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        is_cast = isinstance(node.func, ast.Name) and node.func.id == "cast" and len(node.args) > 1
        return node.args[1] if is_cast else node


def mutants(path: Path) -> Iterator[Mutant]:
    """Every mutant of a file that mutmut makes and that is another program."""
    text = path.read_text(encoding="utf-8")
    running = _program(text)
    module, mutations, *_ = create_mutations(str(path), text)
    for mutation in mutations:
        changed: str = deep_replace(module, mutation.original_node, mutation.mutated_node).code
        if _program(changed) != running:
            lines = difflib.unified_diff(text.splitlines(), changed.splitlines(), n=0, lineterm="")
            yield Mutant(changed, "\n".join([*lines][2:]))


def _program(text: str) -> str:
    return ast.dump(_Running().visit(ast.parse(text)))
