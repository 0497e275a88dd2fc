import django.core.serializers.json
import django.db.models.expressions
from django.db import migrations, models

import apps.core.clock
import apps.journal.kinds
from apps.core.migrations_support import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Event',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(default=apps.core.clock.stamp, editable=False, verbose_name='时间')),
                    ('day', models.DateField(verbose_name='业务日期')),
                    ('kind', models.CharField(choices=apps.journal.kinds.event_kinds, max_length=32, verbose_name='事项')),
                    ('case_id', models.BigIntegerField(blank=True, null=True, verbose_name='办件编号')),
                    ('case_number', models.CharField(blank=True, max_length=40, verbose_name='办件号')),
                    ('household_id', models.BigIntegerField(blank=True, null=True, verbose_name='家庭编号')),
                    ('person_id', models.BigIntegerField(blank=True, null=True, verbose_name='人员编号')),
                    ('batch_id', models.BigIntegerField(blank=True, null=True, verbose_name='批次编号')),
                    ('office_code', models.CharField(blank=True, max_length=9, verbose_name='机构代码')),
                    ('office_name', models.CharField(blank=True, max_length=60, verbose_name='机构')),
                    ('side', models.CharField(blank=True, choices=[('', '—'), ('residence', '居住地'), ('hukou', '户籍地'), ('district', '区级')], max_length=10, verbose_name='一方')),
                    ('actor_id', models.BigIntegerField(blank=True, null=True, verbose_name='经办人编号')),
                    ('actor_name', models.CharField(max_length=50, verbose_name='经办人')),
                    ('summary', models.CharField(max_length=500, verbose_name='内容')),
                    ('detail', models.JSONField(blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='细节')),
                    ('request_id', models.CharField(blank=True, max_length=32, verbose_name='请求号')),
                ],
                options={
                    'verbose_name': '日志',
                    'verbose_name_plural': '日志',
                    'ordering': ['-id'],
                    'indexes': [models.Index(condition=models.Q(('case_id__isnull', False)), fields=['case_id', '-id'], name='event_case'), models.Index(condition=models.Q(('household_id__isnull', False)), fields=['household_id', '-id'], name='event_household'), models.Index(condition=models.Q(('person_id__isnull', False)), fields=['person_id', '-id'], name='event_person'), models.Index(condition=models.Q(('batch_id__isnull', False)), fields=['batch_id', '-id'], name='event_batch'), models.Index(fields=['office_code', '-id'], name='event_office'), models.Index(fields=['actor_id', '-id'], name='event_actor'), models.Index(fields=['kind', '-id'], name='event_kind')],
                },
            ),
            migrations.CreateModel(
                name='Run',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=40, verbose_name='任务')),
                    ('key', models.CharField(max_length=120, unique=True, verbose_name='标识')),
                    ('state', models.CharField(choices=[('waiting', '等待'), ('running', '进行中'), ('done', '完成'), ('failed', '未完成')], default='waiting', max_length=10, verbose_name='状态')),
                    ('total', models.PositiveIntegerField(default=0, verbose_name='总数')),
                    ('done', models.PositiveIntegerField(default=0, verbose_name='已完成')),
                    ('excluded', models.PositiveIntegerField(default=0, verbose_name='未列入')),
                    ('errors', models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='未完成原因')),
                    ('started_at', models.DateTimeField(default=apps.core.clock.stamp, verbose_name='开始时间')),
                    ('moved_at', models.DateTimeField(default=apps.core.clock.stamp, verbose_name='最近进展')),
                    ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='结束时间')),
                    ('by_id', models.BigIntegerField(blank=True, null=True, verbose_name='发起人编号')),
                    ('by_name', models.CharField(max_length=50, verbose_name='发起人')),
                ],
                options={
                    'verbose_name': '后台任务',
                    'verbose_name_plural': '后台任务',
                    'ordering': ['-id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('done__lte', django.db.models.expressions.CombinedExpression(models.F('total'), '-', models.F('excluded')))), name='run_counts'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'done'), _negated=True), ('done', django.db.models.expressions.CombinedExpression(models.F('total'), '-', models.F('excluded'))), _connector='OR'), name='run_done_is_complete', violation_error_message='任务还有未处理的行，不能结束。')],
                },
            ),
        ]),
    ]
