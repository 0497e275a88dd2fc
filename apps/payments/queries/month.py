"""The month at a glance, for all streets that a person sees: how many, how much, why different, what is stuck.

A fixed number of queries, however many streets and households there are.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection
from django.db.models import Count, Q, Sum
from django.urls import reverse

from apps.benefits.models import Kind
from apps.core.chinese import month_text
from apps.core.moment import one_moment
from apps.core.shapes import Crumb, Figure, Link
from apps.core.templatetags.look import change, money
from apps.offices.models import Office
from apps.payments.models import Batch, BatchState, Held, Outcome, Payment
from apps.payments.queries.batch_list import state_kind
from apps.payments.queries.changes import LABELS
from apps.payments.queries.funds import FundRow, fund_rows
from apps.rules.calendar import month_of

ZERO = Decimal("0.00")
# What each award got for the month itself and otherwise, in two months, and how the two differ. A street without a batch
# is left out, or all of its households would seem to be stopped. Of some only a part is held: an institution gets its own.
CAUSES = """
WITH line AS (
    SELECT payment.award_id, batch.month, sum(amount) FILTER (WHERE cause = 'regular') AS regular,
           sum(amount) FILTER (WHERE cause IN ('arrears', 'back_pay')) AS arrears,
           sum(amount) FILTER (WHERE cause = 'one_time') AS once, sum(set_off) AS set_off,
           bool_or(kind = 'taper') AS tapered
      FROM payments_payment payment JOIN payments_batch batch ON batch.id = payment.batch_id
     WHERE batch.month IN (%(before)s, %(month)s)
       AND batch.office_id IN (
           SELECT office_id FROM payments_batch WHERE month = %(month)s AND office_id = ANY(%(offices)s))
     GROUP BY payment.award_id, batch.month
), held AS (
    SELECT held.award_id, batch.month FROM payments_held held JOIN payments_batch batch ON batch.id = held.batch_id
     WHERE batch.month IN (%(before)s, %(month)s) AND batch.office_id = ANY(%(offices)s) AND held.cause = 'regular'
), pair AS (
    SELECT coalesce(old.regular, 0) AS old, coalesce(new.regular, 0) AS new,
           coalesce(new.arrears, 0) - coalesce(old.arrears, 0) AS arrears,
           coalesce(new.once, 0) - coalesce(old.once, 0) AS once,
           coalesce(new.set_off, 0) - coalesce(old.set_off, 0) AS set_off,
           coalesce(new.tapered, false) AS tapered,
           award_id IN (SELECT award_id FROM held WHERE month = %(before)s) AS was_held,
           award_id IN (SELECT award_id FROM held WHERE month = %(month)s) AS is_held
      FROM (SELECT * FROM line WHERE month = %(before)s) old
      FULL JOIN (SELECT * FROM line WHERE month = %(month)s) new USING (award_id)
)
SELECT CASE WHEN new = old THEN 'same' WHEN new = 0 OR (new < old AND is_held) THEN 'stopped'
            WHEN old = 0 OR (new > old AND was_held) THEN 'new'
            WHEN tapered THEN 'tapered' WHEN new > old THEN 'raised' ELSE 'lowered' END AS cause,
       count(*), sum(new - old) FROM pair GROUP BY 1
UNION ALL SELECT 'arrears', count(*), sum(arrears) FROM pair WHERE arrears <> 0
UNION ALL SELECT 'one_time', count(*), sum(once) FROM pair WHERE once <> 0
UNION ALL SELECT 'set_off', count(*), -sum(set_off) FROM pair WHERE set_off <> 0"""
WORDS = LABELS | {"new": "新增或恢复发放", "stopped": "停发或暂缓"}


@dataclass(frozen=True, slots=True)
class CauseLine:
    label: str
    households: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class KindLine:
    label: str
    households: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class StreetLine:
    """A street's month; `url` is its batch. Without a batch "", and `difference` None: nobody there was stopped."""

    name: str
    url: str
    state_kind: str
    state_text: str
    households: int
    amount: Decimal
    difference: Decimal | None
    held: int
    sent_back: int


@dataclass(frozen=True, slots=True)
class MonthPage:
    """One month of all streets that the reader sees."""

    title: str
    crumbs: tuple[Crumb, ...]
    sentence: str
    figures: tuple[Figure, ...]
    causes: tuple[CauseLine, ...]
    before_label: str
    streets: tuple[StreetLine, ...]
    kinds: tuple[KindLine, ...]
    funds: tuple[FundRow, ...]
    months: tuple[Link, ...]


@one_moment()
def month_page(offices: Collection[Office], month: dt.date) -> MonthPage:
    """The page of a month over the paying offices that were got through `access`."""
    month, before = month.replace(day=1), month_of(month).plus(-1).first
    ids = [office.pk for office in offices]
    streets = _streets(offices, month, before)
    amount = sum((line.amount for line in streets), ZERO)
    difference = sum((line.difference for line in streets if line.difference is not None), ZERO)
    missing = sum(line.difference is None for line in streets)
    households = sum(line.households for line in streets)
    stuck = sum(line.held + line.sent_back for line in streets)
    done = sum(line.state_kind == "done" for line in streets)
    return MonthPage(
        title=f"{month_text(month)}发放总览",
        crumbs=(
            Crumb("工作台", reverse("desk:worklist")),
            Crumb("资金发放", reverse("payments:list")),
            Crumb("总览"),
        ),
        sentence=_sentence(households, amount, difference, missing, stuck, before),
        figures=(
            Figure("发放", f"{households:,}", "户", f"{len(streets)} 个街道"),
            Figure("金额", money(amount), "元"),
            Figure(
                f"比{before.month}月",
                change(difference),
                "元",
                f"不计 {missing} 个没有制表的街道" if missing else "",
            ),
            Figure("暂缓和退票", f"{stuck:,}", "户", "", "overdue" if stuck else ""),
            Figure("已结清", f"{done}", f"/ {len(streets)} 个街道"),
        ),
        causes=_causes(ids, month, before),
        before_label=f"{before.month}月",
        streets=streets,
        kinds=_kinds(ids, month),
        funds=fund_rows(ids, month),
        months=_months(month),
    )


def _sentence(
    households: int, amount: Decimal, difference: Decimal, missing: int, stuck: int, before: dt.date
) -> str:
    """What a deputy head reads first; `missing`: how many streets have no batch yet."""
    if not households:
        return "这个月还没有制作批次。"
    more = (
        "与上月相同"
        if not difference
        else f"比{before.month}月{'多' if difference > 0 else '少'} {money(abs(difference))} 元"
    )
    if missing:
        more = f"已制表的街道{more}，{missing} 个街道还没有制表"
    waiting = f"有 {stuck:,} 户没有发到，原因见下。" if stuck else "没有一户卡住。"
    return f"发给 {households:,} 户，共 {money(amount)} 元，{more}；{waiting}"


def _causes(offices: list[int], month: dt.date, before: dt.date) -> tuple[CauseLine, ...]:
    with connection.cursor() as cursor:
        cursor.execute(CAUSES, {"offices": offices, "month": month, "before": before})
        found = {cause: CauseLine(WORDS[cause], many, amount or ZERO) for cause, many, amount in cursor}
    return tuple(found[cause] for cause in WORDS if cause in found and found[cause].households)


def _streets(offices: Collection[Office], month: dt.date, before: dt.date) -> tuple[StreetLine, ...]:
    ids = [office.pk for office in offices]
    batches = {batch.office_id: batch for batch in Batch.objects.filter(office__in=ids, month=month)}
    paid = _by_office(Payment.objects.filter(batch__month=month), ids)
    earlier = _by_office(Payment.objects.filter(batch__month=before), ids)
    held = _count(Held.objects.filter(batch__month=month), "batch__office", "award", ids)
    back = _count(
        Outcome.objects.filter(
            paid=False, transfer__retry__isnull=True, transfer__file__batch__month__lte=month
        ),
        "transfer__file__batch__office",
        "transfer__payment__award",
        ids,
    )
    return tuple(
        _street(office, batches.get(office.pk), paid, earlier, held, back)
        for office in offices
        if office.pk in batches or office.pk in earlier
    )


def _street(office: Office, batch: Batch | None, paid, earlier, held, back) -> StreetLine:
    many, amount = paid.get(office.pk, (0, ZERO))
    return StreetLine(
        name=office.name,
        url=reverse("payments:batch", args=[batch.pk]) if batch else "",
        state_kind=state_kind(batch) if batch else "not_started",
        state_text=BatchState(batch.state).label if batch else "还没有制表",
        households=many,
        amount=amount,
        difference=amount - earlier.get(office.pk, (0, ZERO))[1] if batch else None,
        held=held.get(office.pk, 0),
        sent_back=back.get(office.pk, 0),
    )


def _by_office(rows, offices: list[int]) -> Mapping[int, tuple[int, Decimal]]:
    found = rows.filter(batch__office__in=offices).values("batch__office")
    found = found.annotate(many=Count("award", distinct=True), sum=Sum("to_pay"))
    return {row["batch__office"]: (row["many"], row["sum"]) for row in found}


def _count(rows, office: str, award: str, offices: list[int]) -> Mapping[int, int]:
    found = rows.filter(**{f"{office}__in": offices}).values(office)
    return {row[office]: row["many"] for row in found.annotate(many=Count(award, distinct=True))}


def _kinds(offices: list[int], month: dt.date) -> tuple[KindLine, ...]:
    rows = Payment.objects.filter(Q(batch__office__in=offices), batch__month=month).values("kind")
    found = {
        row["kind"]: KindLine(Kind(row["kind"]).label, row["many"], row["sum"])
        for row in rows.annotate(many=Count("award", distinct=True), sum=Sum("to_pay"))
    }
    return tuple(found[kind] for kind in Kind if kind in found)


def _months(month: dt.date) -> tuple[Link, ...]:
    """The month before and the month after."""
    around = (month_of(month).plus(-1).first, month_of(month).plus(1).first)
    return tuple(
        Link(month_text(one), reverse("payments:month", args=[one.year, one.month])) for one in around
    )
