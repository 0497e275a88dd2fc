"""An account may be somebody's outside every household: who claims a funeral subsidy is paid there."""

from django.db import migrations, models
from django.db.models import Q

ACCOUNT = "bankaccount"
MAY_LACK = {"on_delete": models.PROTECT, "null": True, "blank": True}


class Migration(migrations.Migration):
    dependencies = [("households", "0001_initial")]
    operations = [
        migrations.AlterField(
            ACCOUNT,
            "household",
            models.ForeignKey(
                related_name="accounts", to="households.household", verbose_name="家庭", **MAY_LACK
            ),
        ),
        migrations.AlterField(
            ACCOUNT,
            "holder",
            models.ForeignKey(related_name="+", to="households.person", verbose_name="户名", **MAY_LACK),
        ),
        migrations.AddField(
            ACCOUNT, "holder_name", models.CharField("家庭以外的户名", max_length=60, blank=True)
        ),
        migrations.AddConstraint(
            ACCOUNT,
            models.CheckConstraint(
                condition=Q(household__isnull=False, holder__isnull=False, holder_name="")
                | Q(household__isnull=True, holder__isnull=True) & ~Q(holder_name=""),
                name="account_of_a_household_or_of_somebody_else",
                violation_error_message="账户要么属于一个家庭、户名是家庭成员，要么不属于任何家庭。",
            ),
        ),
    ]
