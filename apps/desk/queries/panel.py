"""您现在可以办: exactly the steps open to one person, and who does the rest."""

import datetime as dt
from collections.abc import Sequence

from django.urls import reverse

from apps.benefits.queries import appeal_ways, equation_text, open_words
from apps.checks.queries import open_differences
from apps.checks.services import refuse_investigator
from apps.core.errors import Refused
from apps.core.shapes import ActionItem, ActionPanel, Link, NotYours
from apps.desk.queries.steps import PAGES, label_of, page_of, why
from apps.offices.access import may, offices_of
from apps.offices.roles import Permission
from apps.publicity.queries import appraisal_to_hold, may_name_members, open_objections
from apps.routing import queries as routing
from apps.routing.models import Case, CaseKind, CaseState, Step, StepState
from apps.routing.services import refuse_relative, refuse_same_eyes
from apps.routing.standing_aside import instead_of, is_relative

REVIEWS = ("first_review", "decision")
OPINIONS = {"first_review", "periodic_review", "verification"}


def panel_of(case: Case, pending: Sequence[Step], user, on: dt.date) -> ActionPanel:
    """The steps open to this person, and who does the rest."""
    mine = [step for step in pending if step.office_id in offices_of(user, Permission(step.name), on)]
    free = [step for step in mine if not _blocked(step, user, on)]
    last = case.assessments.last()
    first = free[0] if free else None
    waits = first is not None and first.waiting_for == "applicant"
    return ActionPanel(
        why=_panel_why(case, first, pending),
        items=tuple(_item(step) for step in free) if len(free) > 1 else (),
        amount=last.amount if last else None,
        amount_note=open_words(last) if last else "",
        equation_text=equation_text(last) if last else "",
        equation_url=reverse("benefits:calculation", args=[case.pk]) if last else "",
        submit_label=PAGES[first.name][1] if first else "",
        submit_url=page_of(first) if first else "",
        missing_text=_missing(case, first) if first and not waits else "",
        others=_other_ways(case, free, user, on),
        not_yours=tuple(
            _barred(step, case, user, on) if step in mine else _not_yours(step, case)
            for step in pending
            if step not in free
        ),
    )


def _blocked(step: Step, user, on: dt.date) -> bool:
    try:
        refuse_relative(step, user, on)
        refuse_same_eyes(step, user)
        if step.name in REVIEWS:
            refuse_investigator(step.case, user)
    except Refused:
        return True
    return False


def _panel_why(case: Case, step: Step | None, pending: Sequence[Step]) -> str:
    if case.state == CaseState.CLOSED:
        return f"{case.closed_on:%Y年%-m月%-d日}办结：{case.get_outcome_display()}。"
    if step is None:
        return "这件事现在不等您办。" if pending else "没有等待办理的环节。"
    reason, note = why(step)
    return f"{reason}。{note}" if note else f"{reason}。"


def _item(step: Step) -> ActionItem:
    state = "seen" if step.state == StepState.STARTED else "not_started"
    return ActionItem(label_of(step), page_of(step), state)


def _missing(case: Case, step: Step) -> str:
    if step.name != "economic_check":
        return ""
    count = open_differences(case)
    return f"还有 {count} 处差异没有处理。" if count else ""


def _other_ways(case: Case, free: Sequence[Step], user, on: dt.date) -> tuple[Link, ...]:
    names = {step.name: step for step in free}
    ways = []
    if "accept" in names:
        ways.append(Link("一次性告知补正", reverse("applications:supplement", args=[case.pk]), "pencil"))
    if "economic_check" in names:
        ways.append(Link("登记核对结果", reverse("checks:finding", args=[case.pk]), "pencil"))
    if names.keys() & OPINIONS and open_objections(case).exists():
        ways.append(Link("处理异议", reverse("publicity:handle_objections", args=[case.pk]), "overdue"))
    if "first_review" in names:
        ways.append(Link("退回材料（写明原因）", reverse("routing:send_back", args=[case.pk]), "returned"))
    notice = names.get("public_notice")
    if (
        notice is not None
        and notice.state == StepState.STARTED
        and may(user, Permission.OBJECTION, notice.office, on)
    ):
        ways.append(Link("登记异议", reverse("publicity:objection", args=[case.pk]), "returned"))
    if "appraisal" in case.asked and _names_members(case, user, on):
        names_url = reverse("publicity:name_members", args=[case.pk])
        ways.append(Link("提出评议人员名单", names_url, "people"))
    if may(user, Permission.ISSUE_DOCUMENT, on=on):
        ways.append(Link("文书", reverse("applications:papers", args=[case.pk]), "document"))
    if may(user, Permission.RECUSAL, on=on):
        ways.append(Link("近亲属备案", reverse("routing:relatives", args=[case.pk]), "people"))
    ways.extend(appeal_ways(case, user, on))
    if _withdrawable(case, user, on):
        ways.append(Link("申请人撤回申请", reverse("applications:withdraw", args=[case.pk]), "close"))
    return tuple(ways)


def _names_members(case: Case, user, on: dt.date) -> bool:
    return appraisal_to_hold(case) is not None and may_name_members(case, user, on)


def _withdrawable(case: Case, user, on: dt.date) -> bool:
    open_ = case.kind == CaseKind.APPLICATION and case.state != CaseState.CLOSED and not case.outcome
    return open_ and any(
        may(user, Permission.WITHDRAW_CASE, office, on) for office in (case.intake_office, case.hukou_office)
    )


def _not_yours(step: Step, case: Case) -> NotYours:
    who = str(step.assignee or step.office)
    return NotYours(f"{label_of(step)}由", routing.side_of(case, step.office), who, "办理。")


def _barred(step: Step, case: Case, user, on: dt.date) -> NotYours:
    """A step of one's own office that somebody else must do: who, or who is to be named."""
    why = "您是备案的近亲属，须回避" if is_relative(case, user) else "您办过前面的环节，按四眼原则不得再办"
    instead = instead_of(step, user, on)
    return NotYours(
        f"{label_of(step)}不由您办。",
        routing.side_of(case, step.office),
        str(step.office),
        f"{why}；{instead}。",
    )
