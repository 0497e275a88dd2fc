"""初审 at the hukou street: the computation of the day, the opinion on it, what goes to public notice."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction

from apps.applications.queries.evidence import case_facts
from apps.benefits import queries as benefits
from apps.benefits import services as benefit_services
from apps.benefits.models import Opinion
from apps.checks.queries import open_differences
from apps.checks.services import refuse_investigator
from apps.core.errors import Refused
from apps.publicity.services import prepare_notice, refuse_open_objection
from apps.routing.models import Case
from apps.routing.services import advance, receive_dossier, set_proposed


@transaction.atomic
def submit_first_review(
    case: Case,
    *,
    approve: bool,
    text: str,
    reasons: Iterable[str] = (),
    seen_amount: Decimal | None = None,
    by,
    on: dt.date,
) -> Opinion:
    """提交初审意见: compute, propose to approve or deny, and prepare the public notice of an approval.

    「…提出审核意见，并…在申请家庭所在村（社区）公示」（民发〔2021〕57号 第十九条）. `seen_amount` is what the page showed in
    yuan a month; a computation that gives something else is refused (`amount_changed`), as are unsettled differences
    (`open_differences`), a missing standard, and an opinion against the figures.
    """
    step = receive_dossier(case, by=by, on=on)
    case = step.case
    refuse_investigator(case, by)
    refuse_open_differences(case)
    refuse_open_objection(case)
    assessment = benefit_services.assess_case(
        case, facts=case_facts(case, on), round=step.round, by=by, on=on
    )
    grant = benefits.grant_of(assessment)
    if seen_amount is not None and seen_amount != grant.amount:
        raise Refused(
            "amount_changed",
            f"没有提交。测算结果已变为{benefits.verdict(assessment)}，与您看到的不同；请看过新的测算再提交。",
        )
    opinion = benefit_services.give_opinion(
        case, assessment, approve=approve, text=text, reasons=reasons, round=step.round, by=by, on=on
    )
    if approve:
        prepare_notice(case, kind="public_notice", members=len(grant.persons), amount=grant.amount, on=on)
    set_proposed(case, approve)
    advance(step, by=by, on=on, summary=_summary(opinion), detail={"opinion": opinion.pk, "approve": approve})
    return opinion


def refuse_open_differences(case: Case) -> None:
    """Every difference between what was declared and what was found is settled before anything is computed on it."""
    many = open_differences(case)
    if many:
        raise Refused(
            "open_differences",
            f"没有提交。核对还有 {many} 项差异没有处理；请退回核对，由{case.front_office}写明采用哪一个数再来。",
        )


def _summary(opinion: Opinion) -> str:
    words = "拟予确认" if opinion.approve else "拟不予确认"
    return f"初审意见：{words}，{benefits.verdict(opinion.assessment)}。{opinion.text}"
