"""沈政策 tries a household in the browser and takes the answer away as a worked example."""

import datetime as dt

import pytest
from django.conf import settings
from playwright.sync_api import expect

from apps.core import clock
from tests.benefits.makers import user
from tests.households.makers import xuefu
from tests.rules.golden import main


@pytest.fixture
def desk(own_database, site, new_page, client, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 11, 21))
    client.force_login(user("沈政策", xuefu(), "policy"), "django.contrib.auth.backends.ModelBackend")
    page = new_page()
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site}])
    page.goto(f"{site}/calculator/")
    return page


def choose(page, grid, row, **values):
    for name, value in values.items():
        field = page.locator(f"[name={grid}-{row}-{name}]")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def test_a_household_is_tried_and_saved_as_an_example(desk, tmp_path, capsys):
    choose(
        desk, "members", 0,
        person="本人", birth_date="1984-05-21", labour_capacity="full", work_status="employed",
    )  # fmt: skip
    desk.click("[data-add-row=members]")
    choose(
        desk, "members", 1,
        person="配偶", relation="spouse", birth_date="1981-09-08", labour_capacity="full", work_status="flexible",
    )  # fmt: skip
    choose(desk, "incomes", 0, person="1", type="W", amount="1000")
    desk.fill("[name=day]", "2025-10-15")
    desk.click("text=测算 >> nth=-1")
    assert desk.locator(".equation .is-result b").inner_text() == "1,090.00"
    assert desk.locator("[name=members-1-person]").input_value() == "配偶"
    with desk.expect_download() as loading:
        desk.click("button:has-text('保存为算例')")
    loading.value.save_as(tmp_path / "own.yaml")
    assert main([str(tmp_path)]) == 0
    assert capsys.readouterr().out == "1 passed, 0 failed\n"
    desk.click("nav.views >> text=追回")
    desk.click(".foot .button--primary")
    expect(desk.locator("table.summary").first).to_contain_text("合计")
