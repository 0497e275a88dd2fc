"""Forms of the administration of standards; what they refuse, the services refuse too."""

import datetime as dt
import re

from django import forms
from django.core.exceptions import ValidationError

from apps.core.errors import Refused
from apps.standards.calendar import check_days
from apps.standards.models import CalendarDay, CalendarYear, Standard
from apps.standards.services import Source
from apps.standards.values import check_value

_DAY = re.compile(r"(\d{4})[-年/.](\d{1,2})[-月/.](\d{1,2})日?")
_SPAN = re.compile(r"\s*(?:至|到|~|—+)\s*")


class SourceForm(forms.Form):
    """The document that sets a value."""

    document_title = forms.CharField(label="文件名称", max_length=200, required=False)
    document_number = forms.CharField(label="文号", max_length=60, required=False)
    article = forms.CharField(label="条款", max_length=60, required=False)
    confirmed = forms.BooleanField(label="已确认", required=False)
    note = forms.CharField(label="说明", max_length=300, required=False)

    def source(self) -> Source:
        data = self.cleaned_data
        return Source(
            data["document_title"], data["document_number"], data["article"], data["confirmed"], data["note"]
        )


class SucceedForm(SourceForm):
    """A new value from a coming day on."""

    value = forms.CharField(label="新数值", max_length=200)
    valid_from = forms.DateField(label="起始日期")
    field_order = ("value", "valid_from")


class ReplaceForm(SourceForm):
    """The right value in place of a wrong one, also for past days."""

    value = forms.CharField(label="正确的数值", max_length=200)
    valid_from = forms.DateField(label="起始日期", help_text="晚于原起始日期时，之前的日子仍按原数值")
    valid_to = forms.DateField(label="终止日期", required=False, help_text="空表示与原来相同")
    reason = forms.CharField(label="替换原因", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ("value", "valid_from", "valid_to", "reason")


class WithdrawForm(forms.Form):
    """Why a row is taken out of use."""

    reason = forms.CharField(label="撤回原因", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class StandardForm(forms.ModelForm):
    """A row for days that have no value yet, or one that has not come into force."""

    class Meta:
        model = Standard
        fields = (
            *("code", "jurisdiction", "value", "valid_from", "valid_to"),
            *("document_title", "document_number", "article", "confirmed", "note"),
        )

    def clean(self):
        data = super().clean()
        code = data.get("code") or getattr(self.instance, "code", None)
        if code and data.get("value"):
            try:
                data["value"] = check_value(code, data["value"])
            except Refused as refusal:
                self.add_error("value", refusal.message)
        if data.get("confirmed") and not data.get("document_title"):
            self.add_error("document_title", "已确认的标准要写明文件名称；没有文件请不要勾选“已确认”。")
        return data

    def source(self) -> Source:
        return SourceForm.source(self)

    def _get_validation_exclusions(self) -> set[str]:
        """Constraints also look at what the form does not show: the row's code and area, and that it is not withdrawn."""
        shown_elsewhere = {"code", "jurisdiction", "withdrawn_at"} - set(self.fields)
        return super()._get_validation_exclusions() - shown_elsewhere


class CalendarYearForm(forms.ModelForm):
    """A published year: one day a line, or a span (2027年2月5日至2027年2月11日)."""

    holidays = forms.CharField(label="放假", required=False, widget=forms.Textarea(attrs={"rows": 12}))
    working = forms.CharField(label="调休上班", required=False, widget=forms.Textarea(attrs={"rows": 8}))

    class Meta:
        model = CalendarYear
        fields = ("year", "source", "document_number")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            days = list(self.instance.days.order_by("day"))
            self.initial["holidays"] = _lines(day for day in days if day.kind == CalendarDay.Kind.HOLIDAY)
            self.initial["working"] = _lines(day for day in days if day.kind == CalendarDay.Kind.WORKING)

    def clean_holidays(self) -> list[dt.date]:
        return days_in(self.cleaned_data["holidays"])

    def clean_working(self) -> list[dt.date]:
        return days_in(self.cleaned_data["working"])

    def clean(self):
        data = super().clean()
        year = self.instance.year if self.instance.pk else data.get("year")
        if year and "holidays" in data and "working" in data:
            try:
                check_days(year, set(data["holidays"]), set(data["working"]))
            except Refused as refusal:
                self.add_error(refusal.field, refusal.message)
        return data


def days_in(text: str) -> list[dt.date]:
    """The days written in a text, one day or span a line; a line that cannot be read is named."""
    days: list[dt.date] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        ends = [_day(part, line) for part in _SPAN.split(line)]
        if len(ends) > 2 or ends[-1] < ends[0] or (ends[-1] - ends[0]).days > 30:
            raise ValidationError(f"“{line}”读不懂；请写成 2027年2月5日 或 2027年2月5日至2027年2月11日。")
        days += [ends[0] + dt.timedelta(days=step) for step in range((ends[-1] - ends[0]).days + 1)]
    return days


def _day(text: str, line: str) -> dt.date:
    found = _DAY.fullmatch(text.strip())
    try:
        if found:
            return dt.date(*map(int, found.groups()))
    except ValueError:
        pass
    raise ValidationError(f"“{line}”不是一个日期；请写成 2027年2月5日。")


def _lines(days) -> str:
    return "\n".join(row.day.isoformat() for row in days)
