"""Whole numbers are shown on purpose, with a reason, as an event."""

import pytest
from django.core.exceptions import PermissionDenied

from apps.core.errors import Refused
from apps.households import services
from apps.journal.models import Event
from tests.households.makers import DAY, household, person, user, wudadao, xuefu

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return user("陈砚秋", xuefu())


@pytest.fixture
def home(clerk):
    return household(clerk, person(clerk))


def test_a_number_is_shown_with_its_reason_as_an_event_without_the_number(home, clerk):
    shown = services.reveal(home.head, "id_number", household=home, reason="与公安核对户籍", by=clerk, on=DAY)
    assert shown == home.head.id_number
    event = Event.objects.get(kind="reveal")
    assert (event.person_id, event.actor_name) == (home.head.pk, "陈砚秋")
    assert "与公安核对户籍" in event.summary
    assert shown not in event.summary + str(event.detail)


def test_without_a_reason_nothing_is_shown_and_nothing_recorded(home, clerk):
    with pytest.raises(Refused) as refused:
        services.reveal(home.head, "phone", household=home, reason="  看 ", by=clerk, on=DAY)
    assert refused.value.code == "reason_missing"
    assert not Event.objects.filter(kind="reveal").exists()


def test_a_stranger_is_not_permitted(home):
    with pytest.raises(PermissionDenied):
        services.reveal(
            home.head, "id_number", household=home, reason="随便看看吧", by=user("路人", wudadao()), on=DAY
        )
