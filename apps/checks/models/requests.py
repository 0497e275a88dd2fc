"""What the check centre was asked, how often, and what came of it.

State: CheckRequest (the row is the job), CheckQuery. Dated fact: CheckAttempt.
"""

from django.db import models
from django.db.models import Q

from apps.checks.models.economic_check import EconomicCheck
from apps.checks.models.sources import Source
from apps.core import clock


class RequestState(models.TextChoices):
    WAITING = "waiting", "等待返回"
    DONE = "done", "全部返回"
    STOPPED = "stopped", "停止等待"


class CheckRequest(models.Model):
    """One request to the check centre; the row is the job. State.

    `number` is what the centre knows it by: sent again it asks for what is still missing, never for a second check.
    Whoever sends it holds it until `claimed_until`; `next_at` is when it is due again.
    """

    CHANNELS = [("http", "联网"), ("file", "文件")]
    check_done = models.ForeignKey(EconomicCheck, models.PROTECT, related_name="requests")
    number = models.CharField("请求编号", max_length=40, unique=True)
    round = models.PositiveSmallIntegerField(
        "轮次", default=1
    )  # a later one is a re-check, or about who signed late
    reason = models.CharField("复核理由", max_length=300, blank=True)
    channel = models.CharField("方式", max_length=4, choices=CHANNELS)
    state = models.CharField(
        "状态", max_length=10, choices=RequestState.choices, default=RequestState.WAITING
    )
    tries = models.PositiveSmallIntegerField("已请求次数", default=0)
    next_at = models.DateTimeField("下次请求", null=True, blank=True)
    claimed_until = models.DateTimeField("占用至", null=True, blank=True)
    requested_on = models.DateField("发起日期")
    requested_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="发起人")
    requested_at = models.DateTimeField(default=clock.stamp, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "核对请求"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["check_done", "round"], name="one_request_per_round"),
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(next_at__isnull=True), name="only_a_waiting_request_is_due"
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(next_at__isnull=False), name="due_check_requests")
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_recheck(self) -> bool:
        """Whether somebody objected to what came before; that alone has a reason."""
        return bool(self.reason)


class QueryState(models.TextChoices):
    WAITING = "waiting", "未返回"
    OFFLINE = "offline", "来源离线"
    FOUND = "found", "有记录"
    NONE = "none", "无记录"
    STOPPED = "stopped", "不再等待"


class CheckQuery(models.Model):
    """One source asked about one person; answered once, whatever comes afterwards. State.

    `items` is what the source said, as received and checked (`apps.checks.centre.contract`).
    """

    request = models.ForeignKey(CheckRequest, models.PROTECT, related_name="queries")
    person = models.ForeignKey("households.Person", models.PROTECT, related_name="+", verbose_name="人员")
    supporter = models.ForeignKey(
        "households.Supporter",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="法定义务人",
    )
    source = models.CharField("来源", max_length=14, choices=Source.choices)
    state = models.CharField("状态", max_length=10, choices=QueryState.choices, default=QueryState.WAITING)
    as_of = models.DateField("数据日期", null=True, blank=True)
    answered_at = models.DateTimeField("返回时间", null=True, blank=True)
    items = models.JSONField("返回内容", default=list, blank=True)
    compared = models.BooleanField("已对照", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "来源查询"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "person", "source"], name="one_query_per_person_and_source"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["found", "none"]) | Q(answered_at__isnull=False),
                name="an_answer_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.person}"


class CheckAttempt(models.Model):
    """One time that the centre was asked, or a file read, and what came of it in words. Dated fact."""

    request = models.ForeignKey(CheckRequest, models.PROTECT, related_name="attempts")
    place = models.PositiveSmallIntegerField("次序")
    at = models.DateTimeField("时间", default=clock.stamp)
    code = models.CharField("结果", max_length=24)
    sentence = models.CharField("说明", max_length=300)
    answered = models.PositiveSmallIntegerField("新返回", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "请求记录"
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["request", "place"], name="one_row_per_attempt")]

    def __str__(self) -> str:
        return f"{self.place} {self.code}"
