"""Contexts with fixed, invented contents, and the rows that a paper needs."""

import datetime as dt
from decimal import Decimal

from apps.documents import contexts as c
from apps.documents import services
from apps.documents.models import Document, DocumentKind
from apps.documents.papers import SHEETS
from apps.documents.roster import Approval, Roster, RosterLine
from apps.offices.models import Jurisdiction, Office, Region
from apps.routing.models import Case
from tests.households import makers as people

DAY = dt.date(2026, 12, 1)

PLACES = (
    c.Place("户籍地", "河东区大王庄街道和进里社区公示栏"),
    c.Place("居住地", "南开区学府街道育梁里社区公示栏"),
)
CONTACTS = (
    c.Contact("户籍地", "河东区大王庄街道 社会救助窗口", "022-0000-0000"),
    c.Contact("居住地", "南开区学府街道 社会救助窗口", "022-0000-0000"),
    c.Contact("监督", "河东区民政局", "022-0000-0000"),
)
PLAIN_LINES = [
    {"part": "income", "kind": "item", "label": "张小满 工资", "amount": "3230.00",
     "because": "近12个月平均，采用核对值（申报 2,600.00）", "citation": "《最低生活保障审核确认办法》第十三条（一）"},
    {"part": "income", "kind": "item", "label": "减 社会保险个人缴费", "amount": "-336.00",
     "because": "养老、医疗、失业，社保记录 11月12日", "citation": "《最低生活保障审核确认办法》第十三条第三款"},
    {"part": "income", "kind": "not_applicable", "label": "减 就业成本", "amount": None, "text": "不适用",
     "because": "张小满 2016年已就业，不是首次就业", "citation": "津民发〔2020〕19号二（二）"},
    {"part": "income", "kind": "not_applicable", "label": "李明远 残疾人生活补贴", "amount": None, "text": "不计入",
     "because": "政府发放的补贴 200.00，不计入收入", "citation": "《最低生活保障审核确认办法》第十三条第二款"},
    {"part": "income", "kind": "subtotal", "label": "家庭月收入", "amount": "2894.00", "because": "第1行 − 第2行"},
    {"part": "uplift", "kind": "item", "label": "减 李明远 肢体残疾二级", "amount": "-1000.00",
     "because": "视力、肢体、智力、精神一至二级，每人每月 1,000.00", "citation": "天津市《关于改革完善社会救助制度的措施》4"},
    {"part": "uplift", "kind": "subtotal", "label": "计入收入", "amount": "1894.00", "because": "第5行 − 第6行，不低于零"},
    {"part": "comparison", "kind": "count", "label": "计入人数", "amount": None, "text": "3人",
     "because": "张小满、李明远、李禾，均为本市户籍", "citation": "《最低生活保障审核确认办法》第七条"},
    {"part": "comparison", "kind": "item", "label": "人均收入", "amount": "631.33",
     "because": "1,894.00 ÷ 3，低于 1,045.00", "citation": "《社会救助暂行办法》第九条"},
    {"part": "comparison", "kind": "text", "label": "货币财产", "amount": None, "text": "未超过",
     "because": "13,486.27，不超过 24 × 1,045.00 × 3 = 75,240.00", "citation": "《最低生活保障审核确认办法》第十四条"},
    {"part": "benefit", "kind": "item", "label": "标准合计", "amount": "3135.00", "because": "1,045.00 × 3", "citation": "津民规〔2025〕6号"},
    {"part": "benefit", "kind": "item", "label": "减 计入收入", "amount": "-1894.00", "because": "第7行"},
    {"part": "benefit", "kind": "result", "label": "每月补差", "amount": "1241.00",
     "because": "第11行 − 第12行，取到分", "citation": "《最低生活保障审核确认办法》第二十三条"},
]  # fmt: skip


def calculation() -> c.Calculation:
    return c.Calculation(
        lines=c.calculation_lines(PLAIN_LINES),
        equation=c.equation_terms(
            [
                {"operator": "", "text": "1,045.00", "label": "低保标准（津民规〔2025〕6号，元/人）"},
                {"operator": "×", "text": "3", "label": "计入人数"},
                {"operator": "−", "text": "1,894.00", "label": "每月计入收入（已按规定扣减 1,000.00）"},
                {"operator": "＝", "text": "1,241.00", "label": "每月低保金（元）"},
            ]
        ),
        standards=(
            c.StandardUsed("低保标准", "1,045.00 元/人·月", "津民规〔2025〕6号，2025年9月1日起"),
            c.StandardUsed("重度残疾扣减", "1,000.00 元/人·月", "分类救助扣减清单第1项", confirmed=False),
        ),
        open_points=(
            c.OpenPoint("收入取多长时间", "按近12个月平均；若改为当月，补差 1,187.40 元。"),
            c.OpenPoint("2026年标准", "未见调整文件，沿用 1,045.00 元。"),
        ),
    )


def acceptance_slip() -> c.AcceptanceSlip:
    return c.AcceptanceSlip(
        applicant_name="张小满",
        programme="dibao",
        persons=3,
        submitted_on=dt.date(2026, 11, 3),
        submitted_at="南开区学府街道",
        accepted_on=dt.date(2026, 11, 3),
        materials=("申请表", "核对授权书（2人）", "诚信承诺书", "残疾人证复印件"),
        front_office="南开区学府街道",
        deciding_office="河东区大王庄街道",
        limit_days=45,
        decided_by=dt.date(2027, 1, 6),
        provisional=True,
        extended_because="户籍地与居住地不在同一街道",
        visit_started_by=dt.date(2026, 11, 6),
    )


def supplement_notice() -> c.SupplementNotice:
    return c.SupplementNotice(
        applicant_name="张小满",
        programme="dibao",
        submitted_on=dt.date(2026, 11, 3),
        submitted_at="南开区学府街道",
        items=(
            c.MissingItem(
                "核对授权书（李明远）", "成年家庭成员每人一份，李明远的没有签名", "窗口领取，本人签名或按手印"
            ),
            c.MissingItem("残疾人证", "分类扣减需要核对残疾类别和等级", "本人保管的证件；遗失的到区残联补办"),
            c.MissingItem("2026年5月至10月工资单", "收入没有写明期间", "单位人事或财务部门"),
        ),
        due_on=dt.date(2026, 12, 3),
    )


def public_notice() -> c.PublicNotice:
    return c.PublicNotice(
        programme="dibao",
        entries=(
            c.NoticeEntry("张小满", 3, Decimal("1241.00")),
            c.NoticeEntry("高谷雨", 1, Decimal("1045.00")),
            c.NoticeEntry("阿卜杜热合曼·买买提明", 2, Decimal("862.50")),
        ),
        from_on=dt.date(2026, 11, 24),
        to_on=dt.date(2026, 11, 30),
        places=PLACES,
        contacts=CONTACTS,
    )


def decision_letter() -> c.DecisionLetter:
    return c.DecisionLetter(
        applicant_name="张小满",
        programme="dibao",
        applied_on=dt.date(2026, 11, 3),
        applied_at="南开区学府街道",
        first_month=dt.date(2026, 12, 1),
        amount=Decimal("1241.00"),
        members=(
            c.MemberLine("张小满", "本人", "1201**********0428"),
            c.MemberLine("李明远", "配偶", "1201**********3017"),
            c.MemberLine("李禾", "子女", "1201**********001X"),
        ),
        calculation=calculation(),
        review_months=6,
        next_review=dt.date(2027, 6, 1),
        account_tail="6021",
    )


def denial_letter() -> c.DenialLetter:
    return c.DenialLetter(
        applicant_name="高谷雨",
        programme="dibao",
        applied_on=dt.date(2026, 11, 3),
        applied_at="南开区学府街道",
        reasons=(
            c.DenialReason(
                "income_not_below_standard",
                "人均收入不低于低保标准",
                "《社会救助暂行办法》第九条",
                "人均收入 1,633.00 元/月，标准 1,045.00 元/月",
            ),
            c.DenialReason(
                "property_monetary",
                "货币财产超过限额",
                "《最低生活保障审核确认办法》第十四条",
                "货币财产 81,200.00 元，限额 75,240.00 元",
            ),
        ),
    )


def announcement() -> c.Announcement:
    return c.Announcement(
        programme="dibao",
        entries=(c.NoticeEntry("张小满", 3, Decimal("1241.00")),),
        first_month=dt.date(2026, 12, 1),
        places=PLACES,
        contacts=CONTACTS,
    )


def roster(households: int = 34) -> Roster:
    names = ("张小满", "高谷雨", "林清和", "阿卜杜热合曼·买买提明", "赵启明")
    lines = tuple(
        RosterLine(
            number=number,
            payee=names[number % len(names)],
            account_tail=f"{6021 + 37 * number:04d}",
            persons=3,
            programme="低保" if number % 4 else "特困供养",
            formula=f"1,045.00 × 3 − {1894 + number:,}.00",
            amount=Decimal("1241.00") - number,
        )
        for number in range(1, households + 1)
    )
    approvals = (
        Approval("编制", "周文渊", dt.date(2026, 12, 1)),
        Approval("复核", "马静宜", dt.date(2026, 12, 1)),
        Approval("批准", "韩立行", dt.date(2026, 12, 2)),
        Approval("财务", ""),
    )
    return Roster(month=dt.date(2026, 12, 1), batch_number="东大 2026-12-1", lines=lines, approvals=approvals)


def self_care_form() -> c.SelfCareForm:
    return c.SelfCareForm(
        applicant_name="何守田",
        programme="tekun_support",
        assessed_on=dt.date(2026, 11, 6),
        indicators=(c.IndicatorLine("自主吃饭", "能够"), c.IndicatorLine("自主洗澡", "不能")),
        failed=1,
        level="部分丧失生活自理能力",
        assessors=("周文渊", "高明远"),
        placement="分散供养",
        placed_at="何志强（侄子）",
    )


def sheet() -> c.Sheet:
    """A form of the file with every kind of part."""
    return c.Sheet(
        applicant_name="张小满",
        programme="dibao",
        parts=(
            c.SheetPart("申请人", pairs=(c.Pair("姓名", "张小满"), c.Pair("户内", "3 人"))),
            c.SheetPart("家庭成员", head=("姓名", "关系"), rows=(("张小满", "本人"), ("李明远", "配偶"))),
            c.SheetPart("说明", text=("以上情况属实。",)),
        ),
        signers=("申请人", "经办人"),
        basis="《最低生活保障审核确认办法》（民发〔2021〕57号）第十条",
    )


def adjustment_letter() -> c.AdjustmentLetter:
    """A taper of six months after a reported job."""
    months = [dt.date(2026, month, 1) for month in range(4, 10)]
    amounts = [Decimal("330.00")] * 3 + [Decimal("165.00")] * 3
    return c.AdjustmentLetter(
        applicant_name="张小满",
        programme="dibao",
        matter="核实您家报告的就业情况",
        effect="taper",
        word="渐退",
        before=Decimal("330.00"),
        after=Decimal("330.00"),
        first_month=months[0],
        reasons=("人均收入不低于低保标准",),
        taper=tuple(
            c.TaperMonth(month, f"{place}/6", "1.00" if place < 4 else "0.50", amount)
            for place, (month, amount) in enumerate(zip(months, amounts, strict=True), start=1)
        ),
        overpaid=(
            c.OverpaidMonth(dt.date(2026, 3, 1), Decimal("330.00"), Decimal("0.00"), Decimal("330.00")),
        ),
        overpaid_total=Decimal("330.00"),
    )


def review_form() -> c.ReviewForm:
    return c.ReviewForm(
        applicant_name="张小满",
        programme="dibao",
        kind="半年核查",
        last_review=dt.date(2026, 5, 20),
        reviewed_on=DAY,
        result="保持不变",
        reviewer="周文渊",
        decider="马静宜",
        next_review=dt.date(2027, 5, 20),
    )


def recovery_letter() -> c.RecoveryLetter:
    """Two months and two instalments."""
    months = [dt.date(2026, month, 1) for month in (9, 10)]
    each = Decimal("530.00")
    return c.RecoveryLetter(
        applicant_name="张小满",
        programme="dibao",
        reason="少报工资。",
        statement="没有陈述。",
        text="同意追回。",
        months=tuple(c.OverpaidMonth(month, Decimal("1020.00"), Decimal("490.00"), each) for month in months),
        total=2 * each,
        instalments=tuple(c.Instalment(dt.date(2027, month, 10), each) for month in (1, 2)),
    )


def set_off_letter() -> c.SetOffLetter:
    return c.SetOffLetter(
        applicant_name="张小满",
        programme="dibao",
        order_number="东大追〔2026〕3号",
        order_day=dt.date(2026, 11, 20),
        reference="东民追〔2026〕1号",
        text="同意从每月待遇抵扣。",
        total=Decimal("1060.00"),
        left=Decimal("1060.00"),
        monthly=Decimal("300.00"),
        from_month=dt.date(2026, 12, 1),
        months=4,
    )


CONTEXTS = {
    DocumentKind.SET_OFF_LETTER: set_off_letter,
    DocumentKind.RECOVERY_LETTER: recovery_letter,
    DocumentKind.ADJUSTMENT_LETTER: adjustment_letter,
    DocumentKind.REVIEW_FORM: review_form,
    DocumentKind.ACCEPTANCE_SLIP: acceptance_slip,
    DocumentKind.SUPPLEMENT_NOTICE: supplement_notice,
    DocumentKind.PUBLIC_NOTICE: public_notice,
    DocumentKind.DECISION_LETTER: decision_letter,
    DocumentKind.DENIAL_LETTER: denial_letter,
    DocumentKind.ANNOUNCEMENT: announcement,
    DocumentKind.ROSTER: roster,
    DocumentKind.SELF_CARE_FORM: self_care_form,
    **dict.fromkeys(SHEETS, sheet),
}


def street(code: str, name: str, short_name: str, district: str) -> Office:
    """A street office below its district, with the regions that its letters name."""
    tianjin, _ = Jurisdiction.objects.get_or_create(code="TJ", defaults={"name": "天津", "number": 1})
    city = _region("120000", "city", "天津市", None, tianjin)
    above = _region(code[:6], "district", district, city, tianjin)
    region = _region(code, "street", name, above, tianjin)
    office, _ = Office.objects.get_or_create(
        code=code,
        defaults={"level": "street", "region": region, "jurisdiction": tianjin, "short_name": short_name},
    )
    office.name, office.full_name = name, f"天津市{district}{name}办事处"
    office.short_name, office.phone, office.window = short_name, "022-00000002", f"{name}党群服务中心3号窗口"
    office.save()
    return office


def _region(code: str, level: str, name: str, parent, jurisdiction) -> Region:
    made = {"level": level, "name": name, "parent": parent, "jurisdiction": jurisdiction}
    return Region.objects.get_or_create(code=code, defaults=made)[0]


def dawangzhuang() -> Office:
    return street("120102001", "大王庄街道", "东大", "河东区")


def xuefu() -> Office:
    return street("120104006", "学府街道", "南学", "南开区")


def wudadao() -> Office:
    """五大道街道 in 和平, which has no part in the case."""
    return street("120101003", "五大道街道", "和五", "和平区")


def case(by, number: str = "南学低保 2026-0187") -> Case:
    """An open case of a resident of 学府街道 whose hukou is in 大王庄街道."""
    home = people.household(by, people.person(by), residence=xuefu(), hukou=dawangzhuang())
    front, hukou = home.residence_office, home.hukou_office
    return Case.objects.create(
        number=number,
        programme="dibao",
        household=home,
        applicant=home.head,
        mode="split",
        intake_office=front,
        front_office=front,
        residence_office=front,
        hukou_office=hukou,
        decider_office=hukou,
        submitted_on=dt.date(2026, 11, 3),
        accepted_on=dt.date(2026, 11, 3),
        state="open",
    )


def issued(by, *, kind: DocumentKind = DocumentKind.DECISION_LETTER, case=None, context=None) -> Document:
    """A paper of 大王庄街道 with the contents above."""
    return services.issue_document(
        kind, case=case, office=dawangzhuang(), context=context or CONTEXTS[kind](), by=by, on=DAY
    )
