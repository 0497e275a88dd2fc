"""丧葬补贴申领表 (D24) is a kind of paper."""

from django.db import migrations, models

KINDS = [
    ("acceptance_slip", "受理通知书"),
    ("supplement_notice", "一次性补正告知书"),
    ("public_notice", "审核公示"),
    ("self_care_form", "自理能力评估表"),
    ("decision_letter", "审核确认通知书"),
    ("denial_letter", "不予确认通知书"),
    ("announcement", "审核确认公布"),
    ("roster", "发放名册"),
    ("application_form", "救助申请表"),
    ("authorisation_form", "核对授权书"),
    ("pledge", "告知承诺书"),
    ("visit_form", "入户调查表"),
    ("check_report", "核对报告"),
    ("check_notice", "核对结果告知书"),
    ("opinion", "初审意见"),
    ("appraisal_record", "民主评议记录"),
    ("referral", "转办单"),
    ("change_form", "主动报告表"),
    ("care_agreement", "委托照料协议"),
    ("relative_register", "近亲属备案登记表"),
    ("passbook_agreement", "代管协议"),
    ("dossier_index", "案卷目录"),
    ("adjustment_letter", "待遇调整通知书"),
    ("review_form", "定期核查表"),
    ("recovery_letter", "追回决定书"),
    ("set_off_letter", "追回款抵扣告知书"),
    ("funeral_claim", "丧葬补贴申领表"),
]


class Migration(migrations.Migration):
    dependencies = [("documents", "0005_set_off_letter")]
    operations = [
        migrations.AlterField("numberseries", "kind", models.CharField(choices=KINDS, max_length=20)),
        migrations.AlterField(
            "document", "kind", models.CharField("文书", choices=KINDS, max_length=20)
        ),
    ]
