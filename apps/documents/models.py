"""Issued papers (文书) with their numbers, frozen contexts and stored originals; pictures kept with a case (附件).

Records: Document, DocumentFile, DocumentVoid, Attachment, AttachmentWithdrawal. State: NumberSeries. A paper gets its number and its context in the
transaction of the step that issues it; the PDF is made from the context afterwards, once.
"""

from django.db import models
from django.db.models import Q


class DocumentKind(models.TextChoices):
    ACCEPTANCE_SLIP = "acceptance_slip", "受理通知书"
    SUPPLEMENT_NOTICE = "supplement_notice", "一次性补正告知书"
    PUBLIC_NOTICE = "public_notice", "审核公示"
    SELF_CARE_FORM = "self_care_form", "自理能力评估表"
    DECISION_LETTER = "decision_letter", "审核确认通知书"
    DENIAL_LETTER = "denial_letter", "不予确认通知书"
    ANNOUNCEMENT = "announcement", "审核确认公布"
    ROSTER = "roster", "发放名册"
    APPLICATION_FORM = "application_form", "救助申请表"
    AUTHORISATION_FORM = "authorisation_form", "核对授权书"
    PLEDGE = "pledge", "告知承诺书"
    VISIT_FORM = "visit_form", "入户调查表"
    CHECK_REPORT = "check_report", "核对报告"
    CHECK_NOTICE = "check_notice", "核对结果告知书"
    OPINION = "opinion", "初审意见"
    APPRAISAL_RECORD = "appraisal_record", "民主评议记录"
    REFERRAL = "referral", "转办单"
    CHANGE_FORM = "change_form", "主动报告表"
    CARE_AGREEMENT = "care_agreement", "委托照料协议"
    RELATIVE_REGISTER = "relative_register", "近亲属备案登记表"
    PASSBOOK_AGREEMENT = "passbook_agreement", "代管协议"
    DOSSIER_INDEX = "dossier_index", "案卷目录"
    ADJUSTMENT_LETTER = "adjustment_letter", "待遇调整通知书"
    REVIEW_FORM = "review_form", "定期核查表"
    RECOVERY_LETTER = "recovery_letter", "追回决定书"
    SET_OFF_LETTER = "set_off_letter", "追回款抵扣告知书"
    FUNERAL_CLAIM = "funeral_claim", "丧葬补贴申领表"


class NumberSeries(models.Model):
    """The last number of a kind given out by an office in a year; locked while one is taken. State."""

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=DocumentKind.choices)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "文号"
        constraints = [models.UniqueConstraint(fields=["office", "kind", "year"], name="one_number_series")]

    def __str__(self) -> str:
        return f"{self.office} {self.kind} {self.year}"


class Document(models.Model):
    """An issued paper: number and everything that stands on it, without whole personal numbers. Record."""

    kind = models.CharField("文书", max_length=20, choices=DocumentKind.choices)
    number = models.CharField("文号", max_length=40, unique=True)
    check_code = models.CharField("查询码", max_length=12, unique=True)
    office = models.ForeignKey(
        "offices.Office", models.PROTECT, related_name="documents", verbose_name="签发机关"
    )
    case = models.ForeignKey(
        "routing.Case", models.PROTECT, null=True, blank=True, related_name="documents", verbose_name="办件"
    )
    title = models.CharField("标题", max_length=100)
    context = models.JSONField("内容")
    issued_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="签发人")
    issued_on = models.DateField("签发日期")
    issued_at = models.DateTimeField("签发时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "文书"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"


class DocumentFile(models.Model):
    """The original: bytes made once, stored by their hash. Record."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="file")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "文书原件"
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="original_is_not_empty")]

    def __str__(self) -> str:
        return self.sha256


class DocumentVoid(models.Model):
    """作废: an issued paper holds no longer; its number stays with it, the one that replaces it says so. Record."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="void")
    reason = models.CharField("作废原因", max_length=200)
    replaced_by = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="replaces", verbose_name="重新出具"
    )
    voided_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="作废人")
    voided_on = models.DateField("作废日期")

    class Meta:
        verbose_name = verbose_name_plural = "文书作废"
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="voided_paper_says_why")]

    def __str__(self) -> str:
        return f"{self.document} {self.reason}"


class PrintBatch(models.Model):
    """Papers that are printed together; its `journal.Run` (key `print:<id>`) says how far it is. Dated fact."""

    made_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="发起人")
    made_on = models.DateField("发起日期")

    class Meta:
        verbose_name = verbose_name_plural = "批量打印"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"批量打印 {self.pk}"

    @property
    def key(self) -> str:
        """The key of its run."""
        return f"print:{self.pk}"


class PrintItem(models.Model):
    """One paper of a batch: waiting, its original there, or why not. State (without history)."""

    batch = models.ForeignKey(PrintBatch, models.PROTECT, related_name="items")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    ready = models.BooleanField("已生成", default=False)
    problem = models.CharField("没有生成的原因", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "批量打印的文书"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "document"], name="one_item_per_paper"),
            models.CheckConstraint(
                condition=Q(ready=False) | Q(problem=""), name="printed_paper_has_no_problem"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch} {self.document}"


class AttachmentKind(models.TextChoices):
    VISIT_PHOTO = "visit_photo", "入户照片"
    SIGNATURE = "signature", "签名"
    SIGNED_SHEET = "signed_sheet", "签字页照片"
    BOARD_PHOTO = "board_photo", "公示栏照片"
    MINUTES = "minutes", "评议记录照片"
    PROOF = "proof", "证明材料"
    OTHER = "other", "其他"


class Attachment(models.Model):
    """A picture of a case: drawn anew when it came, stored by its hash under a name of ours. Record.

    `source`: the SHA-256 of the PDF whose page it shows, so that the pages stay together and the original, which is not
    kept, can be recognised.
    """

    case = models.ForeignKey("routing.Case", models.PROTECT, related_name="attachments", verbose_name="办件")
    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+", verbose_name="上传机关")
    kind = models.CharField("种类", max_length=14, choices=AttachmentKind.choices)
    note = models.CharField("说明", max_length=100, blank=True)
    sha256 = models.CharField(max_length=64)
    source = models.CharField("来自的 PDF", max_length=64, blank=True, default="")
    size = models.PositiveIntegerField("字节")
    media_type = models.CharField(max_length=20, choices=[("image/jpeg", "JPEG"), ("image/png", "PNG")])
    width = models.PositiveSmallIntegerField("宽（像素）")
    height = models.PositiveSmallIntegerField("高（像素）")
    uploaded_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="上传人")
    uploaded_on = models.DateField("上传日期")
    uploaded_at = models.DateTimeField("上传时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "附件"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gt=0, width__gt=0, height__gt=0), name="attachment_is_not_empty"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """How it is called in sentences and for readers who do not see it."""
        return f"{self.get_kind_display()}“{self.note}”" if self.note else self.get_kind_display()


class AttachmentWithdrawal(models.Model):
    """A picture that is shown no more, by whom and why. Record."""

    attachment = models.OneToOneField(Attachment, models.PROTECT, related_name="withdrawal")
    reason = models.CharField("原因", max_length=200)
    withdrawn_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="撤下人")
    withdrawn_on = models.DateField("撤下日期")

    class Meta:
        verbose_name = verbose_name_plural = "附件撤下"
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="withdrawn_attachment_says_why")]

    def __str__(self) -> str:
        return f"{self.attachment} {self.reason}"
