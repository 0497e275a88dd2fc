"""家庭财产: money, homes, vehicles and the rest, against the limits of dibao or of edge households."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from ..amounts import exact, format_money, format_number
from ..facts import Property, Vehicle
from ..standards import Standards

NOTHING = Fraction(0)
LIMITS = {"dibao": "monetary_limit_dibao", "edge": "monetary_limit_edge"}
EXEMPT = {"dibao": ("approved_exemption",), "edge": ("approved_exemption", "sold_only_home_for_illness")}


class PropertyTest(NamedTuple):
    """pass, fail or manual for each kind of property.

    `total` and `limit` in yuan; `working` is how the limit was found. A limit of None: nothing to compare.
    """

    monetary: str
    homes: str
    vehicles: str
    other: str
    overall: str
    total: Fraction
    limit: Fraction | None
    working: str

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the property does not pass, in the order of the law."""
        found = [f"property_{name}" for name in ("monetary", "homes") if getattr(self, name) == "fail"]
        if self.vehicles != "pass":
            found.append("property_vehicles" if self.vehicles == "fail" else "property_vehicles_manual")
        return (*found, *(["property_other"] if self.other == "fail" else []))


def check_both(
    owned: Property, members: int, standard: Fraction, standards: Standards, day: date
) -> tuple[PropertyTest, PropertyTest]:
    """第十四条「对于维持家庭生产生活的必需财产，可以在认定家庭财产状况时予以豁免」.

    The property of a household of `members` persons against the limits of dibao and of edge; `standard` is S.
    """
    others = _others(owned, members, standards, day)
    dibao, edge = (_test(owned, test, others, members, standard, standards, day) for test in LIMITS)
    return dibao, edge


def check_property(
    owned: Property, test: str, members: int, standard: Fraction, standards: Standards, day: date
) -> PropertyTest:
    """The same against the limits of one `test` (dibao or edge) alone."""
    others = _others(owned, members, standards, day)
    return _test(owned, test, others, members, standard, standards, day)


def _others(owned: Property, members: int, standards: Standards, day: date) -> tuple[str, str, str]:
    """Homes, vehicles and the rest: the same in every test."""
    homes = _homes(owned, members, standards, day)
    return homes, _vehicles(owned.vehicles), "fail" if owned.other else "pass"


def _test(
    owned: Property,
    test: str,
    others: tuple[str, str, str],
    members: int,
    standard: Fraction,
    standards: Standards,
    day: date,
) -> PropertyTest:
    """Money against the limit of the test, beside the results of `others`."""
    total = _monetary(owned, test)
    limit, working = _limit(test, members, standard, standards, day) if total > 0 else (None, "")
    monetary = "pass" if limit is None or total <= limit else "fail"
    overall = _worst((monetary, *others))
    return PropertyTest(monetary, *others, overall, total, limit, working)


def _worst(results: Collection[str]) -> str:
    return "fail" if "fail" in results else "manual" if "manual" in results else "pass"


def _limit(
    test: str, members: int, standard: Fraction, standards: Standards, day: date
) -> tuple[Fraction, str]:
    """So many months of the standard for each person, in yuan: 24 × 1,045.00 × 3 = 75,240.00."""
    months = standards.ratio(LIMITS[test], day)
    limit = months * standard * members
    return limit, f"{format_number(months)} × {format_money(standard)} × {members} = {format_money(limit)}"


def _monetary(owned: Property, test: str) -> Fraction:
    """Money and registered capital less what is exempt in this test, in yuan."""
    total = exact(owned.monetary)
    for amount in owned.registered_capital:
        total += exact(amount)
    for one in owned.monetary_exempt:
        if one.reason in EXEMPT[test]:
            total -= exact(one.amount)
    return total


def _homes(owned: Property, members: int, standards: Standards, day: date) -> str:
    """Two or more homes pass only if the area per person is below the city's average (square metres)."""
    if any(home.kind == "non_residential" for home in owned.homes):
        return "fail"
    if len(owned.homes) < 2:
        return "pass"
    area = sum((Fraction(home.area) for home in owned.homes), NOTHING)
    return "pass" if area / members < standards.ratio("city_average_area", day) else "fail"


def vehicle_result(vehicle: Vehicle) -> str:
    """A car fails, unless it serves treatment or rehabilitation and that is approved; not decided yet is manual."""
    if vehicle.kind not in ("car", "large_vehicle"):
        return "pass"
    if vehicle.exempt_reason == "none":
        return "fail"
    return {None: "manual", True: "pass", False: "fail"}[vehicle.approved]


def _vehicles(vehicles: tuple[Vehicle, ...]) -> str:
    return _worst([vehicle_result(vehicle) for vehicle in vehicles])


def property_warnings(owned: Property) -> set[str]:
    manual = any(vehicle_result(vehicle) == "manual" for vehicle in owned.vehicles)
    return {"vehicle_exemption_check"} if manual else set()
