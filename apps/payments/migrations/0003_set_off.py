"""A line says what of it is held back towards a recovery (抵扣), and what goes to the bank."""

from decimal import Decimal

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('benefits', '0008_set_off'),
        ('households', '0001_initial'),
        ('payments', '0002_closed_months'),
    ]

    operations = [
        migrations.AddField(
            model_name='payment',
            name='set_off',
            field=models.DecimalField(decimal_places=2, default=Decimal('0.00'), max_digits=12, verbose_name='抵扣'),
        ),
        migrations.AddField(
            model_name='payment',
            name='set_off_order',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='benefits.recoveryorder', verbose_name='抵扣的追回'),
        ),
        migrations.AddIndex(
            model_name='payment',
            index=models.Index(condition=models.Q(('set_off_order__isnull', False)), fields=['set_off_order'], name='payment_set_off'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('set_off', 0), ('set_off_order', None)), models.Q(('cause', 'regular'), ('set_off__gt', 0), ('set_off__lt', models.F('amount')), ('set_off_order__isnull', False)), _connector='OR'), name='set_off_leaves_something_of_the_month'),
        ),
        migrations.AddField(
            model_name='payment',
            name='to_pay',
            field=models.GeneratedField(db_persist=True, expression=django.db.models.expressions.CombinedExpression(models.F('amount'), '-', models.F('set_off')), output_field=models.DecimalField(decimal_places=2, max_digits=12, verbose_name='实发')),
        ),
    ]
