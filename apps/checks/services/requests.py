"""Asking the check centre: the row is the job, sent by whoever is woken and swept up when nobody was.

No transaction is open while the centre thinks: an attempt is claimed, made, and its answer applied by the claim that
holds; an answer is applied once, however often it comes.
"""

import datetime as dt
import secrets
from collections.abc import Iterable, Sequence
from functools import partial

from django.db import transaction

from apps.checks import centre
from apps.checks.centre import Answer, Trouble, is_connected
from apps.checks.models import (
    Authorisation,
    CheckAttempt,
    CheckQuery,
    CheckRequest,
    EconomicCheck,
    Finding,
    QueryState,
    RequestState,
    Settlement,
)
from apps.checks.queries import comparing
from apps.checks.queries.authorisation import circle
from apps.checks.queries.requests import ANSWERED, OUTSTANDING, pause_after, subjects_of
from apps.checks.services.findings import finding_from
from apps.core import clock
from apps.core.errors import Refused
from apps.core.wake import wake_worker
from apps.journal.kinds import EventKind
from apps.routing.models import Case
from apps.routing.queries import PENDING
from apps.routing.services import record_on_case, take_step

ASK = "apps.checks.tasks.ask_check_centre"
CLAIM = dt.timedelta(minutes=2)
TELL = ("bad_signature", "wrong_person", "wrong_number", "malformed", "not_admitted")


@transaction.atomic
def open_request(
    check: EconomicCheck,
    *,
    channel: str,
    by,
    on: dt.date,
    asked: Iterable[tuple[object, object, str]] | None = None,
    reason: str = "",
) -> CheckRequest:
    """Ask about everybody who authorised it, or (a re-check) about `asked`: person, supporter and source."""
    last = check.requests.order_by("-round").first()
    request = CheckRequest.objects.create(
        check_done=check,
        number=f"HC-{on:%Y%m%d}-{secrets.token_hex(6)}",
        round=last.round + 1 if last else 1,
        reason=reason,
        channel=channel,
        next_at=clock.stamp() if channel == "http" else None,
        requested_on=on,
        requested_by=by,
    )
    rows = asked if asked is not None else _everything(check.step.case, on)
    _add_queries(request, rows)
    if channel == "http":
        transaction.on_commit(partial(wake_worker, ASK, request.pk))
    return request


def ask_about(case, given: Authorisation, *, by, on: dt.date) -> None:
    """Ask also about somebody who signed after the check had begun.

    A request file that is out is written again with his sources; nothing is asked where results are entered by hand.
    """
    running = EconomicCheck.objects.filter(step__case=case, step__state__in=PENDING, reported_on__isnull=True)
    check = running.select_related("step").first()
    if check is None or not (is_connected() or check.requests.exists()):
        return
    check.step.case = case
    known = CheckQuery.objects.filter(request__check_done=check, state__in=(*OUTSTANDING, *ANSWERED))
    rows = [
        (one.person, one.supporter, source)
        for one in circle(case, on)
        if one.given == given and not known.filter(person=one.person).exists()
        for source in one.sources
    ]
    file = check.requests.filter(channel="file", state=RequestState.WAITING).last()
    if rows and file is not None:
        _add_queries(file, rows)
    elif rows:
        open_request(check, channel="http" if is_connected() else "file", asked=rows, by=by, on=on)


def _add_queries(request: CheckRequest, rows: Iterable[tuple[object, object, str]]) -> None:
    CheckQuery.objects.bulk_create(
        CheckQuery(request=request, person=person, supporter=supporter, source=source)
        for person, supporter, source in rows
    )


def _everything(case, on: dt.date) -> list[tuple[object, object, str]]:
    return [(one.person, one.supporter, source) for one in circle(case, on) for source in one.sources]


def send_request(request_id: int, *, on: dt.date) -> None:
    """One attempt: claim it, ask, apply what came. Whoever finds it claimed or finished does nothing."""
    request = _claim(request_id)
    if request is None:
        return
    body = centre.written(request.number, request.requested_on, subjects_of(request))
    try:
        answers = centre.read_answers(centre.ask(body), request.number, subjects_asked(request), on)
    except Trouble as trouble:
        note_trouble(request, trouble, on=on)
    else:
        apply_answers(request, answers, on=on)


@transaction.atomic
def _claim(request_id: int) -> CheckRequest | None:
    """The request for one attempt, if it waits and nobody else has it."""
    now = clock.stamp()
    free = CheckRequest.objects.select_for_update(skip_locked=True, of=("self",))
    request = free.filter(pk=request_id, state=RequestState.WAITING, channel="http").first()
    if request is None or (request.claimed_until and request.claimed_until > now):
        return None
    request.tries += 1
    request.claimed_until, request.next_at = now + CLAIM, now + CLAIM
    request.save()
    return request


@transaction.atomic
def note_trouble(request: CheckRequest, trouble: Trouble, *, on: dt.date) -> None:
    """Nothing was applied; say why and what to do, and come again after a pause."""
    held = _held(request)
    if held is None:
        return
    held.next_at, held.claimed_until = clock.stamp() + pause_after(held.tries), None
    held.save()
    _attempt(held, trouble.code, trouble.sentence)
    if trouble.code in TELL:
        record_on_check(
            held.check_done, f"核对中心第 {held.tries} 次返回没有采用：{trouble.sentence}", by=None, on=on
        )


@transaction.atomic
def apply_answers(request: CheckRequest, answers: Sequence[Answer], *, by=None, on: dt.date) -> int:
    """Keep what is new of the answers, compare the sources that have answered for everybody; how many were new.

    What comes again, from an attempt that was overtaken or after the check was closed, changes nothing.
    """
    Case.objects.select_for_update(of=("self",)).only("pk").get(pk=request.check_done.step.case_id)
    held = _held(request)
    if held is None:
        return 0
    if held.check_done.step.state not in PENDING:
        _stop(held)
        _attempt(held, "too_late", "核对已经结束，返回的内容没有采用。")
        return 0
    new, again = _keep(held, answers)
    _compare(held, on)
    missing = held.queries.filter(state__in=OUTSTANDING).count()
    held.state = RequestState.WAITING if missing else RequestState.DONE
    wait = clock.stamp() + pause_after(held.tries) if missing and held.channel == "http" else None
    held.next_at, held.claimed_until = wait, None
    held.save()
    _attempt(held, "partial" if missing else "answered", _came(new, again, missing), new)
    if new:
        record_on_check(
            held.check_done,
            f"核对中心返回 {new} 项{f'，还有 {missing} 项未返回' if missing else ''}。",
            by=by,
            on=on,
        )
    return new


def subjects_asked(request: CheckRequest) -> tuple[centre.Subject, ...]:
    """Everybody of the request, also whose sources have all answered: an answer may come twice."""
    people = {query.person_id: query.person for query in request.queries.select_related("person")}
    return tuple(centre.Subject(f"p{pk}", one.id_number, one.name, ()) for pk, one in people.items())


@transaction.atomic
def try_now(request: CheckRequest, *, by, on: dt.date) -> None:
    """Do not wait for the pause: ask again at once."""
    step = take_step(request.check_done.step.case, "economic_check", by=by, on=on)
    locked = CheckRequest.objects.select_for_update().get(pk=request.pk)
    if (
        locked.check_done.step_id != step.pk
        or locked.state != RequestState.WAITING
        or locked.channel != "http"
    ):
        raise Refused("nothing_to_try", "没有重新请求。这次请求已经全部返回或停止；请刷新本页看结果。")
    locked.next_at = clock.stamp()
    locked.save()
    transaction.on_commit(partial(wake_worker, ASK, locked.pk))


def stop_requests(check: EconomicCheck) -> None:
    """Nothing more is awaited: the check is closed with what has come."""
    for request in check.requests.select_for_update().filter(state=RequestState.WAITING):
        _stop(request)


def _stop(request: CheckRequest) -> None:
    for query in request.queries.filter(state__in=OUTSTANDING):
        query.state = QueryState.STOPPED
        query.save()
    request.state, request.next_at, request.claimed_until = RequestState.STOPPED, None, None
    request.save()


def _held(request: CheckRequest) -> CheckRequest | None:
    """The request locked, if the attempt at hand is still the last one and it still waits."""
    locked = CheckRequest.objects.select_for_update(of=("self",)).select_related("check_done__step__case")
    held = locked.get(pk=request.pk)
    return held if held.tries == request.tries and held.state == RequestState.WAITING else None


def _keep(request: CheckRequest, answers: Sequence[Answer]) -> tuple[int, int]:
    """Write each answer to its query once; (new, come again)."""
    queries = {(f"p{one.person_id}", one.source): one for one in request.queries.all()}
    new = again = 0
    for answer in answers:
        query = queries.get((answer.ref, answer.source))
        if query is None or query.state in ANSWERED:
            again += 1
            continue
        query.state, query.as_of = QueryState(answer.state), answer.as_of
        if query.state in ANSWERED:
            query.answered_at, new = clock.stamp(), new + 1
            query.items = [item.to_plain() for item in answer.items]
        query.save()
    return new, again


def _compare(request: CheckRequest, on: dt.date) -> None:
    """Hold every source that has answered for everybody against what was declared, once."""
    queries = list(request.queries.filter(compared=False).select_related("person", "supporter"))
    check = request.check_done
    objected = check.findings.filter(settlement=Settlement.OBJECTED, rechecked_by__isnull=True)
    for source in dict.fromkeys(query.source for query in queries):
        asked = [query for query in queries if query.source == source]
        if any(query.state not in ANSWERED for query in asked):
            continue
        entries = comparing.entries_of(source, asked, comparing.declared_of(check))
        if request.is_recheck:
            entries = comparing.rechecked(source, entries, [one for one in objected if one.source == source])
        Finding.objects.bulk_create(finding_from(check, entry, on) for entry in entries)
        for query in asked:
            query.compared = True
            query.save(update_fields=["compared"])


def _attempt(request: CheckRequest, code: str, sentence: str, answered: int = 0) -> None:
    place = request.attempts.count() + 1
    CheckAttempt.objects.create(request=request, place=place, code=code, sentence=sentence, answered=answered)


def _came(new: int, again: int, missing: int) -> str:
    words = [f"新返回 {new} 项"]
    if again:
        words.append(f"重复返回 {again} 项，没有再采用")
    if missing:
        words.append(f"{missing} 项来源离线或未返回，系统会继续请求")
    return "；".join(words) + "。"


def record_on_check(
    check: EconomicCheck, summary: str, *, by, on: dt.date, kind=EventKind.ECONOMIC_CHECK
) -> None:
    step = check.step
    record_on_case(kind, step.case, office=step.office, by=by, on=on, summary=summary)
