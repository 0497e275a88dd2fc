"""An entry as it is typed in: 张小满, who works, her disabled husband, their son; residence 南开, hukou 河东."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from apps.applications import services
from apps.applications.entry import (
    AccountEntry,
    AssetEntry,
    DisabilityEntry,
    Entry,
    ExpenseEntry,
    IncomeEntry,
    MaterialEntry,
    MemberEntry,
)
from tests.households.makers import DAY, dawangzhuang, id_number, xuefu

HEAD_ID = id_number("19840521")
HUSBAND_ID = id_number("19810908", male=True)
SON_ID = id_number("20140612", male=True)
PAPERS = ("社会救助申请表", "家庭经济状况核对授权书", "诚信承诺书")


def head(**changes) -> MemberEntry:
    return replace(MemberEntry("m1", "张小满", "head", "full", "employed", id_number=HEAD_ID), **changes)


def husband(**changes) -> MemberEntry:
    disabled = MemberEntry(
        "m2",
        "李明远",
        "spouse",
        "none",
        "not_registered",
        id_number=HUSBAND_ID,
        disabilities=(DisabilityEntry("limb", 2, "1742"),),
    )
    return replace(disabled, **changes)


def son(**changes) -> MemberEntry:
    return replace(MemberEntry("m3", "李禾", "child", "student", "student", id_number=SON_ID), **changes)


def entry(missing: tuple[str, ...] = (), **changes) -> Entry:
    """A complete entry at the residence street; `missing` names papers that are not there."""
    papers = [MaterialEntry(name, "missing" if name in missing else "provided") for name in PAPERS]
    made = Entry(
        programme="dibao",
        applied_at=xuefu(),
        residence_office=xuefu(),
        hukou_office=dawangzhuang(),
        members=(head(), husband(), son()),
        incomes=(IncomeEntry("m1", "W", Decimal("1894.00"), "monthly", note="超市理货"),),
        assets=(AssetEntry("monetary", "deposit", amount=Decimal("8000.00")),),
        expenses=(ExpenseEntry("medical", Decimal("3600.00")),),
        account=AccountEntry("天津银行", "6222000000001234567"),
        materials=(*papers, MaterialEntry("家庭成员身份证", "shared")),
        causes=("disability",),
        address="文园里 3 号楼 2 门 501",
        phone="15412345678",
        pledged=True,
        authorised_on=DAY,
    )
    return replace(made, **changes)


def submitted(by, on: dt.date = DAY, **changes):
    """A case that waits for acceptance."""
    return services.submit_application(entry(**changes), by=by, on=on)
