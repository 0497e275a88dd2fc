"""主动报告: one dated event, written into the facts of the household from its day, then verified and decided.

「家庭人口、收入和财产状况发生变化的，应当及时告知」（57号 第三十条）. What was told late is kept as late; whether something is to be
recovered follows from the day of the event, not from the day of the report.
"""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from apps.core.errors import Refused
from apps.households import services as households
from apps.households.models import Household, Person
from apps.offices.access import may
from apps.offices.models import Office
from apps.offices.roles import Permission
from apps.reviews.models import ChangeKind, ChangeReport, Found, Resolution
from apps.reviews.queries.standing import grant_of_household, may_wait
from apps.reviews.services.facts import write_facts
from apps.reviews.services.resolve import propose
from apps.routing.models import Case, CaseKind, CaseState, Outcome, Programme
from apps.routing.services import advance, close_case, extend_for_emergency, open_case, take_step
from apps.rules.calendar import add_months
from apps.standards.queries import standards_for

WRITTEN = "written"  # in the detail of a report: the rows that it began and ended
# What is looked at before anybody decides; everything else rests on what was handed in.
EVIDENCE = {
    ChangeKind.MOVE_IN: ("home_visit",),
    ChangeKind.MOVE_OUT: ("home_visit",),
    ChangeKind.RESIDENCE: ("home_visit",),
    ChangeKind.PROPERTY: ("economic_check",),
    ChangeKind.SELF_CARE: ("self_care",),
}


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """A change as it is typed in; `person` an id of a member, `detail` what the kind asks for (amounts in yuan)."""

    kind: ChangeKind
    happened_on: dt.date
    found: Found = Found.REPORTED
    evidence: str = ""
    person: int | None = None
    detail: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def report_change(household: Household, entry: ChangeEntry, *, at: Office, by, on: dt.date) -> ChangeReport:
    """登记变更 at one of the household's offices: the event, the facts from its day, and a case that verifies it.

    Refused: `change_in_future`, `already_reported` (names the case), `nothing_stands`, and what the facts refuse.
    """
    if at.pk not in (household.residence_office_id, household.hukou_office_id) or not may(
        by, Permission.CHANGE_REPORT, at, on
    ):
        raise PermissionDenied
    if entry.happened_on > on:
        raise Refused(
            "change_in_future",
            "没有登记。变更日期晚于今天；还没有发生的事请在发生之后登记。",
            "happened_on",
        )
    household = Household.objects.select_for_update(of=("self",)).get(pk=household.pk)
    grant = grant_of_household(household, on)
    if grant is None:
        raise Refused("nothing_stands", "没有登记。这一家现在不享受救助；需要救助的，请家庭重新申请。")
    if entry.kind == ChangeKind.SELF_CARE and grant.programme != Programme.TEKUN_SUPPORT:
        raise Refused(
            "not_tekun", "没有登记。只有特困供养按生活自理能力发给照料护理补贴；请登记其他变更。", "person"
        )
    person = _member(household, entry)
    subject = person.name if person else str(entry.detail.get("name", "")).strip()
    _refuse_second(household, entry, subject)
    persons = [
        row.person for row in household.memberships.filter(valid_to__isnull=True).select_related("person")
    ]
    case = open_case(
        household, kind=CaseKind.CHANGE_REPORT, programme=grant.programme, persons=persons, at=at, on=on,
        asked=EVIDENCE.get(entry.kind, ()),
    )  # fmt: skip
    extend_for_emergency(case, by=by, on=on)
    report = _write(case, entry, person, subject, on)
    before = households.facts_held(household)
    write_facts(report, by=by, on=on)
    report.detail |= {WRITTEN: households.written_since(household, before)}
    report.save(update_fields=["detail"])
    step = take_step(case, "change_report", by=by, on=on)
    advance(step, by=by, on=on, summary=_summary(report), detail={"kind": report.kind, "late": report.late})
    return report


@transaction.atomic
def submit_verification(
    case: Case, *, text: str, seen: str = "", minor: bool = False, by, on: dt.date
) -> Resolution:
    """提交核实意见 on the computation of today. See `propose`.

    `minor`: the change is not obvious and waits for the next review; refused `cannot_wait` where no rule lets it.
    """
    step = take_step(case, "verification", by=by, on=on)
    report = ChangeReport.objects.select_for_update().get(case=case)
    report.case = step.case
    if minor and not may_wait(report, on):
        raise Refused(
            "cannot_wait",
            "没有提交。这项变化须现在办理，不能等到下次核查；请不勾选“没有明显变化”再提交。",
            "minor",
        )
    report.verified_on, report.minor = report.verified_on or on, minor
    report.save(update_fields=["verified_on", "minor"])
    return propose(step, text=text, seen="" if minor else seen, by=by, on=on)


@transaction.atomic
def withdraw_report(case: Case, *, reason: str, by, on: dt.date) -> ChangeReport:
    """撤回误登记 before anybody has decided: the facts are as before, the case is closed, and the event may be told anew.

    Refused: `proposed_already`, `move_written` (whoever moved by mistake moves back), `changed_since`, no reason.
    """
    case = (
        Case.objects.select_for_update(of=("self",))
        .select_related("hukou_office", "household")
        .get(pk=case.pk)
    )
    may_withdraw(case, by=by, on=on)
    report = ChangeReport.objects.select_for_update(of=("self",)).select_related("person").get(case=case)
    if len(reason.strip()) < 4:
        raise Refused("reason_missing", "没有撤回。请写明哪里登记错了（至少 4 个字）。", "reason")
    if report.kind == ChangeKind.RESIDENCE or WRITTEN not in report.detail:
        raise Refused("move_written", "没有撤回。居住地迁移已经移交；请由新街道登记一次迁回。", "reason")
    dead = report.person if report.kind == ChangeKind.DEATH else None
    households.take_back(case.household, report.detail[WRITTEN], dead=dead, by=by, on=on)
    report.withdrawn_on = on
    report.save(update_fields=["withdrawn_on"])
    summary = f"误登记，已撤回：{reason.strip()}"
    close_case(case, Outcome.CANCELLED, by=by, on=on, summary=summary, office=case.hukou_office)
    return report


def may_withdraw(case: Case, *, by, on: dt.date) -> None:
    """Whoever verifies it may withdraw it, until an opinion is given. PermissionDenied; Refused `proposed_already`."""
    if not may(by, Permission.VERIFICATION, case.hukou_office, on):
        raise PermissionDenied
    if case.state == CaseState.CLOSED or case.steps.filter(name="decision").exists():
        raise Refused(
            "proposed_already",
            "没有撤回。核实意见已经提出或者已经办结；还没有决定的，请审核确认人员退回后更正，已经决定的请登记一次更正的变更。",
        )


def _member(household: Household, entry: ChangeEntry) -> Person | None:
    if entry.person is None:
        return None
    row = (
        household.memberships.filter(person_id=entry.person).select_related("person").order_by("-id").first()
    )
    if row is None:
        raise Refused("not_a_member", "没有登记。所选人员不是这一家的成员；请重新选择。", "person")
    return row.person


def _refuse_second(household: Household, entry: ChangeEntry, subject: str) -> None:
    """One event is reported once; the database says so too."""
    same = ChangeReport.objects.filter(
        household=household,
        kind=entry.kind,
        subject=subject,
        happened_on=entry.happened_on,
        withdrawn_on=None,
    )
    there = same.select_related("case").first()
    if there:
        raise Refused(
            "already_reported",
            f"没有重复登记。{there}已由办件 {there.case.number} 登记；请打开该办件看进展。",
            "happened_on",
        )


def _write(case: Case, entry: ChangeEntry, person: Person | None, subject: str, on: dt.date) -> ChangeReport:
    plain = {name: str(value) for name, value in entry.detail.items() if value not in (None, "")}
    plain.pop("id_number", None)
    try:
        with transaction.atomic():
            report = ChangeReport.objects.create(
                case=case,
                household=case.household,
                kind=entry.kind,
                person=person,
                subject=subject,
                happened_on=entry.happened_on,
                reported_on=on,
                found=entry.found,
                evidence=entry.evidence.strip(),
                detail=plain,
                late=_is_late(case, entry, on),
            )
    except IntegrityError as error:
        raise Refused("already_reported", "没有重复登记。这件事刚刚登记过；请刷新后查看。") from error
    report.entered = entry.detail
    return report


def _is_late(case: Case, entry: ChangeEntry, on: dt.date) -> bool:
    """民发〔2022〕83号五（五）: told later than the months of grace; criticised, and kept."""
    standards = standards_for(case.hukou_office.jurisdiction.code)
    if not standards.in_force("change_report_grace", on):
        return False
    return add_months(entry.happened_on, standards.integer("change_report_grace", on)) < on


def _summary(report: ChangeReport) -> str:
    who = f"{report.subject}，" if report.subject else ""
    late = "报告超过宽限期，已批评教育。" if report.late and report.found == Found.REPORTED else ""
    amount = report.detail.get("amount")
    money = f"，{Decimal(amount):,.2f} 元" if amount else ""
    told = f"{report.get_found_display()}：{who}{report.get_kind_display()}，{report.happened_on:%Y年%-m月%-d日}{money}。"
    return told + late
