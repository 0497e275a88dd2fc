"""A case (办件), who is in it, its steps and its hand-overs.

State (with history): Case, Step. Dated facts: CaseParty, HandOver. Only `routing.services` writes them;
`advance` is the only writer of a step's state.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords


class Programme(models.TextChoices):
    DIBAO = "dibao", "低保"
    EDGE_HOUSEHOLD = "edge_household", "低保边缘"
    TEKUN_SUPPORT = "tekun_support", "特困供养"
    RIGID_EXPENDITURE = "rigid_expenditure", "刚性支出困难"


class CaseKind(models.TextChoices):
    APPLICATION = "application", "申请"
    PERIODIC_REVIEW = "periodic_review", "定期核查"
    CHANGE_REPORT = "change_report", "变更"
    TAKEOVER = "takeover", "接管"


class CaseState(models.TextChoices):
    SUBMITTED = "submitted", "待受理"
    OPEN = "open", "办理中"
    CLOSED = "closed", "已办结"


class Outcome(models.TextChoices):
    APPROVED = "approved", "予以确认"
    DENIED = "denied", "不予确认"
    WITHDRAWN = "withdrawn", "申请人撤回"
    TERMINATED = "terminated", "终止办理"
    KEPT = "kept", "保持不变"
    ADJUSTED = "adjusted", "已调整"
    TAPERED = "tapered", "渐退"
    STOPPED = "stopped", "停发"
    CANCELLED = "cancelled", "不再办理"


class Case(models.Model):
    """One matter from submission to its end, seen by both offices. State."""

    number = models.CharField("办件号", max_length=40, unique=True)
    kind = models.CharField("事项", max_length=20, choices=CaseKind.choices, default=CaseKind.APPLICATION)
    programme = models.CharField("申请类别", max_length=20, choices=Programme.choices)
    household = models.ForeignKey(
        "households.Household", models.PROTECT, related_name="cases", verbose_name="家庭"
    )
    applicant = models.ForeignKey(
        "households.Person", models.PROTECT, related_name="+", verbose_name="申请人"
    )
    # The routing answer, computed once on acceptance (apps.rules.routing); before that what intake expects.
    mode = models.CharField("办理方式", max_length=12)
    intake_office = models.ForeignKey(
        "offices.Office", models.PROTECT, related_name="+", verbose_name="受理街道"
    )
    front_office = models.ForeignKey(
        "offices.Office", models.PROTECT, related_name="+", verbose_name="核对和入户街道"
    )
    residence_office = models.ForeignKey(
        "offices.Office", models.PROTECT, related_name="+", verbose_name="居住地街道"
    )
    hukou_office = models.ForeignKey(
        "offices.Office", models.PROTECT, related_name="+", verbose_name="户籍地街道"
    )
    decider_office = models.ForeignKey(
        "offices.Office", models.PROTECT, related_name="+", verbose_name="审核确认机关"
    )
    limit_days = models.PositiveSmallIntegerField("办结期限（工作日）", default=0)
    extended_reasons = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    submitted_on = models.DateField("提交日期")
    accepted_on = models.DateField("受理日期", null=True, blank=True)
    due_on = models.DateField("到期日", null=True, blank=True, help_text="期限是日历上的一天的，如定期核查")
    asked = ArrayField(models.CharField(max_length=24), default=list, blank=True, verbose_name="要求的查证")
    proposed = models.BooleanField("拟予确认", null=True, blank=True)
    state = models.CharField("状态", max_length=12, choices=CaseState.choices, default=CaseState.SUBMITTED)
    outcome = models.CharField("结果", max_length=12, choices=Outcome.choices, blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "办件"
        ordering = ["-submitted_on", "-id"]
        indexes = [
            models.Index(fields=["state", "intake_office"]),
            models.Index(fields=["state", "hukou_office"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="submitted", accepted_on__isnull=True)
                | Q(accepted_on__isnull=False)
                | Q(state="closed"),
                name="accepted_case_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False)
                | (~Q(state="closed") & Q(closed_on__isnull=True)),
                name="closed_case_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def split(self) -> bool:
        """人户分离: two offices work on the case."""
        return self.residence_office_id != self.hukou_office_id


class CaseParty(models.Model):
    """A person in a case. `live` until the case closes: nobody is in two live basic-living applications. Dated fact."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="parties")
    person = models.ForeignKey("households.Person", models.PROTECT, related_name="parties")
    live = models.BooleanField(default=True)

    class Meta:
        verbose_name = verbose_name_plural = "办件当事人"
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], name="one_party_row_per_case"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(live=True), name="one_live_application_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}（{self.case}）"


class StepState(models.TextChoices):
    OPEN = "open", "未开始"
    STARTED = "started", "办理中"
    DONE = "done", "已办"
    RETURNED = "returned", "退回"
    CANCELLED = "cancelled", "不再办理"


class Step(models.Model):
    """One step of a case at one office in one round. State; written by `routing.services.advance` alone."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    name = models.CharField("环节", max_length=24)
    round = models.PositiveSmallIntegerField("轮次", default=1)
    side = models.CharField("承办方", max_length=8)
    office = models.ForeignKey(
        "offices.Office", models.PROTECT, related_name="steps", verbose_name="承办机关"
    )
    assignee = models.ForeignKey(
        "offices.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assigned_steps",
        verbose_name="承办人",
    )
    state = models.CharField("状态", max_length=10, choices=StepState.choices, default=StepState.OPEN)
    waiting_for = models.CharField(
        "等待", max_length=12, blank=True, choices=[("applicant", "申请人补正"), ("notice", "公示期满")]
    )
    opened_on = models.DateField("开始等待")
    started_on = models.DateField("着手日期", null=True, blank=True)
    done_on = models.DateField("完成日期", null=True, blank=True)
    done_by = models.ForeignKey(
        "offices.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="办理人"
    )
    note = models.CharField("说明", max_length=500, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "办理环节"
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["office"], condition=Q(state__in=["open", "started"]), name="pending_steps_of_office"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "name", "round", "office"], name="one_step_per_round_and_office"
            ),
            models.UniqueConstraint(
                fields=["case", "name", "office"],
                condition=Q(state__in=["open", "started"]),
                name="one_pending_step_per_name_and_office",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_on__isnull=False, done_by__isnull=False),
                name="done_step_says_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.name} {self.round}"


class HandOver(models.Model):
    """A dossier sent from one office to the other, and received or sent back. Dated fact."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="hand_overs")
    round = models.PositiveSmallIntegerField("轮次")
    from_office = models.ForeignKey(
        "offices.Office", models.PROTECT, related_name="+", verbose_name="移送机关"
    )
    to_office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+", verbose_name="接收机关")
    items = ArrayField(models.CharField(max_length=100), default=list, verbose_name="材料目录")
    message = models.CharField("来件说明", max_length=500, blank=True)
    sent_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="移送人")
    sent_on = models.DateField("移送日期")
    received_by = models.ForeignKey(
        "offices.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="签收人"
    )
    received_on = models.DateField("签收日期", null=True, blank=True)
    returned_by = models.ForeignKey(
        "offices.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="退回人"
    )
    returned_on = models.DateField("退回日期", null=True, blank=True)
    return_reason = models.CharField("退回原因", max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "移送"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["case", "round"], name="one_hand_over_per_round")]

    def __str__(self) -> str:
        return f"{self.case} {self.from_office}→{self.to_office}"


class CaseSeries(models.Model):
    """The last case number given out by an office in a year; locked while one is taken. State."""

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "办件编号"
        constraints = [models.UniqueConstraint(fields=["office", "kind", "year"], name="one_case_series")]

    def __str__(self) -> str:
        return f"{self.office} {self.kind} {self.year}"
