"""预演: an upload hangs no request; the worker reads the register, says how far it is, and begins anew where it broke off."""

import datetime as dt
from contextlib import closing

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from apps.core.errors import Refused
from apps.core.sheets import XLSX
from apps.journal.models import Run
from apps.journal.runs import place_run
from apps.reviews.models import Takeover, TakeoverFile, TakeoverRow
from apps.reviews.queries.takeovers import takeover_page
from apps.reviews.services import confirm_takeover, discard_takeover, read_takeover, rehearse_takeover
from apps.reviews.services.rehearsing import LOCK
from apps.reviews.tasks import go_on_with_takeovers
from tests.reviews.sheets import cut_short, householder, xlsx

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 11, 10)


def uploaded(w, *lines) -> Takeover:
    return sent_in(w, xlsx(*lines))


def sent_in(w, content: bytes) -> Takeover:
    return rehearse_takeover(w.hukou, name="登记簿.xlsx", content=content, by=w.hukou_clerk, on=ON)


def test_an_upload_only_keeps_the_file_and_the_worker_reads_it_and_leaves_no_copy(w):
    made = uploaded(w, householder(1))
    assert (made.state, made.read.count()) == ("reading", 0)
    assert takeover_page(made).progress.text.startswith("已核对 0 / 1 行")
    with pytest.raises(Refused) as refusal:
        confirm_takeover(made, by=w.approver, on=ON)
    assert refusal.value.code == "still_reading"
    go_on_with_takeovers()
    made.refresh_from_db()
    run = Run.objects.get(pk=made.run_id)
    assert (made.state, run.state, run.total, run.done) == ("rehearsed", "done", 1, 1)
    assert not TakeoverFile.objects.exists()
    assert takeover_page(made).progress is None


def test_a_reading_says_how_far_it_is_and_begins_anew_when_it_broke_off(w, monkeypatch):
    monkeypatch.setattr("apps.reviews.register.reading.STRIDE", 1)
    made = uploaded(w, *map(householder, range(3)))
    told = []

    def die(run, **how_far):
        told.append(how_far)
        place_run(run, **how_far)
        if len(told) == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as m:
        m.setattr("apps.reviews.services.rehearsing.place_run", die)
        with pytest.raises(KeyboardInterrupt):
            read_takeover(made.pk)
    assert [one["done"] for one in told] == [1, 2]
    assert takeover_page(made).takeover.state == "reading"
    assert read_takeover(made.pk).households == 3


def test_a_register_thrown_away_while_it_is_read_stays_thrown_away(w, monkeypatch):
    made = uploaded(w, householder(1))
    monkeypatch.setattr("apps.reviews.register.reading.STRIDE", 1)
    monkeypatch.setattr(
        "apps.reviews.services.rehearsing.place_run",
        lambda run, **how_far: discard_takeover(made, by=w.hukou_clerk, on=ON),
    )
    assert read_takeover(made.pk).state == "discarded"
    assert not TakeoverRow.objects.exists()


def test_a_file_that_breaks_off_in_the_middle_is_thrown_away_with_the_reason(w):
    content = cut_short(xlsx(*map(householder, range(300))))
    made = read_takeover(sent_in(w, content).pk)
    page = takeover_page(made)
    assert (made.state, page.takeover.read.count()) == ("discarded", 0)
    assert "另存为 xlsx 再上传" in page.failed.text
    assert Run.objects.get(pk=made.run_id).state == "failed"
    assert sent_in(w, content).pk != made.pk


def test_every_error_is_counted_when_more_than_can_be_told(w, monkeypatch):
    monkeypatch.setattr("apps.reviews.services.rehearsing.MOST_TOLD", 2)
    made = read_takeover(uploaded(w, *(householder(number, 姓名="") for number in range(5))).pk)
    assert (len(made.errors), made.faults, takeover_page(made).more_errors) == (2, 5, 3)


def test_while_one_worker_reads_a_register_another_leaves_it(w):
    made = uploaded(w, householder(1))
    with closing(connection.copy()) as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [LOCK, made.pk])
        assert read_takeover(made.pk).state == "reading"
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK, made.pk])
    assert read_takeover(made.pk).state == "rehearsed"


def test_the_page_of_a_register_asks_how_far_it_is_and_comes_anew_when_it_was_read(w, client):
    client.force_login(w.hukou_clerk)
    file = SimpleUploadedFile("登记簿.xlsx", xlsx(householder(1, 月金额="五百")))
    page = client.post(reverse("reviews:takeovers"), {"office": w.hukou.pk, "file": file}, follow=True)
    url = page.redirect_chain[-1][0]
    assert "正在读取" in page.content.decode()
    assert "hx-trigger" in client.get(url, headers={"HX-Request": "true"}).content.decode()
    read_takeover(Takeover.objects.get().pk)
    assert client.get(url, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert "不是大于零的金额" in client.get(url).content.decode()
    copy = client.get(reverse("reviews:marked_copy", args=[Takeover.objects.get().pk]))
    assert (copy["Content-Type"], copy.content[:2]) == (XLSX, b"PK")
