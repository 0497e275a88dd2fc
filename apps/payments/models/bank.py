"""What was tried at the bank and what it answered. All of them records: Transfer and Outcome, never a column of a payment.

The last outcome is the state of a payment. What goes out and comes in is kept line by line as it was, encrypted.
"""

from django.db import models
from django.db.models import Q

from apps.core.fields import EncryptedTextField
from apps.payments.models.batches import Batch, Payment


class BankFile(models.Model):
    """The orders of one batch to the bank. Record; its pieces are made by its run, and `layout` says how they are written."""

    batch = models.OneToOneField(Batch, models.PROTECT, related_name="bank_file")
    layout = models.CharField("格式", max_length=20)
    made_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="导出人")
    made_on = models.DateField("导出日期")
    run = models.OneToOneField("journal.Run", models.PROTECT, related_name="+", verbose_name="导出任务")

    class Meta:
        verbose_name = verbose_name_plural = "银行代发文件"

    def __str__(self) -> str:
        return f"{self.batch} 代发"


class FilePiece(models.Model):
    """Up to 500 lines of a bank file as JSON, as they stood when the orders were made. Record."""

    file = models.ForeignKey(BankFile, models.PROTECT, related_name="pieces")
    number = models.PositiveIntegerField("首行行号")
    lines = EncryptedTextField("各行", purpose="bank_file")

    class Meta:
        verbose_name = verbose_name_plural = "代发文件分段"
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="one_piece_per_number")]

    def __str__(self) -> str:
        return f"{self.file} {self.number}"


class Transfer(models.Model):
    """One attempt to pay one payment: one line of one bank file. Record."""

    file = models.ForeignKey(BankFile, models.PROTECT, related_name="transfers")
    line = models.PositiveIntegerField("行号")
    payment = models.ForeignKey(Payment, models.PROTECT, related_name="transfers")
    account = models.ForeignKey(
        "households.BankAccount", models.PROTECT, related_name="+", verbose_name="账户"
    )
    amount = models.DecimalField("金额", max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = verbose_name_plural = "付款"
        constraints = [
            models.UniqueConstraint(fields=["file", "line"], name="one_transfer_per_line"),
            models.UniqueConstraint(fields=["file", "payment"], name="tried_once_per_file"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="transfer_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.file} 第{self.line}行"


class ReturnFile(models.Model):
    """An answer of the bank to a file. Record; `digest` (SHA-256 of its bytes) lets it be imported once."""

    file = models.ForeignKey(BankFile, models.PROTECT, related_name="returns")
    name = models.CharField("文件名", max_length=200)
    digest = models.CharField("摘要", max_length=64)
    received_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="导入人")
    received_on = models.DateField("导入日期")
    run = models.OneToOneField("journal.Run", models.PROTECT, related_name="+", verbose_name="对账任务")

    class Meta:
        verbose_name = verbose_name_plural = "银行回盘文件"
        constraints = [models.UniqueConstraint(fields=["file", "digest"], name="return_imported_once")]

    def __str__(self) -> str:
        return f"{self.file} 回盘"


class ReturnPiece(models.Model):
    """Up to 500 lines of a return file as JSON. Record."""

    file = models.ForeignKey(ReturnFile, models.PROTECT, related_name="pieces")
    number = models.PositiveIntegerField("第几段")
    lines = EncryptedTextField("各行", purpose="return_file")

    class Meta:
        verbose_name = verbose_name_plural = "回盘文件分段"
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="one_return_piece_per_number")]

    def __str__(self) -> str:
        return f"{self.file} {self.number}"


class Outcome(models.Model):
    """What the bank answered to one transfer. Record; one each, whatever comes twice."""

    transfer = models.OneToOneField(Transfer, models.PROTECT, related_name="outcome")
    source = models.ForeignKey(ReturnFile, models.PROTECT, related_name="outcomes")
    paid = models.BooleanField("已到账")
    code = models.CharField("结果代码", max_length=10)
    text = models.CharField("银行说明", max_length=100, blank=True)
    answered_on = models.DateField("回盘日期")

    class Meta:
        verbose_name = verbose_name_plural = "银行回执"
        indexes = [models.Index(fields=["transfer"], name="outcome_failed", condition=Q(paid=False))]

    def __str__(self) -> str:
        return f"{self.transfer} {'已到账' if self.paid else '退票'}"
