"""Which standing decisions fall due for review: the rule says the cycle, one statement applies it to the register.

A decision stands while its award runs; one without monthly money (an edge household without cash) while no later decision
of its household ended it. One that was stopped, or is paid elsewhere from next month, is reviewed no more; a taper is.
"""

import datetime as dt
from collections.abc import Iterator
from itertools import product
from typing import Any

from apps.offices.models import Jurisdiction
from apps.rules.calendar import DAY
from apps.rules.errors import RuleError
from apps.rules.review_cycle import ABLE, CATEGORIES, UNFIXED, review_cycle
from apps.standards.queries import standards_for

# Every standing decision with what its cycle depends on: `unfixed` and `able` as `rules.review_cycle.steadiness` has them.
STANDING = """
standing AS (
    SELECT decision.id AS grant_id, decision.programme, decision.decided_on,
           household.id AS household_id, household.head_id, household.residence_office_id,
           household.hukou_office_id, office.code AS office_code, office.name AS office_name,
           office.short_name, area.code AS area, award.id AS award_id, award.to_month,
           coalesce((SELECT max(earlier.reviewed_on) FROM reviews_review earlier
                      WHERE earlier.grant_id = decision.id), decision.decided_on) AS last_review
      FROM benefits_decision decision
      JOIN routing_case granted ON granted.id = decision.case_id
      JOIN households_household household ON household.id = granted.household_id
      JOIN offices_office office ON office.id = household.hukou_office_id
      JOIN offices_jurisdiction area ON area.id = office.jurisdiction_id
      LEFT JOIN benefits_award award ON award.decision_id = decision.id
      LEFT JOIN benefits_decision over ON over.id = award.ended_by_id
     WHERE decision.approve AND (over.id IS NULL OR over.approve AND NOT EXISTS (
                SELECT 1 FROM benefits_award elsewhere WHERE elsewhere.decision_id = over.id)) AND (award.id IS NOT NULL OR granted.kind IN ('application', 'takeover'))
       AND decision.programme IN ('dibao', 'edge_household', 'tekun_support')
       AND (award.id IS NOT NULL AND (award.to_month IS NULL OR award.to_month >= %(month)s)
            OR award.id IS NULL AND decision.amount = 0 AND NOT EXISTS (
                SELECT 1 FROM benefits_decision later JOIN routing_case of ON of.id = later.case_id
                 WHERE of.household_id = household.id AND later.id > decision.id
                   AND (of.kind = 'application' OR NOT later.approve)))
), found AS MATERIALIZED (
    SELECT standing.*,
           EXISTS (SELECT 1 FROM households_income income
                    WHERE income.household_id = standing.household_id AND income.type = ANY(%(unfixed_types)s)
                      AND income.valid_from <= %(day)s
                      AND (income.valid_to IS NULL OR income.valid_to >= %(day)s)) AS unfixed,
           EXISTS (SELECT 1 FROM households_membership member
                    WHERE member.household_id = standing.household_id AND member.co_resident
                      AND member.labour_capacity = ANY(%(able_words)s) AND member.valid_from <= %(day)s
                      AND (member.valid_to IS NULL OR member.valid_to >= %(day)s)) AS able
      FROM standing
), due AS (
    SELECT found.*, cycle.months, cycle.lead,
           (found.last_review + make_interval(months => cycle.months))::date AS due_on,
           (SELECT max(put_off.extended_to) FROM reviews_extension put_off
             JOIN offices_office there ON there.id = put_off.office_id
            WHERE there.code IN (found.office_code, left(found.office_code, 6), left(found.office_code, 2) || '0000')
              AND (found.last_review + make_interval(months => cycle.months))::date
                  BETWEEN put_off.due_from AND put_off.due_to) AS extended_to
      FROM found
      JOIN unnest(%(areas)s::text[], %(programmes)s::text[], %(unfixed)s::boolean[], %(able)s::boolean[],
                  %(months)s::int[], %(lead)s::int[])
           AS cycle(area, programme, unfixed, able, months, lead)
        ON cycle.area = found.area AND cycle.programme = found.programme
       AND cycle.unfixed = found.unfixed AND cycle.able = found.able
), falling AS (
    SELECT due.*, coalesce(due.extended_to, due.due_on) AS until FROM due
     WHERE coalesce(due.extended_to, due.due_on) - due.lead <= %(day)s
       AND (due.to_month IS NULL OR due.to_month >= date_trunc('month', due.due_on)::date)
)"""
# What falls due in a period in the streets named; whether it is open already or not.
REGISTER = f"""WITH {STANDING}
SELECT grant_id, due_on FROM due WHERE hukou_office_id = ANY(%(offices)s) AND due_on BETWEEN %(due_from)s AND %(due_to)s
   AND (to_month IS NULL OR to_month >= date_trunc('month', due_on)::date)
 UNION
SELECT review.grant_id, review.due_on FROM reviews_review review
  JOIN routing_case one ON one.id = review.case_id
 WHERE one.hukou_office_id = ANY(%(offices)s) AND review.due_on BETWEEN %(due_from)s AND %(due_to)s
   AND review.cancelled_on IS NULL"""  # noqa: S608  # nosec B608 - constants of this file
FALLING_DUE = f"""WITH {STANDING}
SELECT count(*), count(*) FILTER (WHERE EXISTS (
           SELECT 1 FROM reviews_review open WHERE open.grant_id = falling.grant_id
              AND open.reviewed_on IS NULL AND open.cancelled_on IS NULL)) FROM falling"""  # noqa: S608  # nosec B608 - constants of this file


def terms(day: dt.date) -> dict[str, Any]:
    """What the statements are asked with: the day, its month, and the rule's answer for every kind of household."""
    rows = list(_cycles(day))
    columns = ("areas", "programmes", "unfixed", "able", "months", "lead")
    words = {"unfixed_types": list(UNFIXED), "able_words": list(ABLE)}
    return (
        words
        | {"day": day, "month": day.replace(day=1)}
        | {name: [row[place] for row in rows] for place, name in enumerate(columns)}
    )


def _cycles(day: dt.date) -> Iterator[tuple[str, str, bool, bool, int, int]]:
    """Months between reviews and days of notice, by area, programme, unfixed income and ability to work."""
    for area in Jurisdiction.objects.values_list("code", flat=True):
        standards = standards_for(area)
        for programme, unfixed, able in product(CATEGORIES, (False, True), (False, True)):
            try:
                cycle = review_cycle(
                    programme,
                    day,
                    income_fixed=not unfixed,
                    labour_capacity_member=able,
                    standards=standards,
                    day=day,
                )
            except RuleError:
                continue  # an area without standards has no register here
            yield (
                area,
                programme,
                unfixed,
                able,
                cycle.cycle_months,
                (cycle.next_due - cycle.due_soon_from) // DAY,
            )
