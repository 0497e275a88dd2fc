"""A row of the ledger that a later decision makes void is withdrawn, not deleted; the view has the rows in force."""

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models

import apps.benefits.ranges

KINDS = [
    ("dibao", "低保金"),
    ("edge_cash", "边缘家庭救助金"),
    ("single_person", "单人户低保金"),
    ("tekun_support", "特困供养金"),
    ("care_subsidy", "照料护理补贴"),
    ("taper", "渐退金"),
]
VIEW = """
CREATE VIEW benefits_monthly_amount AS
SELECT id, award_id, kind, person_id, payee, amount, from_month, to_month, decision_id, rehearsal_id
  FROM benefits_awardamount WHERE withdrawn_by_id IS NULL;
CREATE FUNCTION benefits_refuse_deleting_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '待遇台账只能终止、撤销和新增，不能删除。' USING ERRCODE = 'JZ001';
END $$;
"""
KEPT = "".join(
    f"""
CREATE TRIGGER ledger_row_stays BEFORE DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION benefits_refuse_deleting_ledger();
CREATE TRIGGER ledger_stays BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION benefits_refuse_deleting_ledger();
"""
    for table in ("benefits_award", "benefits_awardamount", "benefits_awardmember")
)


class Migration(migrations.Migration):
    dependencies = [("benefits", "0005_choice_is_a_record")]

    operations = [
        migrations.AlterField(
            model_name="awardamount",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=20, verbose_name="种类"),
        ),
        migrations.AddField(
            model_name="awardamount",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="benefits.decision",
                verbose_name="撤销决定",
            ),
        ),
        migrations.AddField(
            model_name="awardmember",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="benefits.decision",
                verbose_name="撤销决定",
            ),
        ),
        migrations.RemoveConstraint(
            model_name="awardmember", name="one_basic_living_award_per_person_and_month"
        ),
        migrations.AddConstraint(
            model_name="awardmember",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (apps.benefits.ranges.IdRange("person_id"), "&&"),
                    (apps.benefits.ranges.MonthRange(), "&&"),
                ],
                condition=models.Q(withdrawn_by__isnull=True),
                name="one_basic_living_award_per_person_and_month",
                violation_error_message="同一人同一月份不能享受两份基本生活救助。",
            ),
        ),
        migrations.RemoveConstraint(model_name="awardamount", name="one_amount_per_award_and_month"),
        migrations.AddConstraint(
            model_name="awardamount",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (apps.benefits.ranges.IdRange("award_id"), "&&"),
                    (apps.benefits.ranges.KindRange(), "&&"),
                    (apps.benefits.ranges.PersonRange(), "&&"),
                    (apps.benefits.ranges.MonthRange(), "&&"),
                ],
                condition=models.Q(withdrawn_by__isnull=True),
                name="one_amount_per_award_and_month",
            ),
        ),
        migrations.RunSQL(
            VIEW + KEPT,
            "".join(
                f"DROP TRIGGER ledger_row_stays ON {table}; DROP TRIGGER ledger_stays ON {table};"
                for table in ("benefits_award", "benefits_awardamount", "benefits_awardmember")
            )
            + "DROP VIEW benefits_monthly_amount; DROP FUNCTION benefits_refuse_deleting_ledger;",
        ),
    ]
