import django.contrib.postgres.fields
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import apps.core.fields
from apps.core.migrations_support import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('benefits', '0001_initial'),
        ('documents', '0001_initial'),
        ('households', '0001_initial'),
        ('journal', '0001_initial'),
        ('offices', '0001_initial'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='HistoricalBatch',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('number', models.CharField(db_index=True, max_length=40, verbose_name='批次号')),
                    ('month', models.DateField(verbose_name='月份')),
                    ('state', models.CharField(choices=[('draft', '等待审批'), ('approved', '已批准'), ('exported', '已导出'), ('settled', '已结清')], default='draft', max_length=10, verbose_name='状态')),
                    ('register_awards', models.PositiveIntegerField(default=0, verbose_name='待遇登记簿有效户数')),
                    ('register_amount', models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name='待遇登记簿应发')),
                    ('drafted_on', models.DateField(verbose_name='制表日期')),
                    ('approved_on', models.DateField(blank=True, null=True, verbose_name='审批日期')),
                    ('office', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='offices.office', verbose_name='发放街道')),
                    ('drafted_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='制表人')),
                    ('approved_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='审批人')),
                    ('roster', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='documents.document', verbose_name='发放名册')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical 发放批次',
                    'verbose_name_plural': 'historical 发放批次',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Batch',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=40, unique=True, verbose_name='批次号')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='offices.office', verbose_name='发放街道')),
                    ('month', models.DateField(verbose_name='月份')),
                    ('state', models.CharField(choices=[('draft', '等待审批'), ('approved', '已批准'), ('exported', '已导出'), ('settled', '已结清')], default='draft', max_length=10, verbose_name='状态')),
                    ('register_awards', models.PositiveIntegerField(default=0, verbose_name='待遇登记簿有效户数')),
                    ('register_amount', models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name='待遇登记簿应发')),
                    ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='制表人')),
                    ('drafted_on', models.DateField(verbose_name='制表日期')),
                    ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='审批人')),
                    ('approved_on', models.DateField(blank=True, null=True, verbose_name='审批日期')),
                    ('roster', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='发放名册')),
                ],
                options={
                    'verbose_name': '发放批次',
                    'verbose_name_plural': '发放批次',
                    'ordering': ['-month', 'office'],
                    'constraints': [models.UniqueConstraint(fields=('office', 'month'), name='one_batch_per_office_and_month'), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='batch_month_is_a_month'), models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), models.Q(('approved_by', models.F('drafted_by')), _negated=True), _connector='OR'), name='maker_does_not_approve', violation_error_message='制表人不得审批自己制作的批次。'), models.CheckConstraint(condition=models.Q(models.Q(('approved_by__isnull', True), ('state', 'draft')), models.Q(('approved_by__isnull', False), ('approved_on__isnull', False), ('state__in', ['approved', 'exported', 'settled'])), _connector='OR'), name='approved_batch_says_by_whom')],
                },
            ),
            migrations.CreateModel(
                name='Payment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='payments.batch')),
                    ('award', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='benefits.award')),
                    ('month', models.DateField(verbose_name='月份')),
                    ('kind', models.CharField(choices=[('dibao', '低保金'), ('edge_cash', '边缘家庭救助金'), ('single_person', '单人户低保金'), ('tekun_support', '特困供养金'), ('care_subsidy', '照料护理补贴'), ('taper', '渐退金'), ('price_subsidy', '价格临时补贴'), ('year_end', '年终补助和节日慰问'), ('heating', '采暖补助'), ('funeral', '丧葬补贴')], max_length=20, verbose_name='种类')),
                    ('cause', models.CharField(choices=[('regular', '当月'), ('arrears', '补发'), ('back_pay', '补差'), ('one_time', '一次性')], default='regular', max_length=40, verbose_name='原由')),
                    ('sequence', models.PositiveSmallIntegerField(default=0, verbose_name='第几次补差')),
                    ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='金额')),
                    ('members', models.PositiveSmallIntegerField(verbose_name='人数')),
                    ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='households.bankaccount', verbose_name='账户')),
                    ('payee', models.CharField(blank=True, max_length=60, verbose_name='代收机构')),
                ],
                options={
                    'verbose_name': '应发',
                    'verbose_name_plural': '应发',
                    'constraints': [models.UniqueConstraint(fields=('award', 'month', 'kind', 'cause', 'sequence'), name='paid_once'), models.CheckConstraint(condition=models.Q(models.Q(('cause', 'back_pay'), ('sequence__gt', 0)), models.Q(models.Q(('cause', 'back_pay'), _negated=True), ('sequence', 0)), _connector='OR'), name='back_pays_are_counted'), models.UniqueConstraint(condition=models.Q(('cause__in', ['regular', 'arrears'])), fields=('award', 'month', 'kind'), name='a_month_is_paid_in_its_time_or_later'), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='payment_month_is_a_month'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='payment_is_positive')],
                },
            ),
            migrations.CreateModel(
                name='Held',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='held', to='payments.batch')),
                    ('award', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='benefits.award')),
                    ('month', models.DateField(verbose_name='月份')),
                    ('kind', models.CharField(choices=[('dibao', '低保金'), ('edge_cash', '边缘家庭救助金'), ('single_person', '单人户低保金'), ('tekun_support', '特困供养金'), ('care_subsidy', '照料护理补贴'), ('taper', '渐退金'), ('price_subsidy', '价格临时补贴'), ('year_end', '年终补助和节日慰问'), ('heating', '采暖补助'), ('funeral', '丧葬补贴')], max_length=20, verbose_name='种类')),
                    ('cause', models.CharField(choices=[('regular', '当月'), ('arrears', '补发'), ('back_pay', '补差'), ('one_time', '一次性')], default='regular', max_length=40, verbose_name='原由')),
                    ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='金额')),
                    ('members', models.PositiveSmallIntegerField(verbose_name='人数')),
                    ('reason', models.CharField(choices=[('no_account', '没有有效账户'), ('several_accounts', '有效账户不止一个'), ('shared_account', '与另一家庭同一账号'), ('holder_not_member', '户名不是家庭成员'), ('holder_died', '户名人员已去世')], max_length=20, verbose_name='原因')),
                ],
                options={
                    'verbose_name': '暂缓付款',
                    'verbose_name_plural': '暂缓付款',
                    'constraints': [models.UniqueConstraint(fields=('batch', 'award', 'month', 'kind'), name='held_once')],
                },
            ),
            migrations.CreateModel(
                name='BankFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('batch', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='bank_file', to='payments.batch')),
                    ('layout', models.CharField(max_length=20, verbose_name='格式')),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='导出人')),
                    ('made_on', models.DateField(verbose_name='导出日期')),
                    ('run', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.run', verbose_name='导出任务')),
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
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pieces', to='payments.bankfile')),
                    ('number', models.PositiveIntegerField(verbose_name='首行行号')),
                    ('lines', apps.core.fields.EncryptedTextField(purpose='bank_file', verbose_name='各行')),
                ],
                options={
                    'verbose_name': '代发文件分段',
                    'verbose_name_plural': '代发文件分段',
                    'constraints': [models.UniqueConstraint(fields=('file', 'number'), name='one_piece_per_number')],
                },
            ),
            migrations.CreateModel(
                name='Transfer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='payments.bankfile')),
                    ('line', models.PositiveIntegerField(verbose_name='行号')),
                    ('payment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='payments.payment')),
                    ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='households.bankaccount', verbose_name='账户')),
                    ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='金额')),
                ],
                options={
                    'verbose_name': '付款',
                    'verbose_name_plural': '付款',
                    'constraints': [models.UniqueConstraint(fields=('file', 'line'), name='one_transfer_per_line'), models.UniqueConstraint(fields=('file', 'payment'), name='tried_once_per_file'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='transfer_is_positive')],
                },
            ),
            migrations.CreateModel(
                name='ReturnFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='payments.bankfile')),
                    ('name', models.CharField(max_length=200, verbose_name='文件名')),
                    ('digest', models.CharField(max_length=64, verbose_name='摘要')),
                    ('received_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='导入人')),
                    ('received_on', models.DateField(verbose_name='导入日期')),
                    ('run', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.run', verbose_name='对账任务')),
                ],
                options={
                    'verbose_name': '银行回盘文件',
                    'verbose_name_plural': '银行回盘文件',
                    'constraints': [models.UniqueConstraint(fields=('file', 'digest'), name='return_imported_once')],
                },
            ),
            migrations.CreateModel(
                name='ReturnPiece',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pieces', to='payments.returnfile')),
                    ('number', models.PositiveIntegerField(verbose_name='第几段')),
                    ('lines', apps.core.fields.EncryptedTextField(purpose='return_file', verbose_name='各行')),
                ],
                options={
                    'verbose_name': '回盘文件分段',
                    'verbose_name_plural': '回盘文件分段',
                    'constraints': [models.UniqueConstraint(fields=('file', 'number'), name='one_return_piece_per_number')],
                },
            ),
            migrations.CreateModel(
                name='Outcome',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('transfer', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='outcome', to='payments.transfer')),
                    ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='payments.returnfile')),
                    ('paid', models.BooleanField(verbose_name='已到账')),
                    ('code', models.CharField(max_length=10, verbose_name='结果代码')),
                    ('text', models.CharField(blank=True, max_length=100, verbose_name='银行说明')),
                    ('answered_on', models.DateField(verbose_name='回盘日期')),
                ],
                options={
                    'verbose_name': '银行回执',
                    'verbose_name_plural': '银行回执',
                    'indexes': [models.Index(condition=models.Q(('paid', False)), fields=['transfer'], name='outcome_failed')],
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
                    ('office', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='offices.office', verbose_name='管理机构')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
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
                name='Fund',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='funds', to='offices.office', verbose_name='管理机构')),
                    ('name', models.CharField(max_length=60, verbose_name='名称')),
                    ('source', models.CharField(choices=[('central', '中央财政'), ('city', '市级财政'), ('district', '区级财政')], max_length=10, verbose_name='来源')),
                    ('kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('dibao', '低保金'), ('edge_cash', '边缘家庭救助金'), ('single_person', '单人户低保金'), ('tekun_support', '特困供养金'), ('care_subsidy', '照料护理补贴'), ('taper', '渐退金'), ('price_subsidy', '价格临时补贴'), ('year_end', '年终补助和节日慰问'), ('heating', '采暖补助'), ('funeral', '丧葬补贴')], max_length=20), size=None, verbose_name='款项')),
                    ('since', models.DateField(verbose_name='自批次月份起')),
                ],
                options={
                    'verbose_name': '资金账户',
                    'verbose_name_plural': '资金账户',
                    'ordering': ['office', 'name'],
                    'constraints': [models.UniqueConstraint(fields=('office', 'name'), name='one_fund_per_name'), models.CheckConstraint(condition=models.Q(('kinds__len__gt', 0)), name='fund_is_for_something')],
                },
            ),
            migrations.CreateModel(
                name='FundEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('fund', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='payments.fund')),
                    ('amount', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='金额')),
                    ('text', models.CharField(max_length=100, verbose_name='摘要')),
                    ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
                    ('entered_on', models.DateField(verbose_name='登记日期')),
                ],
                options={
                    'verbose_name': '资金收支',
                    'verbose_name_plural': '资金收支',
                    'ordering': ['id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('amount', 0), _negated=True), name='fund_entry_is_something')],
                },
            ),
            migrations.CreateModel(
                name='Retry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='retries', to='payments.batch')),
                    ('payment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='retries', to='payments.payment')),
                    ('transfer', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='retry', to='payments.transfer')),
                    ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='households.bankaccount', verbose_name='账户')),
                ],
                options={
                    'verbose_name': '退票重发',
                    'verbose_name_plural': '退票重发',
                },
            ),
        ]),
    ]
