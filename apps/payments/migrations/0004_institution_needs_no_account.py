"""What an institution takes needs no account of the household; every other payment does."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('benefits', '0009_claimant_of_a_funeral'),
        ('households', '0002_account_outside_a_household'),
        ('payments', '0003_set_off'),
    ]

    operations = [
        migrations.AlterField(
            model_name='payment',
            name='account',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='households.bankaccount', verbose_name='账户'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.CheckConstraint(condition=models.Q(('account__isnull', False), models.Q(('payee', ''), _negated=True), _connector='OR'), name='payment_goes_somewhere'),
        ),
    ]
