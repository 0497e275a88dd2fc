"""核对: authorised, started, every difference settled with a reason, found values adopted as new dated facts."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.checks import services
from apps.checks.forms import FindingsFileForm
from apps.checks.models import Finding
from apps.checks.queries import check_waits, visit_waits
from apps.core import clock
from apps.core.errors import Refused
from apps.desk.forms import WorklistQuery
from apps.desk.queries.worklist import worklist
from apps.households.queries import household_facts
from apps.journal.models import Event
from apps.standards.models import Standard
from apps.standards.services import replace_standard, source_of
from tests import factories
from tests.documents.pictures import upload

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 4)


@pytest.fixture
def who():
    return factories.people()


def found(case, amount: str | None, **changes) -> services.FindingEntry:
    income = case.household.incomes.get()
    stated = {
        "source": "tax",
        "item": "income",
        "label": "张小满 工资",
        "person": income.person,
        "declared_amount": income.amount,
        "found_amount": Decimal(amount) if amount else None,
        "income": income,
        "as_of": DAY,
    }
    return services.FindingEntry(**(stated | changes))


def started(who):
    case = factories.accepted(who)
    services.start_check(case, by=who.clerk, on=DAY)
    return case


def test_a_check_waits_for_the_consent_of_every_adult(who):
    case = factories.accepted(who)
    case.authorisations.filter(person__name="李明远").delete()
    with pytest.raises(Refused, match="李明远还没有签核对授权书"):
        services.start_check(case, by=who.clerk, on=DAY)
    services.record_authorisation(
        case,
        case.household.memberships.get(person__name="李明远").person,
        signed_on=DAY,
        by=who.clerk,
        on=DAY,
    )
    services.start_check(case, by=who.clerk, on=DAY)


@pytest.mark.parametrize(
    ("amount", "settlement"), [("1894.00", "equal"), ("3230.00", "open"), (None, "not_found")]
)
def test_an_answer_is_equal_different_or_missing(who, amount, settlement):
    case = started(who)
    assert services.record_finding(case, found(case, amount), by=who.clerk, on=DAY).settlement == settlement


def test_a_check_is_not_complete_while_a_difference_is_open(who):
    case = started(who)
    services.record_finding(case, found(case, "3230.00"), by=who.clerk, on=DAY)
    with pytest.raises(Refused, match="还有 1 处差异没有处理"):
        services.complete_check(case, report_number="核1", by=who.clerk, on=DAY)


def test_an_adopted_value_succeeds_the_declared_one_and_nothing_is_overwritten(who):
    case = started(who)
    finding = services.record_finding(case, found(case, "3230.00"), by=who.clerk, on=DAY)
    services.settle_finding(finding, adopt=True, reason="本人认可", by=who.clerk, on=DAY)
    rows = list(case.household.incomes.order_by("pk"))
    assert [row.amount for row in rows] == [Decimal("1894.00"), Decimal("3230.00")]
    assert rows[1].replaces == rows[0]
    assert rows[0].valid_to is not None
    wages = [
        income.amount for member in household_facts(case.household, DAY).members for income in member.incomes
    ]
    assert wages == [Decimal("3230.00")]


def test_a_difference_is_settled_once_and_with_a_reason(who):
    case = started(who)
    finding = services.record_finding(case, found(case, "3230.00"), by=who.clerk, on=DAY)
    with pytest.raises(Refused) as refused:
        services.settle_finding(finding, adopt=False, reason=" ", by=who.clerk, on=DAY)
    assert refused.value.field == "reason"
    services.settle_finding(finding, adopt=False, reason="奖金一次性", proof="工资条", by=who.clerk, on=DAY)
    with pytest.raises(Refused) as refused:
        services.settle_finding(finding, adopt=True, reason="再改", by=who.colleague, on=DAY)
    assert refused.value.code == "already_settled"
    assert Finding.objects.get().settlement == "kept"


def test_a_difference_is_explained_with_pictures_of_the_proof(who, client, settings, tmp_path):
    settings.PAPERS_DIR = tmp_path / "papers"
    case = started(who)
    finding = services.record_finding(case, found(case, "3230.00"), by=who.clerk, on=DAY)
    client.force_login(who.clerk, "django.contrib.auth.backends.ModelBackend")
    address = f"/cases/{case.pk}/economic_check/findings/{finding.pk}/settle/"
    stated = {"adopt": "0", "reason": "奖金一次性", "proof": "工资条"}
    wrong = SimpleUploadedFile("a.jpg", b"<script>")
    assert client.post(address, stated | {"pictures": wrong}).status_code == 409
    assert not case.attachments.exists()
    payslip = SimpleUploadedFile("a.jpg", upload().data)
    assert client.post(address, stated | {"pictures": payslip}).status_code == 302
    [picture] = finding.proofs.all()
    assert (picture.case, picture.kind, picture.note) == (case, "proof", "核对差异 张小满 工资")
    assert "附证明图片 1 张" in Event.objects.filter(kind="economic_check").latest("id").summary
    assert (
        f"/attachments/{picture.pk}/"
        in client.get(f"/cases/{case.pk}/economic_check/report/").content.decode()
    )


def test_an_undeclared_income_that_was_found_becomes_an_income(who):
    case = started(who)
    husband = case.household.memberships.get(person__name="李明远").person
    entry = found(case, "600.00", person=husband, declared_amount=None, income=None, label="李明远 工资")
    finding = services.record_finding(case, entry, by=who.clerk, on=DAY)
    services.settle_finding(finding, adopt=True, reason="社保有缴费", by=who.clerk, on=DAY)
    assert husband.incomes.get().amount == Decimal("600.00")


def test_an_empty_file_records_nothing_and_says_so(who):
    case = started(who)
    with pytest.raises(Refused, match="没有一条核对结果"):
        services.record_findings(case, [], by=who.clerk, on=DAY)


def test_the_report_is_valid_for_six_months(who):
    case = started(who)
    check = services.complete_check(case, report_number="核1", by=who.clerk, on=DAY)
    assert check.valid_until == dt.date(2027, 5, 4)


def test_the_validity_of_a_report_is_a_dated_figure(who):
    case = started(who)
    row = Standard.objects.get(code__code="check_report_validity", jurisdiction__code="CN")
    replace_standard(row, value="3", source=source_of(row), reason="试", by=None, on=DAY)
    check = services.complete_check(case, report_number="核1", by=who.clerk, on=DAY)
    assert check.valid_until == dt.date(2027, 2, 4)


def in_work_list(who) -> dict[str, tuple[str, str]]:
    page = worklist(who.clerk, DAY, params={}, query=WorklistQuery({}))
    return {row.step_row.name: (row.why, row.why_note) for group in page.groups for row in group.rows}


def test_the_work_list_says_what_a_check_and_a_visit_wait_for(who):
    case = started(who)
    assert in_work_list(who)["economic_check"][0] == "没有待处理的差异，可以完成核对"
    assert in_work_list(who)["home_visit"][0] == "已受理，须入户调查"
    services.record_finding(case, found(case, "3230.00"), by=who.clerk, on=DAY)
    both = ("陈砚秋", "何立群")
    services.start_visit(case, planned_at=clock.at(DAY, 15), investigators=both, by=who.clerk, on=DAY)
    assert in_work_list(who) == {
        "economic_check": ("1 项差异待处理", "11月3日受理"),
        "home_visit": ("已约 11月4日 15:00 入户", "11月3日受理"),
    }


def test_what_steps_wait_for_is_asked_as_often_for_two_as_for_one(who, django_assert_num_queries):
    one = started(who).steps.get(name="economic_check").pk
    for steps in ([one], [one, one + 1]):
        with django_assert_num_queries(4):
            check_waits(steps)
            visit_waits(steps)


def csv_file(*rows: str) -> str:
    return "\r\n".join(["来源,项目,姓名,内容,申报,查到,数据日期", *rows])


def imported(case, text: str):
    upload = SimpleUploadedFile("result.csv", text.encode("gb18030"))
    return FindingsFileForm({}, {"file": upload}, case=case)


def test_a_file_is_held_against_what_was_declared_so_that_nothing_counts_twice(who):
    case = started(who)
    form = imported(case, csv_file("个税,收入,张小满,,,3230.00,2026-11-01", "银行存款,货币财产,,,,13486.27,"))
    assert form.is_valid(), form.errors
    wage, money = services.record_findings(case, form.cleaned_data["file"], by=who.clerk, on=DAY)
    assert (wage.declared_amount, money.declared_amount) == (Decimal("1894.00"), Decimal("8000.00"))
    services.settle_finding(wage, adopt=True, reason="本人认可", by=who.clerk, on=DAY)
    wages = [
        income.amount for member in household_facts(case.household, DAY).members for income in member.incomes
    ]
    assert wages == [Decimal("3230.00")]


def test_a_file_with_errors_is_refused_whole_with_row_and_column(who):
    form = imported(
        started(who),
        csv_file("个税,收入,王某,,,12,", "天气,收入,,,,12,", "个税,收入,张小满,,,一百,2026-13-01"),
    )
    assert not form.is_valid()
    assert form.errors["file"] == [
        "第 2 行“姓名”：王某不是这一户的成员。",
        "第 3 行“来源”：“天气”不在目录内。",
        "第 4 行“查到”：“一百”不是金额。",
    ]


def test_a_machine_posts_a_check_result(who, client):
    case = started(who)
    client.force_login(who.clerk, backend="django.contrib.auth.backends.ModelBackend")
    body = {"answers": [{"source": "tax", "item": "income", "person": "张小满", "found_amount": "3230.00"}]}
    url = f"/api/v1/cases/{case.pk}/check_results/"
    answer = client.post(url, body, content_type="application/json")
    assert (answer.status_code, answer.json()[0]["settlement"]) == (201, "open")
    body["answers"][0]["person"] = "王某"
    answer = client.post(url, body, content_type="application/json")
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    client.force_login(who.stranger, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(url, body, content_type="application/json").status_code == 404
