"""待遇台账: a later decision changes, tapers or stops an award; rows are closed or withdrawn, never lost."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from apps.benefits import queries
from apps.benefits.models import AwardAmount, AwardMember, Kind
from apps.benefits.queries import Part
from apps.benefits.services import change_amount, schedule_taper, stop_award
from apps.core.errors import Refused
from apps.journal.models import Event
from apps.rules.calendar import Month
from apps.rules.taper import IncomeStep, TaperFacts, plan_taper
from apps.standards.queries import standards_for
from tests.benefits import makers
from tests.payments.makers import award, case_of, decision_of

pytestmark = pytest.mark.django_db
MARCH = dt.date(2026, 3, 1)
ON = dt.date(2026, 3, 10)


def later_decision(w, made, amount="800.00", first=MARCH):
    number = f"南学变更 {made.pk}-{AwardAmount.all_rows.count()}"
    return decision_of(w, case_of(made.household, made.paying_office, number), amount, first)


def ledger(made):
    return [
        (row.kind, row.amount, f"{row.from_month:%Y-%m}", f"{row.to_month:%Y-%m}" if row.to_month else "")
        for row in made.amounts.order_by("from_month", "id")
    ]


def taper_plan(*steps, base="330.00"):
    steps = steps or (IncomeStep(Month(2026, 3), Decimal("3300.00")),)
    facts = TaperFacts(
        counted_members=3,
        base_benefit=Decimal(base),
        over_standard_from=Month(2026, 3),
        cause="employment",
        self_reported=True,
        income_steps=steps,
        decision_date=ON,
    )
    return plan_taper(facts, standards_for("TJ"), ON)


def test_a_changed_amount_closes_the_old_row_and_opens_another(w):
    made = award(w, "张小满", "500.00")
    change_amount(
        made, [Part(Kind.DIBAO, Decimal("800.00"))], decision=later_decision(w, made), first_month=MARCH,
        by=w.approver, on=ON,
    )  # fmt: skip
    assert ledger(made) == [
        ("dibao", Decimal("500.00"), "2025-11", "2026-02"),
        ("dibao", Decimal("800.00"), "2026-03", ""),
    ]
    assert Event.objects.filter(kind="award").latest("id").summary == "自2026年3月起改为每月 800.00 元。"


def test_an_amount_that_never_came_is_withdrawn_and_kept(w):
    made = award(w, "张小满", "500.00", first=MARCH)
    change_amount(
        made, [Part(Kind.DIBAO, Decimal("800.00"))], decision=later_decision(w, made), first_month=MARCH,
        by=w.approver, on=ON,
    )  # fmt: skip
    assert ledger(made) == [("dibao", Decimal("800.00"), "2026-03", "")]
    assert AwardAmount.all_rows.get(award=made, amount="500.00").withdrawn_by is not None


def test_a_taper_stands_in_the_ledger_at_once_and_ends_the_award(w):
    made = award(w, "张小满", "330.00")
    schedule_taper(made, taper_plan(), decision=later_decision(w, made), by=w.approver, on=ON)
    made.refresh_from_db()
    assert ledger(made)[0] == ("dibao", Decimal("330.00"), "2025-11", "2026-03")
    tapered = [row for row in ledger(made) if row[0] == "taper"]
    assert [(amount, month) for _, amount, month, _ in tapered] == [
        *((Decimal("330.00"), f"2026-0{month}") for month in (4, 5, 6)),
        *((Decimal("165.00"), f"2026-0{month}") for month in (7, 8, 9)),
    ]
    assert made.to_month == dt.date(2026, 9, 1)
    assert made.members.get().to_month == made.to_month
    assert "渐退 6 个月" in Event.objects.get(kind="taper").summary


def test_a_taper_that_falls_back_goes_on_as_dibao(w):
    made = award(w, "张小满", "330.00")
    plan = taper_plan(
        IncomeStep(Month(2026, 3), Decimal("3300.00")),
        IncomeStep(Month(2026, 6), Decimal("1200.00"), dt.date(2026, 6, 18)),
    )
    schedule_taper(made, plan, decision=later_decision(w, made), by=w.approver, on=ON)
    made.refresh_from_db()
    assert made.to_month is None
    assert [row[0] for row in ledger(made)] == ["dibao", "taper", "taper", "taper", "dibao"]
    assert ledger(made)[-1][2:] == ("2026-07", "")


def test_only_a_taper_is_scheduled(w):
    made = award(w, "张小满", "330.00")
    plan = taper_plan(IncomeStep(Month(2026, 3), Decimal("100.00")))
    with pytest.raises(Refused) as caught:
        schedule_taper(made, plan, decision=later_decision(w, made), by=w.approver, on=ON)
    assert caught.value.code == "no_taper"


def test_a_stop_closes_award_amounts_and_members_and_names_its_decision(w):
    made = award(w, "张小满")
    decision = later_decision(w, made)
    stop_award(made, decision=decision, last_month=dt.date(2026, 3, 31), by=w.approver, on=ON)
    made.refresh_from_db()
    assert (made.to_month, made.ended_by) == (MARCH, decision)
    assert made.amounts.get().to_month == made.members.get().to_month == MARCH


def test_a_stop_in_the_middle_of_a_taper_withdraws_the_months_to_come(w):
    made = award(w, "张小满", "330.00")
    schedule_taper(made, taper_plan(), decision=later_decision(w, made), by=w.approver, on=ON)
    stop_award(made, decision=later_decision(w, made), last_month=dt.date(2026, 5, 1), by=w.approver, on=ON)
    assert [row[2] for row in ledger(made)] == ["2025-11", "2026-04", "2026-05"]
    assert AwardAmount.all_rows.filter(award=made, withdrawn_by__isnull=False).count() == 4


def test_who_comes_and_who_leaves_live_by_the_award_in_their_months(w):
    made = award(w, "张小满")
    child = makers.person("李禾")
    change_amount(
        made, [Part(Kind.DIBAO, Decimal("800.00"))], decision=later_decision(w, made), first_month=MARCH,
        persons=[child.pk], by=w.approver, on=ON,
    )  # fmt: skip
    assert made.members.get(person=made.household.head).to_month == dt.date(2026, 2, 1)
    assert made.members.get(person=child).from_month == MARCH


def test_nobody_joins_who_lives_by_another_award(w):
    made, other = award(w, "张小满"), award(w, "钱秋分", at=w.elsewhere)
    with pytest.raises(Refused) as caught:
        change_amount(
            made, [Part(Kind.DIBAO, Decimal("800.00"))], decision=later_decision(w, made), first_month=MARCH,
            persons=[made.household.head_id, other.household.head_id], by=w.approver, on=ON,
        )  # fmt: skip
    assert caught.value.code == "has_award"
    assert w.elsewhere.full_name in caught.value.message
    assert w.hukou.full_name in caught.value.message


def refused(w, act, *args, **named) -> str:
    with pytest.raises(Refused) as caught:
        act(*args, **named, by=w.approver, on=ON)
    return caught.value.code


def test_a_decision_of_another_household_changes_nothing(w):
    made, other = award(w, "张小满"), award(w, "钱秋分")
    decision = later_decision(w, other)
    parts = [Part(Kind.DIBAO, Decimal("800.00"))]
    assert refused(w, change_amount, made, parts, decision=decision, first_month=MARCH) == "foreign_decision"
    assert refused(w, stop_award, made, decision=decision, last_month=MARCH) == "foreign_decision"


def test_no_month_outside_the_award_is_changed(w):
    made = award(w, "张小满", last=dt.date(2026, 1, 1))
    decision = later_decision(w, made)
    parts = [Part(Kind.DIBAO, Decimal("800.00"))]
    october = dt.date(2025, 10, 1)
    assert refused(w, change_amount, made, parts, decision=decision, first_month=MARCH) == "award_ended"
    assert (
        refused(w, change_amount, made, parts, decision=decision, first_month=october) == "before_the_award"
    )
    assert refused(w, stop_award, made, decision=decision, last_month=october) == "before_the_award"
    assert (
        refused(w, change_amount, made, [], decision=decision, first_month=dt.date(2025, 12, 1))
        == "no_amount"
    )


@pytest.mark.parametrize("model", [AwardAmount, AwardMember])
def test_the_database_keeps_every_row_of_the_ledger(w, model):
    award(w, "张小满")
    with pytest.raises(DatabaseError, match="不能删除"), transaction.atomic():
        model.all_rows.all().delete()


def test_the_database_refuses_two_amounts_of_a_kind_for_one_month(w):
    made = award(w, "张小满")
    row = made.amounts.get()
    row.pk, row.from_month = None, MARCH
    with pytest.raises(IntegrityError, match="one_amount_per_award_and_month"), transaction.atomic():
        row.save(force_insert=True)


def test_the_amount_of_a_month_follows_the_ledger(w):
    made = award(w, "张小满", "330.00")
    schedule_taper(made, taper_plan(), decision=later_decision(w, made), by=w.approver, on=ON)
    months = (dt.date(2026, 4, 1), dt.date(2026, 8, 1), dt.date(2026, 10, 1))
    assert [queries.monthly_amount(made, month) for month in months] == [
        Decimal("330.00"),
        Decimal("165.00"),
        Decimal("0.00"),
    ]
