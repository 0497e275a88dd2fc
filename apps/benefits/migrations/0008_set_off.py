"""抵扣: what the district decided to be held back; a receipt says whether it came back so."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from apps.core.migrations_support import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('benefits', '0007_appeals'),
        ('documents', '0005_set_off_letter'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SetOffDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('monthly', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='每月抵扣')),
                ('from_month', models.DateField(verbose_name='自何月起')),
                ('reference', models.CharField(max_length=60, verbose_name='区级决定文号')),
                ('text', models.TextField(verbose_name='决定意见')),
                ('decided_on', models.DateField(verbose_name='决定日期')),
            ],
            options={
                'verbose_name': '抵扣决定',
                'verbose_name_plural': '抵扣决定',
                'ordering': ['id'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='recoveryreceipt',
            name='one_receipt_per_number',
        ),
        migrations.AddField(
            model_name='recoveryreceipt',
            name='by_set_off',
            field=models.BooleanField(default=False, verbose_name='抵扣'),
        ),
        migrations.AddConstraint(
            model_name='recoveryreceipt',
            constraint=models.UniqueConstraint(fields=('order', 'number', 'by_set_off'), name='one_receipt_per_number'),
        ),
        migrations.AddField(
            model_name='setoffdecision',
            name='decided_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人'),
        ),
        migrations.AddField(
            model_name='setoffdecision',
            name='letter',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='追回款抵扣告知书'),
        ),
        migrations.AddField(
            model_name='setoffdecision',
            name='order',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='set_off_decisions', to='benefits.recoveryorder'),
        ),
        migrations.AddConstraint(
            model_name='setoffdecision',
            constraint=models.CheckConstraint(condition=models.Q(('monthly__gte', 0)), name='set_off_is_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='setoffdecision',
            constraint=models.CheckConstraint(condition=models.Q(('from_month__day', 1)), name='set_off_from_a_month'),
        ),
        migrations.AddConstraint(
            model_name='setoffdecision',
            constraint=models.UniqueConstraint(fields=('order', 'reference'), name='one_set_off_per_reference'),
        ),
        append_only("benefits_setoffdecision"),
    ]
