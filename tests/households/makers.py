"""People, streets and households with fixed defaults. The numbers belong to nobody: their area code was never given out."""

import datetime as dt

from apps.households import services
from apps.offices.models import Community, Duty, Office, User
from apps.offices.roles import Role
from apps.rules.id_number import check_digit

DAY = dt.date(2026, 3, 10)


def id_number(birth: str, order: int = 1, *, male: bool = False) -> str:
    """A number whose check digit is right; order 1–4 gives different people of one birthday."""
    body = f"999901{birth}{order:02d}{1 if male else 2}"
    return body + check_digit(body)


def xuefu() -> Office:
    """学府街道 in 南开: where the applicant lives."""
    return street("120104006", "南学", "022-00000001")


def dawangzhuang() -> Office:
    """大王庄街道 in 河东: where the hukou is."""
    return street("120102001", "东大", "022-00000002")


def wudadao() -> Office:
    """五大道街道 in 和平, which has no part in the case."""
    return street("120101003", "和五", "022-00000003")


def street(code: str, short_name: str, phone: str) -> Office:
    """A street of the reference data, with the telephone that refusals name."""
    office = Office.objects.select_related("jurisdiction").get(code=code)
    if office.phone != phone:
        office.short_name, office.phone = short_name, phone
        office.save()
    return office


def user(name: str, office: Office, role: Role = Role.CLERK) -> User:
    """A person with one duty; the login name is the name."""
    made = User.objects.create_user(name, password=None, full_name=name)
    Duty.objects.create(user=made, office=office, role=role, valid_from=dt.date(2020, 1, 1))
    return made


def community(office: Office, name: str = "文园里社区") -> Community:
    return Community.objects.create(office=office, code=f"{office.code}001", name=name)


def person(
    by, name: str = "张小满", birth: str = "19840521", *, order: int = 1, male: bool = False, **stated
):
    number = stated.pop("id_number", id_number(birth, order, male=male))
    return services.register_person(name=name, id_number=number, by=by, on=stated.pop("on", DAY), **stated)


def household(by, head, *, residence=None, hukou=None, on: dt.date = DAY):
    """A household of one, the applicant, who works."""
    made = services.register_household(
        head, residence_office=residence or xuefu(), hukou_office=hukou or dawangzhuang(), by=by, on=on
    )
    member(by, made, head, relation="head", on=on)
    return made


def member(by, household, person, *, relation: str = "spouse", on: dt.date = DAY, **stated):
    stated = {"labour_capacity": "full", "work_status": "employed", **stated}
    return services.add_member(household, person, relation=relation, by=by, on=on, **stated)
