"""Codes and rows for tests, apart from those of the reference data."""

import datetime as dt

from apps.offices.models import Office, User
from apps.offices.roles import Role
from apps.standards import services
from apps.standards.models import Standard, StandardCode
from apps.standards.services import Source
from tests.offices.makers import TODAY, duty, jurisdiction, office, user

PAPER = Source("关于调整试验标准的通知", "试民规〔2026〕1号", "二", confirmed=True)


def drafter(login: str = "policy", name: str = "政策员", role: Role = Role.POLICY):
    """A policy person at the city (made once)."""
    known = User.objects.filter(username=login).first()
    if known:
        return known
    person = user(login, name, is_staff=True)
    city = Office.objects.filter(code="990000").first() or office("990000", "试验市民政局")
    duty(person, city, role, dt.date(2020, 1, 1))
    return person


def code(name: str = "trial_standard", kind: str = "amount", unit: str = "yuan/person/month") -> StandardCode:
    return StandardCode.objects.get_or_create(
        code=name,
        defaults={
            "label": f"试验标准{name}",
            "unit": unit,
            "unit_label": "元/人/月",
            "kind": kind,
            "choices": {"GAP": "按差额", "TIER": "按档"} if kind == "choice" else {},
        },
    )[0]


def standard(value: str = "1045", first: str = "2025-09-01", last: str | None = None, **more) -> Standard:
    return services.add_standard(
        more.pop("code", None) or code(),
        jurisdiction=more.pop("area", None) or jurisdiction(),
        value=value,
        valid_from=dt.date.fromisoformat(first),
        valid_to=dt.date.fromisoformat(last) if last else None,
        source=PAPER,
        by=None,
        on=TODAY,
    )
