"""What a review or a change came to: proposed by one person, decided by another, kept with its figures."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Effect(models.TextChoices):
    """What happens to money that is paid already (57号 第三十二条: 增发、减发、停发)."""

    KEEP = "keep", "保持不变"
    INCREASE = "increase", "增发"
    REDUCE = "reduce", "减发"
    TAPER = "taper", "渐退"
    STOP = "stop", "停发"
    HOLD = "hold", "暂停退出，待遇不变"
    MOVE = "move", "转移发放"
    RESUME = "resume", "终止渐退，恢复发放"


class Resolution(models.Model):
    """One proposal or decision about a standing award, with the figures that the letter shows. Record.

    `decision` is empty for the proposal of a round. Amounts in yuan a month. `plan`: the months of a taper; `recovery`:
    the overpaid months, to be recovered.
    """

    case = models.ForeignKey("routing.Case", models.PROTECT, related_name="resolutions", verbose_name="办件")
    round = models.PositiveSmallIntegerField("轮次")
    opinion = models.ForeignKey("benefits.Opinion", models.PROTECT, related_name="+", verbose_name="意见")
    decision = models.OneToOneField(
        "benefits.Decision",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="resolution",
        verbose_name="决定",
    )
    effect = models.CharField("结果", max_length=10, choices=Effect.choices)
    before = models.DecimalField("原金额", max_digits=12, decimal_places=2)
    after = models.DecimalField("新金额", max_digits=12, decimal_places=2)
    first_month = models.DateField("自何月起")
    reasons = ArrayField(models.CharField(max_length=40), default=list, blank=True, verbose_name="理由代码")
    plan = models.JSONField("渐退安排", default=list, blank=True)
    recovery = models.JSONField("多领月份", default=list, blank=True)
    recovery_total = models.DecimalField("应追回", max_digits=12, decimal_places=2, default=0)
    made_on = models.DateField("日期")

    class Meta:
        verbose_name = verbose_name_plural = "核查和变更结果"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "round"],
                condition=Q(decision__isnull=True),
                name="one_proposed_resolution_per_round",
            ),
            models.CheckConstraint(
                condition=~Q(effect__in=["reduce", "stop"]) | Q(reasons__len__gt=0),
                name="no_reduction_or_stop_without_reason",
                violation_error_message="减发、停发须写明理由。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.get_effect_display()}"

    @property
    def takes_away(self) -> bool:
        """Whether the household gets less or gives back: an appeal that runs must then have been considered."""
        return self.effect in (Effect.REDUCE, Effect.TAPER, Effect.STOP) or self.recovery_total > 0
