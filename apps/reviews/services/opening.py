"""开始定期核查: what falls due within the lead time is opened in one statement, for an explicit day.

Case, people, first step, event, review and their history rows come together or not at all. A night that was missed is made
up for by the next one, and a second run of a night finds nothing to do: the database allows one open review for a decision.
"""

import datetime as dt

from django.db import connection, models, transaction

from apps.core import clock
from apps.journal.kinds import EventKind, RunState
from apps.journal.models import Event, Run
from apps.journal.services import SYSTEM_NAME, record
from apps.reviews.models import Review
from apps.reviews.queries.due import FALLING_DUE, STANDING, terms
from apps.routing.models import Case, CaseKind, CaseParty, Step
from apps.routing.services.cases import KIND_WORDS

WORD = KIND_WORDS[CaseKind.PERIODIC_REVIEW]
LOCK = 7_206_001  # one opening at a time; the second waits and then finds nothing


@transaction.atomic
def open_reviews(day: dt.date) -> Run:
    """Open the review of every standing decision that falls due within the lead time of `day`, or fell due before it.

    Returns the run of the day: `total` are those that are due and open now, of which `done` have their review. Calling
    it again for the same day adds what has come since.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        values = terms(day)
        cursor.execute(OPEN, values | _words(day))
        opened = cursor.fetchone()[0]
        cursor.execute(FALLING_DUE, values)
        register, have = cursor.fetchone()
    run, _ = Run.objects.get_or_create(
        kind="open_reviews", key=f"open_reviews {day:%Y-%m-%d}", defaults={"by_name": SYSTEM_NAME}
    )
    run.total, run.done, run.state = register, have, RunState.DONE
    run.finished_at = run.moved_at = clock.stamp()
    run.save()
    if opened:
        record(
            EventKind.RUN,
            by=None,
            on=day,
            summary=f"开始定期核查 {opened} 件；到期 {register} 户，都已开始。",
            detail={"run": run.pk, "opened": opened, "due": register},
        )
    return run


def _words(day: dt.date) -> dict[str, object]:
    return {
        "year": day.year,
        "word": WORD,
        "system": SYSTEM_NAME,
        "kind": str(EventKind.PERIODIC_REVIEW),
        "summary": "到期自动开始定期核查。",
    }


def _columns(model: type[models.Model], values: dict[str, str]) -> str:
    """`INSERT INTO table (columns) SELECT expressions`: what is not named has the default that an unsaved row has."""
    blank, names, expressions = model(), [], []
    for field in model._meta.concrete_fields:
        if field.column in values:
            expression = values[field.column]
        elif field.primary_key:
            continue
        else:
            expression = _literal(field, blank)
        names.append(f'"{field.column}"')
        expressions.append(expression)
    return f'INSERT INTO "{model._meta.db_table}" ({", ".join(names)}) SELECT {", ".join(expressions)}'


def _literal(field: models.Field, blank: models.Model) -> str:
    value = getattr(blank, field.attname)
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return "'{}'"
    if isinstance(value, dict):
        return "'{}'::jsonb"
    return "'" + str(value).replace("'", "''") + "'"


def _history(model: type[models.Model], source: str) -> str:
    """The history rows of what was just inserted, as simple-history would have written them."""
    columns = [f'"{field.column}"' for field in model._meta.concrete_fields]
    table = model.history.model._meta.db_table
    named = ", ".join(columns)
    return (
        f'INSERT INTO "{table}" ({named}, history_date, history_type, history_change_reason) '  # noqa: S608  # nosec B608
        f"SELECT {named}, now(), '+', NULL FROM {source}"
    )


# What is due and has no open review, numbered on from the series of its street; the statement below writes it all.
FRESH = """
fresh AS MATERIALIZED (
    SELECT falling.*, nextval(pg_get_serial_sequence('routing_case', 'id')) AS case_id,
           row_number() OVER (PARTITION BY hukou_office_id ORDER BY until, grant_id) AS place,
           residence_office_id <> hukou_office_id AS split
      FROM falling
     WHERE NOT EXISTS (SELECT 1 FROM reviews_review open WHERE open.grant_id = falling.grant_id
                          AND (open.due_on = falling.due_on
                               OR open.reviewed_on IS NULL AND open.cancelled_on IS NULL))
), series AS (
    INSERT INTO routing_caseseries (office_id, kind, year, last)
    SELECT hukou_office_id, %(word)s, %(year)s, count(*) FROM fresh GROUP BY hukou_office_id
        ON CONFLICT (office_id, kind, year) DO UPDATE SET last = routing_caseseries.last + excluded.last
    RETURNING office_id, last
), placed AS (
    SELECT fresh.*, (series.last - count(*) OVER (PARTITION BY fresh.hukou_office_id) + fresh.place)::text AS nth
      FROM fresh JOIN series ON series.office_id = fresh.hukou_office_id
), numbered AS (
    SELECT placed.*, short_name || %(word)s || ' ' || %(year)s || '-'
           || lpad(nth, greatest(4, length(nth)), '0') AS number  -- lpad alone would cut 10000 to 1000
      FROM placed
)"""
CASES = _columns(
    Case,
    {
        "id": "case_id",
        "number": "number",
        "kind": "'periodic_review'",
        "programme": "programme",
        "household_id": "household_id",
        "applicant_id": "head_id",
        "mode": "'one_city'",
        "intake_office_id": "hukou_office_id",
        "front_office_id": "residence_office_id",
        "residence_office_id": "residence_office_id",
        "hukou_office_id": "hukou_office_id",
        "decider_office_id": "hukou_office_id",
        "submitted_on": "%(day)s",
        "accepted_on": "%(day)s",
        "due_on": "until",
        "asked": "CASE WHEN split THEN ARRAY['home_visit']::varchar[] ELSE '{}' END",
        "state": "'open'",
    },
)
PARTIES = _columns(
    CaseParty, {"case_id": "numbered.case_id", "person_id": "member.person_id", "live": "false"}
)
# The residence street is asked to visit; where one street does it all, the review itself begins.
STEPS = _columns(
    Step,
    {
        "case_id": "case_id",
        "name": "CASE WHEN split THEN 'home_visit' ELSE 'periodic_review' END",
        "side": "CASE WHEN split THEN 'front' ELSE 'hukou' END",
        "office_id": "CASE WHEN split THEN residence_office_id ELSE hukou_office_id END",
        "opened_on": "%(day)s",
    },
)
EVENTS = _columns(
    Event,
    {
        "at": "now()",
        "day": "%(day)s",
        "kind": "%(kind)s",
        "case_id": "case_id",
        "case_number": "number",
        "household_id": "household_id",
        "office_code": "office_code",
        "office_name": "office_name",
        "side": "'hukou'",
        "actor_name": "%(system)s",
        "summary": "%(summary)s",
        "detail": "jsonb_build_object('grant', grant_id, 'due_on', due_on)",
    },
)
REVIEWS = _columns(
    Review,
    {
        "case_id": "case_id",
        "grant_id": "grant_id",
        "last_review": "last_review",
        "cycle_months": "months",
        "due_on": "due_on",
        "opened_on": "%(day)s",
    },
)
OPEN = f"""WITH {STANDING}, {FRESH},
new_cases AS ({CASES} FROM numbered RETURNING *),
new_parties AS ({PARTIES} FROM numbered JOIN households_membership member
                  ON member.household_id = numbered.household_id AND member.valid_from <= %(day)s
                 AND (member.valid_to IS NULL OR member.valid_to >= %(day)s)),
new_steps AS ({STEPS} FROM numbered RETURNING *),
new_events AS ({EVENTS} FROM numbered),
new_reviews AS ({REVIEWS} FROM numbered RETURNING *),
case_history AS ({_history(Case, "new_cases")}),
step_history AS ({_history(Step, "new_steps")}),
review_history AS ({_history(Review, "new_reviews")})
SELECT count(*) FROM new_cases"""  # noqa: S608  # nosec B608 - built from the models' own columns
