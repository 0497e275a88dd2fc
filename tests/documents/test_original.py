"""The original: made once after the commit, kept by its hash, verified on every reading."""

import datetime as dt
import hashlib
import io
import logging
import os
import stat
import sys
import threading

import pytest
from django.db import connection
from pypdf import PdfReader

from apps.core import clock
from apps.core.errors import Refused
from apps.documents import rendering, services, store, tasks
from apps.documents.models import Document, DocumentFile, DocumentKind
from apps.documents.services import issue
from apps.offices.roles import Role
from tests.documents import makers
from tests.documents.reading import text_of
from tests.households.makers import user

PDF = b"%PDF-1.7 a stand-in"


@pytest.fixture(autouse=True)
def papers_dir(settings, tmp_path):
    settings.PAPERS_DIR = tmp_path / "papers"


@pytest.fixture
def approver(db):
    return user("韩立行", makers.dawangzhuang(), Role.APPROVER)


@pytest.fixture
def quick(monkeypatch):
    """A renderer that counts instead of drawing."""
    calls = []
    monkeypatch.setattr(rendering, "pdf_of", lambda document: calls.append(document.pk) or PDF)
    return calls


@pytest.fixture
def woken(monkeypatch):
    """What the worker was told after a commit."""
    calls = []
    monkeypatch.setattr(issue, "wake_worker", lambda *call: calls.append(call))
    return calls


def test_the_worker_is_woken_after_the_commit(approver, woken, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        paper = makers.issued(approver, case=makers.case(approver))
        assert not woken
    assert woken == [(tasks.make_original.name, paper.pk)]


def test_without_a_broker_the_paper_is_issued_all_the_same(
    approver, caplog, django_capture_on_commit_callbacks
):
    with caplog.at_level(logging.WARNING), django_capture_on_commit_callbacks(execute=True):
        paper = makers.issued(approver, case=makers.case(approver))
    assert "Nobody was woken" in caplog.text
    assert Document.objects.filter(pk=paper.pk, file__isnull=True).exists()


def test_the_worker_makes_the_original_once(approver, quick):
    paper = makers.issued(approver, case=makers.case(approver))
    tasks.make_original(paper.pk)
    tasks.make_original(paper.pk)
    assert quick == [paper.pk]
    assert DocumentFile.objects.get(document=paper).size == len(PDF)


def test_a_renderer_that_fails_is_logged_and_leaves_the_paper_without_original(approver, monkeypatch, caplog):
    def fail(document):
        raise RuntimeError("no ink")

    monkeypatch.setattr(rendering, "pdf_of", fail)
    paper = makers.issued(approver, case=makers.case(approver))
    with caplog.at_level(logging.ERROR):
        tasks.make_original(paper.pk)
    assert "was not made" in caplog.text
    assert not DocumentFile.objects.filter(document=paper).exists()


def test_the_sweep_makes_what_nobody_was_woken_for(approver, quick, monkeypatch):
    paper = makers.issued(approver, case=makers.case(approver))
    tasks.make_missing_originals()
    assert not quick
    monkeypatch.setattr(clock, "stamp", lambda: paper.issued_at + dt.timedelta(minutes=3))
    tasks.make_missing_originals()
    tasks.make_missing_originals()
    assert quick == [paper.pk]


def test_the_first_reader_makes_a_missing_original_and_the_second_reads_it(approver, quick):
    paper = makers.issued(approver, case=makers.case(approver))
    assert services.original(paper) == services.original(paper) == PDF
    assert quick == [paper.pk]


def test_an_original_lies_under_its_hash_and_only_its_owner_reads_it(approver, quick):
    services.original(makers.issued(approver, case=makers.case(approver)))
    path = store.path_of(hashlib.sha256(PDF).hexdigest())
    assert path.read_bytes() == PDF
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert os.listdir(path.parent) == [path.name]


@pytest.mark.parametrize(("damage", "code"), [(PDF + b"!", "original_damaged"), (None, "original_missing")])
def test_an_original_that_was_changed_or_lost_is_refused_loudly(approver, quick, caplog, damage, code):
    paper = makers.issued(approver, case=makers.case(approver))
    services.original(paper)
    path = store.path_of(paper.file.sha256)
    path.write_bytes(damage) if damage else path.unlink()
    with pytest.raises(Refused) as refused:
        services.original(paper)
    assert refused.value.code == code
    assert paper.file.sha256 in caplog.text
    assert quick == [paper.pk]


def test_two_readers_at_once_end_with_one_original(own_database, monkeypatch):
    approver = user("韩立行", makers.dawangzhuang(), Role.APPROVER)
    monkeypatch.setattr(issue, "wake_worker", lambda *call: None)
    paper = makers.issued(approver, case=makers.case(approver))
    both, seen, turn = threading.Barrier(2), [], iter((b"%PDF one", b"%PDF two"))

    def draw(document):
        data = next(turn)
        both.wait(30)
        return data

    monkeypatch.setattr(rendering, "pdf_of", draw)

    def reader():
        try:
            seen.append(services.original(paper))
        finally:
            connection.close()

    threads = [threading.Thread(target=reader) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(seen) == 2
    assert seen[0] == seen[1]
    assert DocumentFile.objects.filter(document=paper).count() == 1


def test_without_pango_the_reader_is_told_what_to_install_and_the_paper_stands(approver, monkeypatch):
    paper = makers.issued(approver, case=makers.case(approver))
    monkeypatch.delitem(sys.modules, "apps.documents.pdf", raising=False)

    class NoPango:
        def find_spec(self, name, path=None, target=None):
            if name == "apps.documents.pdf":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(sys, "meta_path", [NoPango(), *sys.meta_path])
    with pytest.raises(Refused) as refused:
        services.original(paper)
    assert refused.value.code == "papers_not_available"
    assert "libpango-1.0-0" in refused.value.message
    assert rendering.body_of(paper)


def test_the_decision_letter_says_amount_words_calculation_and_appeal(approver):
    paper = makers.issued(approver, case=makers.case(approver))
    data = services.original(paper)
    text = text_of(data)
    for words in (
        "东大确字〔2026〕0001号", "最低生活保障审核确认通知书", "¥1,241.00", "壹仟贰佰肆拾壹元整", "尾号6021", "1201**********0428",
        "《最低生活保障审核确认办法》（民发〔2021〕57号）第二十一条", "2026年12月起", "每6个月核查一次，下次核查为2027年6月",
        "60日内向天津市河东区人民政府申请行政复议", "6个月内向人民法院提起行政诉讼",
        "《最低生活保障审核确认办法》第十三条", "−336.00", "待确认", "1,187.40", paper.check_code,
    ):  # fmt: skip
        assert words in text, words
    reader = PdfReader(io.BytesIO(data))
    assert reader.metadata.title == f"{paper.title} {paper.number}"
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"].value is True


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (DocumentKind.ACCEPTANCE_SLIP, ("45个工作日", "预计不晚于2027年1月6日", "第十一条")),
        (DocumentKind.SUPPLEMENT_NOTICE, ("2026年5月至10月工资单", "2026年12月3日前补齐", "第十条")),
        (DocumentKind.PUBLIC_NOTICE, ("阿卜杜热合曼·买买提明", "2026年11月24日至11月30日，共7日", "862.50")),
        (
            DocumentKind.DENIAL_LETTER,
            ("人均收入不低于低保标准", "1,633.00元/月", "第十四条", "临时救助", "60日内"),
        ),
        (DocumentKind.ANNOUNCEMENT, ("确认金额（元/月）", "1,241.00", "第二十四条")),
        (
            DocumentKind.RECOVERY_LETTER,
            ("壹仟零陆拾元整", "2027年1月10日", "少发的月份不抵多发的月份", "60日内", "措施》第七条"),
        ),
        (
            DocumentKind.SET_OFF_LETTER,
            ("叁佰元整", "2026年12月起", "预计4个月", "东民追〔2026〕1号", "一次性待遇不抵扣", "60日内"),
        ),
        (DocumentKind.ROSTER, ("合计", "41,599.00", "肆万壹仟伍佰玖拾玖元整", "低保小计", "财务")),
    ],
)
def test_each_paper_says_what_it_is_for(approver, kind, expected):
    case = None if kind == DocumentKind.ROSTER else makers.case(approver)
    text = text_of(rendering.pdf_of(makers.issued(approver, case=case, kind=kind)))
    for words in expected:
        assert words in text


def test_the_same_paper_gives_the_same_bytes(approver):
    paper = makers.issued(approver, case=makers.case(approver), kind=DocumentKind.ANNOUNCEMENT)
    assert rendering.pdf_of(paper) == rendering.pdf_of(paper)


def test_markup_typed_into_a_paper_stays_words(approver):
    notice = makers.public_notice()
    entry = type(notice.entries[0])('<img src="http://127.0.0.1/x">', 1, None)
    context = type(notice)(**{**vars(notice), "entries": (entry,)})
    paper = makers.issued(
        approver, case=makers.case(approver), kind=DocumentKind.PUBLIC_NOTICE, context=context
    )
    assert "<img" not in rendering.body_of(paper)
    assert "<imgsrc=" in text_of(rendering.pdf_of(paper))


def test_a_character_without_a_font_is_named_and_never_printed_as_a_box(approver):
    notice = makers.public_notice()
    entry = type(notice.entries[0])("张\U0003fffd", 1, None)
    context = type(notice)(**{**vars(notice), "entries": (entry,)})
    paper = makers.issued(
        approver, case=makers.case(approver), kind=DocumentKind.PUBLIC_NOTICE, context=context
    )
    with pytest.raises(Refused) as refused:
        rendering.pdf_of(paper)
    assert refused.value.code == "characters_without_font"
    assert "U+3FFFD" in refused.value.message
