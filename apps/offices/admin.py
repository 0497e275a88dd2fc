"""Administration of offices, people and duties, and the journal for those who may read it.

Everything is written by services. The pages of the journal and of the demonstration day stand here,
since who may open them is known from this floor up only.
"""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import Group
from django.db.models import Q
from simple_history.admin import SimpleHistoryAdmin

from apps.core import clock
from apps.core.models import DemonstrationDay
from apps.journal.kinds import EventKind
from apps.journal.models import Event, Run
from apps.journal.services import record
from apps.offices import services
from apps.offices.access import offices_of
from apps.offices.admin_access import ByDuty
from apps.offices.forms import DutyForm, NewUserForm, PasswordForm, UserForm
from apps.offices.models import Community, Duty, Jurisdiction, Office, Region, User
from apps.offices.roles import Permission

admin.site.site_header = "救助办理 系统管理"
admin.site.site_title = "系统管理"
admin.site.index_title = "可以维护的内容"
admin.site.unregister(Group)
# One door for all: whoever is not signed in goes to the sign-in page of the site.
admin.site.login = login_required(admin.site.login)


class ByManager(ByDuty):
    """Pages of whoever manages people and duties, within the offices that the duty reaches."""

    looks = writes = Permission.MANAGE_DUTIES

    def reached(self, request) -> frozenset[int]:
        return offices_of(request.user, Permission.MANAGE_DUTIES, clock.today())

    def within(self, request, queryset, path: str):
        """The rows whose office is reached; all for a superuser."""
        return (
            queryset
            if request.user.is_superuser
            else queryset.filter(**{f"{path}__in": self.reached(request)})
        )

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "office":
            kwargs["queryset"] = self.within(request, Office.objects.all(), "pk")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Jurisdiction)
class JurisdictionAdmin(ByDuty, admin.ModelAdmin):
    looks = Permission.VIEW_STANDARDS
    list_display = ("name", "code")


@admin.register(Region)
class RegionAdmin(ByDuty, admin.ModelAdmin):
    looks = Permission.MANAGE_DUTIES
    list_display = ("code", "name", "level", "parent", "jurisdiction")
    list_filter = ("level", "jurisdiction")
    list_select_related = ("parent", "jurisdiction")
    search_fields = ("code", "name")


@admin.register(Office)
class OfficeAdmin(ByManager, SimpleHistoryAdmin):
    adds = False
    list_display = ("code", "name", "full_name", "short_name", "parent", "phone")
    list_filter = ("level", "jurisdiction")
    list_select_related = ("parent",)
    search_fields = ("code", "name", "full_name")
    fields = ("code", "level", "parent", "name", "full_name", "short_name", "phone", "window", "address")
    readonly_fields = ("code", "level", "parent")

    def get_queryset(self, request):
        return self.within(request, super().get_queryset(request), "pk")

    def save_model(self, request, obj, form, change):
        changes = {name: form.cleaned_data[name] for name in form.changed_data}
        services.update_office(obj, **changes, **self.signed(request))


@admin.register(Community)
class CommunityAdmin(ByManager, SimpleHistoryAdmin):
    list_display = ("code", "name", "office")
    list_select_related = ("office",)
    search_fields = ("code", "name", "office__name")
    fields = ("office", "code", "name")

    def get_queryset(self, request):
        return self.within(request, super().get_queryset(request), "office")

    def get_readonly_fields(self, request, obj=None):
        return ("office", "code") if obj else ()

    def save_model(self, request, obj, form, change):
        if change:
            services.rename_community(obj, name=obj.name, **self.signed(request))
        else:
            saved = services.add_community(obj.office, code=obj.code, name=obj.name, **self.signed(request))
            obj.pk = saved.pk


@admin.register(User)
class UserAdmin(ByManager, SimpleHistoryAdmin, DjangoUserAdmin):
    form, add_form, change_password_form = UserForm, NewUserForm, PasswordForm
    add_form_template = "admin/change_form.html"
    list_display = ("full_name", "username", "phone", "is_active", "is_staff", "date_joined")
    list_filter = ("is_active", "is_staff")
    search_fields = ("full_name", "username", "pinyin")
    ordering = ("pinyin", "id")
    filter_horizontal = ()
    readonly_fields = ("username", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "full_name", "password")}),
        ("联系方式", {"fields": ("phone", "email")}),
        ("账号", {"fields": ("is_active", "is_staff", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "full_name", "is_staff", "password1", "password2")}),)

    def get_queryset(self, request):
        """People with a duty in an office that is reached, and those without any duty yet; no superusers."""
        people = super().get_queryset(request)
        if request.user.is_superuser:
            return people
        reached = Duty.objects.filter(office__in=self.reached(request)).values("user")
        somewhere = Duty.objects.values("user")
        return people.filter(Q(pk__in=reached) | ~Q(pk__in=somewhere), is_superuser=False)

    def get_readonly_fields(self, request, obj=None):
        return self.readonly_fields if obj else ()

    def save_model(self, request, obj, form, change):
        data = form.cleaned_data
        if change:
            services.update_user(
                obj, **{name: data[name] for name in form.changed_data}, **self.signed(request)
            )
            return
        saved = services.create_user(
            data["username"],
            full_name=data["full_name"],
            password=data["password1"],
            is_staff=data["is_staff"],
            **self.signed(request),
        )
        obj.pk = saved.pk

    def user_change_password(self, request, id, form_url=""):
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == 302:
            services.note_password_set(self.get_object(request, id), **self.signed(request))
        return response


@admin.register(Duty)
class DutyAdmin(ByManager, SimpleHistoryAdmin):
    form = DutyForm
    list_display = ("user", "office", "role", "valid_from", "valid_to")
    list_filter = ("role",)
    list_select_related = ("user", "office")
    search_fields = ("user__full_name", "user__username", "office__name")
    autocomplete_fields = ("user",)
    fields = ("user", "office", "role", "valid_from", "valid_to")

    def get_queryset(self, request):
        return self.within(request, super().get_queryset(request), "office")

    def get_readonly_fields(self, request, obj=None):
        return ("user", "office", "role", "valid_from") if obj else ()

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.by = request.user
        return form

    def save_model(self, request, obj, form, change):
        if change:
            services.end_duty(obj, valid_to=obj.valid_to, **self.signed(request))
            return
        terms = {
            "office": obj.office,
            "role": obj.role,
            "valid_from": obj.valid_from,
            "valid_to": obj.valid_to,
        }
        obj.pk = services.assign_duty(obj.user, **terms, **self.signed(request)).pk


@admin.register(DemonstrationDay)
class DemonstrationDayAdmin(ByDuty, admin.ModelAdmin):
    """Only in demonstration mode, and only to add: the last row holds."""

    looks = writes = Permission.SET_DEMONSTRATION_DAY
    list_display = ("day", "set_at", "by_name")
    fields = ("day",)
    ordering = ("-pk",)

    def has_module_permission(self, request):
        return settings.DEMO and super().has_module_permission(request)

    def has_add_permission(self, request, obj=None):
        return settings.DEMO and super().has_add_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        signed = self.signed(request)
        obj.pk = clock.set_demonstration_day(obj.day, by=request.user).pk
        summary = f"演示日期设为{obj.day}。" if obj.day else "恢复真实日期。"
        record(EventKind.DEMONSTRATION_DAY, summary=summary, **signed)


@admin.register(Event)
class EventAdmin(ByDuty, admin.ModelAdmin):
    """The journal, to read: events of the offices that the duty reaches, and those of no office."""

    looks = Permission.VIEW_JOURNAL
    list_display = ("at", "day", "kind", "office_name", "actor_name", "case_number", "summary")
    list_filter = ("kind",)
    search_fields = ("=case_number", "=actor_name")
    search_help_text = "办件号或经办人姓名"
    show_full_result_count = False

    def get_queryset(self, request):
        events = super().get_queryset(request)
        if request.user.is_superuser:
            return events
        reached = offices_of(request.user, Permission.VIEW_JOURNAL, clock.today())
        codes = Office.objects.filter(pk__in=reached).values("code")
        return events.filter(Q(office_code="") | Q(office_code__in=codes))


@admin.register(Run)
class RunAdmin(ByDuty, admin.ModelAdmin):
    looks = Permission.VIEW_JOURNAL
    list_display = (
        "kind",
        "key",
        "state",
        "total",
        "done",
        "excluded",
        "started_at",
        "finished_at",
        "by_name",
    )
    list_filter = ("kind", "state")
