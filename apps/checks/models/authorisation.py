"""Who lets the office look into the sources: every adult member, every obliged supporter. Dated fact."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from apps.checks.models.sources import Source


def every_source() -> list[str]:
    """The scope that the usual form has."""
    return list(Source.values)


class Authorisation(models.Model):
    """The consent of a member or an obliged supporter to the economic check, until `valid_until` or its withdrawal.

    `form` none: a supporter whose consent could not be had, with the reason in `note`; no source is asked about him.
    When he signs after all, that row is closed and the consent is a row of its own.
    """

    FORMS = [("paper", "纸质"), ("electronic", "电子"), ("none", "未能取得")]
    case = models.ForeignKey("routing.Case", models.PROTECT, related_name="authorisations")
    person = models.ForeignKey(
        "households.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="授权人"
    )
    supporter = models.ForeignKey(
        "households.Supporter",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="法定义务人",
    )
    signed_on = models.DateField("签字日期")
    valid_until = models.DateField("有效期至", null=True, blank=True)
    scope = ArrayField(
        models.CharField(max_length=14, choices=Source.choices), default=every_source, verbose_name="授权范围"
    )
    form = models.CharField("形式", max_length=10, choices=FORMS, default="paper")
    note = models.CharField("说明", max_length=200, blank=True)
    withdrawn_on = models.DateField("撤回日期", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "offices.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="撤回登记人"
    )
    withdrawal_reason = models.CharField("撤回说明", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "核对授权"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=Q(withdrawn_on__isnull=True),
                name="one_authorisation_per_person",
            ),
            models.UniqueConstraint(
                fields=["case", "supporter"],
                condition=Q(withdrawn_on__isnull=True),
                name="one_authorisation_per_supporter",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, supporter__isnull=True)
                | Q(person__isnull=True, supporter__isnull=False),
                name="a_member_or_a_supporter_authorises",
            ),
            models.CheckConstraint(
                condition=~Q(form="none") | (Q(supporter__isnull=False) & ~Q(note="")),
                name="missing_consent_is_a_supporters_and_says_why",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("signed_on")),
                name="authorisation_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True)
                | (Q(withdrawn_by__isnull=False) & ~Q(withdrawal_reason="")),
                name="withdrawal_says_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.supporter} {self.signed_on}"
