"""Who must stand aside from a case, and who may do a step instead: colleagues by duty, or whoever is to be named."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse

from apps.core.shapes import PagerInfo
from apps.offices.models import Duty, User
from apps.offices.roles import Permission, roles_with
from apps.routing.models import Case, CloseRelative, Step
from apps.routing.queries import table_of


def is_relative(case: Case, user) -> bool:
    """Whether `user` is registered as a close relative of somebody in the case."""
    return case.close_relatives.filter(user=user, cancelled_on__isnull=True).exists()


def others_who_may(step: Step, user, on: dt.date) -> list[User]:
    """Everybody else who has the step's permission at its office today and need not stand aside."""
    roles = roles_with(Permission(step.name))
    held = Duty.objects.filter(
        office=step.office_id, role__in=roles, valid_from__lte=on, user__is_active=True
    )
    held = held.exclude(valid_to__lt=on).exclude(user=user).select_related("user")
    aside = set(step.case.close_relatives.filter(cancelled_on__isnull=True).values_list("user_id", flat=True))
    apart = table_of(step.case).step(step.name).apart_from
    aside |= set(step.case.steps.filter(name__in=apart).values_list("done_by_id", flat=True))
    return list(dict.fromkeys(duty.user for duty in held if duty.user_id not in aside))


def instead_of(step: Step, user, on: dt.date) -> str:
    """Whom to hand a step to, by name; where nobody is left, who is to be named and by whom."""
    label = table_of(step.case).step(step.name).label
    others = others_who_may(step, user, on)
    if others:
        return f"请交给{step.office}的{'、'.join(map(str, others[:3]))}办理"
    return (
        f"{step.office}没有其他人可以办{label}，请系统管理员给邻近街道或区里的人员"
        f"增加{step.office}的“{_roles_text(step)}”岗位"
    )


def _roles_text(step: Step) -> str:
    return "”或“".join(sorted(role.label for role in roles_with(Permission(step.name))))


# The register --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RelativeRow:
    """One registration, for the case and for whoever inspects it."""

    case_number: str
    case_url: str
    state_text: str
    offices: str
    staff: str
    post: str
    relation: str
    source: str
    registered: str
    handled: int
    cancelled: str
    cancel_url: str


def relative_rows(found: QuerySet[CloseRelative]) -> tuple[RelativeRow, ...]:
    """Registrations as rows; `handled` counts steps that the relative had done, which somebody must look at again."""
    related = ("case__residence_office", "case__hukou_office", "person", "registered_by", "cancelled_by")
    done = Count("case__steps", filter=Q(case__steps__done_by=F("user")))
    return tuple(_row(one) for one in found.select_related(*related).annotate(handled=done))


def _row(one: CloseRelative) -> RelativeRow:
    case = one.case
    offices = [case.residence_office.name] + ([case.hukou_office.name] if case.split else [])
    cancelled = ""
    if one.cancelled_on:
        cancelled = f"{one.cancelled_on:%-m月%-d日} {one.cancelled_by}撤销：{one.cancelled_reason}"
    return RelativeRow(
        case_number=case.number,
        case_url=reverse("desk:case", args=[case.pk]),
        state_text=case.get_outcome_display() or case.get_state_display(),
        offices="、".join(offices),
        staff=one.staff_name,
        post=one.post,
        relation=f"{one.person}的{one.get_relation_display()}",
        source=one.get_source_display(),
        registered=f"{one.registered_on:%-m月%-d日} {one.registered_by}",
        handled=one.handled,
        cancelled=cancelled,
        cancel_url="" if one.cancelled_on else reverse("routing:cancel_relative", args=[case.pk, one.pk]),
    )


def relatives_pager(shown: Page) -> PagerInfo:
    """第 1–20 项，共 38 项."""
    return PagerInfo(
        first=shown.start_index(),
        last=shown.end_index(),
        total=shown.paginator.count,
        proof="按您可以查看的街道列出，含已撤销的，没有遗漏。",
        previous_url=f"?page={shown.previous_page_number()}" if shown.has_previous() else "",
        next_url=f"?page={shown.next_page_number()}" if shown.has_next() else "",
    )


def who_and_whose(case: Case, on: dt.date) -> dict[str, Iterable]:
    """Everybody who holds a duty at an office of the case, and the people of the case."""
    offices = {case.residence_office_id, case.hukou_office_id, case.intake_office_id, case.decider_office_id}
    held = Duty.objects.filter(office__in=offices, valid_from__lte=on).exclude(valid_to__lt=on)
    users = User.objects.filter(pk__in=held.values("user"), is_active=True)
    persons = [party.person for party in case.parties.select_related("person")]
    return {"users": users, "persons": persons}


def relatives_text(case: Case) -> str:
    """张三（经办）是李四的兄弟姐妹: everybody who stands aside, "" if nobody."""
    rows = case.close_relatives.filter(cancelled_on__isnull=True).select_related("person")
    return "；".join(
        f"{row.post}{row.staff_name}是{row.person}的{row.get_relation_display()}" for row in rows
    )
