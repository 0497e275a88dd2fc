"""What the reference check centre holds about the demonstration's live cases: mostly what they declared.

The file lies beside the data (VAR_DIR); the centre reads it and knows nothing else of us.
"""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings

from apps.checks.centre import Answer
from apps.checks.centre.contract import item_of
from apps.checks.models import CheckRequest, QueryState
from apps.households.models import Household
from apps.routing.models import Case, CaseState

FILE = "check-centre.json"
OFFLINE = "securities"
Records = dict[str, list[dict[str, Any]]]
# Whom the sources know better: by applicant, what they hold about the second adult of the household besides.
SURPRISES: Mapping[str, Records] = {
    "赵立秋": {
        "tax": [{"item": "income", "form": "W", "amount": "2600.00", "text": "快递站点，按月扣缴"}],
        "realestate": [
            {"item": "home", "form": "non_residential", "area": "21.40", "text": "底商，不动产登记"}
        ],
    },
    "韩谷雨": {"bank": [{"item": "monetary", "form": "deposit", "amount": "36200.00", "text": "定期存款"}]},
    "陈春分": {
        "tax": [{"item": "income", "form": "W", "amount": "1860.00", "text": "劳务公司"}],
        "vehicle": [{"item": "vehicle", "form": "car", "text": "小型汽车，登记于三年前"}],
    },
}


def records_of(household: Household) -> dict[int, Records]:
    """Person id → source → items, as declared; the household's own money and homes are the applicant's. Nothing where nobody is left."""
    people = [row.person_id for row in household.memberships.filter(valid_to__isnull=True)]
    if not people:
        return {}
    known: dict[int, Records] = {pk: {} for pk in people}
    for income in household.incomes.filter(valid_to__isnull=True, item="ordinary", type__in=("W", "B", "T")):
        source = "social_ins" if income.type == "T" else "tax"
        amount = (
            income.amount if income.period == "monthly" else (income.amount / 12).quantize(Decimal("0.01"))
        )
        item = {"item": "income", "form": income.type, "amount": str(amount), "text": income.note[:40]}
        known[income.person_id].setdefault(source, []).append(item)
    own = known[household.head_id]
    for asset in household.assets.filter(valid_to__isnull=True):
        if asset.kind == "monetary":
            item = {"item": "monetary", "form": asset.form, "amount": str(asset.amount), "text": "余额"}
            own.setdefault("bank" if asset.form == "deposit" else asset.form, []).append(item)
        elif asset.form == "owned":
            own.setdefault("realestate", []).append(
                {"item": "home", "form": "owned", "area": str(asset.area), "text": "不动产登记"}
            )
    for source, items in SURPRISES.get(household.head.name, {}).items():
        known[people[min(1, len(people) - 1)]].setdefault(source, []).extend(items)
    return known


def write_population() -> int:
    """Write what the sources hold about everybody in a live case; how many people."""
    cases = Case.objects.exclude(state=CaseState.CLOSED).select_related("household__head")
    known: dict[str, Records] = {}
    for case in cases:
        numbers = dict(case.parties.values_list("person_id", "person__id_number"))
        for pk, records in records_of(case.household).items():
            if numbers.get(pk):
                known[numbers[pk]] = records
    path = Path(settings.VAR_DIR) / FILE
    path.write_text(json.dumps(known, ensure_ascii=False))
    return len(known)


def answers_to(request: CheckRequest, household: Household, as_of) -> Iterable[Answer]:
    """What the centre would answer now; one source is offline, so that the case shows how that looks."""
    known = records_of(household)
    for query in request.queries.all():
        items = tuple(item_of(item) for item in known.get(query.person_id, {}).get(query.source, ()))
        state = (
            QueryState.OFFLINE if query.source == OFFLINE else QueryState.FOUND if items else QueryState.NONE
        )
        yield Answer(
            f"p{query.person_id}", query.source, state, None if state == QueryState.OFFLINE else as_of, items
        )
