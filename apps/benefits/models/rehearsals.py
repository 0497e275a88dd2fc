"""A rehearsal of new standards, its rows, the recalculation that its publishing opens, and reasons for replayed differences.

State (with history): Rehearsal. Records: RehearsalRow, CorrectionProposal, RecalculationRow, ReplayReason.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from apps.benefits.models.decisions import Assessment
from apps.benefits.models.ledger import Award


class RehearsalState(models.TextChoices):
    WAITING = "waiting", "测算中"
    READY = "ready", "待批准"
    PUBLISHING = "publishing", "发布中"
    PUBLISHED = "published", "已发布"
    DISCARDED = "discarded", "已作废"


class Group(models.TextChoices):
    """What becomes of a household; one of them each."""

    GAINS = "gains", "增加"
    LOSES = "loses", "减少"
    SAME = "same", "不变"
    NEWLY_DIBAO = "newly_dibao", "新符合低保"
    NEWLY_EDGE = "newly_edge", "新符合低保边缘"
    DROPS = "drops", "不再符合"
    STILL_NONE = "still_none", "仍不符合"
    EXCLUDED = "excluded", "未列入"


class Rehearsal(models.Model):
    """State: drafts of standards tried on everybody on record. Its approval by a second person publishes them.

    `first_month` is the first month that the recalculation changes; months from `from_month` to before it are past or
    paid already, and get proposals of corrections. The approval is the decision for all amounts that it changes.
    """

    jurisdiction = models.ForeignKey(
        "offices.Jurisdiction", models.PROTECT, related_name="+", verbose_name="政策区域"
    )
    drafts = models.ManyToManyField("standards.StandardDraft", related_name="rehearsals", blank=True)
    title = models.CharField("名称", max_length=200)
    from_month = models.DateField("标准起始月")
    first_month = models.DateField("调整起始月")
    state = models.CharField(
        "状态", max_length=12, choices=RehearsalState.choices, default=RehearsalState.WAITING
    )
    run = models.OneToOneField(
        "journal.Run", models.PROTECT, null=True, related_name="+", verbose_name="测算任务"
    )
    recalculation = models.OneToOneField(
        "journal.Run", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="调整任务"
    )
    standard_ids = ArrayField(models.BigIntegerField(), default=list, blank=True, verbose_name="所用标准")
    drafted_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="起草人")
    drafted_on = models.DateField("起草日期")
    approved_by = models.ForeignKey(
        "offices.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="批准人"
    )
    approved_on = models.DateField("批准日期", null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "调标测算"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("drafted_by")),
                name="rehearser_does_not_publish",
                violation_error_message="起草人不得批准自己的调标测算。",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["publishing", "published"], approved_by__isnull=False)
                & Q(approved_on__isnull=False)
                | ~Q(state__in=["publishing", "published"]) & Q(approved_by__isnull=True),
                name="published_rehearsal_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(from_month__day=1, first_month__day=1, first_month__gte=F("from_month")),
                name="rehearsal_in_whole_months",
            ),
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="publishing"), name="one_rehearsal_publishes_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"调标：{self.title}"

    @property
    def late(self) -> bool:
        """Whether the standard begins before the first month that can still be changed."""
        return self.from_month < self.first_month


class RehearsalRow(models.Model):
    """Record: one household before and after, and why. `award` is missing for denied and edge households without money."""

    rehearsal = models.ForeignKey(Rehearsal, models.PROTECT, related_name="rows")
    case = models.ForeignKey("routing.Case", models.PROTECT, related_name="+", verbose_name="办件")
    award = models.ForeignKey(Award, models.PROTECT, null=True, related_name="+", verbose_name="待遇")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="+", verbose_name="测算")
    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+", verbose_name="街道")
    members = models.PositiveSmallIntegerField("人数", default=0)
    programme_before = models.CharField("原类别", max_length=20)
    before = models.DecimalField("原金额", max_digits=12, decimal_places=2)
    programme_after = models.CharField("新类别", max_length=20)
    after = models.DecimalField("新金额", max_digits=12, decimal_places=2)
    group = models.CharField("结果", max_length=12, choices=Group.choices)
    reason = models.CharField("理由", max_length=300)

    class Meta:
        verbose_name = verbose_name_plural = "调标测算明细"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["rehearsal", "case"], name="rehearsed_once")]
        indexes = [models.Index(fields=["rehearsal", "group", "id"], name="rehearsal_group")]

    def __str__(self) -> str:
        return f"{self.case} {self.before} → {self.after}"

    @property
    def difference(self):
        """Yuan a month, after less before."""
        return self.after - self.before


class CorrectionProposal(models.Model):
    """Record: what a past month would have been with the new standard; a proposal, nothing is paid by it."""

    rehearsal = models.ForeignKey(Rehearsal, models.PROTECT, related_name="corrections")
    award = models.ForeignKey(Award, models.PROTECT, related_name="+")
    month = models.DateField("月份")
    due = models.DecimalField("原应发", max_digits=12, decimal_places=2)
    correct = models.DecimalField("应为", max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = verbose_name_plural = "补差建议"
        ordering = ["month", "id"]
        constraints = [
            models.UniqueConstraint(fields=["rehearsal", "award", "month"], name="corrected_once"),
            models.CheckConstraint(condition=~Q(due=F("correct")), name="correction_corrects"),
        ]

    def __str__(self) -> str:
        return f"{self.award} {self.month:%Y-%m} {self.difference}"

    @property
    def difference(self):
        return self.correct - self.due


class RecalculationRow(models.Model):
    """Record: what the publishing did to one live award: changed, unchanged, or excluded with a reason."""

    class Outcome(models.TextChoices):
        CHANGED = "changed", "已调整"
        UNCHANGED = "unchanged", "不变"
        EXCLUDED = "excluded", "未列入"

    rehearsal = models.ForeignKey(Rehearsal, models.PROTECT, related_name="recalculated")
    award = models.ForeignKey(Award, models.PROTECT, related_name="+")
    outcome = models.CharField("结果", max_length=10, choices=Outcome.choices)
    reason = models.CharField("理由", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "调整明细"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["rehearsal", "award"], name="recalculated_once"),
            models.CheckConstraint(
                condition=~Q(outcome="excluded") | ~Q(reason=""), name="exclusion_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award} {self.get_outcome_display()}"


class ReplayReason(models.Model):
    """Record: why a computation replays differently, for exactly this difference (`digest`)."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="replay_reasons")
    digest = models.CharField("差异摘要", max_length=64)
    reason = models.CharField("原因", max_length=300)
    recorded_by = models.CharField("登记人", max_length=50)
    recorded_on = models.DateField("登记日期")

    class Meta:
        verbose_name = verbose_name_plural = "重放差异原因"
        constraints = [
            models.UniqueConstraint(fields=["assessment", "digest"], name="one_reason_per_difference"),
            models.CheckConstraint(condition=~Q(reason=""), name="replay_reason_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.reason}"
