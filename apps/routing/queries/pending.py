"""The step that waits for somebody, and why one cannot be done here and now."""

import datetime as dt
from collections.abc import Collection, Iterable

from apps.core.errors import Refused
from apps.offices.access import offices_of
from apps.offices.roles import Permission
from apps.routing.models import Case, CaseState, Step, StepState
from apps.routing.queries.sides import PENDING, case_words, table_of
from apps.rules import procedures


def pending_step(case: Case, name: str, user, on: dt.date) -> Step:
    """The pending step `name` at one of the user's offices; Refused in words when there is none (no lock)."""
    mine = offices_of(user, Permission(name), on)
    pending = case.steps.filter(name=name, state__in=PENDING).select_related("office")
    step = next((step for step in pending if step.office_id in mine), None)
    if step is None:
        raise not_open(case, name, pending, mine)
    step.case = case
    return step


class StepDone(Refused):
    """The step is done, by the `done_by` of `step`: doing it again is refused, whoever only looks is shown the case."""

    def __init__(self, step: Step) -> None:
        label = procedures.step_labels()[step.name]
        self.step = step
        self.words = f"{label}已由{step.done_by}在{step.done_on:%-m月%-d日}办好"
        super().__init__("step_not_open", f"没有重复办理。{self.words}；请刷新本页看最新进展。")


def not_open(case: Case, name: str, pending: Iterable[Step], mine: Collection[int]) -> Refused:
    """Why a step cannot be done here and now: done by the offices `mine`, elsewhere, done there, or not yet its turn."""
    label = procedures.step_labels()[name]
    if name not in table_of(case).names:
        return Refused("step_not_open", f"没有办理。{case_words(case)}没有{label}这个环节。")
    done = list(case.steps.filter(name=name, state=StepState.DONE).select_related("done_by"))
    own = next((step for step in done if step.office_id in mine), None)
    elsewhere = next(iter(pending), None)
    if own is None and elsewhere is not None:
        return Refused(
            "not_your_office", f"没有办理。{label}由{elsewhere.office}办理；请与对方联系，期限不变。"
        )
    if done:
        return StepDone(own or done[-1])
    if case.state == CaseState.CLOSED:
        return Refused("step_not_open", f"没有办理。本件已办结：{case.get_outcome_display()}；请看“经过”。")
    return Refused("step_not_open", f"没有办理。还没有轮到{label}；请看“办到哪里”，先办前面的环节。")
