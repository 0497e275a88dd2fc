"""Monthly batches and what is owed in them. Payments know awards and nothing above them.

State (with history): Batch. Records: Payment, Held. One payment per award, month, kind and cause.
"""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords


class BatchState(models.TextChoices):
    DRAFT = "draft", "等待审批"
    APPROVED = "approved", "已批准"


class Batch(models.Model):
    """What one office pays for one month. State; immutable in its payments once approved."""

    number = models.CharField("批次号", max_length=40, unique=True)
    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="batches", verbose_name="发放街道")
    month = models.DateField("月份")
    state = models.CharField("状态", max_length=10, choices=BatchState.choices, default=BatchState.DRAFT)
    drafted_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="制表人")
    drafted_on = models.DateField("制表日期")
    approved_by = models.ForeignKey(
        "offices.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="审批人"
    )
    approved_on = models.DateField("审批日期", null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "发放批次"
        ordering = ["-month", "office"]
        constraints = [
            models.UniqueConstraint(fields=["office", "month"], name="one_batch_per_office_and_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="batch_month_is_a_month"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("drafted_by")),
                name="maker_does_not_approve",
                violation_error_message="制表人不得审批自己制作的批次。",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", approved_by__isnull=True)
                | Q(state="approved", approved_by__isnull=False, approved_on__isnull=False),
                name="approved_batch_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Payment(models.Model):
    """What is owed to a household for a month and a cause. Record."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="payments")
    award = models.ForeignKey("benefits.Award", models.PROTECT, related_name="payments")
    month = models.DateField("月份")
    kind = models.CharField("种类", max_length=20)
    cause = models.CharField("原由", max_length=40, default="regular")
    amount = models.DecimalField("金额", max_digits=12, decimal_places=2)
    members = models.PositiveSmallIntegerField("人数")
    account = models.ForeignKey("households.BankAccount", models.PROTECT, related_name="+", verbose_name="账户")

    class Meta:
        verbose_name = verbose_name_plural = "应发"
        constraints = [
            models.UniqueConstraint(fields=["award", "month", "kind", "cause"], name="paid_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.award} {self.month:%Y-%m} {self.amount}"


class Held(models.Model):
    """An award that is due but not in the batch, with the reason. Record."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="held")
    award = models.ForeignKey("benefits.Award", models.PROTECT, related_name="+")
    amount = models.DecimalField("金额", max_digits=12, decimal_places=2)
    reason = models.CharField("原因", max_length=100)

    class Meta:
        verbose_name = verbose_name_plural = "暂缓付款"
        constraints = [models.UniqueConstraint(fields=["batch", "award"], name="held_once")]

    def __str__(self) -> str:
        return f"{self.award} {self.reason}"
