"""What the law gives (Assessment), what people say to it (Opinion, SingleChoice), who confirmed it (Decision). Records."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from apps.routing.models import Programme


class FoundByPeople(models.TextChoices):
    """Reasons for a denial that no computation finds (57号 第二十九条); the others are `apps.rules.words.REASONS`."""

    NON_COOPERATION = "non_cooperation", "不配合核对或调查，终止审核"
    FALSE_DECLARATION = "false_declaration", "隐瞒或虚报，影响审核"


class Assessment(models.Model):
    """One computation: the frozen facts, the rows of standards used, the explained answer. Record."""

    case = models.ForeignKey("routing.Case", models.PROTECT, related_name="assessments", verbose_name="办件")
    round = models.PositiveSmallIntegerField("轮次", default=1)
    day = models.DateField("测算日")
    jurisdiction = models.CharField("政策地区", max_length=8)
    facts = models.JSONField("事实")
    answer = models.JSONField("结果")
    lines = models.JSONField("逐行")
    equation = models.JSONField("算式")
    standard_ids = ArrayField(models.BigIntegerField(), verbose_name="所用标准")
    # Everything that `judge` takes (n, Y as a fraction, property, …), for a rehearsal; empty where that is not enough.
    totals = models.JSONField("合计", default=dict, blank=True)
    programme = models.CharField("类别", max_length=20)
    amount = models.DecimalField("金额", max_digits=12, decimal_places=2)
    made_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="测算人")
    made_at = models.DateTimeField("测算时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "测算"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.case} {self.amount}"


class Opinion(models.Model):
    """The first review's proposal with its reasons. Record."""

    case = models.ForeignKey("routing.Case", models.PROTECT, related_name="opinions", verbose_name="办件")
    round = models.PositiveSmallIntegerField("轮次")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="+", verbose_name="测算")
    approve = models.BooleanField("拟予确认")
    reasons = ArrayField(models.CharField(max_length=40), default=list, blank=True, verbose_name="理由代码")
    text = models.TextField("初审意见")
    given_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="初审人")
    given_on = models.DateField("初审日期")

    class Meta:
        verbose_name = verbose_name_plural = "初审意见"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["case", "round"], name="one_opinion_per_round")]

    def __str__(self) -> str:
        return f"{self.case} {self.text[:20]}"


class Choice(models.TextChoices):
    """《措施》4「可自主选择」: the household as edge household, or its ill and disabled members as single persons."""

    HOUSEHOLD = "A", "以家庭享受低保边缘家庭待遇"
    SINGLE_PERSON = "B", "由符合条件的成员按单人户享受低保"


class SingleChoice(models.Model):
    """What the family chose and signed, with both computed amounts as it saw them. Record; the newest counts."""

    case = models.ForeignKey("routing.Case", models.PROTECT, related_name="choices", verbose_name="办件")
    choice = models.CharField("选择", max_length=1, choices=Choice.choices)
    amount_a = models.DecimalField("以家庭（元/月）", max_digits=12, decimal_places=2)
    amount_b = models.DecimalField("按单人户（元/月）", max_digits=12, decimal_places=2)
    signed_by = models.ForeignKey(
        "households.Person", models.PROTECT, related_name="+", verbose_name="签字人"
    )
    signed_on = models.DateField("签字日期")
    recorded_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="登记人")
    recorded_on = models.DateField("登记日期")

    class Meta:
        verbose_name = verbose_name_plural = "申请家庭的选择"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.case} {self.get_choice_display()}"


class Decision(models.Model):
    """What was confirmed or denied, by whom, on which computation. Record; the only source of awards."""

    case = models.OneToOneField("routing.Case", models.PROTECT, related_name="decision", verbose_name="办件")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="+", verbose_name="测算")
    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="+", verbose_name="初审意见")
    office = models.ForeignKey(
        "offices.Office", models.PROTECT, related_name="+", verbose_name="审核确认机关"
    )
    approve = models.BooleanField("予以确认")
    choice = models.CharField("申请家庭的选择", max_length=1, choices=Choice.choices, blank=True)
    programme = models.CharField("类别", max_length=20, choices=Programme.choices, blank=True)
    amount = models.DecimalField("月金额", max_digits=12, decimal_places=2, default=0)
    first_month = models.DateField("起始月", null=True, blank=True)
    valid_to = models.DateField("认定有效期至", null=True, blank=True)
    reasons = ArrayField(models.CharField(max_length=40), default=list, blank=True, verbose_name="理由代码")
    text = models.TextField("审核确认意见")
    reviewed_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="初审人")
    decided_by = models.ForeignKey(
        "offices.User", models.PROTECT, related_name="+", verbose_name="审核确认人"
    )
    decided_on = models.DateField("审核确认日期")

    class Meta:
        verbose_name = verbose_name_plural = "审核确认决定"
        constraints = [
            models.CheckConstraint(
                condition=~Q(reviewed_by=F("decided_by")),
                name="reviewer_does_not_decide",
                violation_error_message="初审人员不得审核确认同一办件，请由另一人办理。",
            ),
            models.CheckConstraint(
                condition=Q(approve=False) | Q(first_month__isnull=False, programme__gt=""),
                name="approval_says_what_and_from_when",
            ),
            models.CheckConstraint(
                condition=Q(approve=True) | Q(reasons__len__gt=0),
                name="denial_says_why",
                violation_error_message="不予确认须写明理由。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {'予以确认' if self.approve else '不予确认'}"
