"""核对有差异: a second flat and an undeclared wage, asked of a real check centre by a real worker, change the decision."""

import datetime as dt
import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from celery import Celery
from playwright.sync_api import Locator, expect

from apps.applications import services as applications
from apps.benefits.models import Decision
from apps.core import clock
from apps.offices.models import Jurisdiction
from apps.standards.models import StandardCode
from apps.standards.services import Source, add_standard
from config.launcher import places
from tests import factories
from tests.applications.makers import HEAD_ID, HUSBAND_ID, SON_ID
from tests.checks.centre import FLAT, KEY, WAGE, Centre, running
from tests.journeys.acting import Actor

DAY = dt.date(2026, 11, 4)
POPULATION = {
    HEAD_ID: {
        "tax": [{"item": "income", "form": "W", "amount": "1894.00", "text": "超市"}],
        "bank": [{"item": "monetary", "form": "deposit", "amount": "8000.00"}],
    },
    HUSBAND_ID: {"tax": [WAGE], "realestate": [FLAT, FLAT | {"area": "60.00"}]},
    SON_ID: {},
}


@pytest.fixture
def centre(settings) -> Iterator[Centre]:
    """A check centre that the site knows, and that is down."""
    with running() as one:
        settings.CHECK_CENTRE_URL, settings.CHECK_CENTRE_KEY = one.url, KEY
        one.kill()
        yield one


@pytest.fixture
def worker(stand, own_database, centre, monkeypatch) -> Iterator[None]:
    """A worker of the site on this database, with a queue of its own, which the site really wakes."""
    queue = f"{stand.cluster.redis_url}?virtual_host=7"
    env = stand.environment(own_database) | {
        "REDIS_URL": queue,
        "CHECK_CENTRE_URL": centre.url,
        "CHECK_CENTRE_KEY": KEY,
        "CHECK_CENTRE_PAUSES": "600",
    }
    command = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "config",
        "worker",
        "--pool",
        "solo",
        "--loglevel",
        "ERROR",
    ]
    process = subprocess.Popen(
        [*command, "--without-gossip", "--without-mingle", "--without-heartbeat"], cwd=places.ROOT, env=env,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    caller = Celery(broker=queue, set_as_current=False)
    monkeypatch.setattr("apps.core.wake.app", caller)
    yield
    caller.close()
    os.kill(process.pid, signal.SIGTERM)
    process.wait(20)


def test_what_the_centre_knows_changes_the_decision(who, enter, centre, worker):
    average_area()
    case = factories.accepted(who, DAY)
    clock.set_demonstration_day(DAY, by=who.administrator)
    clerk = enter("clerk")
    page = f"/cases/{case.pk}/economic_check/"

    clerk.go(page)
    clerk.press("发起核对")
    clerk.is_told("正在请求核对中心")
    comes(clerk, page, "没有连上核对中心")
    clerk.sees("已请求 1 次", "未全部返回")

    with running(int(centre.url.rsplit(":", 1)[1])) as back:
        back.knows(**POPULATION)
        clerk.press("现在重新请求")
        comes(clerk, page, "全部来源已返回")
    clerk.sees("李明远 工资性收入", "自有住房 1 处 60.00 平方米", "全部采用核对值", "不符合条件")
    clerk.press("完成核对")
    expect(clerk.page.get_by_role("main")).to_contain_text("请填写核对报告编号")
    settle(clerk, page, "李明远 工资性收入", "单位确认在职")
    settle(clerk, page, "54.30", "登记在本人名下")
    settle(clerk, page, "60.00", "登记在本人名下")
    clerk.go(page)
    clerk.fill({"核对报告编号": "核2026-0001"})
    clerk.press("完成核对")
    clerk.is_told("核对已完成")
    clerk.go(f"{page}report/")
    clerk.sees("采用核对值", "单位确认在职", "不符合条件")

    for tell in (factories.visited, factories.handed_over):
        tell(who, case, DAY)
    reviewer = enter("reviewer")
    reviewer.go(f"/cases/{case.pk}/first_review/")
    reviewer.press("签收材料")
    reviewer.sees("不符合条件")
    applications.submit_first_review(case, approve=False, text="家庭财产超过规定。", by=who.reviewer, on=DAY)
    applications.submit_decision(case, approve=False, text="不予确认。", by=who.approver, on=DAY)
    decision = Decision.objects.get()
    assert not decision.approve
    assert decision.reasons


def average_area() -> None:
    """The figure without which two homes cannot be judged."""
    add_standard(
        StandardCode.objects.get(code="city_average_area"),
        jurisdiction=Jurisdiction.objects.get(code="TJ"),
        value="37",
        valid_from=dt.date(2026, 1, 1),
        valid_to=None,
        source=Source("统计公报", "", "", confirmed=True),
        by=None,
        on=DAY,
    )


def comes(reader: Actor, path: str, words: str) -> None:
    """Look again until the worker has been there."""
    found: Locator = reader.page.get_by_role("main").get_by_text(words).first
    for _ in range(60):
        reader.go(path)
        if found.is_visible():
            return
        reader.page.wait_for_timeout(500)
    expect(found).to_be_visible()


def settle(clerk: Actor, page: str, row: str, reason: str) -> None:
    clerk.go(page)
    clerk.page.get_by_role("row").filter(has_text=row).get_by_role("link", name="处理").click()
    clerk.sees("采用核对值：")
    clerk.tick("采用核对值")
    clerk.fill({"理由": reason})
    clerk.press("保存处理意见")
    clerk.is_told("采用核对值")
