"""一城通办: one citizen's story from the counter to the roster, each step by the right person at the right office."""

from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook
from playwright.sync_api import expect
from pypdf import PdfReader

from apps.benefits.models import Award
from apps.journal.models import Event
from apps.routing.models import Case
from tests.journeys.acting import VISIT, Actor, enter_application, look_around, sign

AMOUNT = "1,241.00"
CITATION = "津民规〔2025〕6号"


def test_from_the_counter_to_the_roster(enter):
    clerk, reviewer, approver = enter("clerk"), enter("reviewer"), enter("approver")
    hukou_clerk, administrator = enter("hukou_clerk"), enter("administrator")
    number = enter_application(clerk, unsigned=True)
    case = f"/cases/{Case.objects.get().pk}/"

    accept(clerk)
    check(clerk, case)
    visit(clerk, case)
    hand_over(clerk, case)
    review(reviewer, number)
    calculation_explains_itself(reviewer, case)
    for person, place in ((clerk, "学府街道"), (reviewer, "大王庄街道")):
        post_notice(person, case, place)
    let_day_begin(administrator, "2026-11-10")
    taken_down_too_early(clerk, case)
    let_day_begin(administrator, "2026-11-11")
    for person in (clerk, reviewer):
        take_down(person, case)
    decide(approver, case)
    for person in (clerk, reviewer):
        announce(person, case)
    letter_says_it_all(approver, case)
    award = Award.objects.get()
    assert award.amounts.get(kind="dibao").amount == Decimal("1241.00")
    assert str(award.paying_office) == "大王庄街道"
    let_day_begin(administrator, "2026-11-30")
    pay(hukou_clerk, approver)
    timeline_tells_who_did_what(clerk, case)


def accept(clerk: Actor) -> None:
    clerk.press("受理申请")
    clerk.is_told("已受理")


def check(clerk: Actor, case: str) -> None:
    """Her husband signs, the tax office answers another wage, what was declared is kept with a reason."""
    clerk.go(case)
    clerk.follow("办核对")
    clerk.sees("还没有签核对授权书", "李明远")
    clerk.page.get_by_role("row", name="李明远").get_by_role("link", name="登记授权").click()
    clerk.press("登记授权")
    clerk.is_told("已登记李明远的核对授权")
    clerk.press("发起核对")
    clerk.is_told("已发起核对")
    clerk.follow("登记核对结果")
    clerk.fill({"来源": "个税", "项目": "收入", "查到金额（元）": "3350.00"})
    clerk.page.get_by_label("对照哪一项申报").select_option(index=1)
    clerk.press("登记结果")
    clerk.is_told("多 120.00")
    clerk.follow("处理")
    clerk.tick("采用申报值（有证明）")
    clerk.fill({"理由": "当月含一次性高温津贴", "证明材料": "单位出具的工资条"})
    clerk.press("保存处理意见")
    clerk.is_told("采用申报值")
    clerk.fill({"核对报告编号": "核2026-0001"})
    clerk.press("完成核对")
    clerk.is_told("核对已完成")


def visit(clerk: Actor, case: str) -> None:
    clerk.go(case)
    clerk.follow("办入户调查")
    clerk.sees("文园里 3 号楼 2 门 501")
    clerk.fill(VISIT)
    look_around(clerk)
    sign(clerk)
    clerk.press("提交入户调查表")
    clerk.is_told("入户调查已完成")


def hand_over(clerk: Actor, case: str) -> None:
    clerk.go(case)
    clerk.follow("移送")
    clerk.fill({"来件说明": "材料齐全，请初审。"})
    clerk.press("移送")
    clerk.is_told("已移送")


def review(reviewer: Actor, number: str) -> None:
    reviewer.go("/")
    reviewer.sees("张小满", number, "一城通办")
    reviewer.follow("张小满")
    if "first_review" not in reviewer.page.url:
        reviewer.follow("办初审")
    reviewer.press("签收材料")
    reviewer.is_told("已签收材料")
    reviewer.sees("材料齐全，请初审。", AMOUNT)
    reviewer.tick("拟予确认，两地公示")
    reviewer.fill({"意见和理由": "符合低保条件，拟予确认。"})
    reviewer.press("提交初审意见")
    reviewer.is_told("初审意见已提交")


def calculation_explains_itself(reader: Actor, case: str) -> None:
    reader.go(f"{case}calculation/")
    reader.sees(AMOUNT, "1,045.00", CITATION)


def post_notice(person: Actor, case: str, place: str) -> None:
    person.go(case)
    person.follow("办公示")
    person.sees("张小满", AMOUNT)
    person.fill({"张贴地点": f"{place}社区公示栏"})
    person.press("登记张贴")
    person.is_told("公示满 7 天后取下")


def let_day_begin(administrator: Actor, day: str) -> None:
    administrator.go("/demonstration_day/")
    administrator.fill({"演示日": day})
    administrator.press("设定演示日")
    administrator.is_told("演示日已是")


def taken_down_too_early(person: Actor, case: str) -> None:
    person.go(f"{case}public_notice/")
    person.sees("公示须满 7 天", "第二天起在本页登记取下")
    expect(person.page.get_by_role("button", name="登记取下")).to_have_count(0)


def take_down(person: Actor, case: str) -> None:
    person.go(f"{case}public_notice/")
    person.sees("学府街道社区公示栏", "大王庄街道社区公示栏")
    person.press("登记取下")
    person.is_told("已登记取下")


def decide(approver: Actor, case: str) -> None:
    approver.go(case)
    approver.follow("办审核确认")
    approver.sees("四眼原则", "符合低保条件，拟予确认。", AMOUNT)
    approver.tick("予以确认")
    approver.fill({"审核确认意见": "同意初审意见，予以确认。"})
    approver.press("提交审核确认意见")
    approver.is_told("已予以确认")


def announce(person: Actor, case: str) -> None:
    person.go(case)
    person.follow("登记公布")
    person.sees("张小满", AMOUNT)
    person.press("登记公布")
    person.is_told("已登记公布")


def letter_says_it_all(reader: Actor, case: str) -> None:
    """The decision letter on the screen and as a PDF: amount, amount in words, citation."""
    reader.go(case)
    reader.page.get_by_role("link", name="审核确认通知书").first.click()
    reader.sees(AMOUNT)
    text = pdf_text(reader, "下载原件")
    for words in (AMOUNT, "壹仟贰佰肆拾壹元整", CITATION, "张小满"):
        assert words in text, (words, text)


def pay(clerk: Actor, approver: Actor) -> None:
    clerk.follow("资金发放")
    clerk.fill({"月份": "2026年11月"})
    clerk.press("制作批次")
    clerk.is_told("已制作")
    assert clerk.page.get_by_role("button", name="批准发放").count() == 0
    approver.go("/payments/")
    approver.page.get_by_role("link", name="2026-11").click()
    approver.sees(AMOUNT)
    approver.press("批准发放")
    approver.is_told("名册已出具")
    roster_line(approver)
    approver.follow("发放名册")
    text = pdf_text(approver, "下载原件")
    for words in ("张小满", AMOUNT, "壹仟贰佰肆拾壹元整"):
        assert words in text, (words, text)


def roster_line(approver: Actor) -> None:
    with approver.page.expect_download() as download:
        approver.follow("导出名册")
    sheet = load_workbook(BytesIO(download.value.path().read_bytes())).active
    lines = [[str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert [line for line in lines if "张小满" in line and any("1241" in cell for cell in line)], lines


def pdf_text(reader: Actor, link: str) -> str:
    """The words of the PDF behind a link, as one line without spaces."""
    url = reader.page.get_by_role("link", name=link).get_attribute("href")
    answer = reader.page.request.get(f"{reader.site}{url}")
    assert answer.headers["content-type"] == "application/pdf"
    return "".join("".join(page.extract_text() for page in PdfReader(BytesIO(answer.body())).pages).split())


def timeline_tells_who_did_what(reader: Actor, case: str) -> None:
    reader.go(case)
    for kind, name in (
        ("submit", "陈砚秋"),
        ("accept", "陈砚秋"),
        ("economic_check", "陈砚秋"),
        ("home_visit", "陈砚秋"),
        ("hand_over", "陈砚秋"),
        ("first_review", "周文渊"),
        ("public_notice", "周文渊"),
        ("decision", "马静宜"),
        ("announcement", "周文渊"),
    ):
        event = Event.objects.filter(kind=kind, actor_name=name, case_id=case.split("/")[2]).last()
        assert event, (kind, name)
        reader.sees(event.summary)
