"""A row of the ledger that a later decision makes void is withdrawn, not deleted; the view has the monthly amounts in
force, without what is paid once.
"""

from django.db import migrations

TABLES = ("benefits_award", "benefits_awardamount", "benefits_awardmember")
VIEW = """
CREATE VIEW benefits_monthly_amount AS
SELECT id, award_id, kind, person_id, payee, amount, from_month, to_month, decision_id, rehearsal_id
  FROM benefits_awardamount WHERE withdrawn_by_id IS NULL AND one_time_id IS NULL;
"""
REFUSE = """
CREATE FUNCTION benefits_refuse_deleting_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '待遇台账只能终止、撤销和新增，不能删除。' USING ERRCODE = 'JZ001';
END $$;
"""
KEEP = """
CREATE TRIGGER ledger_row_stays BEFORE DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION benefits_refuse_deleting_ledger();
CREATE TRIGGER ledger_stays BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION benefits_refuse_deleting_ledger();
"""
RELEASE = "DROP TRIGGER ledger_row_stays ON {table}; DROP TRIGGER ledger_stays ON {table};"


class Migration(migrations.Migration):
    dependencies = [("benefits", "0002_records")]
    operations = [
        migrations.RunSQL(VIEW, "DROP VIEW benefits_monthly_amount;"),
        migrations.RunSQL(REFUSE, "DROP FUNCTION benefits_refuse_deleting_ledger;"),
        *(migrations.RunSQL(KEEP.format(table=table), RELEASE.format(table=table)) for table in TABLES),
    ]
