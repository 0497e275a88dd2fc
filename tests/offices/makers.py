"""Plain makers with fixed defaults for the ground floors; nothing random."""

import datetime as dt

from apps.core.names import pinyin_key
from apps.journal.models import Event
from apps.journal.services import SYSTEM_NAME
from apps.offices.models import Duty, Jurisdiction, Level, Office, Region, User
from apps.offices.roles import Role

TODAY = dt.date(2026, 11, 21)


def events():
    """Events of people, oldest first; loading the reference data left some of the system."""
    return Event.objects.exclude(actor_name=SYSTEM_NAME).order_by("pk")


def jurisdiction(code: str = "TJ", number: int = 1) -> Jurisdiction:
    return Jurisdiction.objects.get_or_create(code=code, defaults={"name": f"区域{code}", "number": number})[
        0
    ]


def office(code: str = "990101001", name: str = "长虹街道", *, parent: Office | None = None) -> Office:
    """A street (9 digits), district or city (6 digits) with its region."""
    level = Level.STREET if len(code) == 9 else Level.CITY if code.endswith("0000") else Level.DISTRICT
    area = jurisdiction()
    region = Region.objects.create(code=code, level=level, name=name, jurisdiction=area)
    return Office.objects.create(
        code=code,
        name=name,
        full_name=f"天津市{name}",
        short_name=f"简{code[-4:]}",
        level=level,
        region=region,
        parent=parent,
        jurisdiction=area,
    )


def user(username: str = "zhangsan", full_name: str = "张三", **more) -> User:
    return User.objects.create(username=username, full_name=full_name, pinyin=pinyin_key(full_name), **more)


def duty(
    person: User, at: Office, role: Role = Role.CLERK, valid_from=dt.date(2026, 1, 1), valid_to=None
) -> Duty:
    return Duty.objects.create(user=person, office=at, role=role, valid_from=valid_from, valid_to=valid_to)
