"""家庭财产: money, homes, vehicles and the rest, against the limits of dibao or of edge households."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from typing import NamedTuple

from ..amounts import exact
from ..facts import Property, Vehicle
from ..measure import Measure, MonetaryLimit

NOTHING = Fraction(0)
EXEMPT = {"dibao": ("approved_exemption",), "edge": ("approved_exemption", "sold_only_home_for_illness")}


class PropertyTest(NamedTuple):
    """pass, fail or manual for each kind of property.

    `total` is what counts as money, in yuan. A limit of None: nothing to compare.
    """

    monetary: str
    homes: str
    vehicles: str
    other: str
    overall: str
    total: Fraction
    limit: MonetaryLimit | None

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the property does not pass, in the order of the law."""
        found = [f"property_{name}" for name in ("monetary", "homes") if getattr(self, name) == "fail"]
        if self.vehicles != "pass":
            found.append("property_vehicles" if self.vehicles == "fail" else "property_vehicles_manual")
        return (*found, *(["property_other"] if self.other == "fail" else []))


def check_both(owned: Property, measure: Measure) -> tuple[PropertyTest, PropertyTest]:
    """第十四条「对于维持家庭生产生活的必需财产，可以在认定家庭财产状况时予以豁免」.

    The property of a household against the limits of dibao and of edge.
    """
    others = _others(owned, measure)
    return _test(owned, "dibao", others, measure), _test(owned, "edge", others, measure)


def check_property(owned: Property, test: str, measure: Measure) -> PropertyTest:
    """The same against the limits of one `test` (dibao or edge) alone."""
    return _test(owned, test, _others(owned, measure), measure)


def _others(owned: Property, measure: Measure) -> tuple[str, str, str]:
    """Homes, vehicles and the rest: the same in every test."""
    return _homes(owned, measure), _vehicles(owned.vehicles), "fail" if owned.other else "pass"


def _test(owned: Property, test: str, others: tuple[str, str, str], measure: Measure) -> PropertyTest:
    """Money against the limit of the test, beside the results of `others`."""
    total = _monetary(owned, test)
    limit = measure.monetary_limit(test) if total.numerator > 0 else None
    monetary = "pass" if limit is None or total <= limit.amount else "fail"
    return PropertyTest(monetary, *others, _worst((monetary, *others)), total, limit)


def _worst(results: Collection[str]) -> str:
    return "fail" if "fail" in results else "manual" if "manual" in results else "pass"


def _monetary(owned: Property, test: str) -> Fraction:
    """Money and registered capital less what is exempt in this test, in yuan."""
    total = exact(owned.monetary)
    for amount in owned.registered_capital:
        total += exact(amount)
    for one in owned.monetary_exempt:
        if one.reason in EXEMPT[test]:
            total -= exact(one.amount)
    return total


def _homes(owned: Property, measure: Measure) -> str:
    """Two or more homes pass only if the area per person is below the city's average (square metres)."""
    if not owned.homes:
        return "pass"
    if any(home.kind == "non_residential" for home in owned.homes):
        return "fail"
    if len(owned.homes) < 2:
        return "pass"
    area = sum((Fraction(home.area) for home in owned.homes), NOTHING)
    return "pass" if area / measure.members < measure.average_area else "fail"


def vehicle_result(vehicle: Vehicle) -> str:
    """A car fails, unless it serves treatment or rehabilitation and that is approved; not decided yet is manual."""
    if vehicle.kind not in ("car", "large_vehicle"):
        return "pass"
    if vehicle.exempt_reason == "none":
        return "fail"
    return {None: "manual", True: "pass", False: "fail"}[vehicle.approved]


def _vehicles(vehicles: tuple[Vehicle, ...]) -> str:
    return _worst([vehicle_result(vehicle) for vehicle in vehicles]) if vehicles else "pass"


def property_warnings(owned: Property) -> set[str]:
    manual = any(vehicle_result(vehicle) == "manual" for vehicle in owned.vehicles)
    return {"vehicle_exemption_check"} if manual else set()
