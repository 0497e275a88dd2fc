"""Wrong input: a clear Chinese sentence at the right field, what was typed is still there, nothing is saved."""

import json

import pytest

from apps.applications.models import EntryDraft
from apps.applications.services import open_draft
from apps.core import clock
from apps.households.models import Household, Person
from apps.journal.models import Event
from apps.offices.models import User
from apps.routing.models import Case
from apps.standards.models import Standard
from apps.standards.services import withdraw_standard
from tests.households.makers import dawangzhuang, id_number
from tests.web.crawling import Page
from tests.web.scenes import TODAY
from tests.web.typing_in import family, head, new_draft, request, type_in, url_of, wage

NUMBER = id_number("19790101", 60)


@pytest.fixture(autouse=True)
def _taken_back(world):
    with world.undone(world.clients["clerk"]):
        yield


@pytest.fixture
def clerk(world):
    return world.clients["clerk"]


def nothing_but_the_draft() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Case, Household, Person, Event))


def wrong_at(html: str, field: str) -> str:
    """What stands beside a field as wrong; the page's summary links to the same field."""
    page = Page(html)
    assert f"#id_{field}" in page.links, f"summary leads to {page.links[-10:]}"
    return html.partition(f'id="id_{field}_error"')[2].partition("</ul>")[0]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1"), "校验"),
        (NUMBER[:10], "18位"),
        ("12000019990230001X", ""),
        ("abcdefghijklmnopqr", ""),
    ],
    ids=["check digit", "too short", "30 February", "letters"],
)
def test_an_impossible_identity_number(clerk, number, words):
    draft, before = new_draft(clerk), nothing_but_the_draft()
    answer = clerk.post(url_of(draft, "members"), family(head(number, name="郑白露"), incomes=(wage(),)))
    html = answer.content.decode()
    said = wrong_at(html, "members-0-id_number")
    assert answer.status_code == 422
    assert "郑白露的身份证号码不正确" in said
    assert words in said
    assert f'value="{number}"' in html  # wrong, so it stays to be corrected
    assert 'value="郑白露"' in html
    assert 'value="600"' in html
    assert nothing_but_the_draft() == before
    assert json.loads(EntryDraft.objects.get(pk=draft.pk).payload)["members"][0]["id_number"] == number


def test_an_income_without_a_period(clerk):
    draft, before = new_draft(clerk), nothing_but_the_draft()
    answer = clerk.post(
        url_of(draft, "members"), family(head(NUMBER), incomes=(wage(period="", note="超市理货"),))
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "请选择算法" in wrong_at(html, "incomes-0-period")
    assert 'value="超市理货"' in html
    assert nothing_but_the_draft() == before


@pytest.mark.parametrize("amount", ["一千", "-3", "1.234", "NaN"])
def test_an_amount_that_is_none(clerk, amount):
    draft = new_draft(clerk)
    answer = clerk.post(url_of(draft, "members"), family(head(NUMBER), incomes=(wage(amount=amount),)))
    said = wrong_at(answer.content.decode(), "incomes-0-amount")
    assert answer.status_code == 422
    assert "金额不能小于零" in said or "请填写数字，最多两位小数" in said
    assert f'value="{amount}"' in answer.content.decode()


def test_a_member_in_another_live_case(clerk, world):
    draft, before = new_draft(clerk), nothing_but_the_draft()
    taken = Case.objects.get(pk=world.case("accepted")).applicant
    answer = clerk.post(url_of(draft, "members"), family(head(taken.id_number, name=taken.name)))
    said = wrong_at(answer.content.decode(), "members-0-id_number")
    assert answer.status_code == 422
    assert f"{taken.name}正在另一件申请中" in said
    assert dawangzhuang().phone in said
    assert nothing_but_the_draft() == before


def test_a_member_who_entered_another_case_meanwhile(clerk, world):
    """Everything was right when it was typed; the last button finds somebody else faster."""
    draft = type_in(clerk, NUMBER)
    other = open_draft(
        office=draft.office, at=clock.at(TODAY, 9), by=User.objects.get(username="heliqun"), on=TODAY
    )
    other.payload = EntryDraft.objects.get(pk=draft.pk).payload
    other.save()
    assert world.clients["colleague"].post(url_of(other, "review")).status_code == 302
    before = nothing_but_the_draft()
    answer = clerk.post(url_of(draft, "review"), follow=True)
    html = answer.content.decode()
    assert "郑白露正在另一件申请中" in html
    assert dawangzhuang().phone in html
    assert nothing_but_the_draft() == before
    assert EntryDraft.objects.filter(pk=draft.pk).exists()


def test_a_missing_standard_is_named_and_nothing_is_decided(world):
    """The standard of dibao is withdrawn: the estimate, the calculation and the review say which one is missing."""
    policy = User.objects.get(username="policy")
    for row in Standard.objects.filter(code__code="dibao_standard", jurisdiction__code="TJ"):
        withdraw_standard(row, reason="发布有误，待重新录入", by=policy, on=TODAY)
    reviewer, url = world.clients["reviewer"], f"/cases/{world.case('handed_over')}/first_review/"
    page = reviewer.get(url).content.decode()
    assert "天津市在2026年12月1日没有生效的标准“最低生活保障标准”" in page
    before = nothing_but_the_draft()
    answer = reviewer.post(url, {"approve": "yes", "text": "符合条件，拟予确认。", "seen_amount": ""})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "没有生效的标准" in html
    assert "符合条件，拟予确认。" in html
    assert nothing_but_the_draft() == before


def test_the_estimate_names_a_missing_standard_and_the_entry_is_kept(clerk):
    policy = User.objects.get(username="policy")
    for row in Standard.objects.filter(code__code="dibao_standard", jurisdiction__code="TJ"):
        withdraw_standard(row, reason="发布有误，待重新录入", by=policy, on=TODAY)
    draft = type_in(clerk, NUMBER)
    page = clerk.get(url_of(draft, "review")).content.decode()
    assert "没有测算" in page
    assert "没有生效的标准" in page
    assert "郑白露" in page


def test_a_street_that_is_not_ones_own(clerk):
    draft = new_draft(clerk)
    other = dawangzhuang().pk
    answer = clerk.post(
        url_of(draft, "application"), request(residence_office=other, hukou_office=other, address="河东某处")
    )
    assert answer.status_code == 422
    assert "居住地街道和户籍地街道都不是" in wrong_at(answer.content.decode(), "residence_office")
    assert "河东某处" in answer.content.decode()


def test_a_file_of_findings_with_mistakes_names_row_and_column(clerk, world):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from apps.checks.models import Finding

    text = "来源,项目,姓名,内容,申报,查到,数据日期\n个税,收入,没有这人,,1,2,2026-11-04\n个税,收入,,,1,贰,2026-11-04\n"
    before = Finding.objects.count()
    answer = clerk.post(
        f"/cases/{world.case('checking')}/economic_check/import/",
        {"file": SimpleUploadedFile("核对结果.csv", text.encode("gb18030"))},
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "第 2 行“姓名”：没有这人不是这一户的成员" in html
    assert "第 3 行“查到”" in html
    assert Finding.objects.count() == before


@pytest.mark.parametrize(
    ("stage", "path", "posted", "field", "words"),
    [
        ("visited", "hand_over/", {"message": "材料齐全，请初审。"}, "items", "请至少勾选一件材料"),
        ("accepted", "home_visit/", {"present": "申请人在家"}, "second_investigator", "须两人以上"),
        ("checking", "economic_check/", {"conclusion": "情况属实"}, "report_number", "请填写核对报告编号"),
    ],
)
def test_what_is_left_empty_is_asked_for_and_what_was_typed_stays(
    clerk, world, stage, path, posted, field, words
):
    before = nothing_but_the_draft()
    answer = clerk.post(f"/cases/{world.case(stage)}/{path}", posted)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert words in html
    assert f"#id_{field}" in html
    assert next(iter(posted.values())) in html
    assert nothing_but_the_draft() == before
