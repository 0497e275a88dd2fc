"""Administration pages are opened by duties too: a mixin in place of Django's own permissions."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from apps.core import clock
from apps.core.errors import Refused
from apps.offices.access import may
from apps.offices.roles import Permission


class ByDuty:
    """Who may look and who may write on an admin page; nobody deletes. No `writes` means read-only for all."""

    looks: Permission
    writes: Permission | None = None
    adds = True
    object_history_list_template = "admin/history_list.html"

    def _granted(self, request: HttpRequest, permission: Permission | None) -> bool:
        user = request.user
        return permission is not None and (user.is_superuser or may(user, permission))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._granted(request, self.looks)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._granted(request, self.looks)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._granted(request, self.writes)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.adds and self._granted(request, self.writes)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def signed(self, request: HttpRequest) -> dict[str, Any]:
        """Who and when, for a service."""
        return {"by": request.user, "on": clock.today()}

    def require(self, allowed: bool) -> None:
        if not allowed:
            raise PermissionDenied


def refuse_into(form: Any, refusal: Refused) -> None:
    """Show a refusal beside the field that it names, or above the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
