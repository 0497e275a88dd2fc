import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

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
                name='NumberSeries',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                    ('kind', models.CharField(choices=[('acceptance_slip', '受理通知书'), ('supplement_notice', '一次性补正告知书'), ('public_notice', '审核公示'), ('self_care_form', '自理能力评估表'), ('decision_letter', '审核确认通知书'), ('denial_letter', '不予确认通知书'), ('announcement', '审核确认公布'), ('roster', '发放名册'), ('application_form', '救助申请表'), ('authorisation_form', '核对授权书'), ('pledge', '告知承诺书'), ('visit_form', '入户调查表'), ('check_report', '核对报告'), ('check_notice', '核对结果告知书'), ('opinion', '初审意见'), ('appraisal_record', '民主评议记录'), ('referral', '转办单'), ('change_form', '主动报告表'), ('care_agreement', '委托照料协议'), ('relative_register', '近亲属备案登记表'), ('passbook_agreement', '代管协议'), ('dossier_index', '案卷目录'), ('adjustment_letter', '待遇调整通知书'), ('review_form', '定期核查表')], max_length=20)),
                    ('year', models.PositiveSmallIntegerField()),
                    ('last', models.PositiveIntegerField(default=0)),
                ],
                options={
                    'verbose_name': '文号',
                    'verbose_name_plural': '文号',
                    'constraints': [models.UniqueConstraint(fields=('office', 'kind', 'year'), name='one_number_series')],
                },
            ),
            migrations.CreateModel(
                name='Document',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('acceptance_slip', '受理通知书'), ('supplement_notice', '一次性补正告知书'), ('public_notice', '审核公示'), ('self_care_form', '自理能力评估表'), ('decision_letter', '审核确认通知书'), ('denial_letter', '不予确认通知书'), ('announcement', '审核确认公布'), ('roster', '发放名册'), ('application_form', '救助申请表'), ('authorisation_form', '核对授权书'), ('pledge', '告知承诺书'), ('visit_form', '入户调查表'), ('check_report', '核对报告'), ('check_notice', '核对结果告知书'), ('opinion', '初审意见'), ('appraisal_record', '民主评议记录'), ('referral', '转办单'), ('change_form', '主动报告表'), ('care_agreement', '委托照料协议'), ('relative_register', '近亲属备案登记表'), ('passbook_agreement', '代管协议'), ('dossier_index', '案卷目录'), ('adjustment_letter', '待遇调整通知书'), ('review_form', '定期核查表')], max_length=20, verbose_name='文书')),
                    ('number', models.CharField(max_length=40, unique=True, verbose_name='文号')),
                    ('check_code', models.CharField(max_length=12, unique=True, verbose_name='查询码')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='offices.office', verbose_name='签发机关')),
                    ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='routing.case', verbose_name='办件')),
                    ('title', models.CharField(max_length=100, verbose_name='标题')),
                    ('context', models.JSONField(verbose_name='内容')),
                    ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='签发人')),
                    ('issued_on', models.DateField(verbose_name='签发日期')),
                    ('issued_at', models.DateTimeField(auto_now_add=True, verbose_name='签发时间')),
                ],
                options={
                    'verbose_name': '文书',
                    'verbose_name_plural': '文书',
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='DocumentFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='file', to='documents.document')),
                    ('sha256', models.CharField(max_length=64)),
                    ('size', models.PositiveIntegerField()),
                    ('made_at', models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    'verbose_name': '文书原件',
                    'verbose_name_plural': '文书原件',
                    'constraints': [models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='original_is_not_empty')],
                },
            ),
            migrations.CreateModel(
                name='DocumentVoid',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='void', to='documents.document')),
                    ('reason', models.CharField(max_length=200, verbose_name='作废原因')),
                    ('replaced_by', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='documents.document', verbose_name='重新出具')),
                    ('voided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='作废人')),
                    ('voided_on', models.DateField(verbose_name='作废日期')),
                ],
                options={
                    'verbose_name': '文书作废',
                    'verbose_name_plural': '文书作废',
                    'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='voided_paper_says_why')],
                },
            ),
            migrations.CreateModel(
                name='PrintBatch',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='发起人')),
                    ('made_on', models.DateField(verbose_name='发起日期')),
                ],
                options={
                    'verbose_name': '批量打印',
                    'verbose_name_plural': '批量打印',
                    'ordering': ['-id'],
                },
            ),
            migrations.CreateModel(
                name='PrintItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='documents.printbatch')),
                    ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                    ('ready', models.BooleanField(default=False, verbose_name='已生成')),
                    ('problem', models.CharField(blank=True, max_length=300, verbose_name='没有生成的原因')),
                ],
                options={
                    'verbose_name': '批量打印的文书',
                    'verbose_name_plural': '批量打印的文书',
                    'ordering': ['id'],
                    'constraints': [models.UniqueConstraint(fields=('batch', 'document'), name='one_item_per_paper'), models.CheckConstraint(condition=models.Q(('ready', False), ('problem', ''), _connector='OR'), name='printed_paper_has_no_problem')],
                },
            ),
            migrations.CreateModel(
                name='Attachment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='routing.case', verbose_name='办件')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='上传机关')),
                    ('kind', models.CharField(choices=[('visit_photo', '入户照片'), ('signature', '签名'), ('signed_sheet', '签字页照片'), ('board_photo', '公示栏照片'), ('minutes', '评议记录照片'), ('proof', '证明材料'), ('other', '其他')], max_length=14, verbose_name='种类')),
                    ('note', models.CharField(blank=True, max_length=100, verbose_name='说明')),
                    ('sha256', models.CharField(max_length=64)),
                    ('size', models.PositiveIntegerField(verbose_name='字节')),
                    ('media_type', models.CharField(choices=[('image/jpeg', 'JPEG'), ('image/png', 'PNG')], max_length=20)),
                    ('width', models.PositiveSmallIntegerField(verbose_name='宽（像素）')),
                    ('height', models.PositiveSmallIntegerField(verbose_name='高（像素）')),
                    ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上传人')),
                    ('uploaded_on', models.DateField(verbose_name='上传日期')),
                    ('uploaded_at', models.DateTimeField(auto_now_add=True, verbose_name='上传时间')),
                ],
                options={
                    'verbose_name': '附件',
                    'verbose_name_plural': '附件',
                    'ordering': ['id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('height__gt', 0), ('size__gt', 0), ('width__gt', 0)), name='attachment_is_not_empty')],
                },
            ),
            migrations.CreateModel(
                name='AttachmentWithdrawal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('attachment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='documents.attachment')),
                    ('reason', models.CharField(max_length=200, verbose_name='原因')),
                    ('withdrawn_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='撤下人')),
                    ('withdrawn_on', models.DateField(verbose_name='撤下日期')),
                ],
                options={
                    'verbose_name': '附件撤下',
                    'verbose_name_plural': '附件撤下',
                    'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='withdrawn_attachment_says_why')],
                },
            ),
        ]),
    ]
