"""A visit on the screen of a telephone: planned, two photographs (one on a broken line), a difference, three signatures."""

import re

from playwright.sync_api import expect

from apps.checks.models import HomeVisit
from apps.routing.models import Case
from tests import factories
from tests.documents.pictures import photo
from tests.journeys.acting import VISIT, look_around, sign

PHONE = {"width": 375, "height": 812, "is_mobile": True, "has_touch": True}


def take(clerk, shade: int) -> None:
    name = f"IMG_{shade:04}.jpg"
    file = {"name": name, "mimeType": "image/jpeg", "buffer": photo(shade, size=(2400, 1800))}
    clerk.page.get_by_label(re.compile("^照片")).set_input_files(file)


def test_a_visit_with_two_photographs_on_a_telephone(who, enter):
    case = factories.accepted(who)
    clerk = enter("clerk", **PHONE)
    clerk.go(f"/cases/{case.pk}/home_visit/start/")
    clerk.fill({"约定时间": "2026-11-04T09:30", "调查人员二": "何立群"})
    clerk.press("安排入户")
    clerk.is_told("已安排入户调查")
    clerk.sees("约定 11月4日 9:30，陈砚秋、何立群前往")
    expect(clerk.page.get_by_label("调查人员二", exact=True)).to_have_value("何立群")
    wide = clerk.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 375

    take(clerk, 40)
    expect(clerk.page.get_by_text("已送达 1 张")).to_be_visible()
    clerk.page.context.set_offline(True)
    take(clerk, 90)
    expect(clerk.page.get_by_text("没有网络，1 张未送达")).to_be_visible()
    clerk.page.context.set_offline(False)
    expect(clerk.page.get_by_text("已送达 2 张")).to_be_visible()
    assert case.attachments.count() == 2
    assert all(row.size <= 300 * 1024 for row in case.attachments.all())

    clerk.fill(VISIT | {"入户时间": "2026-11-03T08:00", "家庭成员签字": ""})
    look_around(clerk, differs={"张小满 工资性收入": "另在早市摆摊，每月约 400 元"})
    sign(clerk)
    clerk.press("提交入户调查表")
    clerk.is_refused("缺少家庭成员签字")
    expect(clerk.page.get_by_text("已送达 2 张")).to_be_visible()
    expect(clerk.page.locator("[data-sign].is-signed")).to_have_count(3)
    clerk.fill({"家庭成员签字": "张小满"})
    clerk.press("提交入户调查表")
    clerk.is_told("入户调查已完成")
    clerk.sees("入户所见", "另在早市摆摊", "双方已在屏幕上签名")

    visit = HomeVisit.objects.get(step__case=case)
    assert (visit.members_seen, visit.pictures.filter(use="photo").count()) == (3, 2)
    assert visit.pictures.exclude(use="photo").count() == 3
    assert Case.objects.get(pk=case.pk).steps.get(name="home_visit").state == "done"


def test_without_scripts_photographs_go_with_the_form_and_stay_when_it_is_refused(who, enter, tmp_path):
    case = factories.accepted(who)
    clerk = enter("clerk", java_script_enabled=False)
    clerk.go(f"/cases/{case.pk}/home_visit/")
    clerk.fill(VISIT | {"入户时间": "2026-11-03T08:00", "调查结论": ""})
    look_around(clerk)
    file = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo(30)}
    clerk.page.get_by_label(re.compile("^照片")).set_input_files([file])
    clerk.press("提交入户调查表")
    clerk.is_refused("请写调查结论")
    expect(clerk.page.get_by_text("已送达 1 张")).to_be_visible()
    clerk.fill({"调查结论": "情况属实。"})
    clerk.page.get_by_label(re.compile("^签字页照片")).set_input_files([file])
    clerk.press("提交入户调查表")
    clerk.is_told("入户调查已完成")
    assert HomeVisit.objects.get(step__case=case).pictures.count() == 2
