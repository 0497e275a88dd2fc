"""Households that apply for the other programmes: 特困, 单人户 by choice, 刚性支出."""

from decimal import Decimal

from apps.applications.entry import DisabilityEntry, ExpenseEntry, SupporterEntry
from apps.desk.demo.households import Draft
from apps.desk.demo.people import born


def elder_without_family(one: Draft) -> None:
    """An old man alone whom nobody has to support."""
    head = one.head(one.rng.randint(68, 82), "none", "retired", male=True)
    one.earns(head, 260, 380, type="T", note="城乡居民养老金")
    one.causes, one.programme = ("elderly",), "tekun_support"


def elder_with_son(one: Draft) -> None:
    """The only son is in prison and owns little, so he counts as unable (《特困人员认定办法》第八条)."""
    elder_without_family(one)
    name = one.register.relative(one.surname, male=True)
    birth = born(one.rng, 45, one.day)
    one.supporters = (SupporterEntry(name, "child", ("m1",), birth_date=birth, statuses=("imprisoned",)),)


def edge_with_disabled(one: Draft) -> None:
    """One wage above the standard and a severely disabled spouse: the family may choose between two ways."""
    head = one.head(one.rng.randint(38, 50), "full", "employed", male=False)
    one.spouse(
        one.rng.randint(38, 52), "none", "not_registered", disabilities=(DisabilityEntry("limb", 1, "6120"),)
    )
    one.pupil()
    one.earns(head, 4200, 4400, note="仓库管理员")
    one.causes, one.single_choice = ("disability",), "B"


def costly_operation(one: Draft) -> None:
    """Enough income, and an operation that ate it."""
    head = one.head(
        one.rng.randint(40, 55), "full", "employed", illnesses=("malignant_tumour",), severe_illness=True
    )
    one.spouse(one.rng.randint(40, 54), "full", "flexible")
    one.earns(head, 7600, 8200, note="机械厂")
    one.expenses.append(ExpenseEntry("medical", Decimal("60000.00"), Decimal("1000.00")))
    one.causes, one.programme = ("illness",), "rigid_expenditure"
