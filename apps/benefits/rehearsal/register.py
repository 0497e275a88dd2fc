"""The register: who is looked at. Live awards of the policy area, and households without money that might get some.

Read in chunks, each a range of ids; whoever has a row already is left out, so that a run that broke off goes on where
it was. (A range, not a limit alone: with a limit the planner sorts the whole register for each chunk.)
"""

import datetime as dt
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection

from apps.benefits.models import Rehearsal
from apps.rules.calendar import add_months

CHUNK = 5000  # planning a statement costs as much as reading a few hundred households
MONTHS_BACK = 12  # how long ago a household may have been denied to be looked at again

# What an assessment is read for: its totals; the whole facts, many times longer, only where they are not enough, because
# a figure that enters before the totals is drafted, depends on the standard, or is no longer that of the computation.
READ = """assessment.id, assessment.day, assessment.totals::text,
       CASE WHEN %(facts)s OR assessment.day < %(changed)s OR assessment.standard_ids && %(withdrawn)s::bigint[]
              OR assessment.totals = '{}'::jsonb THEN assessment.facts::text END"""
# `benefits_monthly_amount`: rows of the ledger in force. One row per award: its amount; of several kinds or persons the first row with the sum of all.
LIVE_TABLES = """
  FROM benefits_award award
  JOIN benefits_decision decision ON decision.id = award.decision_id
  JOIN offices_office office ON office.id = award.paying_office_id
  JOIN offices_jurisdiction area ON area.id = office.jurisdiction_id
  JOIN LATERAL (SELECT amount.id, amount.kind, amount.from_month, amount.to_month, amount.decision_id,
                       CASE WHEN amount.kind IN ('dibao', 'edge_cash') THEN amount.amount
                            ELSE (SELECT sum(one.amount) FROM benefits_monthly_amount one
                                   WHERE one.award_id = amount.award_id AND one.from_month <= %(month)s
                                     AND (one.to_month IS NULL OR one.to_month >= %(month)s)) END AS amount
                  FROM benefits_monthly_amount amount
                 WHERE amount.award_id = award.id AND amount.award_id > %(after)s AND amount.award_id <= %(upto)s
                   AND amount.from_month <= %(month)s
                   AND (amount.to_month IS NULL OR amount.to_month >= %(month)s)
                   AND amount.kind <> 'care_subsidy'
                   AND (amount.person_id IS NULL OR NOT EXISTS (
                        SELECT 1 FROM benefits_monthly_amount earlier
                         WHERE earlier.award_id = amount.award_id AND earlier.id < amount.id
                           AND earlier.from_month <= %(month)s
                           AND (earlier.to_month IS NULL OR earlier.to_month >= %(month)s)))) part ON true"""
# The decision on which the amount rests; below one that a rehearsal set, that of the amount before.
BASIS = """
  JOIN benefits_decision made ON made.id = COALESCE(part.decision_id, (
       SELECT amount.decision_id FROM benefits_monthly_amount amount
        WHERE amount.award_id = award.id AND amount.decision_id IS NOT NULL
          AND amount.from_month <= %(month)s ORDER BY amount.from_month DESC LIMIT 1))
  JOIN benefits_assessment assessment ON assessment.id = made.assessment_id"""
LIVE = """
 WHERE (%(area)s = 'CN' OR area.code = %(area)s) AND award.from_month <= %(month)s
   AND (award.to_month IS NULL OR award.to_month >= %(month)s)"""
AWARDS = f"""
SELECT award.id, decision.case_id, award.id, award.paying_office_id, area.code, award.programme, part.amount,
       CASE WHEN part.to_month IS NOT NULL AND EXISTS (
                 SELECT FROM benefits_monthly_amount later
                  WHERE later.award_id = award.id AND later.from_month > part.to_month) THEN 'planned'
            WHEN part.from_month = %(month)s THEN 'begins' ELSE '' END,
       part.amount = assessment.amount OR part.decision_id IS NULL, part.kind,
       {READ} {LIVE_TABLES} {BASIS} {LIVE}
   AND award.id > %(after)s AND award.id <= %(upto)s
   AND NOT EXISTS (SELECT 1 FROM benefits_rehearsalrow there
                        WHERE there.rehearsal_id = %(rehearsal)s AND there.case_id = decision.case_id)
 ORDER BY award.id LIMIT %(chunk)s"""  # noqa: S608  # nosec B608 - constants of this file
WITHOUT_TABLES = """
  FROM benefits_decision decision
  JOIN routing_case matter ON matter.id = decision.case_id
  JOIN offices_office office ON office.id = matter.hukou_office_id
  JOIN offices_jurisdiction area ON area.id = office.jurisdiction_id
  JOIN benefits_assessment assessment ON assessment.id = decision.assessment_id
 WHERE (%(area)s = 'CN' OR area.code = %(area)s) AND decision.decided_on > %(since)s
   AND (NOT decision.approve OR decision.programme = 'edge_household')
   AND matter.programme IN ('dibao', 'edge_household')
   AND NOT EXISTS (SELECT 1 FROM benefits_award own WHERE own.decision_id = decision.id)
   AND NOT EXISTS (SELECT 1 FROM benefits_decision later JOIN routing_case other ON other.id = later.case_id
                    WHERE other.household_id = matter.household_id AND later.id > decision.id)
   AND NOT EXISTS (SELECT 1 FROM benefits_award live WHERE live.household_id = matter.household_id
                    AND live.from_month <= %(month)s
                    AND (live.to_month IS NULL OR live.to_month >= %(month)s))"""
WITHOUT = f"""
SELECT decision.id, decision.case_id, NULL::bigint, office.id, area.code,
       CASE WHEN decision.approve THEN decision.programme ELSE 'none' END, 0::numeric, '', true, '',
       {READ} {WITHOUT_TABLES}
   AND decision.id > %(after)s AND decision.id <= %(upto)s
   AND NOT EXISTS (SELECT 1 FROM benefits_rehearsalrow there
                        WHERE there.rehearsal_id = %(rehearsal)s AND there.case_id = decision.case_id)
 ORDER BY decision.id LIMIT %(chunk)s"""  # noqa: S608  # nosec B608 - constants of this file
STREAMS = {"awards": AWARDS, "without": WITHOUT}
LAST = "SELECT max(id) FROM (SELECT id FROM {} WHERE id > %s ORDER BY id LIMIT %s) AS next"
TABLES = {"awards": "benefits_award", "without": "benefits_decision"}
NO_END = 2**63 - 1


class Subject(NamedTuple):
    """One household. `held`: why its amount cannot simply be closed: it `begins` in the month, or later ones are `planned`;
    `by_formula`: the amount is that of its computation, or was set by a rehearsal; `kind`: of its money;
    `totals` and `facts` are the JSON of its computation; `facts` only where the totals do not do.
    """

    key: int
    case_id: int
    award_id: int | None
    office_id: int
    area: str
    programme: str
    amount: Decimal
    held: str
    by_formula: bool
    kind: str
    assessment_id: int
    day: dt.date
    totals: str
    facts: str | None


class Reading(NamedTuple):
    """Whose facts are read: everybody's (`facts`), of computations before the day `changed`, or by `withdrawn` rows."""

    facts: bool
    changed: dt.date
    withdrawn: list[int]


def last_id(stream: str, after: int, chunk: int) -> int | None:
    """The end of the next range: so many rows of the stream's table; None when there are none."""
    with connection.cursor() as cursor:
        cursor.execute(LAST.format(TABLES[stream]), [after, chunk])
        return cursor.fetchone()[0]


def subjects(
    rehearsal: Rehearsal, stream: str, ids: tuple[int, int], reading: Reading, chunk: int = CHUNK
) -> list[Subject]:
    """The households of a stream with ids above the first and up to the second, at most a chunk."""
    values = terms(rehearsal) | {"after": ids[0], "upto": ids[1], "chunk": chunk} | reading._asdict()
    with connection.cursor() as cursor:
        cursor.execute(STREAMS[stream], values)
        return list(map(Subject._make, cursor.fetchall()))


def count_register(rehearsal: Rehearsal) -> int:
    """How many households there are to look at."""
    return count_live(rehearsal) + _count(WITHOUT_TABLES, rehearsal)


def count_live(rehearsal: Rehearsal) -> int:
    """How many awards are live in the first month that changes."""
    return _count(LIVE_TABLES + LIVE, rehearsal)


def terms(rehearsal: Rehearsal) -> dict[str, Any]:
    """What the statements ask about a rehearsal; `after`, `upto`: only ids between them."""
    return {
        "rehearsal": rehearsal.pk,
        "area": rehearsal.jurisdiction.code,
        "month": rehearsal.first_month,
        "after": 0,
        "upto": NO_END,
        "since": add_months(rehearsal.drafted_on, -MONTHS_BACK),
    }


def _count(tables: str, rehearsal: Rehearsal) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) {tables}", terms(rehearsal))
        return cursor.fetchone()[0]
