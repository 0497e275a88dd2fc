"""What a person can do alone, and where a person in extreme difficulty lives. Dated facts, succeeded, never edited."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from apps.rules.facts.tekun import INDICATORS


class Level(models.TextChoices):
    """生活自理能力 (43号 第二十二条); the codes are those of the rules."""

    FULL = "full", "具备生活自理能力"
    PARTIAL = "partial", "部分丧失生活自理能力"
    NONE = "none", "完全丧失生活自理能力"


class SelfCareAssessment(models.Model):
    """Six indicators, the level that follows, who assessed when. Dated fact; the newest of a case counts."""

    case = models.ForeignKey("routing.Case", models.PROTECT, related_name="self_care", verbose_name="办件")
    person = models.ForeignKey(
        "households.Person", models.PROTECT, related_name="self_care", verbose_name="评估对象"
    )
    eat = models.BooleanField(INDICATORS["eat"])
    dress = models.BooleanField(INDICATORS["dress"])
    bed = models.BooleanField(INDICATORS["bed"])
    toilet = models.BooleanField(INDICATORS["toilet"])
    walk = models.BooleanField(INDICATORS["walk"])
    bathe = models.BooleanField(INDICATORS["bathe"])
    level = models.CharField("自理能力", max_length=8, choices=Level.choices)
    assessors = ArrayField(models.CharField(max_length=50), verbose_name="评估人员")
    institution = models.CharField("评估机构", max_length=60, blank=True)
    assessed_on = models.DateField("评估日期")
    note = models.CharField("说明", max_length=300, blank=True)
    recorded_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="登记人")

    class Meta:
        verbose_name = verbose_name_plural = "自理能力评估"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.person} {self.get_level_display()}"

    @property
    def indicators(self) -> dict[str, bool]:
        """What the person can do alone, by the codes of the rules."""
        return {name: getattr(self, name) for name in INDICATORS}


class Placement(models.Model):
    """Where and by whom a person is cared for: an institution, or at home by a carer. Dated fact."""

    MODES = [("centralized", "集中供养"), ("dispersed", "分散供养")]
    case = models.ForeignKey("routing.Case", models.PROTECT, related_name="placements", verbose_name="办件")
    person = models.ForeignKey("households.Person", models.PROTECT, related_name="placements")
    mode = models.CharField("供养方式", max_length=12, choices=MODES)
    institution = models.CharField("供养服务机构", max_length=60, blank=True)
    carer = models.CharField("照料人", max_length=50, blank=True)
    valid_from = models.DateField("起")
    valid_to = models.DateField("止", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "供养安排"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(valid_to__isnull=True), name="one_placement_per_person"
            ),
            models.CheckConstraint(
                condition=~Q(mode="centralized") | Q(institution__gt=""),
                name="centralized_names_its_institution",
                violation_error_message="集中供养须写明供养服务机构。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_mode_display()}"
