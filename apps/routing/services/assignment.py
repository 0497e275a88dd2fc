"""改派: who at an office does a pending step."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from apps.journal.kinds import EventKind
from apps.offices.access import may
from apps.offices.roles import Permission
from apps.routing import queries
from apps.routing.models import Step
from apps.routing.services.steps import record_on_case
from apps.routing.standing_aside import is_relative


@transaction.atomic
def assign_steps(steps: Iterable[Step], *, to, by, on: dt.date) -> tuple[int, int]:
    """Give pending steps to a person who may do them; (done, refused) add up to the steps given.

    `by` works at the step's office too, or supervises it (REASSIGN). The clock of the step goes on. Rows are locked in
    the order of their ids, so that two who assign the same rows at once do not wait for each other.
    """
    asked = [step.pk for step in steps]
    rows = Step.objects.select_for_update(of=("self",)).select_related("case", "office")
    done = 0
    for step in rows.filter(pk__in=asked, state__in=queries.PENDING).order_by("pk"):
        if not _may_assign(step, to=to, by=by, on=on):
            continue
        step.assignee = to
        step.save(update_fields=["assignee"])
        summary = f"由{to}办理。" if to == by else f"交给{to}办理。"
        record_on_case(EventKind.REASSIGN, step.case, office=step.office, by=by, on=on, summary=summary)
        done += 1
    return done, len(asked) - done


def _may_assign(step: Step, *, to, by, on: dt.date) -> bool:
    word = Permission(step.name)
    if not may(to, word, step.office_id, on) or is_relative(step.case, to):
        return False
    return may(by, word, step.office_id, on) or may(by, Permission.REASSIGN, step.office_id, on)
