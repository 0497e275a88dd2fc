"""Events and runs. No foreign keys: people, offices and subjects are known by id and by the name they had then."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from apps.core import clock
from apps.journal.kinds import RunState, Side, event_kinds


class Event(models.Model):
    """Record: one thing that happened, who did it, for which office, on which subject. The database refuses changes.

    `at` is the real moment, `day` the business date (they differ in demonstration mode and for late entries).
    `detail` holds machine-readable facts, never a whole identity number, telephone or account.
    """

    at = models.DateTimeField("时间", default=clock.stamp, editable=False)
    day = models.DateField("业务日期")
    kind = models.CharField("事项", max_length=32, choices=event_kinds)
    case_id = models.BigIntegerField("办件编号", null=True, blank=True)
    case_number = models.CharField("办件号", max_length=40, blank=True)
    household_id = models.BigIntegerField("家庭编号", null=True, blank=True)
    person_id = models.BigIntegerField("人员编号", null=True, blank=True)
    batch_id = models.BigIntegerField("批次编号", null=True, blank=True)
    office_code = models.CharField("机构代码", max_length=9, blank=True)
    office_name = models.CharField("机构", max_length=60, blank=True)
    side = models.CharField("一方", max_length=10, blank=True, choices=Side.choices)
    actor_id = models.BigIntegerField("经办人编号", null=True, blank=True)
    actor_name = models.CharField("经办人", max_length=50)
    summary = models.CharField("内容", max_length=500)
    detail = models.JSONField("细节", default=dict, blank=True, encoder=DjangoJSONEncoder)
    request_id = models.CharField("请求号", max_length=32, blank=True)

    class Meta:
        verbose_name = "日志"
        verbose_name_plural = "日志"
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["case_id", "-id"], name="event_case", condition=models.Q(case_id__isnull=False)
            ),
            models.Index(
                fields=["household_id", "-id"],
                name="event_household",
                condition=models.Q(household_id__isnull=False),
            ),
            models.Index(
                fields=["person_id", "-id"], name="event_person", condition=models.Q(person_id__isnull=False)
            ),
            models.Index(
                fields=["batch_id", "-id"], name="event_batch", condition=models.Q(batch_id__isnull=False)
            ),
            models.Index(fields=["office_code", "-id"], name="event_office"),
            models.Index(fields=["actor_id", "-id"], name="event_actor"),
            models.Index(fields=["kind", "-id"], name="event_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.get_kind_display()} {self.summary}"


class Run(models.Model):
    """State: one long work (the row is the job). `key` is what it is about, so that it is started once.

    `total`, `done` and `excluded` count rows of the register it started from; it closes only when
    done + excluded = total. `errors` lists what was not done: `[{"row": …, "code": …, "message": …}]`.
    """

    kind = models.CharField("任务", max_length=40)
    key = models.CharField("标识", max_length=120, unique=True)
    state = models.CharField("状态", max_length=10, choices=RunState.choices, default=RunState.WAITING)
    total = models.PositiveIntegerField("总数", default=0)
    done = models.PositiveIntegerField("已完成", default=0)
    excluded = models.PositiveIntegerField("未列入", default=0)
    errors = models.JSONField("未完成原因", default=list, blank=True, encoder=DjangoJSONEncoder)
    started_at = models.DateTimeField("开始时间", default=clock.stamp)
    moved_at = models.DateTimeField("最近进展", default=clock.stamp)
    finished_at = models.DateTimeField("结束时间", null=True, blank=True)
    by_id = models.BigIntegerField("发起人编号", null=True, blank=True)
    by_name = models.CharField("发起人", max_length=50)

    class Meta:
        verbose_name = "后台任务"
        verbose_name_plural = "后台任务"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done__lte=models.F("total") - models.F("excluded")), name="run_counts"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="done") | models.Q(done=models.F("total") - models.F("excluded")),
                name="run_done_is_complete",
                violation_error_message="任务还有未处理的行，不能结束。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.get_state_display()}"
