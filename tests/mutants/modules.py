"""The modules whose code is mutated, and the tests that are held against each: its own, then its neighbours'."""

from collections.abc import Mapping
from pathlib import Path

CORE = Path(__file__).parents[2] / "src" / "perfrules"
FORMULA = ("tests/refusals/test_formula.py", "tests/formula/test_cases.py")
ASSESS = ("tests/assess", "tests/targets", "tests/refusals/test_assess.py", "tests/acceptance/test_longgang_score.py")

TESTS: Mapping[str, tuple[str, ...]] = {
    "number": ("tests/test_number.py", "tests/hostile/test_numbers.py", "tests/test_domain.py"),
    "formula.gate": ("tests/formula/test_gate.py", *FORMULA, "tests/formula/test_parse.py"),
    "formula.parse": ("tests/formula/test_parse.py", *FORMULA, "tests/formula/test_text.py"),
    "formula.scope": ("tests/formula/test_scope.py", *FORMULA, "tests/formula/test_expand.py"),
    "formula.bounds": ("tests/formula/test_bounds.py", "tests/formula/test_witness.py", "tests/formula/test_cases.py"),
    "formula.lower": ("tests/formula/test_lower.py", "tests/formula/test_cases.py", "tests/formula/test_kernel.py"),
    "formula.evaluate": ("tests/formula/test_evaluate.py", "tests/formula/test_cases.py", "tests/laws/test_second_evaluator.py"),
    **{f"assess.{path.stem}".removesuffix(".__init__"): ASSESS for path in sorted((CORE / "assess").glob("*.py"))},
}
