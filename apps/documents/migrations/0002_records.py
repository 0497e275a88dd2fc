"""Issued papers, their originals, what voids them, pictures of a case and their withdrawals are records: the database
refuses to change or delete them.
"""

from django.db import migrations

from apps.core.migrations_support import append_only


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [
        append_only("documents_document"),
        append_only("documents_documentfile"),
        append_only("documents_documentvoid"),
        append_only("documents_attachment"),
        append_only("documents_attachmentwithdrawal"),
    ]
