"""The application is made at the hukou street: check and visit go to the street where the family lives."""

from apps.routing.models import Case
from tests.journeys.acting import enter_application
from tests.journeys.test_one_city import hand_over, visit


def test_the_residence_street_checks_and_visits(enter):
    hukou_clerk, clerk, reviewer = enter("hukou_clerk"), enter("clerk"), enter("reviewer")
    number = enter_application(hukou_clerk)
    assert number.startswith("东大低保")
    hukou_clerk.press("受理申请")
    hukou_clerk.is_told("已受理")
    case = Case.objects.get()
    page = f"/cases/{case.pk}/"
    hukou_clerk.go(page)
    hukou_clerk.sees("不由您办", "学府街道")
    assert hukou_clerk.page.get_by_role("link", name="办核对").count() == 0

    clerk.go("/")
    clerk.sees(number, "已受理，须发起核对")
    clerk.go(f"{page}economic_check/")
    clerk.press("发起核对")
    clerk.fill({"核对报告编号": "核2026-0002"})
    clerk.press("完成核对")
    clerk.is_told("核对已完成")
    visit(clerk, page)
    hand_over(clerk, page)
    reviewer.go("/")
    reviewer.sees(number, "由学府街道移送")
