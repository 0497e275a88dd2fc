"""What a household earns, owns and spends, and where it is paid. Dated facts, closed and succeeded."""

from django.db import models
from django.db.models import Q

from apps.core.fields import EncryptedTextField
from apps.households.models.people import Dated, Household, Person
from apps.households.models.words import Origin


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
                condition=Q(
                    amount__gte=0, tax__gte=0, social_insurance__gte=0, housing_fund__gte=0, cost__gte=0
                ),
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
                condition=(Q(amount__isnull=True) | Q(amount__gte=0))
                & (Q(area__isnull=True) | Q(area__gte=0)),
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
            models.CheckConstraint(
                condition=Q(amount__gte=0, reimbursed__gte=0), name="expense_is_not_negative"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_category_display()} {self.amount}"


class BankAccount(Dated):
    """Where the household is paid, or, without a household, where somebody else gets one payment that is his. Dated fact.

    An account of a household is held by one of its people. One of nobody's household (`holder_name`) is never found for
    monthly money: that looks for accounts by household.
    """

    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="accounts", verbose_name="家庭"
    )
    holder = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="户名"
    )
    holder_name = models.CharField("家庭以外的户名", max_length=60, blank=True)
    bank = models.CharField("开户银行", max_length=60)
    number = EncryptedTextField("账号", purpose="bank_account")
    number_index = models.CharField(max_length=64, db_index=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "银行账户"
        constraints = [
            models.CheckConstraint(
                condition=Q(household__isnull=False, holder__isnull=False, holder_name="")
                | Q(household__isnull=True, holder__isnull=True) & ~Q(holder_name=""),
                name="account_of_a_household_or_of_somebody_else",
                violation_error_message="账户要么属于一个家庭、户名是家庭成员，要么不属于任何家庭。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.bank}（{self.payee}）"

    @property
    def payee(self) -> str:
        """The name on the account, as the bank compares it."""
        return self.holder.name if self.holder else self.holder_name
