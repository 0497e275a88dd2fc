"""Writing what is long finished, table by table: people, homes and what they have. State rows with their history."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from apps.applications.entry import Entry, IncomeEntry, MemberEntry
from apps.core.bulk import bulk_create_with_history
from apps.core.names import pinyin_initials, pinyin_key
from apps.desk.demo.past import Past, Ruling
from apps.households.indexes import index_of, tail_index_of
from apps.households.models import Asset, BankAccount, Disability, Household, Income, Membership, Person

ONE_DAY = dt.timedelta(days=1)
MEMBER_FIELDS = (
    "relation",
    "co_resident",
    "joint_residence_months",
    "labour_capacity",
    "work_status",
    "severe_illness",
    "supporter_status",
)
INCOME_FIELDS = ("type", "item", "amount", "period", "social_insurance", "note")


@dataclass
class Home:
    """A household of the past with its rows, as far as they are written."""

    past: Past
    people: dict[str, Person] = field(default_factory=dict)
    stranger: Person | None = None
    household: Household | None = None

    @property
    def head(self) -> Person:
        return self.people["m1"]

    def entry_by_id(self, entry: Entry) -> Entry:
        """The entry with the keys that frozen facts use, so that the rules answer by person."""
        keys = {key: f"p{person.pk}" for key, person in self.people.items()}
        return replace(
            entry,
            members=tuple(replace(one, key=keys[one.key]) for one in entry.members),
            incomes=tuple(replace(one, person=keys[one.person]) for one in entry.incomes),
        )


def write_homes(pasts: Sequence[Past]) -> list[Home]:
    """People, households, memberships, disabilities, incomes, assets and accounts of all of them."""
    homes = [Home(past) for past in pasts]
    for home in homes:
        entry = home.past.entry
        home.people = {one.key: _person(one, entry.phone if one.key == "m1" else "") for one in entry.members}
        strangers = [account.stranger for account in home.past.accounts if account.stranger]
        home.stranger = _outsider(strangers[0]) if strangers else None
    everybody = [person for home in homes for person in (*home.people.values(), home.stranger) if person]
    bulk_create_with_history(everybody, Person)
    for home in homes:
        home.household = _household(home)
    bulk_create_with_history([home.household for home in homes], Household)
    _write_facts(homes)
    return homes


def _write_facts(homes: Sequence[Home]) -> None:
    """The dated facts, which hold from the day of the application."""
    Membership.objects.bulk_create(row for home in homes for row in _memberships(home))
    Disability.objects.bulk_create(row for home in homes for row in _disabilities(home))
    Income.objects.bulk_create(row for home in homes for row in _incomes(home))
    Asset.objects.bulk_create(row for home in homes for row in _assets(home))
    BankAccount.objects.bulk_create(row for home in homes for row in _accounts(home))


def _since(home: Home) -> dt.date:
    return home.past.rulings[0].dates["submit"]


def _person(one: MemberEntry, phone: str) -> Person:
    return Person(
        name=one.name,
        name_pinyin=pinyin_key(one.name),
        name_initials=pinyin_initials(one.name),
        id_number=one.id_number,
        id_number_index=index_of(one.id_number, "id_number"),
        id_tail_index=tail_index_of(one.id_number, "id_number"),
        birth_date=one.birth_date,
        sex=one.sex,
        phone=phone,
        phone_index=index_of(phone, "phone"),
        phone_tail_index=tail_index_of(phone, "phone"),
        hukou_region=one.hukou_region,
        hukou_nature=one.hukou_nature,
    )


def _outsider(name: str) -> Person:
    """Somebody outside the household, known by name and birthday only."""
    return Person(
        name=name,
        name_pinyin=pinyin_key(name),
        name_initials=pinyin_initials(name),
        birth_date=dt.date(1979, 4, 5),
        sex="male",
        hukou_nature="urban",
    )


def _household(home: Home) -> Household:
    entry = home.past.entry
    return Household(
        head=home.head,
        residence_office=entry.residence_office,
        hukou_office=entry.hukou_office,
        residence_community=entry.residence_community,
        hukou_community=entry.hukou_community,
        address=entry.address,
        created_on=_since(home),
        **dict.fromkeys(entry.conditions, True),
    )


def _memberships(home: Home) -> Iterator[Membership]:
    for position, one in enumerate(home.past.entry.members):
        yield Membership(
            household=home.household,
            person=home.people[one.key],
            position=position,
            statuses=list(one.statuses),
            illnesses=list(one.illnesses),
            valid_from=_since(home),
            **{name: getattr(one, name) for name in MEMBER_FIELDS},
        )


def _disabilities(home: Home) -> Iterator[Disability]:
    for one in home.past.entry.members:
        for found in one.disabilities:
            yield Disability(
                person=home.people[one.key],
                type=found.type,
                grade=found.grade,
                certificate=found.certificate,
                valid_from=_since(home),
            )


def _incomes(home: Home) -> Iterator[Income]:
    """Each declaration holds until the day before the next; an income that stayed the same goes on."""
    rulings = home.past.rulings
    for place, ruling in enumerate(rulings):
        earlier = rulings[place - 1].entry.incomes if place else ()
        for one in ruling.entry.incomes:
            if one not in earlier:
                yield _income(home, one, ruling.dates["submit"], _succeeded(one, rulings[place + 1 :]))


def _succeeded(one: IncomeEntry, later: Sequence[Ruling]) -> dt.date | None:
    """The last day of an income that a later declaration no longer has."""
    gone = next((ruling for ruling in later if one not in ruling.entry.incomes), None)
    return gone.dates["submit"] - ONE_DAY if gone else None


def _income(home: Home, one: IncomeEntry, since: dt.date, until: dt.date | None) -> Income:
    return Income(
        household=home.household,
        person=home.people[one.person],
        valid_from=since,
        valid_to=until,
        **{name: getattr(one, name) for name in INCOME_FIELDS},
    )


def _assets(home: Home) -> Iterator[Asset]:
    for one in home.past.entry.assets:
        yield Asset(
            household=home.household,
            kind=one.kind,
            form=one.form,
            amount=one.amount,
            area=one.area,
            valid_from=_since(home),
        )


def _accounts(home: Home) -> Iterator[BankAccount]:
    for account in home.past.accounts:
        yield BankAccount(
            household=home.household,
            holder=home.stranger if account.stranger else home.head,
            bank=account.entry.bank,
            number=account.entry.number,
            number_index=index_of(account.entry.number, "bank_account"),
            valid_from=account.since,
            valid_to=account.until,
        )
