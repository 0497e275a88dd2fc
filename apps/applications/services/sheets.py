"""出具 a form of the file: what the case knows, or what was typed, as a paper with its number."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.applications.sheets import OFFERED, TYPED, build
from apps.core.errors import Refused
from apps.documents.models import Document, DocumentKind
from apps.documents.services import acting_office, issue_document
from apps.offices.access import may
from apps.offices.roles import Permission
from apps.routing.models import Case


@transaction.atomic
def issue_sheet(case: Case, kind: DocumentKind, *, typed: dict[str, str], by, on: dt.date) -> Document:
    """Issue one form; refused where its step was not done yet, or where a field that it needs is empty."""
    if not may(by, Permission.ISSUE_DOCUMENT, on=on):
        raise PermissionDenied
    if kind not in OFFERED:
        raise Refused("unknown_paper", "没有出具。这种文书由相应的环节出具，不能单独出具。")
    _refuse_empty(kind, typed)
    office = acting_office(case, by, Permission.ISSUE_DOCUMENT, on)
    return issue_document(kind, case=case, office=office, context=build(kind, case, on, typed), by=by, on=on)


def _refuse_empty(kind: DocumentKind, typed: dict[str, str]) -> None:
    for field in TYPED[kind].fields if kind in TYPED else ():
        if not field.optional and not typed.get(field.name, "").strip():
            raise Refused("field_missing", f"没有出具。请填写{field.label}。", field.name)
