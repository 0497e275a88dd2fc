"""How values and marks look on every page: numbers, dates, icons, seals, badges. Built in, so no page loads it."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.forms.formsets import BaseFormSet
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from apps.core.chinese import date_text, month_text
from apps.core.icons import ICONS
from apps.core.shapes import Problem

register = template.Library()

MINUS = "\N{MINUS SIGN}"
WEEKDAYS = "一二三四五六日"

SEALS = {
    "居": ("residence", "居住地"),
    "户": ("hukou", "户籍地"),
    "区": ("district", "区民政局"),
}
SEAL_OF_SIDE = {"residence": "居", "hukou": "户", "district": "区"}

BADGES = {
    "not_started": ("not-started", "未开始"),
    "in_progress": ("in-progress", "办理中"),
    "done": ("done", "已办"),
    "waiting": ("waiting", "等待他方"),
    "due_today": ("clock", "今日到期"),
    "overdue": ("overdue", "逾期"),
    "returned": ("returned", "退回"),
    "held": ("held", "暂缓"),
    "denied": ("denied", "不予"),
    "differs": ("differs", "不同"),
    "equal": ("equal", "一致"),
    "unsent": ("unsent", "未送达"),
}


# Numbers --------------------------------------------------------------------------------------------------


def _grouped(value: Decimal) -> str:
    if not isinstance(value, Decimal):
        raise TypeError(f"An amount is a Decimal, not {type(value).__name__}.")
    cents = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{abs(cents):,.2f}"


@register.filter
def money(value: Decimal | str | None) -> str:
    """1241 as 1,241.00, −336.00 with a true minus; nothing at all as a dash."""
    if value is None or value == "":
        return "—"
    words = _grouped(value)  # type: ignore[arg-type]
    return MINUS + words if value < 0 and words != "0.00" else words  # type: ignore[operator]


@register.filter
def change(value: Decimal | int | str | None) -> str:
    """A difference with its sign: +412.00, −655.00, 0.00; persons and households as +3, −1, 0."""
    if value is None or value == "":
        return "—"
    words = _grouped(value) if isinstance(value, Decimal) else f"{abs(int(value)):,}"
    if not words.strip("0.,"):
        return words
    return (MINUS if value < 0 else "+") + words  # type: ignore[operator]


@register.filter
def figure(value: Decimal | int | str | None) -> str:
    """A Decimal as money, a whole number grouped, words as they are."""
    if isinstance(value, Decimal):
        return money(value)
    if isinstance(value, int):
        return f"{MINUS if value < 0 else ''}{abs(value):,}"
    return "—" if value is None else value


@register.filter
def pct(value: Decimal | str | None) -> str:
    """A share of one as a percentage: 0.065 is 6.5%."""
    if value is None or value == "":
        return "—"
    if not isinstance(value, Decimal):
        raise TypeError(f"A share is a Decimal, not {type(value).__name__}.")
    return f"{(value * 100).quantize(Decimal('0.1'), ROUND_HALF_UP)}%".replace("-", MINUS)


# Days -----------------------------------------------------------------------------------------------------


@register.filter(expects_localtime=True)
def cn_date(value: date | str | None) -> str:
    return date_text(value) if isinstance(value, date) else ""


@register.filter(expects_localtime=True)
def cn_day(value: date | str | None) -> str:
    return f"{value.month}月{value.day}日" if isinstance(value, date) else ""


@register.filter(expects_localtime=True)
def cn_month(value: date | str | None) -> str:
    return month_text(value) if isinstance(value, date) else ""


@register.filter(expects_localtime=True)
def cn_datetime(value: datetime | str | None) -> str:
    return f"{cn_day(value)} {cn_time(value)}" if isinstance(value, datetime) else ""


@register.filter(expects_localtime=True)
def cn_time(value: datetime | str | None) -> str:
    return f"{value.hour}:{value.minute:02}" if isinstance(value, datetime) else ""


@register.filter(expects_localtime=True)
def weekday(value: date | str | None) -> str:
    return f"星期{WEEKDAYS[value.weekday()]}" if isinstance(value, date) else ""


# Marks ----------------------------------------------------------------------------------------------------


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """An inline drawing beside words; the words carry the meaning, so it is hidden from readers of the page."""
    return format_html(
        '<svg class="icon{}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>',
        f" icon--{size}" if size else "",
        mark_safe(ICONS[name]),  # noqa: S308  # nosec B308 B703 - from our own table of icons
    )


@register.simple_tag
def seal(which: str) -> SafeString:
    """The square mark of a side, before a person's or office's name; takes the character or the side."""
    char = SEAL_OF_SIDE.get(which, which)
    if char not in SEALS:
        return SafeString("")
    kind, title = SEALS[char]
    return format_html('<span class="seal seal--{}" title="{}">{}</span>', kind, title, char)


@register.simple_tag
def badge(kind: str, text: str = "") -> SafeString:
    """One of the twelve states: an icon and words."""
    name, words = BADGES[kind]
    return format_html('<span class="badge badge--{}">{}{}</span>', kind, icon(name), text or words)


@register.filter
def stress(text: str, strong: str) -> SafeString:
    """The text with the first occurrence of the given words in bold."""
    if not strong or strong not in text:
        return conditional_escape(text)
    before, after = text.split(strong, 1)
    return format_html("{}<b>{}</b>{}", before, strong, after)


# Forms ----------------------------------------------------------------------------------------------------


@register.filter
def bound(form: BaseForm, name: str) -> BoundField:
    """The field of a form by its name; for entry grids, whose columns name their fields."""
    return form[name]


@register.filter
def derived(form: Any, name: str) -> str:
    """What the server worked out for this row (birth date, sex, age); printed as plain text."""
    return getattr(form, "derived", {}).get(name, "")


@register.filter
def passed(form: Any, name: str) -> str:
    """What a check of this field found in order (校验通过，本市无在办), from `form.passed`."""
    return getattr(form, "passed", {}).get(name, "")


@register.filter
def problems(source: Any) -> list[Problem]:
    """Every error of a form, a formset, or a list of them, in the words that stand beside the fields."""
    return list(_problems(source))


def _problems(source: Any) -> Iterable[Problem]:
    if not source:
        return
    if isinstance(source, BaseFormSet):
        for error in source.non_form_errors():
            yield Problem(str(error))
        for form in source.forms:
            yield from _problems(form)
    elif isinstance(source, BaseForm):
        for error in source.non_field_errors():
            yield Problem(str(error))
        for field in source:
            for error in field.errors:
                yield Problem(str(error), field.id_for_label or field.auto_id)
    elif isinstance(source, Problem):
        yield source
    else:
        for part in source:
            yield from _problems(part)
