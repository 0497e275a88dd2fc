"""What a household lives by now, what it comes to today, and what follows for the money that is paid."""

import datetime as dt
from copy import copy
from dataclasses import dataclass, replace
from decimal import Decimal

from apps.benefits import queries as benefits
from apps.benefits.models import Assessment, Award, AwardAmount, Decision, Kind
from apps.benefits.queries import Grant
from apps.care.queries import care_of
from apps.core.errors import Refused
from apps.households.queries import in_force
from apps.reviews.models import ChangeKind, ChangeReport, Found, Review
from apps.routing.models import Case, CaseKind, Programme
from apps.routing.special_times import moratorium_at
from apps.rules.adjustment import Adjustment, AdjustmentFacts, adjust, freezes
from apps.rules.calendar import month_of
from apps.rules.errors import RuleError
from apps.standards.queries import refusal_words, standards_for, standards_held

ZERO = Decimal("0.00")
INCOME_REASON = "income_not_below_standard"
ECONOMIC = (ChangeKind.INCOME, ChangeKind.JOB_START, ChangeKind.JOB_END, ChangeKind.PROPERTY)
STANDING_KINDS = (CaseKind.APPLICATION, CaseKind.TAKEOVER)


@dataclass(frozen=True, slots=True)
class Standing:
    """The decision by which the household lives, its award (None: nothing is paid monthly), yuan in the month of the day."""

    grant: Decision
    award: Award | None
    amount: Decimal
    tapering: bool = False


@dataclass(frozen=True, slots=True)
class Outlook:
    """Today's computation of a household beside what it gets: the effect on the money, and why."""

    standing: Standing
    assessment: Assessment
    granted: Grant
    adjustment: Adjustment
    reasons: tuple[str, ...]
    instead: str = ""

    @property
    def effect(self) -> str:
        """The word of what happens: that of the rule, or `move` and `resume`, which are the ledger's."""
        return self.instead or self.adjustment.effect

    @property
    def gone(self) -> bool:
        """Nobody is left: there was nothing to compute."""
        return "household_gone" in self.reasons

    @property
    def before(self) -> Decimal:
        return self.standing.amount

    @property
    def after(self) -> Decimal:
        return self.adjustment.amount


def day_of_effect(case: Case, on: dt.date) -> dt.date:
    """A new amount begins next month: where its standards are published already, it is computed on the first day of it."""
    first = month_of(on).plus(1).first
    standards = standards_for(case.hukou_office.jurisdiction.code)
    return first if standards.change_between(on, first) else on


def standing_of(case: Case, on: dt.date, effect: dt.date | None = None) -> Standing:
    """What the case is about; `effect`: the day in whose month it is compared. Refused `nothing_stands` when the household lives by nothing any more."""
    if case.kind == CaseKind.PERIODIC_REVIEW:
        review = Review.objects.select_related("grant__award", "grant__assessment").get(case=case)
        grant = review.grant
    else:
        grant = grant_of_household(case.household, on)
    if grant is None:
        raise Refused("nothing_stands", "没有办理。这一家现在不享受救助；需要救助的，请家庭重新申请。")
    award = getattr(grant, "award", None)
    if award is None:
        return Standing(grant, None, ZERO)
    rows = list(award.amounts.filter(benefits.goes_on(on)))
    tapering = any(row.kind == Kind.TAPER for row in rows)
    amount = _in_month(rows, on)
    if effect not in (None, on) and not tapering:
        amount = _in_month(rows, effect) or amount
    return Standing(grant, award, amount, tapering)


def _in_month(rows: list[AwardAmount], day: dt.date) -> Decimal:
    """Yuan of the month of the day, without what is paid once (heating, festivals)."""
    month = day.replace(day=1)
    due = (row for row in rows if row.from_month <= month <= (row.to_month or month))
    return sum((row.amount for row in due if row.one_time_id is None), ZERO)


def grant_of_household(household, on: dt.date) -> Decision | None:
    """The newest decision by which the household lives in the month of the day."""
    award = household.awards.filter(benefits.covers(on)).select_related("decision").order_by("-id").first()
    if award is not None:
        return award.decision
    last = Decision.objects.filter(case__household=household).select_related("case").order_by("-id").first()
    while last is not None and last.case.kind not in STANDING_KINDS and last.approve:
        earlier = Decision.objects.filter(case__household=household, id__lt=last.id)
        last = earlier.select_related("case").order_by("-id").first()
    stands = last is not None and last.approve and not last.amount
    return last if stands and last.programme == Programme.EDGE_HOUSEHOLD else None


@standards_held()
def outlook(case: Case, on: dt.date, *, round: int = 1) -> Outlook:
    """What the case comes to today: a computation that is only tried out (`Assessment` unsaved) and its effect.

    Where nobody is left in the household there is nothing to compute: the basis is what was computed last.
    """
    effect = day_of_effect(case, on)
    standing = standing_of(case, on, effect)
    change = getattr(case, "change", None) if case.kind == CaseKind.CHANGE_REPORT else None
    if not case.household.memberships.filter(in_force(on)).exists():
        return _gone(case, standing, change, on)
    return judged(case, standing, computed(case, standing, effect, round), change, on)


def computed(case: Case, standing: Standing, on: dt.date, round: int) -> Assessment:
    """The computation of the day for the programme of the case; the self-care level is that of the granting case."""
    return benefits.compute(case, facts_of(case, standing, on), round=round, on=on)


def facts_of(case: Case, standing: Standing, on: dt.date):
    """The household as it is on the day; any day, also of a past month."""
    tekun = case.programme == Programme.TEKUN_SUPPORT
    care = (care_of(case) or care_of(standing.grant.case)) if tekun else None
    return benefits.facts_of(case, on, care)


def may_wait(change: ChangeReport, on: dt.date) -> bool:
    """Whether a change of income or property may wait for the next review if it is not obvious (`adjustment.freezes`)."""
    standards = standards_for(change.case.hukou_office.jurisdiction.code)
    return change.kind in ECONOMIC and freezes(standards, on, self_reported=change.found == Found.REPORTED)


def _gone(case: Case, standing: Standing, change: ChangeReport | None, on: dt.date) -> Outlook:
    facts = AdjustmentFacts(
        programme=case.programme,
        amount=standing.amount,
        entitled=False,
        new_amount=ZERO,
        changed_on=change.happened_on if change else None,
        died_on=change.happened_on if change and change.kind == ChangeKind.DEATH else None,
    )
    adjustment = adjust(facts, standards_for(standing.grant.assessment.jurisdiction), on)
    nothing = Grant("none", (), ())
    last = copy(standing.grant.assessment)
    last.pk, last.case = None, case
    last._state.adding = True
    return Outlook(standing, last, nothing, adjustment, ("household_gone",))


def judged(
    case: Case, standing: Standing, assessment: Assessment, change: ChangeReport | None, on: dt.date
) -> Outlook:
    """The effect of a computation on the standing award."""
    granted = benefits.grant_of(assessment, standing.grant.choice)
    entitled = granted.programme == case.programme and (granted.amount > 0 or standing.award is None)
    found = benefits.computed_reasons(assessment)
    facts = AdjustmentFacts(
        programme=case.programme,
        amount=standing.amount,
        entitled=entitled,
        new_amount=granted.amount,
        counted_members=max(1, len(assessment.answer.get("counted_members", ())) or 1),
        income=Decimal(assessment.answer["counted_income"]) if _by_income(case, found, entitled) else None,
        cause="employment" if change and change.kind == ChangeKind.JOB_START else "other",
        self_reported=change is None or change.found == Found.REPORTED,
        changed_on=change.happened_on if change else None,
        died_on=change.happened_on if change and change.kind == ChangeKind.DEATH else None,
        minor=change is not None and change.minor,
        moratorium=not entitled and moratorium_at(case.hukou_office, on) is not None,
    )
    try:
        adjustment = adjust(facts, standards_for(assessment.jurisdiction), on)
    except RuleError as error:
        raise Refused(error.code, f"没有测算。{refusal_words(error)}") from error
    reasons = _reasons(adjustment, found, change, standing, granted)
    if change is not None and change.kind == ChangeKind.HUKOU and standing.award is not None and entitled:
        moved = Adjustment("keep", granted.amount, month_of(on).plus(1))
        return Outlook(standing, assessment, granted, moved, ("hukou_moved",), "move")
    if standing.tapering and adjustment.effect != "hold":
        return _in_taper(Outlook(standing, assessment, granted, adjustment, reasons), entitled, change, on)
    return Outlook(standing, assessment, granted, adjustment, reasons)


def _in_taper(found: Outlook, entitled: bool, change: ChangeReport | None, on: dt.date) -> Outlook:
    """《措施》11: below the standard again the household gets ordinary dibao from the month after; else the taper runs out."""
    if entitled:
        again = Adjustment("increase", found.granted.amount, month_of(on).plus(1))
        return replace(found, adjustment=again, reasons=found.reasons or ("income_fell",), instead="resume")
    if change is not None and (change.kind == ChangeKind.DEATH or change.found == Found.DISCOVERED):
        return found
    goes_on = Adjustment("keep", found.standing.amount, month_of(on).plus(1))
    return replace(found, adjustment=goes_on, reasons=())


def _by_income(case: Case, found: list[str], entitled: bool) -> bool:
    return not entitled and case.programme == Programme.DIBAO and INCOME_REASON in found


BY_CHANGE = {
    ChangeKind.DEATH: "member_died",
    ChangeKind.MOVE_OUT: "member_left",
    ChangeKind.BIRTH: "member_joined",
    ChangeKind.MOVE_IN: "member_joined",
    ChangeKind.JOB_START: "income_rose",
    ChangeKind.JOB_END: "income_fell",
    ChangeKind.PROPERTY: "property_changed",
    ChangeKind.HUKOU: "hukou_moved",
    ChangeKind.REFUSED_JOB: "refused_jobs",
    ChangeKind.SELF_CARE: "care_level_changed",
}


def _reasons(
    adjustment: Adjustment,
    found: list[str],
    change: ChangeReport | None,
    standing: Standing,
    granted: Grant,
) -> tuple[str, ...]:
    """Why the money changes: what the figures say for an end, else what happened, else which way the income went."""
    if adjustment.effect == "keep":
        frozen = change is not None and change.minor and granted.amount != standing.amount
        return ("frozen_between_reviews",) if frozen else ()
    if adjustment.effect in ("stop", "taper", "hold") and found:
        return tuple(found)
    if change and change.kind in BY_CHANGE:
        return (BY_CHANGE[change.kind],)
    return ("income_rose",) if granted.amount < standing.amount else ("income_fell",)
