"""标准: the list by subject, what it is narrowed to, and what it says where a value is missing."""

import pytest
from django.test import Client
from django.urls import reverse

from apps.rules.errors import how_to_enter
from apps.standards.models import StandardCode
from apps.standards.queries import GROUPS, Wanted, code_list
from apps.standards.queries.groups import group_of
from tests.offices.makers import TODAY
from tests.standards.makers import code, drafter, standard

pytestmark = pytest.mark.django_db
INCOME = "citywide_disposable_income"


def rows(**wanted):
    return [row for group in code_list(TODAY, Wanted(**wanted)).groups for row in group.rows]


def codes(**wanted) -> set[str]:
    return {row.code for row in rows(**wanted)}


@pytest.fixture
def reader() -> Client:
    client = Client(headers={"host": "localhost"})
    client.force_login(drafter(), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_every_shipped_code_has_a_subject_and_a_new_one_is_not_lost():
    shipped = set(StandardCode.objects.values_list("code", flat=True))
    assert [one for one in shipped if group_of(one) == GROUPS[-1]] == []
    standard(code=code("trial_new"))
    last = code_list(TODAY).groups[-1]
    assert (last.title, [row.code for row in last.rows]) == ("其他", ["trial_new"])


def test_the_list_holds_every_code():
    assert codes() == set(StandardCode.objects.values_list("code", flat=True))


def test_a_policy_area_has_its_own_values_and_those_of_the_country():
    hebei = rows(area="HB-QX")
    assert {row.area_code for row in hebei} == {"HB-QX", "CN"}
    own = {row.code for row in hebei if row.area_code == "HB-QX"}
    assert not own & {row.code for row in hebei if row.area_code == "CN"}
    assert "edge_cash_rate" in own


def test_the_list_is_narrowed_by_subject_words_and_state():
    assert all(one.startswith("CU_") or "uplift" in one for one in codes(group="uplift"))
    assert codes(words="边缘家庭收入上限") == {"edge_income_upper"}
    assert "edge_income_upper" in codes(words="EDGE_income")
    assert {row.kind for row in rows(state="open")} == {"open"}
    assert codes(words="没有这项") == set()


def test_a_figure_that_ended_is_missing_and_not_confirmed():
    row = next(row for row in rows() if row.code == INCOME)
    assert (row.kind, row.value, row.badge) == ("missing", "2025年12月31日止", ("differs", "没有数值"))
    assert "全市居民人均可支配收入" in code_list(TODAY).missing


def test_what_the_rules_may_lack_is_off_and_not_missing():
    assert {row.kind for row in rows(words="contactless_visit")} == {"off"}
    assert {row.kind for row in rows(words="dibao_standard_urban")} == {"off"}


def test_the_page_of_a_figure_that_is_published_yearly_says_who_enters_what_for_which_days(reader):
    page = reader.get(reverse("standards:timeline", args=[INCOME])).content.decode()
    assert how_to_enter(INCOME, TODAY) in page
    assert f"{TODAY.year}年引用{TODAY.year - 1}年的统计数" in page
    assert (
        "今日没有数值"
        not in reader.get(reverse("standards:timeline", args=["dibao_standard"])).content.decode()
    )


def test_the_page_keeps_what_it_was_asked_and_forgives_what_it_does_not_know(reader):
    page = reader.get(reverse("standards:list"), {"group": "edge", "area": "TJ"}).content.decode()
    assert 'value="edge" selected' in page
    assert "边缘家庭收入上限" in page
    assert "价格补贴启动" not in page
    strange = reader.get(reverse("standards:list"), {"group": "no", "area": "XX", "state": "?"})
    assert "价格补贴启动" in strange.content.decode()
    assert "没有符合条件的标准" in reader.get(reverse("standards:list"), {"words": "无此项"}).content.decode()


def test_the_queries_of_the_list_do_not_grow(django_assert_num_queries):
    with django_assert_num_queries(3):
        code_list(TODAY)
    for place in range(5):
        standard(code=code(f"trial_{place}"))
    with django_assert_num_queries(3):
        code_list(TODAY)
