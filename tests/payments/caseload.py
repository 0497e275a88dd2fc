"""A register of any size for benches and chaos: one award made by hand, and copies of it with their own households.

The copies are written by `generate_series` as the administrator with triggers and keys asleep for that one connection:
they are rows of a row that passed them all. Whatever runs on the register afterwards runs with every trigger awake.
"""

import psycopg
from psycopg import sql

from apps.core.crypto import encrypt
from apps.households.indexes import index_of
from tests.benefits import makers
from tests.payments.makers import NOVEMBER, award

BASE = 1_000_000  # ids of the copies begin here
ITSELF, NUMBER = f"{BASE} + n", "'bench ' || n"
# Table -> what differs from the model row.
COPIES = {
    "households_person": {"name": NUMBER, "name_pinyin": NUMBER},
    "households_household": {"head_id": ITSELF},
    "households_membership": {"household_id": ITSELF, "person_id": ITSELF},
    "households_bankaccount": {"household_id": ITSELF, "holder_id": ITSELF, "number_index": NUMBER},
    "routing_case": {"number": NUMBER, "household_id": ITSELF, "applicant_id": ITSELF},
    "benefits_assessment": {"case_id": ITSELF},
    "benefits_opinion": {"case_id": ITSELF, "assessment_id": ITSELF},
    "benefits_decision": {"case_id": ITSELF, "assessment_id": ITSELF, "opinion_id": ITSELF},
    "benefits_award": {"household_id": ITSELF, "decision_id": ITSELF},
    "benefits_awardamount": {
        "award_id": ITSELF,
        "decision_id": ITSELF,
        "amount": "(100 + (n::bigint * 3701) % 90000) / 100.0 + 200",
    },
    "benefits_awardmember": {"award_id": ITSELF, "person_id": ITSELF},
}
COLUMNS = """SELECT column_name FROM information_schema.columns
              WHERE table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position"""
COPY = """INSERT INTO {table} ({columns}) SELECT {values}
            FROM generate_series(1, {rows}) n, {table} model WHERE model.id = (SELECT min(id) FROM {table})"""
ACCOUNTS = "COPY account (id, number, number_index) FROM STDIN"


def fill(rows: int, admin_url: str, *, whole_accounts: bool = True):
    """`rows` awards from November 2025 on at one street; the people of `makers.world()`.

    `whole_accounts`: each account has a number of its own that the bank's answers fit; otherwise only its index differs.
    """
    w = makers.world()
    award(w, "张小满", "500.00", first=NOVEMBER)
    with psycopg.connect(admin_url) as admin:
        admin.execute("SET session_replication_role = replica")
        for table, changes in COPIES.items():
            _copy(admin, table, {"id": ITSELF} | changes, rows - 1)
        if whole_accounts:
            _give_numbers(admin, rows - 1)
    with psycopg.connect(admin_url, autocommit=True) as admin:
        admin.execute("VACUUM ANALYZE")  # as autovacuum does
    return w


def _copy(admin: psycopg.Connection, table: str, changes: dict[str, str], rows: int) -> None:
    names = [row[0] for row in admin.execute(COLUMNS, [table])]
    values = [
        sql.SQL(changes[name]) if name in changes else sql.SQL("model.{}").format(sql.Identifier(name))
        for name in names
    ]
    admin.execute(
        sql.SQL(COPY).format(
            table=sql.Identifier(table),
            columns=sql.SQL(", ").join(map(sql.Identifier, names)),
            values=sql.SQL(", ").join(values),
            rows=sql.Literal(rows),
        )
    )


def _give_numbers(admin: psycopg.Connection, rows: int) -> None:
    """Account numbers encrypted as the site does it, which only Python can."""
    admin.execute("CREATE TEMP TABLE account (id bigint, number text, number_index text)")
    with admin.cursor().copy(ACCOUNTS) as copy:
        for key in range(BASE + 1, BASE + rows + 1):
            number = f"9999{key:013d}"
            copy.write_row((key, encrypt(number, "bank_account"), index_of(number, "bank_account")))
    admin.execute(
        "UPDATE households_bankaccount kept SET number = account.number, number_index = account.number_index"
        " FROM account WHERE account.id = kept.id"
    )
