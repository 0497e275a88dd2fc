"""复议和诉讼: who hears an appeal against a decision, since when, and how it ended."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KINDS = [("reconsideration", "行政复议"), ("litigation", "行政诉讼")]
OUTCOMES = [
    ("upheld", "维持"),
    ("revoked", "撤销"),
    ("changed", "变更"),
    ("withdrawn", "撤回"),
    ("ended", "终止"),
]
PROTECT = django.db.models.deletion.PROTECT
USER = {"on_delete": PROTECT, "related_name": "+", "to": settings.AUTH_USER_MODEL}


class Migration(migrations.Migration):
    dependencies = [
        ("benefits", "0006_recovery_letter"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            "Appeal",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField("种类", choices=KINDS, max_length=16)),
                ("authority", models.CharField("复议机关或者法院", max_length=60)),
                ("number", models.CharField("案号", max_length=60)),
                ("received_on", models.DateField("受理日期")),
                ("registered_on", models.DateField("登记日期")),
                ("outcome", models.CharField("结果", blank=True, choices=OUTCOMES, max_length=10)),
                ("outcome_on", models.DateField("结果日期", blank=True, null=True)),
                ("outcome_number", models.CharField("结果文书号", blank=True, max_length=60)),
                ("closed_on", models.DateField("结果登记日期", blank=True, null=True)),
                ("closed_by", models.ForeignKey(blank=True, null=True, verbose_name="结果登记人", **USER)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="appeals", to="benefits.decision", verbose_name="决定"
                    ),
                ),
                ("registered_by", models.ForeignKey(verbose_name="登记人", **USER)),
            ],
            options={
                "verbose_name": "复议和诉讼",
                "verbose_name_plural": "复议和诉讼",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["decision", "kind"],
                        condition=models.Q(outcome=""),
                        name="one_running_appeal_per_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(received_on__lte=models.F("registered_on")),
                        name="appeal_is_not_in_the_future",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            outcome="", outcome_on=None, outcome_number="", closed_by=None, closed_on=None
                        )
                        | ~models.Q(outcome="")
                        & ~models.Q(outcome_number="")
                        & models.Q(
                            closed_by__isnull=False,
                            outcome_on__gte=models.F("received_on"),
                            outcome_on__lte=models.F("closed_on"),
                        ),
                        name="appeal_ends_whole_and_after_receipt",
                    ),
                ],
            },
        ),
    ]
