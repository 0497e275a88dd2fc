"""Dated standards and the working calendar."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Func, Q, Value
from simple_history.models import HistoricalRecords

from apps.core.chinese import span_text
from apps.offices.models import Jurisdiction


class StandardCode(models.Model):
    """State: a figure or choice that the rules know by this code. A code without rows is known but has no value."""

    class Kind(models.TextChoices):
        AMOUNT = "amount", "金额"
        RATIO = "ratio", "比例、倍数"
        LIMIT = "limit", "期限、年龄"
        SWITCH = "switch", "是否"
        CHOICE = "choice", "选项"
        OTHER = "other", "其他"

    code = models.CharField("代码", max_length=50, unique=True)
    label = models.CharField("名称", max_length=60)
    unit = models.CharField("单位代码", max_length=60)
    unit_label = models.CharField("单位", max_length=60)
    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    choices = models.JSONField("选项名称", default=dict, blank=True)
    history = HistoricalRecords(verbose_name="标准名称变更")

    class Meta:
        verbose_name = "标准名称"
        verbose_name_plural = "标准名称"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.label

    def shown(self, value: str) -> str:
        """A value of this code in Chinese with its unit: 1045 元/人/月, 是, 按差额."""
        if self.kind == self.Kind.SWITCH:
            return {"true": "是", "false": "否"}.get(value, value)
        if value in self.choices or self.kind == self.Kind.CHOICE:
            return self.choices.get(value, value)
        return f"{value} {self.unit_label}"


class Standard(models.Model):
    """Dated fact: the value of one code in one policy area from one day to another (both included), by one document.

    Read-only once in force; a wrong value is withdrawn and replaced, a new one succeeds (`services`).
    Among rows not withdrawn no two of one code and area share a day. `value` is text, `code.unit` says how to read it.
    """

    code = models.ForeignKey(StandardCode, models.PROTECT, related_name="rows", verbose_name="标准")
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, related_name="standards", verbose_name="政策区域"
    )
    value = models.CharField("数值", max_length=200)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="空表示继续有效；当天仍有效")
    document_title = models.CharField("文件名称", max_length=200, blank=True)
    document_number = models.CharField("文号", max_length=60, blank=True)
    article = models.CharField("条款", max_length=60, blank=True)
    confirmed = models.BooleanField("已确认", default=False, help_text="未确认的照常计算，页面上标明待确认")
    note = models.CharField("说明", max_length=300, blank=True)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="替换"
    )
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="撤回人",
    )
    withdrawn_reason = models.CharField("撤回原因", max_length=300, blank=True, editable=False)
    history = HistoricalRecords(verbose_name="标准变更")

    class Meta:
        verbose_name = "标准"
        verbose_name_plural = "标准"
        ordering = ["code__code", "jurisdiction", "-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="standard_days_in_order",
                violation_error_message="终止日期不能早于起始日期。",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="standard_withdrawn_with_reason",
                violation_error_message="撤回标准要写明原因。",
            ),
            # int8range of one number compares by equality with what a plain PostgreSQL has (no btree_gist).
            ExclusionConstraint(
                name="standard_one_value_a_day",
                expressions=[
                    (Func(F("code"), F("code"), Value("[]"), function="int8range"), "&&"),
                    (
                        Func(F("jurisdiction"), F("jurisdiction"), Value("[]"), function="int8range"),
                        "&&",
                    ),
                    (Func(F("valid_from"), F("valid_to"), Value("[]"), function="daterange"), "&&"),
                ],
                condition=Q(withdrawn_at__isnull=True),
                violation_error_message="与同一标准的另一行日期重叠：同一天只能有一个数值。"
                "请先给原来的一行写上终止日期，或用“接续”“替换”办理。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}：{self.value_shown}（{span_text(self.valid_from, self.valid_to)}）"

    @property
    def value_shown(self) -> str:
        """The value in Chinese with its unit."""
        return self.code.shown(self.value)

    def begun_by(self, day) -> bool:
        """Whether the row has come into force by `day`, and so is read-only."""
        return self.valid_from <= day


class CalendarYear(models.Model):
    """State: a year whose public holidays are published, and by which document."""

    year = models.PositiveSmallIntegerField("年份", unique=True)
    source = models.CharField("文件名称", max_length=200)
    document_number = models.CharField("文号", max_length=60, blank=True)
    history = HistoricalRecords(verbose_name="日历年份变更")

    class Meta:
        verbose_name = "日历年份"
        verbose_name_plural = "日历年份"
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"{self.year}年"


class CalendarDay(models.Model):
    """State: a public holiday, or a Saturday or Sunday on which people work. Other days follow the week."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", "放假"
        WORKING = "working", "上班（调休）"

    year = models.ForeignKey(CalendarYear, models.PROTECT, related_name="days", verbose_name="年份")
    day = models.DateField("日期", unique=True)
    kind = models.CharField("安排", max_length=10, choices=Kind.choices)
    history = HistoricalRecords(verbose_name="日历变更")

    class Meta:
        verbose_name = "放假和调休"
        verbose_name_plural = "放假和调休"
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day} {self.get_kind_display()}"


class StandardsVersion(models.Model):
    """State: one row whose token the database changes with every write to standards or calendar (a trigger does it).

    Whoever keeps standards in memory compares the token; being random, it never comes back after a rollback.
    """

    token = models.UUIDField("版本")

    class Meta:
        verbose_name = "标准版本"
        verbose_name_plural = "标准版本"

    def __str__(self) -> str:
        return str(self.token)
