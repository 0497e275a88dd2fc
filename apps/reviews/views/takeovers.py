"""接管登记: the template, the upload, what is wrong with a marked copy, the confirmation of a second person."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views import View
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from apps.core import clock
from apps.core.errors import Refused
from apps.core.shapes import Crumb
from apps.core.sheets import XLSX
from apps.offices.access import may
from apps.offices.roles import Permission
from apps.reviews import access, services
from apps.reviews.forms.plans import TakeoverForm
from apps.reviews.queries.takeovers import marked_copy_of, takeover_page
from apps.reviews.register import template

TITLE = "接管登记"


class TakeoversView(View):
    """The registers of one's offices, and the upload."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.on = clock.today()
        wanted = (Permission.TAKEOVER, Permission.DECISION)
        if not any(may(request.user, permission, on=self.on) for permission in wanted):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(self.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        if not may(request.user, Permission.TAKEOVER, on=self.on):
            raise PermissionDenied
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form, status=422)
        office = access.takeover_offices(request.user, self.on).filter(pk=form.cleaned_data["office"]).first()
        if office is None:
            raise Http404
        file = form.cleaned_data["file"]
        try:
            made = services.rehearse_takeover(
                office, name=file.name, content=file.read(), by=request.user, on=self.on
            )
        except Refused as refusal:
            form.add_error("file", refusal.message)
            return self.show(form, status=409)
        messages.success(request, f"已收到 {made.file_name}，正在后台逐行核对；离开本页不影响。")
        return redirect("reviews:takeover", made.pk)

    def form(self, *data: Any) -> TakeoverForm:
        offices = access.takeover_offices(self.request.user, self.on)
        return TakeoverForm(*data, offices=[(office.pk, str(office)) for office in offices])

    def show(self, form: TakeoverForm, status: int = 200) -> HttpResponse:
        context = {
            "form": form if form.fields["office"].choices else None,
            "rows": access.takeovers_seen_by(self.request.user, self.on).defer("errors"),
            "crumbs": (Crumb("工作台", reverse("desk:worklist")), Crumb(TITLE)),
        }
        return render(self.request, "reviews/takeovers.html", context, status=status)


@require_safe
def takeover(request: HttpRequest, takeover_id: int) -> HttpResponse:
    """One register: how many, what is wrong, how far it is. While the worker is at it the page asks for the progress."""
    on = clock.today()
    row = get_object_or_404(access.takeovers_seen_by(request.user, on), pk=takeover_id)
    page = takeover_page(row)
    if request.htmx:
        fragment = render(request, "reviews/_takeover_progress.html", {"page": page})
        return fragment if page.progress else HttpResponseClientRefresh()
    context = {
        "page": page,
        "may_confirm": may(request.user, Permission.DECISION, row.office, on)
        and request.user.pk != row.uploaded_by_id,
        "may_discard": may(request.user, Permission.TAKEOVER, row.office, on),
        "crumbs": (
            Crumb("工作台", reverse("desk:worklist")),
            Crumb(TITLE, reverse("reviews:takeovers")),
            Crumb(row.file_name),
        ),
    }
    return render(request, "reviews/takeover.html", context)


@require_POST
def confirm_takeover(request: HttpRequest, takeover_id: int) -> HttpResponse:
    on = clock.today()
    row = get_object_or_404(access.takeovers_seen_by(request.user, on), pk=takeover_id)
    services.confirm_takeover(row, by=request.user, on=on)
    messages.success(request, f"已确认接管 {row.households} 户，正在后台逐户办理；离开本页不影响。")
    return redirect("reviews:takeover", takeover_id)


@require_POST
def discard_takeover(request: HttpRequest, takeover_id: int) -> HttpResponse:
    on = clock.today()
    row = get_object_or_404(access.takeovers_seen_by(request.user, on), pk=takeover_id)
    services.discard_takeover(row, by=request.user, on=on)
    messages.success(request, "已作废，可以上传改正后的文件。")
    return redirect("reviews:takeovers")


@require_safe
def marked_copy(request: HttpRequest, takeover_id: int) -> HttpResponseBase:
    """The lines as they were read, with what is wrong in each cell; only for whoever may upload or confirm."""
    on = clock.today()
    row = get_object_or_404(access.takeovers_seen_by(request.user, on), pk=takeover_id)
    return _file(HttpResponse(marked_copy_of(row), content_type=XLSX), "登记簿（标注错误）.xlsx")


@require_safe
def takeover_template(request: HttpRequest) -> HttpResponseBase:
    """The empty register with its heads."""
    if not may(request.user, Permission.TAKEOVER, on=clock.today()):
        raise PermissionDenied
    return _file(HttpResponse(template(), content_type=XLSX), "登记簿模板.xlsx")


def _file(response: HttpResponseBase, name: str) -> HttpResponseBase:
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
