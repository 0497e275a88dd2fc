"""A notice holds and shows what may be posted, and nothing else (民发〔2021〕57号 第二十四条)."""

from dataclasses import fields
from html.parser import HTMLParser

import pytest

from apps.documents.contexts import Announcement, Contact, Head, NoticeEntry, Place, PublicNotice
from apps.documents.models import DocumentKind
from apps.documents.rendering import body_of
from apps.offices.roles import Role
from tests.documents import makers
from tests.households.makers import user

pytestmark = pytest.mark.django_db

ALLOWED = {
    PublicNotice: {"programme", "entries", "from_on", "to_on", "places", "contacts", "ends", "basis"},
    Announcement: {"programme", "entries", "first_month", "places", "contacts", "basis"},
    NoticeEntry: {"applicant_name", "persons", "amount"},
    Place: {"side", "text"},
    Contact: {"side", "name", "office_phone"},
}


@pytest.mark.parametrize("shape", ALLOWED)
def test_a_notice_has_room_only_for_what_may_be_posted(shape):
    assert {field.name for field in fields(shape)} == ALLOWED[shape]


@pytest.mark.parametrize("kind", [DocumentKind.PUBLIC_NOTICE, DocumentKind.ANNOUNCEMENT])
def test_a_notice_shows_every_word_from_its_context_or_its_form(kind):
    clerk = user("陈砚秋", makers.dawangzhuang(), Role.CLERK)
    case = makers.case(clerk)
    notice = makers.issued(clerk, case=case, kind=kind)
    words = _words_of(body_of(notice))
    head = notice.context["head"]
    shown = {field.name for field in fields(Head) if head[field.name] and head[field.name] in words}
    assert shown == {"office_name", "title", "number"}
    assert case.number not in words
    assert "陈砚秋" not in words
    assert "张小满" in words
    assert "1,241.00" in words
    assert "data:" not in body_of(notice)


def test_a_period_counts_both_its_ends():
    assert makers.public_notice().days == 7


class _Words(HTMLParser):
    text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def _words_of(html: str) -> str:
    words = _Words()
    words.feed(html)
    return words.text
