"""Pictures of a case and their withdrawals are records: the database refuses to change or delete them."""

from django.db import migrations

from apps.core.migrations_support import append_only


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_attachments")]
    operations = [append_only("documents_attachment"), append_only("documents_attachmentwithdrawal")]
