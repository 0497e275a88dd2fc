"""一次性待遇: what the people of the register get once, computed by a rule of a day and approved by a second person.

State until it is approved: OneTimeRound. Records: OneTimeGroup, OneTimeShare. Its amounts are rows of the ledger of one month each.
"""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from apps.benefits.models.ledger import Award, Kind


class RoundState(models.TextChoices):
    DRAFT = "draft", "等待批准"
    APPROVED = "approved", "已批准"
    DISCARDED = "discarded", "已作废"


class OneTimeRound(models.Model):
    """One kind of money for one register: that of `register_month`, of all offices below `office`, paid in `pay_month`.

    `figures` are the facts that were typed in (indices, the season); `rate` is what the rule took. The approval is the
    decision for all its amounts. `deceased`: whose funeral subsidy it is; such a round is for one death, not for a register,
    and one that is not paid is kept all the same, with the reason.
    """

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+", verbose_name="区")
    kind = models.CharField("种类", max_length=20, choices=[(kind.value, kind.label) for kind in Kind])
    title = models.CharField("名称", max_length=100)
    register_month = models.DateField("登记簿月份")
    pay_month = models.DateField("发放月份")
    deceased = models.ForeignKey(
        "households.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="逝者"
    )
    figures = models.JSONField("依据数据", default=dict, blank=True)
    basis = models.CharField("依据", max_length=300)
    persons = models.PositiveIntegerField("人数", default=0)
    total = models.DecimalField("合计", max_digits=14, decimal_places=2, default=0)
    state = models.CharField("状态", max_length=10, choices=RoundState.choices, default=RoundState.DRAFT)
    drafted_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="起草人")
    drafted_on = models.DateField("起草日期")
    approved_by = models.ForeignKey(
        "offices.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="批准人"
    )
    approved_on = models.DateField("批准日期", null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "一次性待遇"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind", "register_month"],
                condition=~Q(state="discarded") & Q(deceased__isnull=True),
                name="one_round_per_register",
            ),
            models.UniqueConstraint(
                fields=["deceased"],
                condition=~Q(state="discarded"),
                name="one_funeral_subsidy_per_deceased",
            ),
            models.CheckConstraint(
                condition=Q(kind="funeral", deceased__isnull=False)
                | ~Q(kind="funeral") & Q(deceased__isnull=True),
                name="a_funeral_round_names_the_deceased",
            ),
            models.CheckConstraint(
                condition=Q(register_month__day=1, pay_month__day=1), name="round_in_whole_months"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("drafted_by")),
                name="round_maker_does_not_approve",
                violation_error_message="起草人不得批准自己起草的一次性待遇。",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") & Q(approved_by__isnull=True)
                | Q(state="approved", approved_by__isnull=False, approved_on__isnull=False),
                name="approved_round_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class OneTimeGroup(models.Model):
    """A group of people in the sheet of a round; `paid` false: counted, but paid by another office. Record."""

    round = models.ForeignKey(OneTimeRound, models.PROTECT, related_name="groups")
    label = models.CharField("对象", max_length=40)
    persons = models.PositiveIntegerField("人数")
    amount = models.DecimalField("金额", max_digits=14, decimal_places=2)
    paid = models.BooleanField("本机构发放", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "一次性待遇分组"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.round} {self.label}"


class OneTimeShare(models.Model):
    """What one award gets by a round, before and after its approval. Record."""

    round = models.ForeignKey(OneTimeRound, models.PROTECT, related_name="shares")
    award = models.ForeignKey(Award, models.PROTECT, related_name="+")
    persons = models.PositiveSmallIntegerField("人数")
    amount = models.DecimalField("金额", max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = verbose_name_plural = "一次性待遇明细"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "award"], name="one_share_per_award"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="share_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.award}"
