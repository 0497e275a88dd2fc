"""Who must stand aside from a case. Dated fact: CloseRelative; `routing.services` writes it."""

from django.db import models
from django.db.models import Q

from apps.routing.models.case import Case


class CloseRelative(models.Model):
    """近亲属备案: somebody who works on social assistance is a close relative of a person in a case. Dated fact.

    「…与经办人员、村（居）民委员会成员有近亲属关系的，应当单独登记备案」: `user` does nothing in the case; a member of a
    residents' committee is no user and is named by `staff_name` and `post`. What was registered by mistake is cancelled.
    """

    RELATIONS = [
        ("spouse", "配偶"),
        ("parent", "父母"),
        ("child", "子女"),
        ("sibling", "兄弟姐妹"),
        ("grandparent", "祖父母、外祖父母"),
        ("grandchild", "孙子女、外孙子女"),
        ("by_marriage", "配偶的近亲属"),
    ]
    SOURCES = [("applicant", "申请人申报"), ("staff", "工作人员申报"), ("found", "核查发现")]
    case = models.ForeignKey(Case, models.PROTECT, related_name="close_relatives", verbose_name="办件")
    user = models.ForeignKey(
        "offices.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="工作人员"
    )
    staff_name = models.CharField("姓名", max_length=50)
    post = models.CharField("单位和岗位", max_length=100)
    relation = models.CharField("关系", max_length=12, choices=RELATIONS)
    person = models.ForeignKey(
        "households.Person", models.PROTECT, related_name="+", verbose_name="与家庭中的谁"
    )
    source = models.CharField("来源", max_length=10, choices=SOURCES)
    registered_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", verbose_name="登记人")
    registered_on = models.DateField("登记日期")
    cancelled_by = models.ForeignKey(
        "offices.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="撤销人"
    )
    cancelled_on = models.DateField("撤销日期", null=True, blank=True)
    cancelled_reason = models.CharField("撤销原因", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "近亲属备案"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "user", "person"],
                condition=Q(cancelled_on__isnull=True, user__isnull=False),
                name="one_registration_per_staff_and_person",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on__isnull=True)
                | (Q(cancelled_by__isnull=False) & ~Q(cancelled_reason="")),
                name="cancelled_registration_says_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff_name}是{self.person}的{self.get_relation_display()}"
