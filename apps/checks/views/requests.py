"""Asking the check centre: 重新请求, 生成请求文件, 导入返回文件."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from apps.checks import queries, services
from apps.checks.forms import AnswerFileForm, StartCheckForm
from apps.checks.views.economic_check import CheckStepView


class TryNowView(CheckStepView):
    """Do not wait for the pause."""

    title = "重新请求核对中心"
    act = "现在重新请求"
    form_class = StartCheckForm

    def dispatch(self, request: HttpRequest, case_id: int, request_id: int) -> HttpResponse:
        self.request_id = request_id
        return super().dispatch(request, case_id)

    def perform(self, form: Any) -> str:
        found = queries.request_of(self.case, self.request_id)
        if found is None:
            raise Http404
        services.try_now(found, by=self.request.user, on=self.on)
        return "已重新请求核对中心，返回后本页自动对照；可以先办别的。"


class RequestFileView(CheckStepView):
    """The sealed request file, for an office without a line."""

    title = "生成核对请求文件"
    act = "生成请求文件"
    form_class = StartCheckForm

    def post(self, request: HttpRequest) -> HttpResponse:
        name, content = services.write_request_file(self.case, by=request.user, on=self.on)
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(content, content_type="application/json", headers=headers)


class AnswerFileView(CheckStepView):
    """What the centre sent back as a file."""

    title = "导入核对中心返回文件"
    act = "导入返回文件"
    form_class = AnswerFileForm

    def perform(self, form: Any) -> str:
        new = services.read_answer_file(
            self.case, form.cleaned_data["file"], by=self.request.user, on=self.on
        )
        return f"已导入 {new} 项返回结果。" if new else "文件里没有新的结果；已有的没有重复登记。"
