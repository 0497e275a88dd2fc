"""The live cases: a table of who applied where, how far it went, and how many working days ago; told by the services."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from apps.applications.entry import AssetEntry, DisabilityEntry, IncomeEntry
from apps.desk.demo import households as h
from apps.desk.demo.days import Days, days_ago
from apps.desk.demo.people import Register
from apps.desk.demo.streets import Street
from apps.desk.demo.telling import Difference, Telling


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
    "income", "tax", "张小满 工资", Decimal("3230.00"), "申报未含第三季度奖金，本人认可，采用核对值。"
)
DEPOSIT = Difference("deposit", "bank", "家庭存款", Decimal("13486.27"), "银行返回余额为准，未超过限额。")
WAGE_OPEN = Difference("income", "tax", "工资收入", Decimal("1860.00"))
DEPOSIT_OPEN = Difference("deposit", "bank", "家庭存款", Decimal("22640.15"))
SAVINGS = Difference(
    "deposit", "bank", "家庭存款", Decimal("81200.00"), "存款证明与本人说明一致，采用核对值。"
)

XF_DW, DW_XF, WD_ZS, ZS_WD = ("XF", "DW"), ("DW", "XF"), ("WD", "ZS"), ("ZS", "WD")
XF_XF, DW_DW, WD_WD, ZS_ZS, XF_WD, DW_ZS = (
    ("XF", "XF"),
    ("DW", "DW"),
    ("WD", "WD"),
    ("ZS", "ZS"),
    ("XF", "WD"),
    ("DW", "ZS"),
)

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
    Story("孙惊蛰", h.pensioner, XF_XF, "accept", 0),
    Story("冯雨水", h.disabled_child, DW_XF, "accept", 1),
    Story("韩谷雨", h.single_parent, ZS_WD, "accept", 2),
    Story("王谷雨", h.pensioner, XF_DW, "accept", 6, turn="check_only"),
    Story("赵立秋", h.family_of_four, XF_DW, "accept", 5),
    # 调查进行中
    Story("萧清明", h.out_of_work, XF_DW, "check_start", 3, turn="absent"),
    Story("田𠮷安", h.pensioner, DW_DW, "check_start", 2, turn="visit_planned"),
    # 差异待确认
    Story("陈春分", h.gravely_ill, XF_DW, "visit", 2, turn="findings", differences=(WAGE_OPEN, DEPOSIT_OPEN)),
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
    Story("马冬至", h.disabled_child, WD_ZS, "receive", 1),
    Story("胡立春", h.family_of_four, DW_DW, "receive", 0),
    # 退回
    Story("朱夏至", h.pensioner, XF_DW, "receive", 2, turn="send_back"),
    Story("谢白露", h.single_parent, DW_XF, "receive", 4, turn="send_back_again"),
    # 公示
    Story("阿依夏木·买买提", h.pensioner, XF_DW, "post", 3),
    Story("高谷雨", h.without_income, DW_XF, "post", 2),
    Story("徐清明", h.edge_old_couple, XF_XF, "post", 4),
    Story("唐雨水", h.old_couple, XF_DW, "review", 1, turn="post_hukou"),
    Story("宋霜降", h.single_parent, ZS_WD, "review", 1, turn="post_residence"),
    Story("冯夏至", h.out_of_work, XF_DW, "review", 6, turn="post_full"),
    Story("彭大暑", h.disabled_child, DW_XF, "review", 6, turn="post_full"),
    Story("曾小满", h.couple_with_disabled, DW_ZS, "post", 3, turn="objection"),
    # 待审核确认
    Story("魏寒露", h.without_income, XF_DW, "take_down", 1),
    Story("蒋立冬", h.pensioner, DW_XF, "take_down", 0, at="hukou"),
    Story("苏秋分", h.old_couple, DW_DW, "take_down", 3),
    Story("吕芒种", well_off, XF_DW, "review", 1, approve=False),
    # 不予确认、撤回
    Story("丁立秋", well_off, XF_DW, "decide", 4, approve=False),
    Story("沈大寒", h.pensioner, DW_XF, "decide", 2, approve=False, differences=(SAVINGS,)),
    Story("任小雪", h.out_of_work, XF_DW, "check_start", 2, turn="withdraw"),
    # 已确认，待公布；已公布
    Story("赵白露", h.couple_with_disabled, XF_DW, "decide", 1),
    Story("卢春分", h.edge_disabled, DW_XF, "decide", 2, turn="announce_hukou"),
    Story("王大雪", h.without_income, XF_DW, "announce", 3),
    Story("钟小暑", h.family_of_four, DW_XF, "announce", 6, at="hukou"),
    Story("欧阳清明", h.gravely_ill, WD_ZS, "announce", 8, at="hukou"),
    Story("崔谷雨", h.pensioner, WD_WD, "announce", 10),
)


def tell_stories(streets: dict[str, Street], days: Days, rng: random.Random, register: Register) -> int:
    """Tell all of them, the oldest application first, so that numbers follow the days. Returns how many."""
    for story in sorted(STORIES, key=lambda story: -days_ago(story.until, story.ago)["submit"]):
        _tell(story, streets, days, rng, register)
    return len(STORIES)


def _tell(
    story: Story, streets: dict[str, Street], days: Days, rng: random.Random, register: Register
) -> None:
    ago = story.ago - (story.turn == "due_today" and not days.is_working_day)
    dates = {name: days.back(count) for name, count in days_ago(story.until, ago).items()}
    telling = Telling(streets)
    entry = _entry(story, streets, dates["submit"], days, rng, register)
    for name, day in dates.items():
        if name == "decide" and story.approve and not telling.is_as_noticed(day):
            return  # a standard changed while the notice hung: it is reviewed and posted again
        _step(telling, story, name, entry, day)
    _turn(telling, story, days)


def _entry(story: Story, streets: dict[str, Street], on, days: Days, rng: random.Random, register: Register):
    draft = h.draw(story.kind, story.name, rng=rng, register=register, day=days.day)
    residence, hukou = (streets[key] for key in story.sides)
    entry = h.entry_of(draft, residence=residence, hukou=hukou, on=on, applied=story.at)
    if story.kind is zhang_xiaoman:
        home = AssetEntry("home", "public_rental", area=Decimal("46.20"))
        deposit = AssetEntry("monetary", "deposit", amount=Decimal("12000.00"))
        entry = replace(entry, assets=(deposit, home))
    return h.with_materials(entry, story.missing)


def _step(telling: Telling, story: Story, name: str, entry, day) -> None:
    """One usual step; a case at one street is not handed over, a proposal to deny is not posted."""
    match name:
        case "submit":
            telling.submit(entry, day)
        case "check_done":
            telling.findings(story.differences, day)
            telling.check_done(day)
        case "hand_over":
            if telling.case.split and telling.front is not telling.hukou:
                telling.hand_over(day, story.message)
        case "review":
            telling.review(day, approve=story.approve)
        case "post" | "take_down":
            if story.approve:
                getattr(telling, name)(day)
        case "decide":
            telling.decide(day, approve=story.approve)
        case _:
            getattr(telling, name)(day)


def _turn(telling: Telling, story: Story, days: Days) -> None:
    """What happened after the last usual step."""
    ago, back = story.ago, days.back
    match story.turn:
        case "supplement":
            telling.supplement(back(ago))
        case "check_only":
            telling.check_start(back(ago - 1))
        case "visit_planned":
            telling.visit_planned(back(ago - 1))
        case "absent":
            telling.absent(back(ago - 1), 10)
            telling.absent(back(ago - 2), 16)
        case "findings":
            telling.findings(story.differences, back(ago - 1))
        case "send_back":
            telling.send_back("入户调查表缺少家庭成员签字，请补签后再移送。", back(ago - 1))
        case "send_back_again":
            _send_back_and_again(telling, back, ago)
        case "post_hukou":
            telling.post(back(0), sides=("hukou",))
        case "post_residence":
            telling.post(back(0), sides=("residence",))
        case "post_full":
            telling.post(_full_today(days))
        case "objection":
            telling.objection(back(ago - 2))
        case "withdraw":
            telling.withdraw("已找到工作，家庭收入可以维持生活", back(ago - 1))
        case "announce_hukou":
            telling.announce(back(ago - 1), sides=("hukou",))


def _send_back_and_again(telling: Telling, back, ago: int) -> None:
    """Sent back once, visited anew and handed over a second time."""
    telling.send_back("家庭实际居住人口与申报不一致，请重新入户核实。", back(ago - 1))
    telling.visit(back(ago - 3))
    telling.hand_over(back(ago - 4), "已重新入户，居住人口以本次调查为准。")


def _full_today(days: Days):
    """The working day on which something was posted that hangs its seventh day on the day (or did so just before)."""
    week_ago = [count for count in range(4, 12) if (days.day - days.back(count)).days >= 7]
    return days.back(week_ago[0])


def names() -> Sequence[str]:
    """Who applies in the stories; nobody else is called so."""
    return tuple(story.name for story in STORIES)
