"""Migration operations that let the database itself refuse what must not happen."""

from django.db import migrations

_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change_of_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% 是只增不改的记录，不能修改或删除；需要更正请新增一条记录。', TG_TABLE_NAME
        USING ERRCODE = 'JZ001';
END $$;
"""


def append_only(table: str) -> migrations.RunSQL:
    """Make `table` a table of records: UPDATE, DELETE and TRUNCATE raise SQLSTATE JZ001, for every role."""
    return migrations.RunSQL(
        sql=f"""{_FUNCTION}
        CREATE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON "{table}"
            FOR EACH ROW EXECUTE FUNCTION refuse_change_of_record();
        CREATE TRIGGER append_only_table BEFORE TRUNCATE ON "{table}"
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_record();""",
        reverse_sql=f"""
        DROP TRIGGER IF EXISTS append_only_rows ON "{table}";
        DROP TRIGGER IF EXISTS append_only_table ON "{table}";""",
    )
