"""Two approvers decide the same case at the same moment, over two real connections."""

import pytest

from apps.applications.services import submit_decision, submit_first_review
from apps.benefits.models import Award, Decision
from tests.benefits import makers
from tests.payments.test_at_once import at_once

pytestmark = pytest.mark.usefixtures("own_database")


def test_two_decisions_at_once_are_one_award():
    w = makers.world()
    case = makers.case_in_first_review(w, makers.household(w.residence, w.hukou))
    submit_first_review(case, approve=True, text="同意。", by=w.reviewer, on=makers.DAY)
    makers.pass_notice(w, case)
    case.refresh_from_db()
    found = at_once(
        *(
            lambda by=by: submit_decision(case, approve=True, text="同意。", by=by, on=makers.DAY)
            for by in (w.approver, w.second_approver)
        )
    )
    assert "step_not_open" in found
    assert Decision.objects.count() == Award.objects.count() == 1
