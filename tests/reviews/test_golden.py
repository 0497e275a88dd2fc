"""The golden examples of what comes after the decision, told through the services; the monthly batch is the judge."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from apps.core.errors import Refused
from apps.payments.models import Payment
from apps.payments.services import approve_batch, draft_batch
from apps.reviews.models import Effect, Found, Resolution, Review
from apps.reviews.services import (
    ChangeEntry,
    decide,
    open_reviews,
    report_change,
    submit_verification,
)
from apps.rules.calendar import Month
from tests.reviews.makers import standing
from tests.rules.golden import default_folder, examples

pytestmark = pytest.mark.django_db
EFFECTS = {
    "taper": Effect.TAPER, "stop": Effect.STOP, "stop_and_recover": Effect.STOP, "stays_dibao": Effect.REDUCE,
}  # fmt: skip
STANDARD = Decimal(1010)
NAMES = ("张小满", "李明远", "李禾", "李小安")


def told(kind: str, *names: str) -> list[Any]:
    """The examples of a kind that are stories of a household in Tianjin; the others ask the rule alone (`tests/rules`)."""
    found = {one["id"]: one for one in examples(default_folder()) if one["kind"] == kind}
    return [pytest.param(found[name], id=name) for name in names if name in found]


class Story:
    """One household at the hukou street; a batch on the 5th of every month that it lives through."""

    def __init__(self, w, members: int, amount: str, since: dt.date, **facts):
        self.w = w
        self.made = standing(w, *NAMES[:members], amount=amount, decided=since, split=False, **facts)
        self.month = Month(since.year, since.month)

    def pay_until(self, month: Month) -> None:
        while self.month <= month:
            first = self.month.first
            try:
                batch = draft_batch(self.w.hukou, first, by=self.w.hukou_clerk, on=first.replace(day=5))
                approve_batch(batch, by=self.w.approver, on=first.replace(day=6))
            except Refused as refusal:
                if refusal.code != "nothing_due":
                    raise
            self.month = self.month.plus(1)

    def change(self, kind: str, happened: dt.date, on: dt.date, found=Found.REPORTED, **detail) -> Resolution:
        self.pay_until(Month(on.year, on.month))
        head = self.made.household.head_id
        entry = ChangeEntry(kind, happened, found=found, person=head, detail=detail)
        report = report_change(self.made.household, entry, at=self.w.hukou, by=self.w.hukou_clerk, on=on)
        submit_verification(report.case, text="属实。", by=self.w.reviewer, on=on)
        return decide(report.case, agree=True, text="同意。", by=self.w.approver, on=on)

    def paid(self, month: str) -> list[tuple[str, Decimal]]:
        year, number = map(int, month.split("-"))
        self.pay_until(Month(year, number))
        rows = Payment.objects.filter(award=self.made, month=dt.date(year, number, 1))
        return list(rows.values_list("kind", "amount"))


def day_in(month: str, day: int) -> dt.date:
    return dt.date.fromisoformat(f"{month}-{day:02d}")


def steps(example: dict[str, Any]) -> Iterator[tuple[dt.date, dt.date, str]]:
    """(when it happened, when it was told or found out, the income from then on) of each step of the income."""
    facts = example["facts"]
    known = facts.get("discovered") or facts.get("decision_date")
    for step in facts["income_steps"]:
        yield day_in(step["from"], 1), dt.date.fromisoformat(step.get("reported") or known), step["amount"]


@pytest.mark.parametrize("example", told("taper", "C01", "C03p", "C04", "C-stays", "C-other-cause"))
def test_a_taper_is_paid_month_by_month_as_the_example_says(w, example):
    facts, expected = example["facts"], example["expect"]
    first = day_in(facts["over_standard_from"], 1)
    story = Story(
        w, facts["counted_members"], facts["base_benefit"], first - dt.timedelta(days=40), fixed=True
    )
    found = Found.REPORTED if facts["self_reported"] else Found.DISCOVERED
    kept = None
    for happened, on, amount in steps(example):
        kind = "job_start" if facts["cause"] == "employment" and kept is None else "income"
        decided = story.change(kind, happened, on, found, amount=amount, type="W")
        kept = kept or decided
    assert kept.effect == EFFECTS[expected["outcome"]]
    months = [row for row in expected["schedule"] if row["month"] > facts["over_standard_from"]]
    for row in months:
        assert story.paid(row["month"]) == [(row["kind"], Decimal(row["amount"]))], row
    for over in filter(None, (expected["exit_month"], expected["stop_month"])):
        assert story.paid(over) == []
    assert [(row["month"], row["difference"]) for row in kept.recovery] == [
        (row["month"], row["difference"]) for row in expected["recovery_months"]
    ]
    assert kept.recovery_total == Decimal(expected["recovery_total"])


@pytest.mark.parametrize("example", told("recovery", "K01", "K02", "K03"))
def test_what_was_paid_without_right_is_named_month_by_month(w, example):
    facts, expected = example["facts"], example["expect"]
    true, paid = facts["true_facts"][-1], facts["paid"]
    on = dt.date.fromisoformat(example["day"])
    story = Story(w, true["members"], paid[0]["amount"], day_in(facts["change_month"], 1), wage="1000")
    story.month = Month(*map(int, paid[0]["month"].split("-")))
    story.pay_until(Month(*map(int, paid[-1]["month"].split("-"))))
    story.month = Month(on.year, on.month).plus(1)  # a month that the example does not pay was not paid
    kept = story.change(
        "income", day_in(facts["change_month"], 10), on, Found.DISCOVERED, amount=true["income"], type="W"
    )
    keys = ("month", "standard", "paid", "due", "difference")
    assert [{key: row[key] for key in keys} for row in kept.recovery] == expected["months"]
    assert kept.recovery_total == Decimal(expected["total"])


@pytest.mark.parametrize("example", told("review_cycle", "J08", "rc-fixed"))
def test_a_review_opens_on_the_day_that_the_example_names(w, example):
    facts, expected = example["facts"], example["expect"]
    last = dt.date.fromisoformat(facts["last_review"])
    standing(w, decided=last, able=facts["labour_capacity_member"], fixed=facts["income_fixed"])
    soon = dt.date.fromisoformat(expected["due_soon_from"])
    assert open_reviews(soon - dt.timedelta(days=1)).total == 0
    assert open_reviews(soon).total == 1
    review = Review.objects.get()
    assert (review.cycle_months, f"{review.due_on}") == (expected["cycle_months"], expected["next_due"])


@pytest.mark.parametrize("example", told("employment_deduction", "B02", "B03"))
def test_the_deduction_for_a_first_job_begins_and_ends_with_what_is_paid(w, example):
    member, expected = example["facts"]["members"][0], example["expect"]["members"][0]
    first = member["first_start"]
    counted = {row["month"]: Decimal(row["counted_wage"]) for row in expected["months"]}
    story = Story(w, 3, "3030.00", day_in(first, 1), fixed=True)
    wage = next(row["amount"] for row in member["wages"] if row["month"] == first)
    for month, income in counted.items():
        if month < first:
            continue
        on = day_in(month, 15)
        kind = {"kind": "job_start", "first_job": True} if month == first else {"kind": "income", "type": "W"}
        story.change(happened=on, on=on, amount=wage, **kind)
        following = Month(on.year, on.month).plus(1)
        assert story.paid(str(following)) == [("dibao", STANDARD * 3 - income)], month
