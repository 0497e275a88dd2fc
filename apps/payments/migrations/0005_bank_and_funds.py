"""Attempts and answers of the bank, funds, what is tried again, back-pay; exported and settled batches."""

import django.contrib.postgres.fields
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import apps.core.fields


class Migration(migrations.Migration):

    dependencies = [
        ('benefits', '0007_one_time'),
        ('documents', '0003_for_the_other_programmes'),
        ('households', '0002_for_the_other_programmes'),
        ('journal', '0002_append_only'),
        ('offices', '0002_append_only'),
        ('payments', '0004_taper'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BankFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('layout', models.CharField(max_length=20, verbose_name='格式')),
                ('made_on', models.DateField(verbose_name='导出日期')),
            ],
            options={
                'verbose_name': '银行代发文件',
                'verbose_name_plural': '银行代发文件',
            },
        ),
        migrations.CreateModel(
            name='FilePiece',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='首行行号')),
                ('lines', apps.core.fields.EncryptedTextField(purpose='bank_file', verbose_name='各行')),
            ],
            options={
                'verbose_name': '代发文件分段',
                'verbose_name_plural': '代发文件分段',
            },
        ),
        migrations.CreateModel(
            name='Fund',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('source', models.CharField(choices=[('central', '中央财政'), ('city', '市级财政'), ('district', '区级财政')], max_length=10, verbose_name='来源')),
                ('kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('dibao', '低保金'), ('edge_cash', '边缘家庭救助金'), ('single_person', '单人户低保金'), ('tekun_support', '特困供养金'), ('care_subsidy', '照料护理补贴'), ('taper', '渐退金'), ('price_subsidy', '价格临时补贴'), ('year_end', '年终补助和节日慰问'), ('heating', '采暖补助'), ('funeral', '丧葬补贴')], max_length=20), size=None, verbose_name='款项')),
                ('since', models.DateField(verbose_name='自批次月份起')),
            ],
            options={
                'verbose_name': '资金账户',
                'verbose_name_plural': '资金账户',
                'ordering': ['office', 'name'],
            },
        ),
        migrations.CreateModel(
            name='FundEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='金额')),
                ('text', models.CharField(max_length=100, verbose_name='摘要')),
                ('entered_on', models.DateField(verbose_name='登记日期')),
            ],
            options={
                'verbose_name': '资金收支',
                'verbose_name_plural': '资金收支',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalFund',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('source', models.CharField(choices=[('central', '中央财政'), ('city', '市级财政'), ('district', '区级财政')], max_length=10, verbose_name='来源')),
                ('kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('dibao', '低保金'), ('edge_cash', '边缘家庭救助金'), ('single_person', '单人户低保金'), ('tekun_support', '特困供养金'), ('care_subsidy', '照料护理补贴'), ('taper', '渐退金'), ('price_subsidy', '价格临时补贴'), ('year_end', '年终补助和节日慰问'), ('heating', '采暖补助'), ('funeral', '丧葬补贴')], max_length=20), size=None, verbose_name='款项')),
                ('since', models.DateField(verbose_name='自批次月份起')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical 资金账户',
                'verbose_name_plural': 'historical 资金账户',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paid', models.BooleanField(verbose_name='已到账')),
                ('code', models.CharField(max_length=10, verbose_name='结果代码')),
                ('text', models.CharField(blank=True, max_length=100, verbose_name='银行说明')),
                ('answered_on', models.DateField(verbose_name='回盘日期')),
            ],
            options={
                'verbose_name': '银行回执',
                'verbose_name_plural': '银行回执',
            },
        ),
        migrations.CreateModel(
            name='Retry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': '退票重发',
                'verbose_name_plural': '退票重发',
            },
        ),
        migrations.CreateModel(
            name='ReturnFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('digest', models.CharField(max_length=64, verbose_name='摘要')),
                ('received_on', models.DateField(verbose_name='导入日期')),
            ],
            options={
                'verbose_name': '银行回盘文件',
                'verbose_name_plural': '银行回盘文件',
            },
        ),
        migrations.CreateModel(
            name='ReturnPiece',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='第几段')),
                ('lines', apps.core.fields.EncryptedTextField(purpose='return_file', verbose_name='各行')),
            ],
            options={
                'verbose_name': '回盘文件分段',
                'verbose_name_plural': '回盘文件分段',
            },
        ),
        migrations.CreateModel(
            name='Transfer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.PositiveIntegerField(verbose_name='行号')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='金额')),
            ],
            options={
                'verbose_name': '付款',
                'verbose_name_plural': '付款',
            },
        ),
        migrations.RemoveConstraint(
            model_name='batch',
            name='approved_batch_says_by_whom',
        ),
        migrations.RemoveConstraint(
            model_name='payment',
            name='paid_once',
        ),
        migrations.AddField(
            model_name='payment',
            name='sequence',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='第几次补差'),
        ),
        migrations.AlterField(
            model_name='batch',
            name='state',
            field=models.CharField(choices=[('draft', '等待审批'), ('approved', '已批准'), ('exported', '已导出'), ('settled', '已结清')], default='draft', max_length=10, verbose_name='状态'),
        ),
        migrations.AlterField(
            model_name='held',
            name='cause',
            field=models.CharField(choices=[('regular', '当月'), ('arrears', '补发'), ('back_pay', '补差'), ('one_time', '一次性')], default='regular', max_length=40, verbose_name='原由'),
        ),
        migrations.AlterField(
            model_name='held',
            name='kind',
            field=models.CharField(choices=[('dibao', '低保金'), ('edge_cash', '边缘家庭救助金'), ('single_person', '单人户低保金'), ('tekun_support', '特困供养金'), ('care_subsidy', '照料护理补贴'), ('taper', '渐退金'), ('price_subsidy', '价格临时补贴'), ('year_end', '年终补助和节日慰问'), ('heating', '采暖补助'), ('funeral', '丧葬补贴')], max_length=20, verbose_name='种类'),
        ),
        migrations.AlterField(
            model_name='historicalbatch',
            name='state',
            field=models.CharField(choices=[('draft', '等待审批'), ('approved', '已批准'), ('exported', '已导出'), ('settled', '已结清')], default='draft', max_length=10, verbose_name='状态'),
        ),
        migrations.AlterField(
            model_name='payment',
            name='cause',
            field=models.CharField(choices=[('regular', '当月'), ('arrears', '补发'), ('back_pay', '补差'), ('one_time', '一次性')], default='regular', max_length=40, verbose_name='原由'),
        ),
        migrations.AlterField(
            model_name='payment',
            name='kind',
            field=models.CharField(choices=[('dibao', '低保金'), ('edge_cash', '边缘家庭救助金'), ('single_person', '单人户低保金'), ('tekun_support', '特困供养金'), ('care_subsidy', '照料护理补贴'), ('taper', '渐退金'), ('price_subsidy', '价格临时补贴'), ('year_end', '年终补助和节日慰问'), ('heating', '采暖补助'), ('funeral', '丧葬补贴')], max_length=20, verbose_name='种类'),
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_by__isnull', True), ('state', 'draft')), models.Q(('approved_by__isnull', False), ('approved_on__isnull', False), ('state__in', ['approved', 'exported', 'settled'])), _connector='OR'), name='approved_batch_says_by_whom'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.UniqueConstraint(fields=('award', 'month', 'kind', 'cause', 'sequence'), name='paid_once'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cause', 'back_pay'), ('sequence__gt', 0)), models.Q(models.Q(('cause', 'back_pay'), _negated=True), ('sequence', 0)), _connector='OR'), name='back_pays_are_counted'),
        ),
        migrations.AddField(
            model_name='bankfile',
            name='batch',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='bank_file', to='payments.batch'),
        ),
        migrations.AddField(
            model_name='bankfile',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='导出人'),
        ),
        migrations.AddField(
            model_name='bankfile',
            name='run',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.run', verbose_name='导出任务'),
        ),
        migrations.AddField(
            model_name='filepiece',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pieces', to='payments.bankfile'),
        ),
        migrations.AddField(
            model_name='fund',
            name='office',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='funds', to='offices.office', verbose_name='管理机构'),
        ),
        migrations.AddField(
            model_name='fundentry',
            name='entered_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人'),
        ),
        migrations.AddField(
            model_name='fundentry',
            name='fund',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='payments.fund'),
        ),
        migrations.AddField(
            model_name='historicalfund',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalfund',
            name='office',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='offices.office', verbose_name='管理机构'),
        ),
        migrations.AddField(
            model_name='retry',
            name='account',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='households.bankaccount', verbose_name='账户'),
        ),
        migrations.AddField(
            model_name='retry',
            name='batch',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='retries', to='payments.batch'),
        ),
        migrations.AddField(
            model_name='retry',
            name='payment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='retries', to='payments.payment'),
        ),
        migrations.AddField(
            model_name='returnfile',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='payments.bankfile'),
        ),
        migrations.AddField(
            model_name='returnfile',
            name='received_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='导入人'),
        ),
        migrations.AddField(
            model_name='returnfile',
            name='run',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.run', verbose_name='对账任务'),
        ),
        migrations.AddField(
            model_name='outcome',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='payments.returnfile'),
        ),
        migrations.AddField(
            model_name='returnpiece',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pieces', to='payments.returnfile'),
        ),
        migrations.AddField(
            model_name='transfer',
            name='account',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='households.bankaccount', verbose_name='账户'),
        ),
        migrations.AddField(
            model_name='transfer',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='payments.bankfile'),
        ),
        migrations.AddField(
            model_name='transfer',
            name='payment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='payments.payment'),
        ),
        migrations.AddField(
            model_name='retry',
            name='transfer',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='retry', to='payments.transfer'),
        ),
        migrations.AddField(
            model_name='outcome',
            name='transfer',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='outcome', to='payments.transfer'),
        ),
        migrations.AddConstraint(
            model_name='filepiece',
            constraint=models.UniqueConstraint(fields=('file', 'number'), name='one_piece_per_number'),
        ),
        migrations.AddConstraint(
            model_name='fund',
            constraint=models.UniqueConstraint(fields=('office', 'name'), name='one_fund_per_name'),
        ),
        migrations.AddConstraint(
            model_name='fund',
            constraint=models.CheckConstraint(condition=models.Q(('kinds__len__gt', 0)), name='fund_is_for_something'),
        ),
        migrations.AddConstraint(
            model_name='fundentry',
            constraint=models.CheckConstraint(condition=models.Q(('amount', 0), _negated=True), name='fund_entry_is_something'),
        ),
        migrations.AddConstraint(
            model_name='returnfile',
            constraint=models.UniqueConstraint(fields=('file', 'digest'), name='return_imported_once'),
        ),
        migrations.AddConstraint(
            model_name='returnpiece',
            constraint=models.UniqueConstraint(fields=('file', 'number'), name='one_return_piece_per_number'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.UniqueConstraint(fields=('file', 'line'), name='one_transfer_per_line'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.UniqueConstraint(fields=('file', 'payment'), name='tried_once_per_file'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='transfer_is_positive'),
        ),
        migrations.AddIndex(
            model_name='outcome',
            index=models.Index(condition=models.Q(('paid', False)), fields=['transfer'], name='outcome_failed'),
        ),
    ]
