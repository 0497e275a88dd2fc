"""不予确认: no notice is posted; the letter says why, what the law says and where to go."""

import datetime as dt

from apps.benefits.models import Award
from apps.core import clock
from tests import factories
from tests.journeys.test_one_city import pdf_text

WHY = "经核查，申请人名下另有一套住房未申报，与诚信承诺不符。"


def test_a_denial_says_why_and_what_to_do_next(who, enter):
    case = factories.case_at(who, "handed_over")
    clock.set_demonstration_day(dt.date(2026, 11, 10), by=who.administrator)
    reviewer, approver = enter("reviewer"), enter("approver")

    reviewer.go(f"/cases/{case.pk}/first_review/")
    reviewer.press("签收材料")
    reviewer.tick("拟不予确认")
    reviewer.fill({"意见和理由": WHY})
    reviewer.press("提交初审意见")
    reviewer.is_refused("理由")
    assert reviewer.page.get_by_label("意见和理由").input_value() == WHY
    reviewer.tick("隐瞒或虚报，影响审核")
    reviewer.press("提交初审意见")
    reviewer.is_told("初审意见已提交")

    approver.go(f"/cases/{case.pk}/")
    approver.follow("办审核确认")
    approver.sees("拟不予确认", WHY)
    approver.tick("不予确认", "隐瞒或虚报，影响审核")
    approver.fill({"审核确认意见": WHY})
    approver.press("提交审核确认意见")
    approver.is_told("已决定不予确认")
    approver.go(f"/cases/{case.pk}/")
    approver.sees("本件不予确认", WHY)
    approver.page.get_by_role("link", name="不予确认").first.click()
    text = pdf_text(approver, "下载原件")
    for words in ("张小满", WHY, "行政复议", "重新申请"):
        assert words in text, (words, text)
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("closed", "denied")
    assert not Award.objects.exists()
    assert not case.steps.filter(name="public_notice").exists()
