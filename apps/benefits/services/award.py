"""待遇: what a decision gives, month by month."""

import datetime as dt

from django.db import IntegrityError, transaction

from apps.benefits import queries
from apps.benefits.models import Award, AwardAmount, AwardMember, Decision, Kind
from apps.core.chinese import month_text
from apps.core.errors import Refused
from apps.journal.kinds import EventKind
from apps.offices.models import Office
from apps.routing.services import record_on_case
from apps.rules.amounts import format_money
from apps.rules.calendar import Month


@transaction.atomic
def open_award(decision: Decision, *, payee: str = "", by, on: dt.date) -> Award | None:
    """The award of an approval: amounts by kind and persons from the first month on. None where nothing is paid monthly.

    `payee`: the institution that takes the care subsidy of a person who lives there.

    Refuses when somebody already lives by another basic-living award in these months, naming both offices
    (`has_award`); the database refuses it too, for two decisions at the same moment.
    """
    if not decision.approve or not decision.amount:
        return None
    grant = queries.grant_of(decision.assessment, decision.choice)
    persons = list(grant.persons)
    try:
        with transaction.atomic():
            award = _write_award(decision, grant, payee)
    except IntegrityError as error:
        if "one_basic_living_award_per_person_and_month" not in str(error):
            raise
        raise refusal_of_second_award(persons, decision.first_month, decision.case.hukou_office) from error
    record_on_case(
        EventKind.AWARD,
        decision.case,
        office=decision.office,
        by=by,
        on=on,
        summary=f"自{month_text(award.from_month)}起每月 {format_money(decision.amount)} 元，"
        f"{len(persons)} 人，由{award.paying_office}发放。",
        detail={"award": award.pk, "decision": decision.pk, "from_month": f"{award.from_month:%Y-%m}"},
    )
    return award


def _write_award(decision: Decision, grant: queries.Grant, payee: str) -> Award:
    case, first = decision.case, decision.first_month
    award = Award.objects.create(
        household=case.household,
        decision=decision,
        programme=decision.programme,
        paying_office=case.hukou_office,
        residence_office=case.residence_office,
        from_month=first,
    )
    rows = [row for part in grant.parts for row in _amounts(award, decision, part, payee)]
    AwardAmount.objects.bulk_create(rows)
    AwardMember.objects.bulk_create(
        AwardMember(award=award, person_id=person, from_month=first) for person in grant.persons
    )
    return award


def _amounts(award: Award, decision: Decision, part: queries.Part, payee: str) -> list[AwardAmount]:
    """One open row of a kind; the first month has a row of its own where it is paid by days."""
    start = queries.start_of(decision.assessment, decision.decided_on, part.amount)
    first = decision.first_month
    row = {"award": award, "kind": part.kind, "person_id": part.person, "decision": decision}
    row["payee"] = payee if part.kind == Kind.CARE_SUBSIDY else ""
    if start.first_amount == part.amount:
        return [AwardAmount(**row, amount=part.amount, from_month=first)]
    rest = Month(first.year, first.month).plus(1).first
    rows = [AwardAmount(**row, amount=part.amount, from_month=rest)]
    if start.first_amount:
        rows.insert(0, AwardAmount(**row, amount=start.first_amount, from_month=first, to_month=first))
    return rows


def refusal_of_second_award(persons: list[int], first: dt.date, here: Office) -> Refused:
    """Who already lives by which award, and both offices to call."""
    other = queries.overlapping_members(persons, first).first()
    if other is None:
        return Refused("has_award", "没有办理。家庭成员刚刚享受了另一份基本生活救助；请刷新后核实。")
    there = other.award.paying_office
    return Refused(
        "has_award",
        f"没有办理。{other.person.name}自{month_text(other.from_month)}起已由{there.full_name}"
        f"（电话 {there.phone or '见机构名录'}）发放{other.award.get_programme_display()}，不能由{here.full_name}"
        f"（电话 {here.phone or '见机构名录'}）重复发放；请两个街道核实后先停发其中一份。",
    )
