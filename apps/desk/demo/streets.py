"""The four streets of the demonstration, their windows and communities, and who works there."""

import datetime as dt
from dataclasses import dataclass, field

from apps.offices.models import Community, Office, User
from apps.offices.roles import Role
from apps.offices.services import add_community, update_office

# key: office code, short name in numbers, telephone (022-0000 is nobody's exchange), window, communities with lanes
STREETS: dict[str, tuple[str, str, str, str, dict[str, tuple[str, ...]]]] = {
    "XF": (
        "120104006",
        "南学",
        "022-00000006",
        "便民服务中心 3 号窗口",
        {
            "文园里社区": ("文园里", "文园东里"),
            "育梁里社区": ("育梁里", "育贤里"),
            "学湖里社区": ("学湖里",),
            "风荷园社区": ("风荷园", "映荷里"),
        },
    ),
    "DW": (
        "120102001",
        "东大",
        "022-00000001",
        "便民服务中心 5 号窗口",
        {
            "和进里社区": ("和进里", "和进西里"),
            "春明里社区": ("春明里",),
            "津塘里社区": ("津塘里", "津塘北里"),
            "八纬里社区": ("八纬里", "八纬新里"),
        },
    ),
    "WD": (
        "120104009",
        "南顶",
        "022-00000009",
        "党群服务中心 2 号窗口",
        {
            "园荫里社区": ("园荫里", "园荫北里"),
            "凤园里社区": ("凤园里",),
            "鹤园里社区": ("鹤园里", "鹤园南里"),
        },
    ),
    "ZS": (
        "120102003",
        "东中",
        "022-00000003",
        "便民服务中心 1 号窗口",
        {
            "互助里社区": ("互助里", "互助南里"),
            "友爱里社区": ("友爱里",),
            "和睦里社区": ("和睦里", "和睦东里"),
        },
    ),
}


@dataclass(frozen=True)
class Street:
    """A street: its office, its communities with the lanes of each, its people by role."""

    key: str
    office: Office
    lanes: tuple[tuple[Community, str], ...]
    staff: dict[str, tuple[User, ...]] = field(default_factory=dict)

    @property
    def clerk(self) -> User:
        return self.staff[Role.CLERK][0]

    @property
    def colleague(self) -> User:
        """The second clerk: a home visit needs two."""
        return self.staff[Role.CLERK][1]

    @property
    def reviewer(self) -> User:
        return self.staff[Role.REVIEWER][0]

    @property
    def approver(self) -> User:
        return self.staff[Role.APPROVER][0]


def make_streets(on: dt.date) -> dict[str, Street]:
    """Give the four offices telephone, window, address and communities; the users are there already."""
    return {key: _make(key, *row, on=on) for key, row in STREETS.items()}


def _make(
    key: str, code: str, short_name: str, phone: str, window: str, communities: dict, *, on: dt.date
) -> Street:
    office = Office.objects.select_related("jurisdiction", "parent").get(code=code)
    told = {"short_name": short_name, "phone": phone, "window": window}
    told["address"] = f"天津市{office.parent.name.removesuffix('民政局')}{office.name}{window[:6]}"
    update_office(office, **told, by=None, on=on)
    office.refresh_from_db(fields=list(told))
    lanes = []
    for number, (name, names) in enumerate(communities.items(), start=1):
        community = add_community(office, code=f"{code}{number:03d}", name=name, by=None, on=on)
        lanes += [(community, lane) for lane in names]
    return Street(key, office, tuple(lanes), _staff(office))


def _staff(office: Office) -> dict[str, tuple[User, ...]]:
    found: dict[str, tuple[User, ...]] = {}
    for duty in office.duties.select_related("user").order_by("pk"):
        found[duty.role] = (*found.get(duty.role, ()), duty.user)
    return found
