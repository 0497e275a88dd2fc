"""The forms of the file: each is made from the case, or typed, previewed without a number and issued with one."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from apps.applications.services import issue_sheet
from apps.applications.sheets import BUILDERS, OFFERED, TYPED, known_for
from apps.core.errors import Refused
from apps.documents.guard import refuse_personal_numbers
from apps.documents.models import Document, DocumentKind
from apps.documents.rendering import body_of
from apps.routing.services import RelativeEntry, register_relative
from tests import factories
from tests.care import makers as care_makers

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def papers_dir(settings, tmp_path):
    settings.PAPERS_DIR = tmp_path / "papers"


@pytest.fixture
def who():
    return factories.people()


@pytest.fixture
def decided(who):
    case = factories.case_at(who, "decided")
    entry = RelativeEntry("sibling", case.applicant, "applicant", staff_name="委员甲", post="居委会委员")
    register_relative(case, entry, by=who.clerk, on=DAY)
    return case


def issue(case, kind, by, **typed) -> Document:
    return issue_sheet(case, DocumentKind(kind), typed=typed, by=by, on=DAY)


def test_every_form_that_a_decided_case_can_have_is_issued(who, decided):
    papers = {}
    for kind in BUILDERS:
        if kind != DocumentKind.CHECK_NOTICE:
            papers[kind] = issue(decided, kind, who.clerk)
            refuse_personal_numbers(papers[kind].context)
    assert len({paper.number for paper in papers.values()}) == len(BUILDERS) - 1
    words = {
        "application_form": ("张小满", "近 12 个月支出", "李明远"),
        "authorisation_form": ("核对范围", "不动产", "2026年11月3日"),
        "pledge": ("1 倍以上 3 倍以下",),
        "visit_form": ("陈砚秋、何立群", "双方签字页已拍照留存"),
        "check_report": ("核2026-0001",),
        "opinion": ("拟予确认", "没有参加本件的核对和入户调查"),
        "relative_register": ("委员甲", "不参与本件"),
        "dossier_index": ("审核确认通知书", "签字页照片"),
    }
    for kind, said in words.items():
        sheet = body_of(papers[DocumentKind(kind)])
        for word in said:
            assert word in sheet, (kind, word)


def test_a_typed_form_holds_what_was_typed(who, decided):
    typed = {
        "need": "医疗救助",
        "department": "区医保局",
        "facts": "住院",
        "action": "办理医疗救助",
        "due": "10 个工作日",
    }
    paper = issue(decided, "referral", who.clerk, **typed)
    assert "区医保局" in body_of(paper)
    assert paper.number.startswith("南学转字〔2026〕")


def test_what_the_case_knows_stands_in_the_form_already(who, client):
    case = care_makers.assessed(who, care_makers.accepted(who))
    known = known_for(DocumentKind("care_agreement"), case, DAY).initial
    assert (known["carer"], known["items"]) == ("何志强（侄子）", "协助室内行走、协助洗澡")
    client.force_login(who.clerk, "django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/cases/{case.pk}/papers/care_agreement/").content.decode()
    assert page.count("协助室内行走、协助洗澡") == 2  # the field and the preview
    keeping = client.get(f"/cases/{case.pk}/papers/passbook_agreement/").content.decode()
    assert "部分丧失生活自理能力，不能自行领取" in keeping
    assert case.household.accounts.get().number not in keeping


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("visit_form", "no_visit"),
        ("check_report", "no_report"),
        ("check_notice", "nothing_differs"),
        ("opinion", "no_opinion"),
        ("relative_register", "no_relative"),
        ("referral", "field_missing"),
        ("care_agreement", "field_missing"),
        ("decision_letter", "unknown_paper"),
    ],
)
def test_what_cannot_be_said_yet_is_not_issued(who, kind, code):
    case = factories.accepted(who)
    before = Document.objects.count()
    with pytest.raises(Refused) as refused:
        issue(case, kind, who.clerk)
    assert refused.value.code == code
    assert Document.objects.count() == before


def test_a_number_that_was_typed_stands_on_no_paper(who, decided):
    number = decided.applicant.id_number
    typed = dict.fromkeys(("need", "department", "action", "due"), "一") | {"facts": f"证件 {number}"}
    with pytest.raises(Refused) as refused:
        issue(decided, "referral", who.clerk, **typed)
    assert refused.value.code == "personal_number_in_paper"


def test_only_whoever_may_issue_papers_of_this_case_does(who, decided):
    for person in (who.supervisor, who.stranger):
        with pytest.raises(PermissionDenied):
            issue(decided, "pledge", person)


def test_the_preview_has_no_number_and_keeps_nothing(who, decided):
    before = Document.objects.count()
    client = Client()
    client.force_login(who.clerk, "django.contrib.auth.backends.ModelBackend")
    for kind in OFFERED:
        answer = client.get(f"/cases/{decided.pk}/papers/{kind}/")
        assert answer.status_code == 200
        if kind not in (DocumentKind.CHECK_NOTICE, DocumentKind.CARE_AGREEMENT):
            assert "（预览，未编号）" in answer.content.decode(), kind
    assert Document.objects.count() == before
    assert set(TYPED) < set(OFFERED)
