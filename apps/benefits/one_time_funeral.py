"""丧葬补贴: one deceased person of the register, by the facts of the claim; who has other funeral money is counted, not paid."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from apps.benefits.models import Award
from apps.benefits.one_time_sheet import Group, Share, Sheet
from apps.core.chinese import date_text
from apps.households.models import Person
from apps.rules.other_allowances import Funeral, funeral

ZERO = Decimal("0.00")
CATEGORIES = {
    "none": "没有其他丧葬待遇",
    "public_sector": "机关事业单位在职或退休人员",
    "insured_with_funeral_money": "参加职工保险等，已有丧葬待遇",
    "other_funeral_payment": "已领取其他丧葬补助",
    "tekun_support": "特困人员，丧葬费用按特困供养办理",
}
PLACES = {"tianjin": "本市殡仪馆", "hedong_tiantie": "河东区天铁街道", "outside": "其他地方"}
WHY_NOT = {
    "no_local_hukou": "不是本市户籍",
    "cremated_outside": "不在本市火化",
    "late": "超过申领期限",
} | {f"excluded_{name}": label for name, label in CATEGORIES.items()}


@dataclass(frozen=True, slots=True)
class ClaimantAccount:
    """Where the claimant is paid, as it was typed in; `holder`: the name on the account."""

    holder: str
    bank: str
    number: str


@dataclass(frozen=True, slots=True)
class ClaimantEntry:
    """Who handled the funeral, as it was typed in; `account` None: the account of the household of the deceased."""

    name: str
    relation: str
    phone: str
    id_number: str = ""
    account: ClaimantAccount | None = None


@dataclass(frozen=True, slots=True)
class FuneralClaim:
    """What the form 《天津市无丧葬补助居民丧葬补贴申领表》 (D24) says; `crematorium`: as on the receipt."""

    claimant: ClaimantEntry
    category: str
    cremated_on: dt.date
    place: str
    applied_on: dt.date
    crematorium: str = ""

    def figures(self) -> dict[str, str]:
        """As the round keeps them."""
        return {
            "claimant": self.claimant.name,
            "category": self.category,
            "cremated_on": f"{self.cremated_on:%Y-%m-%d}",
            "place": self.place,
            "applied_on": f"{self.applied_on:%Y-%m-%d}",
            "crematorium": self.crematorium,
        }


def work_out_funeral(award: Award, deceased: Person, claim: FuneralClaim, standards) -> Sheet:
    """津民 (P19): an amount for each deceased, once, to the household or to the claimant. Raises RuleError `missing_standard`."""
    found = funeral(
        deceased_hukou_region=deceased.hukou_region,
        deceased_category=claim.category,
        cremation_date=claim.cremated_on,
        cremation_place=claim.place,
        applied=claim.applied_on,
        hukou_office=award.paying_office.code,
        standards=standards,
    )
    elsewhere = claim.category != "none"
    group = Group(CATEGORIES[claim.category], 1, found.amount, paid=not elsewhere)
    shares = (Share(award.pk, 1, found.amount),) if found.eligible else ()
    return Sheet(_words(deceased, claim, found), (group,), shares)


def _words(deceased: Person, claim: FuneralClaim, found: Funeral) -> str:
    why = "、".join(WHY_NOT[reason] for reason in found.reasons)
    result = "在申领期限内" if found.eligible else f"不予发放：{why}"
    return (
        f"{date_text(deceased.death_date)}去世，{date_text(claim.cremated_on)}火化，{date_text(claim.applied_on)}"
        f"由{claim.claimant.name}申领（期限至{date_text(found.apply_by)}）；{result}"
    )
