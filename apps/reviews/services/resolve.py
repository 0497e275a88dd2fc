"""核查意见 and 审核确认: one person proposes what follows for the money, another decides it, on that day's computation.

「…应当及时作出增发、减发、停发…决定…减发、停发的…书面告知并说明理由」（民发〔2021〕57号 第三十二条）. Every figure comes from the same
`assess` that grants; the ledger carries out what was decided.
"""

import datetime as dt
from decimal import Decimal

from django.db import transaction

from apps.benefits import queries as benefits
from apps.benefits import services as benefit_services
from apps.benefits.models import Decision
from apps.benefits.services import Terms
from apps.care.queries import placement_of
from apps.checks.queries import open_differences
from apps.core.chinese import month_text
from apps.core.errors import Refused
from apps.households.services import move_household
from apps.offices.models import Office
from apps.publicity.services import prepare_notice, refuse_open_objection
from apps.reviews.models import Effect, Resolution, Review
from apps.reviews.queries.overpaid import overpaid_months
from apps.reviews.queries.standing import Outlook, facts_of, outlook
from apps.reviews.queries.words import reason_words
from apps.reviews.services.papers import issue_papers
from apps.routing.models import Case, CaseKind, Outcome, Programme, Step
from apps.routing.queries import table_of
from apps.routing.services import advance, close_case, note_use, return_case, set_proposed, take_step
from apps.routing.special_times import moratorium_at
from apps.rules.amounts import format_money
from apps.rules.plain import plain

ZERO = Decimal("0.00")
OUTCOMES = {
    Effect.KEEP: Outcome.KEPT,
    Effect.HOLD: Outcome.KEPT,
    Effect.INCREASE: Outcome.ADJUSTED,
    Effect.REDUCE: Outcome.ADJUSTED,
    Effect.MOVE: Outcome.ADJUSTED,
    Effect.RESUME: Outcome.ADJUSTED,
    Effect.TAPER: Outcome.TAPERED,
    Effect.STOP: Outcome.STOPPED,
}

# What ends the award also ends the review that is open for it.
OVER = {
    Effect.STOP: "待遇已停发，不再核查。",
    Effect.MOVE: "待遇已由迁入地街道重新测算发放，下次核查从该决定算起。",
}


@transaction.atomic
def propose(step: Step, *, text: str, seen: str = "", by, on: dt.date) -> Resolution:
    """Propose what the computation of today gives; `step` is taken (locked) by the caller.

    `seen`: effect and amount as the page showed them; anything else today is refused (`outlook_changed`), as are
    differences that nobody has settled (`open_differences`).
    """
    case = step.case
    refuse_open_objection(case)
    many = open_differences(case)
    if many:
        raise Refused("open_differences", f"没有提交。核对还有 {many} 项差异没有处理；请先写明采用哪一个数。")
    found = _kept(case, step, by=by, on=on)
    if seen and seen != mark_of(found):
        raise Refused(
            "outlook_changed",
            f"没有提交。今天的测算结果为{words_of(found)}，与您看到的不同；请看过新的结果再提交。",
        )
    opinion = benefit_services.propose_terms(
        case, found.assessment, _terms(found), text=text, round=step.round, by=by, on=on
    )
    kept = _write(step, found, opinion, None, on)
    _post_stop(case, found, on)
    summary = f"{words_of(found)}。{opinion.text}"
    advance(step, by=by, on=on, summary=summary[:500], detail={"resolution": kept.pk, "effect": kept.effect})
    return kept


@transaction.atomic
def decide(case: Case, *, agree: bool, text: str, considered: str = "", by, on: dt.date) -> Resolution | None:
    """审核确认 of what was proposed, or back to whoever proposed it. A second person; the computation of this day.

    Refused `resolution_differs` where today comes to something else than was proposed: it goes back and is proposed again;
    `appeal_not_considered` where it is against the household while an appeal runs and `considered` says nothing of it.
    """
    step = take_step(case, "decision", by=by, on=on)
    case = step.case
    if case.kind == CaseKind.APPLICATION:
        raise Refused("no_review", "没有办理。这是申请，不是核查或变更；请从办件页的“办审核确认”进入。")
    if not agree:
        return_case(step, [_first_step(case)], reason=text, by=by, on=on)
        return None
    proposed = case.resolutions.filter(decision__isnull=True).order_by("-round").first()
    found = _kept(case, step, by=by, on=on)
    if (proposed.effect, proposed.after) != (found.effect, found.after):
        raise Refused(
            "resolution_differs",
            f"没有办理。提出的是{proposed.get_effect_display()}，今天测算为{words_of(found)}；请退回重新提出意见。",
        )
    if proposed.takes_away:
        text = benefit_services.with_appeals_considered(case.household_id, text, considered)
    decision = benefit_services.decide_terms(
        case, found.assessment, proposed.opinion, _terms(found), text=_because(found, text), by=by, on=on
    )
    kept = _write(step, found, proposed.opinion, decision, on)
    _carry_out(found, kept, by=by, on=on)
    issue_papers(kept, found, by=by, on=on)
    advance(step, by=by, on=on, summary=f"{words_of(found)}。{text}"[:500], detail={"decision": decision.pk})
    _close(case, kept, by=by, on=on)
    return kept


def _post_stop(case: Case, found: Outlook, on: dt.date) -> None:
    """43号 第二十六条: a tekun stop that is proposed is posted for seven days in both places before it is decided."""
    if "public_notice" not in table_of(case).names:
        return
    ends = found.effect == Effect.STOP
    set_proposed(case, ends)
    if ends:
        members = max(1, len(found.granted.persons))
        prepare_notice(case, kind="public_notice", members=members, amount=ZERO, on=on)


def _because(found: Outlook, text: str) -> str:
    """What stands in the ledger and explains the difference in the batch: why, what, and the decider's own words."""
    if not text.strip() or not found.reasons:
        return text
    why = "、".join(reason_words(code) for code in found.reasons)
    return f"{why}，{Effect(found.effect).label}。{text.strip()}"


def words_of(found: Outlook) -> str:
    """In one line: 增发，每月由 500.00 元改为 620.00 元，自2026年5月起."""
    effect, first = Effect(found.effect), found.adjustment.first_month
    if effect == Effect.KEEP and found.standing.tapering:
        return f"渐退按原安排继续，本月 {format_money(found.before)} 元"
    if effect in (Effect.KEEP, Effect.HOLD):
        return f"{effect.label}，每月 {format_money(found.before)} 元" if found.before else effect.label
    month = month_text(first)
    if effect == Effect.TAPER:
        return f"渐退 {len(found.adjustment.plan.schedule)} 个月，自{month}起"
    if effect == Effect.STOP:
        return f"停发，自{month}起不再发放"
    if effect == Effect.MOVE:
        return f"自{month}起由迁入地街道发放"
    return f"{effect.label}，每月由 {format_money(found.before)} 元改为 {format_money(found.after)} 元，自{month}起"


def mark_of(found: Outlook) -> str:
    """Effect and amount as one word, for the page to bring back."""
    return f"{found.effect} {found.after}"


def _kept(case: Case, step: Step, *, by, on: dt.date) -> Outlook:
    """Today's computation, kept; where nobody is left to compute, the basis is the last one."""
    found = outlook(case, on, round=step.round)
    if found.gone:
        found.assessment.round, found.assessment.made_by = step.round, by
        found.assessment.save()
    else:
        benefit_services.keep_assessment(found.assessment, by=by, on=on)
    return found


def _terms(found: Outlook) -> Terms:
    ends = found.effect == Effect.STOP
    return Terms(
        goes_on=not ends,
        programme=found.standing.grant.programme,
        amount=ZERO if ends else found.after,
        first_month=found.adjustment.first_month.first,
        reasons=found.reasons,
        choice=found.standing.grant.choice,
    )


def _write(step: Step, found: Outlook, opinion, decision: Decision | None, on: dt.date) -> Resolution:
    plan, late = found.adjustment.plan, overpaid_months(step.case, found, on)
    return Resolution.objects.create(
        case=step.case,
        round=step.round,
        opinion=opinion,
        decision=decision,
        effect=found.effect,
        before=found.before,
        after=found.after,
        first_month=found.adjustment.first_month.first,
        reasons=list(found.reasons),
        plan=plain(plan.schedule) if plan and found.effect == Effect.TAPER else [],
        recovery=plain(late),
        recovery_total=sum((row.difference for row in late), ZERO),
        made_on=on,
    )


def _carry_out(found: Outlook, kept: Resolution, *, by, on: dt.date) -> None:
    """What the decision does to the ledger; nothing where nothing is paid monthly or nothing changes."""
    award, decision, effect = found.standing.award, kept.decision, Effect(kept.effect)
    first = found.adjustment.first_month
    since = found.adjustment.recover_from or first
    if effect == Effect.HOLD:
        _note_hold(kept.case, by=by, on=on)
    if award is None or effect in (Effect.KEEP, Effect.HOLD):
        return
    if effect == Effect.STOP:
        last = since.plus(-1).first
        benefit_services.stop_award(award, decision=decision, last_month=last, by=by, on=on)
    elif effect == Effect.TAPER:
        benefit_services.schedule_taper(award, found.adjustment.plan, decision=decision, by=by, on=on)
    elif effect == Effect.MOVE:
        household = _moved(kept.case, by=by, on=on)
        benefit_services.move_award(
            award, found.granted.parts, decision=decision, to=household.hukou_office,
            residence=household.residence_office, last_month=first.plus(-1).first, by=by, on=on,
        )  # fmt: skip
    else:
        benefit_services.resume_award(award, decision=decision, by=by, on=on)
        _change(found, decision, since, by=by, on=on)


def _note_hold(case: Case, *, by, on: dt.date) -> None:
    """The use of the measure of the region; where a standard of the area holds everybody, its decision says so."""
    switch = moratorium_at(case.hukou_office, on)
    if switch is not None:
        note_use(case, switch, "符合退出条件，暂停退出，待遇不变", office=case.decider_office, by=by, on=on)


def _moved(case: Case, *, by, on: dt.date):
    """The household at the street of its new hukou; whatever is decided next about it, that street decides."""
    office = Office.objects.get(code=case.change.detail["office"])
    move_household(case.household, hukou_office=office, by=by, on=on)
    case.household.refresh_from_db()
    return case.household


def _change(found: Outlook, decision: Decision, since, *, by, on: dt.date) -> None:
    """The new amounts from the first month on; months that are over come to what their own standard gave."""
    award, first = found.standing.award, found.adjustment.first_month
    if since < first:
        earlier = benefits.compute(
            decision.case, facts_of(decision.case, found.standing, since.first), round=1, on=since.first
        )
        parts = benefits.grant_of(earlier, found.standing.grant.choice).parts
        benefit_services.change_amount(
            award, parts or found.granted.parts, decision=decision, first_month=since.first,
            persons=found.granted.persons, by=by, on=on,
        )  # fmt: skip
        if parts == found.granted.parts:
            return
    benefit_services.change_amount(
        award, found.granted.parts, decision=decision, first_month=first.first,
        persons=found.granted.persons, payee=_payee(decision.case, award), by=by, on=on,
    )  # fmt: skip


def _payee(case: Case, award) -> str:
    """Who takes the care subsidy: the institution in which the person lives now."""
    if case.programme == Programme.TEKUN_SUPPORT:
        placed = placement_of(case.applicant)
        return placed.institution if placed else ""
    return award.amounts.exclude(payee="").values_list("payee", flat=True).first() or ""


def _first_step(case: Case) -> str:
    return "periodic_review" if case.kind == CaseKind.PERIODIC_REVIEW else "verification"


def _close(case: Case, kept: Resolution, *, by, on: dt.date) -> None:
    """The case is over; its review is done; a stop or a move ends whatever other review of the household is open."""
    close_case(
        case, OUTCOMES[Effect(kept.effect)], by=by, on=on, summary=f"{kept.get_effect_display()}，已办结。",
        office=case.decider_office,
    )  # fmt: skip
    review = Review.objects.select_for_update().filter(case=case).first()
    if review:
        review.reviewed_on = on
        review.save()
    if kept.effect in OVER:
        _cancel_open_reviews(case, OVER[Effect(kept.effect)], by=by, on=on)


def _cancel_open_reviews(case: Case, why: str, *, by, on: dt.date) -> None:
    open_ones = Review.objects.filter(
        case__household=case.household, reviewed_on__isnull=True, cancelled_on__isnull=True
    ).select_related("case__decider_office")
    for review in open_ones:
        review.cancelled_on = on
        review.save()
        close_case(
            review.case, Outcome.CANCELLED, by=by, on=on, summary=why,
            office=review.case.decider_office,
        )  # fmt: skip
