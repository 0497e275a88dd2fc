"""追回, from what was really paid: by the true facts of each month, or by the ledger after a decision that came late."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from apps.benefits.models import Award, RecoveryOrder
from apps.benefits.services import notice_recovery
from apps.core.errors import Refused
from apps.payments import queries
from apps.rules.calendar import Month, month_of
from apps.rules.errors import RuleError
from apps.rules.recovery import Recovery, TrueFacts, recover
from apps.rules.recovery import RecoveryMonth as Overpaid
from apps.standards.queries import standards_for

ZERO = Decimal("0.00")


def overpaid_by_ledger(award: Award) -> Recovery:
    """Months that were paid above what the ledger says today: a death, a stop or a lower amount that was found late."""
    months = tuple(
        Overpaid(row.month, None, row.kept, row.owed, row.kept - row.owed)
        for row in queries.kept_months(award)
        if row.kept > row.owed
    )
    total = sum((row.difference for row in months), ZERO)
    return Recovery(months[0].month if months else month_of(award.from_month), months, total, None)


def overpaid_by_facts(
    award: Award, change_month: Month, true_facts: Sequence[TrueFacts], *, fraud: bool, on: dt.date
) -> Recovery:
    """Each paid month computed again with the facts and the standard of that month (`recover`). Refused: what the rule refuses."""
    standards = standards_for(award.paying_office.jurisdiction.code)
    paid = [(row.month, row.kept) for row in queries.kept_months(award)]
    try:
        return recover(change_month, paid, true_facts, standards, on, fraud=fraud)
    except RuleError as error:
        raise Refused(
            error.code, f"没有核算。{error}；请核对情况的起始月份，或者由政策管理人员补齐标准。"
        ) from error


def recover_by_ledger(
    award: Award, *, reason: str, good_faith: bool = False, by, on: dt.date
) -> RecoveryOrder:
    """Notice of what the ledger says was paid too much; see `notice_recovery`."""
    found = overpaid_by_ledger(award)
    first = found.first_month.first
    return notice_recovery(
        award, found, reason=reason, change_month=first, good_faith=good_faith, by=by, on=on
    )


def recover_by_facts(
    award: Award,
    *,
    change_month: dt.date,
    true_facts: Sequence[TrueFacts],
    reason: str,
    good_faith: bool = False,
    fraud: bool = False,
    by,
    on: dt.date,
) -> RecoveryOrder:
    """Notice of what the true facts say was paid too much; see `notice_recovery`."""
    found = overpaid_by_facts(award, month_of(change_month), true_facts, fraud=fraud, on=on)
    return notice_recovery(
        award, found, reason=reason, change_month=change_month, good_faith=good_faith, by=by, on=on
    )
