"""Proposals for past months by a late standard: listed by household, exported, and nothing is paid by them."""

import datetime as dt
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from apps.benefits import rehearsal as rehearsing
from apps.benefits.models import AwardAmount
from apps.core import clock
from apps.journal.models import Event
from tests.benefits import makers
from tests.benefits.caseload import ON, decided, draft, policy, second

pytestmark = pytest.mark.django_db
SEPTEMBER, OCTOBER = dt.date(2025, 9, 10), dt.date(2025, 10, 1)


@pytest.fixture
def w(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: ON)
    return makers.world()


def late(w, value: str = "1060"):
    """Two households since September; a standard that is in force since October comes in November."""
    decided(w, "南学低保 2025-0001", "1894", on=SEPTEMBER)
    decided(w, "南学低保 2025-0002", "2894", on=SEPTEMBER)
    made = rehearsing.draft_rehearsal([draft(value, OCTOBER)], by=policy(), on=ON)
    return rehearsing.rehearse(made.pk)


def shown(client, made, **query) -> str:
    client.force_login(second(), backend="django.contrib.auth.backends.ModelBackend")
    return client.get(reverse("benefits:corrections", args=[made.pk]), query).content.decode()


def test_each_household_stands_there_with_its_months_before_and_after(client, w):
    page = shown(client, late(w))
    assert page.count("2025年10月至2025年11月，2 个月") == 2
    for words in ("1,241.00 → 1,286.00", "2,482.00", "2,572.00", "+90.00", "建议补发", "180.00"):
        assert words in page


def test_what_was_too_much_is_proposed_for_recovery(client, w):
    made = late(w, "1000")
    page = shown(client, made, side="recover")
    assert "−270.00" in page
    assert "南学低保 2025-0002" in page
    assert "南学低保 2025-0001" not in shown(client, made, side="pay")


def test_without_a_late_standard_the_page_says_so(client, w):
    decided(w, "南学低保 2025-0001", "1894")
    made = rehearsing.draft_rehearsal([draft()], by=policy(), on=ON)
    assert "没有补差建议" in shown(client, rehearsing.rehearse(made.pk))


def test_the_spreadsheet_has_a_line_for_each_month_and_its_export_is_an_event(client, w):
    made = late(w)
    shown(client, made)
    sent = client.get(reverse("benefits:export_corrections", args=[made.pk]))
    rows = list(load_workbook(BytesIO(sent.content)).active.iter_rows(values_only=True))
    assert rows[1] == ("街道", "办件号", "月份", "原应发（元）", "应为（元）", "差额（元）", "建议")
    assert rows[2][1:] == ("南学低保 2025-0001", "2025-10", 1241, 1286, 45, "补发")
    assert len(rows) == 6
    event = Event.objects.get(kind="export")
    assert event.actor_name == "温则行"
    assert "4 行" in event.summary


def test_nothing_is_changed_by_a_proposal(w):
    late(w)
    assert set(AwardAmount.objects.values_list("amount", flat=True)) == {
        Decimal("1241.00"),
        Decimal("241.00"),
    }


def test_the_queries_of_the_page_do_not_grow_with_households(client, w, django_assert_max_num_queries):
    made = late(w)
    client.force_login(second(), backend="django.contrib.auth.backends.ModelBackend")
    with django_assert_max_num_queries(16):
        client.get(reverse("benefits:corrections", args=[made.pk]))
