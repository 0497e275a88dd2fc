"""A list that adds up: the register of a period, each household done, excluded with a reason, or still open."""

from django.db import models
from django.db.models import F, Q


class Campaign(models.Model):
    """核查计划: what falls due in a period in an area, frozen when it is opened. It closes only with nothing open. State."""

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+", verbose_name="机关")
    title = models.CharField("名称", max_length=60)
    due_from = models.DateField("应核查日自")
    due_to = models.DateField("应核查日至")
    total = models.PositiveIntegerField("登记簿户数", default=0)
    done = models.PositiveIntegerField("已核查", default=0)
    excluded = models.PositiveIntegerField("未列入", default=0)
    opened_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="建立人")
    opened_on = models.DateField("建立日期")
    closed_by = models.ForeignKey(
        "offices.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="关闭人"
    )
    closed_on = models.DateField("关闭日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "核查计划"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(due_to__gte=F("due_from")), name="campaign_days_in_order"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(total=F("done") + F("excluded")),
                name="campaign_closes_complete",
                violation_error_message="计划里还有没核查的家庭，不能关闭。",
            ),
            models.UniqueConstraint(
                fields=["office", "due_from", "due_to"], name="one_campaign_per_office_and_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.title}"


class CampaignRow(models.Model):
    """One household of the register of a campaign. Dated fact; excluded with a reason by a person, or not at all."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="rows")
    grant = models.ForeignKey("benefits.Decision", models.PROTECT, related_name="+")
    due_on = models.DateField("应核查日")
    excluded_reason = models.CharField("未列入的理由", max_length=200, blank=True)
    excluded_by = models.ForeignKey(
        "offices.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="登记人"
    )

    class Meta:
        verbose_name = verbose_name_plural = "核查计划中的家庭"
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "grant"], name="one_row_per_campaign_and_decision"),
            models.CheckConstraint(
                condition=Q(excluded_reason="", excluded_by__isnull=True)
                | (~Q(excluded_reason="") & Q(excluded_by__isnull=False)),
                name="exclusion_says_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign} {self.grant_id}"
