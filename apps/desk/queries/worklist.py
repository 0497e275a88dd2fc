"""工作台: every pending step of the cases that one sees, why it is there, whom it waits for, until when."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from apps.core.masking import id_tail
from apps.core.moment import one_moment
from apps.core.shapes import Empty, Link, PagerInfo, SavedView
from apps.desk.queries.evidence import with_evidence
from apps.desk.queries.steps import PAGES, Urgency, label_of, page_of, urgency, why
from apps.offices.access import may, offices_of
from apps.offices.queries import Colleague, colleagues_of
from apps.offices.roles import Permission
from apps.routing.access import steps_seen_by
from apps.routing.models import CaseKind, Step
from apps.routing.queries import PENDING, Clockwork, clockwork, side_of

GROUPS = (("overdue", "已逾期"), ("due_today", "今日到期"), ("soon", "3 个工作日内"), ("later", "以后"))
PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One pending step as the list shows it."""

    id: int
    step_row: Step
    mine: bool
    url: str
    name: str
    name_note: str
    step: str
    kind: str
    case_number: str
    why: str
    why_note: str
    side: str
    who: str
    since: str
    urgency: Urgency
    action_label: str
    picked: bool = False

    @property
    def badge_kind(self) -> str:
        return self.urgency.kind

    @property
    def badge_text(self) -> str:
        return self.urgency.text

    @property
    def due_note(self) -> str:
        return self.urgency.note


@dataclass(frozen=True, slots=True)
class Group:
    kind: str
    label: str
    count: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    none_text: str
    count: int = 0
    can_text: str = ""
    actions: tuple = ()
    people: tuple[tuple[int, str], ...] = ()
    give: tuple = ()
    tools: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Worklist:
    """The whole page, as desk/worklist.html reads it."""

    title: str
    today_line: tuple[str, ...]
    views: tuple[SavedView, ...]
    query: Any
    groups: tuple[Group, ...]
    pager: PagerInfo | None
    empty: Empty | None
    bar: Bar
    list_action: str
    reset_url: str
    query_short: str = ""
    save_url: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """A saved view: which of the rows it shows."""

    code: str
    label: str
    shows: Callable[[Row], bool]
    kind: str = field(default="")


VIEWS = (
    View("mine", "我的待办", lambda row: row.mine),
    View("overdue", "已逾期", lambda row: row.urgency.group == "overdue", "overdue"),
    View("due_today", "今日到期", lambda row: row.urgency.group == "due_today", "due_today"),
    View("waiting", "等待他方", lambda row: not row.mine),
    View("notice", "公示中", lambda row: row.step_row.waiting_for == "notice"),
    View(
        "returned", "退回补正", lambda row: row.step_row.round > 1 or row.step_row.waiting_for == "applicant"
    ),
    View("all", "全部在办", lambda row: True),
)


def pending_rows(user, on: dt.date, clock: Clockwork | None = None) -> list[Row]:
    """Every pending step that `user` sees, the most urgent first; two queries however many rows."""
    clock = clock or clockwork()
    mine = {name: offices_of(user, Permission(name), on) for name in PAGES}
    steps = (
        steps_seen_by(user, on)
        .filter(state__in=PENDING)
        .select_related(
            "case__applicant",
            "case__residence_office",
            "case__hukou_office__jurisdiction",
            "office",
            "assignee",
        )
        .annotate(persons=Count("case__parties"))
    )
    rows = [_row(step, clock, on, mine=step.office_id in mine[step.name]) for step in steps]
    return sorted(rows, key=lambda row: (*row.urgency.order, row.id))


@one_moment()
def worklist(user, on: dt.date, *, params: dict[str, str], query: Any) -> Worklist:
    """The work list under one view, one query form and one page."""
    clock = clockwork()
    rows = pending_rows(user, on, clock)
    view = next((view for view in VIEWS if view.code == params.get("view")), VIEWS[0])
    wanted = query.cleaned_data if query.is_valid() else {}
    kept = [row for row in rows if view.shows(row) and _matches(row, wanted)]
    page = max(1, int(params["page"])) if str(params.get("page", "")).isdigit() else 1
    shown = with_evidence(kept[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    return Worklist(
        title="工作台",
        today_line=(_long_day(on), _calendar_words(on, clock)),
        views=tuple(_saved_view(v, rows, v is view) for v in VIEWS),
        query=query,
        groups=_groups(kept, shown),
        pager=_pager(kept, shown, page, params, rows) if shown else None,
        empty=None if shown else _empty(rows, view, wanted, may_enter=may(user, Permission.ACCEPT, on=on)),
        bar=_bar(user, on),
        list_action=reverse("desk:assign"),
        reset_url=f"?view={view.code}",
        query_short="按条件查询",
    )


def colleagues(user, on: dt.date) -> list[Colleague]:
    """To whom `user` may give steps of the work list."""
    return colleagues_of(user, map(Permission, PAGES), on)


def _bar(user, on: dt.date) -> Bar:
    """What can be done with chosen rows: take them oneself, or give them to a colleague."""
    takes = any(offices_of(user, Permission(name), on) for name in PAGES)
    mine = ({"label": "由我办理", "name": "to", "value": "me", "primary": True},) if takes else ()
    people = tuple((one.user.pk, one.words) for one in colleagues(user, on))
    give = ({"label": "交给同事", "name": "to", "value": "colleague", "primary": False},) if people else ()
    words = "勾选后可以由自己办理，或交给同事" if people else "勾选后可以由自己办理"
    return Bar(none_text=words, can_text="期限不变", actions=mine, people=people, give=give)


def _row(step: Step, clock: Clockwork, on: dt.date, *, mine: bool) -> Row:
    case = step.case
    reason, note = why(step)
    tail = id_tail(case.applicant.id_number or "")
    return Row(
        id=step.pk,
        step_row=step,
        mine=mine,
        url=page_of(step) if mine else reverse("desk:case", args=[case.pk]),
        name=case.applicant.name,
        name_note=f"{step.persons}人 尾号 {tail}" if tail else f"{step.persons}人",
        step=label_of(step),
        kind=kind_words(case),
        case_number=case.number,
        why=reason,
        why_note=note,
        side=side_of(case, step.office),
        who=str(step.assignee or step.office),
        since=f"{step.opened_on:%-m月%-d日}起",
        urgency=urgency(step, clock, on, mine=mine),
        action_label="办理" if mine else "",
    )


def kind_words(case) -> str:
    """低保申请, 低保边缘, 低保定期核查."""
    words = case.get_programme_display()
    if case.kind != CaseKind.APPLICATION:
        return f"{words}{case.get_kind_display()}"
    return f"{words}申请" if len(words) == 2 else words


def _matches(row: Row, wanted: dict[str, Any]) -> bool:
    if wanted.get("programme") and row.step_row.case.programme != wanted["programme"]:
        return False
    if wanted.get("step") and row.step_row.name != wanted["step"]:
        return False
    if wanted.get("office") and str(row.step_row.office_id) != wanted["office"]:
        return False
    return not wanted.get("due") or row.urgency.order <= (2, dt.date.max) or wanted["due"] != "soon"


def _groups(kept: Sequence[Row], shown: Sequence[Row]) -> tuple[Group, ...]:
    groups = []
    for kind, label in GROUPS:
        rows = tuple(row for row in shown if row.urgency.group == kind)
        if rows:
            total = sum(row.urgency.group == kind for row in kept)
            groups.append(Group(kind if kind in ("overdue", "due_today") else "", label, total, rows))
    return tuple(groups)


def _saved_view(view: View, rows: Sequence[Row], current: bool) -> SavedView:
    count = sum(map(view.shows, rows))
    kind = view.kind if count else ""
    return SavedView(view.label, f"?view={view.code}", count, kind=kind, current=current)


def _pager(
    kept: Sequence[Row], shown: Sequence[Row], page: int, params: dict[str, str], rows: Sequence[Row]
) -> PagerInfo:
    first = (page - 1) * PAGE_SIZE + 1
    mine = sum(row.mine for row in rows)
    more = first - 1 + len(shown) < len(kept)
    return PagerInfo(
        first=first,
        last=first - 1 + len(shown),
        total=len(kept),
        proof=f"在办 {len(rows)} = 由您办 {mine} + 等待他方 {len(rows) - mine}；没有因筛选遗漏的事项。",
        previous_url=_page_url(params, page - 1) if page > 1 else "",
        next_url=_page_url(params, page + 1) if more else "",
    )


def _page_url(params: dict[str, str], page: int) -> str:
    return "?" + urlencode({**params, "page": page})


def _empty(rows: Sequence[Row], view: View, wanted: dict[str, Any], *, may_enter: bool) -> Empty:
    if any(wanted.values()):
        return Empty(
            "没有符合条件的办件",
            "可以去掉一个条件再查。",
            icon="search",
            action=Link("重置条件", f"?view={view.code}"),
        )
    later = f"全部在办还有 {len(rows)} 项。" if rows else "还没有办件。"
    enter = Link("受理登记", reverse("applications:new")) if may_enter else None
    action = Link("看全部在办", "?view=all") if rows else enter
    return Empty("今天的事都办完了", later, action=action)


def _long_day(on: dt.date) -> str:
    return f"{on:%Y年%-m月%-d日} 星期{'一二三四五六日'[on.weekday()]}"


def _calendar_words(on: dt.date, clock: Clockwork) -> str:
    tomorrow = on + dt.timedelta(days=1)
    plain = clock.calendar.provisional()
    rest = "，明日为非工作日" if not plain.is_working_day(tomorrow) else ""
    return f"期限按工作日计算{rest}"
