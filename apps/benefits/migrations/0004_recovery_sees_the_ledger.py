"""A recovery names the last row of the ledger that it knew, so that a later row has the last word on its month."""

from django.db import migrations, models

KNOWN = """
UPDATE benefits_{table} known SET ledger_seen = coalesce(
    (SELECT max(id) FROM benefits_awardamount part WHERE part.award_id = known.award_id), 0);
"""


def seen(table: str) -> tuple:
    """The column, and for orders that stand already everything that stands beside them."""
    field = models.BigIntegerField("核算依据的台账行", default=0)
    return (
        migrations.AddField(table, "ledger_seen", field, preserve_default=False),
        migrations.RunSQL(KNOWN.format(table=table), migrations.RunSQL.noop),
    )


class Migration(migrations.Migration):
    dependencies = [("benefits", "0003_ledger")]
    operations = [*seen("recoveryorder"), *seen("historicalrecoveryorder")]
