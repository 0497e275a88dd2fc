"""A small caseload decided by the real services, for rehearsals and replay. Standard of the day: 1045 yuan."""

import datetime as dt
from decimal import Decimal

from apps.benefits import queries, services
from apps.benefits import rehearsal as rehearsing
from apps.benefits.models import Decision
from apps.offices.models import User
from apps.standards import services as standards
from apps.standards.models import Standard, StandardDraft
from apps.standards.services import Proposal, Source
from tests.benefits import makers
from tests.payments.makers import case_of

ON = makers.DAY  # 2025-11-18
JANUARY = dt.date(2026, 1, 1)
NOTICE = Source("关于调整低保等标准的通知", "津民规〔2025〕9号", confirmed=True)
NAMES = ("张小满", "李明远", "李禾")


def policy(login: str = "policy", name: str = "叶知秋") -> User:
    """A policy person at the city, made once."""
    known = User.objects.filter(username=login).first()
    if known:
        return known
    city = makers.dawangzhuang().parent.parent
    made = makers.user(name, city, "policy")
    made.username = login
    made.set_password("only-for-tests-1")
    made.save()
    return made


def second() -> User:
    return policy("second", "温则行")


def decided(
    w, number: str, wage: str, *, on: dt.date = ON, account: str | None = None, illness: str = ""
) -> Decision:
    """Three people with one wage, computed, reviewed and decided on the day by what the figures say."""
    home = makers.household(w.residence, w.hukou, *NAMES, wage=wage, account=account)
    if illness:
        home.memberships.filter(relation="head").update(illnesses=[illness])
    case = case_of(home, w.hukou, number)
    assessment = services.assess_case(case, facts=queries.facts_of(case, on), round=1, by=w.reviewer, on=on)
    approve = queries.eligible(assessment)
    opinion = services.give_opinion(
        case, assessment, approve=approve, text="意见", round=1, by=w.reviewer, on=on
    )
    decision = services.decide(case, assessment, opinion, approve=approve, text="决定", by=w.approver, on=on)
    services.open_award(decision, by=w.approver, on=on)
    return decision


def caseload(w) -> dict[str, Decision]:
    """One household of each kind; by 1100 yuan the edge household is dibao and one of the denied is edge."""
    wages = {"dibao": "1894", "other_dibao": "0", "edge": "3200", "near": "4800", "far": "9999"}
    return {name: decided(w, f"南学低保 2025-{name}", wage) for name, wage in wages.items()}


def draft(
    value: str = "1100",
    first: dt.date = JANUARY,
    *,
    by=None,
    on: dt.date = ON,
    code: str = "dibao_standard",
) -> StandardDraft:
    """A new standard of Tianjin, by default that of dibao; a late one replaces the row from that day on."""
    row = Standard.objects.get(code__code=code, jurisdiction__code="TJ", valid_to=None, withdrawn_at=None)
    proposal = Proposal(
        "succeed" if first >= on else "replace",
        row.code,
        row.jurisdiction,
        first,
        row=row,
        value=value,
        source=NOTICE,
        reason="文件迟到",
    )
    return standards.draft_standard(proposal, by=by or policy(), on=on)


def ready(drafts=None):
    made = rehearsing.draft_rehearsal(drafts or [draft()], by=policy(), on=ON)
    return rehearsing.rehearse(made.pk)


def published(made, **more):
    rehearsing.publish_rehearsal(made, by=second(), on=more.pop("on", ON))
    return rehearsing.recalculate(made.pk, **more)


def amounts(award) -> list[tuple[dt.date, dt.date | None, Decimal]]:
    return list(award.amounts.values_list("from_month", "to_month", "amount"))
