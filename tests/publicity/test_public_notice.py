"""公示 and 公布: posted in both places, seven full days, taken down, objections, papers."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from apps.core.errors import Refused
from apps.documents.models import Document
from apps.documents.services import Upload
from apps.journal.models import Event
from apps.publicity import services
from apps.publicity.models import Objection, Posting
from apps.routing.models import StepState
from tests import factories
from tests.documents import pdfs
from tests.documents.pictures import upload

pytestmark = pytest.mark.django_db
POSTED = dt.date(2026, 11, 12)
LAST_DAY = dt.date(2026, 11, 19)


@pytest.fixture(autouse=True)
def papers_dir(settings, tmp_path):
    settings.PAPERS_DIR = tmp_path / "papers"


@pytest.fixture
def who():
    return factories.people()


def test_each_street_posts_its_own_notice_with_a_paper_that_holds_the_allowed_fields_only(who):
    case = factories.case_at(who, "posted")
    papers = Document.objects.filter(case=case, kind="public_notice").order_by("pk")
    assert [paper.office for paper in papers] == [who.residence, who.hukou]
    body = papers[0].context["body"]
    assert set(body) == {"programme", "entries", "from_on", "to_on", "places", "contacts", "ends", "basis"}
    assert set(body["entries"][0]) == {"applicant_name", "persons", "amount"}
    assert (body["from_on"], body["to_on"]) == ("2026-11-13", "2026-11-19")
    assert {place["side"] for place in body["places"]} == {"户籍地", "居住地"}


def test_a_board_may_be_shown_by_a_pdf_and_a_refused_one_is_said_at_its_field(who):
    case = factories.case_at(who, "reviewed")
    told = {"place": "社区公示栏", "posted_on": POSTED, "by": who.clerk, "on": POSTED}
    with pytest.raises(Refused, match="加了密码，打不开；请解除密码后另存") as refused:
        services.post_notice(case, photo=Upload("公示.pdf", pdfs.locked()), **told)
    assert refused.value.field == "posted_photo"
    assert not Posting.objects.exists()
    posting = services.post_notice(case, photo=Upload("公示.pdf", pdfs.scan(2)), **told)
    pages = case.attachments.filter(kind="board_photo").order_by("pk")
    assert [page.note for page in pages] == ["第 1 页，共 2 页", "第 2 页，共 2 页"]
    assert posting.posted_photo == pages[0]


def test_a_public_notice_ends_after_seven_full_days(who):
    case = factories.case_at(who, "posted")
    with pytest.raises(Refused, match="公示须满 7 天，到11月19日止") as refused:
        services.remove_notice(case, proof="照片", by=who.clerk, on=LAST_DAY)
    assert refused.value.code == "notice_not_over"
    services.remove_notice(case, proof="照片", by=who.clerk, on=LAST_DAY + dt.timedelta(days=1))


def test_the_decision_opens_when_both_places_have_taken_the_notice_down(who):
    case = factories.case_at(who, "posted")
    services.remove_notice(case, proof="照片", by=who.clerk, on=dt.date(2026, 11, 20))
    assert not case.steps.filter(name="decision").exists()
    services.remove_notice(case, proof="照片", by=who.reviewer, on=dt.date(2026, 11, 20))
    assert case.steps.get(name="decision").state == StepState.OPEN


def test_a_notice_is_not_posted_twice_by_one_street(who):
    case = factories.case_at(who, "posted")
    with pytest.raises(Refused) as refused:
        services.post_notice(case, place="公示栏", posted_on=POSTED, by=who.colleague, on=POSTED)
    assert refused.value.code == "already_posted"
    assert Document.objects.filter(case=case, kind="public_notice").count() == 2


@pytest.mark.parametrize("day", [dt.date(2026, 11, 10), dt.date(2026, 11, 13)])
def test_a_notice_is_posted_neither_before_it_was_made_nor_tomorrow(who, day):
    case = factories.case_at(who, "reviewed")
    with pytest.raises(Refused) as refused:
        services.post_notice(case, place="公示栏", posted_on=day, by=who.clerk, on=POSTED)
    assert refused.value.field == "posted_on"


def test_an_objection_is_confidential_extends_the_limit_and_leads_back_to_the_first_review(who):
    case = factories.case_at(who, "posted")
    services.record_objection(case, content="他家另有一套房", by=who.clerk, on=POSTED)
    case.refresh_from_db()
    assert case.extended_reasons == ["split_residence", "objection"]
    assert case.steps.filter(name="first_review").last().round == 2
    assert not case.steps.filter(name="public_notice", state__in=["open", "started"]).exists()
    assert Objection.objects.get().content == "他家另有一套房"
    assert not Event.objects.filter(summary__contains="一套房").exists()


def test_a_second_notice_is_posted_after_an_objection_was_looked_into(who):
    case = factories.case_at(who, "posted")
    services.record_objection(case, content="他家另有一套房", by=who.clerk, on=POSTED)
    services.handle_objections(case, way="resurvey", plan="查清住房", by=who.reviewer, on=POSTED)
    factories.visited(who, case, dt.date(2026, 11, 16))
    factories.handed_over(who, case, dt.date(2026, 11, 16))
    factories.reviewed(who, case, dt.date(2026, 11, 16))
    factories.posted(who, case, dt.date(2026, 11, 16))
    rounds = case.steps.filter(name="public_notice", state="started").values_list("round", flat=True)
    assert list(rounds) == [2, 2]
    assert case.notices.filter(kind="public_notice").count() == 2


# Proof and withdrawal ------------------------------------------------------------------------------------------


def test_posting_and_removal_are_proved_by_photographs_of_the_board(who):
    case = factories.case_at(who, "reviewed")
    posting = services.post_notice(
        case, place="公示栏", posted_on=POSTED, photo=upload(30), by=who.clerk, on=POSTED
    )
    after = LAST_DAY + dt.timedelta(days=1)
    services.remove_notice(case, photo=upload(60), by=who.clerk, on=after)
    posting.refresh_from_db()
    assert {posting.posted_photo.kind, posting.removed_photo.kind} == {"board_photo"}
    assert posting.posted_photo != posting.removed_photo


def test_taking_down_without_photograph_and_without_words_is_refused(who):
    case = factories.case_at(who, "posted")
    with pytest.raises(Refused) as refused:
        services.remove_notice(case, by=who.clerk, on=LAST_DAY + dt.timedelta(days=1))
    assert (refused.value.code, refused.value.field) == ("proof_missing", "proof")


def test_a_hostile_photograph_posts_nothing(who):
    case = factories.case_at(who, "reviewed")
    evil = Upload("a.jpg", b"<svg onload=alert(1)>")
    with pytest.raises(Refused) as refused:
        services.post_notice(case, place="公示栏", posted_on=POSTED, photo=evil, by=who.clerk, on=POSTED)
    assert refused.value.field == "posted_photo"
    assert not case.notices.get(kind="public_notice").postings.exists()
    assert not Document.objects.filter(case=case, kind="public_notice").exists()


def test_a_wrong_board_is_posted_again_and_its_seven_days_begin_anew(who):
    case = factories.case_at(who, "posted")
    monday = dt.date(2026, 11, 16)
    services.withdraw_notice(case, content_wrong=False, reason="贴错社区", by=who.clerk, on=monday)
    assert case.steps.get(name="public_notice", office=who.residence).state == StepState.OPEN
    again = services.post_notice(case, place="另一公示栏", posted_on=monday, by=who.clerk, on=monday)
    assert again.notice.postings.filter(office=who.residence).count() == 2
    with pytest.raises(Refused, match="到11月23日止"):
        services.remove_notice(case, proof="照片", by=who.clerk, on=dt.date(2026, 11, 20))
    services.remove_notice(case, proof="照片", by=who.reviewer, on=dt.date(2026, 11, 20))
    assert not case.steps.filter(name="decision").exists()
    services.remove_notice(case, proof="照片", by=who.clerk, on=dt.date(2026, 11, 24))
    assert case.steps.get(name="decision").state == StepState.OPEN
    assert Document.objects.filter(case=case, kind="public_notice", office=who.residence).count() == 2


def test_wrong_content_comes_down_in_both_places_and_is_reviewed_and_posted_again(who):
    case = factories.case_at(who, "posted")
    monday = dt.date(2026, 11, 16)
    services.withdraw_notice(case, content_wrong=True, reason="人数写错", by=who.clerk, on=monday)
    old = case.notices.get(kind="public_notice")
    assert not old.postings.filter(withdrawn_on__isnull=True).exists()
    assert case.steps.filter(name="first_review").last().round == 2
    factories.reviewed(who, case, monday)
    factories.posted(who, case, monday)
    assert case.notices.filter(kind="public_notice").count() == 2
    with pytest.raises(Refused, match="到11月23日止"):
        services.remove_notice(case, proof="照片", by=who.clerk, on=dt.date(2026, 11, 20))


@pytest.mark.parametrize(("stage", "code"), [("reviewed", "not_posted"), ("posted", "reason_missing")])
def test_what_does_not_hang_or_has_no_reason_is_not_withdrawn(who, stage, code):
    case = factories.case_at(who, stage)
    with pytest.raises(Refused) as refused:
        services.withdraw_notice(case, content_wrong=False, reason=" ", by=who.clerk, on=POSTED)
    assert refused.value.code == code


def test_two_notices_of_one_round_never_hang_at_one_office(who):
    factories.case_at(who, "posted")
    there = Posting.objects.filter(office=who.residence).get()
    there.pk = None
    with pytest.raises(IntegrityError, match="one_posting_per"), transaction.atomic():
        there.save()


def test_a_stranger_posts_nothing(who):
    case = factories.case_at(who, "reviewed")
    with pytest.raises(Refused) as refused:
        services.post_notice(case, place="公示栏", posted_on=POSTED, by=who.stranger, on=POSTED)
    assert refused.value.code == "not_your_office"
    with pytest.raises(PermissionDenied):
        services.post_notice(case, place="公示栏", posted_on=POSTED, by=who.approver, on=POSTED)


def test_the_case_is_complete_when_both_places_have_announced_the_decision(who):
    case = factories.case_at(who, "decided")
    services.post_announcement(case, place="公示栏", by=who.clerk, on=dt.date(2026, 11, 23))
    case.refresh_from_db()
    assert case.state == "open"
    services.post_announcement(case, place="公示栏", by=who.reviewer, on=dt.date(2026, 11, 23))
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("closed", "approved")
    assert not case.parties.filter(live=True).exists()
    assert Document.objects.filter(case=case, kind="announcement").count() == 2
