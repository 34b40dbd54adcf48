"""Printed numbers can be what their values are worth."""

from fractions import Fraction

from attrs import evolve

from perfrules.assess import misfits
from perfrules.frozen import Pairs
from perfrules.testing.inputs import nobody
from perfrules.testing.printed import printed, without_misfits
from perfrules.testing.tables import framework
from tests import examples

IMPOSSIBLE = examples.framework(
    examples.leaf("a", 5, "weight if never >= 1 else 0"),
    values=(
        examples.value("never", "1 / (staff - staff)"),
        examples.value("share", "staff / (staff + 1)"),
        examples.value("rest", "budget - spent"),
    ),
)


def test_each_printed_number_fits_its_framework() -> None:
    """
    A number that its value can never be is not printed.
    """
    for made in (examples.framework(), framework(5), IMPOSSIBLE):
        known = [(id, one) for id, several in printed(made).items() for one in several]

        assert [()] * len(known) == [misfits(made, evolve(nobody(made), values=Pairs.of({id: one}))) for id, one in known]


def test_a_share_is_never_above_one() -> None:
    """
    120 % is printed where it can be.
    """
    assert 1 >= max(one.value for one in printed(IMPOSSIBLE)["share"])
    assert 1 < max(one.value for one in printed(examples.framework())["rate"])


def test_an_amount_is_printed_as_an_amount() -> None:
    """
    No percentage stands in for money.
    """
    assert [one.text for one in printed(IMPOSSIBLE)["rest"] if "%" in one.text] == []
    assert printed(IMPOSSIBLE)["rest"]


def test_what_does_not_fit_is_left_out() -> None:
    """
    Evidence that cannot be goes on without its printed numbers.
    """
    (most,) = printed(examples.framework())["rate"][-3:-2]
    wrong = evolve(nobody(IMPOSSIBLE), values=Pairs.of({"share": evolve(most, value=Fraction(most.value) + 5)}))

    assert nobody(IMPOSSIBLE) == without_misfits(IMPOSSIBLE, wrong)
    assert nobody(IMPOSSIBLE) == without_misfits(IMPOSSIBLE, nobody(IMPOSSIBLE))
