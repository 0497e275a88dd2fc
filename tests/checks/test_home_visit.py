"""入户调查: two investigators, a signature, absent attempts, and the second investigator among the four eyes."""

import datetime as dt
from dataclasses import replace

import pytest

from apps.applications.services import submit_first_review
from apps.checks import services
from apps.checks.models import HomeVisit
from apps.core import clock
from apps.core.errors import Refused
from apps.routing.models import StepState
from tests import factories

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 5)


@pytest.fixture
def who():
    return factories.people()


def entry(**changes) -> services.VisitEntry:
    made = services.VisitEntry(
        visited_at=clock.at(DAY, 14, 30),
        investigators=("陈砚秋", "何立群"),
        present="张小满",
        members_seen=2,
        living_conditions="一室一厅",
        seen_against_declared="一致",
        conclusion="情况属实",
        signed_by_household="张小满",
    )
    return replace(made, **changes)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"investigators": ("陈砚秋",)}, "two_investigators"),
        ({"investigators": ("陈砚秋", " 陈砚秋 ")}, "two_investigators"),
        ({"signed_by_household": " "}, "signature_missing"),
        ({"conclusion": ""}, "conclusion_missing"),
        ({"visited_at": clock.at(DAY + dt.timedelta(days=1), 9)}, "visit_in_future"),
    ],
)
def test_a_visit_is_refused_and_leaves_nothing_behind(who, changes, code):
    case = factories.accepted(who)
    with pytest.raises(Refused) as refused:
        services.record_visit(case, entry(**changes), by=who.clerk, on=DAY)
    assert refused.value.code == code
    assert not HomeVisit.objects.exists()


def test_nobody_at_home_is_an_attempt_and_the_step_stays_open(who):
    case = factories.accepted(who)
    for hour in (10, 16):
        services.record_absence(
            case,
            visited_at=clock.at(DAY, hour),
            investigators=("陈砚秋", "何立群"),
            note="敲门无人应答",
            by=who.clerk,
            on=DAY,
        )
    step = case.steps.get(name="home_visit")
    assert step.state == StepState.STARTED
    assert HomeVisit.objects.filter(met=False).count() == 2


def test_investigators_who_work_at_the_street_are_linked_and_others_are_named(who):
    case = factories.accepted(who)
    visit = services.record_visit(
        case, entry(investigators=("陈砚秋", "何立群", "协理员王某")), by=who.clerk, on=DAY
    )
    linked = {row.name: row.user for row in visit.investigators.all()}
    assert linked == {"陈砚秋": who.clerk, "何立群": who.colleague, "协理员王某": None}


def test_the_second_investigator_does_not_review_the_case(who):
    case = factories.accepted(who)
    factories.checked(who, case, DAY)
    services.record_visit(case, entry(investigators=("陈砚秋", "周文渊")), by=who.clerk, on=DAY)
    visit = case.steps.get(name="home_visit").home_visits.get()
    visit.investigators.filter(name="周文渊").update(user=who.reviewer)
    factories.handed_over(who, case, DAY)
    with pytest.raises(Refused, match="您参加过本件的入户调查"):
        submit_first_review(case, approve=True, text="同意", by=who.reviewer, on=DAY)
