"""自理能力评估: six indicators, two assessors, the placement, the form; before the first review."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from apps.care import queries, services
from apps.care.models import Placement
from apps.core.errors import Refused
from apps.documents.models import Document
from apps.journal.models import Event
from tests import factories
from tests.care import makers

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 6)


@pytest.fixture
def who():
    return factories.people()


@pytest.fixture
def case(who):
    return makers.accepted(who)


def record(case, who, *cannot, by=None, on=DAY, **changes):
    return services.record_self_care(
        case, makers.self_care(*cannot, **changes), by=by or who.hukou_clerk, on=on
    )


def refusal(case, who, **changes) -> str:
    with pytest.raises(Refused) as caught:
        record(case, who, **changes)
    return caught.value.code


@pytest.mark.parametrize(
    ("cannot", "level"),
    [
        ((), "full"),
        (("bathe",), "partial"),
        (("eat", "dress", "bed"), "partial"),
        (("eat", "dress", "bed", "walk"), "none"),
    ],
)
def test_the_level_follows_from_the_six_indicators(who, case, cannot, level):
    assert record(case, who, *cannot).level == level


def test_it_is_the_step_of_the_hukou_street_beside_the_survey(who, case):
    found = record(case, who, "bathe")
    step = case.steps.get(name="self_care")
    assert (step.office, step.state, step.done_by) == (who.hukou, "done", who.hukou_clerk)
    event = Event.objects.get(case_id=case.pk, kind="self_care")
    assert "部分丧失生活自理能力，分散供养" in event.summary
    assert event.detail == {"self_care": found.pk, "level": "partial"}
    paper = Document.objects.get(kind="self_care_form", case=case)
    assert paper.context["body"]["indicators"][5] == {"label": "自主洗澡", "result": "不能"}
    assert paper.context["body"]["failed"] == 1


def test_a_second_assessment_succeeds_the_placement(who, case):
    record(case, who)
    first = queries.placement_of(case.applicant)
    services._place(case, makers.self_care(mode="centralized", institution="河东养老院"), DAY)
    first.refresh_from_db()
    assert first.valid_to == DAY - dt.timedelta(days=1)
    assert Placement.objects.get(valid_to__isnull=True).institution == "河东养老院"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"assessors": ("周文渊", "周文渊")}, "two_assessors"),
        ({"indicators": {"eat": True}}, "incomplete_self_care"),
        ({"assessed_on": dt.date(2026, 11, 2)}, "assessed_on_wrong"),
        ({"assessed_on": dt.date(2026, 11, 7)}, "assessed_on_wrong"),
        ({"mode": "centralized"}, "institution_missing"),
        ({"carer": " "}, "carer_missing"),
    ],
)
def test_what_is_incomplete_is_refused_and_nothing_stays(who, case, changes, code):
    assert refusal(case, who, **changes) == code
    assert not case.self_care.exists()


def test_only_the_hukou_street_may(who, case):
    assert refusal(case, who, by=who.clerk) == "not_your_office"
    with pytest.raises(PermissionDenied):
        record(case, who, by=who.approver)


def test_a_family_that_applies_for_dibao_has_no_such_step(who):
    case = factories.accepted(who)
    assert not case.steps.filter(name="self_care").exists()
