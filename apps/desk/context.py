"""The frame of every page: who is signed in, where, and what waits there."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from apps.benefits.access import sees_rehearsals
from apps.core import clock
from apps.core.shapes import Frame, NavGroup, NavItem
from apps.desk.queries.nav_counts import nav_counts
from apps.offices.access import current_duty, may
from apps.offices.roles import Permission, Role

STEP_ITEMS = (
    ("accept", "受理", "pencil"),
    ("economic_check", "经济状况核对", "search"),
    ("home_visit", "入户调查", "house"),
    ("hand_over", "移送", "swap"),
    ("appraisal", "民主评议", "people"),
    ("first_review", "初审", "document"),
    ("public_notice", "公示", "flag"),
    ("periodic_review", "定期核查", "clock"),
    ("verification", "变更核实", "search"),
    ("decision", "审核确认", "check"),
    ("announcement", "公布", "flag"),
)


def frame(request: HttpRequest) -> dict[str, Frame | None]:
    """Context processor; nothing at the door and in the administration pages."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or request.path.startswith("/admin/"):
        return {"frame": None}
    on = clock.today()
    duty = current_duty(user, on)
    return {
        "frame": Frame(
            nav_groups=_groups(request, user, on),
            user_name=str(user),
            office_name=duty.office.name if duty else "没有在任岗位",
            role_label=duty.get_role_display() if duty else "",
            side_char=_seal(duty) if duty else "",
            today=on,
            searches=may(user, Permission.VIEW_CASES, on=on),
            environment_tag="演示数据" if settings.DEMO else "",
            demonstration_day=clock.demonstration_day() if settings.DEMO else None,
        )
    }


def _seal(duty) -> str:
    """A clerk sits where people live and apply, a reviewer and an approver where they are registered."""
    if duty.office.level != "street":
        return "区"
    return "居" if duty.role == Role.CLERK else "户"


def _groups(request: HttpRequest, user, on) -> tuple[NavGroup, ...]:
    counts = nav_counts(user, on)
    desk = [_item(request, "工作台", reverse("desk:worklist"), "list", sum(counts.values()))]
    if may(user, Permission.ACCEPT, on=on):
        desk.append(_item(request, "受理登记", reverse("applications:new"), "pencil"))
    if may(user, Permission.VIEW_CASES, on=on):
        desk.append(_item(request, "家庭与人员", reverse("households:list"), "people"))
    if may(user, Permission.VIEW_CASES, on=on) or may(user, Permission.VIEW_STANDARDS, on=on):
        desk.append(_item(request, "测算", reverse("benefits:calculator"), "equal"))
    steps = [
        _item(request, label, f"{reverse('desk:worklist')}?view=mine&step={name}", icon, counts[name])
        for name, label, icon in STEP_ITEMS
        if counts.get(name)
    ]
    if may(user, Permission.VIEW_CASES, on=on):
        desk.append(_item(request, "文书", reverse("documents:papers"), "document"))
    money = []
    if may(user, Permission.VIEW_PAYMENTS, on=on):
        money.append(_item(request, "资金发放", reverse("payments:list"), "yuan"))
    if may(user, Permission.VIEW_FIGURES, on=on) and may(user, Permission.VIEW_CASES, on=on):
        money.append(_item(request, "统计督办", reverse("desk:supervise"), "chart"))
        money.append(_item(request, "近亲属备案", reverse("routing:relatives_list"), "people"))
    if may(user, Permission.VIEW_STANDARDS, on=on):
        money.append(_item(request, "标准", reverse("standards:list"), "document"))
    if sees_rehearsals(user, on):
        money.append(_item(request, "调标测算", reverse("benefits:rehearsals"), "yuan"))
    if user.is_staff:
        money.append(NavItem("系统管理", reverse("admin:index"), "document"))
    if may(user, Permission.TAKEOVER, on=on):
        money.append(_item(request, "接管登记", reverse("reviews:takeovers"), "document"))
    if may(user, Permission.VIEW_CASES, on=on):
        money.append(_item(request, "核查进度", reverse("reviews:progress"), "clock"))
    groups = (NavGroup("", tuple(desk)), NavGroup("办理", tuple(steps)), NavGroup("资金与监督", tuple(money)))
    return tuple(group for group in groups if group.items)


def _item(request: HttpRequest, label: str, url: str, icon: str, count: int | None = None) -> NavItem:
    current = request.get_full_path() == url or (
        request.path == url and "step=" not in request.get_full_path()
    )
    return NavItem(label, url, icon, count or None, current)
