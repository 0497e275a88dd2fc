import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import apps.core.fields
from apps.core.migrations_support import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('benefits', '0001_initial'),
        ('households', '0001_initial'),
        ('offices', '0001_initial'),
        ('routing', '0001_initial'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Campaign',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='机关')),
                    ('title', models.CharField(max_length=60, verbose_name='名称')),
                    ('due_from', models.DateField(verbose_name='应核查日自')),
                    ('due_to', models.DateField(verbose_name='应核查日至')),
                    ('total', models.PositiveIntegerField(default=0, verbose_name='登记簿户数')),
                    ('done', models.PositiveIntegerField(default=0, verbose_name='已核查')),
                    ('excluded', models.PositiveIntegerField(default=0, verbose_name='未列入')),
                    ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='建立人')),
                    ('opened_on', models.DateField(verbose_name='建立日期')),
                    ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='关闭人')),
                    ('closed_on', models.DateField(blank=True, null=True, verbose_name='关闭日期')),
                ],
                options={
                    'verbose_name': '核查计划',
                    'verbose_name_plural': '核查计划',
                    'ordering': ['-id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('due_to__gte', models.F('due_from'))), name='campaign_days_in_order'), models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('total', django.db.models.expressions.CombinedExpression(models.F('done'), '+', models.F('excluded'))), _connector='OR'), name='campaign_closes_complete', violation_error_message='计划里还有没核查的家庭，不能关闭。'), models.UniqueConstraint(fields=('office', 'due_from', 'due_to'), name='one_campaign_per_office_and_period')],
                },
            ),
            migrations.CreateModel(
                name='CampaignRow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='reviews.campaign')),
                    ('grant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='benefits.decision')),
                    ('due_on', models.DateField(verbose_name='应核查日')),
                    ('excluded_reason', models.CharField(blank=True, max_length=200, verbose_name='未列入的理由')),
                    ('excluded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
                ],
                options={
                    'verbose_name': '核查计划中的家庭',
                    'verbose_name_plural': '核查计划中的家庭',
                    'ordering': ['due_on', 'id'],
                    'constraints': [models.UniqueConstraint(fields=('campaign', 'grant'), name='one_row_per_campaign_and_decision'), models.CheckConstraint(condition=models.Q(models.Q(('excluded_by__isnull', True), ('excluded_reason', '')), models.Q(models.Q(('excluded_reason', ''), _negated=True), ('excluded_by__isnull', False)), _connector='OR'), name='exclusion_says_who_and_why')],
                },
            ),
            migrations.CreateModel(
                name='ChangeReport',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='change', to='routing.case', verbose_name='办件')),
                    ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='households.household', verbose_name='家庭')),
                    ('kind', models.CharField(choices=[('birth', '出生'), ('death', '死亡'), ('move_in', '迁入共同生活'), ('move_out', '不再共同生活'), ('job_start', '就业'), ('job_end', '失业、离岗'), ('income', '收入变化'), ('property', '财产变化'), ('residence', '居住地迁移'), ('hukou', '户口迁移'), ('refused_job', '无正当理由拒绝就业'), ('self_care', '生活自理能力变化')], max_length=12, verbose_name='变更事项')),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='households.person', verbose_name='人员')),
                    ('subject', models.CharField(blank=True, max_length=50, verbose_name='涉及的人')),
                    ('happened_on', models.DateField(verbose_name='发生日期')),
                    ('reported_on', models.DateField(verbose_name='报告日期')),
                    ('found', models.CharField(choices=[('reported', '家庭主动报告'), ('discovered', '街道核查发现')], default='reported', max_length=10, verbose_name='来源')),
                    ('evidence', models.CharField(blank=True, max_length=200, verbose_name='凭据')),
                    ('detail', models.JSONField(blank=True, default=dict, verbose_name='内容')),
                    ('late', models.BooleanField(default=False, verbose_name='超过报告宽限')),
                    ('verified_on', models.DateField(blank=True, null=True, verbose_name='核实日期')),
                    ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='撤回日期')),
                ],
                options={
                    'verbose_name': '变更报告',
                    'verbose_name_plural': '变更报告',
                    'ordering': ['id'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_on__isnull', True)), fields=('household', 'kind', 'subject', 'happened_on'), name='one_report_per_event'), models.CheckConstraint(condition=models.Q(('happened_on__lte', models.F('reported_on'))), name='change_is_not_in_the_future', violation_error_message='变更日期不能晚于报告日期。')],
                },
            ),
            migrations.CreateModel(
                name='Resolution',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='resolutions', to='routing.case', verbose_name='办件')),
                    ('round', models.PositiveSmallIntegerField(verbose_name='轮次')),
                    ('opinion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='benefits.opinion', verbose_name='意见')),
                    ('decision', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='resolution', to='benefits.decision', verbose_name='决定')),
                    ('effect', models.CharField(choices=[('keep', '保持不变'), ('increase', '增发'), ('reduce', '减发'), ('taper', '渐退'), ('stop', '停发'), ('hold', '暂停退出，待遇不变'), ('move', '转移发放'), ('resume', '终止渐退，恢复发放')], max_length=10, verbose_name='结果')),
                    ('before', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='原金额')),
                    ('after', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='新金额')),
                    ('first_month', models.DateField(verbose_name='自何月起')),
                    ('reasons', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None, verbose_name='理由代码')),
                    ('plan', models.JSONField(blank=True, default=list, verbose_name='渐退安排')),
                    ('recovery', models.JSONField(blank=True, default=list, verbose_name='多领月份')),
                    ('recovery_total', models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name='应追回')),
                    ('made_on', models.DateField(verbose_name='日期')),
                ],
                options={
                    'verbose_name': '核查和变更结果',
                    'verbose_name_plural': '核查和变更结果',
                    'ordering': ['id'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('decision__isnull', True)), fields=('case', 'round'), name='one_proposed_resolution_per_round'), models.CheckConstraint(condition=models.Q(models.Q(('effect__in', ['reduce', 'stop']), _negated=True), ('reasons__len__gt', 0), _connector='OR'), name='no_reduction_or_stop_without_reason', violation_error_message='减发、停发须写明理由。')],
                },
            ),
            migrations.CreateModel(
                name='HistoricalReview',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('last_review', models.DateField(verbose_name='上次核查')),
                    ('cycle_months', models.PositiveSmallIntegerField(verbose_name='核查周期（月）')),
                    ('due_on', models.DateField(verbose_name='应核查日')),
                    ('opened_on', models.DateField(verbose_name='开始日期')),
                    ('reviewed_on', models.DateField(blank=True, null=True, verbose_name='核查完成日')),
                    ('cancelled_on', models.DateField(blank=True, null=True, verbose_name='不再核查')),
                    ('case', models.ForeignKey(blank=True, db_constraint=False, help_text='使用本系统以前的核查没有办件', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='routing.case', verbose_name='办件')),
                    ('grant', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='benefits.decision', verbose_name='在保依据')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical 定期核查',
                    'verbose_name_plural': 'historical 定期核查',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Review',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('case', models.OneToOneField(blank=True, help_text='使用本系统以前的核查没有办件', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='review', to='routing.case', verbose_name='办件')),
                    ('grant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='benefits.decision', verbose_name='在保依据')),
                    ('last_review', models.DateField(verbose_name='上次核查')),
                    ('cycle_months', models.PositiveSmallIntegerField(verbose_name='核查周期（月）')),
                    ('due_on', models.DateField(verbose_name='应核查日')),
                    ('opened_on', models.DateField(verbose_name='开始日期')),
                    ('reviewed_on', models.DateField(blank=True, null=True, verbose_name='核查完成日')),
                    ('cancelled_on', models.DateField(blank=True, null=True, verbose_name='不再核查')),
                ],
                options={
                    'verbose_name': '定期核查',
                    'verbose_name_plural': '定期核查',
                    'ordering': ['due_on', 'id'],
                    'constraints': [models.UniqueConstraint(fields=('grant', 'due_on'), name='one_review_per_decision_and_day'), models.UniqueConstraint(condition=models.Q(('cancelled_on__isnull', True), ('reviewed_on__isnull', True)), fields=('grant',), name='one_open_review_per_decision'), models.CheckConstraint(condition=models.Q(('reviewed_on__isnull', True), ('cancelled_on__isnull', True), _connector='OR'), name='review_ends_once'), models.CheckConstraint(condition=models.Q(('case__isnull', False), ('reviewed_on__isnull', False), _connector='OR'), name='open_review_has_its_case'), models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('last_review'))), name='review_due_after_the_last')],
                },
            ),
            migrations.CreateModel(
                name='Extension',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='适用机关')),
                    ('due_from', models.DateField(verbose_name='应核查日自')),
                    ('due_to', models.DateField(verbose_name='应核查日至')),
                    ('extended_to', models.DateField(verbose_name='延至')),
                    ('reason', models.CharField(max_length=200, verbose_name='理由')),
                    ('document', models.CharField(max_length=100, verbose_name='文件依据')),
                    ('cases', models.PositiveIntegerField(default=0, verbose_name='涉及在办核查')),
                    ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='决定人')),
                    ('decided_on', models.DateField(verbose_name='决定日期')),
                ],
                options={
                    'verbose_name': '核查延期',
                    'verbose_name_plural': '核查延期',
                    'ordering': ['-id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('due_to__gte', models.F('due_from')), ('extended_to__gt', models.F('due_to'))), name='extension_days_in_order', violation_error_message='延至日期须晚于应核查日。')],
                },
            ),
            migrations.CreateModel(
                name='Switch',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('exit_moratorium', '暂停退出'), ('emergency_mode', '应急办理')], max_length=20, verbose_name='措施')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='适用机关')),
                    ('valid_from', models.DateField(verbose_name='起')),
                    ('valid_to', models.DateField(blank=True, null=True, verbose_name='止')),
                    ('document', models.CharField(max_length=100, verbose_name='文件依据')),
                    ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='设定人')),
                ],
                options={
                    'verbose_name': '特殊时期措施',
                    'verbose_name_plural': '特殊时期措施',
                    'ordering': ['-valid_from', '-id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='switch_days_in_order'), models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('kind', 'office'), name='one_open_switch_per_office')],
                },
            ),
            migrations.CreateModel(
                name='SwitchUse',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('switch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='reviews.switch', verbose_name='措施')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='routing.case', verbose_name='办件')),
                    ('what', models.CharField(max_length=100, verbose_name='用途')),
                    ('on', models.DateField(verbose_name='日期')),
                ],
                options={
                    'verbose_name': '措施使用记录',
                    'verbose_name_plural': '措施使用记录',
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='Takeover',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='街道')),
                    ('file_name', models.CharField(max_length=100, verbose_name='文件')),
                    ('sha256', models.CharField(max_length=64)),
                    ('state', models.CharField(choices=[('rehearsed', '已预演，等待确认'), ('taking', '正在接管'), ('done', '已接管'), ('discarded', '已作废')], default='rehearsed', max_length=10, verbose_name='状态')),
                    ('lines', models.PositiveIntegerField(default=0, verbose_name='行数')),
                    ('households', models.PositiveIntegerField(default=0, verbose_name='户数')),
                    ('errors', models.JSONField(blank=True, default=list, verbose_name='错误')),
                    ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上传人')),
                    ('uploaded_on', models.DateField(verbose_name='上传日期')),
                    ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='确认人')),
                    ('confirmed_on', models.DateField(blank=True, null=True, verbose_name='确认日期')),
                    ('run_id', models.BigIntegerField(blank=True, null=True, verbose_name='后台任务')),
                ],
                options={
                    'verbose_name': '登记簿接管',
                    'verbose_name_plural': '登记簿接管',
                    'ordering': ['-id'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'discarded'), _negated=True), fields=('office', 'sha256'), name='one_takeover_per_file'), models.CheckConstraint(condition=models.Q(('confirmed_by__isnull', True), models.Q(('confirmed_by', models.F('uploaded_by')), _negated=True), _connector='OR'), name='uploader_does_not_confirm', violation_error_message='上传人不得确认自己上传的登记簿。')],
                },
            ),
            migrations.CreateModel(
                name='TakeoverRow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('takeover', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='read', to='reviews.takeover')),
                    ('place', models.PositiveIntegerField(verbose_name='首行')),
                    ('payload', apps.core.fields.EncryptedTextField(purpose='takeover', verbose_name='内容')),
                    ('case', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='takeover_row', to='routing.case', verbose_name='办件')),
                    ('excluded', models.CharField(blank=True, max_length=300, verbose_name='未列入的理由')),
                ],
                options={
                    'verbose_name': '登记簿中的家庭',
                    'verbose_name_plural': '登记簿中的家庭',
                    'ordering': ['place'],
                    'constraints': [models.UniqueConstraint(fields=('takeover', 'place'), name='one_row_per_household_read'), models.CheckConstraint(condition=models.Q(('case__isnull', True), ('excluded', ''), _connector='OR'), name='taken_over_or_left_out')],
                },
            ),
        ]),
    ]
