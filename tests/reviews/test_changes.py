"""主动报告: a dated event changes the facts from its day, the money by a decision."""

import datetime as dt
from decimal import Decimal

import pytest

from apps.core.errors import Refused
from apps.documents.models import Document
from apps.documents.rendering import body_of
from apps.households.models import Membership
from apps.payments.services import approve_batch, draft_batch
from apps.reviews.models import ChangeReport, Found
from apps.reviews.queries.month import household_in_month
from apps.reviews.services import (
    ChangeEntry,
    decide,
    report_change,
    submit_verification,
    withdraw_report,
)
from apps.standards.models import StandardCode
from tests.households.makers import id_number
from tests.reviews.makers import standing

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 4, 20)


@pytest.fixture
def made(w):
    """张小满 earns 500 and lives with 李明远: 1,045 × 2 − 500 = 1,590."""
    return standing(w, "张小满", "李明远", amount="1590.00", wage="500", split=False)


def person(made, name):
    return made.household.memberships.get(person__name=name, valid_to=None).person_id


def told(w, made, kind, happened_on, *, found=Found.REPORTED, on=ON, who=None, **detail):
    entry = ChangeEntry(
        kind, happened_on, found=found, person=person(made, who) if who else None, detail=detail
    )
    return report_change(made.household, entry, at=w.hukou, by=w.hukou_clerk, on=on)


def settled(w, report, on=ON):
    submit_verification(report.case, text="情况属实。", by=w.reviewer, on=on)
    return decide(report.case, agree=True, text="同意。", by=w.approver, on=on)


def ledger(made):
    return [
        (row.kind, row.amount, f"{row.from_month:%Y-%m}", f"{row.to_month:%Y-%m}" if row.to_month else "")
        for row in made.amounts.order_by("from_month", "id")
    ]


def paid(w, *months):
    """Batches drafted and approved for these months."""
    for month in months:
        batch = draft_batch(w.hukou, month, by=w.hukou_clerk, on=month.replace(day=5))
        approve_batch(batch, by=w.approver, on=month.replace(day=6))


def test_a_birth_adds_a_member_and_money_from_the_next_month(w, made):
    report = told(w, made, "birth", dt.date(2026, 4, 11), name="李小禾", sex="female")
    assert report.person.birth_date == dt.date(2026, 4, 11)
    kept = settled(w, report)
    assert (kept.effect, kept.after, kept.reasons) == ("increase", Decimal("2635.00"), ["member_joined"])
    assert ledger(made)[-1] == ("dibao", Decimal("2635.00"), "2026-05", "")
    assert made.members.filter(person=report.person, from_month=dt.date(2026, 5, 1)).exists()


def test_one_event_is_reported_once(w, made):
    first = told(w, made, "birth", dt.date(2026, 4, 11), name="李小禾", sex="female")
    with pytest.raises(Refused) as refusal:
        told(w, made, "birth", dt.date(2026, 4, 11), name="李小禾", sex="female")
    assert refusal.value.code == "already_reported"
    assert first.case.number in refusal.value.message
    assert ChangeReport.objects.count() == 1


def test_a_change_in_the_future_is_refused(w, made):
    with pytest.raises(Refused) as refusal:
        told(w, made, "death", dt.date(2026, 4, 21), who="李明远")
    assert (refusal.value.code, refusal.value.field) == ("change_in_future", "happened_on")


def test_a_death_reduces_from_the_month_after_it_however_late_it_is_told(w, made):
    paid(w, dt.date(2026, 3, 1), dt.date(2026, 4, 1))
    report = told(w, made, "death", dt.date(2026, 2, 10), who="李明远")
    kept = settled(w, report)
    assert (kept.effect, kept.after, kept.first_month) == ("reduce", Decimal("545.00"), dt.date(2026, 3, 1))
    assert kept.recovery_total == Decimal("2090.00")
    assert ledger(made) == [
        ("dibao", Decimal("1590.00"), "2025-11", "2026-02"),
        ("dibao", Decimal("545.00"), "2026-03", ""),
    ]


def test_a_death_told_and_decided_on_its_own_day_counts_at_once(w, made):
    kept = settled(w, told(w, made, "death", ON, who="李明远"))
    assert (kept.effect, kept.after, kept.first_month) == ("reduce", Decimal("545.00"), dt.date(2026, 5, 1))


def test_when_the_applicant_dies_the_next_adult_speaks_for_the_household(w, made):
    kept = settled(w, told(w, made, "death", dt.date(2026, 4, 10), who="张小满"))
    made.household.refresh_from_db()
    assert made.household.head.name == "李明远"
    assert (kept.effect, kept.after) == ("reduce", Decimal("1045.00"))


def test_when_nobody_is_left_the_award_ends_with_the_month_of_the_death(w):
    alone = standing(w, "王立春", amount="545.00", wage="500", split=False)
    kept = settled(w, told(w, alone, "death", dt.date(2026, 4, 10), who="王立春"))
    alone.refresh_from_db()
    assert (kept.effect, kept.reasons, alone.to_month) == ("stop", ["household_gone"], dt.date(2026, 4, 1))


def test_a_reported_job_above_the_standard_tapers_six_months_exactly(w, made):
    kept = settled(w, told(w, made, "job_start", dt.date(2026, 4, 1), who="李明远", amount="3000"))
    assert kept.effect == "taper"
    assert ledger(made)[1:] == [
        ("taper", Decimal("1590.00"), "2026-05", "2026-05"),
        ("taper", Decimal("1590.00"), "2026-06", "2026-06"),
        ("taper", Decimal("1590.00"), "2026-07", "2026-07"),
        ("taper", Decimal("795.00"), "2026-08", "2026-08"),
        ("taper", Decimal("795.00"), "2026-09", "2026-09"),
        ("taper", Decimal("795.00"), "2026-10", "2026-10"),
    ]
    made.refresh_from_db()
    assert made.to_month == dt.date(2026, 10, 1)


def test_a_first_job_below_the_standard_is_deducted(w, made):
    kept = settled(
        w, told(w, made, "job_start", dt.date(2026, 4, 1), who="李明远", amount="1000", first_job=True)
    )
    row = Membership.objects.get(person__name="李明远", valid_to=None)
    assert row.first_employment_month == dt.date(2026, 4, 1)
    assert (kept.effect, kept.after) == ("reduce", Decimal("1190.00"))


def test_a_taper_is_interrupted_when_the_job_is_lost_and_again_when_one_is_found(w, made):
    settled(w, told(w, made, "job_start", dt.date(2026, 4, 1), who="李明远", amount="3000"))
    june = dt.date(2026, 6, 20)
    lost = settled(w, told(w, made, "job_end", dt.date(2026, 6, 18), who="李明远", on=june), on=june)
    made.refresh_from_db()
    assert (lost.effect, made.to_month) == ("resume", None)
    assert ledger(made)[-1] == ("dibao", Decimal("1590.00"), "2026-07", "")
    august = dt.date(2026, 8, 20)
    again = settled(
        w, told(w, made, "job_start", dt.date(2026, 8, 18), who="李明远", amount="3000", on=august), on=august
    )
    assert again.effect == "taper"
    made.refresh_from_db()
    assert made.to_month == dt.date(2027, 2, 1)


def test_a_job_that_was_discovered_stops_and_names_the_overpaid_months(w, made):
    paid(w, *(dt.date(2026, month, 1) for month in (1, 2, 3, 4)))
    kept = settled(
        w,
        told(w, made, "job_start", dt.date(2026, 1, 15), who="李明远", amount="3000", found=Found.DISCOVERED),
    )
    assert (kept.effect, kept.plan) == ("stop", [])
    assert [row["month"] for row in kept.recovery] == ["2026-02", "2026-03", "2026-04"]
    assert kept.recovery_total == Decimal("4770.00")
    made.refresh_from_db()
    assert made.to_month == dt.date(2026, 1, 1)
    letter = body_of(Document.objects.get(kind="adjustment_letter", case=kept.case))
    assert "本表用到尚待确认的口径（" in letter
    assert StandardCode.objects.get(code="recovery_first_month").label in letter


def test_a_month_that_is_drafted_and_not_approved_was_not_overpaid(w, made):
    paid(w, *(dt.date(2026, month, 1) for month in (1, 2, 3)))
    draft_batch(w.hukou, dt.date(2026, 4, 1), by=w.hukou_clerk, on=dt.date(2026, 4, 5))
    report = told(
        w, made, "job_start", dt.date(2026, 1, 15), who="李明远", amount="3000", found=Found.DISCOVERED
    )
    assert [row["month"] for row in settled(w, report).recovery] == ["2026-02", "2026-03"]


def test_a_report_after_the_months_of_grace_is_kept_as_late(w, made):
    report = told(w, made, "job_end", dt.date(2026, 1, 10), who="张小满")
    assert report.late
    assert not told(w, made, "birth", dt.date(2026, 4, 11), name="李小禾", sex="female").late


def test_the_household_in_a_month_is_a_question_to_its_dated_facts(w, made):
    told(w, made, "birth", dt.date(2026, 4, 11), name="李小禾", sex="female")
    told(w, made, "death", dt.date(2026, 2, 10), who="李明远")
    names = [
        [one.name for one in household_in_month(made.household, dt.date(2026, month, 1)).members]
        for month in (1, 2, 3, 4)
    ]
    assert names == [["张小满", "李明远"], ["张小满"], ["张小满"], ["张小满", "李小禾"]]


def test_three_refused_jobs_stop_that_persons_share(w, made):
    for day in (1, 8, 15):
        report = told(w, made, "refused_job", dt.date(2026, 4, day), who="李明远")
    kept = settled(w, report)
    assert (kept.effect, kept.reasons) == ("reduce", ["refused_jobs"])
    assert kept.after < Decimal("1590.00")


def test_a_move_inside_the_city_hands_the_live_case_over(w):
    made = standing(w, "张小满", amount="545.00", wage="500")
    report = report_change(
        made.household,
        ChangeEntry("residence", ON, detail={"office": w.elsewhere.code, "address": "新址 1 号"}),
        at=w.hukou,
        by=w.hukou_clerk,
        on=ON,
    )
    report.case.refresh_from_db()
    assert report.case.residence_office == w.elsewhere
    assert report.case.steps.get(name="home_visit").office == w.elsewhere


def test_a_hukou_that_moves_is_paid_by_the_new_street_from_the_next_month(w, made):
    report = told(w, made, "hukou", dt.date(2026, 4, 12), office=w.elsewhere.code)
    kept = settled(w, report)
    assert kept.effect == "move"
    made.refresh_from_db()
    new = kept.decision.award
    assert (made.to_month, new.from_month) == (dt.date(2026, 4, 1), dt.date(2026, 5, 1))
    assert (new.paying_office, new.amounts.get().amount) == (w.elsewhere, Decimal("1590.00"))
    assert new.members.count() == 2
    made.household.refresh_from_db()
    assert made.household.hukou_office == w.elsewhere


def test_somebody_who_is_paid_elsewhere_cannot_move_in(w, made):
    other = standing(w, "王立春", amount="545.00", wage="500", split=False)
    number = id_number("19800301")
    head = other.household.head
    from apps.households.services.people import _save_person

    head.id_number = number
    _save_person(head, "")
    with pytest.raises(Refused) as refusal:
        told(
            w, made, "move_in", dt.date(2026, 4, 1), name="王立春", id_number=number, relation="sibling",
            labour_capacity="full", work_status="employed",
        )  # fmt: skip
    assert refusal.value.code == "has_award"


def facts(made, month=5):
    """The household as the rules see it, without what only tells rows apart."""
    made.household.refresh_from_db()
    seen = household_in_month(made.household, dt.date(2026, month, 1))
    return [
        (one.name, one.work_status, [str(income.amount) for income in one.incomes]) for one in seen.members
    ]


@pytest.mark.parametrize(
    ("kind", "who", "detail"),
    [
        ("birth", None, {"name": "李小禾", "sex": "female"}),
        ("death", "张小满", {}),
        ("move_out", "李明远", {}),
        ("job_start", "李明远", {"amount": "3000"}),
        ("job_end", "张小满", {}),
        ("income", "张小满", {"amount": "900", "type": "W"}),
        ("refused_job", "李明远", {}),
    ],
)
def test_a_report_that_was_a_mistake_is_withdrawn_as_if_it_had_never_been(w, made, kind, who, detail):
    before, head = facts(made), made.household.head
    report = told(w, made, kind, dt.date(2026, 4, 10), who=who, **detail)
    assert facts(made) != before or kind == "refused_job"
    withdraw_report(report.case, reason="登记错了人。", by=w.reviewer, on=ON)
    assert (facts(made), made.household.head) == (before, head)
    report.case.refresh_from_db()
    assert (report.case.state, report.case.outcome) == ("closed", "cancelled")
    assert told(w, made, kind, dt.date(2026, 4, 10), who=who, **detail).case != report.case


def test_a_mistake_under_a_later_change_is_not_withdrawn_before_it(w, made):
    first = told(w, made, "income", dt.date(2026, 4, 1), who="张小满", amount="900", type="W")
    told(w, made, "income", dt.date(2026, 4, 15), who="张小满", amount="950", type="W")
    with pytest.raises(Refused) as refusal:
        withdraw_report(first.case, reason="登记错了人。", by=w.reviewer, on=ON)
    assert refusal.value.code == "changed_since"


def test_a_report_on_which_an_opinion_was_given_is_not_withdrawn(w, made):
    report = told(w, made, "job_end", dt.date(2026, 4, 10), who="张小满")
    submit_verification(report.case, text="属实。", by=w.reviewer, on=ON)
    with pytest.raises(Refused) as refusal:
        withdraw_report(report.case, reason="登记错了人。", by=w.reviewer, on=ON)
    assert refusal.value.code == "proposed_already"
