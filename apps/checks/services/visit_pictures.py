"""Photographs and signatures of a visit: they may arrive before the form does, and are bound to the visit when it is kept."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from apps.checks import queries
from apps.checks.models import HomeVisit, PictureUse, VisitMode, VisitPicture
from apps.core.errors import Refused
from apps.documents.models import Attachment, AttachmentKind
from apps.documents.pictures import harmless_signature
from apps.documents.services import Upload, attach_pictures
from apps.offices.roles import Permission
from apps.routing.queries import pending_step


@dataclass(frozen=True, slots=True)
class VisitPictures:
    """The signatures as they came: either the photographed or scanned sheet, or one drawing for each who signs."""

    sheet: Upload | None = None
    household: Upload | None = None
    investigators: tuple[Upload, ...] = ()


NOTHING_SIGNED = VisitPictures()


def attach_visit_photos(case, uploads: Sequence[Upload], *, by, on: dt.date) -> list[Attachment]:
    """Keep photographs of a visit that is still being written down; sent twice they are kept once."""
    pending_step(case, "home_visit", by, on)
    return attach_pictures(
        case,
        uploads,
        kind=AttachmentKind.VISIT_PHOTO,
        by=by,
        on=on,
        permission=Permission.HOME_VISIT,
        field="photos",
        among=queries.photos_waiting(case),
    )


def attach_visit_pictures(
    visit: HomeVisit, pictures: VisitPictures, names: Sequence[str], *, by, on: dt.date
) -> None:
    """Bind everything to the visit; at the door both sides have signed, or it is refused (`signature_missing`)."""
    case = visit.step.case
    complete = pictures.household is not None and len(pictures.investigators) >= len(names)
    if visit.mode == VisitMode.DOOR and pictures.sheet is None and not complete:
        raise Refused(
            "signature_missing",
            "没有完成入户调查。缺少签名：家庭成员和每名调查人员都要签；也可以拍一张双方签好字的调查表上传。",
            "signed_sheet",
        )
    for photo in queries.photos_waiting(case):
        VisitPicture.objects.create(visit=visit, attachment=photo, use=PictureUse.PHOTO)
    if pictures.sheet:
        for page in _kept(case, [pictures.sheet], AttachmentKind.SIGNED_SHEET, by, on):
            VisitPicture.objects.create(visit=visit, attachment=page, use=PictureUse.SHEET)
    for use, signer, upload in _signed(visit, pictures, names):
        [drawing] = _kept(case, [upload], AttachmentKind.SIGNATURE, by, on)
        VisitPicture.objects.create(visit=visit, attachment=drawing, use=use, signer=signer)


def _signed(visit: HomeVisit, pictures: VisitPictures, names: Sequence[str]):
    """Each drawing with its side and whose it is."""
    if pictures.household:
        yield PictureUse.HOUSEHOLD, visit.signed_by_household or visit.present, pictures.household
    for name, upload in zip(names, pictures.investigators, strict=False):
        yield PictureUse.INVESTIGATOR, name, upload


def _kept(case, uploads: Sequence[Upload], kind: AttachmentKind, by, on: dt.date) -> list[Attachment]:
    """A signature belongs to one visit only, so that the same drawing is kept again for another."""
    drawn = {"draw": harmless_signature} if kind == AttachmentKind.SIGNATURE else {"paged": True}
    return attach_pictures(
        case,
        uploads,
        kind=kind,
        by=by,
        on=on,
        permission=Permission.HOME_VISIT,
        field="signed_sheet",
        among=Attachment.objects.none(),
        **drawn,
    )
