"""What the pages of papers show."""

import datetime as dt
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from apps.core.chinese import date_text
from apps.core.shapes import Crumb, PagerInfo
from apps.documents.contexts import Head
from apps.documents.models import Attachment, AttachmentKind, Document, DocumentKind, PrintBatch
from apps.documents.papers import PAPERS
from apps.documents.plain import to_plain
from apps.documents.rendering import body_of
from apps.journal.kinds import RunState
from apps.journal.models import Run


@dataclass(frozen=True, slots=True)
class PaperPage:
    """The preview of one paper."""

    crumbs: tuple[Crumb, ...]
    title: str
    number: str
    issued_text: str
    kept: bool
    void_text: str
    void_url: str
    replaced_url: str
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
    voided: bool = False
    pk: int = 0


def paper_page(document: Document, *, may_void: bool) -> PaperPage:
    """The preview: the same body as the PDF, and where the original is; the way to void it for those who may."""
    day, void = document.issued_on, getattr(document, "void", None)
    return PaperPage(
        crumbs=_crumbs(document),
        title=document.title,
        number=document.number,
        issued_text=f"已签发 {date_text(day)}，不可修改",
        kept=hasattr(document, "file"),
        void_text=f"{void.voided_on:%Y年%-m月%-d日}作废：{void.reason}" if void else "",
        void_url="" if void or not may_void else reverse("documents:void", args=[document.pk]),
        replaced_url=reverse("documents:preview", args=[void.replaced_by_id])
        if void and void.replaced_by_id
        else "",
        original_url=reverse("documents:original", args=[document.pk]),
        file_name=f"{document.title} {document.number}.pdf",
        sheet=mark_safe(body_of(document)),  # noqa: S308  # nosec B308 B703 - our own template, every value escaped
    )


def papers_of(case) -> tuple[PaperLine, ...]:
    """The papers of a case in the order of their issue, in one query."""
    rows = Document.objects.filter(case=case).select_related("office", "void")
    return tuple(paper_line(row) for row in rows)


def draft_sheet(kind: DocumentKind, case, office, context, on: dt.date) -> SafeString:
    """The sheet as `office` would issue it today, without number and check code; nothing is kept."""
    head = Head(
        office_name=office.full_name,
        title=PAPERS[kind].title_of(context),
        number="（预览，未编号）",
        check_code="出具后生成",
        issued_on=on,
        case_number=case.number,
    )
    plain = {"head": to_plain(head), "body": to_plain(context)}
    draft = Document(kind=kind, case=case, office=office, check_code="", context=plain, issued_on=on)
    return mark_safe(body_of(draft))  # noqa: S308  # nosec B308 B703 - our own template, every value escaped


def without_original(since: dt.datetime, until: dt.datetime) -> QuerySet:
    """Ids of papers issued in this time whose original was not made."""
    issued = Document.objects.filter(issued_at__gte=since, issued_at__lt=until, file__isnull=True)
    return issued.values_list("pk", flat=True)


@dataclass(frozen=True, slots=True)
class PictureTile:
    """One picture of a case as the pages show it."""

    url: str
    title: str
    meta: str
    width: int
    height: int
    withdraw_url: str = ""


def pictures_of(case) -> tuple[PictureTile, ...]:
    """The pictures of a case, oldest first, in one query."""
    rows = case.attachments.filter(withdrawal__isnull=True).select_related("uploaded_by")
    return tuple(picture_tile(row) for row in rows)


def withdrawable_of(case, *kinds: AttachmentKind) -> tuple[PictureTile, ...]:
    """What can be withdrawn by itself: each picture, and each PDF once, named with the number of its pages."""
    shown = case.attachments.filter(withdrawal__isnull=True, kind__in=kinds).select_related("uploaded_by")
    groups: dict[tuple[str, str | int], list[Attachment]] = {}
    for row in shown:
        groups.setdefault((row.kind, row.source or row.pk), []).append(row)
    return tuple(
        replace(picture_tile(pages[0], True), title=f"{pages[0].title}{_pages_words(pages)}")
        for pages in groups.values()
    )


def _pages_words(pages: list[Attachment]) -> str:
    return f"等 {len(pages)} 页" if len(pages) > 1 else ""


def picture_tile(row: Attachment, withdrawable: bool = False) -> PictureTile:
    """One picture; reads its `uploaded_by`."""
    return PictureTile(
        url=reverse("documents:attachment", args=[row.pk]),
        title=row.title,
        meta=f"{row.uploaded_on:%-m月%-d日} {row.uploaded_by}",
        width=row.width,
        height=row.height,
        withdraw_url=reverse("documents:withdraw_attachment", args=[row.pk]) if withdrawable else "",
    )


@dataclass(frozen=True, slots=True)
class PrintPage:
    """How far a batch is, and what could not be made."""

    title: str
    total: int
    done: int
    excluded: int
    finished: bool
    problems: tuple[tuple[str, str], ...]
    zip_url: str

    @property
    def handled(self) -> int:
        return self.done + self.excluded

    @property
    def left(self) -> int:
        return self.total - self.handled


def print_page(batch: PrintBatch) -> PrintPage:
    """The progress of one batch."""
    run = Run.objects.get(key=batch.key)
    failed = batch.items.exclude(problem="").select_related("document")
    return PrintPage(
        title=f"批量打印 {run.total} 件",
        total=run.total,
        done=run.done,
        excluded=run.excluded,
        finished=run.state == RunState.DONE,
        problems=tuple((f"{item.document.title} {item.document.number}", item.problem) for item in failed),
        zip_url=reverse("documents:print_zip", args=[batch.pk]),
    )


def stale_prints(before: dt.datetime) -> list[int]:
    """Ids of batches that have not moved since."""
    keys = Run.objects.filter(kind="print", state__in=("waiting", "running"), moved_at__lt=before)
    return [int(key.removeprefix("print:")) for key in keys.values_list("key", flat=True)]


def papers_pager(shown, query: str) -> PagerInfo:
    """第 1–50 项，共 380 项."""
    return PagerInfo(
        first=shown.start_index(),
        last=shown.end_index(),
        total=shown.paginator.count,
        proof="按您可以查看的办件和街道列出，作废的也在内。",
        previous_url=f"?{query}&page={shown.previous_page_number()}" if shown.has_previous() else "",
        next_url=f"?{query}&page={shown.next_page_number()}" if shown.has_next() else "",
    )


def paper_line(row: Document) -> PaperLine:
    """One paper as a line; reads its `office` and `void`."""
    return PaperLine(
        title=row.title,
        number=row.number,
        office_name=row.office.name,
        issued_on=row.issued_on,
        url=reverse("documents:preview", args=[row.pk]),
        voided=hasattr(row, "void"),
        pk=row.pk,
    )


def _crumbs(document: Document) -> tuple[Crumb, ...]:
    crumbs = [Crumb("工作台", reverse("desk:worklist"))]
    if document.case:
        crumbs.append(Crumb(document.case.number, reverse("desk:case", args=[document.case.pk])))
    return (*crumbs, Crumb("文书"))
