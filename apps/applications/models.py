"""What belongs to an application and to nothing below it.

State (with history): Application. Dated facts: Material, SupplementRequest. State without history: EntryDraft
(half-filled forms, encrypted, deleted when the case is submitted).
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from simple_history.models import HistoricalRecords

from apps.benefits.models import Choice
from apps.core.fields import EncryptedTextField


class Application(models.Model):
    """The request itself: channel, pledge, declared relation to staff, causes of hardship. State."""

    case = models.OneToOneField("routing.Case", models.PROTECT, related_name="application")
    channel = models.CharField(
        "申请方式",
        max_length=10,
        choices=[
            ("window", "窗口"),
            ("online", "网上"),
            ("agent", "代办"),
            ("community", "社区协助"),
            ("interface", "接口"),
        ],
        default="window",
    )
    agent_name = models.CharField("代办人", max_length=50, blank=True)
    causes = ArrayField(models.CharField(max_length=20), default=list, blank=True, verbose_name="困难原因")
    pledged = models.BooleanField("已签诚信承诺书", default=False)
    staff_relation = models.CharField("与经办人员的近亲属关系", max_length=100, blank=True)
    single_choice = models.CharField(
        "符合单人户条件时的选择",
        max_length=1,
        blank=True,
        choices=Choice.choices,
        help_text="申请表上的意愿；看到测算后另行签字",
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "申请"

    def __str__(self) -> str:
        return str(self.case)


class Material(models.Model):
    """A paper of the dossier: handed in, missing, or obtained from shared data. Dated fact."""

    STATES = [("provided", "已提供"), ("missing", "缺少"), ("shared", "共享获取，不再要求")]
    application = models.ForeignKey(Application, models.PROTECT, related_name="materials")
    name = models.CharField("材料", max_length=60)
    state = models.CharField("状态", max_length=10, choices=STATES)
    provided_on = models.DateField("提供日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "材料"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["application", "name"], name="one_row_per_material")]

    def __str__(self) -> str:
        return self.name


class SupplementRequest(models.Model):
    """The one notice that lists everything missing (57号 第十条). Dated fact."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="supplement")
    items = ArrayField(models.CharField(max_length=60), verbose_name="需补材料")
    note = models.CharField("说明", max_length=300, blank=True)
    shared_reason = models.CharField("可共享材料仍要求提供的理由", max_length=300, blank=True)
    issued_on = models.DateField("告知日期")
    issued_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="告知人")
    supplied_on = models.DateField("补齐日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "一次性补正"

    def __str__(self) -> str:
        return f"{self.application} {len(self.items)} 项"


class EntryDraft(models.Model):
    """A half-filled entry form. Encrypted whole, since it holds typed ID numbers."""

    user = models.ForeignKey("offices.User", models.PROTECT, related_name="+")
    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    payload = EncryptedTextField("内容", purpose="entry_draft")
    saved_at = models.DateTimeField("保存时间")

    class Meta:
        verbose_name = verbose_name_plural = "未提交的登记"

    def __str__(self) -> str:
        return f"{self.user} {self.saved_at:%Y-%m-%d %H:%M}"
