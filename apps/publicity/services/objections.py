"""异议: kept confidential; each one is answered by an appraisal or a new survey before there is a new opinion.

「公示期间有异议的…应当重新组织调查核实」（民发〔2021〕57号 第十九条）；「存在异议的，由户籍地负责组织民主评议，居住地配合」（一城通办流程 2-4）
"""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.core.errors import Refused
from apps.journal.kinds import EventKind
from apps.journal.models import Event
from apps.publicity import queries
from apps.publicity.models import Objection
from apps.publicity.services.notices import hanging
from apps.routing.queries import opinion_before_notice, table_of
from apps.routing.services import (
    ask_for,
    extend_limit,
    record_on_case,
    return_case,
    set_proposed,
    take_step,
)

WAYS = {"appraisal": "组织民主评议", "resurvey": "重新调查"}


@transaction.atomic
def record_objection(case, *, content: str, by, on: dt.date) -> Objection:
    """登记异议: kept confidential; the case goes back to the opinion; a statutory limit is extended to 45 working days."""
    step = take_step(case, "public_notice", by=by, on=on)
    posting = hanging(step)
    if not content.strip():
        raise Refused("content_missing", "没有登记。请写明异议内容，只有办理人员可见。", "content")
    objection = Objection.objects.create(
        notice=posting.notice, office=step.office, received_on=on, received_by=by, content=content
    )
    record_on_case(
        EventKind.OBJECTION, case, office=step.office, by=by, on=on, summary="收到对公示的异议，内容保密。"
    )
    if case.due_on is None:
        extend_limit(case, "objection", by=by, on=on, office=step.office)
    why = "公示期间收到异议，须调查核实后重新提出意见"
    return_case(step, [opinion_before_notice(case)], reason=why, by=by, on=on)
    set_proposed(case, None)
    return objection


@transaction.atomic
def handle_objections(case, *, way: str, plan: str, by, on: dt.date) -> None:
    """处理异议 at the hukou office: the neighbours are heard (`appraisal`), or the home is visited again (`resurvey`).

    All objections that wait are answered by the one way; the first review comes after it.
    """
    step = take_step(case, opinion_before_notice(case), by=by, on=on)
    waiting = list(queries.open_objections(case))
    if not waiting:
        raise Refused("no_objection", "没有办理。本件没有等待处理的异议；请刷新本页。")
    if way == "appraisal" and way not in table_of(case).names:
        raise Refused("no_appraisal", "没有保存。核查和变更不组织民主评议；请选择重新入户调查。", "way")
    if not plan.strip():
        raise Refused("plan_missing", "没有保存。请写明要查清什么，承办街道照此准备。", "plan")
    for objection in waiting:
        objection.way, objection.handled_on, objection.handled_by = way, on, by
        objection.save()
    summary = f"{WAYS[way]}：{plan.strip()}"
    record_on_case(EventKind.OBJECTION, case, office=step.office, by=by, on=on, summary=summary)
    to = "appraisal" if way == "appraisal" else "home_visit"
    ask_for(step, [to], reason=f"公示期间有异议，{summary}", by=by, on=on)


@transaction.atomic
def read_objections(case, *, by, on: dt.date) -> tuple[queries.ObjectionLine, ...]:
    """What was objected, for whoever handles it; that he read it is kept, once a day, for those who may read it too.

    PermissionDenied for everybody else.
    """
    if not queries.may_read_objections(case, by, on):
        raise PermissionDenied
    lines = queries.objection_lines(case)
    mine = Event.objects.filter(kind=EventKind.OBJECTION_READ, case_id=case.pk, actor_id=by.pk, day=on)
    if lines and not mine.exists():
        summary = f"查看异议内容 {len(lines)} 件。"
        record_on_case(
            EventKind.OBJECTION_READ, case, office=case.hukou_office, by=by, on=on, summary=summary
        )
    return lines


def refuse_open_objection(case) -> None:
    """No new opinion as long as an objection waits."""
    if queries.open_objections(case).exists():
        raise Refused(
            "objection_open",
            "没有提交意见。公示期间收到的异议还没有处理；请先在“处理异议”组织民主评议或者重新调查。",
        )
