"""A standard in force is read-only in the database too; so is the history of standards and of the calendar.

Allowed on a row in force: to withdraw it (once), and to set a last day earlier than the present one. Days are those of
Asia/Shanghai by the clock of the database.
"""

from django.db import migrations

from apps.core.migrations_support import append_only

READ_ONLY = """
CREATE FUNCTION refuse_change_of_standard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    today date := (now() AT TIME ZONE 'Asia/Shanghai')::date;
    before jsonb := to_jsonb(OLD);
    after jsonb;
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.valid_from > today THEN RETURN OLD; END IF;
        RAISE EXCEPTION '标准已经生效，不能删除；数值有误请撤回。' USING ERRCODE = 'JZ002';
    END IF;
    IF OLD.withdrawn_at IS NOT NULL THEN
        RAISE EXCEPTION '标准已经撤回，不能再改；请新增一行。' USING ERRCODE = 'JZ002';
    END IF;
    IF OLD.valid_from > today THEN RETURN NEW; END IF;
    after := to_jsonb(NEW);
    IF (before - '{valid_to,withdrawn_at,withdrawn_by_id,withdrawn_reason}'::text[])
       <> (after - '{valid_to,withdrawn_at,withdrawn_by_id,withdrawn_reason}'::text[]) THEN
        RAISE EXCEPTION '标准已经生效，不能修改；数值有误请撤回后替换，新数值请接续。' USING ERRCODE = 'JZ002';
    END IF;
    IF OLD.valid_to IS DISTINCT FROM NEW.valid_to
       AND (NEW.valid_to IS NULL OR NEW.valid_to > COALESCE(OLD.valid_to, 'infinity'::date)) THEN
        RAISE EXCEPTION '标准已经生效，终止日期只能提前，不能推后。' USING ERRCODE = 'JZ002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER in_force_is_read_only BEFORE UPDATE OR DELETE ON standards_standard
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_standard();
CREATE TRIGGER append_only_table BEFORE TRUNCATE ON standards_standard
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_record();
"""
FREE = """
DROP TRIGGER append_only_table ON standards_standard;
DROP TRIGGER in_force_is_read_only ON standards_standard;
DROP FUNCTION refuse_change_of_standard();
"""


class Migration(migrations.Migration):
    dependencies = [("standards", "0001_initial"), ("core", "0002_records")]
    operations = [
        migrations.RunSQL(READ_ONLY, FREE),
        append_only("standards_historicalstandard"),
        append_only("standards_historicalstandardcode"),
        append_only("standards_historicalcalendaryear"),
        append_only("standards_historicalcalendarday"),
        append_only("standards_historicalstandarddraft"),
        append_only("standards_historicalopenpoint"),
    ]
