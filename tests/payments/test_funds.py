"""资金: what came in, what approved batches took; a batch that a fund cannot bear is not approved."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse

from apps.core import clock
from apps.core.errors import Refused
from apps.payments import queries
from apps.payments.models import Fund, FundEntry
from apps.payments.services import approve_batch, draft_batch, enter_funds, open_fund
from tests.benefits import makers
from tests.payments.makers import DECEMBER, DRAFTED, NOVEMBER, award, exported, returned

pytestmark = pytest.mark.django_db


def fund(w, filled: str):
    made = open_fund(
        w.hukou.parent, name="低保资金", source="city", kinds=["dibao"], since=NOVEMBER, by=w.supervisor, on=DRAFTED
    )  # fmt: skip
    enter_funds(made, Decimal(filled), text="津财社〔2025〕1号", by=w.supervisor, on=DRAFTED)
    return made


def test_a_batch_takes_its_money_out_of_the_fund(w):
    award(w, "张小满", "1241.00")
    fund(w, "5000.00")
    batch = draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=DRAFTED)
    approve_batch(batch, by=w.approver, on=DRAFTED)
    draft_batch(w.hukou, DECEMBER, by=w.hukou_clerk, on=DRAFTED)
    (row,) = queries.fund_rows([w.hukou.pk], DECEMBER)
    assert (row.taken, row.month, row.left) == (Decimal("1241.00"), Decimal("1241.00"), Decimal("2518.00"))


def test_a_batch_that_the_fund_cannot_bear_is_not_approved(w):
    award(w, "张小满", "1241.00")
    made = fund(w, "1240.00")
    batch = draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=DRAFTED)
    with pytest.raises(Refused) as caught:
        approve_batch(batch, by=w.approver, on=DRAFTED)
    assert caught.value.code == "fund_short"
    assert "低保资金缺 1.00 元" in caught.value.message
    (share,) = queries.batch_page(batch, w.approver, DRAFTED).funds
    assert (share.needed, share.left) == (Decimal("1241.00"), Decimal("-1.00"))
    enter_funds(made, Decimal("1.00"), text="追加", by=w.supervisor, on=DRAFTED)
    assert approve_batch(batch, by=w.approver, on=DRAFTED).is_approved


def test_only_the_district_enters_funds_and_says_why(w):
    made = fund(w, "1.00")
    with pytest.raises(PermissionDenied):
        enter_funds(made, Decimal("1.00"), text="x", by=w.approver, on=DRAFTED)
    for amount, text in ((Decimal(0), "追加"), (Decimal(1), " ")):
        with pytest.raises(Refused):
            enter_funds(made, amount, text=text, by=w.supervisor, on=DRAFTED)
    with pytest.raises(DatabaseError, match="只增不改"), transaction.atomic():
        FundEntry.objects.all().delete()


def test_the_month_says_how_much_why_different_and_what_is_stuck(w, django_assert_num_queries):
    for name in ("张小满", "赵白露"):
        award(w, name, "1000.00")
    award(w, "钱秋分", "500.00", first=DECEMBER)
    award(w, "郑霜降", "700.00", account=None)
    returned(w, exported(w, draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=DRAFTED)), 1)
    draft_batch(w.hukou, DECEMBER, by=w.hukou_clerk, on=DRAFTED)
    with django_assert_num_queries(8):
        page = queries.month_page([w.hukou, w.elsewhere], DECEMBER)
    (street,) = page.streets
    assert (street.households, street.amount, street.difference) == (3, Decimal("2500.00"), Decimal("500.00"))
    assert (street.held, street.sent_back, street.state_text) == (1, 1, "等待审批")
    assert page.sentence == "发给 3 户，共 2,500.00 元，比11月多 500.00 元；有 2 户没有发到，原因见下。"
    assert [(line.label, line.households, line.amount) for line in page.causes] == [
        ("新增或恢复发放", 1, Decimal("500.00")),
        ("不变", 2, Decimal("0.00")),
    ]


def test_a_street_that_has_not_drafted_yet_has_stopped_nobody(w):
    award(w, "张小满", "1000.00")
    award(w, "赵白露", "800.00", at=w.elsewhere)
    for office in (w.hukou, w.elsewhere):
        draft_batch(office, NOVEMBER, by=w.hukou_clerk if office == w.hukou else w.stranger, on=DRAFTED)
    draft_batch(w.hukou, DECEMBER, by=w.hukou_clerk, on=DRAFTED)
    page = queries.month_page([w.hukou, w.elsewhere], DECEMBER)
    assert [(row.state_text, row.difference) for row in page.streets] == [
        ("等待审批", Decimal(0)),
        ("还没有制表", None),
    ]
    assert [(line.label, line.households) for line in page.causes] == [("不变", 1)]
    assert page.sentence == (
        "发给 1 户，共 1,000.00 元，已制表的街道与上月相同，1 个街道还没有制表；没有一户卡住。"
    )


def test_a_month_without_batches_says_so(w):
    assert queries.month_page([w.hukou], DECEMBER).sentence == "这个月还没有制作批次。"


def test_the_district_opens_a_fund_and_enters_money_in_the_page(client, w, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: makers.DAY)
    client.force_login(w.supervisor, backend="django.contrib.auth.backends.ModelBackend")
    form = {"office": w.hukou.parent_id, "name": "2026年低保金", "source": "city", "since": "2025-11"}
    opened = client.post(reverse("payments:open_fund"), form | {"kinds": ["dibao", "taper"]})
    assert opened.url == reverse("payments:funds")
    again = client.post(reverse("payments:open_fund"), form | {"kinds": ["dibao"]})
    assert again.status_code == 409
    assert "已有同名的资金账户" in again.content.decode()
    fund = Fund.objects.get()
    money = {"fund": fund.pk, "amount": "20000.00", "text": "津财〔2025〕8号"}
    assert client.post(reverse("payments:enter_funds"), money).status_code == 302
    nothing = client.post(reverse("payments:enter_funds"), money | {"amount": "0"})
    assert nothing.status_code == 409
    assert "20,000.00" in client.get(reverse("payments:funds")).content.decode()
