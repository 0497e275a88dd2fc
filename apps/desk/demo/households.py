"""Households as entries: who lives together and what they have, drawn from a dozen ways of being poor.

Nothing is written here. What a household gets is not drawn: the rules compute it (`apps.rules.assess`).
"""

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from apps.applications.entry import (
    AccountEntry,
    AssetEntry,
    DisabilityEntry,
    Entry,
    ExpenseEntry,
    IncomeEntry,
    MaterialEntry,
    MemberEntry,
    SupporterEntry,
)
from apps.applications.materials import needed_for
from apps.desk.demo.people import Register, born, surname_of
from apps.desk.demo.streets import Street

BANKS = ("天津银行", "天津农商银行", "建设银行", "邮储银行")


@dataclass
class Draft:
    """A household while it is being made up. Members are numbered m1, m2, …; the first one applies."""

    rng: random.Random
    register: Register
    day: dt.date
    name: str
    members: list[MemberEntry] = field(default_factory=list)
    incomes: list[IncomeEntry] = field(default_factory=list)
    expenses: list[ExpenseEntry] = field(default_factory=list)
    conditions: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    supporters: tuple[SupporterEntry, ...] = ()
    programme: str = "dibao"
    single_choice: str = ""

    @property
    def surname(self) -> str:
        return surname_of(self.name)

    def add(
        self, relation: str, name: str, age: int, labour: str, work: str, *, male: bool, **more
    ) -> MemberEntry:
        birth = more.pop("birth", None) or born(self.rng, age, self.day)
        member = MemberEntry(
            key=f"m{len(self.members) + 1}",
            name=name,
            relation=relation,
            labour_capacity=labour,
            work_status=work,
            id_number=self.register.id_number(birth, male=male),
            birth_date=birth,
            sex="male" if male else "female",
            **more,
        )
        self.members.append(member)
        return member

    def head(self, age: int, labour: str, work: str, *, male: bool | None = None, **more) -> MemberEntry:
        male = self.rng.random() < 0.5 if male is None else male
        return self.add("head", self.name, age, labour, work, male=male, **more)

    def spouse(self, age: int, labour: str, work: str, **more) -> MemberEntry:
        male = self.members[0].sex == "female"
        name = self.register.relative(self.register.surname(), male=male)
        return self.add("spouse", name, age, labour, work, male=male, **more)

    def pupil(self, age: int | None = None) -> MemberEntry:
        """A child at school, with the surname of its father."""
        father = next((member.name for member in self.members if member.sex == "male"), self.name)
        name = self.register.child(surname_of(father))
        male = self.rng.random() < 0.5
        age = age or self.rng.randint(9, 16)
        return self.add("child", name, age, "student", "student", male=male, statuses=("school_student",))

    def earns(
        self, member: MemberEntry, low: int, high: int, *, type: str = "W", note: str = "", **more
    ) -> None:
        """A monthly income between `low` and `high` yuan, in tens."""
        amount = Decimal(self.rng.randrange(low, high + 1, 10))
        self.incomes.append(IncomeEntry(member.key, type, amount, "monthly", note=note, **more))


def couple_with_disabled(one: Draft) -> None:
    """She earns, he is severely disabled, a child goes to school."""
    head = one.head(one.rng.randint(34, 50), "full", "employed", male=False)
    one.spouse(
        one.rng.randint(36, 52), "none", "not_registered", disabilities=(DisabilityEntry("limb", 2, "1742"),)
    )
    one.pupil()
    one.earns(head, 1900, 2700, note="超市理货", social_insurance=Decimal(one.rng.randrange(200, 340, 4)))
    one.causes = ("disability",)


def pensioner(one: Draft) -> None:
    """An old person alone with a small pension."""
    head = one.head(one.rng.randint(66, 84), "none", "retired", supporter_status="unable")
    one.earns(head, 320, 880, type="T", note="城乡居民养老金")
    one.causes = ("elderly",)


def single_parent(one: Draft) -> None:
    """A parent alone with a child, who does what work there is."""
    head = one.head(one.rng.randint(32, 47), "full", "flexible", male=one.rng.random() < 0.2)
    one.pupil()
    one.earns(head, 700, 1650, note="家政、小时工")
    one.conditions, one.causes = ("single_parent",), ("single_parent",)


def old_couple(one: Draft) -> None:
    """Two old people with two small pensions."""
    head = one.head(one.rng.randint(67, 80), "none", "retired")
    spouse = one.spouse(one.rng.randint(66, 80), "none", "retired")
    one.earns(head, 450, 980, type="T", note="城乡居民养老金")
    one.earns(spouse, 320, 700, type="T", note="城乡居民养老金")
    one.causes = ("elderly",)


def gravely_ill(one: Draft) -> None:
    """The householder is gravely ill; the spouse earns little."""
    illness = one.rng.choice(("uraemia", "malignant_tumour", "cerebral_infarction", "lupus"))
    one.head(one.rng.randint(42, 60), "none", "not_registered", illnesses=(illness,), severe_illness=True)
    spouse = one.spouse(one.rng.randint(42, 59), "full", "flexible")
    one.earns(spouse, 1100, 1850, note="零工")
    one.causes = ("illness",)


def disabled_child(one: Draft) -> None:
    """An old parent with a grown-up child who will never work."""
    head = one.head(one.rng.randint(60, 74), "none", "retired")
    disability = DisabilityEntry(one.rng.choice(("intellectual", "mental")), 2, "0315")
    name, male = one.register.child(one.surname), one.rng.random() < 0.5
    one.add(
        "child",
        name,
        one.rng.randint(24, 40),
        "none",
        "not_registered",
        male=male,
        disabilities=(disability,),
    )
    one.earns(head, 900, 1600, type="T", note="养老金")
    one.causes = ("disability",)


def family_of_four(one: Draft) -> None:
    """Two parents, two children, one wage."""
    head = one.head(one.rng.randint(34, 46), "full", "employed")
    one.spouse(one.rng.randint(33, 46), "full", "registered_unemployed")
    one.pupil(one.rng.randint(13, 17))
    one.pupil(one.rng.randint(8, 12))
    one.earns(head, 2500, 3400, note="物业保安", social_insurance=Decimal(one.rng.randrange(220, 380, 4)))
    one.causes = ("unemployment",)


def out_of_work(one: Draft) -> None:
    """Somebody past fifty whom nobody employs."""
    head = one.head(one.rng.randint(50, 58), "part", "registered_unemployed")
    one.earns(head, 200, 640, type="O", note="废品回收")
    one.causes = ("unemployment",)


def without_income(one: Draft) -> None:
    """A severely disabled adult alone, without any income."""
    disability = DisabilityEntry(one.rng.choice(("visual", "mental", "limb")), 1, "2207")
    one.head(one.rng.randint(30, 57), "none", "not_registered", disabilities=(disability,))
    one.causes = ("disability",)


def edge_parent(one: Draft) -> None:
    """A single parent who earns just too much for dibao."""
    head = one.head(one.rng.randint(34, 46), "full", "employed", male=False)
    one.pupil()
    one.earns(head, 2250, 2850, note="餐饮服务员")
    one.conditions, one.causes, one.programme = ("single_parent",), ("single_parent",), "edge_household"


def edge_old_couple(one: Draft) -> None:
    """Two pensions just above the line, no children."""
    head = one.head(one.rng.randint(67, 79), "none", "retired")
    spouse = one.spouse(one.rng.randint(66, 79), "none", "retired")
    one.earns(head, 1180, 1440, type="T", note="企业退休养老金")
    one.earns(spouse, 1120, 1400, type="T", note="养老金")
    one.conditions, one.causes, one.programme = ("no_children",), ("elderly",), "edge_household"


def edge_disabled(one: Draft) -> None:
    """A family with a slightly disabled member and one wage."""
    head = one.head(
        one.rng.randint(38, 52), "part", "not_registered", disabilities=(DisabilityEntry("limb", 3, "5531"),)
    )
    spouse = one.spouse(one.rng.randint(38, 52), "full", "employed")
    one.pupil()
    one.earns(spouse, 3350, 4300, note="保洁班长")
    one.causes, one.programme = ("disability",), "edge_household"
    assert head.relation == "head"


Kind = Callable[[Draft], None]
DIBAO: tuple[Kind, ...] = (
    couple_with_disabled,
    pensioner,
    single_parent,
    old_couple,
    gravely_ill,
    disabled_child,
    family_of_four,
    out_of_work,
    without_income,
)
EDGE: tuple[Kind, ...] = (edge_parent, edge_old_couple, edge_disabled)


def draw_kind(rng: random.Random, name: str) -> Kind:
    """Eight in ten by dibao; whoever's name no relative can take lives alone."""
    if "·" in name:
        return pensioner
    return rng.choice(EDGE if rng.random() < 0.18 else DIBAO)


def draw(kind: Kind, name: str, *, rng: random.Random, register: Register, day: dt.date) -> Draft:
    """A household of this kind headed by `name`; ages are those of `day`."""
    made = Draft(rng, register, day, name)
    kind(made)
    return made


def entry_of(
    draft: Draft, *, residence: Street, hukou: Street, on: dt.date, applied: str = "residence"
) -> Entry:
    """The entry of a household that applies on a day, its papers complete."""
    rng, register = draft.rng, draft.register
    home, lane = rng.choice(residence.lanes)
    hukou_home = home if residence is hukou else rng.choice(hukou.lanes)[0]
    entry = Entry(
        programme=draft.programme,
        applied_at=(residence if applied == "residence" else hukou).office,
        residence_office=residence.office,
        hukou_office=hukou.office,
        residence_community=home,
        hukou_community=hukou_home,
        members=tuple(draft.members),
        incomes=tuple(draft.incomes),
        expenses=tuple(draft.expenses),
        supporters=draft.supporters,
        single_choice=draft.single_choice,
        assets=(*_assets(rng),),
        account=AccountEntry(rng.choice(BANKS), register.account()),
        conditions=draft.conditions,
        causes=draft.causes,
        address=f"{lane}{rng.randint(1, 24)}号楼{rng.randint(1, 4)}门{rng.randint(1, 6)}0{rng.randint(1, 4)}",
        phone=register.phone(),
        pledged=True,
        authorised_on=on,
    )
    return with_materials(entry)


def with_materials(entry: Entry, missing: tuple[str, ...] = ()) -> Entry:
    """The papers that the entry needs: shared, handed in, or missing (by code)."""
    papers = tuple(
        MaterialEntry(
            rule.name, "missing" if rule.code in missing else "shared" if rule.shared else "provided"
        )
        for rule in needed_for(entry)
    )
    return replace(entry, materials=papers)


def _assets(rng: random.Random) -> list[AssetEntry]:
    home = rng.choice(("owned", "public_rental", "public_rental"))
    area = Decimal(rng.randrange(3200, 6200, 10)) / 100
    deposit = Decimal(rng.randrange(60, 1800)) * 10
    return [AssetEntry("monetary", "deposit", amount=deposit), AssetEntry("home", home, area=area)]
