"""追回: what was paid without right, month by month, and how it comes back.

State (with history): RecoveryOrder. Records: RecoveryMonth, RecoveryPlan, SetOffDecision, RecoveryReceipt.
"""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from apps.benefits.models.ledger import Award


class RecoveryState(models.TextChoices):
    NOTICED = "noticed", "已告知，听取陈述"
    DECIDED = "decided", "已决定"
    SETTLED = "settled", "已退清"
    DROPPED = "dropped", "不予追回"


class RecoveryOrder(models.Model):
    """State: one order to pay back. The household is heard before a second person decides.

    `good_faith`: the error was not the household's (《措施》26), with the words of who found it. The range of a fine
    (649号 第六十八条) is recorded and never decided here. `total` is the sum of its months. `ledger_seen`: the last row of
    the award's ledger when its months were worked out, and again when it was decided; a row that came later has the last
    word on its month.
    """

    award = models.ForeignKey(Award, models.PROTECT, related_name="recoveries", verbose_name="待遇")
    reason = models.TextField("事由")
    change_month = models.DateField("变化月份")
    good_faith = models.BooleanField("非家庭过错", default=False)
    fraud = models.BooleanField("骗取", default=False)
    total = models.DecimalField("应退", max_digits=12, decimal_places=2)
    ledger_seen = models.BigIntegerField("核算依据的台账行")
    penalty_min = models.DecimalField("罚款下限", max_digits=12, decimal_places=2, null=True, blank=True)
    penalty_max = models.DecimalField("罚款上限", max_digits=12, decimal_places=2, null=True, blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=RecoveryState.choices, default=RecoveryState.NOTICED
    )
    statement = models.TextField("家庭陈述", blank=True)
    noticed_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="告知人")
    noticed_on = models.DateField("告知日期")
    decided_by = models.ForeignKey(
        "offices.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="决定人"
    )
    decided_on = models.DateField("决定日期", null=True, blank=True)
    text = models.TextField("决定意见", blank=True)
    letter = models.OneToOneField(
        "documents.Document",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="追回决定书",
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "追回"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(total__gt=0), name="recovery_is_positive"),
            models.CheckConstraint(condition=Q(change_month__day=1), name="recovery_from_a_month"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("noticed_by")),
                name="who_noticed_does_not_decide",
                violation_error_message="告知人不得决定同一追回事项。",
            ),
            models.CheckConstraint(
                condition=Q(state="noticed", decided_by__isnull=True)
                | ~Q(state="noticed") & Q(decided_by__isnull=False, decided_on__isnull=False),
                name="decided_recovery_says_by_whom",
            ),
            models.UniqueConstraint(
                fields=["award"], condition=Q(state="noticed"), name="one_recovery_is_heard_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award.household} 追回 {self.total}"


class RecoveryMonth(models.Model):
    """One month: what was paid, what was due by the facts and the standard of that month. Record."""

    order = models.ForeignKey(RecoveryOrder, models.PROTECT, related_name="months")
    month = models.DateField("月份")
    standard = models.DecimalField("当月标准", max_digits=12, decimal_places=2, null=True, blank=True)
    paid = models.DecimalField("已发", max_digits=12, decimal_places=2)
    due = models.DecimalField("应发", max_digits=12, decimal_places=2)
    difference = models.DecimalField("应退", max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = verbose_name_plural = "追回月份"
        ordering = ["month"]
        constraints = [
            models.UniqueConstraint(fields=["order", "month"], name="recovered_once_per_order"),
            models.CheckConstraint(
                condition=Q(difference=F("paid") - F("due")) | Q(difference=0, paid__lte=F("due")),
                name="difference_is_paid_less_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order} {self.month:%Y-%m}"


class RecoveryPlan(models.Model):
    """An instalment that the decision sets. Record."""

    order = models.ForeignKey(RecoveryOrder, models.PROTECT, related_name="instalments")
    due_on = models.DateField("应交日期")
    amount = models.DecimalField("金额", max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = verbose_name_plural = "退款计划"
        ordering = ["due_on"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="instalment_is_positive")]

    def __str__(self) -> str:
        return f"{self.order} {self.due_on}"


class SetOffDecision(models.Model):
    """抵扣: what the district lets be held back of each month's benefit towards an order. Record; the last one that has
    begun counts, and one of 0 yuan ends it.
    """

    order = models.ForeignKey(RecoveryOrder, models.PROTECT, related_name="set_off_decisions")
    monthly = models.DecimalField("每月抵扣", max_digits=12, decimal_places=2)
    from_month = models.DateField("自何月起")
    reference = models.CharField("区级决定文号", max_length=60)
    text = models.TextField("决定意见")
    decided_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="登记人")
    decided_on = models.DateField("决定日期")
    letter = models.OneToOneField(
        "documents.Document", models.PROTECT, related_name="+", verbose_name="追回款抵扣告知书"
    )

    class Meta:
        verbose_name = verbose_name_plural = "抵扣决定"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(monthly__gte=0), name="set_off_is_not_negative"),
            models.CheckConstraint(condition=Q(from_month__day=1), name="set_off_from_a_month"),
            models.UniqueConstraint(fields=["order", "reference"], name="one_set_off_per_reference"),
        ]

    def __str__(self) -> str:
        return f"{self.order} 每月抵扣 {self.monthly}"


class RecoveryReceipt(models.Model):
    """Money that came back: by a receipt, or (`by_set_off`) held back by the batch whose number it bears. Record."""

    order = models.ForeignKey(RecoveryOrder, models.PROTECT, related_name="receipts")
    amount = models.DecimalField("金额", max_digits=12, decimal_places=2)
    number = models.CharField("票据号", max_length=40)
    received_on = models.DateField("收到日期")
    received_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="收款人")
    by_set_off = models.BooleanField("抵扣", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "退款收据"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="receipt_is_positive"),
            models.UniqueConstraint(fields=["order", "number", "by_set_off"], name="one_receipt_per_number"),
        ]

    def __str__(self) -> str:
        return f"{self.order} {self.number}"
