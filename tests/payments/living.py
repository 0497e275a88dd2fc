"""Running the life of awards: so many runs of so many steps, and its negative control."""

import importlib

from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as with_seed
from hypothesis.stateful import run_state_machine_as_test

from tests.payments.debts import STEPS
from tests.payments.life import Life


def live(*, runs: int, steps: int, seed: int = 1) -> int:
    """Run the machine in one transaction that is taken back; the steps really made.."""
    before = STEPS["made"]
    wanted = settings(
        max_examples=runs,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        derandomize=False,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    machine = with_seed(seed)(Life)
    try:
        with transaction.atomic():
            run_state_machine_as_test(machine, settings=wanted)
            transaction.set_rollback(True)
    finally:
        Life.w = None
    return STEPS["made"] - before


def steps_until_a_fen_is_noticed(replace) -> int:
    """Let the draft pay one fen too much, and see after how many steps that is noticed."""
    drafting = importlib.import_module("apps.payments.services.draft_batch")
    right = "least(net.amount, net.net - (net.up_to - net.amount)) AS amount"
    assert right in drafting.WRITE_LINES
    wrong = drafting.WRITE_LINES.replace(right, right.replace(" AS", " + 0.01 AS"))
    replace(drafting, "WRITE_LINES", wrong)
    before = STEPS["made"]
    STEPS.pop("noticed", None)
    try:
        live(runs=50, steps=20)  # the first runs that Hypothesis makes are the plainest
    except AssertionError:
        return STEPS["noticed"] - before
    raise RuntimeError("nobody noticed the fen")
