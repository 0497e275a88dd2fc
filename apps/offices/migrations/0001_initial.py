import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from apps.core.migrations_support import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Jurisdiction',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=10, unique=True, verbose_name='代码')),
                    ('name', models.CharField(max_length=50, verbose_name='政策区域')),
                    ('number', models.PositiveSmallIntegerField(unique=True, verbose_name='序号')),
                ],
                options={
                    'verbose_name': '政策区域',
                    'verbose_name_plural': '政策区域',
                    'ordering': ['number'],
                },
            ),
            migrations.CreateModel(
                name='Region',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=9, unique=True, verbose_name='区划代码')),
                    ('level', models.CharField(choices=[('city', '市'), ('district', '区'), ('street', '街道（乡镇）')], max_length=10, verbose_name='级别')),
                    ('name', models.CharField(max_length=50, verbose_name='名称')),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='offices.region', verbose_name='上级')),
                    ('jurisdiction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='regions', to='offices.jurisdiction', verbose_name='政策区域')),
                    ('valid_from', models.DateField(blank=True, null=True, verbose_name='启用日期')),
                    ('valid_to', models.DateField(blank=True, null=True, verbose_name='停用日期')),
                ],
                options={
                    'verbose_name': '行政区划',
                    'verbose_name_plural': '行政区划',
                    'ordering': ['code'],
                },
            ),
            migrations.CreateModel(
                name='Office',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=9, unique=True, verbose_name='机构代码')),
                    ('name', models.CharField(help_text='屏幕上用的短名，如“学府街道”', max_length=60, verbose_name='名称')),
                    ('full_name', models.CharField(help_text='文书落款用，如“天津市南开区学府街道办事处”', max_length=100, verbose_name='全称')),
                    ('short_name', models.CharField(help_text='编入文号，如“南学”', max_length=10, unique=True, verbose_name='文号简称')),
                    ('level', models.CharField(choices=[('city', '市'), ('district', '区'), ('street', '街道（乡镇）')], max_length=10, verbose_name='级别')),
                    ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offices', to='offices.region', verbose_name='行政区划')),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='offices.office', verbose_name='上级机构')),
                    ('jurisdiction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offices', to='offices.jurisdiction', verbose_name='政策区域')),
                    ('phone', models.CharField(blank=True, max_length=30, verbose_name='电话')),
                    ('window', models.CharField(blank=True, max_length=60, verbose_name='窗口')),
                    ('address', models.CharField(blank=True, max_length=120, verbose_name='地址')),
                ],
                options={
                    'verbose_name': '机构',
                    'verbose_name_plural': '机构',
                    'ordering': ['code'],
                },
            ),
            migrations.CreateModel(
                name='Community',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='communities', to='offices.office', verbose_name='街道')),
                    ('code', models.CharField(max_length=12, unique=True, verbose_name='代码')),
                    ('name', models.CharField(max_length=50, verbose_name='名称')),
                ],
                options={
                    'verbose_name': '社区（村）',
                    'verbose_name_plural': '社区（村）',
                    'ordering': ['code'],
                    'constraints': [models.UniqueConstraint(fields=('office', 'name'), name='community_name_once', violation_error_message='这个街道已有同名的社区。')],
                },
            ),
            migrations.CreateModel(
                name='User',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                    ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                    ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                    ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                    ('full_name', models.CharField(max_length=50, verbose_name='姓名')),
                    ('pinyin', models.CharField(blank=True, editable=False, max_length=200, verbose_name='拼音')),
                    ('phone', models.CharField(blank=True, max_length=30, verbose_name='办公电话')),
                    ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                    ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                ],
                options={
                    'verbose_name': '人员',
                    'verbose_name_plural': '人员',
                    'ordering': ['pinyin', 'id'],
                },
                managers=[
                    ('objects', django.contrib.auth.models.UserManager()),
                ],
            ),
            migrations.CreateModel(
                name='HistoricalDuty',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('role', models.CharField(choices=[('clerk', '经办'), ('reviewer', '初审'), ('approver', '审核确认'), ('supervisor', '督办'), ('policy', '政策管理'), ('administrator', '系统管理'), ('auditor', '审计')], max_length=20, verbose_name='岗位')),
                    ('valid_from', models.DateField(verbose_name='起始日期')),
                    ('valid_to', models.DateField(blank=True, help_text='空表示至今；当天仍在岗', null=True, verbose_name='终止日期')),
                    ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='人员')),
                    ('office', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='offices.office', verbose_name='机构')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': '岗位变更',
                    'verbose_name_plural': 'historical 岗位',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Duty',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to=settings.AUTH_USER_MODEL, verbose_name='人员')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='offices.office', verbose_name='机构')),
                    ('role', models.CharField(choices=[('clerk', '经办'), ('reviewer', '初审'), ('approver', '审核确认'), ('supervisor', '督办'), ('policy', '政策管理'), ('administrator', '系统管理'), ('auditor', '审计')], max_length=20, verbose_name='岗位')),
                    ('valid_from', models.DateField(verbose_name='起始日期')),
                    ('valid_to', models.DateField(blank=True, help_text='空表示至今；当天仍在岗', null=True, verbose_name='终止日期')),
                ],
                options={
                    'verbose_name': '岗位',
                    'verbose_name_plural': '岗位',
                    'ordering': ['office_id', 'role', 'valid_from'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='duty_days_in_order', violation_error_message='终止日期不能早于起始日期。'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('user'), models.F('user'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('office'), models.F('office'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.Func(models.F('role'), function='hashtext'), models.Func(models.F('role'), function='hashtext'), models.Value('[]'), function='int4range'), '&&'), (models.Func(models.F('valid_from'), models.F('valid_to'), models.Value('[]'), function='daterange'), '&&')], name='duty_once_at_a_time', violation_error_message='此人在这个机构的同一岗位已有日期重叠的任职；请先结束原来的任职。')],
                },
            ),
            migrations.CreateModel(
                name='HistoricalOffice',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('code', models.CharField(db_index=True, max_length=9, verbose_name='机构代码')),
                    ('name', models.CharField(help_text='屏幕上用的短名，如“学府街道”', max_length=60, verbose_name='名称')),
                    ('full_name', models.CharField(help_text='文书落款用，如“天津市南开区学府街道办事处”', max_length=100, verbose_name='全称')),
                    ('short_name', models.CharField(db_index=True, help_text='编入文号，如“南学”', max_length=10, verbose_name='文号简称')),
                    ('level', models.CharField(choices=[('city', '市'), ('district', '区'), ('street', '街道（乡镇）')], max_length=10, verbose_name='级别')),
                    ('phone', models.CharField(blank=True, max_length=30, verbose_name='电话')),
                    ('window', models.CharField(blank=True, max_length=60, verbose_name='窗口')),
                    ('address', models.CharField(blank=True, max_length=120, verbose_name='地址')),
                    ('region', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='offices.region', verbose_name='行政区划')),
                    ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='offices.office', verbose_name='上级机构')),
                    ('jurisdiction', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='offices.jurisdiction', verbose_name='政策区域')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': '机构变更',
                    'verbose_name_plural': 'historical 机构',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalCommunity',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('code', models.CharField(db_index=True, max_length=12, verbose_name='代码')),
                    ('name', models.CharField(max_length=50, verbose_name='名称')),
                    ('office', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='offices.office', verbose_name='街道')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': '社区变更',
                    'verbose_name_plural': 'historical 社区（村）',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalUser',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('username', models.CharField(db_index=True, error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                    ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                    ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                    ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                    ('full_name', models.CharField(max_length=50, verbose_name='姓名')),
                    ('pinyin', models.CharField(blank=True, editable=False, max_length=200, verbose_name='拼音')),
                    ('phone', models.CharField(blank=True, max_length=30, verbose_name='办公电话')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': '人员变更',
                    'verbose_name_plural': 'historical 人员',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
        ]),
    ]
