"""丧葬补贴: from a registered death to a round for that one person; a second person approves it as every other round."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.benefits.models import Award, Kind, OneTimeRound, RoundState
from apps.benefits.one_time_funeral import FuneralClaim, work_out_funeral
from apps.benefits.queries import award_of_deceased
from apps.benefits.services.claimant import checked_claimant, keep_claimant, refuse_without_account
from apps.benefits.services.one_time import keep_round
from apps.core.chinese import date_text
from apps.core.errors import Refused
from apps.households.models import Person
from apps.offices.access import may
from apps.offices.roles import Permission
from apps.routing.models import Programme
from apps.rules.errors import RuleError
from apps.standards.queries import standards_for


@transaction.atomic
def draft_funeral(
    deceased: Person, claim: FuneralClaim, *, pay_month: dt.date, by, on: dt.date
) -> OneTimeRound:
    """Work out what the claim comes to; a claim that is not paid is drafted too, with its reasons, and decided by the second person.

    Refused: `no_award` (he lived by no award in the month of his death), `tekun_funeral` (the category of a tekun person is
    that of the register), `dates_differ`, `claimed_already`, `paid_that_month`, `pays_before_death`, `account_missing` (of
    what is paid), what is wrong with the claimant, and what the rule refuses (`missing_standard`). PermissionDenied without
    `draft_batch` at the office that paid.
    """
    deceased = Person.objects.select_for_update().get(pk=deceased.pk)
    award = award_of_deceased(deceased)
    if award is None:
        raise Refused("no_award", f"没有起草。{deceased}去世当月不在待遇登记簿上；请核对死亡日期。")
    if not may(by, Permission.DRAFT_BATCH, award.paying_office, on):
        raise PermissionDenied
    pay = pay_month.replace(day=1)
    _refuse(deceased, award, claim, pay, on)
    fields = checked_claimant(claim.claimant, on)
    try:
        sheet = work_out_funeral(award, deceased, claim, standards_for(award.paying_office.jurisdiction.code))
    except RuleError as error:
        raise Refused(error.code, f"没有起草。{error}；请先由政策管理人员补齐标准。") from error
    if sheet.shares:
        refuse_without_account(award, claim.claimant, on)
    made = OneTimeRound(
        office=award.paying_office,
        kind=Kind.FUNERAL,
        title=f"丧葬补贴　{deceased.name}",
        register_month=deceased.death_date.replace(day=1),
        pay_month=pay,
        deceased=deceased,
        figures=claim.figures(),
    )
    made = keep_round(made, sheet, by=by, on=on)
    keep_claimant(made, award, claim.claimant, fields, by=by, on=on)
    return made


def _refuse(deceased: Person, award: Award, claim: FuneralClaim, pay: dt.date, on: dt.date) -> None:
    there = OneTimeRound.objects.filter(deceased=deceased).exclude(state=RoundState.DISCARDED).first()
    if there is not None:
        raise Refused(
            "claimed_already",
            f"没有起草。{deceased}的丧葬补贴已由{there.drafted_by}起草（{there.get_state_display()}）；要改的，请先作废草稿。",
        )
    if not deceased.death_date <= claim.cremated_on <= claim.applied_on <= on:
        raise Refused(
            "dates_differ",
            f"没有起草。{deceased}于{date_text(deceased.death_date)}去世；火化不能早于去世，申领不能早于火化或者晚于今天，"
            "请核对火化收据。",
            "cremated_on",
        )
    if (award.programme == Programme.TEKUN_SUPPORT) != (claim.category == "tekun_support"):
        raise Refused(
            "tekun_funeral",
            "没有起草。特困人员的丧葬费用按特困供养办理，其他人不能选这一类；请按待遇登记簿选择逝者的类别。",
            "category",
        )
    if pay < deceased.death_date.replace(day=1):
        raise Refused(
            "pays_before_death", "没有起草。发放月份早于去世的月份；请选择以后的月份。", "pay_month"
        )
