"""The roster by communities: headings and sums on the paper of the office, and a part that is printed for itself."""

import datetime as dt
import io

import pytest
from django.core.exceptions import PermissionDenied
from openpyxl import load_workbook

from apps.core.errors import Refused
from apps.documents import roster as papers
from apps.documents.rendering import body_of, context_of
from apps.journal.models import Event
from apps.offices.models import Community
from apps.payments import queries
from apps.payments.services import approve_batch, draft_batch, export_roster, print_community_roster
from tests.documents.reading import text_of
from tests.payments.makers import DRAFTED, NOVEMBER, award

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch(w):
    """Two households of one community, the first with arrears of October; one of another; one of none."""
    places = [
        Community.objects.create(office=w.hukou, code=f"12010200199{n}", name=name)
        for n, name in enumerate(("甲社区", "乙社区"))
    ]
    for name, place in (("张小满", 0), ("李谷雨", 0), ("郑霜降", 1), ("何守田", None)):
        first = dt.date(2025, 10, 1) if name == "张小满" else NOVEMBER
        home = award(w, name, first=first).household
        if place is not None:
            home.hukou_community = places[place]
            home.save()
    return approve_batch(
        draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=DRAFTED), by=w.approver, on=DRAFTED
    )


def test_the_office_roster_goes_by_communities_and_counts_each_household_once(batch):
    body = context_of(batch.roster)
    assert [(part.community, part.total.households, part.total.amount) for part in body.parts] == [
        ("乙社区", 1, 1000),
        ("甲社区", 2, 3000),
        ("未登记社区", 1, 1000),
    ]
    assert (len(body.lines), body.total.households, body.total.persons) == (5, 4, 4)
    assert "甲社区　2户 2人　3,000.00 元" in body_of(batch.roster)


def test_a_community_gets_its_own_pages_and_nothing_of_the_others(w, batch):
    text = text_of(print_community_roster(batch, "甲社区", by=w.approver, on=DRAFTED))
    assert "甲社区" in text
    assert "张小满" in text
    assert "3,000.00" in text
    assert "叁仟元整" in text
    for other in ("郑霜降", "何守田"):
        assert other not in text
    assert Event.objects.filter(kind="export").latest("id").detail == {"community": "甲社区", "rows": 3}


def test_it_is_printed_by_whoever_may_export_from_an_approved_batch_alone(w, batch):
    for who in (w.hukou_clerk, w.reviewer, w.far_approver):
        with pytest.raises(PermissionDenied):
            print_community_roster(batch, "甲社区", by=who, on=DRAFTED)
    with pytest.raises(Refused) as caught:
        print_community_roster(batch, "丙社区", by=w.approver, on=DRAFTED)
    assert caught.value.code == "no_such_community"
    (_, totals) = queries.batch_page(batch, w.approver, DRAFTED).totals
    assert all([link.label for link in row.links] == ["电子名册", "打印名册"] for row in totals.rows)
    (_, unseen) = queries.batch_page(batch, w.reviewer, DRAFTED).totals
    assert not any(row.links for row in unseen.rows)


def test_the_spreadsheet_is_had_for_one_community_too(w, batch):
    book = load_workbook(io.BytesIO(export_roster(batch, "甲社区", by=w.approver, on=DRAFTED)))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows(min_row=3)]
    assert {row[1] for row in rows} == {"甲社区"}
    assert [row[2] for row in rows] == ["张小满", "张小满", "李谷雨"]
    none = load_workbook(io.BytesIO(export_roster(batch, "未登记社区", by=w.approver, on=DRAFTED)))
    assert [row[2].value for row in none.active.iter_rows(min_row=3)] == ["何守田"]
    with pytest.raises(Refused) as caught:
        export_roster(batch, "丙社区", by=w.approver, on=DRAFTED)
    assert caught.value.code == "no_such_community"


def test_a_very_long_roster_shows_sums_and_refers_to_the_communities(monkeypatch, batch):
    monkeypatch.setattr(papers, "MOST_LINES", 4)
    text = body_of(batch.roster)
    assert "本批次共 5 笔，这里只列各社区合计" in text
    assert "张小满" not in text
    assert "甲社区" in text
