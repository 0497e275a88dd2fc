"""What is paid once: rounds over a register, their groups and shares, their rows of the ledger."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('benefits', '0006_ledger_withdraws'),
        ('households', '0002_for_the_other_programmes'),
        ('offices', '0002_append_only'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalOneTimeRound',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('kind', models.CharField(choices=[('dibao', '低保金'), ('edge_cash', '边缘家庭救助金'), ('single_person', '单人户低保金'), ('tekun_support', '特困供养金'), ('care_subsidy', '照料护理补贴'), ('taper', '渐退金'), ('price_subsidy', '价格临时补贴'), ('year_end', '年终补助和节日慰问'), ('heating', '采暖补助'), ('funeral', '丧葬补贴')], max_length=20, verbose_name='种类')),
                ('title', models.CharField(max_length=100, verbose_name='名称')),
                ('register_month', models.DateField(verbose_name='登记簿月份')),
                ('pay_month', models.DateField(verbose_name='发放月份')),
                ('figures', models.JSONField(blank=True, default=dict, verbose_name='依据数据')),
                ('basis', models.CharField(max_length=300, verbose_name='依据')),
                ('persons', models.PositiveIntegerField(default=0, verbose_name='人数')),
                ('total', models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name='合计')),
                ('state', models.CharField(choices=[('draft', '等待批准'), ('approved', '已批准'), ('discarded', '已作废')], default='draft', max_length=10, verbose_name='状态')),
                ('drafted_on', models.DateField(verbose_name='起草日期')),
                ('approved_on', models.DateField(blank=True, null=True, verbose_name='批准日期')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical 一次性待遇',
                'verbose_name_plural': 'historical 一次性待遇',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='OneTimeGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=40, verbose_name='对象')),
                ('persons', models.PositiveIntegerField(verbose_name='人数')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='金额')),
                ('paid', models.BooleanField(default=True, verbose_name='本机构发放')),
            ],
            options={
                'verbose_name': '一次性待遇分组',
                'verbose_name_plural': '一次性待遇分组',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='OneTimeRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('dibao', '低保金'), ('edge_cash', '边缘家庭救助金'), ('single_person', '单人户低保金'), ('tekun_support', '特困供养金'), ('care_subsidy', '照料护理补贴'), ('taper', '渐退金'), ('price_subsidy', '价格临时补贴'), ('year_end', '年终补助和节日慰问'), ('heating', '采暖补助'), ('funeral', '丧葬补贴')], max_length=20, verbose_name='种类')),
                ('title', models.CharField(max_length=100, verbose_name='名称')),
                ('register_month', models.DateField(verbose_name='登记簿月份')),
                ('pay_month', models.DateField(verbose_name='发放月份')),
                ('figures', models.JSONField(blank=True, default=dict, verbose_name='依据数据')),
                ('basis', models.CharField(max_length=300, verbose_name='依据')),
                ('persons', models.PositiveIntegerField(default=0, verbose_name='人数')),
                ('total', models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name='合计')),
                ('state', models.CharField(choices=[('draft', '等待批准'), ('approved', '已批准'), ('discarded', '已作废')], default='draft', max_length=10, verbose_name='状态')),
                ('drafted_on', models.DateField(verbose_name='起草日期')),
                ('approved_on', models.DateField(blank=True, null=True, verbose_name='批准日期')),
            ],
            options={
                'verbose_name': '一次性待遇',
                'verbose_name_plural': '一次性待遇',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='OneTimeShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('persons', models.PositiveSmallIntegerField(verbose_name='人数')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='金额')),
            ],
            options={
                'verbose_name': '一次性待遇明细',
                'verbose_name_plural': '一次性待遇明细',
                'ordering': ['id'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='awardamount',
            name='award_amount_by_decision_or_rehearsal',
        ),
        migrations.AlterField(
            model_name='awardamount',
            name='kind',
            field=models.CharField(choices=[('dibao', '低保金'), ('edge_cash', '边缘家庭救助金'), ('single_person', '单人户低保金'), ('tekun_support', '特困供养金'), ('care_subsidy', '照料护理补贴'), ('taper', '渐退金'), ('price_subsidy', '价格临时补贴'), ('year_end', '年终补助和节日慰问'), ('heating', '采暖补助'), ('funeral', '丧葬补贴')], max_length=20, verbose_name='种类'),
        ),
        migrations.AddField(
            model_name='historicalonetimeround',
            name='approved_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='批准人'),
        ),
        migrations.AddField(
            model_name='historicalonetimeround',
            name='drafted_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='起草人'),
        ),
        migrations.AddField(
            model_name='historicalonetimeround',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalonetimeround',
            name='office',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='offices.office', verbose_name='区'),
        ),
        migrations.AddField(
            model_name='onetimeround',
            name='approved_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='批准人'),
        ),
        migrations.AddField(
            model_name='onetimeround',
            name='drafted_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='起草人'),
        ),
        migrations.AddField(
            model_name='onetimeround',
            name='office',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='区'),
        ),
        migrations.AddField(
            model_name='onetimegroup',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='benefits.onetimeround'),
        ),
        migrations.AddField(
            model_name='awardamount',
            name='one_time',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amounts', to='benefits.onetimeround', verbose_name='一次性待遇'),
        ),
        migrations.AddConstraint(
            model_name='awardamount',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision__isnull', False), ('one_time__isnull', True), ('rehearsal__isnull', True)), models.Q(('decision__isnull', True), ('one_time__isnull', True), ('rehearsal__isnull', False)), models.Q(('decision__isnull', True), ('one_time__isnull', False), ('rehearsal__isnull', True)), _connector='OR'), name='award_amount_by_one_approval'),
        ),
        migrations.AddConstraint(
            model_name='awardamount',
            constraint=models.CheckConstraint(condition=models.Q(('one_time__isnull', True), ('to_month', models.F('from_month')), _connector='OR'), name='what_is_paid_once_has_one_month'),
        ),
        migrations.AddField(
            model_name='onetimeshare',
            name='award',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='benefits.award'),
        ),
        migrations.AddField(
            model_name='onetimeshare',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='benefits.onetimeround'),
        ),
        migrations.AddConstraint(
            model_name='onetimeround',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'discarded'), _negated=True), fields=('office', 'kind', 'register_month'), name='one_round_per_register'),
        ),
        migrations.AddConstraint(
            model_name='onetimeround',
            constraint=models.CheckConstraint(condition=models.Q(('pay_month__day', 1), ('register_month__day', 1)), name='round_in_whole_months'),
        ),
        migrations.AddConstraint(
            model_name='onetimeround',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), models.Q(('approved_by', models.F('drafted_by')), _negated=True), _connector='OR'), name='round_maker_does_not_approve', violation_error_message='起草人不得批准自己起草的一次性待遇。'),
        ),
        migrations.AddConstraint(
            model_name='onetimeround',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state', 'approved'), _negated=True), ('approved_by__isnull', True)), models.Q(('approved_by__isnull', False), ('approved_on__isnull', False), ('state', 'approved')), _connector='OR'), name='approved_round_says_by_whom'),
        ),
        migrations.AddConstraint(
            model_name='onetimeshare',
            constraint=models.UniqueConstraint(fields=('round', 'award'), name='one_share_per_award'),
        ),
        migrations.AddConstraint(
            model_name='onetimeshare',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='share_is_positive'),
        ),
    ]
