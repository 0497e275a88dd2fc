"""Pages of posting, taking down, withdrawing and announcing."""

from functools import cached_property
from typing import Any

from apps.publicity import queries, services
from apps.publicity.forms import AnnounceForm, PostForm, RemoveForm, WithdrawNoticeForm
from apps.routing.queries import pending_step
from apps.routing.step_view import StepView


class PublicNoticeView(StepView):
    """张贴 while nothing hangs, 取下 once it does: the same step, the same address."""

    step = "public_notice"
    template_name = "publicity/public_notice.html"

    @cached_property
    def posting(self):
        """What hangs when the request arrives; read once, so that form and act agree while a colleague posts too."""
        return queries.posting_of(pending_step(self.case, self.step, self.request.user, self.on))

    @property
    def act(self) -> str:
        return "登记取下" if self.posting else "登记张贴"

    @property
    def form_class(self):
        return RemoveForm if self.posting else PostForm

    def form_kwargs(self) -> dict[str, Any]:
        if self.posting:
            return {}
        step = pending_step(self.case, self.step, self.request.user, self.on)
        return {"initial": {"place": queries.usual_place(self.case, step.office), "posted_on": self.on}}

    def context(self) -> dict[str, Any]:
        return {"board": queries.notice_board(self.case, self.posting, self.on)}

    def perform(self, form: Any) -> str:
        data = dict(form.cleaned_data)
        if self.posting:
            photo = data.pop("removed_photo")
            services.remove_notice(self.case, photo=photo, **data, by=self.request.user, on=self.on)
            return "已登记取下。两地都取下后，由审核确认人员办理。"
        photo = data.pop("posted_photo")
        posting = services.post_notice(self.case, photo=photo, **data, by=self.request.user, on=self.on)
        return f"已登记在{posting.place}张贴。公示满 7 天后取下。"


class WithdrawNoticeView(StepView):
    """A wrong notice comes down and another one follows."""

    step = "public_notice"
    title = "撤回公示"
    act = "撤回公示"
    danger = True
    form_class = WithdrawNoticeForm

    def perform(self, form: Any) -> str:
        services.withdraw_notice(self.case, **form.cleaned_data, by=self.request.user, on=self.on)
        if form.cleaned_data["content_wrong"]:
            return "已撤回两地的公示，退回更正；更正后重新公示 7 天。"
        return "已撤回本处的公示。请重新张贴并登记，7 天重新计算。"


class AnnouncementView(StepView):
    step = "announcement"
    act = "登记公布"
    form_class = AnnounceForm
    template_name = "publicity/announcement.html"

    def form_kwargs(self) -> dict[str, Any]:
        step = pending_step(self.case, self.step, self.request.user, self.on)
        return {"initial": {"place": queries.usual_place(self.case, step.office)}}

    def context(self) -> dict[str, Any]:
        return {"notice": queries.last_notice(self.case, "announcement")}

    def perform(self, form: Any) -> str:
        services.post_announcement(self.case, **form.cleaned_data, by=self.request.user, on=self.on)
        return "已登记公布。"
