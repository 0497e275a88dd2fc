"""Pages of objecting, of handling what was objected, and of the appraisal: 召集, 提名, 记录."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.urls import reverse

from apps.core import clock
from apps.core.errors import Refused
from apps.offices.roles import Permission
from apps.publicity import queries, services
from apps.publicity.forms import (
    ConveneForm,
    HandleObjectionsForm,
    MembersForm,
    ObjectionForm,
    RecordAppraisalForm,
)
from apps.routing.queries import opinion_before_notice
from apps.routing.step_view import StepView


class ObjectionView(StepView):
    step = "public_notice"
    permission = Permission.OBJECTION
    title = "登记异议"
    act = "登记异议"
    form_class = ObjectionForm

    def perform(self, form: Any) -> str:
        services.record_objection(self.case, **form.cleaned_data, by=self.request.user, on=self.on)
        return "已登记异议，内容保密。办件退回调查核实，重新提出意见以后再公示。"


class HandleObjectionsView(StepView):
    """What was objected, for the eyes of whoever handles it, and which way it is looked into."""

    title = "处理异议"
    permission = Permission.FIRST_REVIEW
    act = "提交处理方式"
    form_class = HandleObjectionsForm
    template_name = "publicity/handle_objections.html"

    @property
    def step(self) -> str:
        return opinion_before_notice(self.case)

    def context(self) -> dict[str, Any]:
        return {"lines": services.read_objections(self.case, by=self.request.user, on=self.on)}

    def perform(self, form: Any) -> str:
        services.handle_objections(self.case, **form.cleaned_data, by=self.request.user, on=self.on)
        if form.cleaned_data["way"] == "appraisal":
            return "已决定组织民主评议。请定时间、地点，由居住地街道提出评议人员名单。"
        return f"已退回{self.case.front_office}重新入户调查。"


class ConveneView(StepView):
    """When, where and under whom."""

    step = "appraisal"
    title = "召集民主评议"
    act = "召集评议"
    form_class = ConveneForm
    template_name = "publicity/appraisal.html"

    def form_kwargs(self) -> dict[str, Any]:
        board = self.board
        held = board.appraisal
        day = clock.at(self.on + dt.timedelta(days=3), 9, 30)
        initial = {"held_at": day, "place": board.usual_place, "host": str(self.request.user)}
        if held:
            initial = {"held_at": held.held_at, "place": held.place, "host": held.host}
        return {"initial": initial}

    @property
    def board(self):
        return queries.appraisal_board(self.case)

    def context(self) -> dict[str, Any]:
        return {"board": self.board, "may_convene": True}

    def perform(self, form: Any) -> str:
        services.convene_appraisal(self.case, **form.cleaned_data, by=self.request.user, on=self.on)
        return "已召集民主评议。评议人员名单提出后，开会、签字，再登记结果。"

    def success_url(self) -> str:
        return reverse("publicity:appraisal", args=[self.case.pk])


class AppraisalView(ConveneView):
    """Convening as long as nothing is fixed, the minutes once it is: the same step, the same address."""

    title = "民主评议"

    @property
    def convened(self) -> bool:
        return queries.appraisal_to_hold(self.case) is not None

    @property
    def act(self) -> str:
        return "登记评议结果" if self.convened else "召集评议"

    @property
    def form_class(self):
        return RecordAppraisalForm if self.convened else ConveneForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"members": self.board.members} if self.convened else super().form_kwargs()

    def perform(self, form: Any) -> str:
        if not isinstance(form, RecordAppraisalForm):
            return super().perform(form)
        held = services.record_appraisal(
            self.case, form.entry(), minutes=form.cleaned_data["minutes"], by=self.request.user, on=self.on
        )
        return f"已登记民主评议：{held.get_conclusion_display()}。评议记录已出具。"

    def success_url(self) -> str:
        return reverse("desk:case" if not self.convened else "publicity:appraisal", args=[self.case.pk])


class NameMembersView(StepView):
    """The office where it is held names who is invited."""

    permission = Permission.APPRAISAL
    step = "appraisal"
    title = "提出评议人员名单"
    act = "提交名单"
    form_class = MembersForm
    template_name = "publicity/appraisal.html"

    def check_open(self) -> None:
        if queries.appraisal_to_hold(self.case) is None:
            raise Refused("not_convened", "没有办理。评议还没有召集；请户籍地街道先定时间和地点。")
        if not queries.may_name_members(self.case, self.request.user, self.on):
            raise PermissionDenied

    def form_kwargs(self) -> dict[str, Any]:
        rows: dict[str, list[str]] = {}
        for member in queries.appraisal_board(self.case).members:
            rows.setdefault(member.role, []).append(member.name)
        return {"initial": {role: "\n".join(names) for role, names in rows.items()}}

    def context(self) -> dict[str, Any]:
        return {"board": queries.appraisal_board(self.case)}

    def perform(self, form: Any) -> str:
        made = services.name_members(self.case, form.entries(), by=self.request.user, on=self.on)
        return f"已提出评议人员 {len(made)} 人。"
