"""What simple-history wrote about offices and people stays as it was written."""

from django.db import migrations

from apps.core.migrations_support import append_only


class Migration(migrations.Migration):
    dependencies = [("offices", "0001_initial")]
    operations = [
        append_only("offices_historicaloffice"),
        append_only("offices_historicalcommunity"),
        append_only("offices_historicaluser"),
        append_only("offices_historicalduty"),
    ]
