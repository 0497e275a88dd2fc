"""追回: orders, and as records their months, plans and receipts."""

import django.db.models.deletion
import django.db.models.expressions
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from apps.core.migrations_support import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('benefits', '0008_one_time_records'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalRecoveryOrder',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('reason', models.TextField(verbose_name='事由')),
                ('change_month', models.DateField(verbose_name='变化月份')),
                ('good_faith', models.BooleanField(default=False, verbose_name='非家庭过错')),
                ('fraud', models.BooleanField(default=False, verbose_name='骗取')),
                ('total', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='应退')),
                ('penalty_min', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='罚款下限')),
                ('penalty_max', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='罚款上限')),
                ('state', models.CharField(choices=[('noticed', '已告知，听取陈述'), ('decided', '已决定'), ('settled', '已退清'), ('dropped', '不予追回')], default='noticed', max_length=10, verbose_name='状态')),
                ('statement', models.TextField(blank=True, verbose_name='家庭陈述')),
                ('noticed_on', models.DateField(verbose_name='告知日期')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='决定日期')),
                ('text', models.TextField(blank=True, verbose_name='决定意见')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('award', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='benefits.award', verbose_name='待遇')),
                ('decided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='决定人')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('noticed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='告知人')),
            ],
            options={
                'verbose_name': 'historical 追回',
                'verbose_name_plural': 'historical 追回',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='RecoveryOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(verbose_name='事由')),
                ('change_month', models.DateField(verbose_name='变化月份')),
                ('good_faith', models.BooleanField(default=False, verbose_name='非家庭过错')),
                ('fraud', models.BooleanField(default=False, verbose_name='骗取')),
                ('total', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='应退')),
                ('penalty_min', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='罚款下限')),
                ('penalty_max', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='罚款上限')),
                ('state', models.CharField(choices=[('noticed', '已告知，听取陈述'), ('decided', '已决定'), ('settled', '已退清'), ('dropped', '不予追回')], default='noticed', max_length=10, verbose_name='状态')),
                ('statement', models.TextField(blank=True, verbose_name='家庭陈述')),
                ('noticed_on', models.DateField(verbose_name='告知日期')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='决定日期')),
                ('text', models.TextField(blank=True, verbose_name='决定意见')),
                ('award', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recoveries', to='benefits.award', verbose_name='待遇')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='决定人')),
                ('noticed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='告知人')),
            ],
            options={
                'verbose_name': '追回',
                'verbose_name_plural': '追回',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='RecoveryMonth',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(verbose_name='月份')),
                ('standard', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='当月标准')),
                ('paid', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='已发')),
                ('due', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='应发')),
                ('difference', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='应退')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='months', to='benefits.recoveryorder')),
            ],
            options={
                'verbose_name': '追回月份',
                'verbose_name_plural': '追回月份',
                'ordering': ['month'],
            },
        ),
        migrations.CreateModel(
            name='RecoveryPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_on', models.DateField(verbose_name='应交日期')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='金额')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='instalments', to='benefits.recoveryorder')),
            ],
            options={
                'verbose_name': '退款计划',
                'verbose_name_plural': '退款计划',
                'ordering': ['due_on'],
            },
        ),
        migrations.CreateModel(
            name='RecoveryReceipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='金额')),
                ('number', models.CharField(max_length=40, verbose_name='票据号')),
                ('received_on', models.DateField(verbose_name='收到日期')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='benefits.recoveryorder')),
                ('received_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='收款人')),
            ],
            options={
                'verbose_name': '退款收据',
                'verbose_name_plural': '退款收据',
                'ordering': ['id'],
            },
        ),
        migrations.AddConstraint(
            model_name='recoveryorder',
            constraint=models.CheckConstraint(condition=models.Q(('total__gt', 0)), name='recovery_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='recoveryorder',
            constraint=models.CheckConstraint(condition=models.Q(('change_month__day', 1)), name='recovery_from_a_month'),
        ),
        migrations.AddConstraint(
            model_name='recoveryorder',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('noticed_by')), _negated=True), _connector='OR'), name='who_noticed_does_not_decide', violation_error_message='告知人不得决定同一追回事项。'),
        ),
        migrations.AddConstraint(
            model_name='recoveryorder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_by__isnull', True), ('state', 'noticed')), models.Q(models.Q(('state', 'noticed'), _negated=True), ('decided_by__isnull', False), ('decided_on__isnull', False)), _connector='OR'), name='decided_recovery_says_by_whom'),
        ),
        migrations.AddConstraint(
            model_name='recoveryorder',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'noticed')), fields=('award',), name='one_recovery_is_heard_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='recoverymonth',
            constraint=models.UniqueConstraint(fields=('order', 'month'), name='recovered_once_per_order'),
        ),
        migrations.AddConstraint(
            model_name='recoverymonth',
            constraint=models.CheckConstraint(condition=models.Q(('difference', django.db.models.expressions.CombinedExpression(models.F('paid'), '-', models.F('due'))), models.Q(('difference', 0), ('paid__lte', models.F('due'))), _connector='OR'), name='difference_is_paid_less_due'),
        ),
        migrations.AddConstraint(
            model_name='recoveryplan',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='instalment_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='recoveryreceipt',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='receipt_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='recoveryreceipt',
            constraint=models.UniqueConstraint(fields=('order', 'number'), name='one_receipt_per_number'),
        ),
        append_only("benefits_recoverymonth"),
        append_only("benefits_recoveryplan"),
        append_only("benefits_recoveryreceipt"),
    ]
