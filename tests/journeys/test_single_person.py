"""低保边缘家庭: a family between the lines; it sees both ways, signs the single-person way, and he is paid."""

from decimal import Decimal

from apps.benefits.models import Award
from apps.routing.models import Case
from tests import factories
from tests.applications.entries import wage
from tests.journeys import walking
from tests.journeys.acting import Actor

HOUSEHOLD, SINGLE = "314.00", "1,045.00"


def test_an_edge_household_chooses_the_single_person_route(enter, who):
    clerk, reviewer, approver = enter("clerk"), enter("reviewer"), enter("approver")
    hukou_clerk, administrator = enter("hukou_clerk"), enter("administrator")
    accepted = factories.accepted(who, single_choice="B", **wage("4300.00"))
    case = f"/cases/{Case.objects.get(pk=accepted.pk).pk}/"
    walking.survey(clerk, case)
    choose(reviewer, case)
    walking.propose(reviewer, "申请家庭选择按单人户，拟予确认。")
    both = (clerk, reviewer)
    walking.hang_and_take_down(both, administrator, case, SINGLE, until="2026-11-11")
    walking.confirm(approver, case, SINGLE, "已签字选择")
    walking.announce(both, case)
    letter_says_it(approver, case)
    award = Award.objects.get()
    assert [(row.kind, row.amount, row.person.name) for row in award.amounts.all()] == [
        ("single_person", Decimal("1045.00"), "李明远")
    ]
    assert [row.person.name for row in award.members.all()] == ["李明远"]
    walking.let_day_begin(administrator, "2026-11-30")
    walking.pay(hukou_clerk, approver, "2026年11月", "2026-11", SINGLE)


def choose(reviewer: Actor, case: str) -> None:
    """Without a signature no opinion; both ways stand side by side."""
    reviewer.go(f"{case}first_review/")
    reviewer.sees("两种办法，由申请家庭选择", HOUSEHOLD, SINGLE, "申请表上的意愿")
    reviewer.tick("拟予确认，两地公示")
    reviewer.fill({"意见和理由": "拟予确认。"})
    reviewer.press("提交初审意见")
    reviewer.is_refused("须由申请家庭在两种办法中选一种并签字")
    reviewer.follow("登记家庭选择")
    reviewer.tick("由符合条件的成员按单人户享受低保")
    reviewer.fill({"签字人": "张小满"})
    reviewer.press("登记签字选择")
    reviewer.is_told("由符合条件的成员按单人户享受低保")
    reviewer.sees("已签字选择")


def letter_says_it(reader: Actor, case: str) -> None:
    reader.go(case)
    reader.page.get_by_role("link", name="审核确认通知书").first.click()
    reader.sees("张小满于2026年11月3日签字选择", "李明远单人户低保金 1,045.00 元", "不发给边缘家庭救助金")
