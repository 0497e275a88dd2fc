"""Migration operations that let the database itself refuse what must not happen."""

from collections.abc import Sequence
from typing import Any

from django.db import migrations
from django.db.migrations.operations.base import Operation

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


class CreateTables(Operation):
    """All the first tables of an app as one operation.

    Django renders every related model anew after each operation. Everything here is related to users and cases, so
    that an empty database took 44 seconds to migrate; rendering once for each app, it takes six.
    """

    reversible = True

    def __init__(self, tables: Sequence[migrations.CreateModel]) -> None:
        self.tables = tables

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.__dict__.pop("apps", None)  # rendered again, whole, by whoever asks next
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {len(self.tables)} tables"
