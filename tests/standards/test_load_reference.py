"""Loading the reference data: complete once, unchanged by a second time, and what staff changed stays changed."""

import datetime as dt
import re

import pytest
from django.core.management import call_command

from apps.journal.models import Event
from apps.offices.models import Jurisdiction, Office, Region
from apps.offices.reference import Loaded, load_regions
from apps.standards import services
from apps.standards.management.commands.load_reference import FIXTURES
from apps.standards.models import CalendarDay, CalendarYear, Standard, StandardCode
from apps.standards.queries import standards_for, work_calendar
from tests.offices.makers import TODAY, user
from tests.standards.makers import PAPER

TABLES = (Jurisdiction, Region, Office, StandardCode, Standard, CalendarYear, CalendarDay)
HISTORIES = (Office, StandardCode, Standard, CalendarDay)


def counts():
    rows = [model.objects.count() for model in TABLES]
    return rows + [model.history.count() for model in HISTORIES] + [Event.objects.count()]


@pytest.fixture
def load(db, capsys):
    def run() -> str:
        call_command("load_reference")
        return capsys.readouterr().out

    return run


def test_the_first_run_loads_everything_and_the_second_changes_nothing(load):
    load()
    before = counts()
    assert Region.objects.count() >= 288
    assert Office.objects.filter(level="street").count() >= 269
    assert CalendarYear.objects.count() >= 8
    told = load()
    assert counts() == before
    assert f"标准：新增 0，原有 {Standard.objects.count()}" in told
    assert not re.search(r"新增 [1-9]", told)
    assert "不同" not in told


def test_every_office_has_its_district_a_full_name_and_a_paper_name_of_its_own(load):
    load()
    street = Office.objects.select_related("parent__parent", "jurisdiction").get(code="120104006")
    assert (street.name, street.full_name) == ("学府街道", "天津市南开区学府街道办事处")
    assert (street.short_name, street.parent.name, street.parent.parent.name) == (
        "南学",
        "南开区民政局",
        "天津市民政局",
    )
    assert street.jurisdiction.code == "TJ"
    assert Office.objects.get(code="130104001").jurisdiction.code == "HB-QX"
    assert Office.objects.filter(full_name__endswith="镇人民政府").exists()
    assert not Office.objects.filter(level="street", parent=None).exists()
    assert not Office.objects.filter(short_name__regex="^[0-9]").exists()


def test_values_look_as_in_the_fixture(load):
    load()
    standards = standards_for("TJ")
    assert standards.value("dibao_standard", dt.date(2026, 11, 1)) == "1045"
    assert standards.value("dibao_standard", dt.date(2025, 8, 31)) == "1010"
    assert standards.value("home_visit_start", TODAY) == "3"
    assert work_calendar().covered_to >= dt.date(2026, 12, 31)
    assert not work_calendar().is_working_day(dt.date(2026, 10, 1))
    assert work_calendar().is_working_day(dt.date(2026, 10, 10))
    assert not StandardCode.objects.filter(label="").exists()


def test_every_value_of_the_fixture_is_readable_by_its_unit(load):
    from apps.standards.values import check_value

    load()
    for row in Standard.objects.select_related("code"):
        assert check_value(row.code, row.value) == row.value


def test_what_staff_changed_is_told_and_not_overwritten(load):
    load()
    row = Standard.objects.get(code__code="dibao_standard", jurisdiction__code="TJ", valid_to=None)
    services.replace_standard(row, value="1046", source=PAPER, reason="试验", by=user(), on=TODAY)
    before = counts()
    told = load()
    assert counts() == before
    assert "不同：标准最低生活保障标准，天津市：文件内为1045 元/人/月" in told
    assert "1046 元/人/月" in told
    assert standards_for("TJ").value("dibao_standard", TODAY) == "1046"


def test_a_withdrawn_row_does_not_come_back_by_itself(load):
    load()
    row = Standard.objects.get(code__code="one_city")
    services.withdraw_standard(row, reason="试验", by=user(), on=TODAY)
    assert "一城通办" in load()
    assert not standards_for("TJ").in_force("one_city", TODAY)


def test_a_renamed_region_is_told(load, tmp_path):
    load()
    text = (FIXTURES / "regions.csv").read_text(encoding="utf-8").replace("学府街道", "学湖街道")
    (tmp_path / "regions.csv").write_text(text, encoding="utf-8")
    loaded = Loaded()
    load_regions(tmp_path / "regions.csv", loaded)
    assert loaded.differences == ["区划120104006：系统内为“学府街道”，文件内为“学湖街道”，未改动。"]
    assert not loaded.changed_something
