"""Writing cases, steps and hand-overs; split by word, used as one."""

from apps.routing.services.assignment import assign_steps
from apps.routing.services.cases import (
    accept_case,
    close_case,
    extend_limit,
    open_case,
    set_due,
    set_offices,
    set_outcome,
    set_proposed,
    submit_case,
)
from apps.routing.services.hand_over import hand_over_dossier, receive_dossier, return_dossier
from apps.routing.services.relatives import RelativeEntry, cancel_relative, register_relative
from apps.routing.services.steps import (
    advance,
    ask_for,
    record_on_case,
    refuse_relative,
    refuse_same_eyes,
    restart_step,
    return_case,
    stop_asking,
    take_step,
    wait_for,
)
from apps.routing.services.switches import (
    end_switch,
    extend_for_emergency,
    extend_open_cases,
    note_use,
    set_switch,
    switches_to_carry_out,
)

__all__ = [
    "RelativeEntry",
    "accept_case",
    "advance",
    "ask_for",
    "assign_steps",
    "cancel_relative",
    "close_case",
    "end_switch",
    "extend_for_emergency",
    "extend_limit",
    "extend_open_cases",
    "hand_over_dossier",
    "note_use",
    "open_case",
    "receive_dossier",
    "record_on_case",
    "refuse_relative",
    "refuse_same_eyes",
    "register_relative",
    "restart_step",
    "return_case",
    "return_dossier",
    "set_due",
    "set_offices",
    "set_outcome",
    "set_proposed",
    "set_switch",
    "stop_asking",
    "submit_case",
    "switches_to_carry_out",
    "take_step",
    "wait_for",
]
