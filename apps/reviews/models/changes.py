"""What a household reported, or an office found out: one dated event of one person or of the household."""

from django.db import models
from django.db.models import F, Q


class ChangeKind(models.TextChoices):
    """Kinds of change; each asks only for the evidence that it needs (`queries.changes.EVIDENCE`)."""

    BIRTH = "birth", "出生"
    DEATH = "death", "死亡"
    MOVE_IN = "move_in", "迁入共同生活"
    MOVE_OUT = "move_out", "不再共同生活"
    JOB_START = "job_start", "就业"
    JOB_END = "job_end", "失业、离岗"
    INCOME = "income", "收入变化"
    PROPERTY = "property", "财产变化"
    RESIDENCE = "residence", "居住地迁移"
    HUKOU = "hukou", "户口迁移"
    REFUSED_JOB = "refused_job", "无正当理由拒绝就业"
    SELF_CARE = "self_care", "生活自理能力变化"


class Found(models.TextChoices):
    """How the office heard of it: only who reports himself gets the taper (津民发〔2020〕19号)."""

    REPORTED = "reported", "家庭主动报告"
    DISCOVERED = "discovered", "街道核查发现"


class ChangeReport(models.Model):
    """One change with its day, who told it, and what it is in figures. Dated fact.

    `happened_on`: the day of the event; `detail`: what was typed in for the kind (amounts as texts in yuan). One event
    is reported once: the same kind, person and day of one household is refused by the database.
    """

    case = models.OneToOneField("routing.Case", models.PROTECT, related_name="change", verbose_name="办件")
    household = models.ForeignKey(
        "households.Household", models.PROTECT, related_name="changes", verbose_name="家庭"
    )
    kind = models.CharField("变更事项", max_length=12, choices=ChangeKind.choices)
    person = models.ForeignKey(
        "households.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="人员"
    )
    subject = models.CharField("涉及的人", max_length=50, blank=True)
    happened_on = models.DateField("发生日期")
    reported_on = models.DateField("报告日期")
    found = models.CharField("来源", max_length=10, choices=Found.choices, default=Found.REPORTED)
    evidence = models.CharField("凭据", max_length=200, blank=True)
    detail = models.JSONField("内容", default=dict, blank=True)
    late = models.BooleanField("超过报告宽限", default=False)
    minor = models.BooleanField("没有明显变化", default=False)
    verified_on = models.DateField("核实日期", null=True, blank=True)
    withdrawn_on = models.DateField("撤回日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "变更报告"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "kind", "subject", "happened_on"],
                condition=Q(withdrawn_on__isnull=True),
                name="one_report_per_event",
            ),
            models.CheckConstraint(
                condition=Q(happened_on__lte=F("reported_on")),
                name="change_is_not_in_the_future",
                violation_error_message="变更日期不能晚于报告日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}{self.get_kind_display()} {self.happened_on:%Y-%m-%d}"
