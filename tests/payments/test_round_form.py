"""起草一次性待遇: a kind is asked for what it needs, and nothing else is looked at."""

import datetime as dt

import pytest

from apps.offices.models import Office
from apps.payments.forms import RoundForm

pytestmark = pytest.mark.django_db
NOVEMBER, DECEMBER = dt.date(2025, 11, 1), dt.date(2025, 12, 1)
INDICES = {"cpi": "3.6", "food": "2.0", "orphan": "4"}


def form_of(w, kind: str, **typed) -> RoundForm:
    said = {"office": w.hukou.pk, "kind": kind, "register_month": str(NOVEMBER), "pay_month": str(DECEMBER)}
    offices = Office.objects.filter(pk=w.hukou.pk)
    return RoundForm(said | typed, offices=offices, months=[NOVEMBER, DECEMBER])


def test_the_price_subsidy_asks_for_both_indices(w):
    form = form_of(w, "price_subsidy", **INDICES)
    assert form.is_valid()
    assert form.figures() == INDICES
    assert form_of(w, "price_subsidy").errors == {
        "cpi": ["请填写居民消费价格同比（%）"],
        "food": ["请填写食品价格同比（%）"],
    }
    assert form_of(w, "price_subsidy", **INDICES | {"cpi": "3.6%"}).errors == {
        "cpi": ["请填写居民消费价格同比（%），例如 3.6"]
    }


@pytest.mark.parametrize("kind", ["year_end", "heating"])
def test_what_another_kind_asks_for_is_not_looked_at(w, kind):
    form = form_of(w, kind, cpi="三", orphan="-1", central="南学低保 2026-0012 1850.00")
    assert form.is_valid(), form.errors
    assert form.figures() == ({"central": "南学低保 2026-0012 1850.00"} if kind == "heating" else {})


def test_a_field_of_one_kind_says_so_to_the_style_sheet(w):
    page = form_of(w, "price_subsidy").as_div()
    assert page.count("field--price_subsidy") == 5
    assert page.count("field--heating") == 1
