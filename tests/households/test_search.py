"""Who is found, by what, and by whom."""

import pytest

from apps.households.access import households_seen_by
from apps.households.queries import search_people
from tests.households.makers import DAY, dawangzhuang, household, id_number, person, user, wudadao, xuefu

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return user("陈砚秋", xuefu())


@pytest.fixture
def home(clerk):
    return household(clerk, person(clerk, name="单小芳", phone="15412345678"))


@pytest.mark.parametrize(
    "text",
    [
        "单小芳",
        "小芳",
        "shanxiaofang",
        "shan xiao",
        "sxf",
        "SXF",
        id_number("19840521"),
        id_number("19840521")[-4:],
        "15412345678",
        "154 1234 5678",
        "5678",
    ],
)
def test_a_person_is_found_by(home, clerk, text):
    assert [found.name for found in search_people(clerk, text, DAY)] == ["单小芳"]


@pytest.mark.parametrize("text", ["", "  ", "王", "wang", "0000", "15400000000"])
def test_nobody_is_found_by(home, clerk, text):
    assert not search_people(clerk, text, DAY).exists()


def test_both_streets_see_the_household_and_a_third_does_not(home):
    at_hukou = user("高文静", dawangzhuang())
    stranger = user("路人", wudadao())
    assert households_seen_by(at_hukou, DAY).get() == home
    assert not households_seen_by(stranger, DAY).exists()
    assert not search_people(stranger, "单小芳", DAY).exists()
