"""That a paper holds no longer is a record: the database refuses to change or delete it."""

from django.db import migrations

from apps.core.migrations_support import append_only


class Migration(migrations.Migration):
    dependencies = [("documents", "0008_voided_papers")]
    operations = [append_only("documents_documentvoid")]
