"""What is proposed and what is open: drafts of standards, open points."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from apps.core.chinese import span_text
from apps.offices.models import Jurisdiction
from apps.standards.models.dated import Standard, StandardCode


class DraftState(models.TextChoices):
    DRAFTED = "drafted", "待批准"
    APPROVED = "approved", "已批准"
    DISCARDED = "discarded", "已作废"


class StandardDraft(models.Model):
    """State: what one person proposes to do with a standard; a second person's approval does it (`services.drafts`).

    `row` is the row that is succeeded, replaced, corrected or withdrawn; `made` the row that the approval wrote.
    """

    class Act(models.TextChoices):
        ADD = "add", "登记"
        CORRECT = "correct", "更正"
        SUCCEED = "succeed", "接续"
        REPLACE = "replace", "替换"
        WITHDRAW = "withdraw", "撤回"

    act = models.CharField("办理", max_length=10, choices=Act.choices)
    state = models.CharField("状态", max_length=10, choices=DraftState.choices, default=DraftState.DRAFTED)
    row = models.ForeignKey(
        Standard, models.PROTECT, null=True, blank=True, related_name="drafts", verbose_name="原标准"
    )
    code = models.ForeignKey(StandardCode, models.PROTECT, related_name="drafts", verbose_name="标准")
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+", verbose_name="政策区域")
    value = models.CharField("数值", max_length=200, blank=True)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True)
    document_title = models.CharField("文件名称", max_length=200, blank=True)
    document_number = models.CharField("文号", max_length=60, blank=True)
    article = models.CharField("条款", max_length=60, blank=True)
    confirmed = models.BooleanField("已确认", default=False)
    note = models.CharField("说明", max_length=300, blank=True)
    reason = models.CharField("原因", max_length=300, blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="起草人"
    )
    drafted_on = models.DateField("起草日期")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="批准人",
    )
    approved_on = models.DateField("批准日期", null=True, blank=True)
    made = models.OneToOneField(
        Standard,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="made_by_draft",
        verbose_name="写入的标准",
    )
    history = HistoricalRecords(verbose_name="标准草案变更")

    class Meta:
        verbose_name = verbose_name_plural = "标准草案"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("drafted_by")),
                name="drafter_does_not_approve",
                violation_error_message="起草人不得批准自己起草的标准。",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_by__isnull=False, approved_on__isnull=False),
                name="approved_draft_says_by_whom",
            ),
            models.UniqueConstraint(
                fields=["code", "jurisdiction", "valid_from"],
                condition=Q(state="drafted"),
                name="one_open_draft_per_code_area_and_day",
            ),
        ]

    def __str__(self) -> str:
        if self.act == self.Act.WITHDRAW:
            return f"撤回{self.row}"
        shown = self.code.shown(self.value)
        return f"{self.get_act_display()}{self.code}：{shown}（{span_text(self.valid_from, self.valid_to)}）"


class OpenPoint(models.Model):
    """State: a question that the sources leave open (U01 …), the answer shipped, and the standards that hold it.

    With standards it is settled when these are confirmed; without, by a sentence of whoever settles it.
    """

    code = models.CharField("编号", max_length=4, unique=True)
    question = models.CharField("问题", max_length=300)
    default = models.CharField("现按", max_length=300)
    parameters = ArrayField(
        models.CharField(max_length=50), default=list, blank=True, verbose_name="相关标准"
    )
    settled_text = models.CharField("确认意见", max_length=300, blank=True)
    settled_document = models.CharField("依据", max_length=200, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="确认人",
    )
    settled_on = models.DateField("确认日期", null=True, blank=True)
    history = HistoricalRecords(verbose_name="待确认事项变更")

    class Meta:
        verbose_name = verbose_name_plural = "待确认事项"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True) | (Q(settled_by__isnull=False) & ~Q(settled_text="")),
                name="settled_point_says_by_whom",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.question}"
