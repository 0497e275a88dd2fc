"""What an institution takes (代收) goes there whether or not the household has an account in order."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from apps.benefits.models import AwardAmount
from apps.payments import queries, services
from apps.payments.access import awards_seen_by
from apps.payments.models import Held, Payment
from apps.payments.services.draft_batch import draft_is_outdated
from tests.benefits import makers
from tests.payments.makers import DECEMBER, DRAFTED, NOVEMBER, award, exported

pytestmark = pytest.mark.django_db
HOME, ELSEWHERE = "河东区养老院", "河东区福利院"
SUPPORT, SUBSIDY = Decimal("1870.00"), Decimal("400.00")
JANUARY = dt.date(2026, 1, 1)


@pytest.fixture
def made(w):
    """1,870 yuan a month to the person, who has no passbook, and 400 to the institution that cares for him."""
    one = award(w, "张小满", str(SUPPORT), account=None)
    AwardAmount.objects.create(
        award=one, kind="care_subsidy", amount=SUBSIDY, payee=HOME, from_month=NOVEMBER, decision=one.decision
    )
    return one


def drafted(w, month: dt.date):
    return services.draft_batch(w.hukou, month, by=w.hukou_clerk, on=month.replace(day=2))


def approved(w, month: dt.date):
    return services.approve_batch(drafted(w, month), by=w.approver, on=month.replace(day=3))


def lines(rows) -> list[tuple]:
    return sorted(rows.values_list("kind", "month", "amount"))


def test_the_institution_is_paid_while_the_rest_waits_for_an_account(w, made):
    batch = drafted(w, DECEMBER)
    assert {(line.kind, line.payee, line.account) for line in batch.payments.all()} == {
        ("care_subsidy", HOME, None)
    }
    assert lines(batch.payments) == [
        ("care_subsidy", NOVEMBER, SUBSIDY), ("care_subsidy", DECEMBER, SUBSIDY)
    ]  # fmt: skip
    assert {(line.kind, line.reason) for line in batch.held.all()} == {("dibao", "no_account")}
    file = exported(w, batch)
    assert (file.transfers.count(), file.run.excluded) == (0, 2)
    batch.refresh_from_db()
    assert batch.state == "settled"


def test_a_household_of_which_a_part_is_held_is_counted_once(w, made):
    batch = drafted(w, DECEMBER)
    proof = queries.register_proof(batch)
    assert (proof.register, proof.listed, proof.held, proof.partly, proof.agrees) == (1, 1, 0, 1, True)
    found = queries.comparison(batch)
    assert (found.due.households, found.listed.households, found.held.households) == (1, 1, 1)
    assert found.partly == {made.pk}
    assert found.due.amount == 2 * (SUPPORT + SUBSIDY) == found.listed.amount + found.held.amount
    page = queries.batch_page(batch, w.approver, DRAFTED)
    held = next(row for row in page.movement if row.label == "减 暂缓 1 户")
    assert (held.households, held.amount) == ("0", "−3,740.00")
    assert "1 户只暂缓一部分" in held.note
    institutions = next(one for one in page.totals if one.head == "机构")
    assert [(row.label, row.households, row.amount) for row in institutions.rows] == [(HOME, 1, 2 * SUBSIDY)]
    assert [(row.amount, row.note) for row in page.held] == [(2 * SUPPORT, "只暂缓低保金，其余照发")]
    assert page.proof.rows[1].label == "列入本次发放（其中 1 户一部分暂缓）"


def test_what_was_held_follows_when_the_account_is_there_and_says_why(w, made):
    approved(w, NOVEMBER)
    still = approved(w, DECEMBER)
    (change,) = queries.comparison(still).changes
    assert (change.cause, change.why, change.explained) == ("resumed", "上月暂缓，本月仍暂缓", True)
    makers.bank_account(made.household, "9999000000000000017")
    batch = approved(w, JANUARY)
    (change,) = queries.comparison(batch).changes
    assert (change.cause, change.why) == ("resumed", "上月暂缓，账户已核实")
    assert lines(batch.payments) == [
        ("care_subsidy", JANUARY, SUBSIDY),
        *(("dibao", month, SUPPORT) for month in (NOVEMBER, DECEMBER, JANUARY)),
    ]
    assert sum((line.amount for line in Payment.objects.all()), Decimal(0)) == 3 * (SUPPORT + SUBSIDY)


def test_the_page_of_the_month_calls_a_part_that_is_held_neither_raised_nor_lowered(w, made):
    approved(w, NOVEMBER)
    makers.bank_account(made.household, "9999000000000000017")
    approved(w, DECEMBER)
    labels = {line.label: line.amount for line in queries.month_page([w.hukou], DECEMBER).causes}
    assert labels == {"新增或恢复发放": SUPPORT, "补发补差": SUPPORT}
    made.household.accounts.update(valid_to=NOVEMBER)
    approved(w, JANUARY)
    labels = {line.label: line.amount for line in queries.month_page([w.hukou], JANUARY).causes}
    assert labels == {"停发或暂缓": -SUPPORT, "补发补差": -SUPPORT}


def test_a_draft_whose_institution_changed_is_outdated(w, made):
    batch = drafted(w, DECEMBER)
    assert not draft_is_outdated(batch, DRAFTED)
    made.amounts.filter(kind="care_subsidy").update(payee=ELSEWHERE)
    assert draft_is_outdated(batch, DRAFTED)
    anew = services.redraft_batch(batch, by=w.hukou_clerk, on=DRAFTED)
    assert {line.payee for line in anew.payments.all()} == {ELSEWHERE}


def test_the_roster_and_the_page_of_the_household_name_the_institution(w, made):
    batch = drafted(w, DECEMBER)
    rows = list(queries.roster_rows(batch))
    assert [(row[2], row[3], row[8]) for row in rows] == [(HOME, "", SUBSIDY)] * 2
    roster = services.approve_batch(batch, by=w.approver, on=DRAFTED).roster
    assert {line["payee"] for line in roster.context["body"]["lines"]} == {HOME}
    seen = queries.household_money(made.household, awards_seen_by(w.reviewer, DRAFTED), DRAFTED)
    assert [row.state_text for row in seen.paid if row.state_kind == "done"] == [f"由{HOME}代收"] * 2


def test_a_payment_without_account_names_who_takes_it(w, made):
    line = drafted(w, DECEMBER).payments.first()
    line.pk, line.payee, line.cause, line.sequence = None, "", "back_pay", 9
    with pytest.raises(IntegrityError, match="payment_goes_somewhere"), transaction.atomic():
        line.save(force_insert=True)


def test_a_person_whose_account_is_shared_is_held_and_the_institution_is_not(w, made):
    other = award(w, "赵白露", account=None)
    for home in (made.household, other.household):
        makers.bank_account(home, "9999000000000000017")
    batch = drafted(w, DECEMBER)
    assert {line.kind for line in batch.payments.all()} == {"care_subsidy"}
    assert {held.reason for held in Held.objects.filter(batch=batch)} == {"shared_account"}
