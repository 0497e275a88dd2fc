"""The form of a published calendar year; what it refuses, the service refuses too."""

import datetime as dt
import re

from django import forms
from django.core.exceptions import ValidationError

from apps.core.errors import Refused
from apps.standards.calendar import check_days
from apps.standards.models import CalendarDay, CalendarYear

_DAY = re.compile(r"(\d{4})[-年/.](\d{1,2})[-月/.](\d{1,2})日?")
_SPAN = re.compile(r"\s*(?:至|到|~|—+)\s*")


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
