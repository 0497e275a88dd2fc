"""What the year came to beside the ledger that was kept by hand; everything that differs is a sentence."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Count, Sum

from apps.benefits.models import AwardAmount
from apps.journal.models import Run
from apps.payments.models import Batch, Payment
from apps.reviews.models import Resolution
from apps.rules.calendar import Month, month_of
from tests.year.happenings import PUBLISHED
from tests.year.simulation import Year

Paid = dict[tuple[int, str], Decimal]


def paid_of(year: Year) -> Paid:
    """Yuan by place of the household and month."""
    place_of = {home.household.pk: home.place for home in year.homes}
    rows = Payment.objects.values_list("award__household", "month").annotate(amount=Sum("amount"))
    return {(place_of[pk], f"{month:%Y-%m}"): amount for pk, month, amount in rows}


def differences(year: Year) -> list[str]:
    """Empty when the year is right."""
    return [
        *year.wrong,
        *_money(year),
        *_twice(),
        *_tapers(year),
        *_recoveries(year),
        *_reviews(year),
        *_lists(year),
    ]


def _money(year: Year) -> Iterator[str]:
    paid: defaultdict[int, dict[str, Decimal]] = defaultdict(dict)
    for (place, month), amount in paid_of(year).items():
        paid[place][month] = amount
    for home in year.homes:
        expected = {str(month): amount for month, amount in home.paid().items()}
        for month in sorted(expected.keys() | paid[home.place].keys()):
            due, got = expected.get(month, 0), paid[home.place].get(month, 0)
            if due != got:
                yield f"第 {home.place} 户 {month}：应 {due}，付 {got}"


def _twice() -> Iterator[str]:
    rows = Payment.objects.values("award__household", "month").annotate(many=Count("id")).filter(many__gt=1)
    for row in rows:
        yield f"家庭 {row['award__household']} {row['month']:%Y-%m} 付了 {row['many']} 次"


def _tapers(year: Year) -> Iterator[str]:
    """Six months each, and exactly those; one that a lost job ended has as many as it had come to."""
    planned: defaultdict[int, list[Month]] = defaultdict(list)
    for pk, month in AwardAmount.objects.filter(kind="taper").values_list("award__household", "from_month"):
        planned[pk].append(month_of(month))
    for home in year.homes:
        if sorted(planned[home.household.pk]) != home.tapered:
            yield f"第 {home.place} 户渐退 {len(planned[home.household.pk])} 个月，应 {len(home.tapered)} 个月"
        if home.tapered and home.last_month and len(home.tapered) != 6:
            yield f"第 {home.place} 户渐退不是六个月"


def _recoveries(year: Year) -> Iterator[str]:
    rows = Resolution.objects.filter(decision__isnull=False).values_list("case__household", "recovery_total")
    found: Counter[int] = Counter()
    for pk, total in rows:
        found[pk] += total
    for home in year.homes:
        if found[home.household.pk] != sum(home.overpaid.values(), Decimal(0)):
            yield f"第 {home.place} 户应追回 {sum(home.overpaid.values())}，列出 {found[home.household.pk]}"


def _reviews(year: Year) -> Iterator[str]:
    """Nobody is overdue at the end; when each review began was compared night by night."""
    for home in year.homes:
        ended = home.last_month and home.last_month < month_of(home.next_due)
        if home.next_due <= year.last and not ended:
            yield f"第 {home.place} 户应于 {home.next_due} 核查，没有核查"


def _lists(year: Year) -> Iterator[str]:
    for run in Run.objects.filter(kind__in=["open_reviews", "rehearsal", "recalculation"]):
        if run.state != "done" or run.done + run.excluded != run.total:
            yield f"{run}：{run.done} + {run.excluded} ≠ {run.total}"
    campaign = year.campaign
    if campaign.closed_on is None or campaign.done + campaign.excluded != campaign.total:
        yield f"{campaign} 没有关闭"
    for batch in Batch.objects.annotate(
        many=Count("payments__award", distinct=True), sum=Sum("payments__amount")
    ):
        if (batch.register_awards, batch.register_amount) != (batch.many, batch.sum):
            yield f"{batch}：登记簿 {batch.register_awards} 户 {batch.register_amount} 元，列入 {batch.many} 户 {batch.sum} 元"
    if year.first <= PUBLISHED <= year.last and not year.done["recalculated"]:
        yield "没有调标"
