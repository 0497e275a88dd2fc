"""The forms of the file (D01 to D27) that are made from what a case knows: kind -> what stands on it.

A builder takes the case and the day and gives a `Sheet`; where there is nothing to print it refuses and says what comes first.
What a form needs beyond that is typed in (`TYPED`).
"""

from collections.abc import Callable

from apps.applications.sheets.entry import application_form, authorisation_form, pledge
from apps.applications.sheets.evidence import check_notice, check_report, visit_form
from apps.applications.sheets.filing import dossier_index, opinion, relative_register
from apps.applications.sheets.known import known_for
from apps.applications.sheets.typed import TYPED, Field, typed_sheet
from apps.core.errors import Refused
from apps.documents.contexts import Sheet
from apps.documents.models import DocumentKind
from apps.routing.models import CaseKind

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
# What speaks of an application; a review or a report has none.
OF_AN_APPLICATION = frozenset({DocumentKind.APPLICATION_FORM, DocumentKind.DOSSIER_INDEX})
OFFERED: tuple[DocumentKind, ...] = (*BUILDERS, *TYPED)


def build(kind: DocumentKind, case, on, typed: dict[str, str]) -> Sheet:
    """What stands on a form of this kind for the case today. Refused `no_application` where there is none to speak of."""
    if kind in OF_AN_APPLICATION and case.kind != CaseKind.APPLICATION:
        raise Refused("no_application", "没有出具。本件不是申请，没有申请材料；请到原来的申请办件中出具。")
    if kind in BUILDERS:
        return BUILDERS[kind](case, on)
    return typed_sheet(kind, case, on, typed)


__all__ = ["BUILDERS", "OFFERED", "OF_AN_APPLICATION", "TYPED", "Field", "build", "known_for"]
