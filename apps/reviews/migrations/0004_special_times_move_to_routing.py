"""特殊时期措施 belong to the cases now; their tables went there with `routing.0002`."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reviews", "0003_takeover_is_read_by_the_worker"), ("routing", "0002_special_times")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel("SwitchUse"), migrations.DeleteModel("Switch")]
        )
    ]
