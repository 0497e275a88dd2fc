"""一次性补正: what is missing is told once, in writing; the application is accepted when it has come."""

from apps.routing.models import Case
from tests.journeys.acting import enter_application
from tests.journeys.test_one_city import pdf_text


def test_missing_papers_are_asked_for_once_and_accepted_when_they_come(enter):
    clerk = enter("clerk")
    enter_application(clerk, missing=("居住证明", "收入证明"))
    case = Case.objects.get()
    clerk.sees("还缺 2 份材料，不能受理")
    clerk.press("受理申请")
    clerk.is_refused("没有受理")

    clerk.follow("一次性告知补正")
    clerk.press("出具补正告知书")
    clerk.is_told("已出具一次性补正告知书")
    clerk.go("/")
    clerk.sees("等申请人补材料")
    clerk.go(f"/cases/{case.pk}/")
    clerk.page.get_by_role("link", name="补正").first.click()
    text = pdf_text(clerk, "下载原件")
    assert "居住证明" in text
    assert "收入证明" in text

    clerk.go(f"/cases/{case.pk}/accept/")
    clerk.follow("登记补来的材料")
    clerk.tick("居住证明", "收入证明")
    clerk.press("登记补来的材料")
    clerk.is_told("材料已齐，可以受理")
    clerk.press("受理申请")
    clerk.is_told("已受理")
    case.refresh_from_db()
    assert case.accepted_on
