"""The whole story by the services: who acts, what opens next, what ends."""

import datetime as dt
from decimal import Decimal

import pytest

from apps.benefits.models import Award
from apps.routing.models import CaseState, Outcome
from apps.routing.queries import PENDING
from tests import factories

pytestmark = pytest.mark.django_db


def pending(case) -> set[tuple[str, str]]:
    return {
        (step.name, step.office.name)
        for step in case.steps.filter(state__in=PENDING).select_related("office")
    }


def test_a_split_case_runs_from_acceptance_at_the_residence_to_the_award_at_the_hukou_street():
    who = factories.people()
    case = factories.case_at(who, "accepted")
    assert pending(case) == {("economic_check", "学府街道"), ("home_visit", "学府街道")}
    assert case.limit_days == 45
    factories.checked(who, case, dt.date(2026, 11, 4))
    assert pending(case) == {("home_visit", "学府街道")}
    factories.visited(who, case, dt.date(2026, 11, 5))
    assert pending(case) == {("hand_over", "学府街道")}
    factories.handed_over(who, case, dt.date(2026, 11, 10))
    assert pending(case) == {("first_review", "大王庄街道")}
    factories.reviewed(who, case, dt.date(2026, 11, 11))
    assert pending(case) == {("public_notice", "学府街道"), ("public_notice", "大王庄街道")}
    factories.posted(who, case, dt.date(2026, 11, 12))
    factories.taken_down(who, case, dt.date(2026, 11, 20))
    assert pending(case) == {("decision", "大王庄街道")}
    factories.decided(who, case, dt.date(2026, 11, 23))
    assert pending(case) == {("announcement", "学府街道"), ("announcement", "大王庄街道")}
    factories.announced(who, case, dt.date(2026, 11, 23))
    case.refresh_from_db()
    assert (case.state, case.outcome) == (CaseState.CLOSED, Outcome.APPROVED)
    award = Award.objects.get(decision__case=case)
    assert award.paying_office.name == "大王庄街道"
    assert award.amounts.get().amount == Decimal("2241.00")
