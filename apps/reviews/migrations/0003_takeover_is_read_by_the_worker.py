"""The worker reads an uploaded register: what it reads is kept until then, and how many errors there are is counted."""

import django.db.models.deletion
from django.db import migrations, models

import apps.core.fields

STATES = [
    ("reading", "正在读取"),
    ("rehearsed", "已预演，等待确认"),
    ("taking", "正在接管"),
    ("done", "已接管"),
    ("discarded", "已作废"),
]


class Migration(migrations.Migration):
    dependencies = [("reviews", "0002_records")]
    operations = [
        migrations.AddField("takeover", "faults", models.PositiveIntegerField("错误数", default=0)),
        migrations.RunSQL(
            "UPDATE reviews_takeover SET faults = jsonb_array_length(errors)", migrations.RunSQL.noop
        ),
        migrations.AlterField(
            "takeover",
            "state",
            models.CharField("状态", max_length=10, choices=STATES, default="reading"),
        ),
        migrations.CreateModel(
            "TakeoverFile",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", apps.core.fields.EncryptedTextField("内容", purpose="takeover_file")),
                (
                    "takeover",
                    models.OneToOneField(
                        to="reviews.takeover", on_delete=django.db.models.deletion.CASCADE, related_name="file"
                    ),
                ),
            ],
            {"verbose_name": "待读取的登记簿", "verbose_name_plural": "待读取的登记簿"},
        ),
    ]
