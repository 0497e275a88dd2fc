"""The life of awards in any order, twenty times fifty steps (`make chaos`: two thousand times two hundred)."""

import pytest

from tests.payments.debts import ACTS
from tests.payments.living import live, steps_until_a_fen_is_noticed

pytestmark = pytest.mark.django_db


def test_every_month_is_worth_what_the_ledger_says_whatever_happened(capsys):
    made = live(runs=20, steps=50)
    with capsys.disabled():
        print(f" {made} steps ", end="")
    assert made > 500
    assert ACTS["settled"] > 5


def test_one_fen_too_much_is_noticed(monkeypatch):
    """The negative control: the reckoning beside the services sees a fen, and soon."""
    assert steps_until_a_fen_is_noticed(monkeypatch.setattr) <= 100
