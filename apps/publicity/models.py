"""What was posted where and when, before the decision (公示) and after it (公布). Dated facts."""

from django.db import models
from django.db.models import Q

from apps.core.fields import EncryptedTextField


class Notice(models.Model):
    """The allow-listed content of a notice: name, number of persons, proposed amount. Dated fact."""

    case = models.ForeignKey("routing.Case", models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=14, choices=[("public_notice", "公示"), ("announcement", "公布")])
    round = models.PositiveSmallIntegerField("轮次", default=1)
    applicant_name = models.CharField("申请人姓名", max_length=50)
    members = models.PositiveSmallIntegerField("保障人数")
    amount = models.DecimalField("金额（元/月）", max_digits=12, decimal_places=2)
    made_on = models.DateField("制作日期")

    class Meta:
        verbose_name = verbose_name_plural = "公示和公布"
        constraints = [models.UniqueConstraint(fields=["case", "kind", "round"], name="one_notice_per_round")]

    def __str__(self) -> str:
        return f"{self.case} {self.get_kind_display()}"


class Posting(models.Model):
    """A notice on the board of one office's community; one that was wrong is withdrawn and another one follows. Dated fact."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="postings")
    step = models.ForeignKey("routing.Step", models.PROTECT, related_name="postings")
    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+", verbose_name="张贴街道")
    place = models.CharField("张贴地点", max_length=100)
    posted_on = models.DateField("张贴日期")
    posted_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="张贴人")
    removed_on = models.DateField("取下日期", null=True, blank=True)
    removed_by = models.ForeignKey(
        "offices.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="取下人"
    )
    proof = models.CharField("证明", max_length=200, blank=True)
    posted_photo = models.ForeignKey(
        "documents.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="张贴照片",
    )
    removed_photo = models.ForeignKey(
        "documents.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="取下照片",
    )
    withdrawn_on = models.DateField("撤回日期", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "offices.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="撤回人"
    )
    withdrawn_reason = models.CharField("撤回原因", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "张贴"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "office"],
                condition=Q(withdrawn_on__isnull=True),
                name="one_posting_per_office",
            ),
            models.UniqueConstraint(
                fields=["step"], condition=Q(withdrawn_on__isnull=True), name="one_posting_per_step"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="withdrawn_posting_says_who_and_why",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(removed_on__isnull=True),
                name="posting_ends_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice} {self.place}"


class Objection(models.Model):
    """Somebody disagrees with a notice; what he said is confidential. Dated fact."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="objections")
    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+", verbose_name="接收街道")
    received_on = models.DateField("收到日期")
    received_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="登记人")
    content = EncryptedTextField("内容", purpose="objection")

    class Meta:
        verbose_name = verbose_name_plural = "异议"

    def __str__(self) -> str:
        return f"{self.notice} {self.received_on}"
