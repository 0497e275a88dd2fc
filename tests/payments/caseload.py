"""A register of any size for benches and chaos: one award made by hand, and copies of it with their own households."""

from apps.households.indexes import index_of
from apps.households.models import BankAccount, Household
from tests.benefits import makers
from tests.payments.makers import NOVEMBER, award

BASE = 1_000_000  # ids of the copies begin here
AMOUNT = "(100 + (n::bigint * 3701) % 90000) / 100.0 + 200"
# Table -> what differs from the model row, in the order in which they refer to each other.
COPIES = {
    "households_person": "'name', 'bench' || n, 'name_pinyin', 'bench' || n",
    "households_household": f"'head_id', {BASE} + n",
    "households_membership": f"'household_id', {BASE} + n, 'person_id', {BASE} + n",
    "routing_case": f"'number', 'bench ' || n, 'household_id', {BASE} + n, 'applicant_id', {BASE} + n",
    "benefits_assessment": f"'case_id', {BASE} + n",
    "benefits_opinion": f"'case_id', {BASE} + n, 'assessment_id', {BASE} + n",
    "benefits_decision": f"'case_id', {BASE} + n, 'assessment_id', {BASE} + n, 'opinion_id', {BASE} + n",
    "benefits_award": f"'household_id', {BASE} + n, 'decision_id', {BASE} + n",
    "benefits_awardamount": f"'award_id', {BASE} + n, 'decision_id', {BASE} + n, 'amount', {AMOUNT}",
    "benefits_awardmember": f"'award_id', {BASE} + n, 'person_id', {BASE} + n",
}
COPY = """INSERT INTO {table} SELECT (jsonb_populate_record(model, jsonb_build_object('id', {base} + n, {changes}))).*
            FROM generate_series(1, {rows}) n, {table} model WHERE model.id = (SELECT min(id) FROM {table})"""


def fill(rows: int, *, whole_accounts: bool = True):
    """`rows` awards from November 2025 on at one street; the people of `makers.world()`.

    `whole_accounts`: each account has a number of its own that the bank's answers fit; otherwise only its index differs.
    """
    from django.db import connection

    w = makers.world()
    made = award(w, "张小满", "500.00", first=NOVEMBER)
    with connection.cursor() as cursor:
        for table, changes in COPIES.items():
            cursor.execute(COPY.format(table=table, base=BASE, changes=changes, rows=rows - 1))
        if not whole_accounts:
            changes = f"'household_id', {BASE} + n, 'holder_id', {BASE} + n, 'number_index', 'bench ' || n"
            copy = COPY.format(table="households_bankaccount", base=BASE, changes=changes, rows=rows - 1)
            cursor.execute(copy)
    if whole_accounts:
        homes = Household.objects.filter(pk__gt=BASE).values_list("pk", flat=True)
        for start in range(0, rows, 10_000):
            BankAccount.objects.bulk_create(_account(home) for home in homes[start : start + 10_000])
    assert made.pk
    return w


def _account(home: int) -> BankAccount:
    number = f"9999{home:013d}"
    return BankAccount(
        household_id=home,
        holder_id=home,
        bank="建设银行",
        number=number,
        number_index=index_of(number, "bank_account"),
        valid_from=makers.SINCE,
    )
