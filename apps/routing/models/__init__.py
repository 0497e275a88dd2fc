"""A case, its people, its steps, its hand-overs, and who must stand aside; used as one."""

from apps.routing.models.case import (
    Case,
    CaseKind,
    CaseParty,
    CaseSeries,
    CaseState,
    HandOver,
    Outcome,
    Programme,
    Step,
    StepState,
)
from apps.routing.models.close_relative import CloseRelative
from apps.routing.models.switches import Switch, SwitchKind, SwitchUse

__all__ = [
    "Case",
    "CaseKind",
    "CaseParty",
    "CaseSeries",
    "CaseState",
    "CloseRelative",
    "HandOver",
    "Outcome",
    "Programme",
    "Step",
    "StepState",
    "Switch",
    "SwitchKind",
    "SwitchUse",
]
