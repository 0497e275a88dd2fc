"""作废 and 重新出具: a paper that was wrong keeps its number and says so; the new one has a number of its own."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.core.errors import Refused
from apps.documents.models import Document, DocumentKind, DocumentVoid
from apps.documents.papers import PAPERS
from apps.documents.plain import from_plain
from apps.documents.services.issue import issue_document
from apps.journal.kinds import EventKind
from apps.journal.services import record
from apps.offices.access import may
from apps.offices.roles import Permission

# What a step decided or announced is not taken back by voiding its paper; these go back with their step.
OF_STEPS = (
    DocumentKind.DECISION_LETTER,
    DocumentKind.DENIAL_LETTER,
    DocumentKind.RECOVERY_LETTER,
    DocumentKind.ROSTER,
)


@transaction.atomic
def void_document(
    document: Document,
    *,
    reason: str,
    reissue: bool = False,
    replaced_by: Document | None = None,
    by,
    on: dt.date,
) -> DocumentVoid:
    """作废 with the reason; with `reissue` the same contents are issued again, under today's head and a new number.
    `replaced_by`: what was issued in its place already, with other contents.

    A letter of a decision and a roster are only reissued: what they say holds until another decision.
    """
    if not may(by, Permission.ISSUE_DOCUMENT, document.office_id, on):
        raise PermissionDenied
    document = Document.objects.select_for_update().get(pk=document.pk)
    _check(document, reason, reissue)
    new = _again(document, by, on) if reissue else replaced_by
    made = DocumentVoid.objects.create(
        document=document, reason=reason.strip()[:200], replaced_by=new, voided_by=by, voided_on=on
    )
    after = f"，重新出具 {new.number}" if new else ""
    record(
        EventKind.DOCUMENT,
        by=by,
        on=on,
        office=document.office,
        case=document.case,
        summary=f"作废《{document.title}》{document.number}{after}：{made.reason}",
        detail={"document": document.pk, "kind": str(document.kind), "void": True},
    )
    return made


def _check(document: Document, reason: str, reissue: bool) -> None:
    if DocumentVoid.objects.filter(document=document).exists():
        raise Refused("already_void", "没有重复作废。这份文书已经作废；请刷新本页。")
    if not reason.strip():
        raise Refused("reason_missing", "没有作废。请写明原因，例如 机关名称印错。", "reason")
    if document.kind in OF_STEPS and not reissue:
        raise Refused(
            "of_a_decision",
            "没有作废。通知书和名册只能重新出具；内容有误的，须另行作出决定。",
            "reissue",
        )


def _again(document: Document, by, on: dt.date) -> Document:
    kind = DocumentKind(document.kind)
    body = from_plain(PAPERS[kind].context, document.context["body"])
    return issue_document(kind, case=document.case, office=document.office, context=body, by=by, on=on)
