"""The register that an office kept before: read from a spreadsheet, rehearsed, confirmed by a second person."""

from django.db import models
from django.db.models import F, Q

from apps.core.fields import EncryptedTextField

MOST_TOLD = 20_000


class TakeoverState(models.TextChoices):
    READING = "reading", "正在读取"
    REHEARSED = "rehearsed", "已预演，等待确认"
    TAKING = "taking", "正在接管"
    DONE = "done", "已接管"
    DISCARDED = "discarded", "已作废"


class Takeover(models.Model):
    """One spreadsheet of one office. State. The same file is taken over once, unless it was discarded.

    `errors`: [{"row": line of the sheet, "column": its head, "message": what is wrong and what to do}], at most
    `MOST_TOLD` of them; `faults` counts all. `run_id`: the run of what is under way or was last, reading or taking over.
    """

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+", verbose_name="街道")
    file_name = models.CharField("文件", max_length=100)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(
        "状态", max_length=10, choices=TakeoverState.choices, default=TakeoverState.READING
    )
    lines = models.PositiveIntegerField("行数", default=0)
    households = models.PositiveIntegerField("户数", default=0)
    errors = models.JSONField("错误", default=list, blank=True)
    faults = models.PositiveIntegerField("错误数", default=0)
    uploaded_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="上传人")
    uploaded_on = models.DateField("上传日期")
    confirmed_by = models.ForeignKey(
        "offices.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="确认人"
    )
    confirmed_on = models.DateField("确认日期", null=True, blank=True)
    run_id = models.BigIntegerField("后台任务", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "登记簿接管"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "sha256"], condition=~Q(state="discarded"), name="one_takeover_per_file"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("uploaded_by")),
                name="uploader_does_not_confirm",
                violation_error_message="上传人不得确认自己上传的登记簿。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.file_name}"


class TakeoverFile(models.Model):
    """The bytes of a spreadsheet that is still to be read (base64, encrypted); gone when it was. State."""

    takeover = models.OneToOneField(Takeover, models.CASCADE, related_name="file")
    content = EncryptedTextField("内容", purpose="takeover_file")

    class Meta:
        verbose_name = verbose_name_plural = "待读取的登记簿"

    def __str__(self) -> str:
        return str(self.takeover)


class TakeoverRow(models.Model):
    """One household of the spreadsheet as it was read; encrypted whole, since it holds personal numbers. State."""

    takeover = models.ForeignKey(Takeover, models.PROTECT, related_name="read")
    place = models.PositiveIntegerField("首行")
    payload = EncryptedTextField("内容", purpose="takeover")
    case = models.OneToOneField(
        "routing.Case",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="takeover_row",
        verbose_name="办件",
    )
    excluded = models.CharField("未列入的理由", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "登记簿中的家庭"
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["takeover", "place"], name="one_row_per_household_read"),
            models.CheckConstraint(
                condition=Q(case__isnull=True) | Q(excluded=""), name="taken_over_or_left_out"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.takeover} {self.place}"
