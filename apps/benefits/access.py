"""Which computations a person sees: those of the cases that they see. Rehearsals are for policy staff and whoever approves."""

from django.db.models import QuerySet

from apps.benefits.models import Appeal, Assessment, RecoveryOrder, Rehearsal
from apps.offices.access import duties_of, may
from apps.offices.models import Jurisdiction
from apps.offices.roles import Permission, Role
from apps.standards.access import may_approve, may_draft
from apps.standards.models import DraftState, StandardDraft


def assessments_of(case) -> QuerySet[Assessment]:
    """The kept computations of a case that was got through `routing.access`, the oldest first."""
    return case.assessments.select_related("made_by", "case").order_by("id")


def appeal_of(case, appeal_id: int) -> Appeal | None:
    """An appeal against the decision of a case that was got through `routing.access`."""
    found = Appeal.objects.filter(decision__case=case, pk=appeal_id)
    return found.select_related("decision__office", "decision__case").first()


def decides_set_off(user, order: RecoveryOrder, on) -> bool:
    """Whoever speaks for the district of the office that pays; the office itself does not."""
    office = order.award.paying_office
    return may(user, Permission.SET_OFF, office.parent_id or office.pk, on)


def sees_rehearsals(user, on) -> bool:
    """Policy staff, city supervisors, auditors."""
    audits = any(duty.role == Role.AUDITOR for duty in duties_of(user, on))
    return audits or exports_corrections(user, on)


def exports_corrections(user, on) -> bool:
    """Policy staff and city supervisors; an auditor looks and takes nothing along."""
    return may_draft(user, on) or may_approve(user, on)


def rehearsals() -> QuerySet[Rehearsal]:
    """All rehearsals with their people and runs, for whoever sees them."""
    return Rehearsal.objects.select_related(
        "jurisdiction", "drafted_by", "approved_by", "run", "recalculation"
    )


def drafts_to_rehearse() -> QuerySet[StandardDraft]:
    """Drafts that wait and stand in no open rehearsal."""
    open_ones = Rehearsal.objects.filter(state__in=["waiting", "ready", "publishing"])
    taken = open_ones.values("drafts")
    waiting = StandardDraft.objects.filter(state=DraftState.DRAFTED)
    waiting = waiting.exclude(pk__in=taken.filter(drafts__isnull=False))
    return waiting.select_related("code", "jurisdiction", "row__code")


def jurisdictions() -> QuerySet[Jurisdiction]:
    return Jurisdiction.objects.order_by("number")
