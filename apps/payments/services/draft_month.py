"""全区制表: the batches of a month for all offices below one, as one run; each office is a chunk of its own."""

import datetime as dt
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.core.errors import Refused
from apps.core.wake import wake_worker
from apps.journal.kinds import RunState
from apps.journal.models import Run
from apps.journal.runs import finish_run, locked_run, move_run, open_run
from apps.offices.access import offices_of
from apps.offices.models import Office, User
from apps.offices.roles import Permission
from apps.payments.models import Batch
from apps.payments.services.draft_batch import draft_for

KIND = "month_drafts"
TASK = "apps.payments.tasks.draft_offices"


@transaction.atomic
def draft_month(month: dt.date, *, by, on: dt.date) -> Run:
    """Order the batches of a month (any day of it) for every office over which `by` holds `draft_month`.

    One that is under way is given back instead of a second. Refused `month_not_begun`, `nobody_to_pay` (no office has
    awards); PermissionDenied for whoever holds it nowhere.
    """
    month = month.replace(day=1)
    if not offices_of(by, Permission.DRAFT_MONTH, on):
        raise PermissionDenied
    if month > on:
        raise Refused("month_not_begun", "没有制表。这个月还没有开始，待遇可能变动；请在当月制表。")
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    begun = Run.objects.filter(kind=KIND, key__startswith=f"{KIND} {by.pk} {month:%Y-%m-%d} ")
    if under_way := begun.exclude(state=RunState.DONE).first():
        return under_way
    many = len(paying_below(by, on))
    if not many:
        raise Refused("nobody_to_pay", "没有制表。下属街道还没有任何待遇；请先核对审核确认决定。")
    key = f"{by.pk} {month:%Y-%m-%d} {on:%Y-%m-%d} {begun.count() + 1}"
    run = open_run(KIND, key, total=many, by=by)
    transaction.on_commit(partial(wake_worker, TASK, run.pk))
    return run


def paying_below(by, on: dt.date) -> list[Office]:
    """The offices of a run in their order: those with awards below whoever ordered it."""
    reached = offices_of(by, Permission.DRAFT_MONTH, on)
    return list(Office.objects.filter(pk__in=reached, awards__isnull=False).distinct().order_by("pk"))


def draft_offices(run_id: int) -> Run:
    """Draft what is not drafted yet, and close the run. May be called again at any time."""
    while _next_office(run_id):
        pass
    return Run.objects.get(pk=run_id)


@transaction.atomic
def _next_office(run_id: int) -> bool:
    """The next office: its batch, or the reason why it has none. False when there are no more."""
    run = locked_run(run_id)
    if run.state == RunState.DONE:
        return False
    _, person, month, on, _ = run.key.split()
    by, day = User.objects.get(pk=person), dt.date.fromisoformat(on)
    offices, place = paying_below(by, day), run.done + run.excluded
    # There may be more than were counted: a street that got its first award meanwhile moves those behind it on.
    if place >= max(run.total, len(offices)):
        finish_run(run)
        return False
    if place >= len(offices):
        move_run(run, errors=[{"row": place, "code": "gone", "message": "不再由本机构制表"}])
        return True
    _draft_one(run, offices[place], dt.date.fromisoformat(month), by=by, on=day)
    return True


def _draft_one(run: Run, office: Office, month: dt.date, *, by, on: dt.date) -> None:
    if Batch.objects.filter(office=office, month=month).exists():
        move_run(run, errors=[{"row": office.pk, "code": "drafted", "message": f"{office.name}：已经制表"}])
        return
    try:
        with transaction.atomic():
            draft_for(office, month, by=by, on=on)
    except Refused as refusal:
        words = f"{office.name}：{refusal.message}"
        move_run(run, errors=[{"row": office.pk, "code": refusal.code, "message": words}])
    else:
        move_run(run, done=1)


def open_month_runs() -> list[int]:
    """Runs that are not closed: what the sweeper goes on with."""
    runs = Run.objects.filter(kind=KIND).exclude(state=RunState.DONE)
    return list(runs.order_by("pk").values_list("pk", flat=True))
