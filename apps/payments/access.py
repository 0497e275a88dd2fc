"""Which batches a person sees: those of the offices where they may look at payments, and of the offices below."""

import datetime as dt

from django.db.models import QuerySet

from apps.benefits.models import Award, AwardMember, OneTimeRound, RecoveryOrder
from apps.benefits.queries import deaths
from apps.offices.access import may, offices_of, reached_through
from apps.offices.models import Office
from apps.offices.roles import Permission
from apps.payments.models import Batch, Fund


def batches_seen_by(user, on: dt.date | None = None) -> QuerySet[Batch]:
    """Batches through their paying office; whatever else is a 404."""
    return Batch.objects.filter(reached_through(user, Permission.VIEW_PAYMENTS, "office", on=on))


def drafting_offices(user, on: dt.date | None = None) -> QuerySet[Office]:
    """The offices for which `user` may draft a batch, by code."""
    return Office.objects.filter(pk__in=offices_of(user, Permission.DRAFT_BATCH, on)).order_by("code")


def sees_payments(user, on: dt.date | None = None) -> bool:
    """Whether the list of batches is theirs to open at all."""
    return may(user, Permission.VIEW_PAYMENTS, on=on)


def may_record(user, batch: Batch, on: dt.date | None = None) -> bool:
    """Whether they may take in what the bank answered to this batch."""
    return may(user, Permission.RECORD_OUTCOME, batch.office_id, on)


def paying_offices(user, on: dt.date | None = None) -> list[Office]:
    """The offices whose payments `user` sees, by code."""
    seen = offices_of(user, Permission.VIEW_PAYMENTS, on)
    return list(Office.objects.filter(pk__in=seen).order_by("code"))


def rounds_seen_by(user, on: dt.date | None = None) -> QuerySet[OneTimeRound]:
    """One-time rounds through their paying office, the newest first."""
    seen = OneTimeRound.objects.filter(reached_through(user, Permission.VIEW_PAYMENTS, "office", on=on))
    return seen.select_related("office", "drafted_by", "approved_by").prefetch_related("groups")


def deaths_seen_by(user, since: dt.date, on: dt.date | None = None) -> QuerySet[AwardMember]:
    """People of the register who died `since` then, through the office that paid them."""
    return deaths(reached_through(user, Permission.VIEW_PAYMENTS, "award__paying_office", on=on), since)


def funeral_claims_seen_by(user, on: dt.date | None = None) -> QuerySet[OneTimeRound]:
    """Claims of a funeral subsidy, through the office that pays them."""
    return rounds_seen_by(user, on).filter(deceased__isnull=False).select_related("deceased")


def may_draft_for(user, award: Award, on: dt.date | None = None) -> bool:
    """Whether they may draft what this award gets once."""
    return may(user, Permission.DRAFT_BATCH, award.paying_office_id, on)


def may_change_claim(user, made: OneTimeRound, on: dt.date | None = None) -> bool:
    """Whether they may enter another account for this claim."""
    return may(user, Permission.DRAFT_BATCH, made.office_id, on)


def may_reveal_claimant(user, made: OneTimeRound, on: dt.date | None = None) -> bool:
    """Whether they may see the whole numbers of who claims."""
    return may(user, Permission.REVEAL_PERSONAL_DATA, made.office_id, on)


def recoveries_seen_by(user, on: dt.date | None = None) -> QuerySet[RecoveryOrder]:
    """Recoveries through the office that pays the award, the newest first."""
    path = "award__paying_office"
    seen = RecoveryOrder.objects.filter(reached_through(user, Permission.VIEW_PAYMENTS, path, on=on))
    return seen.select_related(
        "award__household__head", "award__paying_office", "award__decision", "noticed_by", "decided_by"
    )


def awards_seen_by(user, on: dt.date | None = None) -> QuerySet[Award]:
    """Awards through the office that pays them."""
    seen = Award.objects.filter(reached_through(user, Permission.VIEW_PAYMENTS, "paying_office", on=on))
    return seen.select_related("household__head", "paying_office__jurisdiction", "decision")


def may_notice(user, award: Award, on: dt.date | None = None) -> bool:
    """Whether they may tell this household what it has to pay back."""
    return may(user, Permission.PERIODIC_REVIEW, award.paying_office_id, on)


def fund_offices(user, on: dt.date | None = None) -> QuerySet[Office]:
    """The offices whose funds `user` manages, by code."""
    return Office.objects.filter(pk__in=offices_of(user, Permission.MANAGE_FUNDS, on)).order_by("code")


def funds_managed_by(user, on: dt.date | None = None) -> QuerySet[Fund]:
    """The funds into which `user` may enter money."""
    return Fund.objects.filter(office__in=fund_offices(user, on)).order_by("office__code", "name")


def notices_somewhere(user, on: dt.date | None = None) -> bool:
    """Whether they may begin a recovery at any office."""
    return may(user, Permission.PERIODIC_REVIEW, on=on)
