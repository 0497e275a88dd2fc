"""Tables of the plumbing itself."""

from django.db import models


class DemonstrationDay(models.Model):
    """Record: an administrator set (or, with no day, ended) the demonstration day. The last row holds; see `core.clock`."""

    day = models.DateField("演示日期", null=True, blank=True, help_text="空表示恢复真实日期")
    set_at = models.DateTimeField("设定时间")
    by_id = models.BigIntegerField("设定人编号")
    by_name = models.CharField("设定人", max_length=50)

    class Meta:
        verbose_name = "演示日期"
        verbose_name_plural = "演示日期"

    def __str__(self) -> str:
        return f"演示日期 {self.day}" if self.day else "恢复真实日期"


class Heartbeat(models.Model):
    """State (without history): when a process of ours last said that it is alive; one row for each."""

    WORKER, BEAT = "worker", "beat"

    name = models.CharField("进程", max_length=20, primary_key=True)
    at = models.DateTimeField("最近一次")

    class Meta:
        verbose_name = "心跳"
        verbose_name_plural = "心跳"

    def __str__(self) -> str:
        return f"{self.name} {self.at:%F %T}"
