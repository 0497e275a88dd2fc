"""异议 and 民主评议: handled by the hukou office, held at the residence, with roll, votes and signed minutes."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from apps.applications.services import submit_first_review
from apps.core import clock
from apps.core.errors import Refused
from apps.documents.models import Document
from apps.documents.rendering import body_of
from apps.journal.models import Event
from apps.publicity import services
from apps.publicity.models import Appraisal
from apps.publicity.queries import appraisal_offices, notice_until, posting_of
from apps.routing.models import StepState
from apps.routing.queries import clockwork
from tests import factories
from tests.documents.pictures import upload
from tests.rules.golden import default_folder, examples

pytestmark = pytest.mark.django_db
OBJECTED = dt.date(2026, 11, 13)
HELD = dt.date(2026, 11, 17)
SECRET = "他家另有一套房"
ROLL = (
    *tuple(services.MemberEntry(f"居民{place}", "representative") for place in "甲乙丙丁"),
    services.MemberEntry("委员戊", "committee"),
    services.MemberEntry("党员己", "party"),
)


@pytest.fixture(autouse=True)
def papers_dir(settings, tmp_path):
    settings.PAPERS_DIR = tmp_path / "papers"


@pytest.fixture
def who():
    return factories.people()


@pytest.fixture
def objected(who):
    case = factories.case_at(who, "posted")
    services.record_objection(case, content=SECRET, by=who.clerk, on=OBJECTED)
    return case


def handle(case, who, way: str = "appraisal"):
    services.handle_objections(case, way=way, plan="查清住房", by=who.reviewer, on=OBJECTED)
    return case


def convene(case, who, day: dt.date = HELD):
    return services.convene_appraisal(
        case, held_at=clock.at(day, 9), place="育梁里社区会议室", host="周文渊", by=who.reviewer, on=OBJECTED
    )


def ready(case, who):
    convene(handle(case, who), who)
    services.name_members(case, ROLL, by=who.clerk, on=OBJECTED)
    return case


def entry(case, **changes) -> services.AppraisalEntry:
    members = Appraisal.objects.get(step__case=case).members
    made = services.AppraisalEntry(
        attended=tuple(members.values_list("pk", flat=True)),
        policy_talk="宣讲低保政策。",
        situation="介绍家庭情况。",
        discussion="多数认为生活困难属实。",
        votes_for=4,
        votes_against=1,
        abstentions=1,
    )
    return replace(made, **changes)


def record(case, who, **changes):
    minutes = changes.pop("minutes", upload(70))
    return services.record_appraisal(
        case, entry(case, **changes), minutes=minutes, by=who.reviewer, on=changes.pop("on", HELD)
    )


def test_no_new_opinion_while_an_objection_waits(who, objected):
    with pytest.raises(Refused) as refused:
        submit_first_review(objected, approve=True, text="同意", by=who.reviewer, on=OBJECTED)
    assert refused.value.code == "objection_open"


def test_an_objection_leads_to_a_new_visit(who, objected):
    handle(objected, who, "resurvey")
    assert objected.steps.filter(name="home_visit").last().round == 2
    assert not objected.steps.filter(name="appraisal").exists()


def test_the_appraisal_is_a_step_of_the_hukou_office_held_at_the_residence(who, objected):
    appraisal = convene(handle(objected, who), who)
    assert objected.steps.get(name="appraisal").office == who.hukou
    assert (appraisal.organiser, appraisal.assistant, appraisal.place_office) == (
        who.hukou,
        who.residence,
        who.residence,
    )
    with pytest.raises(Refused) as refused:
        services.convene_appraisal(
            objected, held_at=clock.at(HELD, 9), place="本街道", host="陈", by=who.clerk, on=OBJECTED
        )
    assert refused.value.code == "not_your_office"


def test_a_majority_leads_to_the_first_review_with_a_paper_that_does_not_name_the_objector(who, objected):
    record(ready(objected, who), who)
    assert objected.steps.get(name="appraisal").state == StepState.DONE
    assert objected.steps.filter(name="first_review").last().state == StepState.OPEN
    paper = Document.objects.get(case=objected, kind="appraisal_record")
    assert SECRET not in str(paper.context)
    sheet = body_of(paper)
    for words in ("居民甲", "居（村）民代表", "赞成 4 票，反对 1 票，弃权 1 票", "同意给予救助"):
        assert words in sheet
    assert not Event.objects.filter(summary__contains=SECRET).exists()
    factories.reviewed(who, objected, HELD)
    factories.posted(who, objected, HELD)
    assert objected.notices.filter(kind="public_notice").count() == 2


def test_a_tie_leads_to_a_new_visit_and_not_to_a_second_appraisal(who, objected):
    record(ready(objected, who), who, votes_for=3, votes_against=3, abstentions=0)
    assert objected.steps.filter(name="home_visit").last().round == 2
    objected.refresh_from_db()
    assert "appraisal" not in objected.asked
    assert Appraisal.objects.get().conclusion == "tied"
    later = HELD + dt.timedelta(days=1)
    factories.visited(who, objected, later)
    factories.handed_over(who, objected, later)
    assert objected.steps.filter(name="first_review").last().state == StepState.OPEN
    assert objected.steps.filter(name="appraisal", state__in=("open", "started")).count() == 0


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"votes_for": 5}, "votes_do_not_add_up"),
        ({"attended": ()}, "nobody_came"),
        ({"minutes": None}, "minutes_missing"),
        ({"minutes": upload(1, name="a.docx")}, "file_type"),
        ({"minutes": upload(1, name="a.pdf")}, "file_content"),
    ],
)
def test_minutes_that_are_not_whole_are_refused(who, objected, changes, code):
    ready(objected, who)
    with pytest.raises(Refused) as refused:
        record(objected, who, **changes)
    assert refused.value.code == code
    assert not Document.objects.filter(kind="appraisal_record").exists()


def test_an_appraisal_is_not_written_down_before_it_was_held(who, objected):
    ready(objected, who)
    with pytest.raises(Refused) as refused:
        services.record_appraisal(
            objected, entry(objected), minutes=upload(), by=who.reviewer, on=HELD - dt.timedelta(days=1)
        )
    assert refused.value.code == "not_held_yet"


def test_two_thirds_of_those_who_came_are_representatives(who, objected):
    ready(objected, who)
    members = Appraisal.objects.get().members
    came = tuple(members.exclude(name__in=("居民甲", "居民乙")).values_list("pk", flat=True))
    with pytest.raises(Refused, match="须不少于三分之二") as refused:
        record(objected, who, attended=came, votes_for=4, votes_against=0, abstentions=0)
    assert refused.value.field == "attended"


@pytest.mark.parametrize(
    ("roll", "code"),
    [
        (ROLL[3:], "representatives_missing"),
        ((*ROLL, ROLL[0]), "name_twice"),
        ((*ROLL, services.MemberEntry("李明远", "representative")), "not_impartial"),
        ((), "name_missing"),
    ],
)
def test_a_roll_that_does_not_do_is_refused(who, objected, roll, code):
    convene(handle(objected, who), who)
    with pytest.raises(Refused) as refused:
        services.name_members(objected, roll, by=who.clerk, on=OBJECTED)
    assert refused.value.code == code


def test_only_the_two_offices_name_who_is_invited(who, objected):
    convene(handle(objected, who), who)
    for person in (who.stranger, who.approver):
        with pytest.raises(PermissionDenied):
            services.name_members(objected, ROLL, by=person, on=OBJECTED)


def test_the_content_is_shown_to_whoever_handles_it_and_to_nobody_else(who, objected):
    client = Client()
    address = f"/cases/{objected.pk}/objection/handle/"
    for person, code in ((who.reviewer, 200), (who.clerk, 403), (who.supervisor, 403), (who.stranger, 404)):
        client.force_login(person, "django.contrib.auth.backends.ModelBackend")
        answer = client.get(address)
        assert answer.status_code == code
        assert (SECRET in answer.content.decode()) == (code == 200)
        assert SECRET not in client.get(f"/cases/{objected.pk}/").content.decode()


def test_who_read_an_objection_is_kept_and_shown_to_its_readers_only(who, objected):
    for _ in range(2):
        services.read_objections(objected, by=who.reviewer, on=OBJECTED)
    with pytest.raises(PermissionDenied):
        services.read_objections(objected, by=who.clerk, on=OBJECTED)
    event = Event.objects.get(kind="objection_read")
    assert (event.actor_name, event.summary) == ("周文渊", "查看异议内容 1 件。")
    client = Client()
    for person, seen in ((who.reviewer, True), (who.clerk, False), (who.supervisor, False)):
        client.force_login(person, "django.contrib.auth.backends.ModelBackend")
        page = client.get(f"/cases/{objected.pk}/").content.decode()
        assert (event.summary in page) == seen


# The golden examples go through what the services ask ------------------------------------------------------------


def golden(kind: str) -> list[dict]:
    return [one for one in examples(default_folder()) if one["kind"] == kind]


@pytest.mark.parametrize(
    "example",
    [
        one
        for one in golden("routing")
        if one["facts"]["has_objection"] and one["region"] == "TJ" and one["expect"]["accepted"]
    ],
    ids=lambda one: one["id"],
)
def test_golden_appraisals_are_organised_and_held_where_the_services_say(who, example):
    facts, steps = example["facts"], example["expect"]["steps"]
    from apps.offices.models import Office

    case = factories.accepted(who)
    for field in ("residence_office", "hukou_office"):
        setattr(case, field, Office.objects.get(code=facts[field]))
    case.intake_office = case.residence_office if facts["applied_at"] == "residence" else case.hukou_office
    case.accepted_on = dt.date.fromisoformat(str(example["day"]))
    offices = appraisal_offices(case)
    assert offices.organiser.code == steps["appraisal_organiser"]
    assert (offices.assistant.code if offices.assistant else None) == steps["appraisal_assistant"]
    assert offices.place.code == steps["appraisal_place"]


@pytest.mark.parametrize(
    "example",
    [one for one in golden("deadline") if one["facts"]["rule"] == "public_notice" and one["region"] == "TJ"],
    ids=lambda one: one["id"],
)
def test_golden_notices_end_on_the_day_that_the_services_say(who, example):
    start = dt.date.fromisoformat(str(example["facts"]["start"]))
    later = start - {name: on for name, _, on in factories.STAGES}["posted"]
    case = factories.accepted(who, factories.ACCEPTED + later)
    factories.tell_until(who, case, "posted", later=later)
    posting = posting_of(case.steps.get(name="public_notice", office=who.residence))
    until = notice_until(posting, clockwork()).day
    assert str(until) == str(example["expect"]["due"])
    with pytest.raises(Refused, match="公示须满 7 天"):
        services.remove_notice(case, proof="照片", by=who.clerk, on=until)
    services.remove_notice(case, proof="照片", by=who.clerk, on=until + dt.timedelta(days=1))
