"""待遇台账: what a household gets, month by month (Award, AwardAmount), and who lives by it (AwardMember). Dated facts.

Months are first days of months; nothing but a decision writes an award, and nothing but a decision, a published
rehearsal or an approved round of what is paid once an amount.
"""

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from apps.benefits.models.decisions import Decision
from apps.benefits.models.managers import EveryRow, InForce
from apps.benefits.ranges import IdRange, KindRange, MonthRange, PersonRange
from apps.routing.models import Programme


def whole_months(name: str) -> models.CheckConstraint:
    """Months are written as their first day."""
    return models.CheckConstraint(
        condition=Q(from_month__day=1)
        & (Q(to_month__isnull=True) | Q(to_month__day=1, to_month__gte=F("from_month"))),
        name=name,
    )


class InWholeMonths:
    """Rows that hold from `from_month` to `to_month`, without an end where it is None; `queries.covers` asks the database so."""

    from_month: dt.date
    to_month: dt.date | None

    def covers(self, month: dt.date) -> bool:
        """Whether the row holds in the month (its first day)."""
        return self.from_month <= month and self.goes_on(month)

    def goes_on(self, month: dt.date) -> bool:
        """Whether the row holds in the month (its first day) or later."""
        return self.to_month is None or self.to_month >= month


class Award(InWholeMonths, models.Model):
    """What a household gets from a decision on, month by month, from one paying office. Dated fact."""

    household = models.ForeignKey(
        "households.Household", models.PROTECT, related_name="awards", verbose_name="家庭"
    )
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="award", verbose_name="决定")
    programme = models.CharField("类别", max_length=20, choices=Programme.choices)
    paying_office = models.ForeignKey(
        "offices.Office", models.PROTECT, related_name="awards", verbose_name="发放街道"
    )
    residence_office = models.ForeignKey(
        "offices.Office", models.PROTECT, related_name="+", verbose_name="居住地街道"
    )
    from_month = models.DateField("起始月")
    to_month = models.DateField("最后一月", null=True, blank=True)
    ended_by = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="终止决定"
    )

    class Meta:
        verbose_name = verbose_name_plural = "待遇"
        constraints = [whole_months("award_in_whole_months")]

    def __str__(self) -> str:
        return f"{self.household} {self.get_programme_display()}"


class Kind(models.TextChoices):
    """Kinds of money, each paid by a line of its own: first those of each month, then those that are paid once."""

    DIBAO = "dibao", "低保金"
    EDGE_CASH = "edge_cash", "边缘家庭救助金"
    SINGLE_PERSON = "single_person", "单人户低保金"
    TEKUN_SUPPORT = "tekun_support", "特困供养金"
    CARE_SUBSIDY = "care_subsidy", "照料护理补贴"
    TAPER = "taper", "渐退金"
    PRICE_SUBSIDY = "price_subsidy", "价格临时补贴"
    YEAR_END = "year_end", "年终补助和节日慰问"
    HEATING = "heating", "采暖补助"
    FUNERAL = "funeral", "丧葬补贴"


# Paid for one month each, not netted with the money of the month and not part of its register.
ONE_TIME = (Kind.PRICE_SUBSIDY, Kind.YEAR_END, Kind.HEATING, Kind.FUNERAL)


class AwardAmount(InWholeMonths, models.Model):
    """Yuan a month of one kind of an award from one month to another. Dated fact; a correction is a new row.

    `person`: whose it is, where each person has an amount of his own. `payee`: who takes it instead of the household.
    `withdrawn_by`: the later decision by which the row never came; `objects` leaves it out, `all_rows` has it.
    """

    award = models.ForeignKey(Award, models.PROTECT, related_name="amounts")
    kind = models.CharField("种类", max_length=20, choices=Kind.choices)
    person = models.ForeignKey("households.Person", models.PROTECT, null=True, blank=True, related_name="+")
    payee = models.CharField("代收机构", max_length=60, blank=True)
    amount = models.DecimalField("月金额", max_digits=12, decimal_places=2)
    from_month = models.DateField("起始月")
    to_month = models.DateField("最后一月", null=True, blank=True)
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="+")
    rehearsal = models.ForeignKey(
        "benefits.Rehearsal",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="amounts",
        verbose_name="调标",
    )
    one_time = models.ForeignKey(
        "benefits.OneTimeRound",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="amounts",
        verbose_name="一次性待遇",
    )
    withdrawn_by = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="撤销决定"
    )
    objects = InForce()
    all_rows = EveryRow()

    class Meta:
        verbose_name = verbose_name_plural = "待遇金额"
        ordering = ["from_month"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__isnull=False, rehearsal__isnull=True, one_time__isnull=True)
                | Q(decision__isnull=True, rehearsal__isnull=False, one_time__isnull=True)
                | Q(decision__isnull=True, rehearsal__isnull=True, one_time__isnull=False),
                name="award_amount_by_one_approval",
            ),
            models.CheckConstraint(
                condition=Q(one_time__isnull=True) | Q(to_month=F("from_month")),
                name="what_is_paid_once_has_one_month",
            ),
            whole_months("award_amount_in_whole_months"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="award_amount_is_positive"),
            ExclusionConstraint(
                name="one_amount_per_award_and_month",
                expressions=[
                    (IdRange("award_id"), RangeOperators.OVERLAPS),
                    (KindRange(), RangeOperators.OVERLAPS),
                    (PersonRange(), RangeOperators.OVERLAPS),
                    (MonthRange(), RangeOperators.OVERLAPS),
                ],
                condition=Q(withdrawn_by__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award} {self.amount}"

    @property
    def decided_on(self) -> dt.date:
        """The day of the decision, or of the approval of the rehearsal or round that gave the amount."""
        return self.decision.decided_on if self.decision else self.approval.approved_on

    @property
    def because(self) -> str:
        """The words of the decision, or which standard was raised, or what is paid once."""
        return self.decision.text if self.decision else str(self.approval)

    @property
    def approval(self):
        """The rehearsal or round whose approval is the decision; None where there is a decision."""
        return self.rehearsal or self.one_time


class AwardMember(InWholeMonths, models.Model):
    """A person who lives by an award in these months; nobody lives by two at once. Dated fact, withdrawn as amounts are."""

    award = models.ForeignKey(Award, models.PROTECT, related_name="members")
    person = models.ForeignKey("households.Person", models.PROTECT, related_name="award_memberships")
    from_month = models.DateField("起始月")
    to_month = models.DateField("最后一月", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="撤销决定"
    )
    objects = InForce()
    all_rows = EveryRow()

    class Meta:
        verbose_name = verbose_name_plural = "待遇对象"
        constraints = [
            whole_months("award_member_in_whole_months"),
            ExclusionConstraint(
                name="one_basic_living_award_per_person_and_month",
                expressions=[
                    (IdRange("person_id"), RangeOperators.OVERLAPS),
                    (MonthRange(), RangeOperators.OVERLAPS),
                ],
                condition=Q(withdrawn_by__isnull=True),
                violation_error_message="同一人同一月份不能享受两份基本生活救助。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.award}"
