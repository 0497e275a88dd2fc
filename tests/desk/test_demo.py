"""The demonstration: the same for one seed and day, nobody's numbers, every stage, and the laws of the house."""

import datetime as dt
import hashlib
import io
import random
from collections import Counter
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, F, Q, Sum

from apps.applications.models import SupplementRequest
from apps.benefits import queries as benefits
from apps.benefits.models import (
    Appeal,
    Assessment,
    Award,
    AwardAmount,
    Claimant,
    Decision,
    OneTimeRound,
    RecoveryOrder,
    Rehearsal,
)
from apps.benefits.rehearsal import rehearse
from apps.core.masking import scrub
from apps.desk.demo import stories
from apps.desk.demo.accounts import ACCOUNTS, PASSWORD, demo_accounts, make_accounts
from apps.desk.demo.batches import WITH_ROSTER
from apps.desk.demo.days import Days
from apps.desk.demo.make import make_demo
from apps.desk.demo.past import MONTHS, Planner
from apps.desk.demo.people import NOBODYS_ACCOUNT, NOBODYS_PHONE, NOBODYS_REGION, Register
from apps.desk.demo.streets import STREETS, make_streets
from apps.desk.queries.worklist import pending_rows
from apps.documents.models import Document, DocumentFile
from apps.households.models import BankAccount, Household, Person
from apps.journal.models import Event
from apps.offices.models import Office, Region, User
from apps.payments.models import Batch, Held, Payment
from apps.payments.queries import register_proof
from apps.routing.models import Case, Step, SwitchUse
from apps.rules.id_number import parse_id_number
from apps.standards.queries import work_calendar

DAY = dt.date(2026, 11, 20)


def made() -> dict:
    """Day and seed of the demonstration in this database, as its event says."""
    return Event.objects.get(kind="import", detail__has_key="seed").detail


def day_of_demo() -> dt.date:
    return dt.date.fromisoformat(made()["day"])


# The builders alone -------------------------------------------------------------------------------------------


@pytest.fixture
def streets(db):
    make_accounts(dt.date(2022, 1, 1), DAY)
    return make_streets(DAY)


def planned(streets, seed: int, day: dt.date = DAY) -> str:
    """A digest of everybody and everything that is drawn for a seed and day."""
    rng = random.Random(f"{seed} {day}")
    register = Register(rng)
    register.keep(stories.names())
    days = Days(day, work_calendar())
    pasts = Planner(streets, days, rng, register).plan()
    live = [stories._entry(one, streets, day, days, rng, register) for one in stories.STORIES]
    drawn = [
        [(ruling.word, ruling.entry, ruling.dates, ruling.month) for ruling in past.rulings] for past in pasts
    ]
    return hashlib.sha256(repr((drawn, live)).encode()).hexdigest()


def test_a_seed_and_a_day_give_the_same_households_twice(streets):
    first = planned(streets, 1)
    assert planned(streets, 1) == first
    assert Register(random.Random(1)).head() != Register(random.Random(2)).head()


def test_names_are_given_once_and_those_of_the_stories_to_nobody_else():
    register = Register(random.Random(1))
    register.keep(stories.names())
    heads = [register.head() for _ in range(600)]
    assert len(set(heads)) == 600
    assert not set(heads) & set(stories.names())
    assert any("·" in name for name in (*heads, *stories.names()))
    assert any(ord(character) > 0xFFFF for name in stories.names() for character in name)


def test_outside_a_demonstration_nothing_is_made(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="演示环境"):
        call_command("make_demo")
    assert not User.objects.exists()


def test_where_somebody_works_already_nothing_is_made_and_nothing_fails(db):
    User.objects.create_user("somebody", full_name="某人")
    said = io.StringIO()
    call_command("make_demo", stdout=said)
    assert "没有重复生成" in said.getvalue()
    assert not Household.objects.exists()


def test_a_day_that_is_none_is_refused(db):
    with pytest.raises(CommandError, match="日期写作"):
        call_command("make_demo", day="20.11.2026")


# The demonstration itself -------------------------------------------------------------------------------------


def test_four_streets_and_their_people_are_there(demo_database):
    accounts = demo_accounts()
    assert [one.username for one in accounts] == [username for *_, username in ACCOUNTS]
    assert len(PASSWORD) >= 12
    assert User.objects.get(username="chenyanqiu").check_password(PASSWORD)
    assert {one.role for one in accounts} == {
        "经办",
        "初审",
        "审核确认",
        "督办",
        "政策管理",
        "系统管理",
        "审计",
    }
    offices = Office.objects.filter(code__in=[row[0] for row in STREETS.values()])
    assert all(
        office.phone.startswith("022-0000") and office.window and office.communities.count() >= 3
        for office in offices
    )


def test_about_three_hundred_households_live_in_four_streets(demo_database):
    assert 280 <= Household.objects.count() <= 320
    by_street = Counter(Household.objects.values_list("hukou_office__code", flat=True))
    assert by_street.keys() == {row[0] for row in STREETS.values()}
    assert min(by_street.values()) >= 55
    assert 30 <= Household.objects.exclude(residence_office=F("hukou_office")).count() <= 90


def test_numbers_can_belong_to_nobody(demo_database):
    numbers = [number for number in Person.objects.values_list("id_number", flat=True) if number]
    assert len(numbers) == len(set(numbers)) > 500
    regions = {code[:6] for code in Region.objects.values_list("code", flat=True)}
    for number in numbers:
        assert parse_id_number(number, day_of_demo()).area_code == NOBODYS_REGION
    assert NOBODYS_REGION not in regions
    phones = [phone for phone in Person.objects.values_list("phone", flat=True) if phone]
    assert all(phone.startswith(NOBODYS_PHONE) for phone in phones)
    assert len(phones) == len(set(phones))
    accounts = BankAccount.objects.values_list("number", flat=True)
    assert all(number.startswith(NOBODYS_ACCOUNT) for number in accounts)


def test_no_whole_number_stands_in_the_journal(demo_database):
    written = Event.objects.values_list("summary", flat=True)
    assert all(scrub(text) == text and NOBODYS_ACCOUNT not in text for text in written)


def pending(name: str, **more):
    return Step.objects.filter(name=name, state__in=["open", "started"], **more)


def test_every_stage_has_a_case(demo_database):
    found = {
        "waiting for acceptance": pending("accept", state="open").count(),
        "waiting for papers": pending("accept", waiting_for="applicant").count(),
        "check open": pending("economic_check", state="open").count(),
        "visit open": pending("home_visit", state="open").count(),
        "check started": pending("economic_check", state="started").count(),
        "nobody at home twice": pending("home_visit")
        .annotate(tries=Count("home_visits", filter=Q(home_visits__met=False)))
        .filter(tries=2)
        .count(),
        "differences open": pending("economic_check", economic_check__findings__settlement="open")
        .distinct()
        .count(),
        "ready to hand over": pending("hand_over").count(),
        "handed over": pending("first_review", state="open", case__hand_overs__received_on=None).count(),
        "in review": pending("first_review", state="started").count(),
        "returned": pending("home_visit", round=2).count(),
        "handed over again": pending("first_review", round=2).count(),
        "hanging": pending("public_notice", waiting_for="notice").count(),
        "one place not posted": pending("public_notice", state="open").count(),
        "objection": Event.objects.filter(kind="objection").count(),
        "appraisal": pending("appraisal").count(),
        "close relative": Event.objects.filter(kind="recusal").count(),
        "photographs of a visit": Event.objects.filter(kind="attachment").count(),
        "waiting for decision": pending("decision").count(),
        "waiting for announcement": pending("announcement").count(),
        "review to be made": pending("periodic_review").count(),
        "review to be visited": pending("home_visit", case__kind="periodic_review").count(),
        "review to be decided": pending("decision", case__kind="periodic_review").count(),
        "change to be verified": pending("verification").count(),
        "end of tekun support that hangs": pending(
            "public_notice", waiting_for="notice", case__kind="change_report"
        ).count(),
        "limit of an emergency": Case.objects.filter(extended_reasons=["emergency"]).count(),
        "visit from afar": SwitchUse.objects.filter(what__contains="视频").count(),
        "taper": AwardAmount.objects.filter(kind="taper").count(),
        "denied": Case.objects.filter(outcome="denied").count(),
        "withdrawn": Case.objects.filter(outcome="withdrawn").count(),
        "announced": Case.objects.filter(state="closed", outcome="approved").count(),
        "edge household": Case.objects.filter(programme="edge_household", state="open").count(),
        "not split": Case.objects.filter(state="open", mode="same_office").count(),
        "applied at the hukou street": Case.objects.filter(
            intake_office=F("hukou_office"), mode="one_city"
        ).count(),
    }
    assert [stage for stage, count in found.items() if not count] == []
    assert SupplementRequest.objects.count() == 2
    live = Case.objects.filter(applicant__name__in=stories.names(), kind="application")
    assert live.count() == len(stories.names()) >= 40


def test_split_cases_run_in_both_directions(demo_database):
    pairs = Counter(
        Case.objects.filter(state="open").values_list("residence_office__name", "hukou_office__name")
    )
    assert pairs["学府街道", "大王庄街道"] >= 5
    assert pairs["大王庄街道", "学府街道"] >= 5


def test_some_steps_are_overdue_and_the_rest_in_time(demo_database):
    day, clerk = day_of_demo(), User.objects.get(username="chenyanqiu")
    groups = Counter(row.urgency.group for row in pending_rows(clerk, day))
    assert 1 <= groups["overdue"] <= 8
    assert groups["due_today"] >= 1
    assert groups["soon"] >= 1
    assert groups["later"] >= 5


def test_zhang_xiaoman_is_the_household_of_the_pictures(demo_database):
    case = Case.objects.get(applicant__name="张小满")
    step = case.steps.get(name="first_review")
    assert (step.state, step.office.name, case.residence_office.name) == ("started", "大王庄街道", "学府街道")
    assessment = benefits.compute(case, benefits.facts_of(case, day_of_demo()), round=1, on=day_of_demo())
    assert assessment.amount == Decimal("1241.00")
    assert assessment.answer["counted_income"] == "1894.00"
    declared = case.household.incomes.get(origin="declared", valid_to__isnull=False)
    assert declared.amount == Decimal("2600.00")


@pytest.mark.parametrize("day", ["2026-10-08", "2026-11-20"])
def test_it_is_told_on_other_days_too(db, day):
    """After a long holiday; where the eldest held the only account of his family."""
    make_demo(dt.date.fromisoformat(day), 1, lambda line: None)
    assert Appeal.objects.get().decision.reviews.filter(case__state="open", reviewed_on=None).exists()
    assert sorted(one.account is None for one in Claimant.objects.all()) == [False, True]
    assert Step.objects.filter(name="decision", case__kind="periodic_review", state="open").exists()


# The laws of the house ----------------------------------------------------------------------------------------


def test_every_award_has_its_decision_and_every_payment_its_award(demo_database):
    assert Award.objects.count() >= 250
    assert not Award.objects.exclude(decision__approve=True).exists()
    assert not Award.objects.filter(to_month__isnull=False, ended_by__isnull=True).exists()
    tapered = Award.objects.filter(ended_by__resolution__effect="taper")
    assert not Award.objects.filter(ended_by__approve=True).exclude(pk__in=tapered).exists()
    assert tapered.count() == 1
    assert not Payment.objects.exclude(award__paying_office=F("batch__office")).exists()
    assert not Payment.objects.filter(month__lt=F("award__from_month")).exists()
    assert not Payment.objects.filter(month__gt=F("award__to_month")).exists()
    assert not Decision.objects.filter(reviewed_by=F("decided_by")).exists()


def test_what_is_due_was_computed(demo_database):
    computed = set(Assessment.objects.values_list("case__household", "amount"))
    of_one_line = AwardAmount.objects.exclude(award__programme="tekun_support").exclude(
        Q(award__decision__choice="B") | Q(kind="taper")
    )
    assert set(of_one_line.values_list("award__household", "amount")) <= computed
    others = Award.objects.filter(Q(programme="tekun_support") | Q(decision__choice="B"))
    sums = others.annotate(due=Sum("amounts__amount")).values_list("due", "decision__amount")
    assert len(sums) == 3
    assert all(due == decided for due, decided in sums)


def test_the_standard_of_september_2025_raised_the_amounts(demo_database):
    september = dt.date(2025, 9, 1)
    raised = AwardAmount.objects.filter(kind="dibao", from_month=september)
    # An income that changed in that month had a decision of its own.
    by_the_standard = raised.filter(decision=F("award__decision"))
    assert by_the_standard.count() > 100
    for row in by_the_standard.select_related("award"):
        before = row.award.amounts.filter(to_month=dt.date(2025, 8, 1)).first()
        assert before is None or row.amount - before.amount >= 35


def test_batches_pay_what_the_awards_say(demo_database):
    approved = Batch.objects.exclude(state="draft")
    assert approved.count() == MONTHS * len(STREETS)
    for batch in approved.select_related("office").order_by("-month")[:12]:
        assert register_proof(batch).agrees
        lines = [rows.filter(batch=batch, month=batch.month) for rows in (Payment.objects, Held.objects)]
        total = sum((rows.aggregate(total=Sum("amount"))["total"] or Decimal(0)) for rows in lines)
        assert total == batch.register_amount
    assert not approved.filter(approved_by=F("drafted_by")).exists()
    assert approved.filter(roster__isnull=False).count() == WITH_ROSTER * len(STREETS)
    assert Batch.objects.filter(state="draft").count() == 1


def test_a_price_subsidy_and_a_funeral_wait_a_recovery_was_told_and_another_is_held_back(demo_database):
    waiting = {one.kind: (one.state, one.total > 0) for one in OneTimeRound.objects.all()}
    assert waiting == dict.fromkeys(("price_subsidy", "funeral"), ("draft", True))
    lived_alone = Claimant.objects.exclude(account=None).get()
    assert lived_alone.round.deceased.memberships.get().household.memberships.count() == 1
    assert lived_alone.account.number.startswith(NOBODYS_ACCOUNT)
    held_back, told = RecoveryOrder.objects.order_by("id")
    assert (told.state, told.statement, told.total > 0) == ("noticed", "", True)
    line = Payment.objects.get(set_off__gt=0)
    assert (line.set_off_order, line.batch.state, line.set_off) == (held_back, "draft", 200)


def test_a_review_runs_beside_an_appeal(demo_database):
    appeal = Appeal.objects.get()
    assert (appeal.authority, appeal.outcome) == ("天津市南开区人民政府", "")
    assert appeal.decision.reviews.filter(case__state="open", reviewed_on=None).exists()


def test_every_payment_is_the_amount_of_its_month(demo_database):
    amounts = {}
    for row in AwardAmount.objects.all():
        amounts.setdefault(row.award_id, []).append(row)
    wrong = [
        payment.pk
        for payment in Payment.objects.all()
        if not any(
            row.amount == payment.amount
            and row.from_month <= payment.month
            and (row.to_month is None or payment.month <= row.to_month)
            for row in amounts[payment.award_id]
        )
    ]
    assert wrong == []


def test_a_standard_to_come_is_tried_on_everybody_and_waits_for_the_second_person(demo_database):
    made = _tried("dibao_standard")
    assert made.rows.filter(group="gains").count() > 100
    assert made.approved_by is None
    assert not made.corrections.exists()


def test_a_standard_that_came_late_proposes_corrections_for_paid_months(demo_database):
    made = _tried("CU_DIS_A")
    assert made.approved_by is None
    assert made.corrections.values("month").distinct().count() == 4


def _tried(code: str) -> Rehearsal:
    """The demonstration's rehearsal of that standard, after the worker was there."""
    rehearse(Rehearsal.objects.get(drafts__code__code=code).pk)
    made = Rehearsal.objects.get(drafts__code__code=code)
    assert (made.state, made.run.state) == ("ready", "done")
    return made


def test_some_accounts_are_held_for_each_reason_and_paid_later(demo_database):
    assert set(Held.objects.values_list("reason", flat=True)) == {
        "no_account",
        "shared_account",
        "holder_not_member",
    }
    assert Payment.objects.filter(cause="arrears").count() >= 2


def test_no_step_is_without_its_event(demo_database):
    steps = Counter(Step.objects.filter(state="done").values_list("case_id", "name"))
    events = Counter(Event.objects.filter(case_id__isnull=False).values_list("case_id", "kind"))
    assert [pair for pair, count in steps.items() if events[pair] < count] == []


def test_a_paper_gets_its_original_from_its_first_reader(demo_database):
    assert Document.objects.count() > len(stories.STORIES)
    assert not DocumentFile.objects.exists()


def test_state_rows_have_their_history(demo_database):
    for model in (Person, Household, Case, Step, Batch):
        assert model.history.values("id").distinct().count() == model.objects.count()


def test_the_door_of_a_demonstration_shows_its_accounts(demo_database, client, settings):
    page = client.get("/login/").content.decode()
    assert "陈砚秋" in page
    assert PASSWORD in page
    settings.DEMO = False
    page = client.get("/login/").content.decode()
    assert "陈砚秋" not in page
    assert PASSWORD not in page


def test_everybody_of_the_list_comes_in(demo_database, client):
    for username in ("chenyanqiu", "zhouwenyuan", "majingyi", "liangsiheng", "mengtuo"):
        answer = client.post("/login/", {"username": username, "password": PASSWORD})
        assert answer.status_code == 302, username
        client.logout()
