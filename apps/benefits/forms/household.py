"""The whole household as typed: its grids, and its facts in the shape of the contract."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import QueryDict

from apps.benefits.forms.rows import (
    AssetRow,
    ExpenditureRow,
    FlagsForm,
    IncomeRow,
    MemberRow,
    SupporterRow,
    UnusualRow,
)
from apps.core.rows import Row, RowForm, RowSet, grid, read_form, read_rows

TAKEN = ("tax", "social_insurance", "housing_fund", "cost")


@dataclass(frozen=True)
class Grid:
    """A grid on the page: its row, its words, and the key that adds a row."""

    row: type[RowForm]
    title: str
    note: str
    add_label: str
    key: str = ""


GRIDS = {
    "members": Grid(MemberRow, "家庭成员", "申请人排第一；写称呼，不写姓名和证件号。", "添加成员", "a"),
    "incomes": Grid(IncomeRow, "收入", "单位：元；成员按上表的行号选。", "添加收入"),
    "assets": Grid(AssetRow, "财产", "没有就留空。", "添加财产"),
    "expenditures": Grid(ExpenditureRow, "支出", "单位：元；没有就留空。", "添加支出"),
    "unusual": Grid(
        UnusualRow,
        "与一般情况不同的",
        "一般为本地城镇户口、长期共同居住、没有特殊身份；不同的才填。",
        "添加一行",
    ),
    "supporters": Grid(SupporterRow, "不共同生活的法定义务人", "没有就留空。", "添加义务人"),
}


@dataclass(frozen=True)
class Section:
    title: str
    note: str
    formset: RowSet
    columns: tuple
    add_label: str
    key: str


class HouseholdSheet:
    """All forms of the household, bound to what was typed; `add_row` names the grid that gets a blank row."""

    def __init__(self, posted: QueryDict | None = None):
        self.rows: dict[str, list[Row]] = {"members": [{"relation": "head"}], "incomes": [{}]}
        if posted is not None:
            self.rows = _read(posted)
            if (wanted := posted.get("add_row")) in GRIDS:
                self.rows[wanted].append({})
        self.bound = posted is not None and "add_row" not in posted
        self.flags = FlagsForm(read_form(posted, FlagsForm) if posted is not None else None)
        self.grids = {name: grid(one.row, self.rows.get(name, []), name) for name, one in GRIDS.items()}

    @property
    def sections(self) -> tuple[Section, ...]:
        return tuple(
            Section(one.title, one.note, self.grids[name], one.row.columns, one.add_label, one.key)
            for name, one in GRIDS.items()
        )

    @property
    def sources(self) -> list[Any]:
        """Every form, for the error summary."""
        return [self.flags, *self.grids.values()]

    def is_valid(self) -> bool:
        return all(source.is_valid() for source in self.sources)

    def facts(self, region: str) -> dict[str, Any]:
        """The facts in the shape of the contract; keys that keep their default are left out. Call it on right forms."""
        entered = {name: self.grids[name].entered for name in GRIDS}
        people = [row["person"] for row in entered["members"]]
        unusual = {row["person"]: row for row in entered["unusual"]}
        members = [
            _member(row, unusual.get(str(place), {}), region, _incomes(entered["incomes"], str(place)))
            for place, row in enumerate(entered["members"], start=1)
        ]
        flags = {
            name: value for name, value in self.flags.cleaned_data.items() if value not in (False, "none")
        }
        parts = {
            "property": _property(entered["assets"]),
            "obliged_supporters": [
                _supporter(row, people, n) for n, row in enumerate(entered["supporters"], 1)
            ],
            "expenditures": [_expenditure(row) for row in entered["expenditures"]],
        }
        return {
            "household": flags,
            "members": members,
            **{name: part for name, part in parts.items() if part},
        }


def _read(posted: QueryDict) -> dict[str, list[Row]]:
    """The typed rows; who was meant by a row number is still meant after a row above was deleted."""
    rows: dict[str, list[Row]] = {}
    for name, one in GRIDS.items():
        rows[name], keys = read_rows(posted, name, one.row)
        if name == "members":
            kept = {str(place + 1): str(number) for number, place in enumerate(keys, start=1)}
    for name in ("incomes", "unusual", "supporters"):
        rows[name] = [{**row, "person": kept.get(row["person"], "")} for row in rows[name]]
    return rows


def yuan(amount: Decimal) -> str:
    return f"{amount:.2f}"


def _member(
    row: Mapping[str, Any], unusual: Mapping[str, Any], region: str, incomes: list[Any]
) -> dict[str, Any]:
    months = unusual.get("joint_residence_months")
    kind, _, grade = row["disability"].partition("-")
    said = {
        "co_resident": False if unusual.get("co_resident") == "no" else None,
        "statuses": [unusual["status"]] if unusual.get("status") else None,
        "disabilities": [{"type": kind, "grade": int(grade)}] if kind else None,
        "illnesses": [row["illness"]] if row["illness"] else None,
        "severe_illness": row["severe_illness"] == "yes" or None,
        "employment": {"first_start": unusual["first_start"]} if unusual.get("first_start") else None,
        "refused_jobs": unusual.get("refused_jobs") or None,
        "current_benefit": unusual.get("current_benefit") or None,
        "supporter_status": unusual.get("supporter_status") or None,
        "incomes": incomes or None,
    }
    return {
        "person": row["person"],
        "relation": row["relation"],
        "birth_date": row["birth_date"].isoformat(),
        "hukou_region": unusual.get("hukou_region") or region,
        "hukou_nature": unusual.get("hukou_nature") or "urban",
        "joint_residence_months": 120 if months is None else months,
        "labour_capacity": row["labour_capacity"],
        "work_status": row["work_status"],
        **{name: value for name, value in said.items() if value is not None},
    }


def _incomes(rows: list[dict[str, Any]], person: str) -> list[dict[str, Any]]:
    found = []
    for row in rows:
        if row["person"] != person:
            continue
        taken = {name: yuan(row[name]) for name in TAKEN if row[name]}
        item = row["item"] or "ordinary"
        found.append(
            {
                "type": row["type"],
                "amount": yuan(row["amount"]),
                "period": row["period"],
                **({"item": item} if item != "ordinary" else {}),
                **({"deductions": taken} if taken else {}),
            }
        )
    return found


def _property(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """What is owned, by the kinds of the contract."""
    owned: dict[str, Any] = {}
    money = [row for row in rows if row["what"] == "monetary"]
    exempt = [
        {"reason": row["exempt_reason"], "amount": yuan(row["amount"])}
        for row in money
        if row["exempt_reason"]
    ]
    if money:
        owned["monetary"] = yuan(sum((row["amount"] for row in money), Decimal(0)))
    if exempt:
        owned["monetary_exempt"] = exempt
    for row in rows:
        kind, _, form = row["what"].partition("-")
        if kind == "registered_capital":
            owned.setdefault(kind, []).append(yuan(row["amount"]))
        elif kind == "home":
            owned.setdefault("homes", []).append({"kind": form, "area": yuan(row["area"])})
        elif kind == "vehicle":
            owned.setdefault("vehicles", []).append(_vehicle(form, row))
        elif kind == "other":
            owned.setdefault(kind, []).append(form)
    return owned


def _vehicle(form: str, row: Mapping[str, Any]) -> dict[str, Any]:
    approved = {"yes": True, "no": False}.get(row["approved"])
    return {"kind": form, "exempt_reason": row["exempt_reason"] or "none", "approved": approved}


def _supporter(row: Mapping[str, Any], people: list[str], number: int) -> dict[str, Any]:
    place = int(row["person"])
    stated = {name: yuan(row[name]) for name in ("court_amount", "actual_amount") if row[name] is not None}
    return {
        "person": f"义务人{number}",
        "relation": row["relation"],
        "supports": [people[place - 1]] if place <= len(people) else [],
        "household_size": row["household_size"],
        "household_income": yuan(row["household_income"]),
        "children_of_supported": row["children_of_supported"] or 1,
        **stated,
    }


def _expenditure(row: Mapping[str, Any]) -> dict[str, Any]:
    reimbursed = {"reimbursed": yuan(row["reimbursed"])} if row["reimbursed"] else {}
    return {"category": row["category"], "amount": yuan(row["amount"]), **reimbursed, "period": row["period"]}
