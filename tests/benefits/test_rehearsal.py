"""A drafted standard is tried on everybody on record, by the judge that pays."""

import datetime as dt
from decimal import Decimal
from importlib import import_module

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from apps.benefits import rehearsal as rehearsing
from apps.benefits.models import AwardAmount, Kind, RehearsalRow
from apps.benefits.queries import rehearsal_page
from apps.benefits.rehearsal import judging
from apps.core.errors import Refused
from apps.rules.assess import assess
from apps.rules.facts import from_plain
from apps.standards import services as standards
from apps.standards.models import Standard
from apps.standards.queries import standards_drafted
from apps.standards.services import Proposal, Source
from tests.benefits.caseload import JANUARY, ON, caseload, decided, draft, policy, second

pytestmark = pytest.mark.django_db


def rehearsed(drafts, **more):
    made = rehearsing.draft_rehearsal(drafts, by=policy(), on=ON, **more)
    return rehearsing.rehearse(made.pk, chunk=2)


def groups(rehearsal) -> dict[str, str]:
    return {row.case.number.split("-")[-1]: row.group for row in rehearsal.rows.select_related("case")}


def test_who_gains_who_newly_qualifies_and_why(w):
    caseload(w)
    made = rehearsed([draft()])
    assert made.state == "ready"
    assert groups(made) == {
        "dibao": "gains",
        "other_dibao": "gains",
        "edge": "newly_dibao",
        "near": "newly_edge",
        "far": "still_none",
    }
    row = made.rows.get(case__number__endswith="-dibao")
    assert (row.before, row.after, row.members) == (Decimal("1241.00"), Decimal("1406.00"), 3)
    assert row.reason == "低保标准由 1,045.00 元到 1,100.00 元，每月增加 165.00 元。"
    assert "须由家庭申请" in made.rows.get(group="newly_dibao").reason


def test_a_lower_standard_shows_who_loses_and_who_drops_out(w):
    caseload(w)
    made = rehearsed([draft("600")])
    found = groups(made)
    assert (found["other_dibao"], found["dibao"]) == ("loses", "drops")
    assert "停发须由街道按程序决定" in made.rows.get(case__number__endswith="-dibao").reason


def test_it_agrees_with_the_whole_assessment_by_the_new_standard(w):
    caseload(w)
    new = draft()
    for row in rehearsed([new]).rows.select_related("assessment"):
        answer = assess(from_plain(row.assessment.facts), standards_drafted("TJ", [new]), JANUARY)
        assert (row.programme_after, row.after) == (answer.programme, answer.amount)


def test_nothing_but_rows_is_written(w):
    caseload(w)
    before = list(AwardAmount.objects.values())
    rehearsed([draft()])
    assert list(AwardAmount.objects.values()) == before
    assert Standard.objects.filter(value="1100").count() == 0


def test_the_run_counts_every_household_once_and_may_be_called_again(w):
    caseload(w)
    made = rehearsed([draft()])
    assert (made.run.state, made.run.total, made.run.done, made.run.excluded) == ("done", 5, 5, 0)
    rehearsing.rehearse(made.pk)
    assert made.rows.count() == 5


def test_a_run_that_broke_off_goes_on(w, monkeypatch):
    caseload(w)
    made = rehearsing.draft_rehearsal([draft()], by=policy(), on=ON)
    module = import_module("apps.benefits.rehearsal.rehearse")  # the package names its function alike
    real, calls = module._chunk, []

    def breaks(*args):
        calls.append(args)
        if len(calls) == 2:
            raise RuntimeError("the worker died")
        return real(*args)

    monkeypatch.setattr(module, "_chunk", breaks)
    with pytest.raises(RuntimeError):
        rehearsing.rehearse(made.pk, chunk=1)
    assert made.rows.count() == 1
    monkeypatch.setattr(module, "_chunk", real)
    assert rehearsing.rehearse(made.pk, chunk=1).state == "ready"
    assert made.rows.count() == 5


def test_an_amount_that_is_not_by_the_formula_is_excluded_with_its_reason(w):
    award = decided(w, "x-dibao", "1894").award
    award.amounts.update(amount=Decimal("620.50"))
    row = rehearsed([draft()]).rows.get()
    assert row.group == "excluded"
    assert "现发 620.50 元" in row.reason
    assert (row.before, row.after) == (Decimal("620.50"), Decimal("620.50"))


def test_a_parameter_that_enters_earlier_is_worked_out_from_the_facts(w):
    decision = decided(w, "x-dibao", "1894")
    row = Standard.objects.get(code__code="count_postgraduates", withdrawn_at=None)
    made = standards.draft_standard(
        Proposal(
            "succeed", row.code, row.jurisdiction, JANUARY, row=row, value="true", source=Source("通知")
        ),
        by=policy(),
        on=ON,
    )
    found = rehearsed([made]).rows.get()
    assert (found.group, found.after) == ("same", decision.amount)


def test_a_computation_without_stored_totals_is_worked_out_again(w, monkeypatch):
    from apps.benefits.queries import computing

    monkeypatch.setattr(computing, "totals_to_plain", lambda totals: {})
    decided(w, "x-dibao", "1894")
    assert rehearsed([draft()]).rows.get().after == Decimal("1406.00")


def test_a_late_standard_lists_corrections_for_the_past_months(w):
    decided(w, "x-dibao", "1894", on=dt.date(2025, 9, 10))
    made = rehearsed([draft("1060", dt.date(2025, 10, 1))])
    assert (made.from_month, made.first_month) == (dt.date(2025, 10, 1), dt.date(2025, 12, 1))
    found = [(one.month.month, one.due, one.correct, one.difference) for one in made.corrections.all()]
    assert found == [(month, Decimal("1241.00"), Decimal("1286.00"), Decimal("45.00")) for month in (10, 11)]


def test_without_drafts_it_catches_up_by_the_standards_that_stand(w):
    decided(w, "x-dibao", "1894")
    area = w.hukou.jurisdiction
    made = rehearsed([], jurisdiction=area)
    assert made.title.startswith("补算")
    assert groups(made) == {"dibao": "same"}


def test_a_catch_up_that_would_look_at_nobody_is_refused(w):
    with pytest.raises(Refused, match="没有可测算的家庭") as refusal:
        rehearsing.draft_rehearsal([], jurisdiction=w.hukou.jurisdiction, by=policy(), on=ON)
    assert refusal.value.code == "nobody"


def test_a_new_standard_for_nobody_is_tried_and_says_so(w):
    page = rehearsal_page(rehearsed([draft()]), second(), ON)
    assert page.nobody
    assert page.publishes


def test_an_amount_that_is_its_computation_is_not_judged_by_the_old_standard_again(w, monkeypatch):
    decided(w, "x-dibao", "1894")
    odd = decided(w, "x-odd", "500")
    odd.award.amounts.update(amount=Decimal("620.50"))
    asked = []
    real = judging.Court.old
    monkeypatch.setattr(judging.Court, "old", lambda *args: asked.append(args[1].case_id) or real(*args))
    rehearsed([draft()])
    assert set(asked) == {odd.case_id}


def test_who_may_draft(w):
    made = draft()
    for person in (w.approver, w.clerk, w.supervisor):
        with pytest.raises(PermissionDenied):
            rehearsing.draft_rehearsal([made], by=person, on=ON)


@pytest.mark.parametrize("code", ["draft_rehearsed", "different_days", "draft_closed", "area_missing"])
def test_what_cannot_be_tried(w, code):
    one = draft()
    drafts = [one]
    if code == "draft_rehearsed":
        rehearsing.draft_rehearsal([one], by=policy(), on=ON)
    elif code == "different_days":
        drafts.append(draft("1120", dt.date(2026, 2, 1)))
    elif code == "draft_closed":
        drafts = [standards.discard_draft(one, reason="错", by=policy(), on=ON)]
    else:
        drafts = []
    with pytest.raises(Refused) as refusal:
        rehearsing.draft_rehearsal(drafts, by=policy(), on=ON)
    assert refusal.value.code == code


def test_rows_are_records(w):
    decided(w, "x-dibao", "1894")
    rehearsed([draft()])
    with pytest.raises(DatabaseError, match="只增不改"), transaction.atomic():
        RehearsalRow.objects.update(after=0)


def test_the_page_adds_up(w):
    caseload(w)
    page = rehearsal_page(rehearsed([draft()]), second(), ON)
    values = {figure.label: figure.value for figure in page.figures}
    assert (values["测算户数"], values["金额增加"], values["新符合"], values["不再符合"]) == (
        "5",
        "2",
        "2",
        "0",
    )
    assert values["每月支出"] == "4,376.00"  # 1241 + 3135
    assert values["调整后"] == "4,706.00"  # 1406 + 3300
    assert {row.name: row.difference for row in page.programmes}["低保"] == Decimal("330.00")
    assert sum(row.households for row in page.districts) == 5
    assert sum((row.after for row in page.offices), Decimal(0)) == Decimal("4706.00")
    assert page.publishes


def test_the_number_of_questions_does_not_grow_with_the_caseload(w, django_assert_max_num_queries):
    caseload(w)
    made = rehearsing.draft_rehearsal([draft()], by=policy(), on=ON)
    with django_assert_max_num_queries(50):
        rehearsing.rehearse(made.pk)


def test_money_of_another_rule_is_one_excluded_row_with_the_reason(w):
    decision = decided(w, "x-dibao", "1894")
    amount = decision.award.amounts.get()
    AwardAmount.objects.filter(pk=amount.pk).update(kind=Kind.TEKUN_SUPPORT)
    AwardAmount.objects.create(
        award=decision.award,
        kind=Kind.CARE_SUBSIDY,
        amount=Decimal("400.00"),
        from_month=amount.from_month,
        decision=decision,
    )
    row = rehearsed([draft()]).rows.get()
    assert (row.group, row.before, row.after) == ("excluded", amount.amount + 400, amount.amount + 400)
    assert "另外的规则" in row.reason
