"""近亲属备案: declared, registered, and from then on the relative does nothing in the case."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from apps.applications.services import accept_application
from apps.checks import services as checks
from apps.core import clock
from apps.core.errors import Refused
from apps.journal.models import Event
from apps.offices.roles import Role
from apps.routing import services
from apps.routing.models import CloseRelative
from apps.routing.standing_aside import instead_of, relative_rows
from tests import factories
from tests.documents.pictures import upload

pytestmark = pytest.mark.django_db
DAY = factories.ACCEPTED


@pytest.fixture(autouse=True)
def papers_dir(settings, tmp_path):
    settings.PAPERS_DIR = tmp_path / "papers"


@pytest.fixture
def who():
    return factories.people()


def register(case, user, *, by, **changes) -> CloseRelative:
    entry = services.RelativeEntry("sibling", case.applicant, "applicant", user=user, **changes)
    return services.register_relative(case, entry, by=by, on=DAY)


def page_of(user, address: str) -> str:
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client.get(address).content.decode()


def test_a_registered_relative_does_no_step_and_is_told_who_does(who):
    case = factories.submitted(who)
    register(case, who.clerk, by=who.colleague)
    with pytest.raises(Refused, match="须回避；请交给学府街道的何立群办理") as refused:
        accept_application(case, by=who.clerk, on=DAY)
    assert refused.value.code == "close_relative"
    accept_application(case, by=who.colleague, on=DAY)


def test_the_page_bars_the_relative_and_names_the_colleague(who):
    case = factories.accepted(who)
    register(case, who.clerk, by=who.colleague)
    text = page_of(who.clerk, f"/cases/{case.pk}/")
    assert "学府街道经办陈砚秋是张小满的兄弟姐妹，不参与办理" in text
    assert "您是备案的近亲属，须回避；请交给学府街道的何立群办理" in text
    assert "办核对" not in text


def test_where_nobody_is_left_the_page_says_whom_to_name(who):
    case = factories.case_at(who, "handed_over")
    register(case, who.reviewer, by=who.approver)
    step = case.steps.get(name="first_review")
    assert instead_of(step, who.reviewer, DAY) == (
        "大王庄街道没有其他人可以办初审，请系统管理员给邻近街道或区里的人员增加大王庄街道的“初审”岗位"
    )
    second = factories.user("邻街初审", "neighbour", who.hukou, Role.REVIEWER)
    assert "邻街初审" in instead_of(step, who.reviewer, DAY)
    assert services.receive_dossier(case, by=second, on=DAY)


def test_a_relative_neither_visits_nor_gets_the_case_assigned(who):
    case = factories.accepted(who)
    register(case, who.colleague, by=who.clerk)
    step = case.steps.get(name="home_visit")
    assert services.assign_steps([step], to=who.colleague, by=who.clerk, on=DAY) == (0, 1)
    entry = checks.VisitEntry(
        visited_at=clock.at(DAY, 9),
        investigators=("陈砚秋", "何立群"),
        present="张小满",
        members_seen=1,
        living_conditions="一",
        seen_against_declared="一",
        conclusion="属实",
        signed_by_household="张小满",
    )
    signed = checks.VisitPictures(sheet=upload())
    with pytest.raises(Refused, match="调查人员中有本件的备案近亲属"):
        checks.record_visit(case, entry, pictures=signed, by=who.clerk, on=DAY)


def test_what_was_assigned_to_the_relative_is_free_again(who):
    case = factories.accepted(who)
    checks.start_visit(case, by=who.clerk, on=DAY)
    register(case, who.clerk, by=who.colleague)
    assert case.steps.get(name="home_visit").assignee is None


def test_a_member_of_a_committee_is_named_with_the_post(who):
    case = factories.accepted(who)
    entry = services.RelativeEntry("child", case.applicant, "found")
    with pytest.raises(Refused) as refused:
        services.register_relative(case, entry, by=who.clerk, on=DAY)
    assert refused.value.field == "staff_name"
    entry = services.RelativeEntry(
        "child", case.applicant, "found", staff_name="委员甲", post="育梁里社区居委会委员"
    )
    services.register_relative(case, entry, by=who.clerk, on=DAY)
    assert Event.objects.get(kind="recusal").summary == (
        "近亲属备案：育梁里社区居委会委员委员甲是张小满的子女，不参与办理。"
    )


def test_nobody_is_registered_twice_or_by_a_stranger(who):
    case = factories.accepted(who)
    made = register(case, who.clerk, by=who.colleague)
    with pytest.raises(Refused, match="已经备案"):
        register(case, who.clerk, by=who.colleague)
    with pytest.raises(PermissionDenied):
        register(case, who.colleague, by=who.stranger)
    made.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()


def test_a_registration_is_cancelled_by_another_person_with_a_reason(who):
    case = factories.accepted(who)
    made = register(case, who.clerk, by=who.colleague)
    with pytest.raises(Refused, match="须由其他人员撤销"):
        services.cancel_relative(made, reason="不是", by=who.clerk, on=DAY)
    services.cancel_relative(made, reason="同名同姓", by=who.colleague, on=DAY)
    checks.start_visit(case, by=who.clerk, on=DAY)


def test_the_district_sees_every_registration_with_what_the_relative_had_done(who):
    case = factories.accepted(who)
    register(case, who.clerk, by=who.colleague)
    [row] = relative_rows(CloseRelative.objects.all())
    assert (row.staff, row.relation, row.handled) == ("陈砚秋", "张小满的兄弟姐妹", 1)
    assert case.number in page_of(who.supervisor, "/relatives/")
    assert case.number not in page_of(who.stranger, "/relatives/")


def test_the_list_costs_the_same_with_more_rows(who, django_assert_max_num_queries):
    case = factories.accepted(who)
    for user in (who.clerk, who.colleague, who.reviewer):
        register(case, user, by=who.approver)
    with django_assert_max_num_queries(1):
        assert len(relative_rows(CloseRelative.objects.all())) == 3


def test_a_day_later_the_second_person_of_another_street_does_it_by_duty(who):
    """A small office: the only approver stands aside, the district names one of another street by duty."""
    case = factories.case_at(who, "taken_down")
    register(case, who.approver, by=who.reviewer)
    step = case.steps.get(name="decision")
    assert "没有其他人可以办审核确认" in instead_of(step, who.approver, dt.date(2026, 11, 23))
    other = factories.user("外街确认", "second", who.stranger_office, Role.APPROVER)
    other.duties.create(office=who.hukou, role=Role.APPROVER, valid_from=DAY)
    factories.decided(_with(who, approver=other), case, dt.date(2026, 11, 23))


def _with(who, **changes):
    from dataclasses import replace

    return replace(who, **changes)
