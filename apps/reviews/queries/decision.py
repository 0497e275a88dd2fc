"""What the second person sees: the proposal, its author, and what today's computation says."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from apps.benefits.queries import running_appeals
from apps.core.errors import Refused
from apps.core.shapes import Strip
from apps.publicity.queries import hung_lines
from apps.reviews.models import Resolution
from apps.reviews.queries.pack import Pack, pack_of
from apps.reviews.queries.words import month_of_text, reason_words
from apps.routing.models import Case


@dataclass(frozen=True, slots=True)
class PlanRow:
    month: dt.date
    label: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """The proposal and today's pack; `strips` say where both differ. `hung`: where and how long a notice of it hung."""

    pack: Pack
    effect: str
    proposed: str
    text: str
    by: str
    on: dt.date
    reasons: tuple[str, ...]
    plan: tuple[PlanRow, ...]
    overpaid: tuple[PlanRow, ...]
    overpaid_total: Decimal
    hung: tuple[str, ...]
    strips: tuple[Strip, ...]


def decision_page(case: Case, on: dt.date, words, mark) -> DecisionPage:
    """The page of a decision about a standing award."""
    pack = pack_of(case, on, words, mark)
    proposed = _proposed(case)
    if proposed is None:
        raise Refused("not_proposed", "没有办理。还没有提出意见；请先由核查人员提交意见。")
    strips = list(pack.strips)
    if pack.seen != f"{proposed.effect} {proposed.after}":
        text = f"提出的是{proposed.get_effect_display()}，今天测算为{pack.effect_words}。请退回重新核查。"
        strips.insert(0, Strip("alarm", "今天的测算与提出时不同", text))
    months = [row for row in proposed.plan if row["kind"] == "taper"]
    return DecisionPage(
        pack=pack,
        effect=proposed.effect,
        proposed=str(proposed.get_effect_display()),
        text=proposed.opinion.text,
        by=str(proposed.opinion.given_by),
        on=proposed.opinion.given_on,
        reasons=tuple(reason_words(code) for code in proposed.reasons),
        plan=tuple(
            PlanRow(
                month_of_text(row["month"]),
                f"渐退 {row['k']}/{len(months)}，{row['ratio']}",
                Decimal(row["amount"]),
            )
            for row in months
        ),
        overpaid=tuple(
            PlanRow(
                month_of_text(row["month"]),
                f"已发 {row['paid']}，应发 {row['due']}",
                Decimal(row["difference"]),
            )
            for row in proposed.recovery
        ),
        overpaid_total=proposed.recovery_total,
        hung=hung_lines(case),
        strips=tuple(strips),
    )


def must_consider_appeal(case: Case) -> bool:
    """Whether something is to be taken from a household while an appeal against a decision about it runs."""
    proposed = _proposed(case)
    return proposed is not None and proposed.takes_away and running_appeals(case.household_id).exists()


def _proposed(case: Case) -> Resolution | None:
    waiting = case.resolutions.filter(decision__isnull=True).select_related("opinion__given_by")
    return waiting.order_by("-round").first()
