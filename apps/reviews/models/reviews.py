"""Which standing decision is reviewed when, and who put it off."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords


class Review(models.Model):
    """One review of one standing decision, opened before it falls due. State.

    `grant`: the decision by which the household lives. `due_on` follows from `last_review` and the cycle (the rule
    `review_cycle`); the day in force after an extension stands on the case. `reviewed_on`: the day of its decision.
    """

    case = models.OneToOneField(
        "routing.Case",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="review",
        verbose_name="办件",
        help_text="使用本系统以前的核查没有办件",
    )
    grant = models.ForeignKey(
        "benefits.Decision", models.PROTECT, related_name="reviews", verbose_name="在保依据"
    )
    last_review = models.DateField("上次核查")
    cycle_months = models.PositiveSmallIntegerField("核查周期（月）")
    due_on = models.DateField("应核查日")
    opened_on = models.DateField("开始日期")
    reviewed_on = models.DateField("核查完成日", null=True, blank=True)
    cancelled_on = models.DateField("不再核查", null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "定期核查"
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["grant", "due_on"], name="one_review_per_decision_and_day"),
            models.UniqueConstraint(
                fields=["grant"],
                condition=Q(reviewed_on__isnull=True, cancelled_on__isnull=True),
                name="one_open_review_per_decision",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_on__isnull=True) | Q(cancelled_on__isnull=True),
                name="review_ends_once",
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=False) | Q(reviewed_on__isnull=False),
                name="open_review_has_its_case",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("last_review")), name="review_due_after_the_last"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.due_on:%Y-%m-%d}"


class Extension(models.Model):
    """A decision to put off the reviews of a group in a major emergency (57号 第三十一条). Record.

    It holds for what falls due in the area of `office` (and the streets below it) from `due_from` to `due_to`.
    """

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+", verbose_name="适用机关")
    due_from = models.DateField("应核查日自")
    due_to = models.DateField("应核查日至")
    extended_to = models.DateField("延至")
    reason = models.CharField("理由", max_length=200)
    document = models.CharField("文件依据", max_length=100)
    cases = models.PositiveIntegerField("涉及在办核查", default=0)
    decided_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="决定人")
    decided_on = models.DateField("决定日期")

    class Meta:
        verbose_name = verbose_name_plural = "核查延期"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_to__gte=F("due_from"), extended_to__gt=F("due_to")),
                name="extension_days_in_order",
                violation_error_message="延至日期须晚于应核查日。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.office} 延至 {self.extended_to:%Y-%m-%d}"
