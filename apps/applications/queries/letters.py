"""What stands on the letters of a decision: the whole calculation, or the reasons with law, figures and other help."""

import datetime as dt
from decimal import Decimal

from apps.benefits import queries as benefits
from apps.benefits.models import Assessment, Choice, Decision, FoundByPeople
from apps.care.queries import last_assessment, placement_of
from apps.core.chinese import date_text
from apps.core.masking import mask_id_number
from apps.documents import contexts
from apps.documents.words import PROGRAMMES
from apps.households.models import Household
from apps.routing.models import Case, Programme
from apps.rules import citations
from apps.rules.calendar import add_months
from apps.rules.review_cycle import CATEGORIES, review_cycle, steadiness
from apps.rules.standards import Standards
from apps.standards.queries import standards_for

BASIS_OF_PEOPLE = {
    FoundByPeople.NON_COOPERATION: "《最低生活保障审核确认办法》第二十九条",
    FoundByPeople.FALSE_DECLARATION: "《社会救助暂行办法》第六十八条",
}

# Programmes whose reasons all stand in one document of their own.
OWN_BASIS = {
    Programme.TEKUN_SUPPORT: citations.TEKUN + "第四条",
    Programme.RIGID_EXPENDITURE: citations.RIGID_METHOD,
}
TEKUN_LINES = {
    "labour_capacity": "no_labour_capacity",
    "income": "counted_income",
    "supporter_able": "supporter",
}


def decision_letter(decision: Decision, on: dt.date) -> contexts.DecisionLetter:
    """审核确认通知书: programme, members, amount, formula, first month, next review."""
    case, assessment = decision.case, decision.assessment
    months = review_months(assessment, decision.programme, standards_for(assessment.jurisdiction), on)
    account = case.household.accounts.filter(valid_to__isnull=True).order_by("-id").first()
    return contexts.DecisionLetter(
        **_head(case, decision.programme),
        first_month=decision.first_month,
        amount=decision.amount,
        members=_members(case, assessment),
        applied_for=PROGRAMMES[case.programme].full if case.programme != decision.programme else "",
        parts=_parts(decision),
        valid_to=decision.valid_to,
        choice_text=_choice_text(decision),
        care_text=_care_text(case, decision),
        calculation=_calculation(assessment),
        review_months=months,
        next_review=add_months(on, months),
        account_tail=account.number[-4:] if account else "",
    )


def denial_letter(decision: Decision, on: dt.date) -> contexts.DenialLetter:
    """不予确认通知书: why, by which article, on which figures."""
    case, assessment = decision.case, decision.assessment
    return contexts.DenialLetter(
        **_head(case, case.programme),
        reasons=tuple(_reason(code, assessment, decision.text) for code in decision.reasons),
        calculation=_calculation(assessment),
    )


def review_months(assessment: Assessment, programme: str, standards: Standards, on: dt.date) -> int:
    """Months until the household is looked at again, by the rule that opens its reviews (`rules.review_cycle`)."""
    if programme not in CATEGORIES:
        return standards.integer("review_cycle_long", on)
    fixed, able = steadiness(assessment.facts.get("members", ()))
    cycle = review_cycle(
        programme, on, income_fixed=fixed, labour_capacity_member=able, standards=standards, day=on
    )
    return cycle.cycle_months


def _parts(decision: Decision) -> tuple[contexts.AmountPart, ...]:
    """The kinds of money, where there are several or they belong to single persons."""
    award = getattr(decision, "award", None)
    rows = (
        list(award.amounts.filter(to_month__isnull=True).select_related("person").order_by("id"))
        if award
        else []
    )
    if len(rows) < 2 and decision.choice != Choice.SINGLE_PERSON:
        return ()
    return tuple(
        contexts.AmountPart(
            f"{row.person.name if row.person else ''}{row.get_kind_display()}", row.amount, row.payee
        )
        for row in rows
    )


def _choice_text(decision: Decision) -> str:
    """What the family chose, who signed, and what follows for the others."""
    signed = benefits.last_choice(decision.case) if decision.choice else None
    if signed is None:
        return ""
    on = date_text(signed.signed_on)
    words = f"{signed.signed_by.name}于{on}签字选择{signed.get_choice_display()}。"
    if decision.choice != Choice.SINGLE_PERSON:
        return words
    kept = decision.programme == Programme.EDGE_HOUSEHOLD
    status = "您家同时认定为最低生活保障边缘家庭，不发给边缘家庭救助金" if kept else "家庭其他成员不享受待遇"
    return f"{words}{status}，按单人户保障的人员不叠加享受分类救助。"


def _care_text(case: Case, decision: Decision) -> str:
    """Self-care level and placement of a tekun person."""
    if decision.programme != Programme.TEKUN_SUPPORT:
        return ""
    found, placed = last_assessment(case), placement_of(case.applicant)
    at = placed.institution or f"照料人{placed.carer}"
    return f"经{found.assessed_on.month}月{found.assessed_on.day}日评估，{found.get_level_display()}；{placed.get_mode_display()}，{at}。"


def _head(case: Case, programme: str) -> dict:
    return {
        "applicant_name": case.applicant.name,
        "programme": programme,
        "applied_on": case.submitted_on,
        "applied_at": case.intake_office.full_name,
    }


def _members(case: Case, assessment: Assessment) -> tuple[contexts.MemberLine, ...]:
    household: Household = case.household
    rows = household.memberships.filter(
        person__in=benefits.grant_of(assessment).persons, valid_to__isnull=True
    )
    return tuple(
        contexts.MemberLine(
            row.person.name,
            row.get_relation_display(),
            mask_id_number(row.person.id_number or "", birth_date_shown=False),
        )
        for row in rows.select_related("person")
    )


def _calculation(assessment: Assessment) -> contexts.Calculation:
    page = benefits.calculation_page(assessment)
    return contexts.Calculation(
        lines=contexts.calculation_lines(assessment.lines),
        equation=contexts.equation_terms(benefits.equation_rows(assessment)),
        standards=tuple(contexts.StandardUsed(row.name, row.value, row.source) for row in page.standards),
        open_points=tuple(contexts.OpenPoint(point.title, point.text) for point in page.open_points),
    )


def _reason(code: str, assessment: Assessment, text: str) -> contexts.DenialReason:
    """One reason; its figures are the words of the ledger line that found it."""
    if code in FoundByPeople.values:
        return contexts.DenialReason(
            code, benefits.reason_words(code), BASIS_OF_PEOPLE[FoundByPeople(code)], text
        )
    if case_basis := OWN_BASIS.get(assessment.case.programme):
        return contexts.DenialReason(
            code, benefits.reason_words(code), case_basis, _figures(code, assessment)
        )
    basis = citations.PROPERTY if code.startswith("property_") else citations.ELIGIBLE
    if code.startswith("income_") and "edge" in code:
        basis = citations.EDGE
    return contexts.DenialReason(code, benefits.reason_words(code), basis, _figures(code, assessment))


def _figures(code: str, assessment: Assessment) -> str:
    """The hand working behind a reason: 1,894.00 ÷ 3，低于 1,045.00."""
    wanted = "per_capita_income" if code.startswith("income_") else code
    wanted = TEKUN_LINES.get(code, wanted)
    found = (row for row in assessment.lines if row["code"] in (wanted, wanted.removesuffix("_manual")))
    row = next(found, None)
    if row is None:
        return ""
    amount = row["amount"] if row["amount"] is not None else row.get("text") or ""
    return f"{row['label']} {_shown(amount)}：{row['because']}"


def _shown(amount: str) -> str:
    try:
        return f"{Decimal(amount):,.2f} 元"
    except ArithmeticError:
        return amount
