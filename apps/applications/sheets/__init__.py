"""The forms of the file (D01 to D27) that are made from what a case knows: kind -> what stands on it.

A builder takes the case and the day and gives a `Sheet`; where there is nothing to print it refuses and says what comes first.
What a form needs beyond that is typed in (`TYPED`).
"""

from collections.abc import Callable

from apps.applications.sheets.entry import application_form, authorisation_form, pledge
from apps.applications.sheets.evidence import check_notice, check_report, visit_form
from apps.applications.sheets.filing import dossier_index, opinion, relative_register
from apps.applications.sheets.typed import TYPED, Field, typed_sheet
from apps.documents.contexts import Sheet
from apps.documents.models import DocumentKind

BUILDERS: dict[DocumentKind, Callable[..., Sheet]] = {
    DocumentKind.APPLICATION_FORM: application_form,
    DocumentKind.AUTHORISATION_FORM: authorisation_form,
    DocumentKind.PLEDGE: pledge,
    DocumentKind.VISIT_FORM: visit_form,
    DocumentKind.CHECK_REPORT: check_report,
    DocumentKind.CHECK_NOTICE: check_notice,
    DocumentKind.OPINION: opinion,
    DocumentKind.RELATIVE_REGISTER: relative_register,
    DocumentKind.DOSSIER_INDEX: dossier_index,
}
OFFERED: tuple[DocumentKind, ...] = (*BUILDERS, *TYPED)


def build(kind: DocumentKind, case, on, typed: dict[str, str]) -> Sheet:
    """What stands on a form of this kind for the case today."""
    if kind in BUILDERS:
        return BUILDERS[kind](case, on)
    return typed_sheet(kind, case, typed)


__all__ = ["BUILDERS", "OFFERED", "TYPED", "Field", "build"]
