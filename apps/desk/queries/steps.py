"""Each step in words: its page, why it is in a list, how urgent it is. The table of the procedure says the rest."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from apps.routing.models import CaseKind, Step, StepState
from apps.routing.queries import Clockwork, Due, due_of, table_of

# Step -> the page where it is done and the words of the link.
PAGES = {
    "accept": ("applications:accept", "办受理"),
    "economic_check": ("checks:economic_check", "办核对"),
    "home_visit": ("checks:home_visit", "办入户调查"),
    "self_care": ("care:self_care", "办自理能力评估"),
    "hand_over": ("routing:hand_over", "移送"),
    "appraisal": ("publicity:appraisal", "办民主评议"),
    "first_review": ("applications:first_review", "办初审"),
    "public_notice": ("publicity:public_notice", "办公示"),
    "decision": ("applications:decision", "办审核确认"),
    "announcement": ("publicity:announcement", "登记公布"),
    "periodic_review": ("reviews:periodic_review", "办定期核查"),
    "verification": ("reviews:verification", "办变更核实"),
}
# What is decided about a standing award has a page of its own.
DECISION_AFTER = "reviews:decision"


def label_of(step: Step) -> str:
    """The step's word."""
    return table_of(step.case).step(step.name).label


def page_of(step: Step) -> str:
    """Address of the page where the step is done."""
    page = PAGES[step.name][0]
    if step.name == "decision" and step.case.kind != CaseKind.APPLICATION:
        page = DECISION_AFTER
    return reverse(page, args=[step.case_id])


def why(step: Step) -> tuple[str, str]:
    """Why the step is where it is, and a second line."""
    if step.waiting_for == "applicant":
        return "已一次性告知补正，等申请人补材料", step.note
    if step.round > 1 and step.note and step.state == StepState.OPEN:
        return "退回补正", step.note
    case = step.case
    if case.kind != CaseKind.APPLICATION:
        return _why_after(step)
    started = step.state == StepState.STARTED
    match step.name:
        case "accept":
            return "新提交的申请，等待受理", f"{case.submitted_on:%-m月%-d日}提交"
        case "economic_check":
            return (
                "核对进行中，等各来源返回" if started else "已受理，须发起核对"
            ), f"{case.accepted_on:%-m月%-d日}受理"
        case "home_visit":
            return (
                "入户调查进行中" if started else "已受理，须入户调查"
            ), f"{case.accepted_on:%-m月%-d日}受理"
        case "self_care":
            return "已受理，须评估生活自理能力", "与核对、入户同时进行"
        case "hand_over":
            return "核对、入户均已完成", f"移送后由{case.hukou_office}初审"
        case "appraisal":
            return ("已召集，开会后登记结果" if started else "有异议，须组织民主评议"), "在居住地举行"
        case "first_review":
            return _why_review(step)
        case "public_notice":
            return (
                "公示中，满 7 天后取下" if started else "须在本街道张贴公示"
            ), "两地同时公示" if case.split else ""
        case "decision":
            return ("公示期满，没有异议" if case.proposed else "初审意见为不予确认"), "须由初审以外的人员办理"
        case _:
            return "已审核确认，须公布结果", "两地公布后办结" if case.split else "公布后办结"


def _why_after(step: Step) -> tuple[str, str]:
    """Why a step of a case about a standing award waits."""
    case = step.case
    match step.name:
        case "periodic_review":
            visited = "协助街道已入户" if "home_visit" in case.asked else "核查材料已备好，没有变化的一页确认"
            return f"{case.due_on:%-m月%-d日}前须核查", visited
        case "economic_check" | "home_visit":
            who = "请居住地街道协助" if case.split else "须补充查证"
            return f"{case.get_kind_display()}：{who}", step.note
        case "verification":
            return "已登记变更，须核实", f"{case.submitted_on:%-m月%-d日}报告"
        case "public_notice":
            started = step.state == StepState.STARTED
            return (
                "拟终止公示中，满 7 天后取下" if started else "拟终止救助供养，须在本街道张贴公示"
            ), "两地同时公示" if case.split else ""
        case "decision":
            return (
                "核查意见已提出" if case.kind == CaseKind.PERIODIC_REVIEW else "核实意见已提出",
                "须由另一人办理",
            )
        case _:
            return case.get_kind_display(), ""


def _why_review(step: Step) -> tuple[str, str]:
    if not step.case.split:
        return "核对、入户均已完成", "居住地、户籍地为同一街道"
    received = "已签收，初审中" if step.state == StepState.STARTED else "已移送，等户籍地签收初审"
    return f"一城通办：{received}", f"由{step.case.residence_office}移送"


@dataclass(frozen=True, slots=True)
class Urgency:
    """How a step stands against its limit: badge, group of the list, order."""

    kind: str
    text: str
    note: str
    group: str
    order: tuple


def urgency(step: Step, clock: Clockwork, on: dt.date, *, mine: bool) -> Urgency:
    """Overdue and due today first, then what is due within three working days, then the rest."""
    due = due_of(step, clock)
    if step.waiting_for == "applicant" or due is None:
        return Urgency(
            "waiting" if step.waiting_for else "not_started", _state_text(step), "", "later", (3, dt.date.max)
        )
    day = f"{'预计 ' if due.provisional else ''}{due.day:%-m月%-d日}"
    if step.waiting_for == "notice":
        return _hanging(due, day, on)
    left = due.days_left(on, clock.calendar)
    if on > due.day:
        overdue = max(-left, 1)
        return Urgency("overdue", f"逾期 {overdue} 个工作日", f"应于 {day}办理", "overdue", (0, due.day))
    if due.day == on:
        return Urgency("due_today", "今日到期", day, "due_today", (1, due.day))
    if not mine:
        return Urgency(
            "waiting",
            "等待他方",
            f"最迟 {day}",
            "soon" if left <= 3 else "later",
            (2 if left <= 3 else 3, due.day),
        )
    kind = "in_progress" if step.state == StepState.STARTED else "not_started"
    return Urgency(
        kind, f"剩 {left} 个工作日", day, "soon" if left <= 3 else "later", (2 if left <= 3 else 3, due.day)
    )


def _hanging(due: Due, day: str, on: dt.date) -> Urgency:
    """A notice on the board waits for its end, and is due on the day after."""
    if on > due.day:
        return Urgency("due_today", "公示期满", f"{day}止，可以取下", "due_today", (1, due.day))
    return Urgency("waiting", "公示中", f"至 {day}", "later", (3, due.day))


def _state_text(step: Step) -> str:
    return "等申请人" if step.waiting_for == "applicant" else "未开始"
