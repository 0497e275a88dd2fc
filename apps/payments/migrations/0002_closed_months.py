"""What the database itself holds: the lines of a draft may be thrown away, those of an approved batch never; an approved
batch takes no more lines and only goes on to exported and settled; a paid month of the ledger is not rewritten; the
records of the bank stay.
"""

from django.db import migrations

from apps.core.migrations_support import append_only

LINES = ("payments_payment", "payments_held", "payments_retry")
RECORDS = (
    "payments_bankfile",
    "payments_filepiece",
    "payments_transfer",
    "payments_returnfile",
    "payments_returnpiece",
    "payments_outcome",
    "payments_fundentry",
)
# The share lock waits for an approval under way, so that no line slips in or out beside it.
LINES_OF_BATCHES = """
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
CREATE FUNCTION payments_refuse_removing_posted_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM payments_batch batch
                    WHERE batch.id = OLD.batch_id AND batch.state = 'draft' FOR SHARE) THEN
        RAISE EXCEPTION '批次已经批准，款项不能修改或删除；更正请在下一批次另列。' USING ERRCODE = 'JZ002';
    END IF;
    RETURN OLD;
END $$;
"""
ONE_LINE = """
CREATE TRIGGER approved_batch_is_closed AFTER INSERT ON {table}
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_lines_of_approved_batch();
CREATE TRIGGER line_is_not_edited BEFORE UPDATE ON {table}
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_record();
CREATE TRIGGER lines_are_not_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_record();
CREATE TRIGGER posted_line_stays BEFORE DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION payments_refuse_removing_posted_line();
"""
BATCHES = """
CREATE FUNCTION payments_refuse_change_of_approved_batch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.state, NEW.state) IN (('approved', 'exported'), ('exported', 'settled'))
       AND to_jsonb(NEW) - 'state' = to_jsonb(OLD) - 'state' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '批次已经批准，不能修改或删除；更正请在下一批次另列。' USING ERRCODE = 'JZ002';
END $$;
CREATE TRIGGER approved_batch_stays BEFORE UPDATE OR DELETE ON payments_batch
    FOR EACH ROW WHEN (OLD.state <> 'draft') EXECUTE FUNCTION payments_refuse_change_of_approved_batch();
CREATE TRIGGER batches_are_not_emptied BEFORE TRUNCATE ON payments_batch
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_record();
"""
# Closing or withdrawing a row says from when on it is different; what it was in a paid month is not rewritten.
PAID_MONTHS = """
CREATE FUNCTION payments_refuse_rewriting_paid_month() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM payments_payment paid JOIN payments_batch batch ON batch.id = paid.batch_id
                WHERE paid.award_id = OLD.award_id AND paid.kind = OLD.kind AND batch.state <> 'draft'
                  AND paid.month >= OLD.from_month
                  AND (OLD.to_month IS NULL OR paid.month <= OLD.to_month)) THEN
        RAISE EXCEPTION '该金额已有月份发放，不能改写；更正请作出决定，差额由下一批次另列。' USING ERRCODE = 'JZ002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER paid_month_is_not_rewritten BEFORE UPDATE ON benefits_awardamount
    FOR EACH ROW WHEN (
        (OLD.award_id, OLD.kind, OLD.amount, OLD.from_month, OLD.person_id, OLD.payee)
        IS DISTINCT FROM (NEW.award_id, NEW.kind, NEW.amount, NEW.from_month, NEW.person_id, NEW.payee))
    EXECUTE FUNCTION payments_refuse_rewriting_paid_month();
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial"), ("benefits", "0003_ledger")]
    operations = [
        *(append_only(table) for table in RECORDS),
        migrations.RunSQL(
            [LINES_OF_BATCHES, *(ONE_LINE.format(table=table) for table in LINES), BATCHES, PAID_MONTHS]
        ),
    ]
