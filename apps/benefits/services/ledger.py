"""待遇台账: what a later decision does to an award. Rows are closed or withdrawn, and others take their place.

A month that was paid already may be changed too, by a decision that came late: its payment stays, the next batch pays
what is missing, and what was too much is proposed for recovery.
"""

import datetime as dt
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from apps.benefits.models import Award, AwardAmount, AwardMember, Decision, Kind
from apps.benefits.queries import Part, goes_on
from apps.benefits.services.award import refusal_of_second_award
from apps.core.chinese import month_text
from apps.core.errors import Refused
from apps.journal.kinds import EventKind
from apps.routing.services import record_on_case
from apps.rules.amounts import format_money
from apps.rules.calendar import month_of
from apps.rules.taper import TaperPlan, TaperRow


@transaction.atomic
def change_amount(
    award: Award,
    parts: Iterable[Part],
    *,
    decision: Decision,
    first_month: dt.date,
    persons: Iterable[int] | None = None,
    payee: str = "",
    by,
    on: dt.date,
) -> Award:
    """From `first_month` on the award is these amounts (yuan a month by kind and person), as the decision says.

    `persons`: ids of who lives by it from then on, where that changes too; `payee`: who takes the care subsidy.
    Refused: `foreign_decision`, `before_the_award`, `award_ended`, `no_amount` (that would be a stop), `has_award`.
    """
    award, first = _locked(award), first_month.replace(day=1)
    parts = tuple(part for part in parts if part.amount)
    _refuse(award, decision, first)
    if not parts:
        raise Refused("no_amount", "没有变更。新的金额是零；不再发放请办理停发。")
    _close_amounts(award, first, decision)
    AwardAmount.objects.bulk_create(_row(award, decision, part, first, payee) for part in parts)
    if persons is not None:
        _change_members(award, set(persons), first, decision)
    total = sum(part.amount for part in parts)
    _record(
        EventKind.AWARD,
        award,
        decision,
        by,
        on,
        f"自{month_text(first)}起改为每月 {format_money(total)} 元。",
    )
    return award


@transaction.atomic
def schedule_taper(award: Award, plan: TaperPlan, *, decision: Decision, by, on: dt.date) -> Award:
    """渐退 as the rule planned it (津民发〔2020〕19号), all months at once, so that the household page shows them today.

    The award ends with the last of them, unless the plan falls back to ordinary dibao. One row a month: the k-th taper
    row of the decision is month k of the plan. Refused: `no_taper` for a plan that is none, and as `change_amount`.
    """
    if plan.outcome != "taper" or not plan.schedule:
        raise Refused("no_taper", "没有安排渐退。按测算不适用渐退；请按测算结果办理停发或者变更。")
    award, first = _locked(award), plan.schedule[0].month.first
    _refuse(award, decision, first)
    _close_amounts(award, first, decision)
    rows = [row for row in plan.schedule if row.amount]
    AwardAmount.objects.bulk_create(_taper_row(award, decision, row) for row in rows)
    if plan.exit_month:
        _end(award, plan.exit_month.plus(-1).first, decision)
    _record(EventKind.TAPER, award, decision, by, on, _taper_words(plan))
    return award


@transaction.atomic
def stop_award(award: Award, *, decision: Decision, last_month: dt.date, by, on: dt.date) -> Award:
    """停发: `last_month` is the last month that is due. It may lie in the past (a death found late).

    Refused: `foreign_decision`, `before_the_award` (it was never due: no month would be left), `award_ended`.
    """
    award, last = _locked(award), last_month.replace(day=1)
    _refuse(award, decision, month_of(last).plus(1).first)
    if last < award.from_month:
        raise _before(award)
    _close_amounts(award, month_of(last).plus(1).first, decision)
    _end(award, last, decision)
    _record(EventKind.STOP, award, decision, by, on, f"停发，发放到{month_text(last)}为止。")
    return award


def _locked(award: Award) -> Award:
    return Award.objects.select_for_update(of=("self",)).select_related("paying_office").get(pk=award.pk)


def _refuse(award: Award, decision: Decision, first: dt.date) -> None:
    """A decision of another household, or a month outside the award."""
    if decision.case.household_id != award.household_id:
        raise Refused(
            "foreign_decision", "没有变更。决定不是这一家庭的；请从该家庭的办件中作出决定后再办理。"
        )
    if first < award.from_month:
        raise _before(award)
    if award.to_month and award.to_month < first:
        raise Refused(
            "award_ended",
            f"没有变更。这份待遇只发放到{month_text(award.to_month)}；此后的月份须重新申请。",
        )


def _before(award: Award) -> Refused:
    return Refused(
        "before_the_award",
        f"没有变更。这份待遇自{month_text(award.from_month)}起发放；请选择{month_text(award.from_month)}或以后的月份。",
    )


def _row(award: Award, decision: Decision, part: Part, first: dt.date, payee: str) -> AwardAmount:
    return AwardAmount(
        award=award,
        kind=part.kind,
        person_id=part.person,
        payee=payee if part.kind == Kind.CARE_SUBSIDY else "",
        amount=part.amount,
        from_month=first,
        to_month=award.to_month,
        decision=decision,
    )


def _taper_row(award: Award, decision: Decision, row: TaperRow) -> AwardAmount:
    """A month of taper; ordinary dibao after a fall of the income goes on until it is changed."""
    kind = Kind.TAPER if row.kind == "taper" else Kind.DIBAO
    month = row.month.first
    return AwardAmount(
        award=award,
        kind=kind,
        amount=row.amount,
        from_month=month,
        to_month=month if kind == Kind.TAPER else award.to_month,
        decision=decision,
    )


def _end(award: Award, last: dt.date, decision: Decision) -> None:
    award.to_month, award.ended_by = last, decision
    award.save(update_fields=["to_month", "ended_by"])
    _close_members(award.members.all(), month_of(last).plus(1).first, decision)


def _close_amounts(award: Award, first: dt.date, decision: Decision) -> None:
    """Withdraw the amounts that would begin in `first` or later, and close the month before those that would go on.

    What is paid once was approved for itself and stays.
    """
    AwardAmount.objects.filter(award=award, one_time=None, from_month__gte=first).update(
        withdrawn_by=decision
    )
    AwardAmount.objects.filter(goes_on(first), award=award, one_time=None).update(
        to_month=month_before(first)
    )


def _close_members(members: QuerySet[AwardMember], first: dt.date, decision: Decision) -> None:
    """The same for those who live by the award no more."""
    ids = list(members.values_list("pk", flat=True))
    AwardMember.objects.filter(pk__in=ids, from_month__gte=first).update(withdrawn_by=decision)
    AwardMember.objects.filter(goes_on(first), pk__in=ids).update(to_month=month_before(first))


def month_before(month: dt.date) -> dt.date:
    return month_of(month).plus(-1).first


def _change_members(award: Award, persons: set[int], first: dt.date, decision: Decision) -> None:
    """Who left lives by the award until the month before; who came lives by it from then on, and by no other."""
    _close_members(award.members.exclude(person__in=persons), first, decision)
    there = award.members.filter(goes_on(first))
    new = sorted(persons - set(there.values_list("person_id", flat=True)))
    try:
        with transaction.atomic():
            AwardMember.objects.bulk_create(
                AwardMember(award=award, person_id=person, from_month=first, to_month=award.to_month)
                for person in new
            )
    except IntegrityError as error:
        if "one_basic_living_award_per_person_and_month" not in str(error):
            raise
        raise refusal_of_second_award(new, first, award.paying_office) from error


def _record(kind: EventKind, award: Award, decision: Decision, by, on: dt.date, summary: str) -> None:
    record_on_case(
        kind,
        decision.case,
        office=decision.office,
        by=by,
        on=on,
        summary=summary,
        detail={"award": award.pk, "decision": decision.pk},
    )


def _taper_words(plan: TaperPlan) -> str:
    tapered = [row for row in plan.schedule if row.kind == "taper"]
    amounts = "、".join(format_money(row.amount) for row in tapered)
    return f"渐退 {len(tapered)} 个月，自{month_text(tapered[0].month.first)}起依次 {amounts} 元。"


@transaction.atomic
def resume_award(award: Award, *, decision: Decision, by, on: dt.date) -> Award:
    """An award that was to end (a taper whose household fell below the standard again) goes on without an end.

    What it comes to from which month is the next call, `change_amount`. Refused `award_ended` where the end has passed.
    """
    award = _locked(award)
    if award.to_month is None:
        return award
    _refuse(award, decision, on.replace(day=1))
    last = award.to_month
    AwardMember.objects.filter(award=award, to_month=last).update(to_month=None)
    award.to_month, award.ended_by = None, None
    award.save(update_fields=["to_month", "ended_by"])
    return award


@transaction.atomic
def move_award(
    award: Award,
    parts: Iterable[Part],
    *,
    decision: Decision,
    to,
    residence,
    last_month: dt.date,
    by,
    on: dt.date,
) -> Award:
    """转移发放: the office pays `last_month` for the last time, `to` pays from the month after. No gap, no month twice."""
    persons = set(award.members.filter(to_month__isnull=True).values_list("person_id", flat=True))
    ended = stop_award(award, decision=decision, last_month=last_month, by=by, on=on)
    first = month_of(last_month).plus(1).first
    moved = Award.objects.create(
        household=ended.household,
        decision=decision,
        programme=ended.programme,
        paying_office=to,
        residence_office=residence,
        from_month=first,
    )
    AwardAmount.objects.bulk_create(_row(moved, decision, part, first, "") for part in parts if part.amount)
    AwardMember.objects.bulk_create(
        AwardMember(award=moved, person_id=person, from_month=first) for person in sorted(persons)
    )
    _record(EventKind.AWARD, moved, decision, by, on, f"自{month_text(first)}起由{to}发放。")
    return moved


@transaction.atomic
def take_over_award(
    decision: Decision, parts: Iterable[Part], persons: Iterable[int], *, by, on: dt.date
) -> Award:
    """An award that another register paid so far: it begins here with the first month that was not paid there.

    Refused `has_award` when one of the people lives by another award already.
    """
    case, first, ids = decision.case, decision.first_month, sorted(set(persons))
    award = Award.objects.create(
        household=case.household,
        decision=decision,
        programme=decision.programme,
        paying_office=case.hukou_office,
        residence_office=case.residence_office,
        from_month=first,
    )
    AwardAmount.objects.bulk_create(_row(award, decision, part, first, "") for part in parts)
    try:
        with transaction.atomic():
            AwardMember.objects.bulk_create(
                AwardMember(award=award, person_id=person, from_month=first) for person in ids
            )
    except IntegrityError as error:
        if "one_basic_living_award_per_person_and_month" not in str(error):
            raise
        raise refusal_of_second_award(ids, first, award.paying_office) from error
    _record(EventKind.AWARD, award, decision, by, on, f"接管：自{month_text(first)}起由本系统发放。")
    return award
