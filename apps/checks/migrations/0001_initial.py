import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import apps.checks.models.authorisation
import apps.core.clock
from apps.core.migrations_support import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_initial'),
        ('households', '0001_initial'),
        ('offices', '0001_initial'),
        ('routing', '0001_initial'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Authorisation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='authorisations', to='routing.case')),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='households.person', verbose_name='授权人')),
                    ('supporter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='households.supporter', verbose_name='法定义务人')),
                    ('signed_on', models.DateField(verbose_name='签字日期')),
                    ('valid_until', models.DateField(blank=True, null=True, verbose_name='有效期至')),
                    ('scope', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('hukou', '户籍'), ('tax', '个税'), ('social_ins', '社会保险'), ('realestate', '不动产'), ('market', '市场主体'), ('fund', '住房公积金'), ('vehicle', '车船'), ('bank', '银行存款'), ('insurance', '商业保险'), ('securities', '证券'), ('internet_fin', '互联网金融'), ('expenditure', '支出'), ('marriage', '婚姻'), ('funeral', '殡葬')], max_length=14), default=apps.checks.models.authorisation.every_source, size=None, verbose_name='授权范围')),
                    ('form', models.CharField(choices=[('paper', '纸质'), ('electronic', '电子'), ('none', '未能取得')], default='paper', max_length=10, verbose_name='形式')),
                    ('note', models.CharField(blank=True, max_length=200, verbose_name='说明')),
                    ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='撤回日期')),
                    ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='撤回登记人')),
                    ('withdrawal_reason', models.CharField(blank=True, max_length=300, verbose_name='撤回说明')),
                ],
                options={
                    'verbose_name': '核对授权',
                    'verbose_name_plural': '核对授权',
                    'ordering': ['id'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_on__isnull', True)), fields=('case', 'person'), name='one_authorisation_per_person'), models.UniqueConstraint(condition=models.Q(('withdrawn_on__isnull', True)), fields=('case', 'supporter'), name='one_authorisation_per_supporter'), models.CheckConstraint(condition=models.Q(models.Q(('person__isnull', False), ('supporter__isnull', True)), models.Q(('person__isnull', True), ('supporter__isnull', False)), _connector='OR'), name='a_member_or_a_supporter_authorises'), models.CheckConstraint(condition=models.Q(models.Q(('form', 'none'), _negated=True), models.Q(('supporter__isnull', False), models.Q(('note', ''), _negated=True)), _connector='OR'), name='missing_consent_is_a_supporters_and_says_why'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gte', models.F('signed_on')), _connector='OR'), name='authorisation_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('withdrawn_on__isnull', True), models.Q(('withdrawn_by__isnull', False), models.Q(('withdrawal_reason', ''), _negated=True)), _connector='OR'), name='withdrawal_says_who_and_why')],
                },
            ),
            migrations.CreateModel(
                name='EconomicCheck',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('step', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='economic_check', to='routing.step')),
                    ('requested_on', models.DateField(verbose_name='发起日期')),
                    ('requested_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='发起人')),
                    ('report_number', models.CharField(blank=True, max_length=60, verbose_name='核对报告编号')),
                    ('reported_on', models.DateField(blank=True, null=True, verbose_name='报告日期')),
                    ('valid_until', models.DateField(blank=True, null=True, verbose_name='报告有效期至')),
                    ('conclusion', models.CharField(blank=True, max_length=500, verbose_name='核对结论')),
                    ('partial_reason', models.CharField(blank=True, max_length=300, verbose_name='来源未全部返回的说明')),
                ],
                options={
                    'verbose_name': '经济状况核对',
                    'verbose_name_plural': '经济状况核对',
                },
            ),
            migrations.CreateModel(
                name='Finding',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('check_done', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='checks.economiccheck')),
                    ('source', models.CharField(choices=[('hukou', '户籍'), ('tax', '个税'), ('social_ins', '社会保险'), ('realestate', '不动产'), ('market', '市场主体'), ('fund', '住房公积金'), ('vehicle', '车船'), ('bank', '银行存款'), ('insurance', '商业保险'), ('securities', '证券'), ('internet_fin', '互联网金融'), ('expenditure', '支出'), ('marriage', '婚姻'), ('funeral', '殡葬')], max_length=14, verbose_name='来源')),
                    ('item', models.CharField(choices=[('income', '收入'), ('monetary', '货币财产'), ('home', '住房'), ('vehicle', '车辆'), ('company', '市场主体'), ('expense', '支出'), ('support', '法定义务人收入'), ('marriage', '婚姻'), ('death', '死亡'), ('members', '家庭成员'), ('other', '其他')], max_length=10, verbose_name='项目')),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='households.person', verbose_name='人员')),
                    ('supporter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='households.supporter', verbose_name='法定义务人')),
                    ('label', models.CharField(max_length=100, verbose_name='内容')),
                    ('form', models.CharField(blank=True, max_length=24, verbose_name='形式')),
                    ('found_area', models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True, verbose_name='查到面积')),
                    ('declared_amount', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='申报金额')),
                    ('found_amount', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='查到金额')),
                    ('declared_text', models.CharField(blank=True, max_length=100, verbose_name='申报')),
                    ('found_text', models.CharField(blank=True, max_length=100, verbose_name='查到')),
                    ('found_note', models.CharField(blank=True, max_length=80, verbose_name='来源说明')),
                    ('as_of', models.DateField(blank=True, null=True, verbose_name='数据日期')),
                    ('income', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='households.income', verbose_name='对应的收入')),
                    ('asset', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='households.asset', verbose_name='对应的财产')),
                    ('expense', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='households.expense', verbose_name='对应的支出')),
                    ('rechecks', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rechecked_by', to='checks.finding', verbose_name='复核的是')),
                    ('settlement', models.CharField(choices=[('equal', '一致'), ('open', '待确认'), ('adopted', '采用核对值'), ('kept', '采用申报值'), ('objected', '有异议，复核'), ('not_found', '未查到')], default='open', max_length=10, verbose_name='处理')),
                    ('reason', models.CharField(blank=True, max_length=300, verbose_name='理由')),
                    ('proof', models.CharField(blank=True, max_length=200, verbose_name='证明材料')),
                    ('effect', models.CharField(blank=True, max_length=200, verbose_name='处理时对待遇的影响')),
                    ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='处理人')),
                    ('settled_on', models.DateField(blank=True, null=True, verbose_name='处理日期')),
                ],
                options={
                    'verbose_name': '核对发现',
                    'verbose_name_plural': '核对发现',
                    'ordering': ['id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('settlement__in', ['open', 'equal', 'not_found']), models.Q(('settled_by__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='a_difference_is_settled_with_a_reason', violation_error_message='处理差异须写明理由。')],
                },
            ),
            migrations.CreateModel(
                name='VisitPlan',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('step', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visit_plans', to='routing.step')),
                    ('planned_at', models.DateTimeField(verbose_name='约定时间')),
                    ('investigators', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=50), size=None, verbose_name='调查人员')),
                    ('late_reason', models.CharField(blank=True, max_length=200, verbose_name='超过期限的原因')),
                    ('planned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='安排人')),
                    ('planned_on', models.DateField(verbose_name='安排日期')),
                ],
                options={
                    'verbose_name': '入户安排',
                    'verbose_name_plural': '入户安排',
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='HomeVisit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('step', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='home_visits', to='routing.step')),
                    ('visited_at', models.DateTimeField(verbose_name='入户时间')),
                    ('mode', models.CharField(choices=[('door', '上门'), ('phone', '电话'), ('video', '视频')], default='door', max_length=6, verbose_name='调查方式')),
                    ('contractor', models.CharField(blank=True, max_length=100, verbose_name='受委托的调查机构')),
                    ('met', models.BooleanField(default=True, verbose_name='见到家庭成员')),
                    ('present', models.CharField(blank=True, max_length=200, verbose_name='在场人员')),
                    ('members_seen', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='见到人数')),
                    ('living_conditions', models.TextField(blank=True, verbose_name='居住和生活状况')),
                    ('seen_against_declared', models.TextField(blank=True, verbose_name='所见与申报对照')),
                    ('neighbour_interview', models.TextField(blank=True, verbose_name='邻里访问')),
                    ('conclusion', models.TextField(blank=True, verbose_name='调查结论')),
                    ('signed_by_household', models.CharField(blank=True, max_length=50, verbose_name='家庭成员签字')),
                    ('absent_note', models.CharField(blank=True, max_length=200, verbose_name='未遇说明')),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='记录人')),
                ],
                options={
                    'verbose_name': '入户调查',
                    'verbose_name_plural': '入户调查',
                    'ordering': ['visited_at'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('met', True), ('mode', 'door'), _connector='OR'), name='nobody_at_home_is_found_at_the_door')],
                },
            ),
            migrations.CreateModel(
                name='Investigator',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='investigators', to='checks.homevisit')),
                    ('name', models.CharField(max_length=50, verbose_name='姓名')),
                    ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('official', models.BooleanField(default=True, verbose_name='街道工作人员')),
                ],
                options={
                    'verbose_name': '调查人员',
                    'verbose_name_plural': '调查人员',
                    'constraints': [models.UniqueConstraint(fields=('visit', 'name'), name='one_row_per_investigator')],
                },
            ),
            migrations.CreateModel(
                name='Observation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='checks.homevisit')),
                    ('subject', models.CharField(max_length=100, verbose_name='对照内容')),
                    ('declared', models.CharField(blank=True, max_length=150, verbose_name='申报')),
                    ('seen', models.CharField(choices=[('same', '相符'), ('differs', '不相符'), ('unseen', '没看到')], max_length=8, verbose_name='所见')),
                    ('note', models.CharField(blank=True, max_length=200, verbose_name='看到或问到的')),
                ],
                options={
                    'verbose_name': '入户对照',
                    'verbose_name_plural': '入户对照',
                    'ordering': ['id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('seen', 'differs'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='what_differs_says_how', violation_error_message='不相符的须写明看到或问到什么。')],
                },
            ),
            migrations.CreateModel(
                name='VisitPicture',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pictures', to='checks.homevisit')),
                    ('attachment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='visit_picture', to='documents.attachment')),
                    ('use', models.CharField(choices=[('photo', '照片'), ('household', '家庭成员签名'), ('investigator', '调查人员签名'), ('sheet', '签字页')], max_length=12, verbose_name='用途')),
                    ('signer', models.CharField(blank=True, max_length=50, verbose_name='签字人')),
                ],
                options={
                    'verbose_name': '入户照片和签名',
                    'verbose_name_plural': '入户照片和签名',
                    'ordering': ['id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('use__in', ['household', 'investigator']), _negated=True), models.Q(('signer', ''), _negated=True), _connector='OR'), name='signature_says_whose')],
                },
            ),
            migrations.CreateModel(
                name='CheckRequest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('check_done', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='checks.economiccheck')),
                    ('number', models.CharField(max_length=40, unique=True, verbose_name='请求编号')),
                    ('round', models.PositiveSmallIntegerField(default=1, verbose_name='轮次')),
                    ('reason', models.CharField(blank=True, max_length=300, verbose_name='复核理由')),
                    ('channel', models.CharField(choices=[('http', '联网'), ('file', '文件')], max_length=4, verbose_name='方式')),
                    ('state', models.CharField(choices=[('waiting', '等待返回'), ('done', '全部返回'), ('stopped', '停止等待')], default='waiting', max_length=10, verbose_name='状态')),
                    ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='已请求次数')),
                    ('next_at', models.DateTimeField(blank=True, null=True, verbose_name='下次请求')),
                    ('claimed_until', models.DateTimeField(blank=True, null=True, verbose_name='占用至')),
                    ('requested_on', models.DateField(verbose_name='发起日期')),
                    ('requested_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='发起人')),
                    ('requested_at', models.DateTimeField(default=apps.core.clock.stamp, editable=False)),
                ],
                options={
                    'verbose_name': '核对请求',
                    'verbose_name_plural': '核对请求',
                    'ordering': ['id'],
                    'indexes': [models.Index(condition=models.Q(('next_at__isnull', False)), fields=['next_at'], name='due_check_requests')],
                    'constraints': [models.UniqueConstraint(fields=('check_done', 'round'), name='one_request_per_round'), models.CheckConstraint(condition=models.Q(('state', 'waiting'), ('next_at__isnull', True), _connector='OR'), name='only_a_waiting_request_is_due')],
                },
            ),
            migrations.CreateModel(
                name='CheckQuery',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='queries', to='checks.checkrequest')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='households.person', verbose_name='人员')),
                    ('supporter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='households.supporter', verbose_name='法定义务人')),
                    ('source', models.CharField(choices=[('hukou', '户籍'), ('tax', '个税'), ('social_ins', '社会保险'), ('realestate', '不动产'), ('market', '市场主体'), ('fund', '住房公积金'), ('vehicle', '车船'), ('bank', '银行存款'), ('insurance', '商业保险'), ('securities', '证券'), ('internet_fin', '互联网金融'), ('expenditure', '支出'), ('marriage', '婚姻'), ('funeral', '殡葬')], max_length=14, verbose_name='来源')),
                    ('state', models.CharField(choices=[('waiting', '未返回'), ('offline', '来源离线'), ('found', '有记录'), ('none', '无记录'), ('stopped', '不再等待')], default='waiting', max_length=10, verbose_name='状态')),
                    ('as_of', models.DateField(blank=True, null=True, verbose_name='数据日期')),
                    ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='返回时间')),
                    ('items', models.JSONField(blank=True, default=list, verbose_name='返回内容')),
                    ('compared', models.BooleanField(default=False, verbose_name='已对照')),
                ],
                options={
                    'verbose_name': '来源查询',
                    'verbose_name_plural': '来源查询',
                    'ordering': ['id'],
                    'constraints': [models.UniqueConstraint(fields=('request', 'person', 'source'), name='one_query_per_person_and_source'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['found', 'none']), _negated=True), ('answered_at__isnull', False), _connector='OR'), name='an_answer_has_its_moment')],
                },
            ),
            migrations.CreateModel(
                name='CheckAttempt',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='checks.checkrequest')),
                    ('place', models.PositiveSmallIntegerField(verbose_name='次序')),
                    ('at', models.DateTimeField(default=apps.core.clock.stamp, verbose_name='时间')),
                    ('code', models.CharField(max_length=24, verbose_name='结果')),
                    ('sentence', models.CharField(max_length=300, verbose_name='说明')),
                    ('answered', models.PositiveSmallIntegerField(default=0, verbose_name='新返回')),
                ],
                options={
                    'verbose_name': '请求记录',
                    'verbose_name_plural': '请求记录',
                    'ordering': ['place'],
                    'constraints': [models.UniqueConstraint(fields=('request', 'place'), name='one_row_per_attempt')],
                },
            ),
        ]),
    ]
