"""What was planned, and what was seen at the door. Dated facts: VisitPlan, HomeVisit, Investigator, Observation, VisitPicture."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class VisitPlan(models.Model):
    """When whom goes; a new plan follows an old one, the newest counts. Dated fact."""

    step = models.ForeignKey("routing.Step", models.PROTECT, related_name="visit_plans")
    planned_at = models.DateTimeField("约定时间")
    investigators = ArrayField(models.CharField(max_length=50), verbose_name="调查人员")
    late_reason = models.CharField("超过期限的原因", max_length=200, blank=True)
    planned_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="安排人")
    planned_on = models.DateField("安排日期")

    class Meta:
        verbose_name = verbose_name_plural = "入户安排"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.step} {self.planned_at:%Y-%m-%d}"


class VisitMode(models.TextChoices):
    DOOR = "door", "上门"
    PHONE = "phone", "电话"
    VIDEO = "video", "视频"


class HomeVisit(models.Model):
    """One visit at the door (in an emergency by telephone or video): done, or nobody at home. Dated fact."""

    step = models.ForeignKey("routing.Step", models.PROTECT, related_name="home_visits")
    visited_at = models.DateTimeField("入户时间")
    mode = models.CharField("调查方式", max_length=6, choices=VisitMode.choices, default=VisitMode.DOOR)
    contractor = models.CharField("受委托的调查机构", max_length=100, blank=True)
    met = models.BooleanField("见到家庭成员", default=True)
    present = models.CharField("在场人员", max_length=200, blank=True)
    members_seen = models.PositiveSmallIntegerField("见到人数", null=True, blank=True)
    living_conditions = models.TextField("居住和生活状况", blank=True)
    seen_against_declared = models.TextField("所见与申报对照", blank=True)
    neighbour_interview = models.TextField("邻里访问", blank=True)
    conclusion = models.TextField("调查结论", blank=True)
    signed_by_household = models.CharField("家庭成员签字", max_length=50, blank=True)
    absent_note = models.CharField("未遇说明", max_length=200, blank=True)
    recorded_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="记录人")

    class Meta:
        verbose_name = verbose_name_plural = "入户调查"
        ordering = ["visited_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(met=True) | Q(mode="door"), name="nobody_at_home_is_found_at_the_door"
            )
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.visited_at:%Y-%m-%d}"


class Investigator(models.Model):
    """One of the (at least two) people who made a visit; not necessarily a user. Dated fact."""

    visit = models.ForeignKey(HomeVisit, models.PROTECT, related_name="investigators")
    name = models.CharField("姓名", max_length=50)
    user = models.ForeignKey("offices.User", models.PROTECT, null=True, blank=True, related_name="+")
    official = models.BooleanField("街道工作人员", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "调查人员"
        constraints = [models.UniqueConstraint(fields=["visit", "name"], name="one_row_per_investigator")]

    def __str__(self) -> str:
        return self.name


class Seen(models.TextChoices):
    """What was seen of one thing that the family declared."""

    SAME = "same", "相符"
    DIFFERS = "differs", "不相符"
    UNSEEN = "unseen", "没看到"


class Observation(models.Model):
    """One declared thing (a member, an income, a property) and what was seen of it. Dated fact."""

    visit = models.ForeignKey(HomeVisit, models.PROTECT, related_name="observations")
    subject = models.CharField("对照内容", max_length=100)
    declared = models.CharField("申报", max_length=150, blank=True)
    seen = models.CharField("所见", max_length=8, choices=Seen.choices)
    note = models.CharField("看到或问到的", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "入户对照"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(seen="differs") | ~Q(note=""),
                name="what_differs_says_how",
                violation_error_message="不相符的须写明看到或问到什么。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.get_seen_display()}"


class PictureUse(models.TextChoices):
    PHOTO = "photo", "照片"
    HOUSEHOLD = "household", "家庭成员签名"
    INVESTIGATOR = "investigator", "调查人员签名"
    SHEET = "sheet", "签字页"


class VisitPicture(models.Model):
    """A picture of a visit: a photograph, a signature of either side, or the signed sheet. Dated fact."""

    visit = models.ForeignKey(HomeVisit, models.PROTECT, related_name="pictures")
    attachment = models.OneToOneField("documents.Attachment", models.PROTECT, related_name="visit_picture")
    use = models.CharField("用途", max_length=12, choices=PictureUse.choices)
    signer = models.CharField("签字人", max_length=50, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "入户照片和签名"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(use__in=["household", "investigator"]) | ~Q(signer=""),
                name="signature_says_whose",
            )
        ]

    def __str__(self) -> str:
        return f"{self.visit} {self.get_use_display()}"
