"""Signing in and out: each is an event, and neither changes the account."""

import pytest
from django.urls import reverse

from apps.offices.models import User
from tests.offices.makers import duty, events, office

pytestmark = pytest.mark.django_db
SECRET = "长城 horse battery 7"


@pytest.fixture
def person():
    made = User.objects.create_user("zhangsan", password=SECRET, full_name="张三")
    duty(made, office())
    return made


def test_signing_in_and_out_are_events_at_the_office_and_no_change_of_the_account(client, person):
    answer = client.post(reverse("login"), {"username": "zhangsan", "password": SECRET})
    assert answer.status_code == 302
    assert client.get(reverse("logout")).status_code == 405
    client.post(reverse("logout"))
    assert [(event.kind, event.actor_name, event.office_name) for event in events()] == [
        ("sign_in", "张三", "长虹街道"),
        ("sign_out", "张三", "长虹街道"),
    ]
    assert person.history.count() == 1


def test_a_wrong_password_and_a_locked_account_do_not_open(client, person):
    assert client.post(reverse("login"), {"username": "zhangsan", "password": "no"}).status_code == 200
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert client.post(reverse("login"), {"username": "zhangsan", "password": SECRET}).status_code == 200
    assert not events().exists()


def test_the_administration_has_the_same_door(client):
    answer = client.get(reverse("admin:index"), follow=True)
    assert answer.redirect_chain[-1][0].startswith(reverse("login"))
