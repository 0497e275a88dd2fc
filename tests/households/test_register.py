"""Registering people and households."""

import datetime as dt

import pytest

from apps.core.errors import Refused
from apps.households import services
from apps.households.models import Membership, Person
from apps.households.queries import find_person_by_id_number
from tests.households.makers import (
    DAY,
    community,
    dawangzhuang,
    household,
    id_number,
    member,
    person,
    user,
    xuefu,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return user("陈砚秋", xuefu())


def test_the_number_gives_birth_date_and_sex(clerk):
    made = person(clerk, birth="19840521")
    assert (made.birth_date, made.sex, made.name_pinyin) == (dt.date(1984, 5, 21), "female", "zhang xiao man")


def test_a_known_number_takes_over_the_person_instead_of_doubling_it(clerk):
    first = person(clerk, phone="15400000001")
    again = person(clerk, phone="154 0000 0002", id_number=f" {id_number('19840521').lower()} ")
    assert again.pk == first.pk
    assert Person.objects.count() == 1
    assert Person.objects.get().phone == "15400000002"


def test_a_known_number_under_another_name_is_refused_at_the_name_without_telling_it(clerk):
    person(clerk, name="张小满")
    with pytest.raises(Refused) as refused:
        person(clerk, name="李四")
    assert (refused.value.code, refused.value.field) == ("name_differs", "name")
    assert "张小满" not in refused.value.message


@pytest.mark.parametrize(
    ("number", "code"),
    [("120104840521200", "invalid_id_number"), ("999901198405210021", "invalid_id_number")],
)
def test_a_wrong_number_is_refused_at_its_field(clerk, number, code):
    with pytest.raises(Refused) as refused:
        person(clerk, id_number=number)
    assert (refused.value.code, refused.value.field) == (code, "id_number")


def test_a_person_without_a_number_needs_birth_date_and_sex(clerk):
    with pytest.raises(Refused, match="出生日期和性别"):
        services.register_person(name="李禾", by=clerk, on=DAY)
    baby = services.register_person(name="李禾", birth_date=dt.date(2026, 1, 5), sex="male", by=clerk, on=DAY)
    assert baby.id_number_index is None


def test_nothing_of_a_number_lies_readable_in_the_database(clerk, django_assert_num_queries):
    from django.db import connection

    made = person(clerk, phone="15400000001")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT row(households_person.*)::text FROM households_person WHERE id = %s", [made.pk]
        )
        row = cursor.fetchone()[0]
    assert made.id_number not in row
    assert "15400000001" not in row
    assert find_person_by_id_number(made.id_number) == made


def test_the_same_applicant_keeps_one_household(clerk):
    head = person(clerk)
    first = household(clerk, head)
    again = services.register_household(
        head, residence_office=dawangzhuang(), hukou_office=dawangzhuang(), by=clerk, on=DAY
    )
    assert again.pk == first.pk
    assert again.residence_office == dawangzhuang()


def test_a_community_of_another_street_is_refused(clerk):
    with pytest.raises(Refused) as refused:
        services.register_household(
            person(clerk),
            residence_office=xuefu(),
            hukou_office=dawangzhuang(),
            residence_community=community(dawangzhuang()),
            by=clerk,
            on=DAY,
        )
    assert refused.value.field == "residence_community"


def test_joining_a_household_ends_the_membership_in_another(clerk):
    child = person(clerk, name="李禾", birth="20140612", male=True)
    parents = household(clerk, person(clerk))
    member(clerk, parents, child, relation="child", on=dt.date(2025, 1, 1))
    own = household(clerk, child)
    open_ones = Membership.objects.filter(person=child, valid_to__isnull=True)
    assert [row.household for row in open_ones] == [own]
    assert Membership.objects.get(person=child, household=parents).valid_to == DAY - dt.timedelta(days=1)
