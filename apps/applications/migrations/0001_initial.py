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
        ('offices', '0001_initial'),
        ('routing', '0001_initial'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='HistoricalApplication',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('channel', models.CharField(choices=[('window', '窗口'), ('online', '网上'), ('agent', '代办'), ('community', '社区协助'), ('interface', '接口')], default='window', max_length=10, verbose_name='申请方式')),
                    ('agent_name', models.CharField(blank=True, max_length=50, verbose_name='代办人')),
                    ('causes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None, verbose_name='困难原因')),
                    ('pledged', models.BooleanField(default=False, verbose_name='已签诚信承诺书')),
                    ('staff_relation', models.CharField(blank=True, max_length=100, verbose_name='与经办人员的近亲属关系')),
                    ('single_choice', models.CharField(blank=True, choices=[('A', '以家庭享受低保边缘家庭待遇'), ('B', '由符合条件的成员按单人户享受低保')], help_text='申请表上的意愿；看到测算后另行签字', max_length=1, verbose_name='符合单人户条件时的选择')),
                    ('case', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='routing.case')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical 申请',
                    'verbose_name_plural': 'historical 申请',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Application',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='application', to='routing.case')),
                    ('channel', models.CharField(choices=[('window', '窗口'), ('online', '网上'), ('agent', '代办'), ('community', '社区协助'), ('interface', '接口')], default='window', max_length=10, verbose_name='申请方式')),
                    ('agent_name', models.CharField(blank=True, max_length=50, verbose_name='代办人')),
                    ('causes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None, verbose_name='困难原因')),
                    ('pledged', models.BooleanField(default=False, verbose_name='已签诚信承诺书')),
                    ('staff_relation', models.CharField(blank=True, max_length=100, verbose_name='与经办人员的近亲属关系')),
                    ('single_choice', models.CharField(blank=True, choices=[('A', '以家庭享受低保边缘家庭待遇'), ('B', '由符合条件的成员按单人户享受低保')], help_text='申请表上的意愿；看到测算后另行签字', max_length=1, verbose_name='符合单人户条件时的选择')),
                ],
                options={
                    'verbose_name': '申请',
                    'verbose_name_plural': '申请',
                },
            ),
            migrations.CreateModel(
                name='Material',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='materials', to='applications.application')),
                    ('name', models.CharField(max_length=60, verbose_name='材料')),
                    ('state', models.CharField(choices=[('provided', '已提供'), ('missing', '缺少'), ('shared', '共享获取，不再要求')], max_length=10, verbose_name='状态')),
                    ('provided_on', models.DateField(blank=True, null=True, verbose_name='提供日期')),
                ],
                options={
                    'verbose_name': '材料',
                    'verbose_name_plural': '材料',
                    'ordering': ['id'],
                    'constraints': [models.UniqueConstraint(fields=('application', 'name'), name='one_row_per_material')],
                },
            ),
            migrations.CreateModel(
                name='SupplementRequest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='supplement', to='applications.application')),
                    ('items', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), size=None, verbose_name='需补材料')),
                    ('note', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                    ('shared_reason', models.CharField(blank=True, max_length=300, verbose_name='可共享材料仍要求提供的理由')),
                    ('issued_on', models.DateField(verbose_name='告知日期')),
                    ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='告知人')),
                    ('supplied_on', models.DateField(blank=True, null=True, verbose_name='补齐日期')),
                ],
                options={
                    'verbose_name': '一次性补正',
                    'verbose_name_plural': '一次性补正',
                },
            ),
            migrations.CreateModel(
                name='EntryDraft',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                    ('payload', apps.core.fields.EncryptedTextField(purpose='entry_draft', verbose_name='内容')),
                    ('saved_at', models.DateTimeField(verbose_name='保存时间')),
                ],
                options={
                    'verbose_name': '未提交的登记',
                    'verbose_name_plural': '未提交的登记',
                },
            ),
        ]),
    ]
