"""申领人: who claims a funeral subsidy, and the account outside every household to which it is paid."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import apps.core.fields
from apps.core.migrations_support import CreateTables


class Migration(migrations.Migration):

    dependencies = [
        ('benefits', '0008_set_off'),
        ('documents', '0006_funeral_claim'),
        ('households', '0002_account_outside_a_household'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables([
        migrations.CreateModel(
            name='Claimant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=50, verbose_name='申领人')),
                ('relation', models.CharField(choices=[('spouse', '配偶'), ('child', '子女'), ('parent', '父母'), ('relative', '其他亲属'), ('carer', '其他供养、照料人'), ('institution', '养老、供养机构'), ('community', '村（居）民委员会')], max_length=12, verbose_name='与逝者的关系')),
                ('id_number', apps.core.fields.EncryptedTextField(blank=True, default='', purpose='id_number', verbose_name='身份证号')),
                ('phone', apps.core.fields.EncryptedTextField(purpose='phone', verbose_name='联系电话')),
                ('account', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='households.bankaccount', verbose_name='收款账户')),
                ('paper', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='申领表')),
                ('round', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='claimant', to='benefits.onetimeround', verbose_name='申领')),
            ],
            options={
                'verbose_name': '丧葬补贴申领人',
                'verbose_name_plural': '丧葬补贴申领人',
            },
        ),
        migrations.CreateModel(
            name='HistoricalClaimant',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(max_length=50, verbose_name='申领人')),
                ('relation', models.CharField(choices=[('spouse', '配偶'), ('child', '子女'), ('parent', '父母'), ('relative', '其他亲属'), ('carer', '其他供养、照料人'), ('institution', '养老、供养机构'), ('community', '村（居）民委员会')], max_length=12, verbose_name='与逝者的关系')),
                ('id_number', apps.core.fields.EncryptedTextField(blank=True, default='', purpose='id_number', verbose_name='身份证号')),
                ('phone', apps.core.fields.EncryptedTextField(purpose='phone', verbose_name='联系电话')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('account', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='households.bankaccount', verbose_name='收款账户')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('paper', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='documents.document', verbose_name='申领表')),
                ('round', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='benefits.onetimeround', verbose_name='申领')),
            ],
            options={
                'verbose_name': 'historical 丧葬补贴申领人',
                'verbose_name_plural': 'historical 丧葬补贴申领人',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        ]),
    ]
