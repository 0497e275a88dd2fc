"""What the reviewer and the approver see before they sign: the computation of today beside what was said before."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from apps.applications.queries.evidence import case_facts
from apps.benefits import queries as benefits
from apps.benefits.models import Assessment
from apps.benefits.queries import CalculationPage
from apps.checks.queries import open_differences
from apps.core.errors import Refused
from apps.core.shapes import Strip
from apps.offices.models import Duty
from apps.offices.roles import Permission, roles_with
from apps.publicity.queries import last_notice
from apps.routing.models import Case, StepState
from apps.rules.amounts import format_money


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """初审: today's computation, and what stands in the way of an opinion."""

    calculation: CalculationPage | None
    seen_amount: Decimal | None
    choice: "ChoiceBoard | None"
    strips: tuple[Strip, ...]
    to_receive: bool
    message: str


@dataclass(frozen=True, slots=True)
class ChoiceBoard:
    """Both ways of a family that may choose, and what it signed."""

    options: tuple[benefits.Option, ...]
    wished: str
    signed: str
    signed_text: str


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """审核确认: the opinion, what was noticed, today's computation, who may sign."""

    calculation: CalculationPage | None
    choice: ChoiceBoard | None
    strips: tuple[Strip, ...]
    opinion_text: str
    opinion_by: str
    opinion_on: dt.date
    opinion_approves: bool
    noticed_amount: Decimal | None
    rule_text: str


def review_page(case: Case, on: dt.date) -> ReviewPage:
    """The page of the first review. A computation that cannot be made is a strip, not an error."""
    assessment, strips = _computed(case, on)
    many = open_differences(case)
    if many:
        text = f"请退回核对，由{case.front_office}写明采用哪一个数；处理完才能提交初审意见。"
        strips.insert(0, Strip("caution", f"还有 {many} 项差异没有处理", text))
    sent = case.hand_overs.last()
    opened = case.steps.filter(name="first_review", state=StepState.OPEN).exists()
    return ReviewPage(
        calculation=_shown(assessment, on),
        seen_amount=benefits.grant_of(assessment).amount if assessment else None,
        choice=_choice(case, assessment),
        strips=tuple(strips),
        to_receive=bool(opened and sent and sent.received_on is None and sent.returned_on is None),
        message=sent.message if sent else "",
    )


def decision_page(case: Case, user, on: dt.date) -> DecisionPage:
    """The page of the decision. What differs from the notice is said before anybody signs."""
    opinion, notice = benefits.last_opinion(case), last_notice(case)
    assessment, strips = _computed(case, on)
    noticed = notice.amount if notice and opinion.approve else None
    if assessment and noticed is not None and benefits.grant_of(assessment).amount != noticed:
        today = benefits.verdict(assessment)
        strips.append(
            Strip(
                "alarm",
                "今天的测算与公示不同",
                f"公示 {format_money(noticed)} 元，今天{today}。不能予以确认，请退回初审重新公示。",
            )
        )
    return DecisionPage(
        calculation=_shown(assessment, on),
        choice=_choice(case, assessment),
        strips=tuple(strips),
        opinion_text=opinion.text,
        opinion_by=opinion.given_by.full_name,
        opinion_on=opinion.given_on,
        opinion_approves=opinion.approve,
        noticed_amount=noticed,
        rule_text=_rule(case, opinion.given_by, user, on),
    )


def _computed(case: Case, on: dt.date) -> tuple[Assessment | None, list[Strip]]:
    """Today's computation, tried out and not kept; or the words why there is none."""
    try:
        return benefits.compute(case, case_facts(case, on), round=1, on=on), []
    except Refused as refusal:
        return None, [Strip("alarm", "没有测算结果", refusal.message)]


def _choice(case: Case, assessment: Assessment | None) -> ChoiceBoard | None:
    if assessment is None or not benefits.needs_choice(assessment):
        return None
    signed = benefits.last_choice(case)
    return ChoiceBoard(
        options=benefits.options_of(assessment),
        wished=case.application.get_single_choice_display(),
        signed=signed.choice if signed else "",
        signed_text=f"{signed.signed_by}，{signed.signed_on:%Y年%-m月%-d日}签字" if signed else "",
    )


def choice_board(case: Case, on: dt.date) -> ChoiceBoard | None:
    """Both ways by the figures of the day; None where there is nothing to choose or nothing computed."""
    assessment, _ = _computed(case, on)
    return _choice(case, assessment)


def _shown(assessment: Assessment | None, on: dt.date) -> CalculationPage | None:
    if assessment is None:
        return None
    return benefits.calculation_page(assessment, first_month=benefits.first_month(assessment, on))


def _rule(case: Case, reviewer, user, on: dt.date) -> str:
    """四眼原则 in one sentence that names the person."""
    if user.pk != reviewer.pk:
        return f"初审人{reviewer}不能审核确认本件；您未参与核对、入户和初审，可以办理。"
    names = "、".join(_deciders(case, on, but=user))
    return (
        f"您是本件的初审人，不能审核确认；请交给{names or '本街道另一位审核确认人员（请先明确由谁办理）'}。"
    )


def _deciders(case: Case, on: dt.date, *, but) -> list[str]:
    duties = Duty.objects.filter(
        office=case.decider_office, role__in=roles_with(Permission.DECISION), valid_from__lte=on
    ).exclude(valid_to__lt=on)
    return list(duties.exclude(user=but).order_by("user__pinyin").values_list("user__full_name", flat=True))
