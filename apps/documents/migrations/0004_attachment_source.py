"""A page of a PDF says from which file it was drawn."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_recovery_letter")]
    operations = [
        migrations.AddField(
            model_name="attachment",
            name="source",
            field=models.CharField(blank=True, default="", max_length=64, verbose_name="来自的 PDF"),
        ),
    ]
