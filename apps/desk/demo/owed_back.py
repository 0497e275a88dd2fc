"""Two recoveries of the demonstration: one that was told, and one that is held back of the months as the district decided."""

import datetime as dt
from decimal import Decimal

from apps.benefits.models import Award, Kind, RecoveryOrder
from apps.benefits.services import decide_recovery, decide_set_off, hear_household
from apps.desk.demo.days import Days
from apps.desk.demo.streets import Street
from apps.offices.roles import Role
from apps.payments.models import Batch, Payment
from apps.payments.services import recover_by_facts
from apps.rules.calendar import add_months, month_of
from apps.rules.recovery import TrueFacts

EARNED, LITTLE = Decimal("1600.00"), Decimal("800.00")  # a month for each person, of which nobody was told
MONTHLY = Decimal("200.00")


def tell_recovery(street: Street, days: Days) -> None:
    """The household of the largest payment had earned more since the month before; it is told, and not heard yet."""
    _notice(street, _paid(street)[0], EARNED, days.back(0))


def tell_set_off(street: Street, days: Days) -> None:
    """The household of the second largest payment pays back out of its months, from this month on."""
    order = _notice(street, _paid(street)[1], LITTLE, days.back(9))
    hear_household(order, statement="没有陈述，一次退清有困难", by=street.reviewer, on=days.back(7))
    plan = [(add_months(days.day, place + 1), part) for place, part in enumerate(_halves(order.total))]
    text = "少报工资属实，予以追回。"
    order = decide_recovery(
        order, recover=True, text=text, instalments=plan, by=street.approver, on=days.back(5)
    )
    district = street.office.parent
    decide_set_off(
        order,
        monthly=MONTHLY,
        from_month=days.day,
        reference=f"{district.short_name}民追〔{days.day.year}〕7号",
        text="家庭申请，同意从每月待遇抵扣。",
        by=district.duties.filter(role=Role.SUPERVISOR).select_related("user").first().user,
        on=max(days.back(3), days.day.replace(day=1)),
    )


def _paid(street: Street) -> list[Payment]:
    """The largest regular payments of the last settled month."""
    batch = Batch.objects.filter(office=street.office, state="settled").latest("month")
    lines = batch.payments.filter(kind=Kind.DIBAO, cause="regular", award__to_month=None)
    return list(lines.order_by("-amount", "pk").select_related("award")[:2])


def _notice(street: Street, line: Payment, earned: Decimal, on: dt.date) -> RecoveryOrder:
    award: Award = line.award
    change = month_of(line.month).plus(-1)
    return recover_by_facts(
        award,
        change_month=change.first,
        true_facts=[TrueFacts(change, line.members, earned * line.members)],
        reason="核对发现工资增加没有报告。",
        by=street.reviewer,
        on=on,
    )


def _halves(total: Decimal) -> tuple[Decimal, Decimal]:
    first = (total / 2).quantize(Decimal("0.01"))
    return first, total - first
