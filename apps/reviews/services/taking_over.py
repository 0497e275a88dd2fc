"""What a confirmed takeover does: household by household, each with its case, decision and award, or the reason why not.

Each household gets a case and a decision, so that the laws of the house hold. What it gets is what the register says; what the
rules would give today is kept beside it as the computation. Its award begins here with the first month that was not paid there,
so that nothing is paid twice and nothing becomes arrears.
"""

import datetime as dt
import json
from decimal import Decimal

from django.db import IntegrityError, transaction

from apps.benefits import queries as benefits
from apps.benefits import services as benefit_services
from apps.benefits.models import Assessment, Kind
from apps.benefits.queries import Part
from apps.benefits.services import Terms
from apps.core import clock
from apps.core.errors import Refused
from apps.households import services as households
from apps.households.models import Household, Person
from apps.journal.kinds import RunState
from apps.journal.models import Run
from apps.offices.models import Office
from apps.reviews.models import Review, Takeover, TakeoverRow, TakeoverState
from apps.reviews.queries.words import month_of_text
from apps.reviews.register import CAPACITIES, INCOMES, PROGRAMMES, RELATIONS, WORK, HouseholdRead
from apps.reviews.services.takeover import record_takeover
from apps.routing.models import Case, CaseKind, Outcome, Programme
from apps.routing.services import advance, close_case, open_case, take_step
from apps.rules.calendar import add_months

CHUNK = 50
MOST_TOLD = 1000  # reasons kept on the run; all of them stand on their rows
KINDS = {
    Programme.DIBAO: Kind.DIBAO,
    Programme.EDGE_HOUSEHOLD: Kind.EDGE_CASH,
    Programme.TEKUN_SUPPORT: Kind.TEKUN_SUPPORT,
}
WORDS = "接管原登记簿：自{first}起享受，每月 {amount} 元，原已发至{paid}。"


def take_over(takeover_id: int) -> Takeover:
    """Go on with a confirmed takeover until every household is taken over or left out with its reason."""
    after = 0
    while (last := _chunk(takeover_id, after)) is not None:
        after = last
    return Takeover.objects.get(pk=takeover_id)


@transaction.atomic
def _chunk(takeover_id: int, after: int) -> int | None:
    """The next households behind the line `after`: the last line of them; None when there is nothing to do any more.

    Two workers wait for each other here. A search from the first line in every chunk would grow with the square.
    """
    takeover = Takeover.objects.select_for_update(of=("self",)).select_related(
        "office__jurisdiction", "uploaded_by", "confirmed_by"
    ).get(pk=takeover_id)  # fmt: skip
    if takeover.state != TakeoverState.TAKING:
        return None
    run = Run.objects.select_for_update().get(pk=takeover.run_id)
    rows = list(takeover.read.filter(case=None, excluded="", place__gt=after)[:CHUNK])
    for row in rows:
        _one(takeover, row)
    _count(run, rows)
    if len(rows) < CHUNK and not takeover.read.filter(case=None, excluded="").exists():
        _finish(takeover, run)
        return None
    run.save()
    return rows[-1].place if rows else 0


def _count(run: Run, rows: list[TakeoverRow]) -> None:
    out = [{"row": row.place, "message": row.excluded} for row in rows if row.excluded]
    run.done += len(rows) - len(out)
    run.excluded += len(out)
    run.errors = [*run.errors, *out][:MOST_TOLD]
    run.state, run.moved_at = RunState.RUNNING, clock.stamp()


def _finish(takeover: Takeover, run: Run) -> None:
    run.state, run.finished_at = RunState.DONE, clock.stamp()
    run.save()
    takeover.state = TakeoverState.DONE
    takeover.save()
    summary = f"接管完成：登记簿 {run.total} = 已接管 {run.done} + 未列入 {run.excluded}（都有理由）。"
    record_takeover(takeover, summary, takeover.confirmed_by, takeover.confirmed_on)


def _one(takeover: Takeover, row: TakeoverRow) -> None:
    """One household with all that belongs to it, or the reason why not."""
    read = HouseholdRead(row.place, **json.loads(row.payload))
    try:
        with transaction.atomic():
            row.case = _take(takeover, read)
            row.save(update_fields=["case"])
    except Refused as refusal:
        row.case, row.excluded = None, refusal.message[:300]
        row.save(update_fields=["excluded"])
    except IntegrityError:
        row.case, row.excluded = None, "与系统中已有的登记冲突；请核对身份证号和账号后单独办理。"
        row.save(update_fields=["excluded"])


def _take(takeover: Takeover, read: HouseholdRead) -> Case:
    by, second, on = takeover.uploaded_by, takeover.confirmed_by, takeover.confirmed_on
    head, since = read.head, month_of_text(read.head["first_month"])
    people = [
        (line, households.register_person(name=line["name"], id_number=line["id_number"], by=by, on=on))
        for line in read.lines
    ]
    _refuse_who_is_paid(people, on)
    household = _household(takeover, read, people, since, by=by, on=on)
    programme = PROGRAMMES[head["programme"]]
    case = open_case(
        household, kind=CaseKind.TAKEOVER, programme=programme, persons=[person for _, person in people],
        at=takeover.office, on=on,
    )  # fmt: skip
    step = take_step(case, "takeover", by=by, on=on)
    amount = Decimal(head["amount"].replace(",", ""))
    first = add_months(month_of_text(head["paid_to"]), 1)
    terms = Terms(True, programme, amount, first)
    text = WORDS.format(first=head["first_month"], amount=amount, paid=head["paid_to"])
    assessment = _assessment(case, amount, by, on)
    opinion = benefit_services.propose_terms(case, assessment, terms, text=text, round=1, by=by, on=on)
    advance(step, by=by, on=on, summary=text)
    step = take_step(case, "decision", by=second, on=on)
    decision = benefit_services.decide_terms(case, assessment, opinion, terms, text=text, by=second, on=on)
    benefit_services.take_over_award(
        decision, [Part(KINDS[programme], amount)], [person.pk for _, person in people], by=second, on=on
    )
    _reviewed(decision, head)
    advance(step, by=second, on=on, summary="确认接管。")
    return close_case(
        case, Outcome.APPROVED, by=second, on=on, summary="已接管，办结。", office=takeover.office
    )


def _refuse_who_is_paid(people: list[tuple[dict[str, str], Person]], on: dt.date) -> None:
    held = benefits.live_award_of_persons([person.pk for _, person in people], on)
    for _, person in people:
        if person.pk in held:
            office = held[person.pk].paying_office
            raise Refused(
                "has_award",
                f"{person}已由{office}发放{held[person.pk].get_programme_display()}，没有重复接管。",
            )


def _household(
    takeover: Takeover, read: HouseholdRead, people, since: dt.date, *, by, on: dt.date
) -> Household:
    head = read.head
    residence = (
        Office.objects.filter(code=head["residence"], level="street").first() if head["residence"] else None
    )
    speaker = next(person for line, person in people if line is head or RELATIONS[line["relation"]] == "head")
    household = households.register_household(
        speaker, residence_office=residence or takeover.office, hukou_office=takeover.office,
        address=head["address"], by=by, on=on,
    )  # fmt: skip
    for place, (line, person) in enumerate(people):
        households.add_member(
            household, person, relation=RELATIONS[line["relation"]], labour_capacity=CAPACITIES[line["labour"]],
            work_status=WORK[line["work"]], position=place, by=by, on=since,
        )  # fmt: skip
        if line["income"]:
            households.record_income(
                household, person, type=INCOMES[line["income_type"]],
                amount=Decimal(line["income"].replace(",", "")), period="monthly", by=by, on=since,
            )  # fmt: skip
    households.set_bank_account(
        household, holder=speaker, bank=head["bank"], number=head["account"], by=by, on=on
    )
    return household


def _assessment(case: Case, amount: Decimal, by, on: dt.date) -> Assessment:
    """What the rules give today, kept; for tekun, whose care level is not in a register, the amount as it stands."""
    try:
        with transaction.atomic():
            return benefit_services.assess_case(
                case, facts=benefits.facts_of(case, on), round=1, by=by, on=on
            )
    except Refused:
        return Assessment.objects.create(
            case=case, day=on, jurisdiction=case.hukou_office.jurisdiction.code, facts={"members": []},
            answer={"reasons": []}, lines=[], equation=[], standard_ids=[], programme=case.programme,
            amount=amount, made_by=by,
        )  # fmt: skip


def _reviewed(decision, head: dict[str, str]) -> None:
    """The last review on paper: from it the next one is counted."""
    day = dt.date.fromisoformat(head["last_review"])
    Review.objects.create(
        grant=decision, last_review=day, cycle_months=0, due_on=day, opened_on=day, reviewed_on=day
    )
