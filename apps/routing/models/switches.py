"""Special times of a region: no exits, or emergency mode. Each use is kept. Dated fact: Switch. Record: SwitchUse."""

from django.db import models
from django.db.models import F, Q


class SwitchKind(models.TextChoices):
    EXIT_MORATORIUM = "exit_moratorium", "暂停退出"
    EMERGENCY_MODE = "emergency_mode", "应急办理"


class Switch(models.Model):
    """A measure of a region from one day to another (both included), by whose document. Dated fact; ended, not edited.

    No exits: nobody's benefit ends. Emergency mode: visits by telephone or video, the longer statutory limit.
    """

    kind = models.CharField("措施", max_length=20, choices=SwitchKind.choices)
    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+", verbose_name="适用机关")
    valid_from = models.DateField("起")
    valid_to = models.DateField("止", null=True, blank=True)
    document = models.CharField("文件依据", max_length=100)
    set_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="设定人")

    class Meta:
        verbose_name = verbose_name_plural = "特殊时期措施"
        ordering = ["-valid_from", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="switch_days_in_order",
            ),
            models.UniqueConstraint(
                fields=["kind", "office"],
                condition=Q(valid_to__isnull=True),
                name="one_open_switch_per_office",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.get_kind_display()}"


class SwitchUse(models.Model):
    """One thing that was done otherwise than usual because of a switch. Record, beside the event on the case."""

    switch = models.ForeignKey(Switch, models.PROTECT, related_name="uses", verbose_name="措施")
    case = models.ForeignKey("routing.Case", models.PROTECT, related_name="+", verbose_name="办件")
    what = models.CharField("用途", max_length=100)
    on = models.DateField("日期")

    class Meta:
        verbose_name = verbose_name_plural = "措施使用记录"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.switch} {self.case}"
