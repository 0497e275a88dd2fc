"""The settings of the demonstration day are records."""

from django.db import migrations

from apps.core.migrations_support import append_only


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [append_only("core_demonstrationday")]
