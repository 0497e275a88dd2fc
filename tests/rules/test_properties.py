"""What must hold for every household. RULES_EXAMPLES=1000 tries harder."""

from __future__ import annotations

import os
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from apps.rules.amounts import in_words, pay, shown, yuan
from apps.rules.assess import assess
from apps.rules.calendar import Month, add_months
from apps.rules.errors import RuleError
from apps.rules.facts import from_plain, to_plain
from apps.rules.facts.tekun import INDICATORS, tekun_from_plain
from apps.rules.recovery import TrueFacts, recover
from apps.rules.rehearsal import StoredHousehold, rehearse
from apps.rules.standards import Standards
from apps.rules.taper import IncomeStep, TaperFacts, plan_taper
from apps.rules.tekun import assess_tekun
from apps.rules.words import DISABILITY_TYPES, ILLNESS_NAMES, INCOME_ITEMS, STATUSES

from .asking import member, standards
from .loading import standard_table, work_calendar

EXAMPLES = int(os.environ.get("RULES_EXAMPLES", "40"))
DAY = date(2025, 10, 15)
PARTS = {"dibao": "benefit", "edge_household": "edge"}

try_some = settings(max_examples=EXAMPLES, deadline=None, database=None)
fen = st.integers(0, 600_000).map(lambda n: f"{n // 100}.{n % 100:02d}")
wages = st.integers(0, 600_000)


def few(strategy, most=2):
    return st.lists(strategy, max_size=most)


incomes = st.fixed_dictionaries(
    {
        "type": st.sampled_from("WBPTO"),
        "amount": fen,
        "period": st.sampled_from(["monthly", "total_12_months"]),
        "item": st.sampled_from(["ordinary"] * 9 + sorted(INCOME_ITEMS)),
        "deductions": st.dictionaries(st.sampled_from(["tax", "social_insurance", "cost"]), fen, max_size=2),
    }
)
disabilities = st.fixed_dictionaries(
    {"type": st.sampled_from(sorted(DISABILITY_TYPES)), "grade": st.integers(1, 4)}
)
people = st.fixed_dictionaries(
    {
        "relation": st.sampled_from(["spouse", "child", "parent", "sibling", "unrelated"]),
        "birth_date": st.dates(date(1935, 1, 1), date(2025, 9, 1)).map(date.isoformat),
        "hukou_region": st.sampled_from(["TJ", "TJ", "TJ", "OTHER"]),
        "joint_residence_months": st.sampled_from([6, 12, 120]),
        "labour_capacity": st.sampled_from(["full", "part", "none", "minor", "student"]),
        "work_status": st.sampled_from(["employed", "not_registered", "retired"]),
        "co_resident": st.booleans(),
        "statuses": few(st.sampled_from(sorted(STATUSES)), 1),
        "disabilities": few(disabilities),
        "illnesses": few(st.sampled_from(sorted(ILLNESS_NAMES))),
        "severe_illness": st.booleans(),
        "refused_jobs": st.integers(0, 4),
        "supporter_status": st.sampled_from(["none", "unable", "able"]),
        "employment": st.sampled_from([{}, {"first_start": "2025-06"}]),
        "incomes": few(incomes),
    }
)
properties = st.fixed_dictionaries(
    {
        "monetary": st.sampled_from(["0", "0", "20000.00", "60000.00", "300000.00"]),
        "vehicles": few(
            st.sampled_from([{"kind": "motorcycle"}, {"kind": "car", "exempt_reason": "rehabilitation"}]), 1
        ),
    }
)


@st.composite
def households(draw, roundings=("HALF_UP",)):
    head = {
        **member(),
        "incomes": draw(few(incomes)),
        "disabilities": draw(few(disabilities, 1)),
        "employment": draw(st.sampled_from([{}, {"first_start": "2025-06"}])),
    }
    others = [{**member(f"p{n}"), **one} for n, one in enumerate(draw(few(people, 4)))]
    facts = {
        "household": {
            "current_programme": draw(st.sampled_from(["none", "dibao"])),
            "no_children": draw(st.booleans()),
        },
        "members": [head, *others],
        "property": draw(properties),
    }
    parameters = {
        "pay_quantum": draw(st.sampled_from(["0.01", "0.1", "1"])),
        "pay_rounding": draw(st.sampled_from(["HALF_UP", "CEILING", "FLOOR"])),
    }
    return facts, parameters


def assessed(facts, parameters):
    return assess(from_plain(facts), standards(**parameters), DAY)


@given(households())
@try_some
def test_what_is_paid_lies_between_nothing_and_the_standard_for_all(household):
    answer = assessed(*household)
    most = pay(Fraction(1045) * len(answer.counted_members), Fraction(household[1]["pay_quantum"]), "CEILING")
    assert 0 <= answer.dibao.amount <= answer.dibao.full_amount <= most
    assert answer.edge_cash.amount in (0, yuan(Fraction("313.5")))
    assert all(
        0 <= one.amount <= pay(Fraction(1045), Fraction(1), "CEILING") for one in answer.single_person_route
    )


@given(households())
@try_some
def test_a_household_stands_in_exactly_one_category(household):
    answer = assessed(*household)
    standing = [name for name in ("dibao", "edge_household") if getattr(answer, name).eligible]
    assert standing == ([answer.programme] if answer.programme != "none" else [])
    assert bool(answer.dibao.amount) <= answer.dibao.eligible
    assert answer.dibao.eligible == (not answer.dibao.reasons)
    assert (
        answer.dibao.eligible != ("income_not_below_standard" in answer.dibao.reasons) or answer.dibao.reasons
    )


@given(households(), st.integers(0, 3))
@try_some
def test_one_fen_more_income_never_raises_the_benefit(household, where):
    facts, parameters = household
    lines = [line for one in facts["members"] for line in one["incomes"]]
    before = assessed(facts, parameters)
    if not lines:
        return
    line = lines[where % len(lines)]
    line["amount"] = str(Decimal(line["amount"]) + Decimal("0.01"))
    after = assessed(facts, parameters)
    assert after.dibao.amount <= before.dibao.amount
    assert before.dibao.eligible or after.edge_cash.amount <= before.edge_cash.amount


@given(households())
@try_some
def test_the_item_lines_add_up_to_the_amount(household):
    answer = assessed(*household)
    part = PARTS.get(answer.programme, "benefit")
    items = [line.amount for line in answer.lines if line.part == part and line.kind == "item"]
    results = [line.amount for line in answer.lines if line.part == part and line.kind == "result"]
    assert sum(items) == answer.amount
    assert results in ([answer.amount], [])
    rounded = [line.amount for line in answer.lines if line.code == "rounding" and line.part == part]
    least = Decimal(household[1]["pay_quantum"]) if part == "benefit" else Decimal(1)
    assert all(abs(amount) <= least + Decimal("0.01") for amount in rounded), (
        "rounding is no place for an error"
    )
    if answer.equation:
        assert answer.equation[-1].amount == answer.amount


@given(households())
@try_some
def test_the_income_lines_add_up_to_the_income(household):
    answer = assessed(*household)
    for part, total in (("income", answer.income_before_uplift), ("uplift", answer.counted_income)):
        items = [line.amount for line in answer.lines if line.part == part and line.kind == "item"]
        before = answer.income_before_uplift if part == "uplift" else 0
        assert abs(max(Decimal(0), before + sum(items)) - total) <= Decimal("0.01") * (len(items) + 1)


@given(households())
@try_some
def test_every_line_is_complete_and_names_known_standards(household):
    answer = assessed(*household)
    for line in answer.lines:
        assert line.label
        assert line.because
        assert line.citation
        assert (line.amount is not None) or line.text
        assert set(line.standard_codes) <= set(standard_table().units)
    assert len({id(row) for row in answer.used}) == len(answer.used)


@given(households(), st.randoms(use_true_random=False))
@try_some
def test_the_order_of_members_does_not_matter(household, random):
    facts, parameters = household
    shuffled = {**facts, "members": random.sample(facts["members"], len(facts["members"]))}
    one, other = assessed(facts, parameters), assessed(shuffled, parameters)
    assert set(one.counted_members) == set(other.counted_members)
    for name in (
        "programme",
        "amount",
        "counted_income",
        "compared_to_standard",
        "property",
        "warnings",
        "choice_required",
    ):
        assert getattr(one, name) == getattr(other, name)


HEBEI = {
    "dibao_standard": "750",
    "employment_cost_rate": "0.25",
    "monetary_limit_dibao": "24",
    "monetary_limit_edge": "36",
}
places = st.one_of(
    st.tuples(st.just("TJ"), st.dates(date(2020, 6, 1), date(2026, 12, 31)), st.just({})),
    st.tuples(st.just("HB-QX"), st.dates(date(2021, 7, 1), date(2026, 12, 31)), st.just(HEBEI)),
)


@given(households(), places)
@try_some
def test_the_same_holds_on_every_day_and_in_every_region(household, place):
    facts, parameters = household
    region, day, stated = place
    facts["members"] = [
        {**one, "hukou_region": region, "birth_date": "1970-01-01"} for one in facts["members"]
    ]
    asked = standards(region, **parameters, **stated)
    answer = assess(from_plain(facts), asked, day)
    most = asked.dibao(day) * len(answer.counted_members)
    assert 0 <= answer.amount <= pay(most, Fraction(parameters["pay_quantum"]), "CEILING")
    assert answer.dibao.eligible + answer.edge_household.eligible == (answer.programme != "none")
    items = [
        line.amount
        for line in answer.lines
        if line.part == PARTS.get(answer.programme, "benefit") and line.kind == "item"
    ]
    assert sum(items) == answer.amount
    assert not floats(answer.to_plain())


@given(households(), st.sampled_from(["dibao", "edge", "tekun"]), st.integers(0, 4))
@try_some
def test_nobody_stands_in_two_categories(household, benefit, where):
    facts, parameters = household
    one = facts["members"][where % len(facts["members"])]
    one["current_benefit"] = benefit
    answer = assessed(facts, parameters)
    if one["person"] in answer.counted_members:
        assert (answer.programme, answer.amount, answer.single_person_route) == ("none", 0, ())
    alone = {each.person for each in answer.single_person_route}
    assert alone <= set(answer.counted_members)
    assert not (alone and answer.dibao.eligible)
    assert not answer.option_b or answer.option_b.edge_cash == 0


@given(
    disabilities=few(disabilities),
    incomes=few(incomes),
    birth_date=st.dates(date(1930, 1, 1), date(2025, 9, 1)),
    rural=st.booleans(),
    mode=st.sampled_from(["centralized", "dispersed"]),
    failed=st.sets(st.sampled_from(sorted(INDICATORS))),
    monetary=st.sampled_from(["0", "30000.00"]),
)
@try_some
def test_tekun_support_is_the_whole_standard_and_care_or_nothing(
    disabilities, incomes, birth_date, rural, mode, failed, monetary
):
    facts = {
        "person": {
            "person": "elder",
            "birth_date": birth_date.isoformat(),
            "hukou_region": "TJ",
            "hukou_nature": "rural" if rural else "urban",
            "disabilities": disabilities,
            "incomes": incomes,
        },
        "property": {"monetary": monetary},
        "mode": mode,
        "self_care": {name: name not in failed for name in INDICATORS},
    }
    answer = assess_tekun(tekun_from_plain(facts), standards(), DAY)
    assert answer.eligible == (not answer.reasons)
    assert answer.monthly_total == (answer.standard + answer.care_subsidy if answer.eligible else 0)
    items = [line.amount for line in answer.lines if line.part == "tekun_benefit" and line.kind == "item"]
    assert sum(items) == answer.monthly_total
    assert not floats(answer.to_plain())


@given(households())
@try_some
def test_facts_survive_their_plain_shape(household):
    facts = from_plain(household[0])
    assert from_plain(to_plain(facts)) == facts


def floats(value):
    if isinstance(value, dict):
        return any(map(floats, value.values()))
    return any(map(floats, value)) if isinstance(value, list) else isinstance(value, float)


@given(households())
@try_some
def test_no_answer_holds_a_float(household):
    assert not floats(assessed(*household).to_plain())


@given(st.integers(1, 5), wages, st.sampled_from(["0", "30000.00", "90000.00"]), st.booleans())
@try_some
def test_a_rehearsal_gives_what_the_assessment_gives(members, income, monetary, condition):
    amount = shown(Fraction(income, 100))
    family = [member(), *(member(f"p{n}", relation="sibling") for n in range(members - 1))]
    family[0]["incomes"] = [{"type": "O", "amount": str(amount), "period": "monthly"}]
    household = {"district_cash_condition": condition}
    facts = {"household": household, "members": family, "property": {"monetary": monetary}}
    stored = StoredHousehold("a", "none", members, amount, Decimal(monetary), condition)
    answer = assess(from_plain(facts), standards(), date(2025, 9, 1))
    (row,) = rehearse(Decimal("1045"), date(2025, 9, 1), [stored], standards(), date(2025, 8, 15)).households
    assert (row.programme_after, row.after) == (answer.programme, answer.amount)


months = st.integers(0, 24).map(lambda n: Month(2024, 1).plus(n))


@given(st.lists(st.tuples(months, wages), unique_by=lambda one: one[0], max_size=8), wages, st.booleans())
@try_some
def test_recovery_is_never_negative_and_adds_up(paid, income, fraud):
    true_facts = [TrueFacts(Month(2024, 1), 2, shown(Fraction(income, 100)))]
    rows = [(month, shown(Fraction(amount, 100))) for month, amount in paid]
    answer = recover(Month(2024, 6), rows, true_facts, standards(), DAY, fraud=fraud)
    assert all(0 <= row.difference <= row.paid for row in answer.months)
    assert answer.total == sum((row.difference for row in answer.months), Decimal(0))
    assert [row.month for row in answer.months] == sorted(
        month for month, _ in paid if month > Month(2024, 6)
    )


@given(st.lists(wages, min_size=1, max_size=4), wages, st.booleans())
@try_some
def test_a_taper_ends_in_exactly_one_way(steps, base, reported):
    income = tuple(
        IncomeStep(Month(2025, 1).plus(2 * n), shown(Fraction(amount, 100))) for n, amount in enumerate(steps)
    )
    facts = TaperFacts(
        2, shown(Fraction(base, 100)), Month(2025, 1), "employment", reported, income, date(2025, 1, 20)
    )
    plan = plan_taper(facts, standards(), date(2025, 1, 20))
    ends = [plan.exit_month, plan.fall_back_month, plan.stop_month]
    assert sum(end is not None for end in ends) == (plan.outcome != "stays_dibao")
    assert all(row.amount >= 0 for row in plan.schedule)
    assert len(plan.schedule) <= 7


@given(st.dates(date(1950, 1, 1), date(2050, 1, 1)), st.integers(0, 60))
@try_some
def test_months_later_is_never_more_than_a_month_off(day, months_later):
    later = add_months(day, months_later)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months_later
    assert later.day <= day.day


@given(st.dates(date(2019, 1, 1), date(2026, 3, 1)), st.integers(0, 45))
@try_some
def test_working_days_are_counted_back(day, count):
    calendar = work_calendar()
    due = calendar.add_working_days(day, count)
    assert calendar.working_days_between(day, due) == count
    assert not count or calendar.is_working_day(due)
    assert due - day <= timedelta(days=3 * count + 12)


@given(st.integers(0, 10**18 - 1))
@try_some
def test_amounts_in_words_never_double_a_zero(amount):
    words = in_words(shown(Fraction(amount, 100)))
    assert "零零" not in words
    assert not words.startswith("零") or words == "零元整"
    assert words.endswith(("整", "分"))


def code_of(call, *arguments):
    try:
        call(*arguments)
    except RuleError as refusal:
        return refusal.code
    return None


@given(st.text(alphabet="0159.-+eE/_ x", max_size=12))
@try_some
def test_any_text_as_a_parameter_is_read_or_refused_by_name(text):
    odd = Standards(standard_table(), "TJ", {"pay_quantum": text})
    assert code_of(odd.pay, Fraction(10), DAY) in (None, "parameter_out_of_range")
