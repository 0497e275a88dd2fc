"""退回: the dossier goes back with a reason, is mended and comes again; the limit goes on."""

import datetime as dt

from apps.core import clock
from apps.routing.models import StepState
from tests import factories
from tests.journeys.acting import VISIT, look_around, sign

REASON = "入户调查表缺少第二名调查人员签字，请补签。"


def test_a_dossier_goes_back_with_its_reason_and_returns(who, enter):
    case = factories.case_at(who, "handed_over")
    clock.set_demonstration_day(dt.date(2026, 11, 10), by=who.administrator)
    clerk, reviewer = enter("clerk"), enter("reviewer")
    page = f"/cases/{case.pk}/"

    reviewer.go(page)
    limit = reviewer.page.get_by_text("前办结").first.inner_text()
    reviewer.follow("退回材料（写明原因）")
    reviewer.press("退回材料")
    reviewer.is_refused("请选择要退回的环节")
    reviewer.tick("入户调查")
    reviewer.fill({"退回原因": REASON})
    reviewer.press("退回材料")
    reviewer.is_told("已退回")

    clerk.go("/")
    clerk.sees("退回补正", REASON)
    clerk.go(page)
    clerk.follow("办入户调查")
    clerk.fill(VISIT)
    look_around(clerk)
    sign(clerk)
    clerk.press("提交入户调查表")
    clerk.is_told("入户调查已完成")
    clerk.follow("移送")
    clerk.press("移送")
    clerk.is_told("已移送")

    reviewer.go(f"{page}first_review/")
    reviewer.press("签收材料")
    reviewer.is_told("已签收材料")
    reviewer.go(page)
    reviewer.sees(REASON, limit)
    rounds = case.steps.filter(name="home_visit").order_by("round").values_list("round", "state")
    assert list(rounds) == [(1, StepState.RETURNED), (2, StepState.DONE)]
