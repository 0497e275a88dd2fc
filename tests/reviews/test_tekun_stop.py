"""特困终止: what is proposed to end hangs seven days in both places, an objection leads back, the letter names other help."""

import datetime as dt

import pytest
from django.urls import reverse

from apps.applications.services import submit_decision
from apps.benefits.models import Award
from apps.core.errors import Refused
from apps.documents.models import Document
from apps.publicity import services as publicity
from apps.publicity.models import Notice
from apps.reviews.queries.decision import decision_page
from apps.reviews.queries.pack import pack_of
from apps.reviews.services import ChangeEntry, decide, mark_of, report_change, submit_verification, words_of
from tests import factories
from tests.care import makers

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 12, 2)
DOWN = dt.date(2026, 12, 11)


@pytest.fixture(autouse=True)
def papers_dir(settings, tmp_path):
    settings.PAPERS_DIR = tmp_path / "papers"


@pytest.fixture
def who():
    return factories.people()


@pytest.fixture
def case(who):
    """A tekun person whose pension is above the standard now, and the change that was reported."""
    granted = makers.tell_until(who, makers.accepted(who), "announced")
    entry = ChangeEntry(
        "income",
        dt.date(2026, 11, 30),
        person=granted.applicant_id,
        detail={"type": "T", "amount": "4000.00"},
    )
    return report_change(granted.household, entry, at=who.hukou, by=who.hukou_clerk, on=ON).case


def proposed(who, case, on=ON):
    return submit_verification(case, text="养老金已超过标准。", by=who.reviewer, on=on)


def boards(who, case):
    return ((who.clerk, "学府街道公示栏"), (who.hukou_clerk, "大王庄街道公示栏"))


def test_a_stop_hangs_seven_days_in_both_places_before_it_is_decided(who, case):
    assert proposed(who, case).effect == "stop"
    notice = Notice.objects.get(case=case)
    assert (notice.kind, notice.applicant_name, notice.members, notice.amount) == (
        "public_notice", "何守田", 1, 0,
    )  # fmt: skip
    with pytest.raises(Refused):
        decide(case, agree=True, text="同意。", by=who.approver, on=ON)
    for by, place in boards(who, case):
        publicity.post_notice(case, place=place, posted_on=ON, by=by, on=ON)
        with pytest.raises(Refused) as refusal:
            publicity.remove_notice(case, proof="证明", by=by, on=dt.date(2026, 12, 9))
        assert refusal.value.code == "notice_not_over"
    paper = Document.objects.filter(case=case, kind="public_notice").first()
    assert paper.title == "特困人员救助供养终止公示"
    assert (paper.context["body"]["ends"], "第二十六条" in paper.context["body"]["basis"]) == (True, True)
    for by, _ in boards(who, case):
        publicity.remove_notice(case, proof="居委会见证", by=by, on=DOWN)
    page = decision_page(case, DOWN, words_of, mark_of)
    assert page.hung == tuple(f"{place}，12月2日至12月11日" for _, place in boards(who, case))
    kept = decide(case, agree=True, text="同意终止。", by=who.approver, on=DOWN)
    award = Award.objects.get(household=case.household)
    assert (kept.effect, award.to_month) == ("stop", dt.date(2026, 12, 1))
    letter = Document.objects.get(case=case, kind="adjustment_letter")
    assert any("符合低保" in words for words in letter.context["body"]["other_help"])


def test_a_stop_is_not_decided_on_the_page_of_an_application_nor_an_application_on_that_of_a_stop(
    who, case, client
):
    """Both cases wait for their decision; the address of the other page must not close them."""
    proposed(who, case)
    for by, place in boards(who, case):
        publicity.post_notice(case, place=place, posted_on=ON, by=by, on=ON)
    for by, _ in boards(who, case):
        publicity.remove_notice(case, proof="居委会见证", by=by, on=DOWN)
    with pytest.raises(Refused) as refusal:
        submit_decision(case, approve=False, text="不予确认。", by=who.approver, on=DOWN)
    assert refusal.value.code == "no_application"
    application = factories.case_at(who, "taken_down")
    with pytest.raises(Refused) as refusal:
        decide(application, agree=False, text="退回。", by=who.approver, on=DOWN)
    assert refusal.value.code == "no_review"
    client.force_login(who.approver, "django.contrib.auth.backends.ModelBackend")
    for name, of in (("applications:decision", case), ("reviews:decision", application)):
        assert client.get(reverse(name, args=[of.pk])).status_code == 404
        told = {"approve": "no", "agree": "no", "text": "不同意。"}
        assert client.post(reverse(name, args=[of.pk]), told).status_code == 404
    assert set(case.steps.filter(name="decision").values_list("state", flat=True)) == {"open"}
    assert set(application.steps.filter(name="decision").values_list("state", flat=True)) == {"open"}


def test_an_objection_leads_back_to_the_opinion_and_is_answered_before_a_new_one(who, case):
    proposed(who, case)
    by, place = boards(who, case)[0]
    publicity.post_notice(case, place=place, posted_on=ON, by=by, on=ON)
    publicity.record_objection(case, content="养老金是补发的一次性款。", by=by, on=ON)
    with pytest.raises(Refused) as refusal:
        proposed(who, case)
    assert refusal.value.code == "objection_open"
    with pytest.raises(Refused) as refusal:
        publicity.handle_objections(case, way="appraisal", plan="查清来源", by=who.reviewer, on=ON)
    assert refusal.value.code == "no_appraisal"
    publicity.handle_objections(case, way="resurvey", plan="查清来源", by=who.reviewer, on=ON)
    assert case.steps.get(name="home_visit", state="open").office == who.residence


def test_whoever_prepares_the_stop_sees_what_the_person_may_get_instead(who, case):
    strip = next(strip for strip in pack_of(case, ON, words_of, mark_of).strips if "其他救助" in strip.title)
    assert "不符合低保" in strip.text


def test_what_does_not_end_is_decided_without_a_notice(who):
    granted = makers.tell_until(who, makers.accepted(who), "announced")
    entry = ChangeEntry("self_care", dt.date(2026, 11, 30), person=granted.applicant_id)
    case = report_change(granted.household, entry, at=who.hukou, by=who.hukou_clerk, on=ON).case
    makers.assessed(who, case, ON, "eat", "dress", "bed", "toilet")
    submit_verification(case, text="评估属实。", by=who.reviewer, on=ON)
    assert decide(case, agree=True, text="同意。", by=who.approver, on=ON).effect == "increase"
    assert not Notice.objects.filter(case=case).exists()
