"""Giving work of the list to oneself or to a colleague."""

import datetime as dt

import pytest

from apps.core import clock
from apps.desk.queries.worklist import colleagues
from apps.journal.models import Event
from tests import factories

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 5)


@pytest.fixture
def who():
    return factories.people()


@pytest.fixture
def post(client, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: DAY)

    def send(user, **data):
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
        page = client.post("/assign/", data, follow=True)
        return [str(message) for message in page.context["messages"]]

    return send


def steps_of(case):
    return list(case.steps.filter(state="open").order_by("name"))


def test_rows_are_given_to_a_colleague_and_he_is_named_in_the_timeline(who, post):
    case = factories.accepted(who)
    chosen = [step.pk for step in steps_of(case)]
    said = post(who.clerk, chosen=chosen, to="colleague", colleague=who.colleague.pk)
    assert said == [f"已由{who.colleague}办理 2 项，期限不变。"]
    assert {step.assignee for step in steps_of(case)} == {who.colleague}
    summary = Event.objects.filter(case_id=case.pk, kind="reassign").values_list("summary", flat=True)
    assert set(summary) == {f"交给{who.colleague}办理。"}


def test_colleagues_are_those_of_ones_own_street(who):
    names = {one.user for one in colleagues(who.clerk, DAY)}
    assert who.colleague in names
    assert not names & {who.clerk, who.reviewer, who.hukou_clerk, who.stranger}


def test_a_person_of_another_street_cannot_be_slipped_in(who, post):
    case = factories.accepted(who)
    chosen = [step.pk for step in steps_of(case)]
    said = post(who.clerk, chosen=chosen, to="colleague", colleague=who.stranger.pk)
    assert said == ["没有分派。没有选择同事；请先勾选办件，选好同事，再点“交给同事”。"]
    assert {step.assignee for step in steps_of(case)} == {None}


def test_a_stranger_cannot_take_the_rows_of_another_street(who, post):
    case = factories.accepted(who)
    chosen = [step.pk for step in steps_of(case)]
    assert post(who.stranger, chosen=chosen, to="me")[0].startswith("没有分派。")
    assert {step.assignee for step in steps_of(case)} == {None}


def test_the_other_street_sees_the_rows_and_cannot_give_them_away(who, post):
    case = factories.accepted(who)
    chosen = [step.pk for step in steps_of(case)]
    said = post(who.hukou_clerk, chosen=chosen, to="me")
    assert said == ["2 项没有分派：不在您的街道，或不由您的岗位办理。选中 2 = 成功 0 + 没办 2。"]


def test_nothing_chosen_does_nothing_and_says_so(who, post):
    assert post(who.clerk, to="me") == ["没有分派。您没有勾选办件；请先勾选，再选由谁办理。"]


def test_a_supervisor_gives_work_in_the_streets_below(who, post):
    case = factories.accepted(who)
    chosen = [step.pk for step in steps_of(case)]
    people = {one.user for one in colleagues(who.supervisor, DAY)}
    helper = who.colleague if who.colleague in people else who.hukou_clerk
    said = post(who.supervisor, chosen=chosen, to="colleague", colleague=helper.pk)
    assert len(said) == 1
    assert sum(step.assignee == helper for step in steps_of(case)) in (0, 2)
