"""特殊时期: an emergency lengthens the limits of a region and lets visits be made from afar; every use stands on its case."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from apps.checks.services import VisitEntry, record_visit
from apps.core import clock
from apps.core.errors import Refused
from apps.journal.models import Event, Run
from apps.offices.models import Office
from apps.reviews.access import switches_seen_by
from apps.reviews.queries.switches import switches_page
from apps.reviews.services import ChangeEntry, report_change
from apps.routing.models import Case, SwitchUse
from apps.routing.services import end_switch, extend_open_cases, set_switch, switches_to_carry_out
from apps.routing.special_times import emergency_of, switch_at
from tests import factories
from tests.reviews.makers import standing

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 5)
DOCUMENT = "某办发〔2026〕1号"


@pytest.fixture(autouse=True)
def papers_dir(settings, tmp_path):
    settings.PAPERS_DIR = tmp_path / "papers"


@pytest.fixture
def who():
    return factories.people()


def emergency(who, office: Office, since: dt.date = DAY):
    return set_switch(
        "emergency_mode", office, valid_from=since, document=DOCUMENT, by=who.supervisor, on=DAY
    )


def at_one_street(case: Case) -> Case:
    """A case of one street only: its limit is the ordinary one."""
    Case.objects.filter(pk=case.pk).update(
        residence_office=case.hukou_office, extended_reasons=[], limit_days=20
    )
    case.refresh_from_db()
    return case


def test_what_is_under_way_gets_the_longer_limit_once_and_says_why(who):
    case = at_one_street(factories.accepted(who))
    switch = emergency(who, case.hukou_office.parent)
    assert switches_to_carry_out(DAY) == [switch.pk]
    run = extend_open_cases(switch.pk, DAY)
    assert (run.state, run.total, run.done) == ("done", 1, 1)
    case.refresh_from_db()
    assert (case.extended_reasons, case.limit_days) == (["emergency"], 45)
    words = Event.objects.get(case_id=case.pk, kind="switch").summary
    assert (words, SwitchUse.objects.get().what) == (
        f"延长办结期限（应急办理，依据{DOCUMENT}）",
        "延长办结期限",
    )
    assert switches_to_carry_out(DAY) == []
    extend_open_cases(switch.pk, DAY)
    assert (SwitchUse.objects.count(), Run.objects.filter(kind="emergency_limits").count()) == (1, 1)


def test_what_begins_during_an_emergency_has_the_longer_limit_from_the_start(who):
    made = standing(who, "张小满", amount="545.00", wage="500", split=False)
    emergency(who, who.hukou.parent)
    entry = ChangeEntry(
        "property", DAY, person=made.household.head_id, detail={"amount": "100.00", "type": "deposit"}
    )
    case = report_change(made.household, entry, at=who.hukou, by=who.hukou_clerk, on=DAY).case
    assert (case.extended_reasons, case.limit_days, SwitchUse.objects.get().case) == (["emergency"], 45, case)


def test_a_case_with_the_longer_limit_already_is_no_use(who):
    factories.accepted(who)
    switch = emergency(who, who.hukou.parent)
    assert extend_open_cases(switch.pk, DAY).total == 0


def test_many_cases_are_extended_chunk_by_chunk(who, monkeypatch):
    monkeypatch.setattr("apps.routing.services.switches.CHUNK", 1)
    at_one_street(factories.accepted(who))
    switch = emergency(who, who.hukou.parent)
    assert extend_open_cases(switch.pk, DAY).done == 1


def test_an_emergency_that_begins_later_waits_for_its_day(who):
    switch = emergency(who, who.hukou.parent, since=DAY + dt.timedelta(days=3))
    assert switches_to_carry_out(DAY) == []
    assert switches_to_carry_out(DAY + dt.timedelta(days=3)) == [switch.pk]


def test_neighbouring_districts_are_not_touched(who):
    emergency(who, who.hukou)
    other = Office.objects.filter(level="street").exclude(code__startswith=who.hukou.code[:6]).first()
    assert switch_at("emergency_mode", who.hukou, DAY)
    assert switch_at("emergency_mode", other, DAY) is None


def test_during_an_emergency_a_visit_may_be_made_by_video_and_stands_as_a_use(who):
    case = factories.accepted(who)
    entry = VisitEntry(
        visited_at=clock.at(DAY, 14, 30),
        investigators=("陈砚秋", "何立群"),
        present="张小满",
        members_seen=2,
        living_conditions="一室一厅",
        seen_against_declared="一致",
        conclusion="情况属实",
        signed_by_household="",
        mode="video",
    )
    with pytest.raises(Refused) as refusal:
        record_visit(case, entry, by=who.clerk, on=DAY)
    assert refusal.value.code == "must_go"
    switch = emergency(who, case.hukou_office)
    record_visit(case, entry, by=who.clerk, on=DAY)
    assert SwitchUse.objects.get(switch=switch).what == "以视频方式调查，没有上门"
    assert Event.objects.filter(case_id=case.pk, kind="switch").count() == 1


def test_when_it_has_ended_visits_are_made_at_the_door_again(who):
    case = factories.accepted(who)
    yesterday = DAY - dt.timedelta(days=1)
    switch = emergency(who, case.hukou_office, since=yesterday)
    end_switch(switch, valid_to=yesterday, by=who.supervisor, on=DAY)
    assert emergency_of(case, DAY) is None


def test_only_who_may_extend_limits_declares_it(who):
    with pytest.raises(PermissionDenied):
        set_switch("emergency_mode", who.hukou, valid_from=DAY, document=DOCUMENT, by=who.clerk, on=DAY)


def test_the_page_of_measures_tells_what_holds_and_leads_to_the_cases(who, client):
    case = at_one_street(factories.accepted(who))
    emergency(who, case.hukou_office, since=DAY + dt.timedelta(days=900))
    switch = emergency(who, case.hukou_office.parent)
    extend_open_cases(switch.pk, DAY)
    street, district = str(case.hukou_office), str(switch.office)
    for user, may_end in ((who.approver, False), (who.supervisor, True)):
        page = switches_page(switches_seen_by(user, DAY), user, DAY)
        told = {one.office: (one.holds, one.to_come, one.used, one.may_end) for one in page.switches}
        assert told == {street: (False, True, 0, True), district: (True, False, 1, may_end)}
        assert [use.case for use in page.uses] == [case]
    nobody = switches_page(switches_seen_by(who.stranger, DAY), who.stranger, DAY)
    assert (nobody.switches, nobody.uses) == ((), ())
    client.force_login(who.supervisor, "django.contrib.auth.backends.ModelBackend")
    shown = client.get(reverse("reviews:switches")).content.decode()
    assert reverse("desk:case", args=[case.pk]) in shown


def test_the_page_of_a_visit_and_the_case_say_that_there_is_an_emergency(who, client):
    case = at_one_street(factories.accepted(who))
    client.force_login(who.clerk, "django.contrib.auth.backends.ModelBackend")
    address = reverse("checks:home_visit", args=[case.pk])
    Case.objects.filter(pk=case.pk).update(front_office=who.residence)
    assert "应急办理期间" not in client.get(address).content.decode()
    switch = emergency(who, case.hukou_office, since=DAY)
    extend_open_cases(switch.pk, DAY)
    page = client.get(address).content.decode()
    assert "应急办理期间" in page
    assert f"依据{DOCUMENT}" in page
    home = client.get(reverse("desk:case", args=[case.pk])).content.decode()
    assert "因应急办理，办结期限为 45 个工作日" in home
