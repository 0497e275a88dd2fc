"""What is asked, by which region's standards, on which day; and facts written as YAML."""

import datetime as dt
from typing import Any

import yaml
from django import forms

from apps.benefits.queries import KINDS, regions
from apps.core.forms import day_field
from apps.core.rows import PlainForm

LONGEST = 20_000


class _Loader(yaml.SafeLoader):
    """YAML whose amounts and days stay text, as the contract writes them, with or without quotation marks."""


_TYPED = ("tag:yaml.org,2002:float", "tag:yaml.org,2002:timestamp")
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if tag not in _TYPED]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_mapping(text: str) -> dict[str, Any]:
    """A YAML mapping without references (they could grow without end); ValidationError names the line otherwise."""
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=_Loader)):
            raise forms.ValidationError("不能使用 YAML 引用（*）；请把内容写全。")
        read = yaml.load(text, Loader=_Loader)  # noqa: S506  # nosec B506 - a safe loader
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第 {mark.line + 1} 行" if mark else "某一行"
        raise forms.ValidationError(f"{where}读不懂；请检查缩进、冒号后的空格和引号。") from error
    if not isinstance(read, dict):
        raise forms.ValidationError("要写成“名称: 值”的形式，每行一项。")
    return read


class WideField(forms.BoundField):
    """A field over both columns of the form."""

    def css_classes(self, extra_classes: Any = None) -> str:
        return "field--wide"


class QuestionForm(PlainForm):
    """The kind, the region, the day, and values that replace those of the standards for this one calculation."""

    kind = forms.ChoiceField(label="测算内容", choices=list(KINDS.items()), widget=forms.HiddenInput)
    region = forms.ChoiceField(label="政策地区")
    day = day_field("测算日")
    title = forms.CharField(label="算例名称", max_length=60, required=False, help_text="保存为算例时写进文件")
    parameters = forms.CharField(
        label="另行指定的标准",
        required=False,
        max_length=LONGEST,
        help_text="每行一项，例如 dibao_standard: 1100；没有就留空",
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
    )
    facts = forms.CharField(
        label="事实",
        max_length=LONGEST,
        help_text="照样例的写法改",
        bound_field_class=WideField,
        widget=forms.Textarea(attrs={"rows": 20, "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, written: bool, **kwargs: Any) -> None:
        """`written`: the facts are written as YAML here, and not in a form of their own."""
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = regions()
        if not written:
            del self.fields["facts"]

    def clean_parameters(self) -> dict[str, Any]:
        text = self.cleaned_data["parameters"]
        read = read_mapping(text) if text.strip() else {}
        return {str(code): _value(value) for code, value in read.items()}

    def clean_facts(self) -> dict[str, Any]:
        return read_mapping(self.cleaned_data["facts"])


def _value(value: Any) -> Any:
    """A parameter as text, or as a list of first days and texts."""
    if isinstance(value, list):
        if not all(isinstance(row, dict) and {"from", "value"} <= row.keys() for row in value):
            raise forms.ValidationError("按日期指定的标准，每一项要有 from 和 value。")
        return [{"from": _day(row["from"]), "value": _text(row["value"])} for row in value]
    return _text(value)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str | int):
        raise forms.ValidationError("另行指定的标准要写成“代码: 数值”。")
    return str(value)


def _day(value: Any) -> str:
    try:
        return dt.date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise forms.ValidationError(f"日期“{value}”不对；请写成 2025-09-01 的形式。") from error
