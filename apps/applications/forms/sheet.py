"""The whole entry as it was typed so far: its steps as forms, and the `Entry` once all of them are right."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict

from apps.applications.entry import Entry
from apps.applications.forms import building
from apps.applications.forms.means import ApplicationForm, AssetForm, ExpenseForm, HardshipForm, MaterialsForm
from apps.applications.forms.people import IncomeForm, MemberForm, MemberSet, UnusualForm
from apps.applications.forms.supporters import SupporterForm, TekunSupporterForm
from apps.applications.materials import MATERIALS, needed_for
from apps.core.rows import Row, RowForm, RowSet, grid, read_form, read_rows
from apps.offices.models import Office
from apps.routing.models import Programme

STEPS = {
    "application": "申请与授权",
    "members": "家庭成员与收入",
    "property": "财产",
    "hardship": "支出与困难原因",
    "materials": "材料",
    "review": "核对后受理",
}


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a step: a form or a grid, with what stands above and below it."""

    title: str
    note: str = ""
    form: forms.Form | None = None
    formset: RowSet | None = None
    columns: tuple[Any, ...] = ()
    add_label: str = ""
    key: str = ""
    tools: tuple[Any, ...] = ()
    sum_label: str = ""
    sum: Any = None


PREFIXES: dict[str, dict[str, type[RowForm]]] = {
    "members": {"members": MemberForm, "unusual": UnusualForm, "incomes": IncomeForm},
    "property": {"assets": AssetForm},
    "hardship": {"expenses": ExpenseForm, "supporters": SupporterForm},
}


class EntrySheet:
    """The typed values of a draft (`payload`) as forms. `blanks`: how many empty rows to add to which grid."""

    def __init__(
        self, payload: dict[str, Any], *, office: Office, on: dt.date, blanks: dict[str, int] | None = None
    ) -> None:
        self.payload, self.office, self.on = payload, office, on
        self.blanks = blanks or {}

    # The forms ------------------------------------------------------------------------------------------------

    @cached_property
    def application(self) -> ApplicationForm:
        initial = {"residence_office": self.office.pk, "authorised_on": self.on}
        return ApplicationForm(
            self.payload.get("application"), initial=initial, office=self.office, on=self.on
        )

    @cached_property
    def members(self) -> RowSet:
        unusual = {row.get("person", ""): row for row in self.payload.get("unusual", ())}
        return grid(MemberForm, self._rows("members"), "members", kind=MemberSet, on=self.on, unusual=unusual)

    @cached_property
    def unusual(self) -> RowSet:
        return grid(UnusualForm, self._rows("unusual"), "unusual", people=self.people)

    @cached_property
    def incomes(self) -> RowSet:
        return grid(IncomeForm, self._rows("incomes"), "incomes", people=self.people)

    @cached_property
    def assets(self) -> RowSet:
        return grid(AssetForm, self._rows("assets"), "assets", people=self.people)

    @cached_property
    def expenses(self) -> RowSet:
        return grid(ExpenseForm, self._rows("expenses"), "expenses")

    @property
    def supporter_form(self) -> type[RowForm]:
        """What is asked of supporters depends on the programme."""
        return supporter_form_of(self.payload)

    @cached_property
    def supporters(self) -> RowSet:
        return grid(
            self.supporter_form, self._rows("supporters"), "supporters", people=self.people, on=self.on
        )

    @cached_property
    def hardship(self) -> HardshipForm:
        return HardshipForm(self.payload.get("hardship"))

    @cached_property
    def materials(self) -> MaterialsForm:
        return MaterialsForm(self.payload.get("materials"), rules=self._rules())

    def _rules(self):
        before = [step for step in STEPS if step not in ("materials", "review")]
        if all(self.is_valid(step) for step in before):
            return needed_for(building.entry_of(self, with_materials=False))
        return MATERIALS

    def _rows(self, prefix: str) -> list[Row]:
        kept = list(self.payload.get(prefix, ()))
        if prefix == "members" and not kept:
            kept = [{"relation": "head"}]
        return [*kept, *({} for _ in range(self.blanks.get(prefix, 0)))]

    @cached_property
    def people(self) -> list[tuple[str, str]]:
        """Key and name of the members, for grids that belong to them; a row not saved yet is `#` and its place."""
        rows = self._rows("members")
        return [
            (row.get("key") or f"#{place}", str(row.get("name", "")).strip() or f"第 {place + 1} 行")
            for place, row in enumerate(rows)
        ]

    # The steps ------------------------------------------------------------------------------------------------

    def sections(self, step: str) -> tuple[Section, ...]:
        """What stands on the page of a step."""
        made: dict[str, Callable[[], tuple[Section, ...]]] = {
            "application": lambda: (Section("申请与授权", form=self.application),),
            "members": self._member_sections,
            "property": lambda: (
                Section(
                    "财产",
                    "每一件一行；没有就留空。",
                    formset=self.assets,
                    columns=AssetForm.columns,
                    add_label="添加财产",
                    key="a",
                ),
            ),
            "hardship": self._hardship_sections,
            "materials": lambda: (
                Section("材料", "能够通过数据共享查询的，不再要求申请人提供。", form=self.materials),
            ),
        }
        return made[step]() if step in made else ()

    def _member_sections(self) -> tuple[Section, ...]:
        return (
            Section(
                "共同生活的家庭成员",
                "申请人排第一。输完身份证号，出生日期和性别自动填好。",
                formset=self.members,
                columns=MemberForm.columns,
                add_label="添加成员",
                key="a",
            ),
            Section(
                "收入",
                "单位：元。已能共享查到的证明不再要求提交。",
                formset=self.incomes,
                columns=IncomeForm.columns,
                add_label="添加收入",
            ),
            Section(
                "与一般情况不同的",
                "一般为本市城镇户口、长期共同居住、没有特殊身份；不同的才填。",
                formset=self.unusual,
                columns=UnusualForm.columns,
                add_label="添加一行",
            ),
        )

    def _hardship_sections(self) -> tuple[Section, ...]:
        return (
            Section("困难原因", form=self.hardship),
            Section(
                "支出",
                "近 12 个月，单位：元。",
                formset=self.expenses,
                columns=ExpenseForm.columns,
                add_label="添加支出",
                key="a",
            ),
            Section(
                "不共同生活的法定赡养、抚养、扶养义务人",
                "没有就留空。",
                formset=self.supporters,
                columns=self.supporter_form.columns,
                add_label="添加义务人",
            ),
        )

    def sources(self, step: str) -> list[Any]:
        """Every form and grid of a step that was saved, for the error summary."""
        if not self.was_saved(step):
            return []
        return [section.form or section.formset for section in self.sections(step)]

    def was_saved(self, step: str) -> bool:
        """Whether the step was ever saved."""
        return step in self.payload

    def is_valid(self, step: str) -> bool:
        """Whether the step was saved and everything in it is right."""
        return self.was_saved(step) and all(source.is_valid() for source in self.sources(step))

    @property
    def first_wrong_step(self) -> str | None:
        """The first step that is not right yet."""
        return next((step for step in STEPS if step != "review" and not self.is_valid(step)), None)

    def entry(self) -> Entry:
        """The entry; only when no step is wrong."""
        return building.entry_of(self)


def supporter_form_of(payload: dict[str, Any]) -> type[RowForm]:
    """The grid of supporters that the chosen programme asks for."""
    programme = payload.get("application", {}).get("programme")
    return TekunSupporterForm if programme == Programme.TEKUN_SUPPORT else SupporterForm


def grids_of(step: str, payload: dict[str, Any]) -> dict[str, type[RowForm]]:
    """The grids of a step by prefix."""
    grids = PREFIXES.get(step, {})
    return grids | {"supporters": supporter_form_of(payload)} if "supporters" in grids else grids


def read_step(step: str, posted: QueryDict, payload: dict[str, Any]) -> dict[str, Any]:
    """What was typed in a step, to be kept: rows of its grids, fields of its form."""
    plain = {"application": ApplicationForm, "hardship": HardshipForm}
    values: dict[str, Any] = {step: {}}
    if step in plain:
        values[step] = read_form(posted, plain[step])
    if step == "application":
        _keep_numbers(values[step], payload.get(step, {}), "phone", "account_number")
    if step == "materials":
        values[step] = {rule.code: posted[rule.code] for rule in MATERIALS if rule.code in posted}
    for prefix, form in grids_of(step, payload).items():
        values[prefix], keys = read_rows(posted, prefix, form)
        if "id_number" in form.base_fields:
            _keep_checked_numbers(values[prefix], payload.get(prefix, ()))
        if prefix == "members":
            places = {f"#{place}": key for place, key in keys.items()}
        elif step == "members":
            for row in values[prefix]:
                row["person"] = places.get(row["person"], row["person"])
    return values


def _keep_checked_numbers(rows: list[Row], kept: Any) -> None:
    """The checked numbers of rows that were there before."""
    before = {row["key"]: row for row in kept}
    for row in rows:
        _keep_numbers(row, before.get(row["key"], {}), "id_number")


def _keep_numbers(typed: Row, kept: Row, *names: str) -> None:
    """A number that was right is not printed again: an empty field keeps it, 无 takes it away."""
    for name in names:
        text = str(typed.get(name, "")).strip()
        typed[name] = "" if text == "无" else text or kept.get(name, "")
