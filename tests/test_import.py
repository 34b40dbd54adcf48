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
