"""PDF 附件: each page is drawn by a process of its own and kept as a picture; hostile files harm nobody (T24)."""

import datetime as dt
import io
import resource
import sys
import time
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from apps.core.errors import Refused
from apps.documents import pages, services
from apps.documents.models import Attachment, AttachmentKind
from apps.journal.models import Event
from tests import factories
from tests.documents import pdfs

DAY = dt.date(2026, 11, 5)
CODES = {
    "password": "pdf_encrypted",
    "a second file": "pdf_attached",
    "a file on the page": "pdf_attached",
    "a film on the page": "pdf_attached",
    "rich media": "pdf_attached",
    "form that builds itself": "pdf_dynamic",
    "too many pages": "pdf_pages",
    "flood of pixels": "pdf_flood",
    "swelling page": "pdf_flood",
    "forms in forms": "pdf_flood",
}


@dataclass
class Tried:
    """What became of every file, by its name, and what it took."""

    results: dict[str, Any] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    megabytes: float = 0


@pytest.fixture(scope="module")
def tried():
    """Every file drawn once, for all tests here."""
    made, before = Tried(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for name, data in (pdfs.REFUSED | pdfs.NEUTRALISED).items():
        begun = time.perf_counter()
        made.results[name] = outcome(data)
        made.seconds[name] = time.perf_counter() - begun
    made.megabytes = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return made


def outcome(data: bytes):
    try:
        return pages.harmless_pages(data, "判决书.pdf")
    except Refused as refusal:
        return refusal


@pytest.fixture
def who(settings, tmp_path, db):
    settings.PAPERS_DIR = tmp_path / "papers"
    return factories.people()


def attach(case, *files: bytes, by, **options) -> list[Attachment]:
    uploads = [services.Upload("判决书.PDF", data) for data in files]
    return services.attach_pictures(
        case, uploads, kind=AttachmentKind.PROOF, by=by, on=DAY, paged=True, **options
    )


def test_each_page_is_kept_as_a_picture_that_says_which_it_is(who):
    case = factories.accepted(who)
    rows = attach(case, pdfs.scan(3), by=who.clerk, note="判决书")
    assert [row.note for row in rows] == [f"判决书 第 {page} 页，共 3 页" for page in (1, 2, 3)]
    kept = services.picture_bytes(rows[0])
    assert kept.startswith(b"\xff\xd8")
    assert Image.open(io.BytesIO(kept)).size == (1131, 1600)
    assert Event.objects.get(kind="attachment", case_id=case.pk).summary == "上传证明材料 3 张。"


def test_the_same_file_sent_again_is_kept_once_with_all_its_like_pages(who):
    case = factories.accepted(who)
    first, again = (attach(case, pdfs.scan(2), by=who.clerk, note="流水") for _ in range(2))
    assert len({row.pk for row in first}) == 2
    assert [row.pk for row in again] == [row.pk for row in first]


def test_a_pdf_is_withdrawn_with_all_its_pages(who, client):
    case = factories.accepted(who)
    rows = attach(case, pdfs.scan(2), by=who.clerk, note="流水")
    [other] = attach(case, pdfs.scan(1, shade=90), by=who.clerk, note="病历")
    client.force_login(who.clerk, "django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/cases/{case.pk}/attachments/").content.decode().count("撤下证明材料") == 2
    assert "2 页一并撤下" in client.get(f"/attachments/{rows[1].pk}/withdraw/").content.decode()
    services.withdraw_attachment(rows[1], reason="是别家的", by=who.clerk, on=DAY)
    assert list(case.attachments.filter(withdrawal__isnull=True)) == [other]
    said = Event.objects.filter(kind="attachment", case_id=case.pk).latest("id").summary
    assert said == "撤下证明材料“流水 第 2 页，共 2 页”（PDF，2 页）：是别家的"
    with pytest.raises(Refused, match="已经撤下"):
        services.withdraw_attachment(rows[0], reason="再撤", by=who.clerk, on=DAY)


def test_a_long_note_leaves_room_for_the_page(who):
    [row] = attach(factories.accepted(who), pdfs.scan(), by=who.clerk, note="长" * 100)
    assert row.note.endswith("长 第 1 页，共 1 页")


def test_more_pages_than_fit_at_once_are_refused_and_nothing_is_kept(who):
    with pytest.raises(Refused) as refused:
        attach(factories.accepted(who), pdfs.scan(11), pdfs.scan(10), by=who.clerk)
    assert (refused.value.code, refused.value.field) == ("too_many", "pictures")
    assert not Attachment.objects.exists()


def test_a_field_for_one_photograph_takes_no_pdf(who):
    with pytest.raises(Refused, match="请拍照上传"):
        services.attach_pictures(
            factories.accepted(who),
            [services.Upload("a.pdf", pdfs.scan())],
            kind=AttachmentKind.BOARD_PHOTO,
            by=who.clerk,
            on=DAY,
        )


def test_a_clerk_uploads_a_pdf_and_a_refused_one_is_said_in_the_page(who, client):
    case = factories.accepted(who)
    client.force_login(who.clerk, "django.contrib.auth.backends.ModelBackend")
    url = f"/cases/{case.pk}/attachments/"

    def sent(data: bytes):
        file = SimpleUploadedFile("扫描.pdf", data, "application/pdf")
        return client.post(url, {"kind": "proof", "note": "判决书", "pictures": file}, follow=True)

    assert "已上传 2 张" in sent(pdfs.scan(2)).content.decode()
    refused = sent(pdfs.REFUSED["password"])
    assert refused.status_code == 409
    assert "加了密码，打不开；请解除密码后另存" in refused.content.decode()
    assert Attachment.objects.count() == 2
    shown = client.get(f"/attachments/{Attachment.objects.first().pk}/")
    assert shown["Content-Type"] == "image/jpeg"
    assert "sandbox" in shown["Content-Security-Policy"]


@pytest.mark.parametrize("name", pdfs.REFUSED)
def test_a_hostile_pdf_is_refused_in_words_that_say_what_to_do(tried, name):
    refusal = tried.results[name]
    assert isinstance(refusal, Refused), refusal
    assert refusal.code == CODES.get(name, "file_content")
    assert refusal.message.startswith("没有上传。“判决书.pdf”")
    assert "；请" in refusal.message


@pytest.mark.parametrize("name", pdfs.NEUTRALISED)
def test_of_what_a_pdf_would_do_only_pixels_are_left(tried, name):
    [page] = tried.results[name]
    assert page.media_type == "image/jpeg"
    assert max(page.width, page.height) <= pages.SIDE
    assert Image.open(io.BytesIO(page.data)).format == "JPEG"
    for hidden in (b"%PDF", b"JavaScript", b"<script", b"jiuzhu-canary", b"PK\x03\x04", b"telephone"):
        assert hidden not in page.data


def test_a_hostile_pdf_costs_the_site_no_memory(tried, record_property):
    """T24 for PDF: each has a process of its own; what is meant to take for ever is ended by its limits."""
    slowest = sorted(tried.seconds, key=tried.seconds.__getitem__)[-3:]
    said = ", ".join(f"{name} {tried.seconds[name] * 1000:.0f} ms" for name in slowest)
    record_property("printed", f"T24 PDF: {len(tried.seconds)} files, +{tried.megabytes:.0f} MB here, {said}")
    assert tried.megabytes <= 50


@pytest.mark.parametrize("program", ["", "import sys; sys.stdout.buffer.write(b'page' + b'\\xff' * 90)"])
def test_a_drawer_that_dies_or_lies_is_not_believed(monkeypatch, tmp_path, program):
    """A file that took the drawing process over could send anything; only pixels of a sensible number are taken."""
    (tmp_path / "drawer.py").write_text(program)
    monkeypatch.setattr(pages, "_PROGRAM", tmp_path / "drawer.py")
    with pytest.raises(Refused, match="没有上传"):
        pages.harmless_pages(pdfs.scan(), "a.pdf")


def test_the_drawer_has_no_surroundings_and_writes_no_file(monkeypatch, tmp_path):
    """It sees no variable of the site, and its own limits forbid what a hostile file would need."""
    program = (
        "import os, sys; sys.path.insert(0, {folder!r}); import page_drawer; page_drawer.limit()\n"
        "try:\n    open({path!r}, 'w').write('x' * 9999)\nexcept OSError:\n    word = 'no file'\n"
        "left = set(os.environ) - {{'LC_CTYPE'}}\n"
        "sys.stdout.buffer.write(page_drawer.HEAD.pack(b'none', 0, 0, 0) + (b'encrypted' if not left and word else b''))"
    )
    folder = str(pages._PROGRAM.parent)
    (tmp_path / "drawer.py").write_text(program.format(folder=folder, path=str(tmp_path / "out")))
    monkeypatch.setattr(pages, "_PROGRAM", tmp_path / "drawer.py")
    monkeypatch.setenv("SECRET_OF_THE_SITE", "x")
    assert outcome(pdfs.scan()).code == "pdf_encrypted"
    assert "pypdfium2_raw" not in sys.modules
