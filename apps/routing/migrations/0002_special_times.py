"""特殊时期措施 move down to the cases: an emergency lengthens limits and lets visits be made by telephone.

The tables come from `reviews`, with their rows and their guards.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
KINDS = [("exit_moratorium", "暂停退出"), ("emergency_mode", "应急办理")]
PROTECT = django.db.models.deletion.PROTECT
RENAME = "ALTER TABLE {0} RENAME TO {1}"


def _moved(old: str, new: str) -> migrations.RunSQL:
    return migrations.RunSQL(RENAME.format(old, new), RENAME.format(new, old))


class Migration(migrations.Migration):
    dependencies = [("routing", "0001_initial"), ("reviews", "0003_takeover_is_read_by_the_worker")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                _moved("reviews_switch", "routing_switch"),
                _moved("reviews_switchuse", "routing_switchuse"),
            ],
            state_operations=[
                migrations.CreateModel(
                    "Switch",
                    [
                        ("id", ID.clone()),
                        ("kind", models.CharField("措施", max_length=20, choices=KINDS)),
                        (
                            "office",
                            models.ForeignKey(
                                "offices.office", PROTECT, related_name="+", verbose_name="适用机关"
                            ),
                        ),
                        ("valid_from", models.DateField("起")),
                        ("valid_to", models.DateField("止", null=True, blank=True)),
                        ("document", models.CharField("文件依据", max_length=100)),
                        (
                            "set_by",
                            models.ForeignKey(
                                settings.AUTH_USER_MODEL, PROTECT, related_name="+", verbose_name="设定人"
                            ),
                        ),
                    ],
                    {
                        "verbose_name": "特殊时期措施",
                        "verbose_name_plural": "特殊时期措施",
                        "ordering": ["-valid_from", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(valid_to__isnull=True)
                                | models.Q(valid_to__gte=models.F("valid_from")),
                                name="switch_days_in_order",
                            ),
                            models.UniqueConstraint(
                                fields=["kind", "office"],
                                condition=models.Q(valid_to__isnull=True),
                                name="one_open_switch_per_office",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    "SwitchUse",
                    [
                        ("id", ID.clone()),
                        (
                            "switch",
                            models.ForeignKey(
                                "routing.switch", PROTECT, related_name="uses", verbose_name="措施"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                "routing.case", PROTECT, related_name="+", verbose_name="办件"
                            ),
                        ),
                        ("what", models.CharField("用途", max_length=100)),
                        ("on", models.DateField("日期")),
                    ],
                    {
                        "verbose_name": "措施使用记录",
                        "verbose_name_plural": "措施使用记录",
                        "ordering": ["id"],
                    },
                ),
            ],
        )
    ]
