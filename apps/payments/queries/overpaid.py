"""Awards that were paid more than the ledger owes today and that nobody has told about: where a recovery begins."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection
from django.urls import reverse

from apps.benefits.models import Award
from apps.core.shapes import Crumb
from apps.offices.access import offices_of
from apps.offices.roles import Permission

MOST = 50
# Paid by approved batches, less what orders take back already, above what the ledger says of each month.
OVERPAID = """
WITH paid AS (
    SELECT line.award_id, line.month, sum(line.amount) AS amount
      FROM payments_payment line JOIN payments_batch batch ON batch.id = line.batch_id
      JOIN benefits_award award ON award.id = line.award_id
     WHERE award.paying_office_id = ANY(%(offices)s) AND batch.state <> 'draft' AND line.cause <> 'one_time'
     GROUP BY line.award_id, line.month
), taken AS (
    SELECT ordered.award_id, part.month, sum(part.difference) AS amount
      FROM benefits_recoverymonth part JOIN benefits_recoveryorder ordered ON ordered.id = part.order_id
     WHERE ordered.state <> 'dropped' GROUP BY ordered.award_id, part.month
), owed AS (
    SELECT paid.award_id, paid.month, sum(part.amount) AS amount
      FROM paid JOIN benefits_awardamount part ON part.award_id = paid.award_id
       AND part.withdrawn_by_id IS NULL AND part.one_time_id IS NULL
       AND part.from_month <= paid.month AND (part.to_month IS NULL OR part.to_month >= paid.month)
     GROUP BY paid.award_id, paid.month
), above AS (
    SELECT paid.award_id,
           paid.amount - coalesce(taken.amount, 0) - coalesce(owed.amount, 0) AS amount
      FROM paid LEFT JOIN taken USING (award_id, month) LEFT JOIN owed USING (award_id, month)
)
SELECT award_id, count(*), sum(amount) FROM above WHERE amount > 0
   AND NOT EXISTS (SELECT 1 FROM benefits_recoveryorder there
                    WHERE there.award_id = above.award_id AND there.state = 'noticed')
 GROUP BY award_id ORDER BY sum(amount) DESC LIMIT %(most)s"""


@dataclass(frozen=True, slots=True)
class OverpaidRow:
    """One household: how many months, how much, and where the notice is written."""

    name: str
    office: str
    url: str
    months: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class NoticePage:
    """What stands above the form of a notice: whose it is, and the months as they were worked out."""

    title: str
    crumbs: tuple[Crumb, ...]
    case_url: str
    months: tuple
    total: Decimal
    fine: str


def overpaid_rows(user, on: dt.date) -> tuple[OverpaidRow, ...]:
    """Those of the offices where this person gives notice, the largest first; a fixed number of queries."""
    return _rows(offices_of(user, Permission.PERIODIC_REVIEW, on))


def _rows(offices: Collection[int]) -> tuple[OverpaidRow, ...]:
    if not offices:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(OVERPAID, {"offices": list(offices), "most": MOST})
        found = cursor.fetchall()
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


def notice_page(award: Award, found) -> NoticePage:
    """`found`: the answer of the rule or of the ledger (`rules.recovery.Recovery`)."""
    name = award.household.head.name
    fine = found.penalty
    return NoticePage(
        title=f"{name}家庭　告知追回",
        crumbs=(Crumb("追回", reverse("payments:recoveries")), Crumb(f"{name}家庭")),
        case_url=reverse("desk:case", args=[award.decision.case_id]),
        months=tuple(row for row in found.months if row.difference),
        total=found.total,
        fine=f"可处 {fine.min:,.2f} 至 {fine.max:,.2f} 元罚款，由区级决定，此处只作记录。" if fine else "",
    )
