"""Who lives together, what they have and what they spend.

State (with history): Person, Household. Dated facts (closed and succeeded, never overwritten): Membership,
Disability, Income, Asset, Expense, Supporter, BankAccount.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from apps.core.fields import EncryptedTextField


class Sex(models.TextChoices):
    MALE = "male", "男"
    FEMALE = "female", "女"


class HukouNature(models.TextChoices):
    URBAN = "urban", "城镇"
    RURAL = "rural", "农村"


class Relation(models.TextChoices):
    HEAD = "head", "本人"
    SPOUSE = "spouse", "配偶"
    CHILD = "child", "子女"
    PARENT = "parent", "父母"
    GRANDPARENT = "grandparent", "祖父母、外祖父母"
    GRANDCHILD = "grandchild", "孙子女、外孙子女"
    SIBLING = "sibling", "兄弟姐妹"
    OTHER_RELATIVE = "other_relative", "其他亲属"
    UNRELATED = "unrelated", "非亲属"


class LabourCapacity(models.TextChoices):
    FULL = "full", "有"
    PART = "part", "部分丧失"
    NONE = "none", "丧失"
    MINOR = "minor", "未成年"
    STUDENT = "student", "在校学生"


class WorkStatus(models.TextChoices):
    EMPLOYED = "employed", "在职"
    FLEXIBLE = "flexible", "灵活就业"
    REGISTERED_UNEMPLOYED = "registered_unemployed", "登记失业"
    NOT_REGISTERED = "not_registered", "未就业"
    RETIRED = "retired", "退休"
    STUDENT = "student", "在校"
    PRESCHOOL = "preschool", "学龄前"


class MemberStatus(models.TextChoices):
    CONSCRIPT = "conscript", "义务兵"
    CLERGY_3Y = "clergy_3y", "脱离家庭三年以上教职人员"
    IMPRISONED = "imprisoned", "服刑"
    COMPULSORY_REHAB = "compulsory_rehab", "强制隔离戒毒"
    DECLARED_MISSING = "declared_missing", "宣告失踪"
    RELEASED = "released", "刑满释放或假释在家"
    SCHOOL_STUDENT = "school_student", "义务教育或高中在读"
    UNDERGRADUATE = "undergraduate", "全日制本科及以下高校在读"
    POSTGRADUATE = "postgraduate", "研究生在读"


class Origin(models.TextChoices):
    DECLARED = "declared", "家庭申报"
    CHECK = "check", "核对采用"
    VISIT = "visit", "入户采用"
    CORRECTION = "correction", "更正"


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
        "offices.Community", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="居住地社区"
    )
    hukou_community = models.ForeignKey(
        "offices.Community", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="户籍地社区"
    )
    address = models.CharField("居住地址", max_length=200, blank=True)
    single_parent = models.BooleanField("单亲家庭", default=False)
    no_children = models.BooleanField("无子女", default=False)
    fp_special_support = models.BooleanField("计划生育特别扶助", default=False)
    district_cash_condition = models.BooleanField("区定其他情形", default=False)
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
        models.CharField(max_length=20, choices=MemberStatus.choices), default=list, blank=True, verbose_name="身份"
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
    grade = models.PositiveSmallIntegerField("等级", choices=[(1, "一级"), (2, "二级"), (3, "三级"), (4, "四级")])
    certificate = models.CharField("残疾人证号后四位", max_length=4, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "残疾"

    def __str__(self) -> str:
        return f"{self.get_type_display()}{self.get_grade_display()}"


class Income(Dated):
    """One line of income of one member: amount in yuan for `period`, with what the law lets one deduct. Dated fact."""

    TYPES = [
        ("W", "工资性收入"),
        ("B", "经营净收入"),
        ("P", "财产净收入"),
        ("T", "转移净收入"),
        ("O", "其他收入"),
    ]
    ITEMS = [
        ("ordinary", "一般"),
        ("veteran_preferential", "优抚金"),
        ("fp_support", "计划生育奖励扶助、特别扶助"),
        ("scholarship_grant", "奖学金、助学金"),
        ("bravery_award", "见义勇为奖励"),
        ("social_assistance", "政府救助款物"),
        ("basic_pension_central", "中央基础养老金"),
        ("work_injury_medical", "工伤医疗和护理费"),
        ("funeral_money", "丧葬费"),
        ("injury_compensation_nonliving", "人身损害赔偿（生活费以外）"),
        ("medical_reimbursement", "医疗救助和报销款"),
        ("housing_rent_subsidy", "住房租赁补贴"),
        ("elderly_no_income_subsidy", "老年人生活补助"),
        ("old_age_allowance", "高龄津贴"),
    ]
    PERIODS = [("monthly", "当月"), ("total_12_months", "近 12 个月合计")]
    household = models.ForeignKey(Household, models.PROTECT, related_name="incomes")
    person = models.ForeignKey(Person, models.PROTECT, related_name="incomes")
    type = models.CharField("收入种类", max_length=1, choices=TYPES)
    item = models.CharField("项目", max_length=32, choices=ITEMS, default="ordinary")
    amount = models.DecimalField("金额", max_digits=12, decimal_places=2)
    period = models.CharField("算法", max_length=16, choices=PERIODS)
    tax = models.DecimalField("个人所得税", max_digits=12, decimal_places=2, default=0)
    social_insurance = models.DecimalField("社会保险费", max_digits=12, decimal_places=2, default=0)
    housing_fund = models.DecimalField("住房公积金", max_digits=12, decimal_places=2, default=0)
    cost = models.DecimalField("成本", max_digits=12, decimal_places=2, default=0)
    note = models.CharField("说明", max_length=200, blank=True)
    origin = models.CharField("来源", max_length=12, choices=Origin.choices, default=Origin.DECLARED)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "收入"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=0, tax__gte=0, social_insurance__gte=0, housing_fund__gte=0, cost__gte=0),
                name="income_is_not_negative",
                violation_error_message="收入和扣除金额不能小于零。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_type_display()} {self.amount}"


class Asset(Dated):
    """One thing owned: money (yuan), a home (square metres), a vehicle, something else. Dated fact."""

    KINDS = [
        ("monetary", "货币财产"),
        ("registered_capital", "注册资本"),
        ("home", "住房"),
        ("vehicle", "车辆"),
        ("other", "其他"),
    ]
    FORMS = [
        ("deposit", "存款、现金"),
        ("securities", "证券、基金、理财"),
        ("insurance", "商业保险"),
        ("internet_fin", "互联网金融资产"),
        ("owned", "自有住房"),
        ("public_rental", "公有租赁住房"),
        ("non_residential", "非居住类房屋"),
        ("car", "小型汽车"),
        ("large_vehicle", "大型车辆"),
        ("disabled_power_chair", "残疾人机动轮椅车"),
        ("motorcycle", "摩托车"),
        ("electric_bicycle", "电动自行车"),
        ("agricultural_vehicle", "农用车"),
        ("luxury", "高档消费品"),
        ("self_paid_study_abroad", "自费出国留学"),
        ("company", "市场主体"),
    ]
    household = models.ForeignKey(Household, models.PROTECT, related_name="assets")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField("财产种类", max_length=20, choices=KINDS)
    form = models.CharField("形式", max_length=24, choices=FORMS)
    amount = models.DecimalField("金额", max_digits=14, decimal_places=2, null=True, blank=True)
    area = models.DecimalField("建筑面积", max_digits=8, decimal_places=2, null=True, blank=True)
    exempt_reason = models.CharField(
        "豁免理由",
        max_length=32,
        blank=True,
        choices=[
            ("sold_only_home_for_illness", "因病出售唯一住房所得"),
            ("approved_exemption", "经批准豁免"),
            ("medical_treatment", "就医"),
            ("rehabilitation", "康复"),
        ],
    )
    approved = models.BooleanField("豁免已批准", null=True, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)
    origin = models.CharField("来源", max_length=12, choices=Origin.choices, default=Origin.DECLARED)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "财产"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(amount__isnull=True) | Q(amount__gte=0)) & (Q(area__isnull=True) | Q(area__gte=0)),
                name="asset_is_not_negative",
                violation_error_message="财产金额和面积不能小于零。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.get_form_display()}"


class Expense(Dated):
    """What the household had to spend (yuan for `period`). Dated fact."""

    CATEGORIES = [
        ("medical", "医疗"),
        ("education", "教育"),
        ("rehabilitation", "残疾康复"),
        ("living", "基本生活"),
        ("other_local", "区定其他"),
    ]
    household = models.ForeignKey(Household, models.PROTECT, related_name="expenses")
    category = models.CharField("支出种类", max_length=16, choices=CATEGORIES)
    amount = models.DecimalField("金额", max_digits=12, decimal_places=2)
    reimbursed = models.DecimalField("已报销", max_digits=12, decimal_places=2, default=0)
    period = models.CharField("期间", max_length=16, choices=Income.PERIODS, default="total_12_months")
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "支出"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0, reimbursed__gte=0), name="expense_is_not_negative")
        ]

    def __str__(self) -> str:
        return f"{self.get_category_display()} {self.amount}"


class Supporter(Dated):
    """Somebody outside the household who owes support by law (法定赡养抚养扶养义务人). Dated fact."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="supporters")
    name = models.CharField("姓名", max_length=50)
    relation = models.CharField("关系", max_length=16, choices=Relation.choices)
    supports = models.ManyToManyField(Person, related_name="+", verbose_name="赡养、抚养、扶养谁")
    household_size = models.PositiveSmallIntegerField("家庭人数", default=1)
    household_income = models.DecimalField("家庭月收入", max_digits=12, decimal_places=2, default=0)
    programme = models.CharField("本人待遇", max_length=16, default="none")
    children_of_supported = models.PositiveSmallIntegerField("被赡养人子女数", default=1)
    court_amount = models.DecimalField("判决或协议金额", max_digits=12, decimal_places=2, null=True, blank=True)
    actual_amount = models.DecimalField("实际给付", max_digits=12, decimal_places=2, default=0)

    class Meta:
        verbose_name = verbose_name_plural = "法定义务人"

    def __str__(self) -> str:
        return self.name


class BankAccount(Dated):
    """Where the household is paid. Dated fact."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="accounts")
    holder = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="户名")
    bank = models.CharField("开户银行", max_length=60)
    number = EncryptedTextField("账号", purpose="bank_account")
    number_index = models.CharField(max_length=64, db_index=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "银行账户"

    def __str__(self) -> str:
        return f"{self.bank}（{self.holder}）"
