"""Administration of standards and of the calendar, for policy staff. Rows in force are looked at, not edited."""

from django import forms
from django.contrib import admin, messages
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from simple_history.admin import SimpleHistoryAdmin

from apps.core import clock
from apps.core.errors import Refused
from apps.offices.admin_access import ByDuty, refuse_into
from apps.offices.roles import Permission
from apps.standards import services
from apps.standards.calendar import enter_calendar_year
from apps.standards.forms import CalendarYearForm, ReplaceForm, StandardForm, SucceedForm, WithdrawForm
from apps.standards.models import CalendarYear, Standard, StandardCode


class ByPolicy(ByDuty):
    looks = Permission.VIEW_STANDARDS
    writes = Permission.MANAGE_STANDARDS


class TimelineFilter(admin.SimpleListFilter):
    """Past, in force, to come, withdrawn."""

    title = "时间"
    parameter_name = "when"

    def lookups(self, request, model_admin):
        return (("now", "现行"), ("coming", "未生效"), ("past", "已过期"), ("withdrawn", "已撤回"))

    def queryset(self, request, queryset):
        today = clock.today()
        live = Q(withdrawn_at__isnull=True)
        now = Q(valid_from__lte=today) & (Q(valid_to__isnull=True) | Q(valid_to__gte=today))
        wanted = {
            "now": live & now,
            "coming": live & Q(valid_from__gt=today),
            "past": live & Q(valid_to__lt=today),
            "withdrawn": ~live,
        }.get(self.value())
        return queryset.filter(wanted) if wanted else queryset


STEPS = {
    "succeed": ("接续", SucceedForm, "从新的一天起用新数值，原来的一行到前一天为止。"),
    "replace": ("替换", ReplaceForm, "原来的一行撤回，另记一行正确的；已办结的测算仍按当时所用的一行重放。"),
    "withdraw": ("撤回", WithdrawForm, "这一行不再用于测算；这些日子就没有数值了，要另有数值请用“替换”。"),
}


@admin.register(Standard)
class StandardAdmin(ByPolicy, SimpleHistoryAdmin):
    form = StandardForm
    list_display = (
        *("when", "code", "value_column", "jurisdiction", "valid_from", "valid_to"),
        *("document_number", "document_title", "article", "confirmed", "steps"),
    )
    list_display_links = ("code",)
    list_filter = (TimelineFilter, "jurisdiction", "confirmed", "code__kind")
    list_select_related = ("code", "jurisdiction")
    list_per_page = 50
    search_fields = ("code__code", "code__label", "document_number", "document_title")
    actions = None

    @admin.display(description="时间")
    def when(self, row: Standard) -> str:
        today = clock.today()
        if row.withdrawn_at:
            return "⊘ 已撤回"
        if row.valid_from > today:
            return "○ 未生效"
        return "● 现行" if row.valid_to is None or row.valid_to >= today else "✓ 已过期"

    @admin.display(description="数值", ordering="value")
    def value_column(self, row: Standard) -> str:
        return row.value_shown

    @admin.display(description="办理")
    def steps(self, row: Standard) -> str:
        if row.withdrawn_at:
            return "—"
        links = (
            (reverse(f"admin:standards_standard_{step}", args=[row.pk]), STEPS[step][0]) for step in STEPS
        )
        return format_html_join(" ", '<a href="{}">{}</a>', links)

    def has_change_permission(self, request, obj=None):
        """Only rows to come are edited; those in force by the business date or the real one are not."""
        if obj is not None and (obj.withdrawn_at or obj.begun_by(services.last_known_day(clock.today()))):
            return False
        return super().has_change_permission(request, obj)

    def get_readonly_fields(self, request, obj=None):
        return ("code", "jurisdiction") if obj else ()

    def save_model(self, request, obj, form, change):
        terms = {"value": obj.value, "valid_from": obj.valid_from, "valid_to": obj.valid_to}
        terms |= {"source": form.source(), **self.signed(request)}
        if change:
            services.correct_standard(obj, **terms)
        else:
            obj.pk = services.add_standard(obj.code, jurisdiction=obj.jurisdiction, **terms).pk

    def get_urls(self):
        steps = [
            path(
                f"<int:pk>/{step}/",
                self.admin_site.admin_view(self._view_of(step)),
                name=f"standards_standard_{step}",
            )
            for step in STEPS
        ]
        return steps + super().get_urls()

    def _view_of(self, step: str):
        def view(request, pk: int):
            return self.step_view(request, pk, step)

        return view

    def step_view(self, request, pk: int, step: str):
        """The small page between the list and a service: what will happen, a form, one button."""
        self.require(super().has_change_permission(request))
        row = get_object_or_404(self.get_queryset(request).select_related("code", "jurisdiction"), pk=pk)
        label, form_class, meaning = STEPS[step]
        form = form_class(request.POST or None, initial=_initial(step, row))
        if request.method == "POST" and form.is_valid() and self._done(request, row, step, form):
            return HttpResponseRedirect(reverse("admin:standards_standard_changelist"))
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": f"{label}标准"}
        context |= {"row": row, "form": form, "label": label, "meaning": meaning}
        return TemplateResponse(request, "admin/standards/standard/step.html", context)

    def _done(self, request, row: Standard, step: str, form: forms.Form) -> bool:
        """Call the service; a refusal goes into the form."""
        data = form.cleaned_data
        try:
            if step == "withdraw":
                services.withdraw_standard(row, reason=data["reason"], **self.signed(request))
            else:
                terms = {name: data[name] for name in form.fields if name in TERMS}
                new = getattr(services, f"{step}_standard")(
                    row, source=form.source(), **terms, **self.signed(request)
                )
                messages.success(request, format_html("已登记：{}。", str(new)))
        except Refused as refusal:
            refuse_into(form, refusal)
            return False
        messages.success(request, f"已{STEPS[step][0]}：{row}。")
        return True


TERMS = {"value", "valid_from", "valid_to", "reason"}


def _initial(step: str, row: Standard) -> dict[str, object]:
    """A replacement starts from the old row; a succession has a document of its own."""
    if step != "replace":
        return {}
    source = services.source_of(row)
    return {
        "value": row.value,
        "valid_from": row.valid_from,
        "document_title": source.title,
        "document_number": source.number,
        "article": source.article,
        "note": source.note,
    }


@admin.register(StandardCode)
class StandardCodeAdmin(ByPolicy, SimpleHistoryAdmin):
    """The names by which standards are shown; codes come with the rules."""

    adds = False
    list_display = ("code", "label", "unit_label", "kind")
    list_filter = ("kind",)
    search_fields = ("code", "label")
    fields = ("code", "label", "unit_label", "kind")
    readonly_fields = ("code", "unit_label", "kind")

    def save_model(self, request, obj, form, change):
        services.rename_standard_code(obj, label=obj.label, **self.signed(request))


@admin.register(CalendarYear)
class CalendarYearAdmin(ByPolicy, SimpleHistoryAdmin):
    form = CalendarYearForm
    list_display = ("year", "source", "document_number", "how_many")
    fields = ("year", "source", "document_number", "holidays", "working")

    @admin.display(description="录入天数")
    def how_many(self, year: CalendarYear) -> int:
        return year.days.count()

    def get_readonly_fields(self, request, obj=None):
        return ("year",) if obj else ()

    def save_model(self, request, obj, form, change):
        days = {name: form.cleaned_data[name] for name in ("holidays", "working")}
        source = {"source": obj.source, "document_number": obj.document_number}
        obj.pk = enter_calendar_year(obj.year, **days, **source, **self.signed(request)).pk
