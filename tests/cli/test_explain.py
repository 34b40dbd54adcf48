"""`perfrules explain`: the way from a clause to the points."""

from collections.abc import Callable

from click.testing import Result

Command = Callable[..., Result]


def test_indicators_are_explained_in_order(run: Command, longgang: str) -> None:
    """
    Each id gets its label, its steps and its points, with an empty line between two.
    """
    found = run("explain", longgang, "mean", "quarters")
    parts = found.stdout.split("\n\n")

    assert 0 == found.exit_code
    assert ["全年平均", "季度执行"] == [part.splitlines()[0] for part in parts]
    assert "  满分 2 分，得 1.26 分，扣 0.74 分" == parts[0].splitlines()[-1]


def test_a_formula_is_given_as_latex(run: Command, longgang: str) -> None:
    """
    With `--latex` only the formula is printed.
    """
    found = run("explain", longgang, "mean", "--latex")

    assert 0 == found.exit_code
    assert "\\min\\left(\\text{全年平均执行率} \\times \\text{分值}, \\text{分值}\\right)" in found.stdout
    assert 1 == len(found.stdout.splitlines())


def test_the_good_ids_are_explained_beside_a_wrong_one(run: Command, longgang: str) -> None:
    """
    What can be explained is printed, with its LaTeX too; what cannot is named, and the code is 2.
    """
    found = [run("explain", longgang, "mean", "xyz"), run("explain", longgang, "mean", "fund_detail", "--latex")]

    assert [2, 2] == [one.exit_code for one in found]
    assert ["全年平均", 1] == [found[0].stdout.splitlines()[0], len(found[1].stdout.splitlines())]
    assert "indicator `fund_detail` has no formula\n" == found[1].stderr


def test_the_total_is_explained(run: Command, longgang: str) -> None:
    """
    `total` is the id of the whole table.
    """
    assert "总分" == run("explain", longgang, "total").stdout.splitlines()[0]


def test_an_indicator_that_is_scored_above_is_decided(run: Command, longgang: str) -> None:
    """
    Below a printed score nothing is open: its points are counted above.
    """
    found = run("explain", longgang, "fund_detail")

    assert (0, "  计入上级指标") == (found.exit_code, found.stdout.splitlines()[2])


def test_an_open_indicator_is_undecided(run: Command, longgang: str) -> None:
    """
    Where the points are a range the code is 4.
    """
    found = run("explain", longgang, "key_tasks", "--stated", "gap", "--language", "en")

    assert 4 == found.exit_code
    assert "  between 0 and 8 of 8 points" in found.stdout.splitlines()
