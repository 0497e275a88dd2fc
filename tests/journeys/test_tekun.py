"""特困供养: an old man alone, helped by his community; from the counter to the award with the care level."""

from decimal import Decimal

from apps.benefits.models import Award
from apps.routing.models import Case
from tests.care.makers import ELDER_ID
from tests.journeys import walking
from tests.journeys.acting import Actor

SUPPORT, SUBSIDY, TOTAL = "1,870.00", "400.00", "2,270.00"


def test_from_the_counter_to_the_award_with_the_care_level(enter):
    clerk, hukou_clerk, reviewer = enter("clerk"), enter("hukou_clerk"), enter("reviewer")
    approver, administrator = enter("approver"), enter("administrator")
    apply(clerk)
    case = f"/cases/{Case.objects.get().pk}/"
    walking.accept(clerk)
    clerk.go(case)
    clerk.sees("自理能力评估")
    assess_self_care(hukou_clerk, case)
    sign_for_the_son(clerk, case)
    walking.survey(clerk, case, 在场人员="何守田", 家庭成员签字="何守田")
    review(reviewer, case)
    both = (clerk, reviewer)
    walking.hang_and_take_down(both, administrator, case, "何守田", until="2026-11-11")
    walking.confirm(approver, case, TOTAL)
    walking.announce(both, case)
    letter_says_it(approver, case)
    award = Award.objects.get()
    assert {row.kind: row.amount for row in award.amounts.all()} == {
        "tekun_support": Decimal("1870.00"),
        "care_subsidy": Decimal("400.00"),
    }
    walking.let_day_begin(administrator, "2026-12-01")
    walking.pay(hukou_clerk, approver, "2026年12月", "2026-12", TOTAL)


def apply(clerk: Actor) -> None:
    """The community brings the application; the son in prison is entered as the legal supporter."""
    clerk.go("/applications/new/")
    clerk.press("登记新申请")
    clerk.fill(
        {
            "申请类别": "特困供养",
            "居住地街道": "学府街道",
            "户籍地街道": "大王庄街道",
            "居住地址": "文园里 5 号楼 1 门 102",
            "申请方式": "社区协助",
            "代办人": "育梁里社区 王主任",
            "开户银行": "天津银行",
            "银行账号": "9999012020000005678",
        }
    )
    clerk.tick("申请人已签诚信承诺书")
    clerk.press("保存并继续")
    clerk.fill(
        {
            "姓名": "何守田",
            "身份证号": ELDER_ID,
            "与申请人关系": "本人",
            "劳动能力": "丧失",
            "就业状况": "退休",
        },
        clerk.row("members", 0),
    )
    pension = clerk.row("incomes", 0)
    pension.get_by_label("谁的", exact=True).select_option(index=1)
    clerk.fill({"收入种类": "转移净收入", "算法": "当月", "金额": "310"}, pension)
    clerk.press("保存并继续")
    clerk.press("保存并继续")  # 财产: 没有
    clerk.tick("年老")
    clerk.press("添加义务人")
    son = clerk.row("supporters", 0)
    son.get_by_label("谁的", exact=True).select_option(index=1)
    clerk.fill(
        {
            "义务人姓名": "何继业",
            "是被赡养人的": "子女",
            "出生日期": "1978-05-02",
            "情形": "在监狱服刑",
        },
        son,
    )
    clerk.press("保存并继续")
    papers = (
        "社会救助申请表",
        "家庭经济状况核对授权书",
        "劳动能力、生活来源和法定义务人情况书面声明",
        "法定义务人核对授权书",
        "诚信承诺书",
        "居住证明",
    )
    clerk.fill(dict.fromkeys(papers, "已提供"))
    clerk.press("保存并继续")
    clerk.sees("特困供养", SUPPORT, "以评估为准")
    clerk.press("提交申请")
    clerk.is_told("南学特困")


def sign_for_the_son(clerk: Actor, case: str) -> None:
    """The obliged supporter cannot be asked: why is kept, and the check goes on without him."""
    clerk.go(f"{case}economic_check/")
    clerk.sees("何继业", "未授权")
    clerk.page.get_by_role("row", name="何继业").get_by_role("link", name="登记授权").click()
    clerk.fill({"形式": "未能取得", "未能取得授权的原因": "在监狱服刑，已去函"})
    clerk.press("登记授权")
    clerk.is_told("未能取得何继业的授权")


def assess_self_care(assessor: Actor, case: str) -> None:
    assessor.go(case)
    assessor.follow("办自理能力评估")
    for name in ("eat", "dress", "bed", "toilet"):
        assessor.page.locator(f"input[name={name}][value='1']").check()
    for name in ("walk", "bathe"):
        assessor.page.locator(f"input[name={name}][value='0']").check()
    assessor.tick("分散供养")
    assessor.fill({"评估人员二": "周文渊"})
    assessor.press("提交评估表")
    assessor.is_refused("照料人")
    assessor.fill({"照料人": "何志强（侄子）"})
    assessor.press("提交评估表")
    assessor.is_told("部分丧失生活自理能力")


def review(reviewer: Actor, case: str) -> None:
    reviewer.go(f"{case}first_review/")
    reviewer.sees(SUPPORT, SUBSIDY, TOTAL)
    walking.propose(reviewer, "符合特困供养条件，拟予确认。")


def letter_says_it(reader: Actor, case: str) -> None:
    reader.go(case)
    reader.page.get_by_role("link", name="特困人员救助供养审核确认通知书").first.click()
    reader.sees(TOTAL, "特困供养金 1,870.00 元", "照料护理补贴 400.00 元", "部分丧失生活自理能力")
