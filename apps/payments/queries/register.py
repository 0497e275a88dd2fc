"""The proof of a batch, its roster, its list; who may sign it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from apps.benefits.models import ONE_TIME, Award, Choice, Kind
from apps.benefits.queries import open_basis
from apps.core.chinese import month_text
from apps.core.masking import mask_account
from apps.documents.roster import NO_COMMUNITY, Approval, Roster, RosterLine
from apps.offices.models import Duty, Office
from apps.offices.roles import Permission, roles_with
from apps.payments.models import Batch, Cause, Held, Payment
from apps.rules.amounts import format_money

ZERO = Decimal("0.00")
COMMUNITY = "award__household__hukou_community__name"
# Kinds of money that the roster counts by themselves.
OWN_WORDS = (Kind.SINGLE_PERSON, Kind.CARE_SUBSIDY, *ONE_TIME)


@dataclass(frozen=True, slots=True)
class RegisterProof:
    """register = listed + held + excluded, in households of the month itself; `extra` only get arrears.

    A household counts as listed once any of its month is, as held where all of it is; `partly` are both.
    """

    register: int
    listed: int
    held: int
    excluded: int
    extra: int
    partly: int

    @property
    def agrees(self) -> bool:
        return self.register == self.listed + self.held + self.excluded


def register_proof(batch: Batch) -> RegisterProof:
    """What the awards alone say (counted while drafting) against what stands in the batch."""
    own = Q(month=batch.month, cause=Cause.REGULAR)
    excluded = Payment.objects.filter(own, award__paying_office=batch.office_id).exclude(batch=batch)
    regular = Payment.objects.filter(own, batch=batch).values("award_id")
    held = Held.objects.filter(own, batch=batch)
    return RegisterProof(
        register=batch.register_awards,
        listed=_awards(regular),
        held=_awards(held.exclude(award__in=regular)),
        excluded=_awards(excluded),
        extra=_awards(Payment.objects.filter(batch=batch).exclude(award__in=regular)),
        partly=_awards(held.filter(award__in=regular)),
    )


def _awards(rows: QuerySet) -> int:
    return rows.aggregate(many=Count("award_id", distinct=True))["many"]


def first_month_paid(award) -> dt.date | None:
    """The first month that an approved batch paid for an award; None while nothing was paid."""
    paid = (
        award.payments.filter(batch__approved_on__isnull=False)
        .order_by("month")
        .values_list("month", flat=True)
    )
    return paid.first()


def approvers_of(office: Office, on: dt.date) -> tuple[str, ...]:
    """Names of those who may approve a batch of the office."""
    duties = Duty.objects.filter(
        office=office, role__in=roles_with(Permission.APPROVE_BATCH), valid_from__lte=on, user__is_active=True
    ).exclude(valid_to__lt=on)
    return tuple(duties.order_by("user__pinyin").values_list("user__full_name", flat=True).distinct())


def roster_lines(batch: Batch) -> QuerySet[Payment]:
    """The payments of a batch in the order of the roster (community by community), with what stands on it."""
    return (
        Payment.objects.filter(batch=batch)
        .select_related(
            "award__household__head",
            "award__decision__assessment",
            "award__decision__case",
            "account__holder",
            "award__household__hukou_community",
        )
        .only(
            *("batch_id", "month", "kind", "cause", "amount", "set_off", "to_pay", "members", "payee"),
            *("award__programme", "award__household__head__name", "award__household__hukou_community__name"),
            *("account__number", "account__holder__name", "account__holder_name"),
            *(
                "award__decision__amount",
                "award__decision__choice",
                "award__decision__assessment__equation",
                "award__decision__case__number",
            ),
        )
        .order_by(
            F(COMMUNITY).asc(nulls_last=True),
            *("award__household__head__name_pinyin", "award_id", "month", "-kind"),
        )
    )


def with_totals(batches: QuerySet[Batch]) -> QuerySet[Batch]:
    """Batches with households, payments and yuan, for the list."""
    return batches.select_related("office", "drafted_by", "approved_by").annotate(
        households=Count("payments__award", distinct=True), amount=Coalesce(Sum("payments__to_pay"), ZERO)
    )


def roster_rows(batch: Batch, community: str = "") -> Iterator[tuple[str | int | Decimal, ...]]:
    """The payments of a batch, or of one `community` of it, as rows of words: community, householder, payee, …, case number."""
    lines = roster_lines(batch)
    if community:
        lines = lines.filter(**{COMMUNITY: None if community == NO_COMMUNITY else community})
    for line in lines:
        yield (
            _community(line) or NO_COMMUNITY,
            line.award.household.head.name,
            line.payee or line.account.payee,
            "" if line.payee else mask_account(line.account.number),
            line.members,
            _programme(line),
            f"{line.month:%Y-%m}",
            line.get_cause_display(),
            line.to_pay,
            line.award.decision.case.number,
        )


def roster_of(batch: Batch, approver, on: dt.date) -> Roster:
    """The context of the printed roster; a household with arrears has a line for each month."""
    awards = Payment.objects.filter(batch=batch).values("award_id")
    households: dict[int, int] = {}
    lines = tuple(
        RosterLine(
            number=number,
            payee=line.payee or line.account.payee,
            account_tail="" if line.payee else line.account.number[-4:],
            persons=line.members,
            programme=_programme(line),
            formula=_formula(line),
            amount=line.to_pay,
            household=households.setdefault(line.award_id, len(households) + 1),
            community=_community(line),
        )
        for number, line in enumerate(roster_lines(batch), start=1)
    )
    return Roster(
        month=batch.month,
        batch_number=batch.number,
        lines=lines,
        approvals=(
            Approval("制表", batch.drafted_by.full_name, batch.drafted_on),
            Approval("审批", approver.full_name, on),
        ),
        open_basis=open_basis(Award.objects.filter(pk__in=awards)).words,
    )


def _community(line: Payment) -> str:
    community = line.award.household.hukou_community
    return community.name if community else ""


def _programme(line: Payment) -> str:
    """The programme; the kind of money where that is one of its own."""
    return line.get_kind_display() if line.kind in OWN_WORDS else line.award.get_programme_display()


def _formula(line: Payment) -> str:
    """The equation of the decision, as long as it gives this amount; arrears name their month."""
    terms = line.award.decision.assessment.equation
    worked = " ".join(f"{term['operator']} {term['text']}".strip() for term in terms)
    late = f"补发{month_text(line.month)}" if line.cause == Cause.ARREARS else ""
    decision = line.award.decision
    own = line.amount == decision.amount and decision.choice != Choice.SINGLE_PERSON
    held = f"抵扣追回款{format_money(line.set_off)}元" if line.set_off else ""
    return "；".join(part for part in (worked if own else "按决定金额", late, held) if part)
