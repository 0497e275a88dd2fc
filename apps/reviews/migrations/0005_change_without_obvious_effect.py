"""核查期内没有明显变化的，不再调整: whoever verifies a change may say so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0004_special_times_move_to_routing")]
    operations = [
        migrations.AddField("changereport", "minor", models.BooleanField("没有明显变化", default=False))
    ]
