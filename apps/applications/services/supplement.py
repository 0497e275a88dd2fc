"""一次性补正: everything missing is told once; what is brought is ticked off.

「…材料不齐备的，应当一次性告知补齐所有规定材料…」（民发〔2021〕57号 第十条）.
"""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from apps.applications.materials import MATERIALS, OBTAINABLE_NAMES
from apps.applications.models import Application, Material, SupplementRequest
from apps.applications.queries.accept import missing_materials, supplement_due, supplement_of
from apps.core.errors import Refused
from apps.documents.contexts import MissingItem, SupplementNotice
from apps.documents.services import issue_document
from apps.journal.kinds import EventKind
from apps.routing.models import Case
from apps.routing.services import record_on_case, take_step, wait_for

HINTS = {rule.name: rule.hint for rule in MATERIALS}


@transaction.atomic
def request_supplement(
    case: Case, *, items: Iterable[str], note: str = "", shared_reason: str = "", by, on: dt.date
) -> SupplementRequest:
    """Give the one notice of everything that is missing; the acceptance then waits for the applicant.

    What shared data give is not asked for but looked up («…不再要求重复提交»); asking for it anyway needs
    `shared_reason`. Refused: that without a reason (`obtainable`), a second notice (`supplement_once`), nothing named,
    a paper that is not missing, one left out.
    """
    step = take_step(case, "accept", by=by, on=on)
    application = Application.objects.select_for_update().get(case=case)
    items = tuple(items)
    _check(application, items, shared_reason)
    _look_up(application, items)
    request = SupplementRequest.objects.create(
        application=application,
        items=list(items),
        note=note.strip(),
        shared_reason=shared_reason.strip(),
        issued_on=on,
        issued_by=by,
    )
    wait_for(step, "applicant", by=by, on=on)
    due = supplement_due(case, on)
    record_on_case(
        EventKind.SUPPLEMENT,
        case,
        office=step.office,
        by=by,
        on=on,
        summary=f"一次性告知补正 {len(items)} 份材料：{'、'.join(items)}。请在 {due.day:%-m月%-d日} 前补齐。"
        + (f"可共享的材料仍要求提供：{request.shared_reason}" if request.shared_reason else ""),
        detail={"items": list(items), "due": due.day.isoformat()},
    )
    issue_document(
        "supplement_notice",
        case=case,
        office=step.office,
        context=_notice(case, request, due.day),
        by=by,
        on=on,
    )
    return request


@transaction.atomic
def receive_supplement(case: Case, *, items: Iterable[str], by, on: dt.date) -> SupplementRequest:
    """Tick off papers that were brought; when all are there the acceptance waits for nobody any more."""
    step = take_step(case, "accept", by=by, on=on)
    application = Application.objects.select_for_update().get(case=case)
    request = supplement_of(application)
    if request is None:
        raise Refused("no_supplement", "没有登记。本件没有出具过补正告知书；请在受理页更改材料状态。")
    brought = list(application.materials.filter(name__in=tuple(items), state="missing"))
    if not brought:
        raise Refused("nothing_brought", "没有登记。没有勾选补来的材料；请勾选后再登记。", "items")
    for material in brought:
        _provide(material, on)
    left = missing_materials(application)
    if not left:
        request.supplied_on = on
        request.save(update_fields=["supplied_on"])
        wait_for(step, "", by=by, on=on)
    names = "、".join(material.name for material in brought)
    record_on_case(
        EventKind.SUPPLEMENT,
        case,
        office=step.office,
        by=by,
        on=on,
        summary=f"收到补正材料：{names}。" + (f"还缺 {'、'.join(left)}。" if left else "材料已齐。"),
        detail={"items": [material.name for material in brought], "left": list(left)},
    )
    return request


def _look_up(application: Application, items: tuple[str, ...]) -> None:
    """What shared data give and nobody is asked for is looked up by the office itself."""
    for material in application.materials.filter(state="missing", name__in=OBTAINABLE_NAMES):
        if material.name not in items:
            material.state = "shared"
            material.save(update_fields=["state"])


def _check(application: Application, items: tuple[str, ...], shared_reason: str) -> None:
    earlier = supplement_of(application)
    if earlier is not None:
        raise Refused(
            "supplement_once",
            f"没有再次出具。补正只能一次性告知，{earlier.issued_by}已在 {earlier.issued_on:%-m月%-d日} 告知；"
            "新发现的材料由本机关通过共享数据查询，不再要求申请人提供。",
        )
    if not items:
        raise Refused("nothing_missing", "没有出具。没有勾选缺少的材料；材料已齐的请直接受理。", "items")
    missing = missing_materials(application)
    unknown = [item for item in items if item not in missing]
    if unknown:
        raise Refused(
            "not_missing", f"没有出具。{'、'.join(unknown)}不是缺少的材料；请刷新后重新勾选。", "items"
        )
    obtainable = [item for item in items if item in OBTAINABLE_NAMES]
    if obtainable and not shared_reason.strip():
        raise Refused(
            "obtainable",
            f"没有出具。{'、'.join(obtainable)}可以从共享数据查询，不得要求申请人提供；请取消勾选，由本机关查询。"
            "确实查不到的，写明查询情况和理由。",
            "shared_reason",
        )
    left_out = [item for item in missing if item not in items and item not in OBTAINABLE_NAMES]
    if left_out:
        raise Refused(
            "told_at_once",
            f"没有出具。还有 {'、'.join(left_out)} 没有列入；补正须一次性告知全部缺少的材料，请一并勾选。",
            "items",
        )


def _provide(material: Material, on: dt.date) -> None:
    material.state, material.provided_on = "provided", on
    material.save(update_fields=["state", "provided_on"])


def _notice(case: Case, request: SupplementRequest, due: dt.date) -> SupplementNotice:
    def why(item: str) -> str:
        return request.shared_reason if item in OBTAINABLE_NAMES else request.note

    return SupplementNotice(
        applicant_name=case.applicant.name,
        programme=case.programme,
        submitted_on=case.submitted_on,
        submitted_at=str(case.intake_office),
        items=tuple(MissingItem(item, why(item), HINTS.get(item, "")) for item in request.items),
        due_on=due,
    )
