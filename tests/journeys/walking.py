"""The steps that every programme has, by the words on the screen; what differs stands in the stories."""

from tests.journeys.acting import VISIT, Actor, look_around, sign


def accept(clerk: Actor) -> None:
    clerk.press("受理申请")
    clerk.is_told("已受理")


def survey(clerk: Actor, case: str, **visit: str) -> None:
    """The check finds what was declared, the visit too, and the dossier goes to the other street."""
    clerk.go(f"{case}economic_check/")
    clerk.press("发起核对")
    clerk.is_told("已发起核对")
    clerk.fill({"核对报告编号": "核2026-0002"})
    clerk.press("完成核对")
    clerk.is_told("核对已完成")
    clerk.go(f"{case}home_visit/")
    clerk.fill(VISIT | visit)
    look_around(clerk)
    sign(clerk)
    clerk.press("提交入户调查表")
    clerk.is_told("入户调查已完成")
    clerk.go(f"{case}hand_over/")
    clerk.press("移送")
    clerk.is_told("已移送")


def propose(reviewer: Actor, text: str) -> None:
    """The opinion, on the page of the first review."""
    reviewer.tick("拟予确认，两地公示")
    reviewer.fill({"意见和理由": text})
    reviewer.press("提交初审意见")
    reviewer.is_told("初审意见已提交")


def hang_and_take_down(
    persons: tuple[Actor, ...], administrator: Actor, case: str, name: str, *, until: str
) -> None:
    for person in persons:
        person.go(f"{case}public_notice/")
        person.sees(name)
        person.press("登记张贴")
        person.is_told("公示满 7 天后取下")
    let_day_begin(administrator, until)
    for person in persons:
        person.go(f"{case}public_notice/")
        person.press("登记取下")
        person.is_told("已登记取下")


def let_day_begin(administrator: Actor, day: str) -> None:
    administrator.go("/demonstration_day/")
    administrator.fill({"演示日": day})
    administrator.press("设定演示日")
    administrator.is_told("演示日已是")


def confirm(approver: Actor, case: str, *words: str) -> None:
    approver.go(f"{case}decision/")
    approver.sees("四眼原则", *words)
    approver.tick("予以确认")
    approver.fill({"审核确认意见": "同意初审意见，予以确认。"})
    approver.press("提交审核确认意见")
    approver.is_told("已予以确认")


def announce(persons: tuple[Actor, ...], case: str) -> None:
    for person in persons:
        person.go(f"{case}announcement/")
        person.press("登记公布")
        person.is_told("已登记公布")


def pay(clerk: Actor, approver: Actor, month: str, link: str, *words: str) -> None:
    """The batch of the month, drafted by one and approved by another."""
    clerk.go("/payments/")
    clerk.fill({"月份": month})
    clerk.press("制作批次")
    clerk.is_told("已制作")
    approver.go("/payments/")
    approver.page.get_by_role("link", name=link).click()
    approver.sees(*words)
    approver.press("批准发放")
    approver.is_told("名册已出具")
