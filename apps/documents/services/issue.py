"""Issuing papers and making their originals."""

import datetime as dt
import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from django.db import transaction

from apps.core.errors import Refused
from apps.core.wake import wake_worker
from apps.documents import rendering, store
from apps.documents.contexts import Head
from apps.documents.guard import refuse_personal_numbers
from apps.documents.models import Document, DocumentFile, DocumentKind, NumberSeries
from apps.documents.papers import PAPERS, Paper
from apps.documents.plain import to_plain
from apps.journal.kinds import EventKind, Side
from apps.journal.services import record
from apps.offices.models import Level, Office, Region

logger = logging.getLogger(__name__)
_left_to_readers: ContextVar[bool] = ContextVar("originals_left_to_readers", default=False)

MAKE_ORIGINAL = "apps.documents.tasks.make_original"
# Without letters and digits that look alike.
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


@transaction.atomic
def issue_document(kind: DocumentKind, *, case=None, office: Office, context, by, on: dt.date) -> Document:
    """Issue a paper in the transaction of the step that issues it: number, check code, frozen context, event.

    The step has checked who may; `context` is the dataclass of the kind (`papers.PAPERS`). The worker makes the PDF
    after the commit (a roster of a whole street takes seconds), or the first reader does (`originals_by_first_readers`).
    Refuses a context with a whole identity number, telephone or account (`personal_number_in_paper`).
    """
    paper = _paper_of(kind, context)
    body = to_plain(context)
    refuse_personal_numbers(body)
    head = _head_of(paper, kind, context, case, office, on)
    document = Document.objects.create(
        kind=kind,
        number=head.number,
        check_code=head.check_code,
        office=office,
        case=case,
        title=head.title,
        context={"head": to_plain(head), "body": body},
        issued_by=by,
        issued_on=on,
    )
    _record(document, by)
    if not _left_to_readers.get():
        transaction.on_commit(partial(wake_worker, MAKE_ORIGINAL, document.pk))
    return document


@contextmanager
def originals_by_first_readers() -> Iterator[None]:
    """In this block issued papers get no PDF after the commit; the first reader of each makes it.

    For whoever issues hundreds at once: a page takes about a second to set.
    """
    token = _left_to_readers.set(True)
    try:
        yield
    finally:
        _left_to_readers.reset(token)


def original(document: Document) -> bytes:
    """The original as it was first made; made now if it does not exist yet, verified by its hash on every reading."""
    file = DocumentFile.objects.filter(document=document).first() or _make_original(document)
    return store.read(file.sha256)


def make_original(document_id: int) -> None:
    """Make the original in the background; a failure is logged, and the paper stands without one."""
    document = Document.objects.get(pk=document_id)
    try:
        original(document)
    except Refused as refusal:
        logger.warning("The original of document %s was not made: %s", document_id, refusal)
    except Exception:
        logger.exception("The original of document %s was not made", document_id)


def _paper_of(kind: DocumentKind, context) -> Paper:
    paper = PAPERS[DocumentKind(kind)]
    if type(context) is not paper.context:
        raise TypeError(f"A {kind} is made from {paper.context.__name__}, not {type(context).__name__}.")
    return paper


def _head_of(paper: Paper, kind, context, case, office: Office, on: dt.date) -> Head:
    """What stands on every paper, frozen with it."""
    return Head(
        office_name=office.full_name,
        title=paper.title_of(context),
        number=_take_number(office, kind, paper.word, on),
        check_code=_new_check_code(),
        issued_on=on,
        case_number=getattr(case, "number", ""),
        office_window=office.window,
        office_address=office.address,
        office_phone=office.phone,
        reconsideration_body=district_government(office),
    )


def _take_number(office: Office, kind, word: str, on: dt.date) -> str:
    """The next number of the office, kind and year, as 东大确字〔2026〕0142号: no gap, since it commits with its paper."""
    locked = NumberSeries.objects.select_for_update()
    series, _ = locked.get_or_create(office=office, kind=kind, year=on.year)
    series.last += 1
    series.save(update_fields=["last"])
    return f"{office.short_name}{word}字〔{on.year}〕{series.last:04d}号"


def _new_check_code() -> str:
    """A random code such as JD7K-2Q4M, which no other paper has."""
    while True:
        letters = "".join(secrets.choice(CODE_ALPHABET) for _ in range(8))
        code = f"{letters[:4]}-{letters[4:]}"
        if not Document.objects.filter(check_code=code).exists():
            return code


def district_government(office: Office) -> str:
    """Where one appeals: the people's government of the office's district (行政复议法 第二十四条)."""
    region = Region.objects.select_related("parent__parent").get(pk=office.region_id)
    while region.level == Level.STREET and region.parent:
        region = region.parent
    above = region.parent.name if region.parent and region.level == Level.DISTRICT else ""
    return f"{above}{region.name}人民政府"


def _record(document: Document, by) -> None:
    record(
        EventKind.DOCUMENT,
        by=by,
        on=document.issued_on,
        office=document.office,
        case=document.case,
        side=_side_of(document),
        summary=f"出具《{document.title}》，文号 {document.number}。",
        detail={"document": document.pk, "kind": str(document.kind), "number": document.number},
    )


def _side_of(document: Document) -> Side:
    """Which desk issues it, where two offices work on the case."""
    case, office = document.case, document.office
    if office.level == Level.DISTRICT:
        return Side.DISTRICT
    if case is None or not case.split:
        return Side.NONE
    return Side.HUKOU if office.pk == case.hukou_office_id else Side.RESIDENCE


def _make_original(document: Document) -> DocumentFile:
    """Render, keep the bytes, and remember their hash; of two who do it at once, the first one counts for both."""
    data = rendering.pdf_of(document)
    made = {"sha256": store.keep(data), "size": len(data)}
    return DocumentFile.objects.get_or_create(document=document, defaults=made)[0]
