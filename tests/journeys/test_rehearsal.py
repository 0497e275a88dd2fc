"""A rehearsal of 1045 → 1100 in the browser: drafted by one policy person, published by another, paid the month after."""

import datetime as dt
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from apps.benefits import rehearsal as rehearsing
from apps.benefits.models import Rehearsal
from apps.core import clock
from apps.payments.models import Payment
from tests.benefits import caseload, makers
from tests.factories import PASSWORD

NOVEMBER, DECEMBER = dt.date(2025, 11, 1), dt.date(2025, 12, 1)


@pytest.fixture
def w(own_database):
    made = makers.world()
    for person in (made.hukou_clerk, made.approver):
        person.set_password(PASSWORD)
        person.save()
    clock.set_demonstration_day(makers.DAY, by=made.clerk)
    return made


def sign_in(page, site: str, name: str):
    page.goto(f"{site}/login/")
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", PASSWORD)
    page.click("button:has-text('登录')")
    return page


def pay(site: str, new_page, w, day: dt.date) -> None:
    """The batch of the month of the day, drafted by one person and approved by another."""
    clock.set_demonstration_day(day, by=w.clerk)
    maker = sign_in(new_page(), site, w.hukou_clerk.username)
    maker.goto(f"{site}/payments/")
    maker.click("button:has-text('制作批次')")
    approver = sign_in(new_page(), site, w.approver.username)
    approver.goto(maker.url)
    approver.click("button:has-text('批准发放')")
    expect(approver.locator("main")).to_contain_text("已批准")


def test_a_new_standard_is_rehearsed_published_and_paid(site, new_page, w):
    first, second = caseload.policy(), caseload.second()
    caseload.decided(w, "南学低保 2025-0001", "1894", account="6222021234567890123")
    caseload.decided(w, "南学低保 2025-0002", "3200")

    page = sign_in(new_page(), site, first.username)
    page.goto(f"{site}/standards/timeline/dibao_standard/")
    page.locator("tr", has_text="现行").get_by_role("link", name="接续").click()
    page.fill("input[name=value]", "1100")
    page.fill("input[name=valid_from]", "2025-12-01")
    page.fill("input[name=document_title]", "关于调整低保等标准的通知")
    page.click("button:has-text('保存草案')")
    page.click("a:has-text('起草调标测算')")
    assert page.is_checked("input[name=drafts]")
    page.click("button:has-text('开始测算')")
    main = page.locator("main")
    expect(main).to_contain_text("测算中")

    made = Rehearsal.objects.get()
    rehearsing.rehearse(made.pk)  # the worker; the page asks by itself and comes anew
    for words in ("1045 → 1100", "1,406.00", "+165.00", "新符合低保", "须由另一位政策管理人员批准发布"):
        expect(main).to_contain_text(words, timeout=30_000)
    expect(page.locator("button:has-text('批准并发布')")).to_have_count(0)

    other = sign_in(new_page(), site, second.username)
    other.goto(page.url)
    other.click("button:has-text('批准并发布')")
    expect(other.locator("main")).to_contain_text("发布中")
    rehearsing.recalculate(made.pk)  # the worker
    for words in ("已发布", "相符"):
        expect(other.locator("main")).to_contain_text(words, timeout=30_000)

    pay(site, new_page, w, NOVEMBER.replace(day=20))
    pay(site, new_page, w, DECEMBER.replace(day=2))
    assert list(Payment.objects.order_by("month").values_list("month", "amount")) == [
        (NOVEMBER, Decimal("1241.00")),
        (DECEMBER, Decimal("1406.00")),
    ]
