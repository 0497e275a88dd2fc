"""What the pages of papers show."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from apps.core.shapes import Crumb
from apps.documents.models import Document
from apps.documents.rendering import body_of


@dataclass(frozen=True, slots=True)
class PaperPage:
    """The preview of one paper."""

    crumbs: tuple[Crumb, ...]
    title: str
    number: str
    issued_text: str
    kept: bool
    original_url: str
    file_name: str
    sheet: SafeString


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper in a list, as the case page shows it."""

    title: str
    number: str
    office_name: str
    issued_on: dt.date
    url: str


def paper_page(document: Document) -> PaperPage:
    """The preview: the same body as the PDF, and where the original is."""
    day = document.issued_on
    return PaperPage(
        crumbs=_crumbs(document),
        title=document.title,
        number=document.number,
        issued_text=f"已签发 {day.year}年{day.month}月{day.day}日，不可修改",
        kept=hasattr(document, "file"),
        original_url=reverse("documents:original", args=[document.pk]),
        file_name=f"{document.title} {document.number}.pdf",
        sheet=mark_safe(body_of(document)),  # noqa: S308  # nosec B308 B703 - our own template, every value escaped
    )


def papers_of(case) -> tuple[PaperLine, ...]:
    """The papers of a case in the order of their issue, in one query."""
    rows = Document.objects.filter(case=case).select_related("office")
    return tuple(
        PaperLine(
            row.title, row.number, row.office.name, row.issued_on, reverse("documents:preview", args=[row.pk])
        )
        for row in rows
    )


def without_original(since: dt.datetime, until: dt.datetime) -> QuerySet:
    """Ids of papers issued in this time whose original was not made."""
    issued = Document.objects.filter(issued_at__gte=since, issued_at__lt=until, file__isnull=True)
    return issued.values_list("pk", flat=True)


def _crumbs(document: Document) -> tuple[Crumb, ...]:
    crumbs = [Crumb("工作台", reverse("desk:worklist"))]
    if document.case:
        crumbs.append(Crumb(document.case.number, reverse("desk:case", args=[document.case.pk])))
    return (*crumbs, Crumb("文书"))
