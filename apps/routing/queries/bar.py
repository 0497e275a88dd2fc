"""The bar on top of every page of a case."""

import datetime as dt

from django.urls import reverse

from apps.core.masking import mask_id_number
from apps.core.shapes import Identity
from apps.households.access import may_for_household
from apps.offices.roles import Permission
from apps.routing.models import Case, CaseState
from apps.routing.queries.clock import Clockwork, Due, next_due
from apps.routing.queries.sides import case_words, table_of

STATE_BADGES = {
    "submitted": ("not_started", "待受理"),
    "open": ("in_progress", "办理中"),
    "closed": ("done", "已办结"),
}


def identity(case: Case, clock: Clockwork, on: dt.date, user) -> Identity:
    """The bar on top of every page of a case; the way to the whole number only for whoever may ask for it."""
    kind, text = STATE_BADGES[case.state]
    may_reveal = may_for_household(user, Permission.REVEAL_PERSONAL_DATA, case.household, on)
    sees_household = may_for_household(user, Permission.VIEW_CASES, case.household, on)
    due = next_due(case, clock) if case.state == CaseState.OPEN else None
    return Identity(
        name=case.applicant.name,
        kind_line=f"{case_words(case)}，户内 {case.parties.count()} 人",
        case_number=case.number,
        household_url=reverse("households:detail", args=[case.household_id]) if sees_household else "",
        residence_office=case.residence_office.long_name,
        hukou_office=case.hukou_office.long_name,
        masked_id=mask_id_number(case.applicant.id_number or "", birth_date_shown=False),
        reveal_url=reverse("households:reveal", args=[case.applicant_id]) if may_reveal else "",
        state_kind=kind,
        state_text=case.get_outcome_display() if case.state == CaseState.CLOSED else text,
        limit_text=limit_words(due, clock, on) if due else "",
        due_text=_due_words(case, due) if due else "",
    )


def _due_words(case: Case, due: Due) -> str:
    act = "办结" if table_of(case).total else "办完本环节"
    return f"{'预计 ' if due.provisional else ''}{due.day:%-m月%-d日}前{act}"


def limit_words(due: Due, clock: Clockwork, on: dt.date) -> str:
    """剩 7 个工作日, 今日到期, 逾期 3 个工作日."""
    left = due.days_left(on, clock.calendar)
    if left < 0:
        return f"逾期 {-left} 个工作日"
    return f"剩 {left} 个工作日" if due.day > on else "今日到期"
