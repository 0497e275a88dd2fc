"""The live cases: a table of who applied where, how far it went, and how many working days ago."""

from dataclasses import dataclass, field
from decimal import Decimal

from apps.applications.entry import DisabilityEntry, IncomeEntry
from apps.desk.demo import households as h
from apps.desk.demo import programmes as p
from apps.desk.demo.telling import Difference


@dataclass(frozen=True)
class Story:
    """One case. `sides` are residence and hukou street (twice the same: not split), `at` where it was applied for.

    `until` is the last usual step, `ago` working days back; `turn` is what happened besides (see `_turn`).
    """

    name: str
    kind: h.Kind
    sides: tuple[str, str]
    until: str
    ago: int
    at: str = "residence"
    turn: str = ""
    approve: bool = True
    missing: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    message: str = field(default="材料齐全，请审核。")


def zhang_xiaoman(one: h.Draft) -> None:
    """The household of the pictures: 1,045.00 × 3 − (3,230.00 − 336.00 − 1,000.00) = 1,241.00."""
    day = one.day
    birth = (
        day.replace(year=day.year - 42, month=5, day=21),
        day.replace(year=day.year - 45, month=9, day=8),
    )
    head = one.head(42, "full", "employed", male=False, birth=birth[0])
    husband = one.add(
        "spouse",
        "李明远",
        45,
        "none",
        "not_registered",
        male=True,
        birth=birth[1],
        disabilities=(DisabilityEntry("limb", 2, "1742"),),
    )
    son = day.replace(year=day.year - 12, month=6, day=12)
    one.add("child", "李禾", 12, "student", "student", male=True, birth=son, statuses=("school_student",))
    one.incomes = [
        IncomeEntry(
            head.key,
            "W",
            Decimal(2600),
            "monthly",
            social_insurance=Decimal(336),
            note="超市理货，无固定合同",
        ),
        IncomeEntry(
            husband.key, "T", Decimal(200), "monthly", item="social_assistance", note="残疾人生活补贴"
        ),
    ]
    one.causes = ("disability",)


def well_off(one: h.Draft) -> None:
    """Two wages: far above every line."""
    head = one.head(39, "full", "employed")
    one.spouse(38, "full", "employed")
    one.earns(head, 4200, 4600, note="物流公司")
    one.causes = ("unemployment",)


WAGE = Difference(
    "income",
    "tax",
    "张小满 工资",
    Decimal("3230.00"),
    "申报未含第三季度奖金，本人认可，采用核对值。",
    proof="超市工资条、第三季度奖金通知",
)
DEPOSIT = Difference("deposit", "bank", "家庭存款", Decimal("13486.27"), "银行返回余额为准，未超过限额。")
DEPOSIT_OPEN = Difference("deposit", "bank", "家庭存款", Decimal("22640.15"))

XF_DW, DW_XF, WD_ZS, ZS_WD = ("XF", "DW"), ("DW", "XF"), ("WD", "ZS"), ("ZS", "WD")
XF_XF, DW_DW, WD_WD, ZS_ZS, XF_WD, DW_ZS = (
    ("XF", "XF"),
    ("DW", "DW"),
    ("WD", "WD"),
    ("ZS", "ZS"),
    ("XF", "WD"),
    ("DW", "ZS"),
)

# Told before the months are paid: who has had tekun support since then, and whose support ends now.
GRANTED: tuple[Story, ...] = (Story("段立春", p.elder_without_family, XF_DW, "announce", 50),)

STORIES: tuple[Story, ...] = (
    # 待受理
    Story("郑大寒", h.single_parent, XF_XF, "submit", 1),
    Story("何处暑", h.out_of_work, DW_XF, "submit", 0),
    Story("曹寒露", h.old_couple, WD_WD, "submit", 1),
    # 一次性补正，等申请人
    Story(
        "罗小雪",
        h.gravely_ill,
        XF_DW,
        "submit",
        4,
        turn="supplement",
        missing=("medical_records", "residence_proof"),
    ),
    Story("许立冬", h.family_of_four, ZS_ZS, "submit", 6, turn="supplement", missing=("income_statement",)),
    # 受理后还没有启动调查
    Story("孙惊蛰", h.pensioner, XF_XF, "accept", 0, turn="relative"),
    Story("冯雨水", h.disabled_child, DW_XF, "accept", 1),
    Story("韩谷雨", h.single_parent, ZS_WD, "accept", 2),
    Story("王谷雨", h.pensioner, XF_DW, "accept", 6, turn="check_only"),
    Story("赵立秋", h.family_of_four, XF_DW, "accept", 5),
    # 调查进行中
    Story("戚霜降", p.elder_with_son, XF_XF, "check_start", 1),
    Story("萧清明", h.out_of_work, XF_DW, "check_start", 3, turn="absent"),
    Story("田𠮷安", h.pensioner, DW_DW, "check_start", 2, turn="visit_planned"),
    # 应急办理的街道：期限延长，一户待调查，一户已用视频调查
    Story("邹雨水", h.pensioner, WD_WD, "accept", 1),
    Story("梁霜降", h.old_couple, WD_WD, "visit", 2),
    # 差异待确认
    Story("陈春分", h.gravely_ill, XF_DW, "visit", 2, turn="asked"),
    Story("沈立夏", h.couple_with_disabled, DW_XF, "visit", 3, turn="findings", differences=(DEPOSIT_OPEN,)),
    # 待移送，今日到期
    Story("李白露", h.edge_parent, XF_DW, "check_done", 3, turn="due_today"),
    Story("周芒种", h.couple_with_disabled, XF_DW, "check_done", 3, turn="due_today"),
    # 已移送，待户籍地签收
    Story("高小寒", h.single_parent, XF_DW, "hand_over", 1),
    Story("郭秋分", h.pensioner, DW_XF, "hand_over", 0),
    # 初审中
    Story(
        "张小满",
        zhang_xiaoman,
        XF_DW,
        "receive",
        3,
        differences=(WAGE, DEPOSIT),
        message="工资差额为第三季度奖金，已由本人签字确认。",
    ),
    # 退回
    Story("朱夏至", h.pensioner, XF_DW, "receive", 2, turn="send_back"),
    Story("谢白露", h.single_parent, DW_XF, "receive", 4, turn="send_back_again"),
    # 公示
    Story("阿依夏木·买买提", h.pensioner, XF_DW, "post", 3),
    Story("唐雨水", h.old_couple, XF_DW, "review", 1, turn="post_hukou"),
    Story("冯夏至", h.out_of_work, XF_DW, "review", 6, turn="post_full"),
    Story("曾小满", h.couple_with_disabled, DW_ZS, "post", 3, turn="objection"),
    Story("尹小寒", h.old_couple, XF_DW, "post", 4, turn="appraisal"),
    # 待审核确认
    Story("魏寒露", h.without_income, XF_DW, "take_down", 1),
    Story("蒋立冬", h.pensioner, DW_XF, "take_down", 0, at="hukou"),
    Story("吕芒种", well_off, XF_DW, "review", 1, approve=False),
    # 不予确认、撤回
    Story("丁立秋", well_off, XF_DW, "decide", 4, approve=False),
    Story("任小雪", h.out_of_work, XF_DW, "check_start", 2, turn="withdraw"),
    # 特困、单人户选择、刚性支出
    Story("何守田", p.elder_without_family, DW_XF, "hand_over", 1),
    Story("施冬青", p.elder_with_son, XF_XF, "receive", 1),
    Story("陶清明", p.elder_without_family, XF_DW, "post", 3),
    Story("龚谷雨", p.elder_with_son, DW_DW, "announce", 5),
    Story("夏芒种", p.edge_with_disabled, DW_XF, "receive", 2),
    Story("秦小寒", p.edge_with_disabled, XF_DW, "decide", 2),
    Story("陆霜降", p.costly_operation, XF_DW, "check_start", 2),
    # 已确认，待公布；已公布
    Story("赵白露", h.couple_with_disabled, XF_DW, "decide", 1),
    Story("卢春分", h.edge_disabled, DW_XF, "decide", 2, turn="announce_hukou"),
)
