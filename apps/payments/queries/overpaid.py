"""What was paid above the ledger: one reckoning, of one award by the month or of all awards of some offices.

kept: what approved batches paid of a month, less what orders take back already (noticed ones too, so that nobody is told
twice); owed: what the ledger says of the month today. What is paid once stands outside of both.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection
from django.urls import reverse

from apps.benefits.models import Award
from apps.offices.access import offices_of
from apps.offices.roles import Permission
from apps.rules.calendar import Month, month_of

MOST = 50
MONTHS = """
WITH among AS (
    SELECT id FROM benefits_award WHERE {whose} = ANY(%(those)s)
), paid AS (
    SELECT line.award_id, line.month, sum(line.amount) AS amount
      FROM among JOIN payments_payment line ON line.award_id = among.id
      JOIN payments_batch batch ON batch.id = line.batch_id
     WHERE batch.state <> 'draft' AND line.cause <> 'one_time'
     GROUP BY line.award_id, line.month
), taken AS (
    SELECT ordered.award_id, part.month, sum(part.difference) AS amount
      FROM among JOIN benefits_recoveryorder ordered ON ordered.award_id = among.id
      JOIN benefits_recoverymonth part ON part.order_id = ordered.id
     WHERE ordered.state <> 'dropped' GROUP BY ordered.award_id, part.month
), owed AS (
    SELECT paid.award_id, paid.month, sum(part.amount) AS amount
      FROM paid JOIN benefits_monthly_amount part ON part.award_id = paid.award_id
       AND part.from_month <= paid.month AND (part.to_month IS NULL OR part.to_month >= paid.month)
     GROUP BY paid.award_id, paid.month
), kept AS (
    SELECT award_id, month, paid.amount - coalesce(taken.amount, 0) AS kept, coalesce(owed.amount, 0) AS owed
      FROM paid LEFT JOIN taken USING (award_id, month) LEFT JOIN owed USING (award_id, month)
)"""
OF_AWARD = "".join((MONTHS.format(whose="id"), " SELECT month, kept, owed FROM kept ORDER BY month"))
TELL = """
SELECT award_id, count(*), sum(kept - owed) FROM kept WHERE kept > owed
   AND NOT EXISTS (SELECT 1 FROM benefits_recoveryorder there
                    WHERE there.award_id = kept.award_id AND there.state = 'noticed')
 GROUP BY award_id ORDER BY sum(kept - owed) DESC LIMIT %(most)s"""
NOT_TOLD = "".join((MONTHS.format(whose="paying_office_id"), TELL))


@dataclass(frozen=True, slots=True)
class KeptMonth:
    """Yuan that a household has of a month, and what the ledger says of it today."""

    month: Month
    kept: Decimal
    owed: Decimal


@dataclass(frozen=True, slots=True)
class OverpaidRow:
    """One household: how many months, how much, and where the notice is written."""

    name: str
    office: str
    url: str
    months: int
    amount: Decimal


def kept_months(award: Award) -> list[KeptMonth]:
    """Every month of an award that an approved batch paid, in order."""
    return [KeptMonth(month_of(month), kept, owed) for month, kept, owed in _read(OF_AWARD, [award.pk])]


def overpaid_rows(user, on: dt.date) -> tuple[OverpaidRow, ...]:
    """Those of the offices where this person gives notice, the largest first; a fixed number of queries."""
    return _rows(offices_of(user, Permission.PERIODIC_REVIEW, on))


def _rows(offices: Collection[int]) -> tuple[OverpaidRow, ...]:
    found = _read(NOT_TOLD, offices) if offices else []
    related = Award.objects.select_related("household__head", "paying_office")
    awards = related.only("household__head__name", "paying_office__name").in_bulk([row[0] for row in found])
    return tuple(
        OverpaidRow(
            name=awards[key].household.head.name,
            office=awards[key].paying_office.name,
            url=reverse("payments:new_recovery", args=[key]),
            months=months,
            amount=amount,
        )
        for key, months, amount in found
    )


def _read(statement: str, those: Collection[int]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"those": list(those), "most": MOST})
        return cursor.fetchall()
