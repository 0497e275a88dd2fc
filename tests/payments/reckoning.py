"""What stands beside the services in the life of awards: a reckoning in dictionaries, and what must never be found in the books."""

from dataclasses import dataclass, field
from decimal import Decimal

from apps.benefits.models import Award, RecoveryOrder
from apps.core.errors import Refused
from apps.rules.calendar import Month

ZERO = Decimal("0.00")
FIRST = Month(2025, 1)
LAST = FIRST.plus(240)
TAMPERING = (
    "UPDATE payments_payment SET amount = amount + 0.01 WHERE batch_id = %s",
    "DELETE FROM payments_payment WHERE batch_id = %s",
    "INSERT INTO payments_payment (batch_id, award_id, month, kind, cause, sequence, amount, members, account_id, payee)"
    " SELECT batch_id, award_id, month, 'care_subsidy', cause, sequence, 1, members, account_id, payee"
    " FROM payments_payment WHERE batch_id = %s LIMIT 1",
    "UPDATE payments_batch SET register_amount = register_amount + 1 WHERE id = %s",
)
# Each must find nothing: a month paid twice, a payment tried again though it arrived, a fen between the books.
NEVER = (
    """SELECT 'two live payments of one month' FROM payments_payment WHERE cause IN ('regular', 'arrears')
        GROUP BY award_id, month, kind HAVING count(*) > 1""",
    """SELECT 'tried again although it arrived' FROM payments_transfer tried
        LEFT JOIN payments_outcome answer ON answer.transfer_id = tried.id
        GROUP BY tried.payment_id HAVING count(*) FILTER (WHERE answer.paid IS NOT FALSE) > 1""",
    """SELECT 'debits differ from credits' FROM payments_bankfile file
        WHERE (SELECT sum(amount) FROM payments_transfer WHERE file_id = file.id) IS DISTINCT FROM (
            SELECT sum(to_pay) FROM payments_payment line WHERE line.batch_id = file.batch_id OR line.id IN (
                SELECT payment_id FROM payments_retry WHERE batch_id = file.batch_id))""",
    """SELECT 'more came back than was ordered' FROM benefits_recoveryorder ordered
        WHERE total < (SELECT sum(amount) FROM benefits_recoveryreceipt WHERE order_id = ordered.id)""",
    """SELECT 'held back and not counted as back' FROM benefits_recoveryorder ordered
        WHERE (SELECT coalesce(sum(amount), 0) FROM benefits_recoveryreceipt
                WHERE order_id = ordered.id AND by_set_off) <> (
            SELECT coalesce(sum(set_off), 0) FROM payments_payment line JOIN payments_batch batch ON batch.id = batch_id
             WHERE set_off_order_id = ordered.id AND batch.state <> 'draft')""",
)
POSTED = """SELECT batch.id, md5(batch.number || coalesce(string_agg(line::text, '' ORDER BY line.id), ''))
  FROM payments_batch batch LEFT JOIN payments_payment line ON line.batch_id = batch.id
 WHERE batch.id = ANY(%s) GROUP BY batch.id"""


@dataclass
class SentBack:
    """An attempt that came back: the account that it went to, and the batch that lists it again."""

    account: int
    batch: int | None = None


@dataclass
class Debt:
    """An order to pay back: what is left of it, and what the district lets be held back of a month; yuan."""

    order: RecoveryOrder
    left: Decimal
    monthly: Decimal = ZERO


@dataclass
class Home:
    """What a household is worth by month as the ledger says today, and what was listed for it; yuan."""

    award: Award
    worth: dict[Month, Decimal]
    last: Month = LAST
    listed: dict[Month, Decimal] = field(default_factory=dict)
    posted: dict[Month, Decimal] = field(default_factory=dict)
    ordered: dict[Month, Decimal] = field(default_factory=dict)
    account: int | None = None
    sent_back: list["SentBack"] = field(default_factory=list)
    debts: list[Debt] = field(default_factory=list)
    holding: tuple[Debt | None, Decimal] = (None, ZERO)

    def hold_back(self, amount: Decimal) -> Decimal:
        """What a draft holds back of a month of so many yuan: for the oldest debt, and never all of it."""
        debt = next((one for one in self.debts if one.left and one.monthly), None)
        held = min(debt.monthly, debt.left) if debt else ZERO
        self.holding = (debt, held) if held < amount else (None, ZERO)
        return self.holding[1]

    def posted_back(self) -> None:
        """What the approved draft held back is paid back."""
        debt, held = self.holding
        if debt:
            debt.left -= held
        self.holding = (None, ZERO)

    def due(self, upto: Month) -> dict[Month, Decimal]:
        """What each month is worth above what the household has of it: listed, and not ordered back since."""
        missing = {
            month: worth - self.listed.get(month, ZERO) + self.ordered.get(month, ZERO)
            for month, worth in self.worth.items()
        }
        return {month: amount for month, amount in missing.items() if month <= upto and amount > 0}

    def give(self, first: Month, amount: Decimal, last: Month = LAST) -> None:
        for month in self.worth:
            if first <= month <= last:
                self.worth[month] = amount


def attempt(act, *args, **named) -> tuple[object, str]:
    """What a service gives, or the code with which it refuses."""
    try:
        return act(*args, **named), ""
    except Refused as refusal:
        return None, refusal.code


def month_at(place: int) -> Month:
    return FIRST.plus(place)
