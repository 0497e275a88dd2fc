"""The money that is there: funds of a district and what came into them. State (with history): Fund. Record: FundEntry."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from apps.benefits.models import Kind


class FundSource(models.TextChoices):
    CENTRAL = "central", "中央财政"
    CITY = "city", "市级财政"
    DISTRICT = "district", "区级财政"


class Fund(models.Model):
    """State: the money of one district (or city) for some kinds of payments of the offices below it, from a month on."""

    office = models.ForeignKey(
        "offices.Office", models.PROTECT, related_name="funds", verbose_name="管理机构"
    )
    name = models.CharField("名称", max_length=60)
    source = models.CharField("来源", max_length=10, choices=FundSource.choices)
    kinds = ArrayField(models.CharField(max_length=20, choices=Kind.choices), verbose_name="款项")
    since = models.DateField("自批次月份起")
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "资金账户"
        ordering = ["office", "name"]
        constraints = [
            models.UniqueConstraint(fields=["office", "name"], name="one_fund_per_name"),
            models.CheckConstraint(condition=Q(kinds__len__gt=0), name="fund_is_for_something"),
        ]

    def __str__(self) -> str:
        return self.name


class FundEntry(models.Model):
    """Money that came into a fund, or was taken out of it otherwise than by batches (minus), in yuan. Record."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="entries")
    amount = models.DecimalField("金额", max_digits=14, decimal_places=2)
    text = models.CharField("摘要", max_length=100)
    entered_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="登记人")
    entered_on = models.DateField("登记日期")

    class Meta:
        verbose_name = verbose_name_plural = "资金收支"
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="fund_entry_is_something")]

    def __str__(self) -> str:
        return f"{self.fund} {self.amount}"
