"""A second person publishes: the standards stand, every live award has its new amount or a reason, the batch pays it."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from apps.benefits import rehearsal as rehearsing
from apps.benefits.models import AwardAmount, RecalculationRow, Rehearsal
from apps.benefits.queries import rehearsal_page
from apps.core import clock
from apps.core.errors import Refused
from apps.journal.models import Event
from apps.payments.queries import comparison
from apps.payments.services import approve_batch, draft_batch
from apps.standards.queries import standards_for
from tests.benefits.caseload import (
    JANUARY,
    ON,
    amounts,
    caseload,
    decided,
    draft,
    policy,
    published,
    ready,
    second,
)

pytestmark = pytest.mark.django_db
DECEMBER = dt.date(2025, 12, 1)


def test_publishing_writes_the_standard_and_the_new_amounts(w):
    cases = caseload(w)
    made = published(ready(), chunk=1)
    assert made.state == "published"
    assert standards_for("TJ").value("dibao_standard", JANUARY) == "1100"
    assert standards_for("TJ").value("dibao_standard", DECEMBER) == "1045"
    assert amounts(cases["dibao"].award) == [
        (dt.date(2025, 11, 1), DECEMBER, Decimal("1241.00")),
        (JANUARY, None, Decimal("1406.00")),
    ]
    new = cases["dibao"].award.amounts.get(from_month=JANUARY)
    assert (new.decision, new.rehearsal, new.decided_on) == (None, made, ON)
    assert "1045 → 1100" in new.because


def test_the_run_closes_when_changed_unchanged_and_excluded_make_up_the_register(w):
    caseload(w)
    odd = decided(w, "x-odd", "500")
    odd.award.amounts.update(amount=Decimal("620.50"))
    made = published(ready())
    run = made.recalculation
    assert (run.state, run.total, run.done, run.excluded) == ("done", 3, 2, 1)
    row = made.recalculated.get(outcome="excluded")
    assert row.award == odd.award
    assert "请街道逐户复核" in row.reason
    assert rehearsal_page(made, second(), ON).proof.agrees
    assert amounts(odd.award) == [(dt.date(2025, 11, 1), None, Decimal("620.50"))]


def test_a_second_rehearsal_starts_from_the_amounts_of_the_first(w):
    decision = decided(w, "x-dibao", "1894")
    published(ready())
    on = dt.date(2026, 3, 3)
    made = rehearsing.draft_rehearsal([draft("1150", dt.date(2026, 5, 1), on=on)], by=policy(), on=on)
    rehearsing.rehearse(made.pk)
    published(made, on=on)
    assert [amount for *_, amount in amounts(decision.award)] == [1241, 1406, 1556]


def test_a_later_standard_keeps_what_an_earlier_change_of_another_figure_gave(w, capsys):
    """The stored totals are those of the old uplift; they do not do any more, so the facts are worked out again."""
    decision = decided(w, "x-ill", "1894", illness="uraemia")
    first = decision.award.amounts.get().amount
    published(ready([draft("1700", code="CU_ILL_A")]))
    raised = amounts(decision.award)[-1][2]
    assert raised == first + 200
    on = dt.date(2026, 3, 3)
    made = rehearsing.draft_rehearsal([draft("1145", dt.date(2026, 5, 1), on=on)], by=policy(), on=on)
    row = rehearsing.rehearse(made.pk).rows.get()
    assert (row.group, row.before, row.after) == ("gains", raised, raised + 300)
    published(made, on=on)
    call_command("replay")
    assert "0 次有差异" in capsys.readouterr().out


def test_who_drops_out_keeps_the_award_until_a_street_decides(w):
    decision = decided(w, "x-dibao", "1894")
    made = published(ready([draft("600")]))
    assert "停发程序" in made.recalculated.get().reason
    assert len(amounts(decision.award)) == 1


def test_an_interrupted_recalculation_goes_on(w):
    caseload(w)
    made = ready()
    rehearsing.publish_rehearsal(made, by=second(), on=ON)
    from apps.benefits.rehearsal import publish

    publish._chunk(Rehearsal.objects.get(pk=made.pk), (0, 2**63 - 1), 1)
    assert RecalculationRow.objects.count() == 1
    assert rehearsing.recalculate(made.pk).state == "published"
    assert RecalculationRow.objects.count() == 2


# Refusals ------------------------------------------------------------------------------------------------------


def test_the_author_does_not_publish_and_the_database_says_so_too(w):
    made = ready()
    with pytest.raises(Refused, match="由您起草") as refusal:
        rehearsing.publish_rehearsal(made, by=policy(), on=ON)
    assert refusal.value.code == "four_eyes"
    with pytest.raises(IntegrityError, match="rehearser_does_not_publish"), transaction.atomic():
        Rehearsal.objects.filter(pk=made.pk).update(state="published", approved_by=policy(), approved_on=ON)


def test_nor_does_the_author_of_one_of_its_standards(w):
    made = ready([draft(by=second())])
    with pytest.raises(Refused, match="由您起草"):
        rehearsing.publish_rehearsal(made, by=second(), on=ON)


def test_others_do_not_publish(w):
    made = ready()
    for person in (w.approver, w.supervisor):
        with pytest.raises(PermissionDenied):
            rehearsing.publish_rehearsal(made, by=person, on=ON)


def test_while_one_is_publishing_no_other_is_tried_or_published(w):
    caseload(w)
    first, other = ready(), ready([draft("1150", dt.date(2026, 2, 1))])
    rehearsing.publish_rehearsal(first, by=second(), on=ON)
    with pytest.raises(Refused, match="正在发布") as refusal:
        rehearsing.publish_rehearsal(other, by=second(), on=ON)
    assert refusal.value.code == "another_publishing"
    with pytest.raises(Refused, match="正在发布"):
        rehearsing.draft_rehearsal([draft("1160", dt.date(2026, 3, 1))], by=policy(), on=ON)
    with pytest.raises(IntegrityError, match="one_rehearsal_publishes_at_a_time"), transaction.atomic():
        Rehearsal.objects.filter(pk=other.pk).update(state="publishing", approved_by=second(), approved_on=ON)


def test_one_that_is_not_ready_or_whose_month_has_begun_is_refused(w):
    waiting = rehearsing.draft_rehearsal([draft()], by=policy(), on=ON)
    with pytest.raises(Refused) as refusal:
        rehearsing.publish_rehearsal(waiting, by=second(), on=ON)
    assert refusal.value.code == "not_ready"
    rehearsing.rehearse(waiting.pk)
    with pytest.raises(Refused) as refusal:
        rehearsing.publish_rehearsal(waiting, by=second(), on=dt.date(2026, 1, 2))
    assert refusal.value.code == "rehearsal_outdated"


def test_an_amount_rests_on_a_decision_or_a_rehearsal_never_both(w):
    decision = decided(w, "x-dibao", "1894")
    made = published(ready())
    for change in ({"decision": decision, "rehearsal": made}, {"decision": None, "rehearsal": None}):
        with pytest.raises(IntegrityError, match="award_amount_by_one_approval"), transaction.atomic():
            AwardAmount.objects.filter(award=decision.award).update(**change)


def test_a_discarded_rehearsal_leaves_its_drafts(w):
    one = draft()
    made = rehearsing.discard_rehearsal(ready([one]), reason="数值有误", by=policy(), on=ON)
    assert made.state == "discarded"
    assert ready([one]).state == "ready"
    with pytest.raises(Refused, match="已作废"):
        rehearsing.publish_rehearsal(made, by=second(), on=ON)


def test_events_say_who_and_what(w):
    caseload(w)
    published(ready())
    kinds = list(Event.objects.filter(kind="rehearsal").order_by("id").values_list("actor_name", flat=True))
    assert kinds == ["叶知秋", "温则行", "系统"]


# The month after ------------------------------------------------------------------------------------------------


def test_the_next_batch_pays_the_new_amount_and_names_the_standard(w):
    decision = decided(w, "x-dibao", "1894", account="6222021234567890123")
    published(ready())
    december = draft_batch(w.hukou, DECEMBER, by=w.hukou_clerk, on=DECEMBER)
    approve_batch(december, by=w.approver, on=DECEMBER)
    january = draft_batch(w.hukou, JANUARY, by=w.hukou_clerk, on=JANUARY)
    assert january.payments.get().amount == Decimal("1406.00")
    (change,) = [one for one in comparison(january).changes if one.cause == "raised"]
    assert change.explained
    assert "调标" in change.why
    assert change.source == "2025-11-18批准发布"
    assert change.case_id == decision.case_id
    approve_batch(january, by=w.approver, on=JANUARY)


# Pages ---------------------------------------------------------------------------------------------------------


def signed_in(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_pages_from_drafting_to_publishing(client, w, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: ON)
    caseload(w)
    one = draft()
    signed_in(client, policy())
    page = client.get(reverse("standards:draft", args=[one.pk])).content.decode()
    assert "须先做调标测算" in page
    assert client.get(reverse("benefits:rehearsal_new")).status_code == 200
    sent = client.post(reverse("benefits:rehearsal_new"), {"drafts": [one.pk]})
    made = Rehearsal.objects.get()
    assert sent.url == reverse("benefits:rehearsal", args=[made.pk])
    assert "测算中" in client.get(sent.url).content.decode()
    rehearsing.rehearse(made.pk)
    page = client.get(sent.url).content.decode()
    assert "须由另一位政策管理人员批准发布" in page
    assert "批准并发布" not in page
    publish = reverse("benefits:publish_rehearsal", args=[made.pk])
    assert client.post(publish).status_code == 409
    signed_in(client, second())
    page = client.get(sent.url, {"group": "gains"}).content.decode()
    for words in ("批准并发布", "1,406.00", "+165.00", "张小满"):
        assert (words in page) == (words != "张小满")
    assert client.post(publish).status_code == 302
    rehearsing.recalculate(made.pk)
    assert "相符" in client.get(sent.url).content.decode()
    assert "1045" in client.get(reverse("benefits:rehearsals")).content.decode()


def test_the_page_asks_for_its_progress_and_comes_anew_when_it_is_done(client, w, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: ON)
    caseload(w)
    made = rehearsing.draft_rehearsal([draft()], by=policy(), on=ON)
    signed_in(client, second())
    url = reverse("benefits:rehearsal", args=[made.pk])
    assert 'hx-trigger="every 3s"' in client.get(url).content.decode()
    asked = client.get(url, headers={"HX-Request": "true"})
    assert "<html" not in asked.content.decode()
    assert "测算中" in asked.content.decode()
    rehearsing.rehearse(made.pk)
    assert client.get(url, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert "hx-trigger" not in client.get(url).content.decode()


def test_others_do_not_see_rehearsals(client, w):
    made = ready()
    for person, code in ((w.clerk, 403), (w.approver, 403), (w.supervisor, 403), (second(), 200)):
        signed_in(client, person)
        assert client.get(reverse("benefits:rehearsal", args=[made.pk])).status_code == code


def test_the_queries_of_the_pages_do_not_grow_with_rows(
    client, w, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(clock, "today", lambda: ON)
    caseload(w)
    made = ready()
    signed_in(client, second())
    with django_assert_max_num_queries(30):
        client.get(reverse("benefits:rehearsal", args=[made.pk]))
    with django_assert_max_num_queries(25):
        client.get(reverse("benefits:rehearsals"))
