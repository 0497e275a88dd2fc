"""A month of payments in the browser: drafted, approved, sent to the bank, three come back, the next batch pays them."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from apps.core import clock
from apps.payments import tasks
from apps.payments.models import BankFile, Payment, Retry
from apps.payments.services import recover_by_facts
from apps.rules.calendar import Month
from apps.rules.recovery import TrueFacts
from tests.benefits import makers
from tests.factories import PASSWORD
from tests.payments.makers import answer, award, first_of, live, ordered_back

NOVEMBER, DECEMBER = dt.date(2025, 11, 20), dt.date(2025, 12, 10)
HEADS = ("张小满", "赵白露", "钱秋分", "孙谷雨", "周立夏")


@pytest.fixture
def w(own_database):
    made = makers.world()
    for person in (made.hukou_clerk, made.approver, made.reviewer, made.supervisor):
        person.set_password(PASSWORD)
        person.save()
    clock.set_demonstration_day(NOVEMBER, by=made.clerk)
    for name in HEADS:
        award(made, name, "1000.00")
    return made


@pytest.fixture
def enter(site, new_page):
    def at(person):
        page = new_page()
        page.goto(f"{site}/login/")
        page.fill("input[name=username]", person.username)
        page.fill("input[name=password]", PASSWORD)
        page.click("button:has-text('登录')")
        expect(page.get_by_role("heading", name="工作台", level=1)).to_be_visible()
        return page

    return at


def draft(page, site: str) -> str:
    page.goto(f"{site}/payments/")
    page.click("button:has-text('制作批次')")
    expect(page.locator("main")).to_contain_text("已制作")
    return page.url


def approve_and_export(page, url: str) -> None:
    page.goto(url)
    page.click("button:has-text('批准发放')")
    expect(page.locator("main")).to_contain_text("已批准")
    page.click("button:has-text('导出代发文件')")
    expect(page.locator("main")).to_contain_text("代发文件正在生成")
    tasks.go_on_with_bank_runs()  # the worker


def bring_back(page, url: str, content: bytes) -> None:
    page.goto(url)
    page.set_input_files(
        "input[name=file]", {"name": "回盘.txt", "mimeType": "text/plain", "buffer": content}
    )
    page.click("button:has-text('导入回盘')")
    expect(page.locator("main")).to_contain_text("回盘已导入")
    tasks.go_on_with_bank_runs()  # the worker
    page.goto(url)
    expect(page.locator("main")).to_contain_text("已结清")


def test_what_came_back_is_paid_by_the_next_batch(site, enter, w):
    maker, approver = enter(w.hukou_clerk), enter(w.approver)
    november = draft(maker, site)
    approve_and_export(approver, november)
    bring_back(maker, november, answer(BankFile.objects.get(), 1, 3, 5))
    expect(maker.locator("main")).to_contain_text("退票 3 笔")

    for place in range(3):
        maker.goto(november)
        maker.locator("main").get_by_role("link", name="更正账户").nth(place).click()
        maker.fill("input[name=bank]", "天津银行")
        maker.fill("input[name=number]", f"999901202000{place:04d}")
        maker.click("button:has-text('保存账户')")
        expect(maker.locator("main")).to_contain_text("的账户已更正")
    clock.set_demonstration_day(DECEMBER, by=w.clerk)
    december = draft(maker, site)
    assert Retry.objects.count() == 3
    approve_and_export(approver, december)
    bring_back(maker, december, answer(BankFile.objects.latest("pk")))
    assert Payment.objects.count() == 10
    assert not Payment.objects.exclude(transfers__outcome__paid=True).exists()

    head = enter(w.supervisor)
    head.goto(f"{site}/payments/months/2025/12/")
    expect(head.locator("main")).to_contain_text("发给 5 户，共 5,000.00 元，与上月相同；没有一户卡住。")


def test_a_price_subsidy_is_drafted_approved_and_paid_once(site, enter, w):
    maker, approver = enter(w.hukou_clerk), enter(w.approver)
    clock.set_demonstration_day(DECEMBER, by=w.clerk)
    maker.goto(f"{site}/payments/once/")
    for kind, asked in (("heating", ["central"]), ("year_end", []), ("price_subsidy", ["cpi", "food"])):
        maker.select_option("select[name=kind]", kind)
        shown = [name for name in ("cpi", "food", "central") if maker.is_visible(f"[name={name}]")]
        assert shown == asked, kind
    maker.select_option("select[name=register_month]", "2025-11-01")
    maker.select_option("select[name=pay_month]", "2025-12-01")
    maker.fill("input[name=cpi]", "3.6")
    maker.fill("input[name=food]", "2.0")
    maker.click("button:has-text('测算并起草')")
    expect(maker.locator("main")).to_contain_text("每人 38.00 元")  # 1045 × 3.6 % = 37.62
    approver.goto(f"{site}/payments/once/")
    approver.click("button:has-text('批准')")
    expect(approver.locator("main")).to_contain_text("已批准，由发放月份的批次发放")
    batch = draft(maker, site)
    assert Payment.objects.filter(kind="price_subsidy", cause="one_time", amount="38.00").count() == 5
    approver.goto(batch)
    expect(approver.locator("main")).to_contain_text("一次性")


def test_a_recovery_over_a_change_of_the_standard(site, enter, w):
    maker, approver, reviewer = enter(w.hukou_clerk), enter(w.approver), enter(w.reviewer)
    made = award(w, "吴芒种", "1020.00", first=dt.date(2025, 8, 1))
    clock.set_demonstration_day(DECEMBER, by=w.clerk)
    approve_and_export(approver, draft(maker, site))
    facts = [TrueFacts(Month(2025, 7), 2, "1600.00")]
    order = recover_by_facts(
        made,
        change_month=dt.date(2025, 7, 1),
        true_facts=facts,
        reason="少报工资。",
        by=w.reviewer,
        on=DECEMBER,
    )
    reviewer.goto(f"{site}/payments/recoveries/{order.pk}/")
    for words in ("1,010.00", "1,045.00", "600.00", "530.00"):  # August and from September on
        expect(reviewer.locator("main")).to_contain_text(words)
    reviewer.fill("textarea[name=statement]", "没有陈述")
    reviewer.click("button:has-text('登记陈述')")
    expect(reviewer.locator("main")).to_contain_text("家庭陈述：没有陈述")
    approver.goto(f"{site}/payments/recoveries/{order.pk}/")
    approver.check("input[name=recover][value=yes]")
    approver.fill("textarea[name=text]", "同意追回。")
    approver.fill("input[name=first_day]", "2026-01-10")
    approver.fill("input[name=instalments]", "2")
    approver.click("button:has-text('作出决定')")
    expect(approver.locator("main")).to_contain_text("退款计划")
    maker.goto(f"{site}/payments/recoveries/{order.pk}/")
    maker.fill("input[name=amount]", str(order.total))
    maker.fill("input[name=number]", "A1")
    maker.click("button:has-text('登记退款')")
    expect(maker.locator("main")).to_contain_text("已退清")


def test_what_the_district_lets_be_held_back_comes_back_with_the_next_batch(site, enter, w):
    day = dt.date(2026, 1, 12)
    order = ordered_back(w, award(w, "吴芒种", "1020.00", first=first_of("2025-08")), day)
    for month in ("2025-11", "2025-12"):
        live(w, month)
    clock.set_demonstration_day(day, by=w.clerk)
    district, maker, approver = enter(w.supervisor), enter(w.hukou_clerk), enter(w.approver)
    here = f"{site}/payments/recoveries/{order.pk}/"
    district.goto(here)
    district.get_by_role("link", name="抵扣", exact=True).click()
    expect(district.locator("main")).to_contain_text("还应退 1,660.00 元")
    district.fill("input[name=monthly]", "1020.00")
    district.fill("input[name=reference]", "东民追〔2026〕1号")
    district.fill("textarea[name=text]", "同意从每月待遇抵扣。")
    district.click("button:has-text('登记抵扣决定')")
    expect(district.locator("main")).to_contain_text("抵扣以后须有余额")
    district.fill("input[name=monthly]", "700.00")
    district.click("button:has-text('登记抵扣决定')")
    expect(district.locator("main")).to_contain_text("每月抵扣 700.00 元")
    batch = draft(maker, site)
    expect(maker.locator("main")).to_contain_text("抵扣追回款 700.00 元")
    approve_and_export(approver, batch)
    maker.goto(here)
    expect(maker.locator("main")).to_contain_text("从东大发放 2026-01批次抵扣")
    maker.goto(f"{site}/households/{order.award.household_id}/")
    expect(maker.locator("main")).to_contain_text("应退追回款 1,660.00 元，未退 960.00 元")
    expect(maker.get_by_role("row", name="2026年1月")).to_contain_text("320.00")
