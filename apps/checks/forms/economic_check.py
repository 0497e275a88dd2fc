"""Forms of the economic check."""

import csv
import datetime as dt
import io
from decimal import Decimal, InvalidOperation

from django import forms

from apps.checks import queries, services
from apps.checks.models import Finding, Source
from apps.checks.services import FindingEntry
from apps.core.errors import Refused
from apps.core.forms import day_field
from apps.documents.forms import PagesField
from apps.households.models import Asset

FILE_COLUMNS = ("来源", "项目", "姓名", "内容", "申报", "查到", "数据日期")
FILE_LIMIT = 512 * 1024
ANSWER_LIMIT = 4 * 1024 * 1024

FORMS = [
    (code, label)
    for code, label in Asset.FORMS
    if code in ("owned", "public_rental", "non_residential", "car", "large_vehicle", "motorcycle")
]


class StartCheckForm(forms.Form):
    """Nothing to fill in: the button is the decision."""


class FindingForm(forms.Form):
    """One answer of one source, beside the declared row that it is held against."""

    source = forms.ChoiceField(label="来源", choices=Source.choices)
    item = forms.ChoiceField(label="项目", choices=Finding.ITEMS)
    against = forms.ChoiceField(label="对照哪一项申报", required=False)
    person = forms.ChoiceField(label="人员", required=False)
    label = forms.CharField(
        label="内容", max_length=100, required=False, help_text="例如 工资性收入；不填则按所选项目"
    )
    found_amount = forms.DecimalField(
        label="查到金额（元）",
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        help_text="没有返回就留空",
    )
    found_text = forms.CharField(
        label="查到内容", max_length=100, required=False, help_text="不是金额的写在这里，例如 1 处住房"
    )
    form = forms.ChoiceField(
        label="财产形式",
        required=False,
        choices=[("", "不是住房、车辆"), *FORMS],
        help_text="查到住房、车辆时选择，采用后按它测算",
    )
    found_area = forms.DecimalField(
        label="查到面积（平方米）", required=False, min_value=0, max_digits=8, decimal_places=2
    )
    as_of = day_field("数据日期", required=False)

    def __init__(self, *args, incomes, assets, persons, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {f"income-{row.pk}": row for row in incomes} | {f"asset-{row.pk}": row for row in assets}
        self.persons = {str(person.pk): person for person in persons}
        rows = [(key, f"{row}") for key, row in self.rows.items()]
        self.fields["against"].choices = [("", "没有申报这一项"), *rows]
        self.fields["person"].choices = [
            ("", "全户"),
            *((key, person.name) for key, person in self.persons.items()),
        ]

    def entry(self) -> FindingEntry:
        """The answer as the service takes it."""
        data = self.cleaned_data
        against = self.rows.get(data["against"])
        income = against if data["against"].startswith("income") else None
        asset = against if data["against"].startswith("asset") else None
        declared = against.amount if against is not None else None
        return FindingEntry(
            source=data["source"],
            item=data["item"],
            label=data["label"] or (str(against) if against else dict(Finding.ITEMS)[data["item"]]),
            person=self.persons.get(data["person"]) or getattr(against, "person", None),
            declared_amount=declared,
            found_amount=data["found_amount"],
            found_text=data["found_text"],
            form=data["form"] if data["item"] in ("home", "vehicle") else "",
            found_area=data["found_area"],
            as_of=data["as_of"],
            income=income,
            asset=asset,
        )


class AnswerFileForm(forms.Form):
    """The sealed answer file of the check centre, as bytes."""

    file = forms.FileField(
        label="核对中心返回文件",
        error_messages={"required": "请选择核对中心返回的文件。", "empty": "文件是空的；请重新索取。"},
    )

    def clean_file(self) -> bytes:
        upload = self.cleaned_data["file"]
        if upload.size > ANSWER_LIMIT:
            raise forms.ValidationError("文件超过 4 MB；请确认是核对中心的返回文件。")
        content: bytes = upload.read()
        return content


class FindingsFileForm(forms.Form):
    """A CSV file of the check centre: one answer a row, refused whole with the row and column of every error."""

    file = forms.FileField(label="核对结果文件", help_text="CSV，第一行为：" + "、".join(FILE_COLUMNS))

    def __init__(self, *args, case, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        self.persons = {person.name: person for person in queries.declared_rows(case)["persons"]}

    def clean_file(self) -> list[FindingEntry]:
        upload = self.cleaned_data["file"]
        if upload.size > FILE_LIMIT:
            raise forms.ValidationError("文件超过 512 KB；请确认是核对结果文件。")
        rows = csv.DictReader(io.StringIO(_text(upload.read())))
        if tuple(rows.fieldnames or ()) != FILE_COLUMNS:
            raise forms.ValidationError("第一行不对，应为：" + "、".join(FILE_COLUMNS) + "。")
        entries, errors = [], []
        for number, row in enumerate(rows, start=2):
            try:
                entries.append(self._entry(row))
            except Refused as refusal:
                errors.append(f"第 {number} 行“{refusal.field}”：{refusal.message}")
        if errors:
            raise forms.ValidationError(errors)
        return entries

    def _entry(self, row: dict[str, str]) -> FindingEntry:
        name = (row["姓名"] or "").strip()
        if name and name not in self.persons:
            raise Refused("unknown_person", f"{name}不是这一户的成员。", "姓名")
        return services.answer(
            self.case,
            source=_coded(row, "来源", Source.choices),
            item=_coded(row, "项目", Finding.ITEMS),
            label=(row["内容"] or "").strip()[:100],
            person=self.persons.get(name),
            declared_amount=_amount(row, "申报"),
            found_amount=_amount(row, "查到"),
            as_of=_day(row, "数据日期"),
        )


class SettleForm(forms.Form):
    """One of three ways, with the reason."""

    adopt = forms.ChoiceField(
        label="怎么处理",
        choices=[
            ("1", "采用核对值"),
            ("0", "采用申报值（有证明）"),
            ("recheck", "申请人有异议，请核对中心复核"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择采用哪个数。"},
    )
    reason = forms.CharField(
        label="理由", max_length=300, error_messages={"required": "请写明理由，初审和通知书都会用到。"}
    )
    proof = forms.CharField(
        label="证明材料",
        max_length=200,
        required=False,
        help_text="采用申报值时必填：看过哪些证明，例如工资条、银行流水",
    )
    pictures = PagesField(label="证明的照片或 PDF", required=False)


class CompleteCheckForm(forms.Form):
    report_number = forms.CharField(
        label="核对报告编号", max_length=60, error_messages={"required": "请填写核对报告编号。"}
    )
    conclusion = forms.CharField(
        label="核对结论", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    partial_reason = forms.CharField(
        label="来源没有全部返回的，为什么先办",
        max_length=300,
        required=False,
    )

    def __init__(self, *args, missing: tuple[str, ...] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if missing:
            self.fields["partial_reason"].help_text = f"{'、'.join(missing)}还没有返回；可以等返回后再完成"
        else:
            del self.fields["partial_reason"]


def _text(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise forms.ValidationError("文件不是文本；请另存为 CSV（UTF-8 或 GB18030）再传。")


def _coded(row: dict[str, str], column: str, choices) -> str:
    words = {label: code for code, label in choices} | {code: code for code, _ in choices}
    value = (row[column] or "").strip()
    if value not in words:
        raise Refused("unknown_word", f"“{value}”不在目录内。", column)
    return words[value]


def _amount(row: dict[str, str], column: str) -> Decimal | None:
    text = (row[column] or "").strip().replace(",", "")
    if not text:
        return None
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise Refused("not_an_amount", f"“{text}”不是金额。", column) from None
    if not amount.is_finite() or amount < 0 or amount != round(amount, 2):
        raise Refused("not_an_amount", f"“{text}”须为不小于零、至多两位小数的金额。", column)
    return amount


def _day(row: dict[str, str], column: str) -> dt.date | None:
    text = (row[column] or "").strip()
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Refused("not_a_day", f"“{text}”不是日期，应写成 2026-11-12。", column) from None
