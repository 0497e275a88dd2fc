"""Which papers and pictures a person sees: those of the cases they see; rosters through their office's payments."""

import datetime as dt

from django.db.models import Q, QuerySet

from apps.documents.models import Attachment, Document, PrintBatch
from apps.offices.access import reached_through
from apps.offices.roles import Permission
from apps.routing.access import cases_seen_by


def documents_seen_by(user, on: dt.date | None = None) -> QuerySet[Document]:
    """Papers of cases seen, and papers without a case of offices whose payments may be viewed; else 404."""
    of_office = reached_through(user, Permission.VIEW_PAYMENTS, "office", on=on)
    return Document.objects.filter(
        Q(case__in=cases_seen_by(user, on)) | Q(Q(case__isnull=True) & of_office)
    ).select_related("office", "case", "issued_by", "file", "void")


def attachments_seen_by(user, on: dt.date | None = None) -> QuerySet[Attachment]:
    """Pictures of cases seen, as long as they are not withdrawn; else 404."""
    seen = Attachment.objects.filter(case__in=cases_seen_by(user, on), withdrawal__isnull=True)
    return seen.select_related("case")


def prints_of(user) -> QuerySet[PrintBatch]:
    """The batches that a person ordered; nobody else's."""
    return PrintBatch.objects.filter(made_by=user)
