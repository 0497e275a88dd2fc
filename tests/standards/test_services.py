"""Entering, succeeding, withdrawing and replacing standards: what is done, each refusal, the event."""

import datetime as dt

import pytest

from apps.core.errors import Refused
from apps.journal.models import Event
from apps.standards import services
from apps.standards.models import Standard
from apps.standards.queries import standards_for
from apps.standards.services import Source
from tests.offices.makers import TODAY, jurisdiction, user
from tests.standards.makers import PAPER, code, standard

pytestmark = pytest.mark.django_db
JULY = dt.date(2027, 7, 1)


@pytest.fixture
def signed():
    return {"by": user("policy", "政策员"), "on": TODAY}


def refused(call, *args, **kwargs):
    before = Event.objects.count(), Standard.objects.count()
    with pytest.raises(Refused) as refusal:
        call(*args, **kwargs)
    assert (Event.objects.count(), Standard.objects.count()) == before
    return refusal.value.code


def value_on(day: str) -> str:
    return standards_for("TJ").value("trial_standard", dt.date.fromisoformat(day))


def last_event():
    return Event.objects.latest("pk")


def test_a_standard_is_entered_with_its_document_and_an_event(signed):
    row = services.add_standard(
        code(), jurisdiction=jurisdiction(), value=" 1045 ", valid_from=TODAY, source=PAPER, **signed
    )
    assert (row.value, row.value_shown, row.document_number) == ("1045", "1045 元/人/月", "试民规〔2026〕1号")
    assert last_event().kind == "standard"
    assert last_event().detail == {"standard": row.pk, "code": "trial_standard"}
    assert "1045 元/人/月（2026年11月21日起）" in last_event().summary
    assert row.history.get().history_type == "+"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *[("amount", bad) for bad in ("", "-1", "1,045", "1045元", "1045.001", "一千", "1e3", "１０４５")],
        *[("ratio", bad) for bad in ("30%", "", "1.1234567", "none")],
        *[("limit", bad) for bad in ("0", "7.5", "七", "-3")],
        *[("switch", bad) for bad in ("是", "True", "1", "")],
        *[("choice", bad) for bad in ("gap", "OTHER", "")],
        ("other", ""),
    ],
)
def test_a_value_that_the_rules_could_not_read_is_refused(signed, kind, value):
    terms = {"jurisdiction": jurisdiction(), "value": value, "valid_from": TODAY, "source": PAPER, **signed}
    assert refused(services.add_standard, code(f"trial_{kind}", kind), **terms) == "value_not_readable"


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("switch", "true", "是"),
        ("choice", "GAP", "按差额"),
        ("ratio", "0.30", "0.30 元/人/月"),
        ("limit", "7", "7 元/人/月"),
    ],
)
def test_values_are_shown_in_chinese(kind, value, shown):
    assert standard(value, code=code(f"trial_{kind}", kind)).value_shown == shown


def test_a_day_that_has_a_value_gets_no_second_one(signed):
    standard()
    terms = {"jurisdiction": jurisdiction(), "value": "1080", "source": PAPER, **signed}
    assert refused(services.add_standard, code(), valid_from=JULY, **terms) == "standard_overlap"


def test_days_in_the_wrong_order_and_confirmation_without_a_document_are_refused(signed):
    terms = {"jurisdiction": jurisdiction(), "value": "1080", "valid_from": TODAY, **signed}
    early = {"valid_to": TODAY - dt.timedelta(days=1), "source": PAPER}
    assert refused(services.add_standard, code(), **early, **terms) == "days_in_order"
    assert (
        refused(services.add_standard, code(), source=Source(confirmed=True), **terms) == "document_missing"
    )


def test_a_new_value_succeeds_the_old_one_which_ends_the_day_before(signed):
    old = standard()
    new = services.succeed_standard(old, value="1080", valid_from=JULY, source=PAPER, **signed)
    old.refresh_from_db()
    assert (old.valid_to, new.valid_from, new.valid_to) == (dt.date(2027, 6, 30), JULY, None)
    assert (value_on("2027-06-30"), value_on("2027-07-01")) == ("1045", "1080")
    assert "接续" in last_event().summary
    assert old.history.count() == 2


def test_a_succession_within_a_closed_row_keeps_its_last_day(signed):
    old = standard(last="2027-12-31")
    new = services.succeed_standard(old, value="1080", valid_from=JULY, source=PAPER, **signed)
    assert new.valid_to == dt.date(2027, 12, 31)


def test_a_succession_may_begin_today_but_not_in_the_past_nor_before_the_old_row(signed):
    old = standard()
    yesterday = TODAY - dt.timedelta(days=1)
    terms = {"value": "1080", "source": PAPER, **signed}
    assert refused(services.succeed_standard, old, valid_from=yesterday, **terms) == "late_succession"
    services.succeed_standard(old, valid_from=TODAY, **terms)
    assert (value_on("2026-11-20"), value_on("2026-11-21")) == ("1045", "1080")
    coming = standard(first="2028-01-01", code=code("trial_coming"))
    assert refused(services.succeed_standard, coming, valid_from=JULY, **terms) == "succession_order"


def test_a_succession_onto_another_row_is_refused_and_the_old_row_stays_open(signed):
    old = standard(last="2027-06-30")
    standard("1080", "2027-07-01")
    terms = {"value": "1090", "source": PAPER, **signed}
    assert refused(services.succeed_standard, old, valid_from=JULY, **terms) == "standard_overlap"
    old.refresh_from_db()
    assert old.valid_to == dt.date(2027, 6, 30)


def test_a_withdrawn_value_is_out_of_use_and_its_row_stays(signed):
    row = standard()
    services.withdraw_standard(row, reason="数值录错", **signed)
    row.refresh_from_db()
    assert (row.withdrawn_by, row.withdrawn_reason) == (signed["by"], "数值录错")
    assert not standards_for("TJ").in_force("trial_standard", TODAY)
    assert last_event().summary.endswith("原因：数值录错。")
    standard("1050")


def test_withdrawing_asks_for_a_reason_and_happens_once(signed):
    row = standard()
    assert refused(services.withdraw_standard, row, reason=" ", **signed) == "reason_missing"
    services.withdraw_standard(row, reason="数值录错", **signed)
    for call, more in (
        (services.withdraw_standard, {"reason": "再撤"}),
        (services.replace_standard, {"value": "1", "source": PAPER, "reason": "再改"}),
        (services.succeed_standard, {"value": "1", "source": PAPER, "valid_from": JULY}),
        (services.correct_standard, {"value": "1", "source": PAPER, "valid_from": JULY}),
    ):
        assert refused(call, row, **more, **signed) == "withdrawn"


def test_a_wrong_value_is_replaced_for_all_its_days(signed):
    old = standard("1054")
    new = services.replace_standard(old, value="1045", source=PAPER, reason="数字颠倒", **signed)
    old.refresh_from_db()
    assert old.withdrawn_at is not None
    assert (new.replaces, new.valid_from, new.valid_to) == (old, old.valid_from, None)
    assert value_on("2025-09-01") == "1045"
    assert "替换标准" in last_event().summary


def test_a_late_value_replaces_only_its_days_and_no_day_loses_its_value(signed):
    """A document of November raises the standard from September on; June to August stays as it was."""
    old = standard("1045", "2026-01-01", "2027-12-31")
    days = {"valid_from": dt.date(2026, 9, 1), "valid_to": dt.date(2026, 12, 31)}
    services.replace_standard(old, value="1080", source=PAPER, reason="文件晚到", **days, **signed)
    values = [
        value_on(day)
        for day in ("2026-01-01", "2026-08-31", "2026-09-01", "2026-12-31", "2027-01-01", "2027-12-31")
    ]
    assert values == ["1045", "1045", "1080", "1080", "1045", "1045"]
    assert Standard.objects.filter(code=code(), replaces=old, withdrawn_at__isnull=True).count() == 3


def test_a_value_that_is_confirmed_later_is_replaced_by_a_confirmed_one(signed):
    old = services.add_standard(
        code(),
        jurisdiction=jurisdiction(),
        value="1045",
        valid_from=dt.date(2025, 9, 1),
        source=Source("网页转载"),
        **signed,
    )
    source = services.confirmed_source(old, number="试民规〔2026〕2号")
    new = services.replace_standard(old, value="1045", source=source, reason="收到正式文件", **signed)
    assert (new.confirmed, new.document_title, new.document_number) == (True, "网页转载", "试民规〔2026〕2号")


def test_a_row_to_come_is_corrected_and_one_in_force_is_not(signed):
    coming = standard("1080", "2027-07-01")
    services.correct_standard(coming, value="1085", valid_from=JULY, source=PAPER, **signed)
    assert value_on("2027-07-01") == "1085"
    assert "1080" in last_event().summary
    assert "1085" in last_event().summary
    terms = {"value": "1", "source": PAPER, **signed}
    assert refused(services.correct_standard, coming, valid_from=TODAY, **terms) == "in_force"
    now = standard(last="2027-06-30")
    assert refused(services.correct_standard, now, valid_from=JULY, **terms) == "in_force"


def test_a_name_is_changed_with_an_event(signed):
    services.rename_standard_code(code(), label="新名称", **signed)
    assert last_event().summary == "标准名称trial_standard：“试验标准trial_standard”改为“新名称”。"
