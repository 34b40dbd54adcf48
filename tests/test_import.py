"""`import perfrules` stays small."""

import subprocess
import sys

HEAVY = {
    "_hypothesis_pytestplugin",
    "cattrs",
    "click",
    "hypothesis",
    "numpy",
    "openpyxl",
    "pandas",
    "polars",
    "pyarrow",
    "pyspark",
    "pytest",
    "rich",
    "sqlalchemy",
    "yaml",
    "z3",
}
AFTER_ITS_PARTS = "import perfrules.audit.words, perfrules; print(type(perfrules.audit).__name__)"
LIST_PARTS = (
    "import perfrules, sys; print(*(name for name in sys.modules if name.startswith(('perfrules.audit', 'perfrules.finding'))))"
)
LIST_MODULES = "import perfrules, sys; print(*sorted({name.split('.')[0] for name in sys.modules}))"


def test_importing_perfrules_imports_nothing_heavy() -> None:
    """
    A fresh interpreter that imports perfrules has loaded no extra, no plugin, and neither cattrs nor yaml.
    """
    run = subprocess.run([sys.executable, "-c", LIST_MODULES], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())

    assert "perfrules" in loaded
    assert set() == {name for name in loaded if name in HEAVY or name.startswith("perfrules_")}


def test_importing_perfrules_prints_nothing() -> None:
    """
    Importing perfrules, with every warning switched on, writes to neither stream.
    """
    run = subprocess.run([sys.executable, "-W", "error", "-c", "import perfrules"], capture_output=True, text=True, check=False)

    assert (0, "", "") == (run.returncode, run.stdout, run.stderr)


def test_the_audit_is_imported_on_first_use() -> None:
    """
    A program that only scores does not wait for it.
    """
    run = subprocess.run([sys.executable, "-c", LIST_PARTS], capture_output=True, text=True, check=True)

    assert "perfrules.audit\n" == run.stdout


def test_audit_is_a_function_also_after_its_parts_are_imported() -> None:
    """
    The folder of the same name does not take its place.
    """
    run = subprocess.run([sys.executable, "-c", AFTER_ITS_PARTS], capture_output=True, text=True, check=True)

    assert "function\n" == run.stdout
