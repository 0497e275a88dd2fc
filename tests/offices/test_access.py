"""Who may do what where: the grants table, the reach of offices, the days of a duty."""

import datetime as dt

import pytest

from apps.offices.access import (
    current_duty,
    duties_of,
    forget,
    may,
    offices_of,
    reached_through,
    seen_through,
)
from apps.offices.models import Community, Duty
from apps.offices.roles import GRANTS, REACHES_DOWN, Permission, Role, roles_with
from tests.offices.makers import TODAY, duty, office, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    """市 > 甲区 > 一街、二街 and 乙区 > 三街."""
    top = office("990000", "试验市民政局")
    east, west = office("990101", "甲区民政局", parent=top), office("990102", "乙区民政局", parent=top)
    return {
        "市": top,
        "甲区": east,
        "乙区": west,
        "一街": office("990101001", "一街", parent=east),
        "二街": office("990101002", "二街", parent=east),
        "三街": office("990102001", "三街", parent=west),
    }


def names(city, offices):
    return {name for name, one in city.items() if one.pk in offices}


@pytest.mark.parametrize(
    ("role", "at", "permission", "reach"),
    [
        (Role.CLERK, "一街", Permission.ACCEPT, {"一街"}),
        (Role.CLERK, "一街", Permission.VIEW_CASES, {"一街"}),
        (Role.CLERK, "一街", Permission.DECISION, set()),
        (Role.SUPERVISOR, "甲区", Permission.VIEW_CASES, {"甲区", "一街", "二街"}),
        (Role.SUPERVISOR, "市", Permission.VIEW_CASES, {"市", "甲区", "乙区", "一街", "二街", "三街"}),
        (Role.APPROVER, "甲区", Permission.DECISION, {"甲区"}),
        (Role.ADMINISTRATOR, "甲区", Permission.MANAGE_DUTIES, {"甲区", "一街", "二街"}),
        (Role.ADMINISTRATOR, "甲区", Permission.VIEW_CASES, set()),
        (Role.POLICY, "市", Permission.VIEW_CASES, set()),
        (Role.AUDITOR, "市", Permission.ACCEPT, set()),
    ],
)
def test_looking_reaches_down_and_acting_stays_in_the_office(city, role, at, permission, reach):
    person = user()
    duty(person, city[at], role)
    assert names(city, offices_of(person, permission, TODAY)) == reach
    assert all(may(person, permission, one, TODAY) == (name in reach) for name, one in city.items())
    assert may(person, permission, on=TODAY) == bool(reach)


@pytest.mark.parametrize(
    ("day", "held"),
    [("2026-02-28", False), ("2026-03-01", True), ("2026-03-31", True), ("2026-04-01", False)],
)
def test_a_duty_holds_on_its_first_and_its_last_day(day, held):
    person = user()
    duty(person, office(), Role.CLERK, dt.date(2026, 3, 1), dt.date(2026, 3, 31))
    assert bool(duties_of(person, dt.date.fromisoformat(day))) == held


def test_whoever_is_locked_out_holds_nothing():
    person = user()
    duty(person, office())
    person.is_active = False
    person.save()
    assert duties_of(person, TODAY) == ()
    assert not may(person, Permission.ACCEPT, on=TODAY)


def test_somebody_without_a_duty_sees_nothing_and_that_is_not_everything(city):
    Community.objects.create(office=city["一街"], code="990101001001", name="一社区")
    nobody = user()
    assert not Community.objects.filter(seen_through(nobody, "office", on=TODAY)).exists()
    assert current_duty(nobody, TODAY) is None


def test_rows_are_seen_through_any_of_the_named_offices(city):
    for name in ("一街", "二街", "三街"):
        Community.objects.create(office=city[name], code=f"{city[name].code}001", name=f"{name}社区")
    clerk, supervisor = user(), user("lisi", "李四")
    duty(clerk, city["一街"])
    duty(supervisor, city["甲区"], Role.SUPERVISOR)
    seen = Community.objects.filter(seen_through(clerk, "office", "office__parent", on=TODAY))
    assert [row.name for row in seen] == ["一街社区"]
    seen = Community.objects.filter(seen_through(supervisor, "office", on=TODAY))
    assert [row.name for row in seen] == ["一街社区", "二街社区"]
    assert not Community.objects.filter(
        reached_through(clerk, Permission.DECISION, "office", on=TODAY)
    ).exists()


def test_duties_are_read_once_for_a_person_and_a_day(city, django_assert_num_queries):
    person = user()
    duty(person, city["甲区"], Role.SUPERVISOR)
    with django_assert_num_queries(2):
        for _ in range(5):
            assert may(person, Permission.VIEW_CASES, city["一街"], TODAY)
            assert current_duty(person, TODAY).office == city["甲区"]


def test_what_is_remembered_can_be_forgotten(city):
    person = user()
    assert not may(person, Permission.ACCEPT, on=TODAY)
    duty(person, city["一街"])
    forget(person)
    assert may(person, Permission.ACCEPT, on=TODAY)


def test_a_day_not_given_is_today(city):
    person = user()
    duty(person, city["一街"], valid_from=dt.date(2000, 1, 1))
    assert may(person, Permission.ACCEPT, city["一街"])


def test_every_role_has_grants_every_permission_has_a_role_and_case_work_is_apart_from_administration():
    assert set(GRANTS) == set(Role)
    assert set().union(*GRANTS.values()) == set(Permission)
    assert set(Permission) > REACHES_DOWN
    case_work = GRANTS[Role.CLERK] | GRANTS[Role.APPROVER]
    for role in (Role.ADMINISTRATOR, Role.POLICY):
        assert not GRANTS[role] & (case_work - {Permission.VIEW_STANDARDS, Permission.VIEW_FIGURES})
    assert roles_with(Permission.DECISION) == {Role.APPROVER}


def test_roles_have_different_hashes_in_the_database():
    """The exclusion constraint compares roles by hashtext."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT hashtext(role)) FROM unnest(%s::text[]) AS role", [Role.values])
        assert cursor.fetchone()[0] == len(Role)
    assert Duty._meta.get_field("role").choices == Role.choices
