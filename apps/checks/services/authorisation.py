"""核对授权: given by every adult member and obliged supporter, withdrawn by any of them.

「…申请人及其家庭成员、法定赡养抚养扶养义务人…授权」（民发〔2021〕57号 第十条、第十七条）；撤回授权的，终止审核确认程序（第二十九条）。
"""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.checks import queries
from apps.checks.models import Authorisation, Source
from apps.checks.services.requests import ask_about
from apps.core.chinese import date_text
from apps.core.errors import Refused
from apps.households.models import Supporter
from apps.households.services import identify_supporter
from apps.journal.kinds import EventKind
from apps.offices.access import may
from apps.offices.roles import Permission
from apps.routing.models import Case, CaseState, Outcome
from apps.routing.services import close_case, record_on_case


@transaction.atomic
def record_authorisation(
    case,
    person=None,
    *,
    signed_on: dt.date,
    form: str = "paper",
    supporter: Supporter | None = None,
    scope: Iterable[str] | None = None,
    valid_until: dt.date | None = None,
    note: str = "",
    by,
    on: dt.date,
) -> Authorisation:
    """Keep the consent of a member or a supporter; a second one for the same case changes nothing.

    What could not be had and is signed later closes the row that said so; a check that runs asks about him too.

    `scope`: source codes, None for all. `valid_until`: as the paper says; where it names no end, as long as the standard
    `authorisation_validity` gives from the signature. A consent that has run out is succeeded by the new one.
    """
    who = supporter or person
    if form != "none" and valid_until is None:
        valid_until = queries.valid_until(case, "authorisation_validity", signed_on)
    _check_days(who, signed_on, valid_until, on)
    stated = {} if scope is None else {"scope": _sources(who, scope)}
    if form == "none" and not note.strip():
        raise Refused("note_missing", f"没有登记。请写明为什么没有取得{who}的授权，怎样联系过。", "note")
    subject = {"supporter": supporter} if supporter else {"person": person}
    held = Authorisation.objects.select_for_update().filter(case=case, withdrawn_on__isnull=True, **subject)
    for one in held:
        had_later = one.form == "none" != form
        if not had_later and (one.valid_until is None or one.valid_until >= on):
            return one
        _withdraw(one, "后来取得授权" if had_later else "有效期已过，重新授权", by, on)
    made = Authorisation.objects.create(
        case=case,
        signed_on=signed_on,
        form=form,
        valid_until=valid_until,
        note=note.strip(),
        **subject,
        **stated,
    )
    sentence = f"{who}签署核对授权书。" if form != "none" else f"未能取得{who}的核对授权：{note.strip()}"
    record_on_case(EventKind.AUTHORISATION, case, office=case.intake_office, by=by, on=on, summary=sentence)
    if form != "none" and case.accepted_on:
        ask_about(case, made, by=by, on=on)
    return made


@transaction.atomic
def authorise_supporter(
    case, supporter: Supporter, *, id_number: str, by, on: dt.date, **given
) -> Authorisation:
    """Keep the consent of an obliged supporter, who is known by his identity number from then on.

    Without a number the one of the application holds.
    """
    known = supporter.person_id is not None and not id_number.strip()
    if given.get("form") != "none" and not known:
        supporter = identify_supporter(supporter, id_number=id_number, by=by, on=on)
    return record_authorisation(case, supporter=supporter, by=by, on=on, **given)


@transaction.atomic
def withdraw_authorisation(authorisation: Authorisation, *, reason: str, by, on: dt.date) -> Case:
    """Somebody takes his consent back: nothing more is asked, and the procedure ends (第二十九条).

    PermissionDenied away from the offices of the case; Refused when it is decided or was withdrawn before.
    """
    case = authorisation.case
    Case.objects.select_for_update(of=("self",)).only("pk").get(pk=case.pk)
    case.refresh_from_db()
    offices = (case.intake_office, case.front_office)
    office = next((one for one in offices if may(by, Permission.ECONOMIC_CHECK, one, on)), None)
    if office is None:
        raise PermissionDenied
    if not reason.strip():
        raise Refused("reason_missing", "没有登记撤回。请写明撤回的书面说明，终止办理要以它为据。", "reason")
    if case.state == CaseState.CLOSED or case.outcome:
        raise Refused("already_decided", "没有登记撤回。本件已作出决定或已办结；需要停止待遇的，请办理停发。")
    authorisation = Authorisation.objects.select_for_update().get(pk=authorisation.pk)
    if authorisation.withdrawn_on:
        raise Refused("already_withdrawn", "没有重复登记。这份授权已经撤回；请刷新本页。")
    _withdraw(authorisation, reason.strip(), by, on)
    who = authorisation.person or authorisation.supporter
    record_on_case(
        EventKind.AUTHORISATION,
        case,
        office=office,
        by=by,
        on=on,
        summary=f"{who}撤回核对授权：{reason.strip()}",
    )
    summary = f"{who}撤回核对授权，终止办理。今后可重新授权并申请。"
    return close_case(case, Outcome.TERMINATED, by=by, on=on, summary=summary, office=office)


def _withdraw(authorisation: Authorisation, reason: str, by, on: dt.date) -> None:
    authorisation.withdrawn_on, authorisation.withdrawn_by = on, by
    authorisation.withdrawal_reason = reason
    authorisation.save()


def _sources(who, scope: Iterable[str]) -> list[str]:
    """The sources that may be asked, in the order in which they are listed."""
    given = [source for source in Source.values if source in set(scope)]
    if not given:
        raise Refused(
            "scope_missing", f"没有登记。{who}的授权没有写明查询哪些来源；请至少勾选一项。", "scope"
        )
    return given


def _check_days(who, signed_on: dt.date, valid_until: dt.date | None, on: dt.date) -> None:
    if signed_on > on:
        raise Refused("signed_in_future", f"没有保存。{who}的授权签字日期晚于今天；请核对日期。", "signed_on")
    if valid_until and valid_until < on:
        raise Refused(
            "already_expired",
            f"没有保存。{who}的授权有效期至{date_text(valid_until)}，已过；请重新签授权书，按新的填写。",
            "valid_until",
        )
