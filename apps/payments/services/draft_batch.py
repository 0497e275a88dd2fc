"""制表: one batch per office and month, its lines written in one statement.

A line is final for its award, month and kind. What was not paid in its month (the account was held, the decision came
after the draft) is paid by the next batch as arrears; a correction is a later line, never an edit.
"""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from apps.core.errors import Refused
from apps.journal.kinds import EventKind
from apps.journal.services import record
from apps.offices.access import may
from apps.offices.models import Office
from apps.offices.roles import Permission
from apps.payments.models import Batch

# Every month and kind of money of every award of the office that is due up to the batch month and has no payment yet, split by
# whether the household's account can be paid. One statement, so that all of it sees the same rows.
# register: counted from the awards alone, without a look at payments or accounts.
DRAFT_LINES = """
WITH due AS (
    SELECT award.id AS award_id, award.household_id, due_month::date AS month, part.kind,
           sum(part.amount) AS amount, max(part.payee) AS payee,
           CASE WHEN due_month::date = %(month)s THEN 'regular' ELSE 'arrears' END AS cause
      FROM benefits_award award
      JOIN benefits_monthly_amount part ON part.award_id = award.id
     CROSS JOIN LATERAL generate_series(
           part.from_month::timestamp,
           least(part.to_month, award.to_month, %(month)s)::timestamp,
           interval '1 month') AS due_month
     WHERE award.paying_office_id = %(office)s
       AND NOT EXISTS (SELECT 1 FROM payments_payment paid
                        WHERE paid.award_id = award.id AND paid.month = due_month::date
                          AND paid.kind = part.kind AND paid.cause IN ('regular', 'arrears'))
     GROUP BY award.id, award.household_id, due_month, part.kind
), account AS (
    SELECT household_id, count(*) AS many, min(id) AS account_id, min(holder_id) AS holder_id,
           min(number_index) AS number_index
      FROM households_bankaccount
     WHERE valid_from <= %(on)s AND (valid_to IS NULL OR valid_to >= %(on)s)
       AND household_id IN (SELECT household_id FROM due)
     GROUP BY household_id
), judged AS (
    SELECT due.*, account.account_id, persons.many AS members,
           CASE WHEN account.many IS NULL THEN 'no_account'
                WHEN account.many > 1 THEN 'several_accounts'
                WHEN holder.death_date <= %(on)s THEN 'holder_died'
                WHEN NOT EXISTS (SELECT 1 FROM households_membership member
                                  WHERE member.household_id = due.household_id
                                    AND member.person_id = account.holder_id
                                    AND member.valid_from <= %(on)s
                                    AND (member.valid_to IS NULL OR member.valid_to >= %(on)s))
                     THEN 'holder_not_member'
                WHEN EXISTS (SELECT 1 FROM households_bankaccount other
                              WHERE other.number_index = account.number_index
                                AND other.household_id <> due.household_id
                                AND other.valid_from <= %(on)s
                                AND (other.valid_to IS NULL OR other.valid_to >= %(on)s))
                     THEN 'shared_account'
                ELSE '' END AS reason
      FROM due
      LEFT JOIN account ON account.household_id = due.household_id
      LEFT JOIN households_person holder ON holder.id = account.holder_id
      LEFT JOIN LATERAL (SELECT count(*) AS many FROM benefits_awardmember one
                          WHERE one.award_id = due.award_id AND one.withdrawn_by_id IS NULL
                            AND one.from_month <= due.month
                            AND (one.to_month IS NULL OR one.to_month >= due.month)) persons ON true
), listed AS (
    INSERT INTO payments_payment (batch_id, award_id, month, kind, cause, amount, members, account_id, payee)
    SELECT %(batch)s, award_id, month, kind, cause, amount, members, account_id, payee FROM judged WHERE reason = ''
    RETURNING 1
), held AS (
    INSERT INTO payments_held (batch_id, award_id, month, kind, cause, amount, members, reason)
    SELECT %(batch)s, award_id, month, kind, cause, amount, members, reason FROM judged WHERE reason <> ''
    RETURNING 1
), register AS (
    SELECT count(DISTINCT award.id) AS awards, coalesce(sum(part.amount), 0) AS amount
      FROM benefits_award award
      JOIN benefits_monthly_amount part ON part.award_id = award.id
     WHERE award.paying_office_id = %(office)s AND part.from_month <= %(month)s
       AND (part.to_month IS NULL OR part.to_month >= %(month)s)
       AND (award.to_month IS NULL OR award.to_month >= %(month)s)
)
SELECT (SELECT count(*) FROM listed), (SELECT count(*) FROM held), register.awards, register.amount FROM register
"""


@transaction.atomic
def draft_batch(office: Office, month: dt.date, *, by, on: dt.date) -> Batch:
    """The batch of `office` for `month` (any day of it); drafted now, or the one that is already there.

    Refuses a month that has not begun (`month_not_begun`), one before the last batch (`later_batch_exists`: it is paid
    as arrears), and an office to which nothing is due (`nothing_due`). PermissionDenied without draft_batch.
    """
    month = month.replace(day=1)
    if not may(by, Permission.DRAFT_BATCH, office, on):
        raise PermissionDenied
    # One draft at a time per office: the second waits here and finds the batch of the first.
    Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    there = Batch.objects.filter(office=office, month=month).first()
    if there is not None:
        return there
    _refuse_month(office, month, on)
    batch = Batch.objects.create(
        number=f"{office.short_name}发放 {month:%Y-%m}",
        office=office,
        month=month,
        drafted_by=by,
        drafted_on=on,
    )
    listed, held = _write_lines(batch, on)
    _record_draft(batch, listed, held, by=by, on=on)
    return batch


def _refuse_month(office: Office, month: dt.date, on: dt.date) -> None:
    words = f"{month.year}年{month.month}月"
    if month > on:
        raise Refused(
            "month_not_begun", f"没有制表。{words}还没有开始，待遇可能变动；请在当月制表。", "month"
        )
    later = Batch.objects.filter(office=office, month__gt=month).order_by("month").first()
    if later is not None:
        raise Refused(
            "later_batch_exists",
            f"没有制表。{later.month.year}年{later.month.month}月批次已经制作，{words}不能再补做；"
            "漏发的月份由下一批次列为补发。",
            "month",
        )


def _write_lines(batch: Batch, on: dt.date) -> tuple[int, int]:
    """Write payments and held lines; returns how many of each. Nothing due is refused, and nothing stays."""
    values = {"batch": batch.pk, "office": batch.office_id, "month": batch.month, "on": on}
    with connection.cursor() as cursor:
        cursor.execute(DRAFT_LINES, values)
        listed, held, batch.register_awards, batch.register_amount = cursor.fetchone()
    if not listed and not held:
        raise Refused(
            "nothing_due",
            f"没有制表。{batch.office.name}{batch.month.year}年{batch.month.month}月没有应发的待遇，"
            "或者都已经发放；请先核对审核确认决定和起始月。",
        )
    batch.save()
    return listed, held


def _record_draft(batch: Batch, listed: int, held: int, *, by, on: dt.date) -> None:
    record(
        EventKind.BATCH,
        by=by,
        on=on,
        summary=f"制作 {batch.number}：列入 {listed} 笔，暂缓 {held} 笔。",
        office=batch.office,
        batch=batch,
        detail={"month": f"{batch.month:%Y-%m}", "listed": listed, "held": held},
    )
