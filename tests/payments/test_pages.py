"""The pages of 资金发放: who sees a batch, who may press what, refusals in place."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from apps.benefits.models import AwardMember, Claimant, RecoveryOrder
from apps.benefits.one_time_funeral import ClaimantAccount, ClaimantEntry, FuneralClaim
from apps.benefits.queries import Part
from apps.benefits.services import approve_round, change_amount, draft_funeral
from apps.core import clock
from apps.households.services import record_death
from apps.payments.models import Batch
from apps.payments.services import approve_batch, draft_batch
from apps.standards.models import Standard
from tests.benefits import makers
from tests.payments.makers import DECEMBER, NOVEMBER, award, case_of, decision_of, exported, returned

pytestmark = pytest.mark.django_db


@pytest.fixture
def w(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: makers.DAY)
    return makers.world()


@pytest.fixture
def batch(w):
    award(w, "张小满", "1241.00")
    award(w, "郑霜降", account=None)
    return draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=makers.DAY)


def page(client, user, name, *args, data=None):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    url = reverse(f"payments:{name}", args=args)
    return client.post(url, data) if data is not None else client.get(url)


def test_the_page_of_a_batch_shows_the_chain_the_proof_and_what_is_held(client, w, batch):
    text = page(client, w.approver, "batch", batch.pk).content.decode()
    for words in ("批准发放", "制表人孙制表不能审批本批次", "没有有效账户", "相符", "1,241.00", "新增 2 户"):
        assert words in text


def test_a_batch_says_quietly_how_many_of_its_amounts_rest_on_open_points(client, w):
    rounding = Standard.objects.get(code__code="pay_rounding", withdrawn_at=None).pk
    settled = Standard.objects.filter(code__code="dibao_standard", confirmed=True).first().pk
    award(w, "张小满", used=(settled, rounding))
    award(w, "郑霜降", used=(settled,))
    made = draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=makers.DAY)
    text = page(client, w.approver, "batch", made.pk).content.decode()
    assert "1 户的金额用到待确认口径（U02），照常计算。" in text
    assert reverse("standards:open_points") in text


def test_a_batch_whose_amounts_are_all_confirmed_says_nothing_of_open_points(client, w, batch):
    assert "待确认口径" not in page(client, w.approver, "batch", batch.pk).content.decode()


def test_the_maker_sees_whom_to_ask_and_no_button(client, w, batch):
    makers.Duty.objects.create(user=w.hukou_clerk, office=w.hukou, role="approver", valid_from=makers.SINCE)
    text = page(client, w.hukou_clerk, "batch", batch.pk).content.decode()
    assert "您是本批次的制表人，不能审批；请交给" in text
    assert "批准发放" not in text


def test_a_batch_is_seen_through_its_paying_office_and_from_above(client, w, batch):
    expected = {
        w.approver: 200,
        w.reviewer: 200,
        w.supervisor: 200,
        w.stranger: 404,
        w.clerk: 404,
        w.far_approver: 404,
    }
    assert {user: page(client, user, "batch", batch.pk).status_code for user in expected} == expected


def test_approving_in_the_page(client, w, batch):
    assert page(client, w.reviewer, "approve", batch.pk, data={}).status_code == 403
    assert page(client, w.far_approver, "approve", batch.pk, data={}).status_code == 404
    assert page(client, w.approver, "approve", batch.pk, data={}).status_code == 302
    again = page(client, w.second_approver, "approve", batch.pk, data={})
    assert again.status_code == 409
    assert "已由马静宜" in again.content.decode()


def test_drafting_in_the_page(client, w):
    award(w, "张小满")
    data = {"office": w.hukou.pk, "month": "2025-11-01"}
    made = page(client, w.hukou_clerk, "draft", data=data)
    assert made.url == reverse("payments:batch", args=[Batch.objects.get().pk])
    assert page(client, w.hukou_clerk, "draft", data=data).url == made.url
    assert page(client, w.hukou_clerk, "draft", data=data | {"month": "2031-01-01"}).status_code == 422
    assert page(client, w.hukou_clerk, "draft", data=data | {"office": w.elsewhere.pk}).status_code == 422
    assert page(client, w.reviewer, "draft", data=data).status_code == 403


def test_an_empty_month_is_told_in_the_page(client, w):
    refused = page(client, w.hukou_clerk, "draft", data={"office": w.hukou.pk, "month": "2025-11-01"})
    assert refused.status_code == 409
    assert "没有应发的待遇" in refused.content.decode()


def test_the_list_shows_only_the_batches_of_ones_offices(client, w, batch):
    assert batch.number in page(client, w.hukou_clerk, "list").content.decode()
    assert batch.number not in page(client, w.stranger, "list").content.decode()


def test_the_roster_is_a_file_for_those_who_may_export(client, w, batch):
    made = page(client, w.approver, "roster", batch.pk)
    assert made["Content-Type"].endswith("sheet")
    assert page(client, w.reviewer, "roster", batch.pk).status_code == 403
    assert page(client, w.stranger, "roster", batch.pk).status_code == 404


def test_the_queries_of_the_pages_do_not_grow_with_rows(client, w, batch, django_assert_max_num_queries):
    for place in range(5):
        award(w, f"户{place}", first=makers.DAY.replace(month=12, day=1))
    draft_batch(w.hukou, makers.DAY.replace(month=12), by=w.hukou_clerk, on=makers.DAY.replace(month=12))
    client.force_login(w.approver, backend="django.contrib.auth.backends.ModelBackend")
    with django_assert_max_num_queries(40):
        client.get(reverse("payments:list"))
    with django_assert_max_num_queries(45):
        client.get(reverse("payments:batch", args=[Batch.objects.last().pk]))


def test_a_recovery_begins_where_the_ledger_shows_too_much(client, w):
    made = award(w, "张小满", "500.00")
    approve_batch(
        draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=makers.DAY), by=w.approver, on=makers.DAY
    )
    decision = decision_of(w, case_of(made.household, w.hukou, "南学减发 1"), "200.00", NOVEMBER)
    parts = [Part("dibao", Decimal("200.00"))]
    change_amount(made, parts, decision=decision, first_month=NOVEMBER, by=w.approver, on=makers.DAY)
    assert "300.00" in page(client, w.reviewer, "recoveries").content.decode()
    url = reverse("payments:new_recovery", args=[made.pk])
    found = client.get(reverse("payments:recoveries"), {"number": made.decision.case.number})
    assert found.url == url
    form = {"basis": "ledger", "reason": "核对发现。"}
    looked = client.post(url, form)
    assert (looked.status_code, RecoveryOrder.objects.count()) == (200, 0)
    told = client.post(url, form | {"told": "on"})
    assert told.url == reverse("payments:recovery", args=[RecoveryOrder.objects.get().pk])
    assert RecoveryOrder.objects.get().total == Decimal("300.00")


def test_true_facts_are_looked_at_before_they_are_told(client, w):
    made = award(w, "张小满", "1000.00")
    approve_batch(
        draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=makers.DAY), by=w.approver, on=makers.DAY
    )
    form = {"basis": "facts", "reason": "少报工资。"}
    assert page(client, w.reviewer, "new_recovery", made.pk, data=form).status_code == 422
    form |= {"change_month": "2025-10", "since_1": "2025-10", "members_1": "2", "income_1": "1600"}
    looked = page(client, w.reviewer, "new_recovery", made.pk, data=form).content.decode()
    assert "510.00" in looked  # 1000 - (1045 × 2 - 1600)
    told = page(client, w.reviewer, "new_recovery", made.pk, data=form | {"told": "on"})
    assert told.status_code == 302
    again = page(client, w.reviewer, "new_recovery", made.pk, data=form | {"told": "on"})
    assert again.status_code == 409


def test_a_funeral_claim_is_typed_off_and_waits_for_the_second_person(client, w):
    made = award(w, "张小满")
    died = makers.person("张立春")
    AwardMember.objects.create(award=made, person=died, from_month=NOVEMBER)
    record_death(died, died_on=NOVEMBER, by=w.reviewer, on=makers.DAY)
    assert "登记申领" in page(client, w.hukou_clerk, "funerals").content.decode()
    assert f'value="{makers.DAY}"' in page(client, w.hukou_clerk, "new_funeral", died.pk).content.decode()
    form = {
        "claimant": "张小满",
        "relation": "child",
        "phone": "15400000001",
        "id_number": "129999198003010021",
        "category": "none",
        "cremated_on": "2025-10-03",
        "place": "tianjin",
        "applied_on": str(makers.DAY),
        "pay_month": str(NOVEMBER),
        "checked": "on",
    }
    early = page(client, w.hukou_clerk, "new_funeral", died.pk, data=form)
    assert (early.status_code, "火化不能早于去世" in early.content.decode()) == (409, True)
    form["cremated_on"] = "2025-11-03"
    form |= {"account_number": "9999000000000000011"}
    unnamed = page(client, w.hukou_clerk, "new_funeral", died.pk, data=form)
    assert (unnamed.status_code, "请填写开户银行" in unnamed.content.decode()) == (422, True)
    form["bank"] = "天津农商银行"
    assert page(client, w.hukou_clerk, "new_funeral", died.pk, data=form).status_code == 302
    assert "1,800.00" in page(client, w.approver, "rounds").content.decode()
    claim = Claimant.objects.get().round_id
    shown = page(client, w.approver, "funeral_claim", claim).content.decode()
    assert [words for words in ("154****0001", "尾号 0011", "批准") if words not in shown] == []
    assert not {"15400000001", "9999000000000000011", "129999198003010021"} & set(re.findall(r"\w+", shown))
    assert page(client, w.stranger, "funeral_claim", claim).status_code == 404
    assert page(client, w.approver, "claimant_account", claim).status_code == 403
    account = {"holder": "张小满", "bank": "天津农商银行", "account_number": "99"}
    short = page(client, w.hukou_clerk, "claimant_account", claim, data=account)
    assert (short.status_code, "10 至 30 位数字" in short.content.decode()) == (409, True)
    account["account_number"] = "9999000000000000029"
    assert page(client, w.hukou_clerk, "claimant_account", claim, data=account).status_code == 302
    asked = {"field": "number", "reason": "与银行核对账户"}
    assert (
        account["account_number"]
        in page(client, w.approver, "reveal_claimant", claim, data=asked).content.decode()
    )


def test_the_claim_says_where_its_money_is(client, w):
    home = award(w, "张小满")
    record_death(home.household.head, died_on=NOVEMBER, by=w.reviewer, on=makers.DAY)
    entry = ClaimantEntry(
        *("赵清明", "community", "02200000001", ""),
        ClaimantAccount("文园里居委会", "建设银行", "9999000000000000011"),
    )
    claim = FuneralClaim(entry, "none", NOVEMBER, "tianjin", makers.DAY)
    made = draft_funeral(home.household.head, claim, pay_month=NOVEMBER, by=w.hukou_clerk, on=makers.DAY)

    def said() -> str:
        return page(client, w.hukou_clerk, "funeral_claim", made.pk).content.decode()

    assert "还没有批准" in said()
    approve_round(made, by=w.approver, on=makers.DAY)
    assert "由2025年11月的批次发放" in said()
    batch = draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=makers.DAY)
    assert f"{batch.number}　等待审批" in said()
    file = exported(w, batch)
    assert "等待回盘" in said()
    returned(w, file, 1)
    assert "退票：户名账号不符" in said()
    correct = reverse("payments:claimant_account", args=[made.pk])
    assert correct in page(client, w.hukou_clerk, "batch", batch.pk).content.decode()
    account = {"holder": "文园里居委会", "bank": "建设银行", "account_number": "9999000000000000029"}
    page(client, w.hukou_clerk, "claimant_account", made.pk, data=account)
    award(w, "钱秋分", first=DECEMBER)
    december = draft_batch(w.hukou, DECEMBER, by=w.hukou_clerk, on=DECEMBER)
    assert f"已列入 {december.number} 重发" in said()
    returned(w, exported(w, december))
    assert "到账" in said()
    assert correct not in said()
