"""审批: by a second person, once, when register and changes are in order; afterwards the database keeps the batch."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from openpyxl import load_workbook

from apps.core.errors import Refused
from apps.documents.models import Document
from apps.documents.rendering import body_of
from apps.journal.models import Event
from apps.payments import queries
from apps.payments.models import Batch
from apps.payments.services import approve_batch, draft_batch, export_roster
from apps.standards.models import Standard
from tests.benefits import makers
from tests.payments.makers import DECEMBER, DRAFTED, NOVEMBER, award, change_amount

pytestmark = pytest.mark.django_db


def drafted(w, month=NOVEMBER) -> Batch:
    return draft_batch(w.hukou, month, by=w.hukou_clerk, on=DRAFTED)


def refusal(batch, by) -> Refused:
    with pytest.raises(Refused) as caught:
        approve_batch(batch, by=by, on=DRAFTED)
    return caught.value


def test_an_approval_issues_the_roster_and_its_event(w):
    award(w, "张小满", "1241.00")
    batch = approve_batch(drafted(w), by=w.approver, on=DRAFTED)
    assert (batch.state, batch.approved_by, batch.approved_on) == ("approved", w.approver, DRAFTED)
    body = Document.objects.get(pk=batch.roster_id).context["body"]
    assert body["total"]["amount"] == "1241.00"
    assert body["lines"][0]["payee"] == "张小满"
    assert len(body["lines"][0]["account_tail"]) == 4
    assert body["open_basis"] == ""
    assert "1,241.00" in Event.objects.filter(batch_id=batch.pk, kind="batch").latest("id").summary


def test_the_roster_says_how_many_amounts_rest_on_what_nobody_has_confirmed(w):
    unconfirmed = Standard.objects.filter(code__code="pay_quantum", confirmed=False).values_list(
        "pk", flat=True
    )
    for name, used in (("张小满", tuple(unconfirmed)), ("李谷雨", ())):
        award(w, name, used=used)
    roster = Document.objects.get(pk=approve_batch(drafted(w), by=w.approver, on=DRAFTED).roster_id)
    words = "1 户的金额用到待确认口径（U02），照常计算。"
    assert roster.context["body"]["open_basis"] == words
    assert words in body_of(roster)


def test_whoever_drafted_does_not_approve(w):
    award(w, "张小满")
    makers.Duty.objects.create(user=w.hukou_clerk, office=w.hukou, role="approver", valid_from=makers.SINCE)
    refused = refusal(drafted(w), w.hukou_clerk)
    assert refused.code == "four_eyes"
    assert "马静宜" in refused.message
    assert "孙制表" not in refused.message


def test_the_database_refuses_the_maker_as_approver(w):
    award(w, "张小满")
    batch = drafted(w)
    batch.state, batch.approved_by, batch.approved_on = "approved", w.hukou_clerk, DRAFTED
    with pytest.raises(IntegrityError, match="maker_does_not_approve"), transaction.atomic():
        batch.save()


def test_nobody_without_the_duty_approves(w):
    award(w, "张小满")
    batch = drafted(w)
    for other in (w.reviewer, w.clerk, w.far_approver, w.supervisor):
        with pytest.raises(PermissionDenied):
            approve_batch(batch, by=other, on=DRAFTED)


def test_a_second_approval_is_told_who_was_faster(w):
    award(w, "张小满")
    batch = drafted(w)
    approve_batch(batch, by=w.approver, on=DRAFTED)
    refused = refusal(batch, w.second_approver)
    assert refused.code == "already_approved"
    assert "马静宜" in refused.message
    assert Document.objects.filter(kind="roster").count() == 1


def test_a_batch_in_which_all_are_held_is_not_approved(w):
    award(w, "郑霜降", account=None)
    assert refusal(drafted(w), w.approver).code == "nothing_listed"


def test_an_award_that_ended_without_a_decision_blocks_the_approval(w):
    award(w, "张小满")
    ended = award(w, "钱秋分")
    drafted(w, NOVEMBER)
    ended.amounts.update(to_month=NOVEMBER)
    refused = refusal(drafted(w, DECEMBER), w.approver)
    assert refused.code == "unexplained_change"
    assert "钱秋分" in refused.message


def test_an_amount_that_changed_by_a_decision_is_explained(w):
    made = award(w, "赵白露", "500.00")
    drafted(w, NOVEMBER)
    change_amount(w, made, "700.00", first=DECEMBER)
    batch = drafted(w, DECEMBER)
    compared = queries.comparison(batch)
    change = compared.changes[0]
    assert (change.cause, change.before, change.after) == ("raised", Decimal("500.00"), Decimal("700.00"))
    assert approve_batch(batch, by=w.approver, on=DRAFTED).state == "approved"


def test_a_register_that_does_not_agree_blocks_the_approval(w):
    award(w, "张小满")
    batch = drafted(w)
    batch.register_awards = 2
    batch.save()
    assert refusal(batch, w.approver).code == "register_differs"


def test_an_approved_batch_takes_no_more_lines_and_stays_as_it_is(w):
    award(w, "张小满")
    other = award(w, "赵白露", first=DECEMBER)
    batch = approve_batch(drafted(w), by=w.approver, on=DRAFTED)
    line = batch.payments.get()
    line.pk, line.award, line.month = None, other, DECEMBER
    with pytest.raises(DatabaseError, match="批次已经批准"), transaction.atomic():
        line.save(force_insert=True)
    with pytest.raises(DatabaseError, match="批次已经批准"), transaction.atomic():
        Batch.objects.filter(pk=batch.pk).update(state="draft", approved_by=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        Batch.objects.filter(pk=batch.pk).delete()


def test_the_way_from_last_month_adds_up(w):
    award(w, "甲", "100.00")
    stopped = award(w, "乙", "200.00", last=NOVEMBER)
    held = award(w, "丙", "300.00", account=None)
    raised = award(w, "丁", "400.00")
    first = drafted(w, NOVEMBER)
    assert queries.comparison(first).before.households == 0
    makers.bank_account(held.household, "6222000000000000999")
    change_amount(w, raised, "450.00", first=DECEMBER)
    award(w, "戊", "600.00", first=DECEMBER)
    award(w, "己", "50.00", first=DECEMBER, account=None)
    batch = drafted(w, DECEMBER)
    compared = queries.comparison(batch)
    assert (compared.before.households, compared.before.amount) == (3, Decimal("700.00"))
    rows = {row.cause: (row.households, row.delta.households, row.delta.amount) for row in compared.rows}
    assert rows == {
        "new": (2, 2, Decimal("650.00")),
        "resumed": (1, 1, Decimal("300.00")),
        "stopped": (1, -1, Decimal("-200.00")),
        "raised": (1, 0, Decimal("50.00")),
        "arrears": (1, 0, Decimal("300.00")),
        "same": (1, 0, Decimal("0.00")),
    }
    moved = sum((row.delta.amount for row in compared.rows), compared.before.amount)
    assert moved == compared.due.amount == Decimal("1800.00")
    assert sum(row.delta.households for row in compared.rows) + 3 == compared.due.households == 5
    assert compared.listed.amount == compared.due.amount - compared.held.amount
    assert [change.name for change in compared.unexplained] == [stopped.household.head.name]
    proof = queries.register_proof(batch)
    assert (proof.register, proof.listed, proof.held, proof.agrees) == (5, 4, 1, True)


def test_the_queries_of_a_comparison_do_not_grow_with_its_households(w, django_assert_num_queries):
    for place in range(3):
        award(w, f"户{place}")
    batch = drafted(w)
    with django_assert_num_queries(6):
        queries.comparison(batch)


def test_the_spreadsheet_holds_text_and_tails_only(w):
    award(w, "=1+1", "1241.00")
    batch = drafted(w)
    book = load_workbook(io.BytesIO(export_roster(batch, by=w.approver, on=DRAFTED)))
    row = list(book.active.iter_rows())[2]
    assert (row[2].value, row[2].data_type, row[2].quotePrefix) == ("=1+1", "s", True)
    assert row[4].value.startswith("尾号 ")
    assert row[9].value == 1241
    assert Event.objects.filter(kind="export", batch_id=batch.pk).count() == 1


def test_the_clerk_does_not_export(w):
    award(w, "张小满")
    with pytest.raises(PermissionDenied):
        export_roster(drafted(w), by=w.clerk, on=dt.date(2025, 12, 3))
