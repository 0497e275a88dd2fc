"""An appeal against one decision, before the government above (行政复议) or a court (行政诉讼). Dated fact."""

from django.db import models
from django.db.models import F, Q

from apps.benefits.models.decisions import Decision


class AppealKind(models.TextChoices):
    RECONSIDERATION = "reconsideration", "行政复议"
    LITIGATION = "litigation", "行政诉讼"


class AppealOutcome(models.TextChoices):
    """What became of it; a rejected request leaves the decision as upheld does."""

    UPHELD = "upheld", "维持"
    REVOKED = "revoked", "撤销"
    CHANGED = "changed", "变更"
    WITHDRAWN = "withdrawn", "撤回"
    ENDED = "ended", "终止"


class Appeal(models.Model):
    """Who hears it, under which file number, since when; later, once, how it ended.

    `received_on`: the day on which the authority took it up; `outcome_on` and `outcome_number`: day and number of the
    document that ends it. While `outcome` is empty it runs.
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="appeals", verbose_name="决定")
    kind = models.CharField("种类", max_length=16, choices=AppealKind.choices)
    authority = models.CharField("复议机关或者法院", max_length=60)
    number = models.CharField("案号", max_length=60)
    received_on = models.DateField("受理日期")
    registered_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="登记人")
    registered_on = models.DateField("登记日期")
    outcome = models.CharField("结果", max_length=10, choices=AppealOutcome.choices, blank=True)
    outcome_on = models.DateField("结果日期", null=True, blank=True)
    outcome_number = models.CharField("结果文书号", max_length=60, blank=True)
    closed_by = models.ForeignKey(
        "offices.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="结果登记人"
    )
    closed_on = models.DateField("结果登记日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "复议和诉讼"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "kind"], condition=Q(outcome=""), name="one_running_appeal_per_kind"
            ),
            models.CheckConstraint(
                condition=Q(received_on__lte=F("registered_on")), name="appeal_is_not_in_the_future"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", outcome_on=None, outcome_number="", closed_by=None, closed_on=None)
                | ~Q(outcome="")
                & ~Q(outcome_number="")
                & Q(
                    closed_by__isnull=False, outcome_on__gte=F("received_on"), outcome_on__lte=F("closed_on")
                ),
                name="appeal_ends_whole_and_after_receipt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}（{self.authority}，{self.number}）"
