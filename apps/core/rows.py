"""Entry grids: rows as they were typed, bound again and again. Blank rows are no rows; deleted ones are gone on saving."""

import secrets
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.http import QueryDict

MOST_ROWS = 60
Row = dict[str, Any]


class MoneyField(forms.DecimalField):
    """An amount in yuan: 1,894 and １８９４元 are read as well; not below zero, at most two decimals."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"max_digits": 12, "decimal_places": 2, "min_value": Decimal(0), **kwargs}
        super().__init__(
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), **kwargs
        )
        words = "请填写数字，最多两位小数，例如 1894.00。"
        self.error_messages |= {
            "invalid": words,
            "max_decimal_places": words,
            "min_value": "金额不能小于零。",
        }

    def to_python(self, value: Any) -> Decimal | None:
        if isinstance(value, str):
            value = unicodedata.normalize("NFKC", value).replace(",", "").replace("元", "").strip()
        return super().to_python(value)


class NumberInput(forms.TextInput):
    """A personal number that was right once is not printed again; left empty it is kept (`sheet.read_step`)."""

    kept = False

    def keep(self, words: str) -> None:
        """From now on print nothing but these words."""
        self.kept = True
        self.attrs["placeholder"] = words

    def format_value(self, value: Any) -> str | None:
        return "" if self.kept else super().format_value(value)


class PlainForm(forms.Form):
    """A form whose complaints name the field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            verb = "选择" if isinstance(field, forms.ChoiceField) else "填写"
            field.error_messages["required"] = f"请{verb}{self.whose()}{field.label}。"

    def whose(self) -> str:
        """Whose field it is, in the complaint; nothing by itself."""
        return ""


class RowForm(PlainForm):
    """One row of a grid. `content`: the fields that make a row one; a row without any of them is blank."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    content: tuple[str, ...] = ()
    derived: Mapping[str, str] = {}
    passed: Mapping[str, str] = {}

    def has_changed(self) -> bool:
        return self.is_bound and any(
            str(self.data.get(self.add_prefix(name), "")).strip() for name in self.content
        )

    def typed(self, name: str) -> str:
        """What stands in a field, right or wrong."""
        return str(self.data.get(self.add_prefix(name), "") or "").strip()


class RowSet(BaseFormSet):
    """A grid bound to kept rows."""

    @property
    def entered(self) -> list[dict[str, Any]]:
        """The cleaned rows that are not blank."""
        return [form.cleaned_data for form in self.forms if form.has_changed()]


def grid(
    form: type[RowForm], rows: Iterable[Row], prefix: str, *, kind: type[RowSet] = RowSet, **form_kwargs: Any
) -> RowSet:
    """The formset of `form` bound to `rows`."""
    made = formset_factory(
        form, formset=kind, extra=0, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS + 10
    )
    return made(data=bound_data(list(rows), prefix), prefix=prefix, form_kwargs=form_kwargs)


def bound_data(rows: list[Row], prefix: str) -> dict[str, Any]:
    """Rows in the shape of a posted grid."""
    data: dict[str, Any] = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
    for place, row in enumerate(rows):
        data |= {f"{prefix}-{place}-{name}": value for name, value in row.items()}
    return data


def read_rows(posted: QueryDict, prefix: str, form: type[RowForm]) -> tuple[list[Row], dict[int, str]]:
    """The posted rows without blank and deleted ones, each with a key; and which key stands at which place."""
    rows: list[Row] = []
    keys: dict[int, str] = {}
    for place in range(_total(posted, prefix)):
        row = {name: posted.get(f"{prefix}-{place}-{name}", "") for name in form.base_fields}
        gone = posted.get(f"{prefix}-{place}-DELETE")
        if gone or not any(str(row[name]).strip() for name in form.content):
            continue
        if not row["key"] or row["key"] in keys.values():
            row["key"] = f"m{secrets.token_hex(4)}"
        keys[place] = row["key"]
        rows.append(row)
    return rows, keys


def read_form(posted: QueryDict, form: type[forms.Form]) -> Row:
    """The posted fields of a plain form; an unticked box is left out."""
    values: Row = {}
    for name, field in form.base_fields.items():
        if name in posted:
            values[name] = (
                posted.getlist(name) if isinstance(field, forms.MultipleChoiceField) else posted[name]
            )
    return values


def _total(posted: QueryDict, prefix: str) -> int:
    text = posted.get(f"{prefix}-TOTAL_FORMS", "")
    return min(int(text), MOST_ROWS) if text.isdigit() and len(text) < 5 else 0
