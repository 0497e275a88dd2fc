"""The papers of a decision about a standing award: 待遇调整通知书 (D15) and 定期核查表 (D19)."""

import datetime as dt
from decimal import Decimal

from apps.benefits import queries as benefits
from apps.checks.queries import last_check, last_visit
from apps.documents import contexts
from apps.documents.services import issue_document
from apps.reviews.models import Effect, Resolution
from apps.reviews.queries.pack import differences
from apps.reviews.queries.standing import Outlook
from apps.reviews.queries.words import month_of_text, reason_words
from apps.routing.models import Case, CaseKind
from apps.rules.calendar import add_months

WORDS = {Effect.STOP: "停发", Effect.TAPER: "渐退", Effect.MOVE: "转移", Effect.HOLD: "保留"}


def issue_papers(kept: Resolution, found: Outlook, *, by, on: dt.date) -> None:
    """A letter for whatever is not the same as before; the form of a review in any case."""
    case = kept.case
    office = case.decider_office
    if kept.effect != Effect.KEEP:
        letter = adjustment_letter(kept, found)
        issue_document("adjustment_letter", case=case, office=office, context=letter, by=by, on=on)
    if case.kind == CaseKind.PERIODIC_REVIEW:
        form = review_form(kept, found, on)
        issue_document("review_form", case=case, office=office, context=form, by=by, on=on)


def adjustment_letter(kept: Resolution, found: Outlook) -> contexts.AdjustmentLetter:
    """Old and new amount, first month, reasons, taper, overpaid months, and the whole calculation."""
    case = kept.case
    plan = [row for row in kept.plan if row["kind"] == "taper"]
    return contexts.AdjustmentLetter(
        applicant_name=case.applicant.name,
        programme=case.programme,
        matter=_matter(case),
        effect=str(kept.effect),
        word=WORDS.get(Effect(kept.effect), "调整"),
        before=kept.before,
        after=kept.after,
        first_month=kept.first_month,
        reasons=tuple(reason_words(code) for code in kept.reasons),
        taper=tuple(
            contexts.TaperMonth(
                month_of_text(row["month"]), f"{row['k']}/{len(plan)}", row["ratio"], Decimal(row["amount"])
            )
            for row in plan
        ),
        overpaid=tuple(
            contexts.OverpaidMonth(
                month_of_text(row["month"]),
                Decimal(row["paid"]),
                Decimal(row["due"]),
                Decimal(row["difference"]),
            )
            for row in kept.recovery
        ),
        overpaid_total=kept.recovery_total,
        overpaid_open=_open_behind(found) if kept.recovery else (),
        calculation=None if found.gone else _calculation(found),
        moved_to=str(case.household.hukou_office) if kept.effect == Effect.MOVE else "",
    )


def review_form(kept: Resolution, found: Outlook, on: dt.date) -> contexts.ReviewForm:
    """What the review looked at and what came of it."""
    case, review = kept.case, kept.case.review
    check, visit = last_check(case), last_visit(case)
    half = "半年核查" if review.cycle_months < 12 else "年度核查"
    return contexts.ReviewForm(
        applicant_name=case.applicant.name,
        programme=case.programme,
        kind=half,
        last_review=review.last_review,
        reviewed_on=on,
        changes=tuple(f"{row.label}：{row.before} → {row.after}" for row in differences(case, found)),
        check_text=f"核对报告 {check.report_number}" if check and check.report_number else "",
        visit_text=f"{visit.visited_at:%Y-%m-%d}入户。{visit.conclusion}" if visit else "",
        result=str(kept.get_effect_display()),
        reviewer=str(kept.opinion.given_by),
        decider=str(kept.decision.decided_by),
        next_review=add_months(on, review.cycle_months),
    )


def _matter(case: Case) -> str:
    if case.kind == CaseKind.PERIODIC_REVIEW:
        return "定期核查"
    change = case.change
    word = "核实您家报告的" if change.found == "reported" else "核查发现的"
    return f"{word}{change.get_kind_display()}情况"


def _open_behind(found: Outlook) -> tuple[str, ...]:
    """What the months that were due rest on, and from which month is recovered."""
    used = () if found.gone else found.assessment.standard_ids
    return benefits.open_standards(used, ("recovery_first_month",))


def _calculation(found: Outlook) -> contexts.Calculation:
    page = benefits.calculation_page(found.assessment)
    return contexts.Calculation(
        lines=contexts.calculation_lines(found.assessment.lines),
        equation=contexts.equation_terms(benefits.equation_rows(found.assessment)),
        standards=tuple(contexts.StandardUsed(row.name, row.value, row.source) for row in page.standards),
        open_points=tuple(contexts.OpenPoint(point.title, point.text) for point in page.open_points),
    )
