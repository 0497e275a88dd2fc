import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from apps.core.migrations_support import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('households', '0001_initial'),
        ('offices', '0001_initial'),
        ('routing', '0001_initial'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='SelfCareAssessment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='self_care', to='routing.case', verbose_name='办件')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='self_care', to='households.person', verbose_name='评估对象')),
                    ('eat', models.BooleanField(verbose_name='自主吃饭')),
                    ('dress', models.BooleanField(verbose_name='自主穿衣')),
                    ('bed', models.BooleanField(verbose_name='自主上下床')),
                    ('toilet', models.BooleanField(verbose_name='自主如厕')),
                    ('walk', models.BooleanField(verbose_name='室内自主行走')),
                    ('bathe', models.BooleanField(verbose_name='自主洗澡')),
                    ('level', models.CharField(choices=[('full', '具备生活自理能力'), ('partial', '部分丧失生活自理能力'), ('none', '完全丧失生活自理能力')], max_length=8, verbose_name='自理能力')),
                    ('assessors', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=50), size=None, verbose_name='评估人员')),
                    ('institution', models.CharField(blank=True, max_length=60, verbose_name='评估机构')),
                    ('assessed_on', models.DateField(verbose_name='评估日期')),
                    ('note', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
                ],
                options={
                    'verbose_name': '自理能力评估',
                    'verbose_name_plural': '自理能力评估',
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='Placement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='routing.case', verbose_name='办件')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='households.person')),
                    ('mode', models.CharField(choices=[('centralized', '集中供养'), ('dispersed', '分散供养')], max_length=12, verbose_name='供养方式')),
                    ('institution', models.CharField(blank=True, max_length=60, verbose_name='供养服务机构')),
                    ('carer', models.CharField(blank=True, max_length=50, verbose_name='照料人')),
                    ('valid_from', models.DateField(verbose_name='起')),
                    ('valid_to', models.DateField(blank=True, null=True, verbose_name='止')),
                ],
                options={
                    'verbose_name': '供养安排',
                    'verbose_name_plural': '供养安排',
                    'ordering': ['id'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('person',), name='one_placement_per_person'), models.CheckConstraint(condition=models.Q(models.Q(('mode', 'centralized'), _negated=True), ('institution__gt', ''), _connector='OR'), name='centralized_names_its_institution', violation_error_message='集中供养须写明供养服务机构。')],
                },
            ),
        ]),
    ]
