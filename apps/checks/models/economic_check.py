"""What sources answered about a household, against what it declared.

Dated facts: EconomicCheck, Finding. A finding is settled before the dossier leaves the office.
"""

from django.db import models
from django.db.models import Q

from apps.checks.models.sources import Source


class EconomicCheck(models.Model):
    """One check of a household in one round of the step. Dated fact."""

    step = models.OneToOneField("routing.Step", models.PROTECT, related_name="economic_check")
    requested_on = models.DateField("发起日期")
    requested_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="发起人")
    report_number = models.CharField("核对报告编号", max_length=60, blank=True)
    reported_on = models.DateField("报告日期", null=True, blank=True)
    valid_until = models.DateField("报告有效期至", null=True, blank=True)
    conclusion = models.CharField("核对结论", max_length=500, blank=True)
    partial_reason = models.CharField("来源未全部返回的说明", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "经济状况核对"

    def __str__(self) -> str:
        return f"{self.step} {self.report_number}"


class Settlement(models.TextChoices):
    EQUAL = "equal", "一致"
    OPEN = "open", "待确认"
    ADOPTED = "adopted", "采用核对值"
    KEPT = "kept", "采用申报值"
    OBJECTED = "objected", "有异议，复核"
    NOT_FOUND = "not_found", "未查到"


class Finding(models.Model):
    """One answer of one source about one person or the household, beside what was declared. Dated fact."""

    ITEMS = [
        ("income", "收入"),
        ("monetary", "货币财产"),
        ("home", "住房"),
        ("vehicle", "车辆"),
        ("company", "市场主体"),
        ("expense", "支出"),
        ("support", "法定义务人收入"),
        ("marriage", "婚姻"),
        ("death", "死亡"),
        ("members", "家庭成员"),
        ("other", "其他"),
    ]
    check_done = models.ForeignKey(EconomicCheck, models.PROTECT, related_name="findings")
    source = models.CharField("来源", max_length=14, choices=Source.choices)
    item = models.CharField("项目", max_length=10, choices=ITEMS)
    person = models.ForeignKey(
        "households.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="人员"
    )
    supporter = models.ForeignKey(
        "households.Supporter",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="法定义务人",
    )
    label = models.CharField("内容", max_length=100)
    # What the found thing is in the words of the rules: type of income, form of property, category of expense.
    form = models.CharField("形式", max_length=24, blank=True)
    found_area = models.DecimalField("查到面积", max_digits=8, decimal_places=2, null=True, blank=True)
    declared_amount = models.DecimalField("申报金额", max_digits=14, decimal_places=2, null=True, blank=True)
    found_amount = models.DecimalField("查到金额", max_digits=14, decimal_places=2, null=True, blank=True)
    declared_text = models.CharField("申报", max_length=100, blank=True)
    found_text = models.CharField("查到", max_length=100, blank=True)
    found_note = models.CharField("来源说明", max_length=80, blank=True)
    as_of = models.DateField("数据日期", null=True, blank=True)
    income = models.ForeignKey(
        "households.Income",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="对应的收入",
    )
    asset = models.ForeignKey(
        "households.Asset", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="对应的财产"
    )
    expense = models.ForeignKey(
        "households.Expense",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="对应的支出",
    )
    # An answer of a re-check stands in the place of the one that was objected to.
    rechecks = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="rechecked_by", verbose_name="复核的是"
    )
    settlement = models.CharField("处理", max_length=10, choices=Settlement.choices, default=Settlement.OPEN)
    reason = models.CharField("理由", max_length=300, blank=True)
    proof = models.CharField("证明材料", max_length=200, blank=True)
    proofs = models.ManyToManyField(
        "documents.Attachment", related_name="+", blank=True, verbose_name="证明图片"
    )
    effect = models.CharField("处理时对待遇的影响", max_length=200, blank=True)
    settled_by = models.ForeignKey(
        "offices.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="处理人"
    )
    settled_on = models.DateField("处理日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "核对发现"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settlement__in=["open", "equal", "not_found"])
                | (Q(settled_by__isnull=False) & ~Q(reason="")),
                name="a_difference_is_settled_with_a_reason",
                violation_error_message="处理差异须写明理由。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.label}"
