"""核查计划: done + excluded with a reason = the register, or it stays open. 核查延期: one decision for a group."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from apps.core.errors import Refused
from apps.reviews.models import Campaign, Extension, Review
from apps.reviews.queries.campaigns import progress_page, standing_of_campaign
from apps.reviews.services import (
    close_campaign,
    decide,
    exclude_row,
    extend_reviews,
    open_campaign,
    open_reviews,
    submit_review,
)
from apps.routing.models import Case
from tests.reviews.makers import standing, world

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 4, 20)
MAY = {"due_from": dt.date(2026, 5, 1), "due_to": dt.date(2026, 5, 31)}


@pytest.fixture
def w():
    made = world()
    for place, name in enumerate(("张小满", "李雨水", "王立春"), start=1):
        standing(made, name, amount="545.00", wage="500", split=False, decided=dt.date(2025, 11, place))
    standing(made, "赵惊蛰", amount="545.00", wage="500", split=False, decided=dt.date(2025, 12, 9))
    open_reviews(ON)
    return made


def planned(w):
    return open_campaign(w.hukou, title="五月核查", **MAY, by=w.approver, on=ON)


def reviewed(w, name):
    case = Case.objects.get(kind="periodic_review", applicant__name=name)
    submit_review(case, text="没有变化。", by=w.reviewer, on=ON)
    decide(case, agree=True, text="同意。", by=w.approver, on=ON)


def test_the_register_of_the_period_is_frozen(w):
    made = planned(w)
    assert made.total == made.rows.count() == 3
    reviewed(w, "张小满")
    assert standing_of_campaign(made, ON).done == 1
    assert made.rows.count() == 3


def test_it_closes_only_with_nothing_open_and_when_the_sum_is_right(w):
    made = planned(w)
    reviewed(w, "张小满")
    reviewed(w, "李雨水")
    with pytest.raises(Refused) as refusal:
        close_campaign(made, by=w.approver, on=ON)
    assert (refusal.value.code, "还有 1 户" in refusal.value.message) == ("campaign_pending", True)
    row = made.rows.get(grant__case__applicant__name="王立春")
    exclude_row(row, reason="已迁往外地，正在核实。", by=w.approver, on=ON)
    closed = close_campaign(made, by=w.approver, on=ON)
    assert (closed.total, closed.done, closed.excluded) == (3, 2, 1)


def test_the_database_refuses_a_closed_list_that_does_not_add_up(w):
    made = planned(w)
    made.closed_on, made.closed_by = ON, w.approver
    with pytest.raises(IntegrityError, match="campaign_closes_complete"), transaction.atomic():
        made.save()


def test_nobody_is_left_out_without_a_reason(w):
    made = planned(w)
    with pytest.raises(Refused, match="写明理由"):
        exclude_row(made.rows.first(), reason="  ", by=w.approver, on=ON)
    with pytest.raises(IntegrityError, match="exclusion_says_who_and_why"), transaction.atomic():
        made.rows.update(excluded_reason="没有登记人")


def test_a_clerk_opens_no_campaign_and_an_empty_period_gives_none(w):
    with pytest.raises(PermissionDenied):
        open_campaign(w.hukou, title="五月核查", **MAY, by=w.hukou_clerk, on=ON)
    with pytest.raises(Refused) as refusal:
        open_campaign(
            w.hukou,
            title="空",
            due_from=dt.date(2029, 1, 1),
            due_to=dt.date(2029, 1, 31),
            by=w.approver,
            on=ON,
        )
    assert refusal.value.code == "register_empty"
    assert not Campaign.objects.exists()


def test_an_extension_moves_what_is_open_and_what_is_opened_later(w):
    later = dt.date(2026, 8, 31)
    made = extend_reviews(
        w.hukou.parent, due_from=dt.date(2026, 5, 1), due_to=dt.date(2026, 6, 30), extended_to=later,
        reason="防汛应急响应。", document="某办发〔2026〕9号", by=w.supervisor, on=ON,
    )  # fmt: skip
    assert made.cases == 3
    assert set(Case.objects.filter(kind="periodic_review").values_list("due_on", flat=True)) == {later}
    assert open_reviews(dt.date(2026, 6, 1)).total == 0
    assert open_reviews(dt.date(2026, 8, 1)).done == 4
    assert Case.objects.get(kind="periodic_review", applicant__name="赵惊蛰").due_on == later
    assert Extension.objects.count() == 1


def test_a_reminder_widens_from_the_worker_to_the_colleagues_and_to_the_supervisor(w):
    """Opened on 20 April, due on 1 May: the last third begins on 28 April."""
    own = Review.objects.filter(case__applicant__name="张小满")
    told = {}
    for day in (dt.date(2026, 4, 27), dt.date(2026, 4, 28), dt.date(2026, 5, 1), dt.date(2026, 5, 2)):
        page = progress_page(w.reviewer, day, (), own)
        told[day.day] = [(row.told, row.late) for row in page.reminders]
    colleagues = (f"{w.hukou}全体同事", False)
    assert told == {27: [], 28: [colleagues], 1: [colleagues], 2: [(f"{w.hukou.parent}督办人员", True)]}
