"""Random batches: bank file = batch = ledger to the fen (BATCHES=…; `make chaos` makes a thousand)."""

import os

import pytest

from tests.payments.reconciling import reconcile

pytestmark = pytest.mark.django_db
BATCHES = int(os.environ.get("BATCHES") or 24)


def test_what_the_bank_gets_is_the_batch_is_the_ledger(capsys):
    lines = reconcile(BATCHES)
    with capsys.disabled():
        print(f" {BATCHES} batches, {lines} lines ", end="")
    assert lines > BATCHES
