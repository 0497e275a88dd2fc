"""申领人: who claims a funeral subsidy, the account to which it is paid, the form that he signs (D24)."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.benefits.models import ORGANISATIONS, Award, Claimant, OneTimeRound, RoundState
from apps.benefits.one_time_funeral import ClaimantAccount, ClaimantEntry
from apps.benefits.queries import award_of_deceased, funeral_form
from apps.core.errors import Refused
from apps.documents.models import Document, DocumentVoid
from apps.documents.services import issue_document, void_document
from apps.households.indexes import clean_number
from apps.households.models import BankAccount
from apps.households.queries import account_in_order
from apps.households.services import reveal_with_reason, set_account_outside
from apps.journal.kinds import EventKind
from apps.journal.services import record
from apps.offices.access import may
from apps.offices.roles import Permission
from apps.rules.errors import RuleError
from apps.rules.id_number import parse_id_number


def checked_claimant(entry: ClaimantEntry, on: dt.date) -> dict[str, str]:
    """The fields of the claimant as they are kept.

    Refused: `phone_wrong`, `id_number_missing` (of a person; an organisation has none), and what is wrong with the number.
    """
    phone = clean_number(entry.phone)
    if not (phone.isdigit() and 7 <= len(phone) <= 12):
        raise Refused("phone_wrong", "没有起草。手机号应为 11 位数字，座机连区号；请核对联系电话。", "phone")
    kept = {"name": entry.name, "relation": entry.relation, "phone": phone, "id_number": ""}
    if entry.relation in ORGANISATIONS:
        return kept
    if not entry.id_number.strip():
        raise Refused("id_number_missing", "没有起草。申领人是个人的，请填写申领人的身份证号。", "id_number")
    try:
        return kept | {"id_number": parse_id_number(clean_number(entry.id_number), on).number}
    except RuleError as error:
        raise Refused(error.code, f"没有起草。申领人的{error.message}", "id_number") from error


def refuse_without_account(award: Award, entry: ClaimantEntry, on: dt.date) -> None:
    """Refused `account_missing` where neither the claimant nor the household has an account to pay to."""
    if entry.account is None and account_in_order(award.household, on) is None:
        raise Refused(
            "account_missing",
            f"没有起草。{award.household}没有可以收款的账户（没有登记，或者户名人员已去世）；请填写申领人的开户银行和账号。",
            "account_number",
        )


def keep_claimant(
    made: OneTimeRound, award: Award, entry: ClaimantEntry, fields: dict[str, str], *, by, on: dt.date
) -> Claimant:
    """Keep who claims a round, with the account, and issue the form for the signature."""
    claimant = Claimant(round=made, **fields)
    if entry.account:
        claimant.account = _account(None, entry.account, by, on)
    claimant.paper = _issue(claimant, award, by, on)
    claimant.save()
    return claimant


@transaction.atomic
def set_claimant_account(made: OneTimeRound, account: ClaimantAccount, *, by, on: dt.date) -> Claimant:
    """The account to which the subsidy is paid from now on; the form is issued anew, the one before it is void.

    Refused: `round_discarded`, `account_number_wrong`. PermissionDenied without `draft_batch` at the office.
    """
    if not may(by, Permission.DRAFT_BATCH, made.office_id, on):
        raise PermissionDenied
    made = OneTimeRound.objects.select_for_update(of=("self",)).select_related("deceased").get(pk=made.pk)
    claimant = Claimant.objects.select_related("round__office", "account", "paper").get(round=made)
    if made.state == RoundState.DISCARDED:
        raise Refused("round_discarded", f"没有保存账户。{made.title}已作废；请重新登记申领。")
    new = _account(claimant.account, account, by, on)
    if new == claimant.account:
        return claimant
    old, claimant.account = claimant.paper, new
    claimant.paper = _issue(claimant, award_of_deceased(made.deceased), by, on)
    _void(old, "收款账户更正，重新出具", claimant.paper, by, on)
    claimant.save()
    record(
        EventKind.AWARD,
        by=by,
        on=on,
        summary=f"{made.title}的收款账户登记为{new.bank}尾号 {new.number[-4:]}，户名{new.payee}。",
        office=made.office,
        person=made.deceased,
        detail={"round": made.pk},
    )
    return claimant


def void_claim_form(made: OneTimeRound, *, by, on: dt.date) -> None:
    """The form of a claim that was thrown away is no longer good."""
    claimant = Claimant.objects.select_related("paper").filter(round=made).first()
    if claimant is not None:
        _void(claimant.paper, "申领登记作废", None, by, on)


@transaction.atomic
def reveal_claimant(claimant: Claimant, field: str, *, reason: str, by, on: dt.date) -> str:
    """The whole `field` (phone, id_number; number of the account), with the event of its reading.

    PermissionDenied without the permission at the office of the claim; Refused without a reason.
    """
    made = claimant.round
    if not may(by, Permission.REVEAL_PERSONAL_DATA, made.office_id, on):
        raise PermissionDenied
    subject: Any = claimant.account if field == "number" else claimant
    of = {"office": made.office, "person": made.deceased}
    return reveal_with_reason(subject, field, f"申领人{claimant}", reason=reason, by=by, on=on, **of)


def _account(before: BankAccount | None, typed: ClaimantAccount, by, on: dt.date) -> BankAccount:
    return set_account_outside(
        before, holder_name=typed.holder, bank=typed.bank, number=typed.number, by=by, on=on
    )


def _issue(claimant: Claimant, award: Award, by, on: dt.date) -> Document:
    """丧葬补贴申领表 (D24); a paper of the office that pays, since the claimant is no party of a case."""
    form = funeral_form(claimant, award, on)
    return issue_document("funeral_claim", office=claimant.round.office, context=form, by=by, on=on)


def _void(paper: Document | None, reason: str, replaced_by: Document | None, by, on: dt.date) -> None:
    if paper is not None and not DocumentVoid.objects.filter(document=paper).exists():
        void_document(paper, reason=reason, replaced_by=replaced_by, by=by, on=on)
