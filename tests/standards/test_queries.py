"""What the rules get: all rows not withdrawn, from memory as long as nothing was written, whoever wrote it."""

import datetime as dt

import pytest
from django.db import connection, transaction

from apps.rules.errors import RuleError
from apps.standards import services
from apps.standards.calendar import enter_calendar_year
from apps.standards.models import CalendarYear, Standard
from apps.standards.queries import standards_by_ids, standards_for, work_calendar
from tests.offices.makers import TODAY, jurisdiction, user
from tests.standards.makers import PAPER, code, standard

pytestmark = pytest.mark.django_db
SOURCE = "国务院办公厅关于放假安排的通知"


def test_the_rules_get_value_and_document_and_keep_the_id():
    row = standard()
    standards = standards_for("TJ")
    assert standards.value("trial_standard", TODAY) == "1045"
    (used,) = standards.used
    assert (used.id, used.document_number, used.region) == (row.pk, "试民规〔2026〕1号", "TJ")
    assert standards_for("TJ").used == ()


def test_another_area_falls_back_to_the_whole_country_only():
    standard()
    standard("900", area=jurisdiction("CN", 3), code=code("trial_country"))
    jurisdiction("HB-QX", 2)
    elsewhere = standards_for("HB-QX")
    assert elsewhere.value("trial_country", TODAY) == "900"
    with pytest.raises(RuleError) as refusal:
        elsewhere.value("trial_standard", TODAY)
    assert refusal.value.code == "missing_standard"


def test_a_code_without_rows_is_known_and_missing():
    code("trial_empty")
    with pytest.raises(RuleError) as refusal:
        standards_for("TJ").value("trial_empty", TODAY)
    assert refusal.value.code == "missing_standard"


def test_pages_read_the_version_only(django_assert_num_queries):
    standard()
    standards_for("TJ")
    work_calendar()
    with django_assert_num_queries(2):
        standards_for("TJ")
        work_calendar()


@pytest.mark.parametrize(
    "write",
    [
        lambda row: Standard.objects.filter(pk=row.pk).update(valid_to=dt.date(2026, 1, 1)),
        lambda row: connection.cursor().execute(
            "UPDATE standards_standard SET valid_to = '2026-01-01' WHERE id = %s", [row.pk]
        ),
        lambda row: services.withdraw_standard(row, reason="录错", by=user(), on=TODAY),
    ],
)
def test_a_write_by_any_way_is_seen_at_once(write):
    row = standard()
    assert standards_for("TJ").in_force("trial_standard", TODAY)
    write(row)
    assert not standards_for("TJ").in_force("trial_standard", TODAY)


def test_what_was_rolled_back_is_not_remembered():
    standard()
    with transaction.atomic():
        services.succeed_standard(
            Standard.objects.get(code=code()), value="1", valid_from=TODAY, source=PAPER, by=None, on=TODAY
        )
        assert standards_for("TJ").value("trial_standard", TODAY) == "1"
        transaction.set_rollback(True)
    assert standards_for("TJ").value("trial_standard", TODAY) == "1045"


def test_an_old_assessment_is_replayed_by_its_rows_though_they_are_withdrawn():
    old = standard()
    services.replace_standard(old, value="1080", source=PAPER, reason="录错", by=user(), on=TODAY)
    assert standards_for("TJ").value("trial_standard", TODAY) == "1080"
    assert standards_by_ids("TJ", [old.pk]).value("trial_standard", TODAY) == "1045"


def enter(year: int, **more):
    terms = {"holidays": [], "working": [], "source": SOURCE, "by": None, "on": TODAY} | more
    return enter_calendar_year(year, **terms)


def test_the_calendar_knows_holidays_and_working_weekends_of_the_entered_years():
    enter(2040, holidays=[dt.date(2040, 1, 2)], working=[dt.date(2040, 1, 7)])
    calendar = work_calendar()
    assert dt.date(2040, 1, 2) in calendar.holidays
    assert dt.date(2040, 1, 7) in calendar.working


def test_years_are_covered_as_far_as_they_follow_each_other():
    for year in (2041, 2042, 2044, *range(2050, 2070)):
        enter(year)
    calendar = work_calendar()
    assert (calendar.covered_from, calendar.covered_to) == (dt.date(2050, 1, 1), dt.date(2069, 12, 31))


def test_before_any_year_is_entered_no_day_is_covered():
    if not CalendarYear.objects.exists():
        with pytest.raises(RuleError) as refusal:
            work_calendar().is_working_day(TODAY)
        assert refusal.value.code == "calendar_not_available"
