"""渐退金 is a kind of money of its own."""

from django.db import migrations, models

KINDS = [
    ("dibao", "低保金"),
    ("edge_cash", "边缘家庭救助金"),
    ("single_person", "单人户低保金"),
    ("tekun_support", "特困供养金"),
    ("care_subsidy", "照料护理补贴"),
    ("taper", "渐退金"),
]


class Migration(migrations.Migration):
    dependencies = [("payments", "0003_for_the_other_programmes")]

    operations = [
        migrations.AlterField(
            model_name=model,
            name="kind",
            field=models.CharField(choices=KINDS, max_length=20, verbose_name="种类"),
        )
        for model in ("held", "payment")
    ]
