"""An objection that leads to an appraisal across two offices: received at one, organised by the other, held at the first."""

from playwright.sync_api import Locator, expect

from apps.routing.models import Case
from tests import factories
from tests.documents import pdfs
from tests.journeys.acting import Actor
from tests.journeys.walking import let_day_begin, propose

SECRET = "他家在别处另有一套房"


def test_an_objection_leads_to_an_appraisal_and_a_new_notice(who, enter):
    case = factories.case_at(who, "posted")
    url = f"/cases/{case.pk}/"
    clerk, reviewer, administrator = enter("clerk"), enter("reviewer"), enter("administrator")
    let_day_begin(administrator, "2026-11-13")

    clerk.go(url)
    clerk.follow("登记异议")
    clerk.fill({"异议内容": SECRET})
    clerk.press("登记异议")
    clerk.is_told("内容保密")
    expect(clerk.page.get_by_role("main")).not_to_contain_text(SECRET)

    reviewer.go(f"{url}first_review/")
    reviewer.tick("拟予确认，两地公示")
    reviewer.fill({"意见和理由": "符合条件。"})
    reviewer.press("提交初审意见")
    reviewer.is_refused("异议还没有处理")
    reviewer.go(url)
    reviewer.follow("处理异议")
    reviewer.sees(SECRET)
    reviewer.page.get_by_label("组织民主评议").check()
    reviewer.fill({"要查清什么": "查清住房情况"})
    reviewer.press("提交处理方式")
    reviewer.is_told("已决定组织民主评议")
    reviewer.go(f"{url}appraisal/")
    reviewer.sees("大王庄街道", "学府街道", "还没有召集，在学府街道举行")
    reviewer.fill({"评议时间": "2026-11-17T09:00"})
    reviewer.press("召集评议")
    reviewer.is_told("已召集民主评议")

    clerk.go(url)
    clerk.follow("提出评议人员名单")
    clerk.fill({"居（村）民代表": "居民甲\n居民乙\n居民丙\n居民丁", "居（村）委会成员": "委员戊"})
    clerk.press("提交名单")
    clerk.is_told("已提出评议人员 5 人")

    let_day_begin(administrator, "2026-11-17")
    reviewer.go(f"{url}appraisal/")
    for box in reviewer.page.get_by_role("checkbox").all():
        box.check()
    reviewer.fill(
        {
            "宣讲政策": "宣讲低保政策。",
            "介绍情况": "介绍家庭情况。",
            "评议情况": "住房系亲属所有，多数认为困难属实。",
            "赞成票": "4",
            "反对票": "1",
            "弃权票": "1",
        }
    )
    reviewer.press("登记评议结果")
    reviewer.is_refused("三项票数合计须等于到会人数")
    reviewer.fill({"弃权票": "0"})
    hand_in(reviewer, pdfs.locked())
    reviewer.is_refused("“评议记录.pdf”加了密码，打不开；请解除密码后另存，或打印出来拍照上传。")
    hand_in(reviewer, pdfs.carrying())
    reviewer.is_refused("夹带着别的文件或音像；请把要用的材料打印成普通 PDF")
    expect(reviewer.page.get_by_label("评议情况")).to_have_value("住房系亲属所有，多数认为困难属实。")
    hand_in(reviewer, pdfs.scan(2))
    reviewer.is_told("同意给予救助")
    for page in ("第 1 页，共 2 页", "第 2 页，共 2 页"):
        is_shown(reviewer.page.get_by_role("img", name=page))
    reviewer.sees("民主评议：到会 5 人，赞成 4 票，反对 1 票，弃权 0 票")
    reviewer.page.get_by_role("link", name="民主评议记录").first.click()
    reviewer.sees("居民甲", "评议结论")
    expect(reviewer.page.get_by_role("main")).not_to_contain_text(SECRET)

    reviewer.go(f"{url}first_review/")
    propose(reviewer, "经民主评议，符合条件，拟予确认。")
    assert Case.objects.get(pk=case.pk).notices.filter(kind="public_notice").count() == 2


def hand_in(reviewer: Actor, minutes: bytes) -> None:
    """The signed minutes as a scanner sends them, with the form as it stands."""
    file = {"name": "评议记录.pdf", "mimeType": "application/pdf", "buffer": minutes}
    reviewer.page.get_by_label("评议记录照片").set_input_files(file)
    reviewer.press("登记评议结果")


def is_shown(picture: Locator) -> None:
    """The browser has drawn it: it is wider than the mark of a picture that did not come."""
    expect(picture).to_be_visible()
    picture.scroll_into_view_if_needed()
    assert picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 500
