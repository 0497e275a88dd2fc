"""调标测算: the form that begins one."""

import pytest
from django.urls import reverse

from apps.core import clock
from tests.benefits.caseload import ON, draft, policy

pytestmark = pytest.mark.django_db
URL = "benefits:rehearsal_new"


@pytest.fixture
def desk(client, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: ON)
    client.force_login(policy(), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_without_any_draft_the_form_says_so_and_leads_to_drafting_one(desk):
    page = desk.get(reverse(URL)).content.decode()
    assert "还没有拟定的标准" in page
    assert reverse("standards:timeline", args=["dibao_standard"]) in page
    assert 'name="drafts"' not in page


def test_choosing_nothing_is_refused_with_what_to_choose(desk):
    refused = desk.post(reverse(URL))
    assert refused.status_code == 422
    assert "请选择补算的政策区域" in refused.content.decode()
    draft()
    refused = desk.post(reverse(URL))
    assert refused.status_code == 409
    assert "请选择要测算的标准草案，或选择补算的政策区域" in refused.content.decode()


def test_a_waiting_draft_is_offered(desk):
    made = draft()
    page = desk.get(reverse(URL)).content.decode()
    assert f'name="drafts" value="{made.pk}"' in page
    assert "还没有拟定的标准" not in page
