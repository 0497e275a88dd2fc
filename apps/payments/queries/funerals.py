"""What the pages of funeral subsidies show: who of the register died, and what became of each claim."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from apps.benefits.models import AwardMember, OneTimeRound, RoundState
from apps.core.masking import mask_account
from apps.core.shapes import Crumb
from apps.households.queries import account_in_order
from apps.payments.queries.once import ROUND_KINDS
from apps.rules.calendar import add_months

LOOK_BACK = 24  # months


@dataclass(frozen=True, slots=True)
class DeathRow:
    """One deceased person; `url` is where the claim is entered, "" for whoever may not or where there is one."""

    name: str
    died_on: dt.date
    household: str
    office: str
    state_kind: str
    state_text: str
    basis: str
    url: str
    claim_url: str


@dataclass(frozen=True, slots=True)
class FuneralPage:
    """Above the form: whose claim it is, and whether the household has an account to pay to."""

    title: str
    crumbs: tuple[Crumb, ...]
    died_on: dt.date
    household: str
    programme: str
    case_url: str
    account_kind: str
    account_text: str


def deaths_since(on: dt.date) -> dt.date:
    """The first day of death that the list shows."""
    return add_months(on, -LOOK_BACK)


def death_rows(found: Sequence[AwardMember], offices: frozenset[int]) -> tuple[DeathRow, ...]:
    """`found` through access; `offices`: where this person drafts. Two queries, whatever the rows."""
    people = [one.person_id for one in found]
    rounds = OneTimeRound.objects.filter(deceased__in=people).exclude(state=RoundState.DISCARDED)
    claims = {one.deceased_id: one for one in rounds}
    return tuple(_row(one, claims.get(one.person_id), offices) for one in found)


def _row(one: AwardMember, claim: OneTimeRound | None, offices: frozenset[int]) -> DeathRow:
    opens = claim is None and one.award.paying_office_id in offices
    return DeathRow(
        name=one.person.name,
        died_on=one.person.death_date,
        household=f"{one.award.household.head.name}家庭",
        office=one.award.paying_office.name,
        state_kind=ROUND_KINDS[claim.state] if claim else "waiting",
        state_text=_state(claim),
        basis=claim.basis if claim else "",
        url=reverse("payments:new_funeral", args=[one.person_id]) if opens else "",
        claim_url=reverse("payments:funeral_claim", args=[claim.pk]) if claim else "",
    )


def _state(claim: OneTimeRound | None) -> str:
    if claim is None:
        return "还没有申领"
    paid = "" if claim.total else "（不予发放）"
    return f"{claim.get_state_display()}{paid}"


def funeral_page(one: AwardMember, on: dt.date) -> FuneralPage:
    """One death that was got through `access`."""
    name, account = one.person.name, account_in_order(one.award.household, on)
    whose = f"{one.award.household.head.name}家庭"
    return FuneralPage(
        title=f"{name}　丧葬补贴",
        crumbs=(
            Crumb("一次性待遇", reverse("payments:rounds")),
            Crumb("丧葬补贴", reverse("payments:funerals")),
            Crumb(name),
        ),
        died_on=one.person.death_date,
        household=whose,
        programme=one.award.get_programme_display(),
        case_url=reverse("desk:case", args=[one.award.decision.case_id]),
        account_kind="note" if account else "caution",
        account_text=f"{whose}登记的账户可以收款：{account.bank}{mask_account(account.number)}，户名{account.payee}。申领人另有账户的，填写申领人的。"
        if account
        else f"{whose}没有可以收款的账户（没有登记，或者户名人员已去世）；请填写申领人的开户银行和账号。",
    )
