"""What a change does to the dated facts of the household, from the day on which it happened."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from apps.benefits.queries import live_award_of_persons
from apps.core.errors import Refused
from apps.households import services as households
from apps.households.models import Membership, Origin
from apps.offices.models import Office
from apps.reviews.models import ChangeKind, ChangeReport
from apps.routing.services import set_offices


def write_facts(report: ChangeReport, *, by, on: dt.date) -> None:
    """Close and succeed what the event changes; a hukou that moves is written with the decision (`services.resolve`)."""
    writer = WRITERS.get(ChangeKind(report.kind))
    if writer:
        writer(report, by=by, on=on)


def _birth(report: ChangeReport, *, by, on: dt.date) -> None:
    told = report.entered
    child = households.register_person(
        name=told["name"], id_number=told.get("id_number", ""), birth_date=report.happened_on,
        sex=told.get("sex", ""), hukou_nature=report.household.head.hukou_nature, by=by, on=on,
    )  # fmt: skip
    households.add_member(
        report.household, child, relation="child", labour_capacity="minor", work_status="preschool",
        position=report.household.memberships.count(), by=by, on=report.happened_on,
    )  # fmt: skip
    report.person = child
    report.save(update_fields=["person"])


def _move_in(report: ChangeReport, *, by, on: dt.date) -> None:
    told = report.entered
    person = households.register_person(
        name=told["name"], id_number=told.get("id_number", ""), by=by, on=on, hukou_nature="urban"
    )
    _refuse_elsewhere(report, person)
    households.add_member(
        report.household, person, relation=told["relation"], labour_capacity=told["labour_capacity"],
        work_status=told["work_status"], joint_residence_months=0,
        position=report.household.memberships.count(), by=by, on=report.happened_on,
    )  # fmt: skip
    report.person = person
    report.save(update_fields=["person"])


def _refuse_elsewhere(report: ChangeReport, person) -> None:
    held = live_award_of_persons([person.pk], report.reported_on).get(person.pk)
    if held is not None and held.household_id != report.household_id:
        office = held.paying_office
        raise Refused(
            "has_award",
            f"没有登记。{person}正由{office.full_name}（电话 {office.phone or '见机构名录'}）发放"
            f"{held.get_programme_display()}；请两个街道核实后先从原家庭减员。",
            "id_number",
        )


def _death(report: ChangeReport, *, by, on: dt.date) -> None:
    households.record_death(report.person, died_on=report.happened_on, by=by, on=on)


def _move_out(report: ChangeReport, *, by, on: dt.date) -> None:
    households.leave_household(_row(report), by=by, on=report.happened_on)


def _job_start(report: ChangeReport, *, by, on: dt.date) -> None:
    """A first job begins the months of the employment deduction (津民发〔2020〕19号); a later one finds them begun."""
    row, told = _row(report), report.entered
    first = row.first_employment_month
    if first is None and told.get("first_job"):
        first = report.happened_on.replace(day=1)
    households.succeed_membership(
        row, work_status="employed", first_employment_month=first, by=by, on=report.happened_on
    )
    _income(report, "W", by=by)


def _job_end(report: ChangeReport, *, by, on: dt.date) -> None:
    households.succeed_membership(
        _row(report), work_status="registered_unemployed", by=by, on=report.happened_on
    )
    households.end_incomes(report.household, report.person, type="W", by=by, on=report.happened_on)


def _income_changed(report: ChangeReport, *, by, on: dt.date) -> None:
    _row(report)
    _income(report, report.entered["type"], by=by)


def _income(report: ChangeReport, type: str, *, by) -> None:
    """The income of that kind from the day of the event, in the place of the one before."""
    amount, since = Decimal(report.entered["amount"]), report.happened_on
    held = report.household.incomes.filter(
        person=report.person, type=type, item="ordinary", valid_to__isnull=True
    ).first()
    if held:
        households.succeed_income(
            held, amount=amount, period="monthly", origin=Origin.DECLARED, by=by, on=since,
            reason=str(report.get_kind_display()),
        )  # fmt: skip
        return
    households.record_income(
        report.household, report.person, type=type, amount=amount, period="monthly",
        note=report.entered.get("note", "") or "", by=by, on=since,
    )  # fmt: skip


def _property(report: ChangeReport, *, by, on: dt.date) -> None:
    amount, since = Decimal(report.entered["amount"]), report.happened_on
    held = report.household.assets.filter(kind="monetary", form="deposit", valid_to__isnull=True).first()
    if held:
        households.succeed_asset(
            held, amount=amount, origin=Origin.DECLARED, by=by, on=since, reason="财产变化"
        )
    else:
        households.record_asset(
            report.household, kind="monetary", form="deposit", amount=amount, by=by, on=since
        )


def _residence(report: ChangeReport, *, by, on: dt.date) -> None:
    """The new street takes over what is open: the live cases show it from now on, the hukou street pays on."""
    office = _office(report)
    address = report.entered.get("address", "") or ""
    households.move_household(report.household, residence_office=office, address=address, by=by, on=on)
    report.household.refresh_from_db()
    set_offices(report.household, by=by, on=on)


def _refused_job(report: ChangeReport, *, by, on: dt.date) -> None:
    row = _row(report)
    households.succeed_membership(row, refused_jobs=row.refused_jobs + 1, by=by, on=report.happened_on)


def _office(report: ChangeReport) -> Office:
    office = Office.objects.filter(code=str(report.entered.get("office", ""))).first()
    if office is None:
        raise Refused("office_unknown", "没有登记。没有找到迁入的街道；请从名录中选择。", "office")
    return office


def _row(report: ChangeReport) -> Membership:
    row = report.household.memberships.filter(person=report.person, valid_to__isnull=True).first()
    if row is None:
        raise Refused("not_a_member", "没有登记。所选人员现在不是这一家的成员；请重新选择。", "person")
    return row


WRITERS: dict[ChangeKind, Callable[..., None]] = {
    ChangeKind.BIRTH: _birth,
    ChangeKind.DEATH: _death,
    ChangeKind.MOVE_IN: _move_in,
    ChangeKind.MOVE_OUT: _move_out,
    ChangeKind.JOB_START: _job_start,
    ChangeKind.JOB_END: _job_end,
    ChangeKind.INCOME: _income_changed,
    ChangeKind.PROPERTY: _property,
    ChangeKind.RESIDENCE: _residence,
    ChangeKind.REFUSED_JOB: _refused_job,
}
