"""丧葬补贴: a round for one death; one for each deceased."""

from django.db import migrations, models
from django.db.models import Q

ROUND = "onetimeround"
WHO = {"null": True, "blank": True, "related_name": "+", "verbose_name": "逝者"}


class Migration(migrations.Migration):
    dependencies = [("benefits", "0004_recovery_sees_the_ledger"), ("households", "0001_initial")]
    operations = [
        migrations.AddField(
            ROUND, "deceased", models.ForeignKey(on_delete=models.PROTECT, to="households.person", **WHO)
        ),
        migrations.AddField(
            "historicalonetimeround",
            "deceased",
            models.ForeignKey(
                on_delete=models.DO_NOTHING, db_constraint=False, to="households.person", **WHO
            ),
        ),
        migrations.RemoveConstraint(ROUND, "one_round_per_register"),
        migrations.AddConstraint(
            ROUND,
            models.UniqueConstraint(
                fields=["office", "kind", "register_month"],
                condition=~Q(state="discarded") & Q(deceased__isnull=True),
                name="one_round_per_register",
            ),
        ),
        migrations.AddConstraint(
            ROUND,
            models.UniqueConstraint(
                fields=["deceased"], condition=~Q(state="discarded"), name="one_funeral_subsidy_per_deceased"
            ),
        ),
        migrations.AddConstraint(
            ROUND,
            models.CheckConstraint(
                condition=Q(kind="funeral", deceased__isnull=False)
                | ~Q(kind="funeral") & Q(deceased__isnull=True),
                name="a_funeral_round_names_the_deceased",
            ),
        ),
    ]
