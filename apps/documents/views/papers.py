"""Pages of papers and pictures: the preview, the original, the attachments of a case."""

from typing import Any
from urllib.parse import quote

from csp.decorators import csp_replace
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from apps.core import clock
from apps.core.errors import Refused
from apps.core.forms import sent
from apps.documents import queries, services
from apps.documents.access import attachments_seen_by, documents_seen_by
from apps.documents.forms import FREE_KINDS, AttachForm, VoidForm, WithdrawAttachmentForm
from apps.offices.access import may
from apps.offices.roles import Permission
from apps.routing.step_view import StepView


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet on grey, with its actions."""
    document = get_object_or_404(documents_seen_by(request.user, clock.today()), pk=pk)
    may_void = may(request.user, Permission.ISSUE_DOCUMENT, document.office_id, clock.today())
    return render(
        request, "documents/preview.html", {"page": queries.paper_page(document, may_void=may_void)}
    )


@require_safe
def original(request: HttpRequest, pk: int) -> HttpResponse:
    """The original bytes, shown in the browser, kept by nobody on the way."""
    document = get_object_or_404(documents_seen_by(request.user, clock.today()), pk=pk)
    name = f"{document.title} {document.number}.pdf"
    return _file(services.original(document), "application/pdf", name)


@require_safe
@csp_replace({"default-src": ["'none'"], "sandbox": True})
def attachment(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture that we drew, under a name of ours, in a box that runs nothing."""
    row = get_object_or_404(attachments_seen_by(request.user, clock.today()), pk=pk)
    ending = services.ENDINGS[row.media_type]
    name = f"{row.case.number} {row.get_kind_display()} {row.pk}.{ending}"
    return _file(services.picture_bytes(row), row.media_type, name)


def _file(data: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(name)}"
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


class AttachView(StepView):
    """The pictures of a case, and adding one; at any time until the case is closed."""

    permission = Permission.ATTACH
    title = "附件"
    act = "上传附件"
    form_class = AttachForm
    template_name = "documents/attachments.html"

    def check_open(self) -> None:
        """No step opens or closes the attachments; the service refuses a closed case."""

    def context(self) -> dict[str, Any]:
        return {
            "pictures": queries.pictures_of(self.case),
            "free": queries.withdrawable_of(self.case, *FREE_KINDS),
        }

    def perform(self, form: Any) -> str:
        data = form.cleaned_data
        kept = services.attach_pictures(
            self.case,
            data["pictures"],
            kind=data["kind"],
            note=data["note"],
            by=self.request.user,
            on=self.on,
            paged=True,
        )
        return f"已上传 {len(kept)} 张。"

    def success_url(self) -> str:
        return reverse("documents:attachments", args=[self.case.pk])


@require_http_methods(["GET", "POST"])
def withdraw_attachment(request: HttpRequest, pk: int) -> HttpResponse:
    """撤下 one picture that was uploaded by itself, with the reason."""
    on = clock.today()
    row = get_object_or_404(attachments_seen_by(request.user, on).filter(kind__in=FREE_KINDS), pk=pk)
    if not may(request.user, Permission.ATTACH, on=on):
        raise PermissionDenied
    form, status = WithdrawAttachmentForm(sent(request)), 200
    back = reverse("documents:attachments", args=[row.case_id])
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                services.withdraw_attachment(row, **form.cleaned_data, by=request.user, on=on)
            except Refused as refusal:
                form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
                status = 409
            else:
                messages.success(request, f"已撤下{row.title}，经过里留有记录。")
                return redirect(back)
    page = {"tile": queries.picture_tile(row), "form": form, "back_url": back}
    page["pages"] = len(services.pages_with(row))
    return render(request, "documents/withdraw_attachment.html", page, status=status)


@require_http_methods(["GET", "POST"])
def void(request: HttpRequest, pk: int) -> HttpResponse:
    """作废 one paper, or issue it again under a new number."""
    on = clock.today()
    document = get_object_or_404(documents_seen_by(request.user, on), pk=pk)
    if not may(request.user, Permission.ISSUE_DOCUMENT, document.office_id, on):
        raise PermissionDenied
    form, status = VoidForm(sent(request)), 200
    back = reverse("documents:preview", args=[pk])
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                made = services.void_document(document, **form.cleaned_data, by=request.user, on=on)
            except Refused as refusal:
                form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
                status = 409
            else:
                messages.success(request, f"已作废 {document.number}，留有记录。")
                return redirect("documents:preview", pk=made.replaced_by_id or pk)
    page = {"document": document, "form": form, "back_url": back}
    return render(request, "documents/void.html", page, status=status)
