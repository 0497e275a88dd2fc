"""Writing cases, steps and hand-overs; split by word, used as one."""

from apps.routing.services.assignment import assign_steps
from apps.routing.services.cases import (
    accept_case,
    ask_for_appraisal,
    close_case,
    extend_limit,
    set_outcome,
    set_proposed,
    submit_case,
)
from apps.routing.services.hand_over import hand_over_dossier, receive_dossier, return_dossier
from apps.routing.services.relatives import RelativeEntry, cancel_relative, register_relative
from apps.routing.services.steps import (
    advance,
    record_on_case,
    refuse_relative,
    refuse_same_eyes,
    restart_step,
    return_case,
    take_step,
    wait_for,
)

__all__ = [
    "RelativeEntry",
    "accept_case",
    "advance",
    "ask_for_appraisal",
    "assign_steps",
    "cancel_relative",
    "close_case",
    "extend_limit",
    "hand_over_dossier",
    "receive_dossier",
    "record_on_case",
    "refuse_relative",
    "refuse_same_eyes",
    "register_relative",
    "restart_step",
    "return_case",
    "return_dossier",
    "set_outcome",
    "set_proposed",
    "submit_case",
    "take_step",
    "wait_for",
]
