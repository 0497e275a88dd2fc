"""审核确认: a second person decides on the computation of that day; the award, the letter, the announcement follow."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction

from apps.applications.queries import letters
from apps.applications.queries.evidence import case_facts
from apps.benefits import queries as benefits
from apps.benefits import services as benefit_services
from apps.benefits.models import Assessment, Decision, Opinion
from apps.care.queries import placement_of
from apps.checks.services import refuse_investigator
from apps.core.chinese import month_text
from apps.core.errors import Refused
from apps.documents.services import issue_document
from apps.publicity.queries import last_notice
from apps.publicity.services import prepare_notice
from apps.routing.models import Case, CaseKind, Outcome, Programme
from apps.routing.queries import case_words
from apps.routing.services import advance, close_case, set_outcome, take_step
from apps.rules.amounts import format_money


@transaction.atomic
def submit_decision(
    case: Case, *, approve: bool, text: str, reasons: Iterable[str] = (), by, on: dt.date
) -> Decision:
    """确认 or 不予确认 on what the case comes to today.

    「…作出审核确认决定…不予确认同意的…书面告知申请人并说明理由」（民发〔2021〕57号 第二十一条）. Refuses to approve what was not
    put to notice (`not_noticed`) or comes to another amount today (`notice_differs`): the first review and the notice
    are then repeated. An approval opens the award; a denial ends the case.
    """
    step = take_step(case, "decision", by=by, on=on)
    case = step.case
    if case.kind != CaseKind.APPLICATION:
        raise Refused(
            "no_application",
            f"没有办理。这是{case_words(case)}，不是申请；请从办件页的“办审核确认”进入。",
        )
    refuse_investigator(case, by)
    opinion = benefits.last_opinion(case)
    assessment = benefit_services.assess_case(
        case, facts=case_facts(case, on), round=step.round, by=by, on=on
    )
    if approve:
        refuse_without_notice(case, opinion, assessment)
    decision = benefit_services.decide(
        case, assessment, opinion, approve=approve, text=text, reasons=reasons, by=by, on=on
    )
    if approve:
        _approve(decision, step, by=by, on=on)
    else:
        _deny(decision, step, by=by, on=on)
    return decision


def refuse_without_notice(case: Case, opinion: Opinion, assessment: Assessment) -> None:
    """What is approved is what hung on the boards: proposed, noticed, and still the same programme and amount."""
    notice = last_notice(case)
    if not opinion.approve or notice is None:
        raise Refused(
            "not_noticed",
            "没有办理。初审拟不予确认，没有公示过；如要予以确认，请退回初审，重新提出意见并公示。",
            "approve",
        )
    grant, proposed = benefits.grant_of(assessment), benefits.grant_of(opinion.assessment)
    if notice.amount != grant.amount or proposed.programme != grant.programme:
        raise Refused(
            "notice_differs",
            f"没有办理。公示的是 {format_money(notice.amount)} 元，今天测算为{benefits.verdict(assessment)}；"
            "请退回初审重新提出意见，并重新公示。期限继续计算。",
        )


def _approve(decision: Decision, step, *, by, on: dt.date) -> None:
    case = decision.case
    placed = placement_of(case.applicant) if case.programme == Programme.TEKUN_SUPPORT else None
    payee = placed.institution if placed else ""
    award = benefit_services.open_award(decision, payee=payee, by=by, on=on)
    set_outcome(case, Outcome.APPROVED)
    members = len(benefits.grant_of(decision.assessment, decision.choice).persons)
    prepare_notice(case, kind="announcement", members=members, amount=decision.amount, on=on)
    letter = issue_document(
        "decision_letter",
        case=case,
        office=decision.office,
        context=letters.decision_letter(decision, on),
        by=by,
        on=on,
    )
    first = f"，自{month_text(decision.first_month)}起发放" if award else ""
    advance(
        step,
        by=by,
        on=on,
        summary=f"予以确认：{benefits.verdict(decision.assessment)}{first}。通知书 {letter.number}。",
        detail=_detail(decision),
    )


def _deny(decision: Decision, step, *, by, on: dt.date) -> None:
    case = decision.case
    set_outcome(case, Outcome.DENIED)
    letter = issue_document(
        "denial_letter",
        case=case,
        office=decision.office,
        context=letters.denial_letter(decision, on),
        by=by,
        on=on,
    )
    why = "、".join(map(benefits.reason_words, decision.reasons))
    summary = f"不予确认：{why}。通知书 {letter.number}。"
    advance(step, by=by, on=on, summary=summary, detail=_detail(decision))
    close_case(case, Outcome.DENIED, by=by, on=on, summary=f"不予确认：{why}。", office=decision.office)


def _detail(decision: Decision) -> dict[str, str | int | list[str]]:
    amount = str(decision.amount if decision.approve else Decimal(0))
    return {"decision": decision.pk, "amount": amount, "reasons": decision.reasons}
