"""People, households and who belongs to which. State: Person, Household. Dated facts: the others."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from apps.core.fields import EncryptedTextField
from apps.households.models.words import (
    HukouNature,
    LabourCapacity,
    MemberStatus,
    Relation,
    Sex,
    SupporterProgramme,
    SupporterStatus,
    WorkStatus,
)


class Person(models.Model):
    """One human being, once, whichever office knows him. State."""

    name = models.CharField("姓名", max_length=50)
    name_pinyin = models.CharField("姓名拼音", max_length=200, db_index=True, editable=False)
    name_initials = models.CharField("拼音首字母", max_length=50, db_index=True, editable=False)
    id_number = EncryptedTextField("身份证号", purpose="id_number", null=True, blank=True)
    id_number_index = models.CharField(max_length=64, unique=True, null=True, editable=False)  # noqa: DJ001
    id_tail_index = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    birth_date = models.DateField("出生日期")
    death_date = models.DateField("死亡日期", null=True, blank=True)
    sex = models.CharField("性别", max_length=6, choices=Sex.choices)
    phone = EncryptedTextField("手机号", purpose="phone", blank=True, default="")
    phone_index = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    phone_tail_index = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    hukou_region = models.CharField("户籍地区", max_length=8, default="TJ")
    hukou_nature = models.CharField("户口性质", max_length=5, choices=HukouNature.choices)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "人员"
        ordering = ["name_pinyin", "id"]

    def __str__(self) -> str:
        return self.name


class Household(models.Model):
    """People who live and eat together, with the office where they live and the office of their hukou. State."""

    head = models.ForeignKey(Person, models.PROTECT, related_name="headed", verbose_name="户主（申请人）")
    residence_office = models.ForeignKey(
        "offices.Office", models.PROTECT, related_name="resident_households", verbose_name="居住地街道"
    )
    hukou_office = models.ForeignKey(
        "offices.Office", models.PROTECT, related_name="registered_households", verbose_name="户籍地街道"
    )
    residence_community = models.ForeignKey(
        "offices.Community",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="居住地社区",
    )
    hukou_community = models.ForeignKey(
        "offices.Community",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="户籍地社区",
    )
    address = models.CharField("居住地址", max_length=200, blank=True)
    single_parent = models.BooleanField("单亲家庭", default=False)
    no_children = models.BooleanField("无子女", default=False)
    fp_special_support = models.BooleanField("计划生育特别扶助", default=False)
    district_cash_condition = models.BooleanField("区定其他情形", default=False)
    contracted_land = models.BooleanField("有承包土地", default=False)
    collective_distribution = models.BooleanField("参加农村集体经济收益分配", default=False)
    child_scheme_chosen = models.BooleanField("已选择孤儿、事实无人抚养儿童保障", default=False)
    created_on = models.DateField("建户日期")
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "家庭"

    def __str__(self) -> str:
        return f"{self.head}家庭"


class Dated(models.Model):
    """A fact that holds from one day to another (both included; no end: still holds). Closed, never overwritten."""

    valid_from = models.DateField("起")
    valid_to = models.DateField("止", null=True, blank=True)

    class Meta:
        abstract = True


class Membership(Dated):
    """A person in a household, with what is true of him there. Dated fact."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    position = models.PositiveSmallIntegerField("次序", default=0)
    relation = models.CharField("与申请人关系", max_length=16, choices=Relation.choices)
    co_resident = models.BooleanField("共同居住", default=True)
    joint_residence_months = models.PositiveSmallIntegerField("共同居住月数", default=120)
    labour_capacity = models.CharField("劳动能力", max_length=8, choices=LabourCapacity.choices)
    work_status = models.CharField("就业状况", max_length=24, choices=WorkStatus.choices)
    statuses = ArrayField(
        models.CharField(max_length=20, choices=MemberStatus.choices),
        default=list,
        blank=True,
        verbose_name="身份",
    )
    illnesses = ArrayField(models.CharField(max_length=40), default=list, blank=True, verbose_name="病种")
    severe_illness = models.BooleanField("重病", default=False)
    first_employment_month = models.DateField("首次就业首月", null=True, blank=True)
    migrant_return = models.BooleanField("外出务工或返岗", default=False)
    refused_jobs = models.PositiveSmallIntegerField("无正当理由拒绝就业次数", default=0)
    supporter_status = models.CharField(
        "法定义务人",
        max_length=8,
        default="able",
        choices=[("able", "有履行能力"), ("unable", "无履行能力"), ("none", "没有")],
    )

    class Meta:
        verbose_name = verbose_name_plural = "共同生活的家庭成员"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "person"], condition=Q(valid_to__isnull=True), name="one_open_membership"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}（{self.get_relation_display()}）"


class Disability(Dated):
    """A recognised disability. Dated fact."""

    TYPES = [
        ("visual", "视力"),
        ("hearing", "听力"),
        ("speech", "言语"),
        ("limb", "肢体"),
        ("intellectual", "智力"),
        ("mental", "精神"),
        ("multiple", "多重"),
    ]
    person = models.ForeignKey(Person, models.PROTECT, related_name="disabilities")
    type = models.CharField("残疾类别", max_length=12, choices=TYPES)
    grade = models.PositiveSmallIntegerField(
        "等级", choices=[(1, "一级"), (2, "二级"), (3, "三级"), (4, "四级")]
    )
    certificate = models.CharField("残疾人证号后四位", max_length=4, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "残疾"

    def __str__(self) -> str:
        return f"{self.get_type_display()}{self.get_grade_display()}"


class Supporter(Dated):
    """Somebody outside the household who owes support by law (法定赡养抚养扶养义务人). Dated fact.

    `person` is known once he has authorised a check with his identity number.
    """

    household = models.ForeignKey(Household, models.PROTECT, related_name="supporters")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="supporting", verbose_name="本人"
    )
    name = models.CharField("姓名", max_length=50)
    relation = models.CharField("关系", max_length=16, choices=Relation.choices)
    supports = models.ManyToManyField(Person, related_name="+", verbose_name="赡养、抚养、扶养谁")
    household_size = models.PositiveSmallIntegerField("家庭人数", default=1)
    household_income = models.DecimalField("家庭月收入", max_digits=12, decimal_places=2, default=0)
    programme = models.CharField(
        "本人待遇", max_length=16, choices=SupporterProgramme.choices, default=SupporterProgramme.NONE
    )
    children_of_supported = models.PositiveSmallIntegerField("被赡养人子女数", default=1)
    court_amount = models.DecimalField(
        "判决或协议金额", max_digits=12, decimal_places=2, null=True, blank=True
    )
    actual_amount = models.DecimalField("实际给付", max_digits=12, decimal_places=2, default=0)
    # What 《特困人员认定办法》第八条 asks: age, income and property of the year, what hinders him.
    birth_date = models.DateField("出生日期", null=True, blank=True)
    annual_income = models.DecimalField("年收入", max_digits=12, decimal_places=2, null=True, blank=True)
    property_ok = models.BooleanField("财产符合低收入家庭规定", default=True)
    statuses = ArrayField(
        models.CharField(max_length=20, choices=SupporterStatus.choices),
        default=list,
        blank=True,
        verbose_name="情形",
    )
    disability_type = models.CharField("残疾类别", max_length=12, choices=Disability.TYPES, blank=True)
    disability_grade = models.PositiveSmallIntegerField("残疾等级", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "法定义务人"

    def __str__(self) -> str:
        return self.name
