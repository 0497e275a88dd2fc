"""What was posted where and when, before the decision (公示) and after it (公布); what was objected, and what the
neighbours said of it (民主评议). Dated facts.
"""

from django.db import models
from django.db.models import F, Q

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
    way = models.CharField(
        "处理方式", max_length=10, blank=True, choices=[("appraisal", "民主评议"), ("resurvey", "重新调查")]
    )
    handled_on = models.DateField("处理日期", null=True, blank=True)
    handled_by = models.ForeignKey(
        "offices.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="处理人"
    )

    class Meta:
        verbose_name = verbose_name_plural = "异议"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(way="", handled_on__isnull=True)
                | (~Q(way="") & Q(handled_on__isnull=False, handled_by__isnull=False)),
                name="handled_objection_says_how_and_who",
            )
        ]

    def __str__(self) -> str:
        return f"{self.notice} {self.received_on}"


class Conclusion(models.TextChoices):
    SUPPORTED = "supported", "同意给予救助"
    OPPOSED = "opposed", "不同意给予救助"
    TIED = "tied", "票数相等，重新调查"


class Appraisal(models.Model):
    """民主评议 of one round: organised by the hukou office, held at the residence, voted and written down. Dated fact."""

    step = models.OneToOneField("routing.Step", models.PROTECT, related_name="appraisal")
    organiser = models.ForeignKey("offices.Office", models.PROTECT, related_name="+", verbose_name="组织街道")
    assistant = models.ForeignKey(
        "offices.Office", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="协助街道"
    )
    place_office = models.ForeignKey(
        "offices.Office", models.PROTECT, related_name="+", verbose_name="举行地街道"
    )
    held_at = models.DateTimeField("评议时间")
    place = models.CharField("评议地点", max_length=100)
    host = models.CharField("主持人", max_length=50)
    convened_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="召集人")
    policy_talk = models.TextField("宣讲政策", blank=True)
    situation = models.TextField("介绍情况", blank=True)
    discussion = models.TextField("评议情况", blank=True)
    dissent = models.TextField("不同意见", blank=True)
    votes_for = models.PositiveSmallIntegerField("赞成", null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField("反对", null=True, blank=True)
    abstentions = models.PositiveSmallIntegerField("弃权", null=True, blank=True)
    conclusion = models.CharField("评议结论", max_length=10, blank=True, choices=Conclusion.choices)
    minutes = models.ForeignKey(
        "documents.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="签字记录",
    )
    recorded_by = models.ForeignKey(
        "offices.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="记录人"
    )
    recorded_on = models.DateField("记录日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "民主评议"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(conclusion="")
                | Q(conclusion="supported", votes_for__gt=F("votes_against"))
                | Q(conclusion="opposed", votes_for__lt=F("votes_against"))
                | Q(conclusion="tied", votes_for=F("votes_against")),
                name="appraisal_concludes_as_it_voted",
            )
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.get_conclusion_display()}"


class AppraisalMember(models.Model):
    """One name of the roll; came or did not. Dated fact."""

    ROLES = [
        ("representative", "居（村）民代表"),
        ("committee", "居（村）委会成员"),
        ("party", "党员代表"),
        ("official", "街道工作人员"),
    ]
    appraisal = models.ForeignKey(Appraisal, models.PROTECT, related_name="members")
    name = models.CharField("姓名", max_length=50)
    role = models.CharField("身份", max_length=16, choices=ROLES)
    named_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="提名人")
    attended = models.BooleanField("到会", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "评议人员"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["appraisal", "name"], name="one_row_per_name")]

    def __str__(self) -> str:
        return self.name
