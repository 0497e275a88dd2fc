"""Nothing that a rule asks for is unknown, nothing is unread, published figures agree; the open points are all listed."""

import datetime as dt

import pytest
from django.urls import reverse

from apps.core.errors import Refused
from apps.offices.models import Jurisdiction
from apps.standards import asked, services
from apps.standards.models import OpenPoint, Standard, StandardCode, StandardDraft
from apps.standards.queries import check_page, drafted_figures, open_point_rows, points_of
from tests.offices.makers import TODAY
from tests.standards.makers import drafter

pytestmark = pytest.mark.django_db
NEXT_YEAR = dt.date(TODAY.year + 1, 1, 1)
SOURCE = services.Source("关于调整低保等标准的通知", "津民规〔2040〕1号")


def codes() -> set[str]:
    return set(StandardCode.objects.values_list("code", flat=True))


def test_every_code_that_a_rule_asks_for_is_known():
    assert set(asked.asked_by_name()) - codes() == set()


def test_every_code_is_read_by_a_rule_or_kept_for_reference():
    assert codes() - set(asked.asked_in_modules(codes())) == asked.FOR_REFERENCE


def test_a_code_that_no_rule_reads_is_seen():
    assert asked.asked_in_modules(["trial_standard"]) == {}
    put_together = asked.asked_in_modules(["employment_cost_rate_max"])
    assert "employment_cost" in put_together["employment_cost_rate_max"]


def test_what_enters_an_assessment_and_where():
    assert all(map(asked.enters_at_the_end, ("dibao_standard", "edge_cash_rate", "pay_quantum")))
    assert asked.enters_assessment("CU_DIS_A")
    assert not asked.enters_at_the_end("CU_DIS_A")
    # The sentence of a refusal names the yearly income, and asks nothing.
    named = "citywide_disposable_income"
    for code in ("edge_cash", "total_limit", "care_subsidy_full", "tekun_floor_multiple", named):
        assert not asked.enters_assessment(code)


def test_tianjin_lacks_only_what_nobody_has_decided():
    page = check_page(TODAY)
    place = page.areas.index(str(Jurisdiction.objects.get(code="TJ")))
    lacking = {row.code for row in page.missing if row.cells[place].kind == "missing"}
    assert "dibao_standard" not in lacking
    assert {"city_average_area", "dibao_tiers"} <= lacking
    assert page.unread == ()
    assert page.unknown == ()


def test_a_missing_value_is_shown():
    row = Standard.objects.get(code__code="edge_income_upper", jurisdiction__code="TJ")
    country = Standard.objects.get(code__code="edge_income_upper", jurisdiction__code="CN")
    for one in (row, country):
        services.withdraw_standard(one, reason="试", by=None, on=TODAY)
    assert "edge_income_upper" in {one.code for one in check_page(TODAY).missing}


def test_published_figures_are_held_against_those_that_follow():
    rows = {(row.since, row.name): row for row in check_page(TODAY).derived}
    cash = rows[dt.date(2025, 9, 1), "边缘家庭救助金"]
    assert (cash.derived, cash.published, cash.agrees) == (314, 314, True)
    assert rows[dt.date(2025, 9, 1), "边缘家庭收入上限"].derived == 1567.5
    floor = rows[dt.date(2025, 9, 1), "特困（农村分散）"]
    assert (floor.derived, floor.published, floor.agrees) == (1358.5, 1530, True)


def test_a_published_figure_that_differs_is_shown():
    row = Standard.objects.get(code__code="edge_cash", valid_to=None)
    services.replace_standard(
        row, value="315", source=services.source_of(row), reason="试", by=None, on=TODAY
    )
    cash = next(one for one in check_page(TODAY).derived if one.name == "边缘家庭救助金")
    assert not cash.agrees
    assert cash.words == "公布数多 1.00 元"


def test_a_drafted_value_is_held_against_the_figures_that_follow(client):
    made = drafted_dibao("1200")
    rows = {row.name: row for row in drafted_figures([made])}
    cash, floor = rows["边缘家庭救助金"], rows["特困（农村分散）"]
    assert (cash.derived, cash.published, cash.words) == (360, 314, "公布数少 46.00 元")
    assert (floor.derived, floor.published, floor.words) == (1560, 1530, "低于底线 30.00 元")
    assert rows["边缘家庭收入上限"].derived == 1800
    client.force_login(drafter(), backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("standards:draft", args=[made.pk])).content.decode()
    assert "低于底线 30.00 元" in page


def test_drafts_of_the_same_day_are_held_against_each_other():
    row = Standard.objects.get(code__code="tekun_standard_rural_dispersed", valid_to=None, withdrawn_at=None)
    other = services.draft_standard(
        services.Proposal(
            "succeed", row.code, row.jurisdiction, NEXT_YEAR, row=row, value="1560", source=SOURCE
        ),
        by=drafter(),
        on=TODAY,
    )
    floor = {row.name: row for row in drafted_figures([drafted_dibao("1200"), other])}["特困（农村分散）"]
    assert (floor.published, floor.agrees) == (1560, True)


def drafted_dibao(value: str) -> StandardDraft:
    row = Standard.objects.get(
        code__code="dibao_standard", jurisdiction__code="TJ", valid_to=None, withdrawn_at=None
    )
    proposal = services.Proposal(
        "succeed", row.code, row.jurisdiction, NEXT_YEAR, row=row, value=value, source=SOURCE
    )
    return services.draft_standard(proposal, by=drafter(), on=TODAY)


def test_all_open_points_are_listed_with_their_standards():
    assert list(OpenPoint.objects.values_list("code", flat=True)) == [f"U{n:02}" for n in range(1, 29)]
    rows = {row.code: row for row in open_point_rows(OpenPoint.objects.all(), TODAY, drafting=True)}
    assert rows["U02"].state == "待确认 2 项"
    assert [one.value for one in rows["U02"].parameters] == ["0.01 元", "四舍五入"]
    assert rows["U03"].settle_url
    assert [point.code for point in points_of("pay_quantum")] == ["U02"]


def test_every_code_of_an_open_point_exists():
    named = {code for point in OpenPoint.objects.all() for code in point.parameters}
    assert named <= codes()


def test_a_point_is_settled_when_its_standards_are_confirmed_and_says_by_whom():
    by, second = drafter(), drafter("second", "第二人")
    for row in Standard.objects.filter(code__code__in=["pay_quantum", "pay_rounding"], withdrawn_at=None):
        made = services.draft_confirmation(row, value=row.value, title="答复", reason="确认", by=by, on=TODAY)
        services.approve_draft(made, by=second, on=TODAY)
    row = open_point_rows(OpenPoint.objects.filter(code="U02"), TODAY, drafting=True)[0]
    assert row.state == "已确认"
    assert all("政策员起草，第二人批准" in one.by for one in row.parameters)


def test_a_point_without_standards_is_settled_in_words(client):
    client.force_login(drafter(), backend="django.contrib.auth.backends.ModelBackend")
    url = reverse("standards:settle", args=["U03"])
    assert client.post(url, {"text": "", "document": ""}).status_code == 422
    done = client.post(url, {"text": "按12个月", "document": "市局答复"}, follow=True).content.decode()
    assert "政策员" in done
    assert "按12个月" in done
    with pytest.raises(Refused, match="逐个确认"):
        services.settle_open_point(
            OpenPoint.objects.get(code="U02"), text="x", document="y", by=drafter(), on=TODAY
        )
