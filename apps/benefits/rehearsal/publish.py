"""发布: a second person approves a rehearsal. That writes the standards and opens the recalculation of every live award,
which closes only when changed + unchanged + excluded with a reason = the register.
"""

import datetime as dt
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.models import Count, Max, Q

from apps.benefits.models import AwardAmount, Group, RecalculationRow, Rehearsal, RehearsalState
from apps.benefits.rehearsal.draft import locked, refuse_while_publishing
from apps.benefits.rehearsal.register import CHUNK, LIVE, LIVE_TABLES, NO_END, count_live, last_id, terms
from apps.core.bulk import copy_records
from apps.core.errors import Refused
from apps.core.wake import wake_worker
from apps.journal.kinds import EventKind
from apps.journal.runs import finish_run, locked_run, move_run, open_run, recount_run
from apps.journal.services import record
from apps.rules.calendar import month_of
from apps.standards.access import may_approve
from apps.standards.models import Standard
from apps.standards.services import approve_draft

RECALCULATE = "apps.benefits.tasks.recalculate"
Outcome = RecalculationRow.Outcome
# The live awards that have not been looked at, locked, each with the amount in force and its row of the rehearsal.
NEXT = f"""
SELECT award.id, part.id, part.kind, part.amount, part.to_month, row.before, row.after, row."group", row.reason
 {LIVE_TABLES}
  LEFT JOIN benefits_rehearsalrow row ON row.rehearsal_id = %(rehearsal)s AND row.award_id = award.id
 {LIVE} AND award.id > %(after)s AND award.id <= %(upto)s
   AND NOT EXISTS (SELECT 1 FROM benefits_recalculationrow there
                    WHERE there.rehearsal_id = %(rehearsal)s AND there.award_id = award.id)
 ORDER BY award.id LIMIT %(chunk)s FOR UPDATE OF award"""  # noqa: S608  # nosec B608 - constants of this file
EXCLUDED = {
    Group.DROPS: "不再符合条件，须由街道按停发程序决定。",
    Group.NEWLY_DIBAO: "符合低保，须由家庭申请转办。",
    Group.NEWLY_EDGE: "类别有变，须由家庭申请转办。",
}


@transaction.atomic
def publish_rehearsal(rehearsal: Rehearsal, *, by, on: dt.date) -> Rehearsal:
    """Approve a rehearsal: its drafts become standards, and the recalculation is opened.

    Refused: not_ready, four_eyes (whoever drafted it or one of its standards), another_publishing, rehearsal_outdated
    (the month that it changes has begun), and all that approving a draft refuses.
    """
    row = locked(rehearsal)
    if not may_approve(by, on):
        raise PermissionDenied
    _refuse(row, by, on)
    for draft in row.drafts.all():
        approve_draft(draft, by=by, on=on, rehearsed=True)
    row.state, row.approved_by, row.approved_on = RehearsalState.PUBLISHING, by, on
    row.standard_ids = _in_force(row.first_month)
    row.recalculation = open_run("recalculation", str(row.pk), total=count_live(row), by=by)
    _save(row)
    summary = (
        f"批准发布调标测算：{row.title}（起草人{row.drafted_by}），自{row.first_month:%Y年%-m月}起调整。"
    )
    record(EventKind.REHEARSAL, by=by, on=on, summary=summary, detail={"rehearsal": row.pk})
    transaction.on_commit(partial(wake_worker, RECALCULATE, row.pk))
    return row


def recalculate(rehearsal_id: int, *, chunk: int = CHUNK) -> Rehearsal:
    """Give each live award its new amount from the first month on. May be called again at any time."""
    rehearsal = Rehearsal.objects.select_related("jurisdiction", "recalculation").get(pk=rehearsal_id)
    if rehearsal.state != RehearsalState.PUBLISHING:
        return rehearsal
    after = rehearsal.recalculated.aggregate(last=Max("award_id"))["last"] or 0
    while (upto := last_id("awards", after, chunk)) is not None:
        _chunk(rehearsal, (after, upto), chunk)
        after = upto
    while _chunk(rehearsal, (0, NO_END), chunk):
        pass
    return _close(rehearsal)


def _refuse(row: Rehearsal, by, on: dt.date) -> None:
    if row.state != RehearsalState.READY:
        raise Refused(
            "not_ready", f"没有发布。这次测算{row.get_state_display()}；测算完成且未发布的才能批准。"
        )
    drafters = {row.drafted_by_id, *row.drafts.values_list("drafted_by_id", flat=True)}
    if by.pk in drafters:
        raise Refused(
            "four_eyes", "没有发布。测算或其中的标准由您起草，须由另一位政策管理人员或市级督办人员批准。"
        )
    refuse_while_publishing()
    if row.first_month <= month_of(on).first:
        raise Refused(
            "rehearsal_outdated",
            f"没有发布。{row.first_month:%Y年%-m月}已经开始，可能已经发放；请作废后重新测算，从下月起调整，已过月份列为补差建议。",
        )


def _save(row: Rehearsal) -> None:
    """Two approvals at the same moment meet at the constraint."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if "one_rehearsal_publishes_at_a_time" not in str(error):
            raise
        refuse_while_publishing()
        raise


def _in_force(day: dt.date) -> list[int]:
    """All rows that the recalculation could read; it is replayed by them."""
    live = Standard.objects.filter(withdrawn_at__isnull=True, valid_from__lte=day).exclude(valid_to__lt=day)
    return list(live.order_by("id").values_list("id", flat=True))


@transaction.atomic
def _chunk(rehearsal: Rehearsal, ids: tuple[int, int], chunk: int) -> int:
    """The awards in a range of ids; how many there were."""
    run = locked_run(rehearsal.recalculation_id)
    with connection.cursor() as cursor:
        cursor.execute(NEXT, terms(rehearsal) | {"after": ids[0], "upto": ids[1], "chunk": chunk})
        found = cursor.fetchall()
    if not found:
        return 0
    judged = [(one, *_outcome(one)) for one in found]
    _change([one for one, outcome, _ in judged if outcome == Outcome.CHANGED], rehearsal)
    rows = ((rehearsal.pk, one[0], outcome, reason[:200]) for one, outcome, reason in judged)
    copy_records(rows, RecalculationRow, ("rehearsal_id", "award_id", "outcome", "reason"))
    excluded = sum(outcome == Outcome.EXCLUDED for _, outcome, _ in judged)
    move_run(run, done=len(judged) - excluded, excluded=excluded)
    return len(found)


def _outcome(one: tuple) -> tuple[str, str]:
    """Changed, unchanged, or excluded and why."""
    _award, _part, _kind, amount, _last, before, _after, group, reason = one
    if before is None:
        return Outcome.EXCLUDED, "测算之后新增的待遇，未经本次批准；请补算。"
    if amount != before:
        return Outcome.EXCLUDED, "测算之后金额已由决定变动；请补算。"
    if group in (Group.GAINS, Group.LOSES):
        return Outcome.CHANGED, ""
    if group == Group.SAME:
        return Outcome.UNCHANGED, ""
    return Outcome.EXCLUDED, EXCLUDED.get(Group(group), reason)


def _change(found: list[tuple], rehearsal: Rehearsal) -> None:
    """Close the amounts in force the month before, and open the new ones for the rest of their time."""
    before = month_of(rehearsal.first_month).plus(-1).first
    AwardAmount.objects.filter(pk__in=[part for _, part, *_ in found]).update(to_month=before)
    AwardAmount.objects.bulk_create(
        AwardAmount(
            award_id=award,
            kind=kind,
            amount=after,
            from_month=rehearsal.first_month,
            to_month=last,
            rehearsal=rehearsal,
        )
        for award, _part, kind, _amount, last, _before, after, _group, _reason in found
    )


@transaction.atomic
def _close(rehearsal: Rehearsal) -> Rehearsal:
    """Published when the rows make up the register; else the run stays open and says what is missing."""
    row = locked(rehearsal)
    if row.state != RehearsalState.PUBLISHING:
        return row
    run, register = row.recalculation, count_live(row)
    counted = row.recalculated.aggregate(
        excluded=Count("id", filter=Q(outcome=Outcome.EXCLUDED)),
        done=Count("id", filter=~Q(outcome=Outcome.EXCLUDED)),
    )
    if counted["done"] + counted["excluded"] < register:
        return row  # an award came in at this moment; the sweep goes on
    recount_run(run, **counted)
    finish_run(run)
    row.state = RehearsalState.PUBLISHED
    row.save(update_fields=["state"])
    record(
        EventKind.REHEARSAL,
        by=None,
        on=row.approved_on,
        summary=f"调标完成：{row.title}，登记簿 {run.total} 户，已调整和不变 {run.done} 户，未列入 {run.excluded} 户。",
        detail={"rehearsal": row.pk, **counted},
    )
    return row
