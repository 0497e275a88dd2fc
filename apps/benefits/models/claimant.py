"""申领人: who handled a funeral and claims its subsidy, a relative, an institution or a community. State."""

from django.db import models
from simple_history.models import HistoricalRecords

from apps.benefits.models.one_time import OneTimeRound
from apps.core.fields import EncryptedTextField


class ClaimantRelation(models.TextChoices):
    """What the claimant is to the deceased."""

    SPOUSE = "spouse", "配偶"
    CHILD = "child", "子女"
    PARENT = "parent", "父母"
    RELATIVE = "relative", "其他亲属"
    CARER = "carer", "其他供养、照料人"
    INSTITUTION = "institution", "养老、供养机构"
    COMMUNITY = "community", "村（居）民委员会"


ORGANISATIONS = (ClaimantRelation.INSTITUTION, ClaimantRelation.COMMUNITY)


class Claimant(models.Model):
    """State: who claims one funeral subsidy, and where it is paid: `account`, or none for the account of the household.

    The account is nobody's household's, so that monthly money never goes there. An organisation has no identity number.
    `paper`: the claim form (D24) as it stands now.
    """

    round = models.OneToOneField(OneTimeRound, models.PROTECT, related_name="claimant", verbose_name="申领")
    name = models.CharField("申领人", max_length=50)
    relation = models.CharField("与逝者的关系", max_length=12, choices=ClaimantRelation.choices)
    id_number = EncryptedTextField("身份证号", purpose="id_number", blank=True, default="")
    phone = EncryptedTextField("联系电话", purpose="phone")
    account = models.OneToOneField(
        "households.BankAccount",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="收款账户",
    )
    paper = models.OneToOneField(
        "documents.Document", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="申领表"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "丧葬补贴申领人"

    def __str__(self) -> str:
        return self.name
