"""What a source holds, held against what was declared: every thing found and every thing declared stands in one row.

Nothing counts twice: a declared row that one answer was held against is not held against another one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from apps.checks.centre.contract import item_of
from apps.checks.models import CheckQuery, EconomicCheck, Finding, QueryState, Settlement, Source
from apps.checks.queries.economic_check import FindingEntry
from apps.checks.queries.pairs import Found, added, monthly, paired, size, thing, worth, yearly
from apps.households.models import Asset, Expense, Income

# Which source may say what, and which declared things it is answerable for; a wage is told by one source only.
ANSWERABLE: dict[str, tuple[tuple[str, str], ...]] = {
    Source.TAX: (("income", "W"), ("income", "B")),
    Source.SOCIAL_INS: (("income", "T"),),
    Source.REALESTATE: (("home", "owned"), ("home", "non_residential")),
    Source.MARKET: (("company", "company"),),
    Source.VEHICLE: (("vehicle", "car"), ("vehicle", "large_vehicle"), ("vehicle", "motorcycle")),
    Source.BANK: (("monetary", "deposit"),),
    Source.INSURANCE: (("monetary", "insurance"),),
    Source.SECURITIES: (("monetary", "securities"),),
    Source.INTERNET_FIN: (("monetary", "internet_fin"),),
    Source.EXPENDITURE: tuple(("expense", form) for form in ("medical", "education", "rehabilitation")),
    Source.FUND: (),
    Source.HUKOU: (),
    Source.MARRIAGE: (),
    Source.FUNERAL: (),
}
WORDS = {
    "income": dict(Income.TYPES),
    "expense": dict(Expense.CATEGORIES),
    "marriage": {"married": "已婚", "divorced": "离异", "unmarried": "未婚", "widowed": "丧偶"},
    "death": {"dead": "已死亡"},
}
ASSETS = ("monetary", "home", "vehicle", "company")
KIND_OF = {"company": "registered_capital"}


@dataclass(slots=True)
class Declared:
    """What a household declared and no answer has been held against yet; read once for a whole comparison."""

    incomes: list[Income] = field(default_factory=list)
    assets: list[Asset] = field(default_factory=list)
    expenses: list[Expense] = field(default_factory=list)
    married: set[int] = field(default_factory=set)
    standing: list[Finding] = field(default_factory=list)


def declared_of(check: EconomicCheck) -> Declared:
    """The declared rows that are still free, and the findings that stand. Five queries."""
    household = check.step.case.household
    standing = [one for one in check.findings.all() if one.settlement != Settlement.OBJECTED]
    held = {(name, getattr(one, f"{name}_id")) for one in standing for name in ("income", "asset", "expense")}

    def free(rows: Iterable[Any], name: str) -> list[Any]:
        return [row for row in rows if (name, row.pk) not in held]

    members = household.memberships.filter(valid_to__isnull=True)
    couple = [row.person_id for row in members if row.relation in ("head", "spouse")]
    return Declared(
        free(household.incomes.filter(valid_to__isnull=True).select_related("person"), "income"),
        free(household.assets.filter(valid_to__isnull=True).select_related("person"), "asset"),
        free(household.expenses.filter(valid_to__isnull=True), "expense"),
        set(couple) if len(couple) > 1 else set(),
        standing,
    )


def entries_of(source: str, queries: Sequence[CheckQuery], declared: Declared) -> list[FindingEntry]:
    """The rows that one source gives, once it has answered for everybody.

    Asked about supporters alone, it says nothing about what the household declared.
    """
    answerable = ANSWERABLE[source] if any(query.supporter is None for query in queries) else ()
    found = [
        Found(item, query.person, query.supporter, query.as_of)
        for query in queries
        if query.state == QueryState.FOUND
        for item in map(item_of, query.items)
    ]
    found = without_standing(source, found, declared.standing)
    groups: defaultdict[tuple[str, str], list[Found]] = defaultdict(list)
    for one in found:
        groups[one.item.item, one.item.form].append(one)
    wanted = dict.fromkeys([*answerable, *groups])
    entries = [
        entry
        for item, form in wanted
        for entry in _entries(item, form, groups[item, form], declared, answerable=(item, form) in answerable)
    ]
    return [replace(entry, source=source) for entry in entries]


def without_standing(source: str, found: list[Found], standing: Iterable[Finding]) -> list[Found]:
    """What has a row of its own already (a re-check brings everything again) does not get a second one."""
    left = list(found)
    for row in standing:
        for one in left if row.source == source else ():
            same_thing = (one.item.item, one.item.form) == (row.item, row.form)
            same_size = (one.item.amount, one.item.area) == (row.found_amount, row.found_area)
            if same_thing and same_size and getattr(one.person, "pk", None) == row.person_id:
                left.remove(one)
                break
    return left


def rechecked(
    source: str, entries: Sequence[FindingEntry], objected: Iterable[Finding]
) -> list[FindingEntry]:
    """Each finding that was objected to gets the row that the re-check put in its place; 未查到 if it found nothing."""
    left, placed = list(entries), []
    for old in objected:
        same = next(
            (
                one
                for one in left
                if (one.item, one.form) == (old.item, old.form)
                and getattr(one.person, "pk", None) == old.person_id
            ),
            None,
        )
        if same is not None:
            left.remove(same)
        gone = FindingEntry(
            source,
            old.item,
            old.label,
            old.person,
            old.declared_amount,
            declared_text=old.declared_text,
            form=old.form,
        )
        placed.append(replace(same or gone, rechecks=old))
    return [*placed, *left]


def _entries(
    item: str, form: str, found: list[Found], declared: Declared, *, answerable: bool
) -> list[FindingEntry]:
    supported = [one for one in found if one.supporter is not None]
    own = [one for one in found if one.supporter is None]
    rows = _supporters(supported) if item == "income" else []
    match item:
        case "income":
            return rows + _incomes(form, own, declared, answerable)
        case "expense":
            return _expenses(form, own, declared, answerable)
        case "marriage" | "death":
            return [row for one in own if (row := _status(one, declared)) is not None]
        case _:
            return _assets(item, form, own, declared, answerable)


def _supporters(found: list[Found]) -> list[FindingEntry]:
    """What a supporter earns against the declared income of his household, added up over its sources."""
    totals: defaultdict[Any, Decimal] = defaultdict(Decimal)
    for one in found:
        totals[one.supporter] += one.item.amount or Decimal(0)
    return [
        FindingEntry(
            "",
            "support",
            f"{supporter.name}（法定义务人）家庭月收入",
            supporter=supporter,
            declared_amount=supporter.household_income,
            found_amount=max(total, supporter.household_income),
            as_of=found[0].as_of,
        )
        for supporter, total in totals.items()
    ]


def _incomes(form: str, found: list[Found], declared: Declared, answerable: bool) -> list[FindingEntry]:
    rows = [row for row in declared.incomes if row.type == form and row.item == "ordinary"]
    people = dict.fromkeys([*(one.person for one in found), *(row.person for row in rows if answerable)])
    entries = []
    for person in people:
        theirs = [one for one in found if one.person == person]
        own = [row for row in rows if row.person_id == person.pk]
        for one, row in paired(theirs, own, monthly):
            if one is None and not answerable:
                continue
            entries.append(
                FindingEntry(
                    "",
                    "income",
                    f"{person.name} {WORDS['income'][form]}",
                    person=person,
                    form=form,
                    declared_amount=monthly(row) if row else None,
                    found_amount=one.item.amount if one else None,
                    found_note=one.item.text if one else "",
                    as_of=one.as_of if one else None,
                    income=row,
                )
            )
            _take(declared.incomes, row)
    return entries


def _assets(
    item: str, form: str, found: list[Found], declared: Declared, answerable: bool
) -> list[FindingEntry]:
    kind, name = KIND_OF.get(item, item), dict(Asset.FORMS)[form]
    rows = [row for row in declared.assets if row.kind == kind and row.form == form]
    value: Callable[[Any], Decimal | None] = size if item == "home" else worth
    if len(rows) == 1 and rows[0].person_id is None and item in ("monetary", "company"):
        found = added(found)  # declared for the whole household: held against the sum of all members
    entries = []
    for one, row in paired(found, rows, value):
        if one is None and not answerable:
            continue
        person = one.person if one else row.person
        entries.append(
            FindingEntry(
                "",
                item,
                f"{person.name} {name}" if person else f"家庭{name}",
                person=person,
                form=form,
                declared_amount=row.amount if row and item in ("monetary", "company") else None,
                found_amount=one.item.amount if one else None,
                declared_text=thing(item, name, row.area) if row and item in ("home", "vehicle") else "",
                found_text=thing(item, name, one.item.area) if one and item in ("home", "vehicle") else "",
                found_area=one.item.area if one else None,
                found_note=one.item.text if one else "",
                as_of=one.as_of if one else None,
                asset=row,
            )
        )
        _take(declared.assets, row)
    return entries


def _expenses(form: str, found: list[Found], declared: Declared, answerable: bool) -> list[FindingEntry]:
    """Expenditure is declared for the household: what all sources know of a kind is added up (yuan in 12 months)."""
    rows = [row for row in declared.expenses if row.category == form]
    total = added(found)
    entries = []
    for one, row in paired(total, rows, yearly):
        if one is None and not answerable:
            continue
        entries.append(
            FindingEntry(
                "",
                "expense",
                f"{WORDS['expense'][form]}支出（近12个月）",
                form=form,
                declared_amount=yearly(row) if row else None,
                found_amount=one.item.amount if one else None,
                as_of=one.as_of if one else None,
                expense=row,
            )
        )
        _take(declared.expenses, row)
    return entries


def _status(one: Found, declared: Declared) -> FindingEntry | None:
    """A marriage that was not declared, a member who has died; what is as declared needs no row."""
    item, form, person = one.item.item, one.item.form, one.person
    if item == "death":
        known = any(row.item == "death" and row.person_id == person.pk for row in declared.standing)
        if known or person.death_date:
            return None
        stated = "共同生活"
    else:
        if (form == "married") == (person.pk in declared.married):
            return None
        stated = "已婚" if person.pk in declared.married else "没有申报配偶"
    return FindingEntry(
        "",
        item,
        f"{person.name} {'死亡' if item == 'death' else '婚姻'}登记",
        person=person,
        form=form,
        declared_text=stated,
        found_text=f"{WORDS[item][form]} {one.item.text}".strip(),
        as_of=one.as_of,
    )


def _take(rows: list[Any], row: Any) -> None:
    if row is not None:
        rows.remove(row)
