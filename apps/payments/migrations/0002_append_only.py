"""Payments and held lines are records; an approved batch takes no more of them and stays as it was approved."""

from django.db import migrations

from apps.core.migrations_support import append_only

TABLES = ("payments_payment", "payments_held")

# The share lock waits for an approval under way, so that no line slips in beside it.
FUNCTIONS = """
CREATE FUNCTION payments_refuse_lines_of_approved_batch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM payments_batch batch
      WHERE batch.id IN (SELECT batch_id FROM added) FOR SHARE;
    IF EXISTS (SELECT 1 FROM payments_batch batch
                WHERE batch.id IN (SELECT batch_id FROM added) AND batch.state <> 'draft') THEN
        RAISE EXCEPTION '批次已经批准，不能再加入款项；更正请在下一批次另列。' USING ERRCODE = 'JZ002';
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION payments_refuse_change_of_approved_batch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '批次已经批准，不能修改或删除；更正请在下一批次另列。' USING ERRCODE = 'JZ002';
END $$;
CREATE TRIGGER approved_batch_stays BEFORE UPDATE OR DELETE ON payments_batch
    FOR EACH ROW WHEN (OLD.state = 'approved') EXECUTE FUNCTION payments_refuse_change_of_approved_batch();
"""
CLOSED = FUNCTIONS + "".join(
    f"""
CREATE TRIGGER approved_batch_is_closed AFTER INSERT ON {table}
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_lines_of_approved_batch();
"""
    for table in TABLES
)
OPEN = (
    "DROP TRIGGER approved_batch_stays ON payments_batch;"
    + "".join(f"DROP TRIGGER approved_batch_is_closed ON {table};" for table in TABLES)
    + "DROP FUNCTION payments_refuse_lines_of_approved_batch;"
    + "DROP FUNCTION payments_refuse_change_of_approved_batch;"
)


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial")]
    operations = [*(append_only(table) for table in TABLES), migrations.RunSQL(CLOSED, OPEN)]
