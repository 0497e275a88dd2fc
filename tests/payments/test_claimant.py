"""申领人: the funeral subsidy of somebody who lived alone goes to whoever handled the funeral, and nothing else does."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from apps.benefits.models import Claimant
from apps.benefits.one_time_funeral import ClaimantAccount, ClaimantEntry, FuneralClaim
from apps.benefits.services import approve_round, discard_round, draft_funeral, reveal_claimant
from apps.core.errors import Refused
from apps.documents.models import Document
from apps.households.access import accounts_seen_by
from apps.households.models import BankAccount, Membership
from apps.households.services import record_death
from apps.journal.models import Event
from apps.payments import queries
from apps.payments.models import Outcome, Retry
from apps.payments.services import correct_claimant_account, draft_batch
from tests.benefits import makers
from tests.payments.makers import DECEMBER, DRAFTED, NOVEMBER, award, exported, returned

pytestmark = pytest.mark.django_db
DIED, ON = dt.date(2025, 11, 3), dt.date(2025, 11, 20)
LATER = dt.date(2025, 12, 10)
ACCOUNT = ClaimantAccount("赵清明", "天津农商银行", "9999000000000000011")
OTHER = replace(ACCOUNT, number="9999000000000000029")
CLAIMANT = ClaimantEntry("赵清明", "relative", "15400000001", "129999198003010021", ACCOUNT)


@pytest.fixture
def alone(w):
    """The award of somebody who lived alone and died; his own account died with him."""
    made = award(w, "张小满")
    record_death(made.household.head, died_on=DIED, by=w.reviewer, on=ON)
    return made


def survived(w):
    """The same with a child who lives on and holds the account."""
    made = award(w, "张小满")
    home, child = made.household, makers.person("张小雪")
    Membership.objects.create(
        household=home,
        person=child,
        relation="child",
        labour_capacity="full",
        work_status="employed",
        valid_from=makers.SINCE,
    )
    home.accounts.update(holder=child)
    record_death(made.household.head, died_on=DIED, by=w.reviewer, on=ON)
    return made


def claim(w, made, claimant=CLAIMANT, *, approved=True, **changed):
    told = FuneralClaim(claimant, "none", DIED + dt.timedelta(days=2), "tianjin", ON, "第二殡仪馆")
    drafted = draft_funeral(
        made.household.head, replace(told, **changed), pay_month=NOVEMBER, by=w.hukou_clerk, on=ON
    )
    return approve_round(drafted, by=w.approver, on=ON) if approved else drafted


def refused(act) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code


def november(w):
    return draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=DRAFTED)


def test_the_line_goes_to_the_account_of_the_claimant_and_the_monthly_money_stays_held(w, alone):
    claim(w, alone)
    batch = november(w)
    line = batch.payments.get()
    assert (line.kind, line.account.payee, line.account.household) == ("funeral", "赵清明", None)
    assert [(one.kind, one.reason) for one in batch.held.all()] == [("dibao", "holder_died")]
    (row,) = queries.roster_rows(batch)
    assert row[2:4] == ("赵清明", "尾号 0011")
    (order,) = queries.orders_in(exported(w, batch))
    assert (order.name, order.account, order.amount) == ("赵清明", ACCOUNT.number, line.amount)


def test_what_came_back_goes_to_the_corrected_account_and_not_to_that_of_the_household(w):
    done = claim(w, survived(w))
    file = exported(w, november(w))
    returned(w, file, *[one.line for one in file.transfers.filter(payment__kind="funeral")])
    correct_claimant_account(done, OTHER, by=w.hukou_clerk, on=LATER)
    december = draft_batch(w.hukou, DECEMBER, by=w.hukou_clerk, on=LATER)
    retry = Retry.objects.get(batch=december)
    assert (retry.payment.kind, retry.account.number) == ("funeral", OTHER.number)
    returned(w, exported(w, december), on=LATER)
    assert Outcome.objects.filter(transfer__payment=retry.payment, paid=True).count() == 1
    assert (
        refused(lambda: correct_claimant_account(done, ACCOUNT, by=w.hukou_clerk, on=LATER)) == "paid_already"
    )


def test_what_came_back_waits_while_nobody_corrects_the_account(w, alone):
    claim(w, alone)
    returned(w, exported(w, november(w)), 1)
    award(w, "钱秋分", first=DECEMBER)
    assert not draft_batch(w.hukou, DECEMBER, by=w.hukou_clerk, on=LATER).retries.exists()


def test_an_account_that_comes_after_the_approval_frees_the_line_that_was_held(w):
    done = claim(w, survived(w), replace(CLAIMANT, account=None))
    BankAccount.objects.all().update(valid_to=ON)
    assert not november(w).payments.exists()
    correct_claimant_account(done, OTHER, by=w.hukou_clerk, on=LATER)
    later = draft_batch(w.hukou, DECEMBER, by=w.hukou_clerk, on=LATER)
    assert [(one.kind, one.account.number) for one in later.payments.all()] == [("funeral", OTHER.number)]


def test_no_monthly_money_finds_an_account_outside_every_household(w, alone):
    claim(w, alone)
    account = Claimant.objects.get().account
    other = award(w, "李秋实", account=None)
    batch = november(w)
    assert batch.held.get(award=other).reason == "no_account"
    assert not batch.payments.exclude(kind="funeral").filter(account=account).exists()
    for changed in ({"household": other.household}, {"holder": other.household.head}, {"holder_name": ""}):
        with pytest.raises(IntegrityError, match="household_or_of_somebody_else"), transaction.atomic():
            BankAccount.objects.filter(pk=account.pk).update(**changed)


def test_a_claimant_may_use_the_account_on_which_his_own_household_is_paid(w, alone):
    own = award(w, "赵清明")
    number = own.household.accounts.get().number
    claim(w, alone, replace(CLAIMANT, account=replace(ACCOUNT, number=number)))
    assert sorted(november(w).payments.values_list("kind", flat=True)) == ["dibao", "funeral"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"account": None}, "account_missing"),
        ({"account": replace(ACCOUNT, number="12 34")}, "account_number_wrong"),
        ({"phone": "154"}, "phone_wrong"),
        ({"id_number": ""}, "id_number_missing"),
        ({"id_number": "129999198003010025"}, "invalid_id_number"),
    ],
)
def test_what_is_wrong_with_a_claimant_is_refused_by_name(w, alone, changed, code):
    assert refused(lambda: claim(w, alone, replace(CLAIMANT, **changed))) == code
    assert not Claimant.objects.exists()


def test_an_organisation_claims_without_an_identity_number_and_a_refusal_needs_no_account(w, alone):
    home = replace(CLAIMANT, name="春和养老院", relation="institution", id_number="", account=None)
    made = claim(w, alone, home, place="outside")
    assert (made.total, made.claimant.id_number, made.claimant.account) == (0, "", None)
    assert "没有登记" in str(made.claimant.paper.context)


def test_the_form_names_the_account_of_the_household_where_the_claimant_has_none_of_his_own(w):
    made = claim(w, survived(w), replace(CLAIMANT, account=None))
    assert "建设银行尾号 0000，户名张小雪" in str(made.claimant.paper.context)


def test_the_form_says_what_was_claimed_without_a_whole_number(w, alone):
    made = claim(w, alone, approved=False)
    paper = made.claimant.paper
    said = {pair["label"]: pair["text"] for part in paper.context["body"]["parts"] for pair in part["pairs"]}
    assert (paper.title, paper.case) == ("天津市无丧葬补助居民丧葬补贴申领表", None)
    assert (said["姓名"], said["去世日期"]) == ("张小满", "2025年11月3日")
    assert said["火化日期、地点"] == "2025年11月5日，本市殡仪馆（第二殡仪馆）"
    assert said["申领人"] == "赵清明（其他亲属）"
    assert said["收款账户"] == "天津农商银行尾号 0011，户名赵清明"
    assert (said["身份证号"], said["联系电话"]) == ("1299**********0021", "154****0001")
    assert said["金额"] == "人民币壹仟捌佰元整（¥1,800.00），2025年11月批次发放"
    assert "丧葬补贴" in paper.context["body"]["basis"]


def test_a_corrected_account_gives_a_new_form_and_a_discarded_claim_none(w, alone):
    made = claim(w, alone, approved=False)
    first = made.claimant.paper
    correct_claimant_account(made, OTHER, by=w.hukou_clerk, on=ON)
    assert first.void.replaced_by == Claimant.objects.get().paper
    correct_claimant_account(made, OTHER, by=w.hukou_clerk, on=ON)  # the same again is no correction
    assert Document.objects.filter(kind="funeral_claim").count() == 2
    assert [one.account.number for one in Claimant.history.order_by("history_id")] == [
        ACCOUNT.number,
        OTHER.number,
    ]
    assert BankAccount.objects.get(household=None, valid_to=None).number == OTHER.number
    event = Event.objects.filter(kind="award").latest("id")
    assert "尾号 0029" in event.summary
    assert OTHER.number not in event.summary
    discard_round(made, by=w.hukou_clerk, on=ON)
    assert Claimant.objects.get().paper.void.reason == "申领登记作废"
    assert (
        refused(lambda: correct_claimant_account(made, ACCOUNT, by=w.hukou_clerk, on=ON)) == "round_discarded"
    )
    with pytest.raises(PermissionDenied):
        correct_claimant_account(made, ACCOUNT, by=w.stranger, on=ON)


def test_a_whole_number_is_shown_on_purpose_only_to_whoever_may(w, alone):
    claimant = claim(w, alone).claimant
    assert not accounts_seen_by(w.hukou_clerk, ON).filter(pk=claimant.account_id).exists()
    shown = reveal_claimant(claimant, "number", reason="与银行核对账户", by=w.hukou_clerk, on=ON)
    event = Event.objects.get(kind="reveal")
    assert (shown, event.person_id, event.office_code) == (
        ACCOUNT.number,
        alone.household.head_id,
        w.hukou.code,
    )
    assert "申领人赵清明的完整银行账号" in event.summary
    assert refused(lambda: reveal_claimant(claimant, "phone", reason=" ", by=w.hukou_clerk, on=ON)) == (
        "reason_missing"
    )
    with pytest.raises(PermissionDenied):
        reveal_claimant(claimant, "phone", reason="与申领人联系", by=w.stranger, on=ON)
