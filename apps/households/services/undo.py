"""What a mistaken report wrote is taken back row by row: nothing is deleted, a wrong row was simply never in force.

A row whose last day lies before its first holds on no day; what it had ended goes on as a copy from the same day.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from apps.core.errors import Refused
from apps.households.models import Asset, Household, Income, Membership, Person
from apps.households.services.people import day_before
from apps.journal.services import record

MODELS: dict[str, Any] = {"memberships": Membership, "incomes": Income, "assets": Asset}
Facts = dict[str, Any]


def facts_held(household: Household) -> Facts:
    """Ids of the rows in force without an end, and who speaks for the household; to be compared later."""
    open_rows = {
        name: sorted(model.objects.filter(household=household, valid_to=None).values_list("pk", flat=True))
        for name, model in MODELS.items()
    }
    return {**open_rows, "head": household.head_id}


def written_since(household: Household, before: Facts) -> Facts:
    """What has begun and what has ended since `before`: ids by kind of row, and the head of before where he changed."""
    household.refresh_from_db()
    now = facts_held(household)
    rows = {
        name: {
            "begun": sorted(set(now[name]) - set(before[name])),
            "ended": sorted(set(before[name]) - set(now[name])),
        }
        for name in MODELS
    }
    return {**rows, "head": before["head"] if now["head"] != before["head"] else None}


@transaction.atomic
def take_back(
    household: Household, written: Mapping[str, Any], *, dead: Person | None, by, on: dt.date
) -> None:
    """Undo what `written_since` named; `dead`: whose death was a mistake.

    Refused `changed_since` where one of the rows was succeeded by a later change: that one has to go first.
    """
    household = Household.objects.select_for_update(of=("self",)).get(pk=household.pk)
    for name, model in MODELS.items():
        _void(model, written[name]["begun"])
        _go_on(model, written[name]["ended"])
    if dead is not None:
        dead.death_date = None
        dead.save(update_fields=["death_date"])
    if written["head"]:
        household.head_id = written["head"]
        household.save()
    summary = "误登记的变更已撤回，家庭情况恢复原样。"
    record("household", by=by, on=on, summary=summary, household=household, person=dead)


def _void(model: Any, ids: list[int]) -> None:
    for row in model.objects.select_for_update(of=("self",)).filter(pk__in=ids):
        if row.valid_to is not None:
            raise Refused(
                "changed_since", "没有撤回。这项登记之后又有新的变更；请先撤回或者更正后来的那一项。"
            )
        row.valid_to = day_before(row.valid_from)
        row.save(update_fields=["valid_to"])


def _go_on(model: Any, ids: list[int]) -> None:
    for row in model.objects.filter(pk__in=ids):
        first = row.valid_to + dt.timedelta(days=1)
        row.pk, row.valid_from, row.valid_to = None, first, None
        row._state.adding = True
        row.save()
