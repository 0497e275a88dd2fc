"""Issuing a paper: number, check code, frozen context, event, and what is refused."""

import datetime as dt
import re
import threading
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from apps.core.errors import Refused
from apps.documents import services
from apps.documents.models import Document, DocumentFile, DocumentKind, NumberSeries
from apps.documents.papers import PAPERS
from apps.documents.plain import from_plain, to_plain
from apps.journal.models import Event
from apps.offices.roles import Role
from tests.documents import makers
from tests.households.makers import id_number, user


@pytest.fixture
def approver(db):
    return user("韩立行", makers.dawangzhuang(), Role.APPROVER)


@pytest.fixture
def case(approver):
    return makers.case(approver)


def test_a_paper_has_the_next_number_of_its_office_kind_and_year(approver, case):
    numbers = [makers.issued(approver, case=case).number for _ in range(2)]
    assert numbers == ["东大确字〔2026〕0001号", "东大确字〔2026〕0002号"]
    notice = makers.issued(approver, case=case, kind=DocumentKind.PUBLIC_NOTICE)
    assert notice.number == "东大公字〔2026〕0001号"


def test_numbers_begin_again_with_the_year(approver, case):
    for day in (dt.date(2026, 12, 31), dt.date(2027, 1, 4)):
        last = services.issue_document(
            DocumentKind.DECISION_LETTER,
            case=case,
            office=makers.dawangzhuang(),
            context=makers.decision_letter(),
            by=approver,
            on=day,
        )
    assert last.number == "东大确字〔2027〕0001号"


def test_every_kind_of_paper_can_be_issued_under_its_own_title(approver, case):
    titles = {
        kind: makers.issued(approver, case=None if kind == DocumentKind.ROSTER else case, kind=kind).title
        for kind in DocumentKind
    }
    assert set(PAPERS) == set(DocumentKind)
    assert titles[DocumentKind.DECISION_LETTER] == "最低生活保障审核确认通知书"
    assert titles[DocumentKind.ROSTER] == "2026年12月基本生活救助资金发放名册"
    assert len(set(titles.values())) == len(DocumentKind)


def test_a_paper_keeps_what_stood_on_it_when_the_office_is_renamed(approver, case):
    paper = makers.issued(approver, case=case)
    office = makers.dawangzhuang()
    office.full_name = "另一个名称"
    office.save()
    head = Document.objects.get(pk=paper.pk).context["head"]
    assert head["office_name"] == "天津市河东区大王庄街道办事处"
    assert head["reconsideration_body"] == "天津市河东区人民政府"
    assert head["case_number"] == case.number


def test_the_check_code_is_random_and_has_no_letters_that_look_alike(approver, case):
    codes = {makers.issued(approver, case=case).check_code for _ in range(5)}
    assert len(codes) == 5
    assert all(re.fullmatch("[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}", code) for code in codes)


def test_issuing_is_an_event_of_the_case_at_the_hukou_side(approver, case):
    paper = makers.issued(approver, case=case)
    event = Event.objects.get(kind="document")
    assert (event.case_id, event.actor_name, event.side, event.day) == (
        case.pk,
        "韩立行",
        "hukou",
        makers.DAY,
    )
    assert event.detail == {"document": paper.pk, "kind": "decision_letter", "number": paper.number}
    assert paper.number in event.summary


def test_a_number_goes_back_with_the_transaction_that_took_it(approver, case):
    with transaction.atomic():
        makers.issued(approver, case=case)
        transaction.set_rollback(True)
    assert makers.issued(approver, case=case).number == "东大确字〔2026〕0001号"


def test_a_context_of_another_kind_is_a_defect(approver, case):
    with pytest.raises(TypeError):
        makers.issued(approver, case=case, context=makers.denial_letter())


def test_a_context_comes_back_from_its_plain_form_unchanged():
    for kind, make in makers.CONTEXTS.items():
        context = make()
        assert from_plain(PAPERS[kind].context, to_plain(context)) == context


def test_a_context_holds_no_float():
    with pytest.raises(TypeError):
        to_plain((1.5,))


def test_the_roster_proves_its_own_sums():
    roster = makers.roster(3)
    assert roster.total.amount == Decimal("3717.00")
    assert roster.total_in_words == "叁仟柒佰壹拾柒元整"
    plain = to_plain(roster)
    plain["lines"][0]["amount"] = "9999.00"
    with pytest.raises(ValueError, match="do not agree"):
        from_plain(type(roster), plain)


NUMBER = id_number("19840521")
WITH_X = next(number for order in range(1, 99) if (number := id_number("19840521", order)).endswith("X"))
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
PERSONAL = {
    "identity number": f"身份证{NUMBER}。",
    "identity number with X": WITH_X,
    "identity number with x": WITH_X.lower(),
    "identity number in groups": f"{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}",
    "identity number in full width": NUMBER.translate(FULL_WIDTH),
    "identity number with a wrong digit": f"{NUMBER[:17]}{(int(NUMBER[17:].replace('X', '0')) + 1) % 10}",
    "old identity number": f"{NUMBER[:6]}840521002",
    "telephone": "电话 15400000000",
    "telephone in groups": "139 0000 0000",
    "telephone with country code": "+86 15400000000",
    "account": "尾号应为 6222021234567890123",
    "account in groups": "6222 0212 3456 7890",
    "account with dashes": "6222-0212-3456-7890",
}


@pytest.mark.parametrize("text", PERSONAL.values(), ids=PERSONAL)
def test_a_context_with_a_whole_personal_number_is_refused_before_anything_is_written(approver, case, text):
    letter = makers.denial_letter()
    context = type(letter)(**{**vars(letter), "other_help": (f"请联系 {text}",)})
    with pytest.raises(Refused) as refused:
        makers.issued(approver, case=case, kind=DocumentKind.DENIAL_LETTER, context=context)
    assert refused.value.code == "personal_number_in_paper"
    assert not Document.objects.exists()
    assert not NumberSeries.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "1201**********0428",
        "尾号 6021",
        "022-0000-0000",
        "1,045.00 × 3 − 1,894.00",
        "2026-11-24至2026-11-30",
        "津民规〔2025〕6号",
        "南学低保 2026-0187",
    ],
)
def test_masked_numbers_amounts_days_and_office_telephones_may_stand_on_a_paper(approver, case, text):
    letter = makers.denial_letter()
    context = type(letter)(**{**vars(letter), "other_help": (text,)})
    assert makers.issued(approver, case=case, kind=DocumentKind.DENIAL_LETTER, context=context).pk


def test_an_office_may_have_a_mobile_telephone_but_nobody_else(approver, case):
    notice = makers.public_notice()
    contacts = (type(notice.contacts[0])("监督", "河东区民政局", "15400000000"),)
    context = type(notice)(**{**vars(notice), "contacts": contacts})
    assert makers.issued(approver, case=case, kind=DocumentKind.PUBLIC_NOTICE, context=context).pk


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE documents_document SET title = ''",
        "DELETE FROM documents_document",
        "UPDATE documents_documentfile SET size = 1",
        "DELETE FROM documents_documentfile",
    ],
)
def test_the_database_refuses_to_change_a_paper_or_its_original(approver, case, change):
    paper = makers.issued(approver, case=case)
    DocumentFile.objects.create(document=paper, sha256="0" * 64, size=9)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_two_desks_at_once_get_numbers_without_gaps_or_doubles(own_database):
    approver = user("韩立行", makers.dawangzhuang(), Role.APPROVER)
    case, errors = makers.case(approver), []
    start = threading.Barrier(2)

    def desk():
        try:
            start.wait()
            for turn in range(10):
                with transaction.atomic():
                    makers.issued(approver, case=case, kind=DocumentKind.DENIAL_LETTER)
                    transaction.set_rollback(turn % 3 == 2)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    _together(desk, desk)
    numbers = sorted(Document.objects.values_list("number", flat=True))
    assert not errors
    assert numbers == [f"东大否字〔2026〕{serial:04d}号" for serial in range(1, 15)]


def _together(*works) -> None:
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
