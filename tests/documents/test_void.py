"""作废 and 重新出具: the wrong paper keeps its number and says so, the new one has its own."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from apps.core.errors import Refused
from apps.documents.models import Document, DocumentKind
from apps.documents.queries import paper_page
from apps.documents.services import void_document
from apps.journal.models import Event
from apps.offices.roles import Role
from tests.documents import makers
from tests.households.makers import user, wudadao

pytestmark = pytest.mark.django_db


@pytest.fixture
def approver():
    return user("韩立行", makers.dawangzhuang(), Role.APPROVER)


@pytest.fixture
def paper(approver):
    return makers.issued(approver, case=makers.case(approver))


def test_a_paper_is_issued_again_with_a_number_of_its_own(approver, paper):
    made = void_document(paper, reason="机关名称印错", reissue=True, by=approver, on=makers.DAY)
    new = made.replaced_by
    assert (paper.number, new.number) == ("东大确字〔2026〕0001号", "东大确字〔2026〕0002号")
    assert new.context["body"] == paper.context["body"]
    assert new.check_code != paper.check_code
    page = paper_page(Document.objects.get(pk=paper.pk), may_void=True)
    assert "作废：机关名称印错" in page.void_text
    assert str(new.pk) in page.replaced_url
    assert "作废" in Event.objects.filter(kind="document").latest("pk").summary


@pytest.mark.parametrize(("reason", "code"), [(" ", "reason_missing"), ("不要了", "of_a_decision")])
def test_a_letter_is_not_simply_taken_away(approver, paper, reason, code):
    with pytest.raises(Refused) as refused:
        void_document(paper, reason=reason, by=approver, on=makers.DAY)
    assert refused.value.code == code


def test_a_paper_is_voided_once_and_by_its_office(approver):
    sheet = makers.issued(approver, case=makers.case(approver), kind=DocumentKind.VISIT_FORM)
    stranger = user("外街", wudadao(), Role.APPROVER)
    with pytest.raises(PermissionDenied):
        void_document(sheet, reason="x", by=stranger, on=makers.DAY)
    void_document(sheet, reason="缺字", by=approver, on=makers.DAY)
    with pytest.raises(Refused, match="已经作废"):
        void_document(sheet, reason="再作废", by=approver, on=makers.DAY)
    for statement in ("UPDATE documents_documentvoid SET reason = 'x'", "DELETE FROM documents_documentvoid"):
        with pytest.raises(DatabaseError, match="只增不改"), transaction.atomic():
            connection.cursor().execute(statement)
