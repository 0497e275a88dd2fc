"""Writing what the finished cases gave: computation, opinion, decision, award, its amounts by month, its people, the events."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from apps.applications.queries.preview import entry_facts
from apps.benefits import queries as benefits
from apps.benefits.models import Assessment, Award, AwardAmount, AwardMember, Decision, Opinion
from apps.benefits.services import KINDS
from apps.core.chinese import month_text
from apps.desk.demo.bulk_cases import CaseWriter, Filed
from apps.desk.demo.past import Past
from apps.journal.models import Event
from apps.routing.queries import side_of
from apps.rules.amounts import format_money
from apps.rules.assess.uplift import DISABILITY_CODES
from apps.rules.calendar import add_months
from apps.rules.words import ILLNESSES
from apps.standards.models import Standard

MOVES_AMOUNTS = ("dibao_standard", "edge_cash_rate", *DISABILITY_CODES, *ILLNESSES)


@dataclass
class Settled:
    """A filed ruling with its computation and decision; the computations of later standards follow in `again`."""

    filed: Filed
    assessment: Assessment
    again: list[Assessment]
    opinion: Opinion | None = None
    decision: Decision | None = None

    @property
    def past(self) -> Past:
        return self.filed.home.past


def write_awards(filed: Sequence[Filed], writer: CaseWriter, until: dt.date) -> list[Award]:
    """Everything of all rulings; returns the awards."""
    changes = standard_changes(until)
    settled = [_settle(one, changes) for one in filed]
    Assessment.objects.bulk_create(row for one in settled for row in (one.assessment, *one.again))
    for one in settled:
        one.opinion = _opinion(one)
    Opinion.objects.bulk_create(one.opinion for one in settled)
    for one in settled:
        one.decision = _decision(one)
    Decision.objects.bulk_create(one.decision for one in settled)
    by_past: dict[int, list[Settled]] = {}
    for one in settled:
        by_past.setdefault(id(one.past), []).append(one)
    awards = Award.objects.bulk_create(_award(rulings) for rulings in by_past.values())
    amounts = [
        row
        for award, rulings in zip(awards, by_past.values(), strict=True)
        for row in _amounts(award, rulings)
    ]
    AwardAmount.objects.bulk_create(amounts)
    AwardMember.objects.bulk_create(
        row
        for award, rulings in zip(awards, by_past.values(), strict=True)
        for row in _members(award, rulings)
    )
    shown = {
        one.filed.case.pk: (len(benefits.counted_persons(one.assessment)), one.assessment.amount)
        for one in settled
    }
    writer.write_notices(filed, shown)
    Event.objects.bulk_create(row for one in settled for row in _events(one, writer))
    return awards


def standard_changes(until: dt.date) -> list[dt.date]:
    """The days up to `until` on which a standard came into force that moves amounts."""
    rows = Standard.objects.filter(
        code__code__in=MOVES_AMOUNTS,
        jurisdiction__code="TJ",
        valid_from__lte=until,
        withdrawn_at__isnull=True,
    )
    return sorted(set(rows.values_list("valid_from", flat=True)))


def _settle(one: Filed, changes: Sequence[dt.date]) -> Settled:
    """Compute the ruling on the day of its decision, and again whenever a standard changed while it held."""
    ruling, past = one.ruling, one.home.past
    later = past.rulings[past.rulings.index(ruling) + 1 :]
    ends = later[0].month if later else dt.date.max
    holding = [day for day in changes if ruling.decided_on < day < ends] if ruling.approve else []
    return Settled(one, _assess(one, ruling.decided_on), [_assess(one, day) for day in holding])


def _assess(one: Filed, day: dt.date) -> Assessment:
    facts = entry_facts(one.home.entry_by_id(one.ruling.entry), day)
    row = benefits.compute(one.case, facts, round=1, on=day)
    row.made_by = next(step.done_by for step in one.steps if step.name == "first_review")
    return row


def _opinion(one: Settled) -> Opinion:
    ruling, row = one.filed.ruling, one.assessment
    return Opinion(
        case=one.filed.case,
        round=1,
        assessment=row,
        approve=ruling.approve,
        reasons=[] if ruling.approve else benefits.computed_reasons(row),
        text="家庭收入、财产和入户情况清楚，拟予确认。"
        if ruling.approve
        else "家庭收入超过标准，拟不予确认。",
        given_by=row.made_by,
        given_on=ruling.dates["review"],
    )


def _decision(one: Settled) -> Decision:
    ruling, row, case = one.filed.ruling, one.assessment, one.filed.case
    return Decision(
        case=case,
        assessment=row,
        opinion=one.opinion,
        office=case.decider_office,
        approve=ruling.approve,
        programme=row.programme if ruling.approve else "",
        amount=row.amount if ruling.approve else Decimal("0.00"),
        first_month=ruling.month if ruling.approve else None,
        reasons=list(one.opinion.reasons),
        text=ruling.text,
        reviewed_by=one.opinion.given_by,
        decided_by=next(step.done_by for step in one.filed.steps if step.name == "decision"),
        decided_on=ruling.decided_on,
    )


def _award(rulings: Sequence[Settled]) -> Award:
    first, last = rulings[0], rulings[-1]
    return Award(
        household=first.filed.home.household,
        decision=first.decision,
        programme=first.decision.programme,
        paying_office=first.filed.case.hukou_office,
        residence_office=first.filed.case.residence_office,
        from_month=first.filed.ruling.month,
        to_month=first.past.last_month,
        ended_by=None if last.filed.ruling.approve else last.decision,
    )


def _amounts(award: Award, rulings: Sequence[Settled]) -> Iterator[AwardAmount]:
    """What was due from which month on; equal amounts that follow each other are one row."""
    starts: dict[dt.date, tuple[Decimal, Decision]] = {}
    for one in rulings:
        if one.filed.ruling.approve:
            starts[one.filed.ruling.month] = (one.assessment.amount, one.decision)
            for row in one.again:
                month = max(row.day.replace(day=1), one.filed.ruling.month)
                starts[month] = (row.amount, one.decision)
    months = sorted(starts)
    kept = [
        month for place, month in enumerate(months) if not place or starts[month] != starts[months[place - 1]]
    ]
    for month, after in zip(kept, [*kept[1:], None], strict=True):
        amount, decision = starts[month]
        yield AwardAmount(
            award=award,
            kind=KINDS[award.programme],
            amount=amount,
            from_month=month,
            to_month=add_months(after, -1) if after else award.to_month,
            decision=decision,
        )


def _members(award: Award, rulings: Sequence[Settled]) -> Iterator[AwardMember]:
    for person in benefits.counted_persons(rulings[0].assessment):
        yield AwardMember(award=award, person_id=person, from_month=award.from_month, to_month=award.to_month)


# The journal --------------------------------------------------------------------------------------------------

SENTENCES = {
    "accept": "材料齐备，予以受理。",
    "economic_check": "核对结果与申报一致。",
    "home_visit": "两人入户，生活状况与申报相符。",
    "hand_over": "材料 5 件移送户籍地。",
    "public_notice": "公示期满，没有收到异议。",
    "announcement": "已公布审核确认结果。",
}


def _events(one: Settled, writer: CaseWriter) -> Iterator[Event]:
    """The submission, each step on the day on which it was done, the award, the end."""
    case, steps, approve = one.filed.case, one.filed.steps, one.filed.ruling.approve
    first, verdict = steps[0], benefits.verdict(one.assessment)
    declared = f"登记{case.applicant}的{case.get_programme_display()}申请，共同生活的家庭成员 {len(one.filed.home.people)} 人。"
    yield _event(one, "submit", first, case.submitted_on, declared)
    words = SENTENCES | {
        "first_review": f"初审意见：{'拟予确认' if approve else '拟不予确认'}，{verdict}。",
        "decision": f"{'予以确认' if approve else '不予确认'}：{verdict}。{one.decision.text}",
    }
    for step in sorted(steps, key=lambda step: (step.done_on, step.pk)):
        yield _event(one, step.name, step, step.done_on, words[step.name])
        if step.name == "decision" and one.filed.ruling is one.past.rulings[0]:
            yield _event(one, "award", step, step.done_on, _award_words(one))
    for row in one.again:
        again = f"标准调整，重新测算：{benefits.verdict(row)}。"
        yield _event(one, "assessment", _step(steps, "first_review"), row.day, again)
    ended = "已在规定地点公布，办件办结。" if approve else "不予确认，办件办结。"
    yield _event(one, "close_case", steps[-1], case.closed_on, ended)


def _award_words(one: Settled) -> str:
    month = one.decision.first_month
    return f"自{month_text(month)}起每月 {format_money(one.assessment.amount)} 元，由{one.filed.case.hukou_office}发放。"


def _step(steps, name: str):
    return next(step for step in steps if step.name == name)


def _event(one: Settled, kind: str, step, day: dt.date, summary: str) -> Event:
    case = one.filed.case
    return Event(
        kind=kind,
        day=day,
        case_id=case.pk,
        case_number=case.number,
        household_id=case.household_id,
        office_code=step.office.code,
        office_name=step.office.name,
        side=side_of(case, step.office),
        actor_id=step.done_by.pk,
        actor_name=str(step.done_by),
        summary=summary[:500],
    )
