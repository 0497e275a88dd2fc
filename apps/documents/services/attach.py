"""附件: pictures and pages kept with a case, drawn anew, named by their hash, seen by whoever sees the case."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet, Sum

from apps.core.errors import Refused
from apps.documents import store
from apps.documents.models import Attachment, AttachmentKind, AttachmentWithdrawal
from apps.documents.page_drawer import MOST_PAGES
from apps.documents.pages import harmless_pages
from apps.documents.pictures import Picture, harmless
from apps.journal.kinds import EventKind
from apps.offices.access import may, offices_of
from apps.offices.models import Office
from apps.offices.roles import Permission
from apps.routing.models import Case, CaseState
from apps.routing.services import record_on_case

MOST_AT_ONCE = 12
MOST_OF_A_CASE = 60 * 1024 * 1024  # kept bytes
NOTE = 100  # characters


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: its name is read for its ending, and never used."""

    name: str
    data: bytes


def attach_pictures(
    case: Case,
    uploads: Sequence[Upload],
    *,
    kind: AttachmentKind,
    note: str = "",
    by,
    on: dt.date,
    permission: Permission = Permission.ATTACH,
    field: str = "pictures",
    draw: Callable[[bytes, str], Picture] = harmless,
    paged: bool = False,
    among: QuerySet[Attachment] | None = None,
) -> list[Attachment]:
    """Keep pictures with a case; one that is there already (a second press, a second try on a bad line) stays one.

    They are drawn before anything is locked. Refused (at `field`): too many, too large, no pictures, the case is full
    or closed. `permission`: that of the step which they belong to. `paged`: a PDF is taken too, each page as a picture.
    `among`: the rows among which the same picture counts as the same (None: all of the case and kind).
    """
    if not may(by, permission, on=on):
        raise PermissionDenied
    if len(uploads) > MOST_AT_ONCE:
        raise Refused("too_many", f"没有上传。一次最多 {MOST_AT_ONCE} 个文件；请分几次上传。", field)
    try:
        pictures = _pages_of(uploads) if paged else [draw(one.data, one.name) for one in uploads]
    except Refused as refusal:
        raise Refused(refusal.code, refusal.message, field) from refusal
    place = (case, by, permission, on)
    return _keep(place, pictures, kind=AttachmentKind(kind), note=note, field=field, among=among)


def _pages_of(uploads: Sequence[Upload]) -> list[Picture]:
    pictures: list[Picture] = []
    for upload in uploads:
        pictures += harmless_pages(upload.data, upload.name)
        if len(pictures) > MOST_PAGES:
            raise Refused("too_many", f"没有上传。照片和 PDF 的页合计超过 {MOST_PAGES} 页；请分几次上传。")
    return pictures


def picture_bytes(attachment: Attachment) -> bytes:
    """The picture as it was kept, verified by its hash."""
    return store.read(attachment.sha256, store.ENDINGS[attachment.media_type])


@transaction.atomic
def withdraw_attachment(attachment: Attachment, *, reason: str, by, on: dt.date) -> AttachmentWithdrawal:
    """撤下: a wrong picture, or a PDF with all its pages, is shown no more; that it was there, who withdrew it, why, stays."""
    case = Case.objects.select_for_update().get(pk=attachment.case_id)
    office = acting_office(case, by, Permission.ATTACH, on)
    _refuse_closed(case)
    if not reason.strip():
        raise Refused("reason_missing", "没有撤下。请写明原因，例如 拍错了对象。", "reason")
    if AttachmentWithdrawal.objects.filter(attachment=attachment).exists():
        raise Refused("already_withdrawn", "没有重复办理。这份附件已经撤下；请刷新本页。")
    said = {"reason": reason.strip(), "withdrawn_by": by, "withdrawn_on": on}
    made = [AttachmentWithdrawal.objects.create(attachment=row, **said) for row in pages_with(attachment)]
    pages = f"（PDF，{len(made)} 页）" if attachment.source else ""
    summary = f"撤下{attachment.title}{pages}：{reason.strip()}"
    detail = {"attachments": [one.attachment_id for one in made]}
    record_on_case(EventKind.ATTACHMENT, case, office=office, by=by, on=on, summary=summary, detail=detail)
    return made[0]


def pages_with(attachment: Attachment) -> list[Attachment]:
    """The pages of the same PDF that are shown, or the picture alone."""
    if not attachment.source:
        return [attachment]
    same = Attachment.objects.filter(case=attachment.case_id, kind=attachment.kind, source=attachment.source)
    return list(same.filter(withdrawal__isnull=True).order_by("pk"))


def acting_office(case: Case, by, permission: Permission, on: dt.date) -> Office:
    """The office of the case for which `by` acts; PermissionDenied without one."""
    mine = offices_of(by, permission, on)
    offices = (case.residence_office, case.hukou_office, case.intake_office, case.decider_office)
    office = next((office for office in offices if office.pk in mine), None)
    if office is None:
        raise PermissionDenied
    return office


@transaction.atomic
def _keep(place, pictures: Sequence[Picture], *, kind, note: str, field: str, among) -> list[Attachment]:
    case, by, permission, on = place
    acting = ("residence_office", "hukou_office", "intake_office", "decider_office")
    case = Case.objects.select_for_update(of=("self",)).select_related(*acting).get(pk=case.pk)
    office = acting_office(case, by, permission, on)
    _refuse_closed(case)
    used = case.attachments.aggregate(sum=Sum("size"))["sum"] or 0
    if used + sum(len(picture.data) for picture in pictures) > MOST_OF_A_CASE:
        most = MOST_OF_A_CASE // 1024 // 1024
        raise Refused("case_full", f"没有上传。本件附件已满 {most} MB；请只上传必要的照片。", field)
    known = (case.attachments.all() if among is None else among).filter(kind=kind, withdrawal__isnull=True)
    same = {"case": case, "office": office, "kind": kind, "note": note.strip()}
    rows = [_row(picture, known, {**same, "uploaded_by": by, "uploaded_on": on}) for picture in pictures]
    new = [row for row, created in rows if created]
    if new:
        words = f"上传{kind.label} {len(new)} 张。"
        detail = {"attachments": [row.pk for row in new]}
        record_on_case(EventKind.ATTACHMENT, case, office=office, by=by, on=on, summary=words, detail=detail)
    return [row for row, _ in rows]


def _row(picture: Picture, known: QuerySet[Attachment], values: dict[str, Any]) -> tuple[Attachment, bool]:
    """The row of these bytes, and whether it is new; whoever sends a withdrawn picture again gets a new one.

    Two empty pages of a PDF are the same bytes and stay two pages.
    """
    digest = store.keep(picture.data, store.ENDINGS[picture.media_type])
    note = f"{values['note'][: NOTE - len(picture.page) - 1]} {picture.page}".strip()[:NOTE]
    if picture.source:
        known = known.filter(source=picture.source, note=note)
    there = known.filter(sha256=digest).first()
    if there is not None:
        return there, False
    shape = {"media_type": picture.media_type, "width": picture.width, "height": picture.height}
    row = {**values, **shape, "note": note, "source": picture.source}
    return Attachment.objects.create(sha256=digest, size=len(picture.data), **row), True


def _refuse_closed(case: Case) -> None:
    if case.state == CaseState.CLOSED:
        raise Refused("case_closed", "没有办理。本件已经办结，附件不再增减；需要补充说明请联系审核确认人员。")
