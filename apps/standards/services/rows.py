"""Writing standards. A row in force is never edited: a new value succeeds it, a wrong one is withdrawn and replaced."""

import datetime as dt
from dataclasses import dataclass, replace

from django.db import IntegrityError, transaction

from apps.core import clock
from apps.core.chinese import date_text, span_text
from apps.core.errors import Refused
from apps.journal.kinds import EventKind
from apps.journal.services import record
from apps.offices.models import Jurisdiction
from apps.standards.models import Standard, StandardCode
from apps.standards.values import check_value

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Source:
    """The document that sets a value. Unconfirmed values count all the same and are shown as 待确认."""

    title: str = ""
    number: str = ""
    article: str = ""
    confirmed: bool = False
    note: str = ""


@transaction.atomic
def add_standard(
    code: StandardCode,
    *,
    jurisdiction: Jurisdiction,
    value: str,
    valid_from: dt.date,
    valid_to: dt.date | None = None,
    source: Source,
    by,
    on: dt.date,
) -> Standard:
    """Enter a value for days that have none yet. Refused: value_not_readable, days_in_order, document_missing, standard_overlap."""
    row = _write(_new_row(code, jurisdiction, value, valid_from, valid_to, source))
    _note(row, f"登记标准{row}，{_by_document(source)}。", by=by, on=on)
    return row


@transaction.atomic
def correct_standard(
    standard: Standard,
    *,
    value: str,
    valid_from: dt.date,
    valid_to: dt.date | None = None,
    source: Source,
    by,
    on: dt.date,
) -> Standard:
    """Edit a row that has not come into force. Refused besides those of add: in_force, withdrawn."""
    row = _locked(standard)
    if row.begun_by(last_known_day(on)) or valid_from <= on:
        raise Refused("in_force", "没有更正。已经生效的标准不能直接修改；数值有误请“替换”，新数值请“接续”。")
    before = str(row)
    fresh = _new_row(row.code, row.jurisdiction, value, valid_from, valid_to, source)
    for field in ("value", "valid_from", "valid_to", *_source_fields(source)):
        setattr(row, field, getattr(fresh, field))
    _write(row)
    _note(row, f"更正尚未生效的标准：{before}改为{row}。", by=by, on=on)
    return row


@transaction.atomic
def succeed_standard(
    standard: Standard, *, value: str, valid_from: dt.date, source: Source, by, on: dt.date
) -> Standard:
    """A new value from a coming day on; the old row is closed the day before. Returns the new row.

    Refused besides those of add: withdrawn, late_succession (a day already past), succession_order.
    """
    old = _locked(standard)
    if valid_from < on:
        raise Refused(
            "late_succession",
            f"没有接续。起始日期{date_text(valid_from)}已经过去，过去的日子已按原数值办理；"
            "请用“替换”，并对已发放的待遇重新测算。",
            "valid_from",
        )
    if valid_from <= old.valid_from:
        raise Refused(
            "succession_order", "没有接续。新的起始日期要晚于原标准的起始日期；请改正日期。", "valid_from"
        )
    new = _new_row(old.code, old.jurisdiction, value, valid_from, None, source)
    if old.valid_to is None or old.valid_to >= valid_from:
        new.valid_to, old.valid_to = old.valid_to, valid_from - DAY
        old.save(update_fields=["valid_to"])
    new = _write(new)
    _note(
        new,
        f"标准接续：{new.code}自{date_text(valid_from)}起为{new.value_shown}，{_by_document(source)}。",
        by=by,
        on=on,
    )
    return new


@transaction.atomic
def withdraw_standard(standard: Standard, *, reason: str, by, on: dt.date) -> Standard:
    """Take a row out of all future calculations; it stays for the replay of old ones. Refused: reason_missing, withdrawn."""
    if not reason.strip():
        raise Refused("reason_missing", "没有撤回。撤回标准要写明原因；请补充后再撤回。", "reason")
    row = _locked(standard)
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = clock.stamp(), by, reason.strip()
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    _note(row, f"撤回标准{row}，原因：{reason.strip()}。", by=by, on=on)
    return row


@transaction.atomic
def replace_standard(
    standard: Standard,
    *,
    value: str,
    source: Source,
    reason: str,
    valid_from: dt.date | None = None,
    valid_to: dt.date | None = None,
    by,
    on: dt.date,
) -> Standard:
    """Withdraw a wrong, late or newly confirmed value and enter the right one, also for past days.

    With other days than the old row's, the old value is entered again for the days that the new one leaves free,
    so that no day loses its value. Returns the new row. Refused: those of add and withdraw.
    """
    old = withdraw_standard(standard, reason=reason, by=by, on=on)
    first, last = valid_from or old.valid_from, valid_to or old.valid_to
    new = _new_row(old.code, old.jurisdiction, value, first, last, source)
    new.replaces = old
    new = _write(new)
    if first > old.valid_from:
        _keep_part(old, old.valid_from, first - DAY)
    if last is not None and (old.valid_to is None or old.valid_to > last):
        _keep_part(old, last + DAY, old.valid_to)
    _note(new, f"替换标准：{old}改为{new}，原因：{reason.strip()}。", by=by, on=on)
    return new


def _locked(standard: Standard) -> Standard:
    """The row, locked. Refused: withdrawn."""
    row = (
        Standard.objects.select_for_update(of=("self",))
        .select_related("code", "jurisdiction")
        .get(pk=standard.pk)
    )
    if row.withdrawn_at is not None:
        raise Refused("withdrawn", "没有办理。这一行标准已经撤回；请刷新页面后查看现行的一行。")
    return row


def _new_row(
    code: StandardCode,
    jurisdiction: Jurisdiction,
    value: str,
    first: dt.date,
    last: dt.date | None,
    source: Source,
) -> Standard:
    """An unsaved row whose value, days and document have been looked at."""
    if last is not None and last < first:
        raise Refused("days_in_order", "没有保存。终止日期早于起始日期；请改正日期。", "valid_to")
    if source.confirmed and not source.title.strip():
        raise Refused(
            "document_missing",
            "没有保存。已确认的标准要写明文件名称；没有文件请不要勾选“已确认”。",
            "document_title",
        )
    return Standard(
        code=code,
        jurisdiction=jurisdiction,
        value=check_value(code, value),
        valid_from=first,
        valid_to=last,
        **_source_fields(source),
    )


def _keep_part(old: Standard, first: dt.date, last: dt.date | None) -> Standard:
    """Enter the old value again for a part of its days."""
    part = _new_row(old.code, old.jurisdiction, old.value, first, last, source_of(old))
    part.replaces = old
    return _write(part)


def source_of(standard: Standard) -> Source:
    """The document of a row, for entering it again."""
    return Source(
        standard.document_title, standard.document_number, standard.article, standard.confirmed, standard.note
    )


def confirmed_source(standard: Standard, *, title: str = "", number: str = "") -> Source:
    """The document of a row, now confirmed."""
    source = source_of(standard)
    return replace(source, title=title or source.title, number=number or source.number, confirmed=True)


def _source_fields(source: Source) -> dict[str, str | bool]:
    return {
        "document_title": source.title.strip(),
        "document_number": source.number.strip(),
        "article": source.article.strip(),
        "confirmed": source.confirmed,
        "note": source.note.strip(),
    }


def _write(row: Standard) -> Standard:
    """Save; a day that already has a value is refused by the database, in words."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if "standard_one_value_a_day" not in str(error):
            raise
        raise Refused("standard_overlap", f"没有保存。{_overlap_sentence(row)}", "valid_from") from error
    return row


def _overlap_sentence(row: Standard) -> str:
    live = Standard.objects.filter(code=row.code, jurisdiction=row.jurisdiction, withdrawn_at__isnull=True)
    clash = live.exclude(pk=row.pk).exclude(valid_to__lt=row.valid_from)
    clash = (
        (clash.filter(valid_from__lte=row.valid_to) if row.valid_to else clash).order_by("valid_from").first()
    )
    already = (
        f"{span_text(clash.valid_from, clash.valid_to)}已有数值{clash.value_shown}" if clash else "日期重叠"
    )
    return f"{row.jurisdiction}的“{row.code}”{already}，同一天只能有一个数值；请改用“接续”或“替换”。"


def _by_document(source: Source) -> str:
    return f"依据{source.number or source.title}" if source.number or source.title else "文件待补"


def last_known_day(on: dt.date) -> dt.date:
    """The later of the business date and the real one: the database protects rows by the real one."""
    return max(on, clock.stamp().astimezone(clock.ZONE).date())


def _note(row: Standard, summary: str, *, by, on: dt.date) -> None:
    record(
        EventKind.STANDARD, by=by, on=on, summary=summary, detail={"standard": row.pk, "code": row.code.code}
    )


@transaction.atomic
def rename_standard_code(code: StandardCode, *, label: str, by, on: dt.date) -> StandardCode:
    """Change the Chinese name under which a standard is shown."""
    row = StandardCode.objects.select_for_update().get(pk=code.pk)
    before, row.label = row.label, label.strip()
    row.save(update_fields=["label"])
    summary = f"标准名称{row.code}：“{before}”改为“{row.label}”。"
    record(EventKind.STANDARD, by=by, on=on, summary=summary, detail={"code": row.code})
    return row
