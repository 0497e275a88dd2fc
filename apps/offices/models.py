"""Regions, offices, communities, users and duties."""

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Func, Q, Value
from simple_history.models import HistoricalRecords

from apps.offices.roles import Role


class Level(models.TextChoices):
    """Administrative level of a region or office."""

    CITY = "city", "市"
    DISTRICT = "district", "区"
    STREET = "street", "街道（乡镇）"


class Jurisdiction(models.Model):
    """State: a policy area with standards of its own (天津 TJ, 石家庄桥西 HB-QX, 全国 CN)."""

    code = models.CharField("代码", max_length=10, unique=True)
    name = models.CharField("政策区域", max_length=50)
    number = models.PositiveSmallIntegerField("序号", unique=True)

    class Meta:
        verbose_name = "政策区域"
        verbose_name_plural = "政策区域"
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name


class Region(models.Model):
    """Dated fact: an administrative division by its statistical code (city and district 6 digits, street 9)."""

    code = models.CharField("区划代码", max_length=9, unique=True)
    level = models.CharField("级别", max_length=10, choices=Level.choices)
    name = models.CharField("名称", max_length=50)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, related_name="regions", verbose_name="政策区域"
    )
    valid_from = models.DateField("启用日期", null=True, blank=True)
    valid_to = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = "行政区划"
        verbose_name_plural = "行政区划"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Office(models.Model):
    """State: an office that handles cases; a street's has 9 digits, a district's or city's 6 (the region's code)."""

    code = models.CharField("机构代码", max_length=9, unique=True)
    name = models.CharField("名称", max_length=60, help_text="屏幕上用的短名，如“学府街道”")
    full_name = models.CharField(
        "全称", max_length=100, help_text="文书落款用，如“天津市南开区学府街道办事处”"
    )
    short_name = models.CharField("文号简称", max_length=10, unique=True, help_text="编入文号，如“南学”")
    level = models.CharField("级别", max_length=10, choices=Level.choices)
    region = models.ForeignKey(Region, models.PROTECT, related_name="offices", verbose_name="行政区划")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级机构"
    )
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, related_name="offices", verbose_name="政策区域"
    )
    phone = models.CharField("电话", max_length=30, blank=True)
    window = models.CharField("窗口", max_length=60, blank=True)
    address = models.CharField("地址", max_length=120, blank=True)
    history = HistoricalRecords(verbose_name="机构变更")

    class Meta:
        verbose_name = "机构"
        verbose_name_plural = "机构"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def long_name(self) -> str:
        """With the district before the street: 南开区学府街道 (reads `region.parent`)."""
        above = self.region.parent if self.level == Level.STREET else None
        return f"{above.name}{self.name}" if above else self.name


class Community(models.Model):
    """State: a residents' or villagers' committee (社区、村) of a street."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="communities", verbose_name="街道")
    code = models.CharField("代码", max_length=12, unique=True)
    name = models.CharField("名称", max_length=50)
    history = HistoricalRecords(verbose_name="社区变更")

    class Meta:
        verbose_name = "社区（村）"
        verbose_name_plural = "社区（村）"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "name"],
                name="community_name_once",
                violation_error_message="这个街道已有同名的社区。",
            )
        ]

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """State: a person who signs in. What one may do follows from duties, never from flags here.

    `is_staff` only opens the administration pages; what is seen there follows from duties too.
    """

    first_name = None
    last_name = None
    last_login = None  # signing in is an event of the journal
    full_name = models.CharField("姓名", max_length=50)
    pinyin = models.CharField("拼音", max_length=200, blank=True, editable=False)
    phone = models.CharField("办公电话", max_length=30, blank=True)
    history = HistoricalRecords(excluded_fields=["password"], verbose_name="人员变更")

    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = "人员"
        verbose_name_plural = "人员"
        ordering = ["pinyin", "id"]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name


class Duty(models.Model):
    """Dated fact: who holds which role at which office from when to when (both days included). Closed, never rewritten."""

    user = models.ForeignKey(User, models.PROTECT, related_name="duties", verbose_name="人员")
    office = models.ForeignKey(Office, models.PROTECT, related_name="duties", verbose_name="机构")
    role = models.CharField("岗位", max_length=20, choices=Role.choices)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="空表示至今；当天仍在岗")
    history = HistoricalRecords(verbose_name="岗位变更")

    class Meta:
        verbose_name = "岗位"
        verbose_name_plural = "岗位"
        ordering = ["office_id", "role", "valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="duty_days_in_order",
                violation_error_message="终止日期不能早于起始日期。",
            ),
            # int8range of one number compares by equality with what a plain PostgreSQL has (no btree_gist).
            ExclusionConstraint(
                name="duty_once_at_a_time",
                expressions=[
                    (Func(F("user"), F("user"), Value("[]"), function="int8range"), "&&"),
                    (Func(F("office"), F("office"), Value("[]"), function="int8range"), "&&"),
                    (
                        Func(
                            Func(F("role"), function="hashtext"),
                            Func(F("role"), function="hashtext"),
                            Value("[]"),
                            function="int4range",
                        ),
                        "&&",
                    ),
                    (Func(F("valid_from"), F("valid_to"), Value("[]"), function="daterange"), "&&"),
                ],
                violation_error_message="此人在这个机构的同一岗位已有日期重叠的任职；请先结束原来的任职。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.office} {self.get_role_display()}"

    def holds_on(self, day) -> bool:
        """Whether the duty is held on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
