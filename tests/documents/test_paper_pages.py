"""The preview and the original: who sees them, and what they answer."""

import pytest
from django.urls import reverse

from apps.documents import rendering
from apps.documents.models import DocumentKind
from apps.documents.queries import papers_of
from apps.offices.roles import Role
from tests.documents import makers
from tests.households.makers import user

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 a stand-in"


@pytest.fixture(autouse=True)
def no_ink(settings, tmp_path, monkeypatch):
    settings.PAPERS_DIR = tmp_path / "papers"
    monkeypatch.setattr(rendering, "pdf_of", lambda document: PDF)


@pytest.fixture
def people():
    return {
        "residence clerk": user("陈砚秋", makers.xuefu(), Role.CLERK),
        "hukou approver": user("韩立行", makers.dawangzhuang(), Role.APPROVER),
        "stranger": user("孙不识", makers.wudadao(), Role.CLERK),
        "policy": user("吴政策", makers.dawangzhuang(), Role.POLICY),
    }


@pytest.fixture
def case(people):
    return makers.case(people["hukou approver"])


def answers(client, paper, people) -> dict[str, tuple[int, int]]:
    """Status of preview and original for each person."""
    found = {}
    for name, person in people.items():
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        found[name] = tuple(
            client.get(reverse(f"documents:{page}", args=[paper.pk])).status_code
            for page in ("preview", "original")
        )
    return found


def test_a_letter_is_seen_by_both_offices_of_its_case_and_by_nobody_else(client, people, case):
    paper = makers.issued(people["hukou approver"], case=case)
    assert answers(client, paper, people) == {
        "residence clerk": (200, 200),
        "hukou approver": (200, 200),
        "stranger": (404, 404),
        "policy": (404, 404),
    }


def test_a_roster_is_seen_where_its_offices_payments_are_seen(client, people):
    paper = makers.issued(people["hukou approver"], kind=DocumentKind.ROSTER)
    assert answers(client, paper, people) == {
        "residence clerk": (404, 404),
        "hukou approver": (200, 200),
        "stranger": (404, 404),
        "policy": (404, 404),
    }


def test_whoever_is_not_signed_in_is_sent_to_the_door(client, people, case):
    paper = makers.issued(people["hukou approver"], case=case)
    for page in ("preview", "original"):
        assert client.get(reverse(f"documents:{page}", args=[paper.pk])).status_code == 302


def test_the_preview_shows_the_sheet_of_the_pdf_with_its_actions(client, people, case):
    paper = makers.issued(people["hukou approver"], case=case)
    client.force_login(people["hukou approver"], backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("documents:preview", args=[paper.pk])).content.decode()
    assert rendering.body_of(paper) in page
    assert "下载原件" in page
    assert "打印原件" in page
    assert "不可修改" in page
    assert "<iframe" not in page


def test_the_original_is_shown_inline_and_kept_by_nobody(client, people, case):
    paper = makers.issued(people["hukou approver"], case=case)
    client.force_login(people["hukou approver"], backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(reverse("documents:original", args=[paper.pk]))
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline; filename*=UTF-8''")
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert client.post(reverse("documents:original", args=[paper.pk])).status_code == 405


def test_the_papers_of_a_case_are_listed_in_one_query(people, case, django_assert_num_queries):
    for kind in (DocumentKind.PUBLIC_NOTICE, DocumentKind.DECISION_LETTER, DocumentKind.ANNOUNCEMENT):
        makers.issued(people["hukou approver"], case=case, kind=kind)
    with django_assert_num_queries(1):
        papers = papers_of(case)
    assert [paper.title for paper in papers] == [
        "最低生活保障审核公示",
        "最低生活保障审核确认通知书",
        "最低生活保障审核确认公布",
    ]
