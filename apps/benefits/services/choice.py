"""申请家庭的选择 (《措施》4): edge household or single persons, signed before the first review gives its opinion."""

import datetime as dt

from django.db import transaction

from apps.benefits import queries
from apps.benefits.models import Assessment, Choice, SingleChoice
from apps.core.errors import Refused
from apps.households.models import Person
from apps.journal.kinds import EventKind
from apps.routing.services import record_on_case
from apps.rules.amounts import format_money


@transaction.atomic
def keep_choice(
    assessment: Assessment, *, choice: str, signed_by: Person, signed_on: dt.date, by, on: dt.date
) -> SingleChoice:
    """Keep what the family chose and signed with both amounts of this computation (kept or tried out).

    「…可自主选择以家庭为单位申请低收入家庭救助待遇或…按照单人户申请低保」. Refused where there is nothing to choose
    (`no_choice`), for a signature from before the application or from tomorrow, and for a stranger's signature.
    """
    case = assessment.case
    options = {one.choice: one for one in queries.options_of(assessment)}
    if choice not in options:
        raise Refused("no_choice", "没有登记。按今天的测算，没有可以选择的单人户；请刷新后直接提交初审意见。")
    if not case.submitted_on <= signed_on <= on:
        raise Refused(
            "signed_on_wrong", "没有登记。签字日期须在申请之后、今天或今天以前；请核对日期。", "signed_on"
        )
    if not case.parties.filter(person=signed_by).exists():
        raise Refused("not_a_party", "没有登记。签字人须是本件的家庭成员；请重新选择。", "signed_by")
    kept = SingleChoice.objects.create(
        case=case,
        choice=choice,
        amount_a=options[Choice.HOUSEHOLD].amount,
        amount_b=options[Choice.SINGLE_PERSON].amount,
        signed_by=signed_by,
        signed_on=signed_on,
        recorded_by=by,
        recorded_on=on,
    )
    record_on_case(
        EventKind.SINGLE_CHOICE,
        case,
        office=case.hukou_office,
        by=by,
        on=on,
        summary=f"{signed_by}于{signed_on:%-m月%-d日}签字选择：{kept.get_choice_display()}，"
        f"每月 {format_money(options[choice].amount)} 元。",
        detail={"choice": choice, "amount_a": str(kept.amount_a), "amount_b": str(kept.amount_b)},
    )
    return kept


def refuse_without_choice(assessment: Assessment) -> None:
    """Where there is a choice it was signed, and on the figures of this computation."""
    options = {one.choice: one.amount for one in queries.options_of(assessment)}
    if not options:
        return
    signed = queries.last_choice(assessment.case)
    if signed is None:
        raise Refused(
            "choice_missing",
            "没有提交。家庭成员符合单人户条件，须由申请家庭在两种办法中选一种并签字；请先登记选择。",
        )
    if (signed.amount_a, signed.amount_b) != (options[Choice.HOUSEHOLD], options[Choice.SINGLE_PERSON]):
        raise Refused(
            "choice_outdated",
            f"没有提交。签字时两种办法为 {format_money(signed.amount_a)} 元和 {format_money(signed.amount_b)} 元，"
            "现在测算不同；请把新的结果告知申请家庭，重新选择签字。",
        )
