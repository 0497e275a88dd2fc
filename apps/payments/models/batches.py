"""Monthly batches and what is owed in them. Payments know awards and nothing above them.

State (with history): Batch. Records: Payment, Held, Retry. One payment per award, month, kind and cause. While a batch is
a draft its lines may be thrown away and written anew; once it is approved nobody changes or removes them.
"""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from apps.benefits.models import Kind, RecoveryOrder


class BatchState(models.TextChoices):
    DRAFT = "draft", "等待审批"
    APPROVED = "approved", "已批准"
    EXPORTED = "exported", "已导出"
    SETTLED = "settled", "已结清"


class Cause(models.TextChoices):
    """Why a line is owed: the month itself, an earlier month that was not paid in its time, what a late decision makes
    of a month that was paid, or what is paid once.
    """

    REGULAR = "regular", "当月"
    ARREARS = "arrears", "补发"
    BACK_PAY = "back_pay", "补差"
    ONE_TIME = "one_time", "一次性"


class HeldReason(models.TextChoices):
    """Why an award is due and not paid; the database finds them while drafting (`services.draft_batch`)."""

    NO_ACCOUNT = "no_account", "没有有效账户"
    SEVERAL_ACCOUNTS = "several_accounts", "有效账户不止一个"
    SHARED_ACCOUNT = "shared_account", "与另一家庭同一账号"
    HOLDER_NOT_MEMBER = "holder_not_member", "户名不是家庭成员"
    HOLDER_DIED = "holder_died", "户名人员已去世"


class Batch(models.Model):
    """What one office pays for one month. State until it is approved; from then on the database lets it go on to
    exported and settled, and keeps everything else as it is.

    `register_awards` and `register_amount` are counted from the awards alone, in the statement that drafts, so that
    listed + held can be proved against them.
    """

    number = models.CharField("批次号", max_length=40, unique=True)
    office = models.ForeignKey(
        "offices.Office", models.PROTECT, related_name="batches", verbose_name="发放街道"
    )
    month = models.DateField("月份")
    state = models.CharField("状态", max_length=10, choices=BatchState.choices, default=BatchState.DRAFT)
    register_awards = models.PositiveIntegerField("待遇登记簿有效户数", default=0)
    register_amount = models.DecimalField("待遇登记簿应发", max_digits=14, decimal_places=2, default=0)
    drafted_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="制表人")
    drafted_on = models.DateField("制表日期")
    approved_by = models.ForeignKey(
        "offices.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="审批人"
    )
    approved_on = models.DateField("审批日期", null=True, blank=True)
    roster = models.OneToOneField(
        "documents.Document", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="发放名册"
    )
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
                | Q(
                    state__in=["approved", "exported", "settled"],
                    approved_by__isnull=False,
                    approved_on__isnull=False,
                ),
                name="approved_batch_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_approved(self) -> bool:
        """Whether a second person has signed it, whatever came after that."""
        return self.state != BatchState.DRAFT


class Payment(models.Model):
    """What is owed to a household for a month and a cause. Record.

    `sequence`: the how-manieth back-pay of this month and kind; 0 for every other cause. `payee`: the institution that takes
    it, instead of an `account`. `set_off`: what of it is held back towards a recovery, `to_pay`: what goes to the bank.
    """

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="payments")
    award = models.ForeignKey("benefits.Award", models.PROTECT, related_name="payments")
    month = models.DateField("月份")
    kind = models.CharField("种类", max_length=20, choices=Kind.choices)
    cause = models.CharField("原由", max_length=40, choices=Cause.choices, default=Cause.REGULAR)
    sequence = models.PositiveSmallIntegerField("第几次补差", default=0)
    amount = models.DecimalField("金额", max_digits=12, decimal_places=2)
    members = models.PositiveSmallIntegerField("人数")
    account = models.ForeignKey(
        "households.BankAccount",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="账户",
    )
    payee = models.CharField("代收机构", max_length=60, blank=True)
    set_off = models.DecimalField("抵扣", max_digits=12, decimal_places=2, default=Decimal("0.00"))
    set_off_order = models.ForeignKey(
        RecoveryOrder,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="payments",
        verbose_name="抵扣的追回",
    )
    to_pay = models.GeneratedField(
        expression=F("amount") - F("set_off"),
        output_field=models.DecimalField("实发", max_digits=12, decimal_places=2),
        db_persist=True,
    )

    class Meta:
        verbose_name = verbose_name_plural = "应发"
        indexes = [
            models.Index(
                fields=["set_off_order"],
                name="payment_set_off",
                condition=Q(set_off_order__isnull=False),
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["award", "month", "kind", "cause", "sequence"], name="paid_once"),
            models.CheckConstraint(
                condition=Q(cause="back_pay", sequence__gt=0) | ~Q(cause="back_pay") & Q(sequence=0),
                name="back_pays_are_counted",
            ),
            models.UniqueConstraint(
                fields=["award", "month", "kind"],
                condition=Q(cause__in=["regular", "arrears"]),
                name="a_month_is_paid_in_its_time_or_later",
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="payment_month_is_a_month"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_is_positive"),
            models.CheckConstraint(
                condition=Q(account__isnull=False) | ~Q(payee=""), name="payment_goes_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(set_off=0, set_off_order=None)
                | Q(set_off__gt=0, set_off__lt=F("amount"), cause="regular", set_off_order__isnull=False),
                name="set_off_leaves_something_of_the_month",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award} {self.month:%Y-%m} {self.amount}"


class Held(models.Model):
    """What is due but not in the batch, line by line as a payment would be, with the reason. Record."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="held")
    award = models.ForeignKey("benefits.Award", models.PROTECT, related_name="+")
    month = models.DateField("月份")
    kind = models.CharField("种类", max_length=20, choices=Kind.choices)
    cause = models.CharField("原由", max_length=40, choices=Cause.choices, default=Cause.REGULAR)
    amount = models.DecimalField("金额", max_digits=12, decimal_places=2)
    members = models.PositiveSmallIntegerField("人数")
    reason = models.CharField("原因", max_length=20, choices=HeldReason.choices)

    class Meta:
        verbose_name = verbose_name_plural = "暂缓付款"
        constraints = [models.UniqueConstraint(fields=["batch", "award", "month", "kind"], name="held_once")]

    def __str__(self) -> str:
        return f"{self.award} {self.get_reason_display()}"


class Retry(models.Model):
    """A payment that came back, listed again in a later batch, to an account that was corrected since. Record.

    `transfer` is the attempt that failed; it is followed by one retry at most.
    """

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="retries")
    payment = models.ForeignKey(Payment, models.PROTECT, related_name="retries")
    transfer = models.OneToOneField("payments.Transfer", models.PROTECT, related_name="retry")
    account = models.ForeignKey(
        "households.BankAccount", models.PROTECT, related_name="+", verbose_name="账户"
    )

    class Meta:
        verbose_name = verbose_name_plural = "退票重发"

    def __str__(self) -> str:
        return f"{self.payment} 重发"
