"""A decided recovery names its letter (追回决定书)."""

from django.db import migrations, models

LETTER = {"null": True, "blank": True, "related_name": "+", "to": "documents.document", "verbose_name": "追回决定书"}


class Migration(migrations.Migration):
    dependencies = [("benefits", "0005_funeral_subsidy"), ("documents", "0003_recovery_letter")]
    operations = [
        migrations.AddField(
            "recoveryorder", "letter", models.OneToOneField(on_delete=models.PROTECT, **LETTER)
        ),
        migrations.AddField(
            "historicalrecoveryorder",
            "letter",
            models.ForeignKey(on_delete=models.DO_NOTHING, db_constraint=False, **LETTER),
        ),
    ]
