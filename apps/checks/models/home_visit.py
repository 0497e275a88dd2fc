"""What was seen at the door. Dated facts: HomeVisit, Investigator."""

from django.db import models


class HomeVisit(models.Model):
    """One visit at the door: done, or nobody at home. Dated fact."""

    step = models.ForeignKey("routing.Step", models.PROTECT, related_name="home_visits")
    visited_at = models.DateTimeField("入户时间")
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
