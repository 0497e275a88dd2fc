"""Every write to standards or calendar, by whatever way, changes the token by which memory is known to be stale."""

from django.db import migrations

FUNCTION = """
INSERT INTO standards_standardsversion (token) VALUES (gen_random_uuid());
CREATE FUNCTION notice_change_of_standards() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE standards_standardsversion SET token = gen_random_uuid();
    RETURN NULL;
END $$;
"""
FORGET = """
DROP FUNCTION notice_change_of_standards();
DELETE FROM standards_standardsversion;
"""


def noticed(table: str) -> migrations.RunSQL:
    """Let every statement that writes to `table` change the token."""
    return migrations.RunSQL(
        f"""CREATE TRIGGER notice_change AFTER INSERT OR UPDATE OR DELETE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION notice_change_of_standards();""",
        f"DROP TRIGGER notice_change ON {table};",
    )


class Migration(migrations.Migration):
    dependencies = [("standards", "0002_in_force_is_read_only")]
    operations = [
        migrations.RunSQL(FUNCTION, FORGET),
        noticed("standards_standard"),
        noticed("standards_standardcode"),
        noticed("standards_calendaryear"),
        noticed("standards_calendarday"),
    ]
