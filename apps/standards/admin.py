"""Administration of standards and of the calendar, for policy staff. Rows in force are looked at, not edited."""

from django.contrib import admin
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html
from simple_history.admin import SimpleHistoryAdmin

from apps.core import clock
from apps.offices.admin_access import ByDuty
from apps.offices.roles import Permission
from apps.standards import services
from apps.standards.calendar import enter_calendar_year
from apps.standards.forms import CalendarYearForm
from apps.standards.models import CalendarYear, Standard, StandardCode
from apps.standards.queries.timeline import state_of


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


@admin.register(Standard)
class StandardAdmin(ByPolicy, SimpleHistoryAdmin):
    """All rows, to look at and search; every change is a draft that a second person approves (/standards/)."""

    adds = False
    writes = None
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
        return MARKS[state_of(row, clock.today())]

    @admin.display(description="数值", ordering="value")
    def value_column(self, row: Standard) -> str:
        return row.value_shown

    @admin.display(description="办理")
    def steps(self, row: Standard) -> str:
        if row.withdrawn_at:
            return "—"
        return format_html(
            '<a href="{}">时间轴和办理</a>', reverse("standards:timeline", args=[row.code.code])
        )


MARKS = {"now": "● 现行", "coming": "○ 未生效", "past": "✓ 已过期", "withdrawn": "⊘ 已撤回"}


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
