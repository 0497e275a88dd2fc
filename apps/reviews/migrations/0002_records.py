"""What was resolved, put off, or decided under a special measure stays as it was written."""

from django.db import migrations

from apps.core.migrations_support import append_only


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_initial")]
    operations = [
        append_only("reviews_resolution"),
        append_only("reviews_extension"),
        append_only("reviews_switchuse"),
    ]
