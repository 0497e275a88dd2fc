"""The register: who is looked at. Live awards of the policy area, and households without money that might get some.

Read in chunks by id; whoever has a row already is left out, so that a run that broke off goes on where it was.
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from apps.benefits.models import Rehearsal
from apps.rules.calendar import add_months

CHUNK = 500
MONTHS_BACK = 12  # how long ago a household may have been denied to be looked at again

# What an assessment is read for: totals and property; the whole facts only where `judge` is not enough.
READ = """assessment.id, assessment.day, assessment.totals, assessment.facts -> 'property',
       CASE WHEN %(facts)s OR assessment.totals = '{}'::jsonb
              OR jsonb_array_length(assessment.facts -> 'obliged_supporters') > 0 THEN assessment.facts END"""
# `benefits_monthly_amount`: rows of the ledger in force. One row per award: the amount in force; of several kinds or persons the first row with the sum of all.
LIVE_TABLES = """
  FROM benefits_award award
  JOIN benefits_decision decision ON decision.id = award.decision_id
  JOIN offices_office office ON office.id = award.paying_office_id
  JOIN offices_jurisdiction area ON area.id = office.jurisdiction_id
  JOIN LATERAL (SELECT amount.id, amount.kind, amount.from_month, amount.to_month, amount.rehearsal_id,
                       CASE WHEN amount.kind IN ('dibao', 'edge_cash') THEN amount.amount
                            ELSE (SELECT sum(one.amount) FROM benefits_monthly_amount one
                                   WHERE one.award_id = amount.award_id AND one.from_month <= %(month)s
                                     AND (one.to_month IS NULL OR one.to_month >= %(month)s)) END AS amount
                  FROM benefits_monthly_amount amount
                 WHERE amount.award_id = award.id AND amount.award_id > %(after)s
                   AND amount.from_month <= %(month)s
                   AND (amount.to_month IS NULL OR amount.to_month >= %(month)s)
                   AND amount.kind <> 'care_subsidy'
                   AND (amount.person_id IS NULL OR NOT EXISTS (
                        SELECT 1 FROM benefits_monthly_amount earlier
                         WHERE earlier.award_id = amount.award_id AND earlier.id < amount.id
                           AND earlier.from_month <= %(month)s
                           AND (earlier.to_month IS NULL OR earlier.to_month >= %(month)s)))) part ON true"""
# The last decision on the award; an amount that a rehearsal changed still rests on it.
BASIS = """
  JOIN LATERAL (SELECT made.assessment_id FROM benefits_monthly_amount amount
                  JOIN benefits_decision made ON made.id = amount.decision_id
                 WHERE amount.award_id = award.id ORDER BY amount.from_month DESC LIMIT 1) basis ON true
  JOIN benefits_assessment assessment ON assessment.id = basis.assessment_id"""
LIVE = """
 WHERE (%(area)s = 'CN' OR area.code = %(area)s) AND award.from_month <= %(month)s
   AND (award.to_month IS NULL OR award.to_month >= %(month)s)"""
AWARDS = f"""
SELECT award.id, decision.case_id, award.id, award.paying_office_id, area.code, award.programme, part.amount,
       part.from_month = %(month)s
       OR (SELECT true FROM benefits_monthly_amount later
            WHERE later.award_id = award.id AND later.from_month > %(month)s LIMIT 1) IS TRUE,
       part.amount = assessment.amount OR part.rehearsal_id IS NOT NULL, part.kind,
       {READ} {LIVE_TABLES} {BASIS} {LIVE}
   AND award.id > %(after)s AND NOT EXISTS (SELECT 1 FROM benefits_rehearsalrow there
                        WHERE there.rehearsal_id = %(rehearsal)s AND there.case_id = decision.case_id)
 ORDER BY award.id LIMIT %(chunk)s"""  # noqa: S608 - constants of this file
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
       CASE WHEN decision.approve THEN decision.programme ELSE 'none' END, 0::numeric, false, true, '',
       {READ} {WITHOUT_TABLES}
   AND decision.id > %(after)s AND NOT EXISTS (SELECT 1 FROM benefits_rehearsalrow there
                        WHERE there.rehearsal_id = %(rehearsal)s AND there.case_id = decision.case_id)
 ORDER BY decision.id LIMIT %(chunk)s"""  # noqa: S608 - constants of this file
STREAMS = {"awards": AWARDS, "without": WITHOUT}


@dataclass(frozen=True, slots=True)
class Subject:
    """One household. `held`: its amount cannot simply be closed (it begins in the month, or later ones are planned);
    `by_formula`: the amount is that of its computation, or was set by a rehearsal; `kind`: of its money.
    """

    key: int
    case_id: int
    award_id: int | None
    office_id: int
    area: str
    programme: str
    amount: Decimal
    held: bool
    by_formula: bool
    kind: str
    assessment_id: int
    day: dt.date
    totals: Mapping[str, Any]
    property: Mapping[str, Any] | None
    facts: Mapping[str, Any] | None


def subjects(
    rehearsal: Rehearsal, stream: str, after: int, *, facts: bool, chunk: int = CHUNK
) -> list[Subject]:
    """The next households of a stream by id; `facts` asks for all of the frozen facts."""
    values = terms(rehearsal) | {"after": after, "chunk": chunk, "facts": facts}
    with connection.cursor() as cursor:
        cursor.execute(STREAMS[stream], values)
        return [Subject(*row[:12], *map(_read, row[12:])) for row in cursor.fetchall()]


def count_register(rehearsal: Rehearsal) -> int:
    """How many households there are to look at."""
    return count_live(rehearsal) + _count(WITHOUT_TABLES, rehearsal)


def count_live(rehearsal: Rehearsal) -> int:
    """How many awards are live in the first month that changes."""
    return _count(LIVE_TABLES + LIVE, rehearsal)


def terms(rehearsal: Rehearsal) -> dict[str, Any]:
    """What the statements ask about a rehearsal; `after`: only ids above it."""
    return {
        "rehearsal": rehearsal.pk,
        "area": rehearsal.jurisdiction.code,
        "month": rehearsal.first_month,
        "after": 0,
        "since": add_months(rehearsal.drafted_on, -MONTHS_BACK),
    }


def _count(tables: str, rehearsal: Rehearsal) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) {tables}", terms(rehearsal))
        return cursor.fetchone()[0]


def _read(value: Any) -> Any:
    """JSON comes as text from a plain cursor."""
    return json.loads(value) if isinstance(value, str) else value
