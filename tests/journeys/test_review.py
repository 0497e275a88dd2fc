"""定期核查 and a birth in the browser: how many clicks and fields an unchanged household costs, and a new child."""

import datetime as dt
from decimal import Decimal

from playwright.sync_api import expect

from apps.core import clock
from apps.reviews.services import open_reviews
from apps.routing.models import Case
from tests.journeys.acting import Actor
from tests.reviews.makers import standing

NIGHT = dt.date(2026, 11, 3)


class Counted:
    """Somebody whose presses, follows and fields are counted."""

    def __init__(self, actor: Actor) -> None:
        self.actor, self.inputs = actor, 0

    def press(self, name: str) -> None:
        self.inputs += 1
        self.actor.press(name)

    def open_first(self) -> None:
        """From the work list to the page where the first thing is done."""
        self.inputs += 1
        self.actor.page.get_by_role("link", name="办理", exact=True).first.click()

    def follow(self, name: str) -> None:
        self.inputs += 1
        self.actor.follow(name)

    def fill(self, **values: str) -> None:
        self.inputs += len(values)
        self.actor.fill(values)

    def tick(self, label: str) -> None:
        self.inputs += 1
        self.actor.page.get_by_label(label, exact=True).check()


def test_an_unchanged_household_is_confirmed_without_typing_in_at_most_twelve_inputs(
    who, enter, record_property
):
    made = standing(who, "张小满", amount="545.00", wage="500", split=False, decided=dt.date(2026, 5, 20))
    open_reviews(NIGHT)
    clock.set_demonstration_day(NIGHT, by=who.administrator)
    reviewer = Counted(enter("reviewer"))
    reviewer.open_first()
    reviewer.actor.sees("保持不变", "家庭人口、收入、财产都与上次相同")
    reviewer.press("提交核查意见")
    reviewer.actor.is_told("核查意见已提交：保持不变")

    approver = Counted(enter("approver"))
    approver.open_first()
    approver.actor.sees("周文渊", "保持不变")
    approver.press("提交审核确认意见")
    approver.actor.is_told("已审核确认：保持不变")

    inputs = reviewer.inputs + approver.inputs
    record_property("printed", f"an unchanged review: {inputs} inputs from the work list to the decision")
    assert inputs <= 12
    case = Case.objects.get(kind="periodic_review", household=made.household)
    assert (case.state, case.outcome) == ("closed", "kept")
    approver.actor.go(f"/cases/{case.pk}/")
    expect(approver.actor.page.get_by_role("link", name="最低生活保障定期核查表").first).to_be_visible()


def test_a_birth_is_entered_verified_and_decided_in_at_most_twenty_inputs(who, enter, record_property):
    made = standing(who, "张小满", amount="545.00", wage="500", split=False, decided=dt.date(2026, 6, 20))
    clock.set_demonstration_day(NIGHT, by=who.administrator)
    clerk = Counted(enter("hukou_clerk"))
    clerk.actor.go(f"/households/{made.household_id}/")
    clerk.follow("登记变更")
    clerk.fill(发生日期="2026-10-28", 姓名="张小禾")
    clerk.tick("女")
    clerk.press("登记变更")
    clerk.actor.is_told("已登记张小禾出生")

    reviewer = Counted(enter("reviewer"))
    reviewer.open_first()
    reviewer.actor.sees("增发", "1,590.00")
    reviewer.press("提交核实意见")
    reviewer.actor.is_told("核实意见已提交：增发")

    approver = Counted(enter("approver"))
    approver.open_first()
    approver.press("提交审核确认意见")
    approver.actor.is_told("通知书已出具")

    inputs = clerk.inputs + reviewer.inputs + approver.inputs
    record_property("printed", f"a birth: {inputs} inputs from the household page to the decision")
    assert inputs <= 20
    assert made.amounts.order_by("-from_month").first().amount == Decimal("1590.00")
