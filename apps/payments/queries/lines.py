"""The lines of a batch, added up by award."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Max, Q, Sum, Value
from django.db.models.functions import Coalesce

from apps.benefits.models import Kind
from apps.payments.models import Batch, Cause, Held, Payment

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Due:
    """What one award gets in one batch, in yuan: for the month itself, for earlier months, and once, less `set_off`, which
    is held back towards a recovery. `tapered`: by a taper.
    """

    regular: Decimal = ZERO
    arrears: Decimal = ZERO
    once: Decimal = ZERO
    set_off: Decimal = ZERO
    members: int = 0
    tapered: bool = False

    @property
    def total(self) -> Decimal:
        return self.regular + self.arrears + self.once - self.set_off

    def plus(self, other: "Due") -> "Due":
        """With what stands elsewhere of the same award; the persons are the same ones."""
        return Due(
            self.regular + other.regular,
            self.arrears + other.arrears,
            self.once + other.once,
            self.set_off + other.set_off,
            max(self.members, other.members),
            self.tapered or other.tapered,
        )


NOTHING = Due()


def lines_of(batch: Batch | None, table: type[Payment] | type[Held]) -> dict[int, Due]:
    """The lines of a batch, paid or held, added up by award."""
    if batch is None:
        return {}
    set_off = Sum("set_off") if table is Payment else Value(ZERO)
    rows = (
        table.objects.filter(batch=batch)
        .values("award_id")
        .annotate(
            regular=Coalesce(Sum("amount", filter=Q(cause=Cause.REGULAR)), ZERO),
            arrears=Coalesce(Sum("amount", filter=Q(cause__in=(Cause.ARREARS, Cause.BACK_PAY))), ZERO),
            once=Coalesce(Sum("amount", filter=Q(cause=Cause.ONE_TIME)), ZERO),
            set_off=set_off,
            persons=Max("members"),
            tapered=Count("id", filter=Q(kind=Kind.TAPER, cause=Cause.REGULAR)),
        )
    )
    return {
        row["award_id"]: Due(
            row["regular"],
            row["arrears"],
            row["once"],
            row["set_off"],
            row["persons"],
            bool(row["tapered"]),
        )
        for row in rows
    }
