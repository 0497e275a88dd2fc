"""Papers in the administration pages: to look at, through the same access rule as everywhere."""

from django.contrib import admin

from apps.core import clock
from apps.documents.access import documents_seen_by
from apps.documents.models import Document
from apps.offices.access import may
from apps.offices.roles import Permission


@admin.register(Document)
class DocumentAdmin(admin.ModelAdmin):
    """Read-only: a paper is a record."""

    list_display = ["number", "title", "office", "issued_on", "issued_by"]
    list_filter = ["kind"]
    search_fields = ["number", "check_code"]
    date_hierarchy = "issued_on"
    fields = [
        "number",
        "check_code",
        "title",
        "kind",
        "office",
        "case",
        "issued_by",
        "issued_on",
        "issued_at",
        "context",
    ]

    def get_queryset(self, request):
        return documents_seen_by(request.user, clock.today())

    def has_module_permission(self, request) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request, obj=None) -> bool:
        return may(request.user, Permission.VIEW_CASES, on=clock.today())

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
