import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import apps.core.fields
from apps.core.migrations_support import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_initial'),
        ('offices', '0001_initial'),
        ('routing', '0001_initial'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Notice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='routing.case')),
                    ('kind', models.CharField(choices=[('public_notice', '公示'), ('announcement', '公布')], max_length=14)),
                    ('round', models.PositiveSmallIntegerField(default=1, verbose_name='轮次')),
                    ('applicant_name', models.CharField(max_length=50, verbose_name='申请人姓名')),
                    ('members', models.PositiveSmallIntegerField(verbose_name='保障人数')),
                    ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='金额（元/月）')),
                    ('made_on', models.DateField(verbose_name='制作日期')),
                ],
                options={
                    'verbose_name': '公示和公布',
                    'verbose_name_plural': '公示和公布',
                    'constraints': [models.UniqueConstraint(fields=('case', 'kind', 'round'), name='one_notice_per_round')],
                },
            ),
            migrations.CreateModel(
                name='Posting',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='publicity.notice')),
                    ('step', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='routing.step')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='张贴街道')),
                    ('place', models.CharField(max_length=100, verbose_name='张贴地点')),
                    ('posted_on', models.DateField(verbose_name='张贴日期')),
                    ('posted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='张贴人')),
                    ('removed_on', models.DateField(blank=True, null=True, verbose_name='取下日期')),
                    ('removed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='取下人')),
                    ('proof', models.CharField(blank=True, max_length=200, verbose_name='证明')),
                    ('posted_photo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.attachment', verbose_name='张贴照片')),
                    ('removed_photo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.attachment', verbose_name='取下照片')),
                    ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='撤回日期')),
                    ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='撤回人')),
                    ('withdrawn_reason', models.CharField(blank=True, max_length=200, verbose_name='撤回原因')),
                ],
                options={
                    'verbose_name': '张贴',
                    'verbose_name_plural': '张贴',
                    'ordering': ['id'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_on__isnull', True)), fields=('notice', 'office'), name='one_posting_per_office'), models.UniqueConstraint(condition=models.Q(('withdrawn_on__isnull', True)), fields=('step',), name='one_posting_per_step'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_by__isnull', True), ('withdrawn_on__isnull', True), ('withdrawn_reason', '')), models.Q(('withdrawn_by__isnull', False), ('withdrawn_on__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='withdrawn_posting_says_who_and_why'), models.CheckConstraint(condition=models.Q(('withdrawn_on__isnull', True), ('removed_on__isnull', True), _connector='OR'), name='posting_ends_once')],
                },
            ),
            migrations.CreateModel(
                name='Objection',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='publicity.notice')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='接收街道')),
                    ('received_on', models.DateField(verbose_name='收到日期')),
                    ('received_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
                    ('content', apps.core.fields.EncryptedTextField(purpose='objection', verbose_name='内容')),
                    ('way', models.CharField(blank=True, choices=[('appraisal', '民主评议'), ('resurvey', '重新调查')], max_length=10, verbose_name='处理方式')),
                    ('handled_on', models.DateField(blank=True, null=True, verbose_name='处理日期')),
                    ('handled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='处理人')),
                ],
                options={
                    'verbose_name': '异议',
                    'verbose_name_plural': '异议',
                    'ordering': ['id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('handled_on__isnull', True), ('way', '')), models.Q(models.Q(('way', ''), _negated=True), ('handled_by__isnull', False), ('handled_on__isnull', False)), _connector='OR'), name='handled_objection_says_how_and_who')],
                },
            ),
            migrations.CreateModel(
                name='Appraisal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('step', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='appraisal', to='routing.step')),
                    ('organiser', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='组织街道')),
                    ('assistant', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='协助街道')),
                    ('place_office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='举行地街道')),
                    ('held_at', models.DateTimeField(verbose_name='评议时间')),
                    ('place', models.CharField(max_length=100, verbose_name='评议地点')),
                    ('host', models.CharField(max_length=50, verbose_name='主持人')),
                    ('convened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='召集人')),
                    ('policy_talk', models.TextField(blank=True, verbose_name='宣讲政策')),
                    ('situation', models.TextField(blank=True, verbose_name='介绍情况')),
                    ('discussion', models.TextField(blank=True, verbose_name='评议情况')),
                    ('dissent', models.TextField(blank=True, verbose_name='不同意见')),
                    ('votes_for', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='赞成')),
                    ('votes_against', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='反对')),
                    ('abstentions', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='弃权')),
                    ('conclusion', models.CharField(blank=True, choices=[('supported', '同意给予救助'), ('opposed', '不同意给予救助'), ('tied', '票数相等，重新调查')], max_length=10, verbose_name='评议结论')),
                    ('minutes', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.attachment', verbose_name='签字记录')),
                    ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='记录人')),
                    ('recorded_on', models.DateField(blank=True, null=True, verbose_name='记录日期')),
                ],
                options={
                    'verbose_name': '民主评议',
                    'verbose_name_plural': '民主评议',
                    'ordering': ['id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('conclusion', ''), models.Q(('conclusion', 'supported'), ('votes_for__gt', models.F('votes_against'))), models.Q(('conclusion', 'opposed'), ('votes_for__lt', models.F('votes_against'))), models.Q(('conclusion', 'tied'), ('votes_for', models.F('votes_against'))), _connector='OR'), name='appraisal_concludes_as_it_voted')],
                },
            ),
            migrations.CreateModel(
                name='AppraisalMember',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('appraisal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='publicity.appraisal')),
                    ('name', models.CharField(max_length=50, verbose_name='姓名')),
                    ('role', models.CharField(choices=[('representative', '居（村）民代表'), ('committee', '居（村）委会成员'), ('party', '党员代表'), ('official', '街道工作人员')], max_length=16, verbose_name='身份')),
                    ('named_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='提名人')),
                    ('attended', models.BooleanField(blank=True, null=True, verbose_name='到会')),
                ],
                options={
                    'verbose_name': '评议人员',
                    'verbose_name_plural': '评议人员',
                    'ordering': ['id'],
                    'constraints': [models.UniqueConstraint(fields=('appraisal', 'name'), name='one_row_per_name')],
                },
            ),
        ]),
    ]
