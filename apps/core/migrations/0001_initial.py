from django.db import migrations, models

from apps.core.migrations_support import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='DemonstrationDay',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('day', models.DateField(blank=True, help_text='空表示恢复真实日期', null=True, verbose_name='演示日期')),
                    ('set_at', models.DateTimeField(verbose_name='设定时间')),
                    ('by_id', models.BigIntegerField(verbose_name='设定人编号')),
                    ('by_name', models.CharField(max_length=50, verbose_name='设定人')),
                ],
                options={
                    'verbose_name': '演示日期',
                    'verbose_name_plural': '演示日期',
                },
            ),
            migrations.CreateModel(
                name='Heartbeat',
                fields=[
                    ('name', models.CharField(max_length=20, primary_key=True, serialize=False, verbose_name='进程')),
                    ('at', models.DateTimeField(verbose_name='最近一次')),
                ],
                options={
                    'verbose_name': '心跳',
                    'verbose_name_plural': '心跳',
                },
            ),
        ]),
    ]
