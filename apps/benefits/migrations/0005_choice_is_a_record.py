"""What a family signed is a record."""

from django.db import migrations

from apps.core.migrations_support import append_only


class Migration(migrations.Migration):
    dependencies = [("benefits", "0004_for_the_other_programmes")]
    operations = [append_only("benefits_singlechoice")]
