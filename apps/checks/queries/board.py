"""The page of a check: who must still sign, what the centre was asked and said, which differences wait and what they do."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from apps.checks.centre import is_connected
from apps.checks.models import (
    CheckQuery,
    CheckRequest,
    EconomicCheck,
    Finding,
    QueryState,
    RequestState,
    Settlement,
    Source,
)
from apps.checks.queries.authorisation import Signer, circle
from apps.checks.queries.economic_check import fact_row, facts_table, last_check
from apps.checks.queries.effects import Effect, effects_of
from apps.checks.queries.requests import OUTSTANDING
from apps.checks.queries.support import SupportLine, support_lines
from apps.core.moment import one_moment
from apps.core.shapes import FactRow, FactsTable

REQUEST_BADGES = {
    RequestState.WAITING: "waiting",
    RequestState.DONE: "done",
    RequestState.STOPPED: "held",
}
CELL_BADGES = {
    QueryState.FOUND: ("done", "有记录"),
    QueryState.NONE: ("equal", "无记录"),
    QueryState.WAITING: ("waiting", "未返回"),
    QueryState.OFFLINE: ("unsent", "来源离线"),
    QueryState.STOPPED: ("held", "未返回"),
}


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """One attempt, newest first."""

    at: dt.datetime
    sentence: str


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request: how it stands, how often it was tried, when it is tried again."""

    pk: int
    number: str
    title: str
    reason: str
    badge: str
    state: str
    tries: int
    next_at: dt.datetime | None
    waiting: bool
    online: bool
    attempts: tuple[AttemptRow, ...]

    @property
    def trouble(self) -> str:
        """What the last attempt came to, while it still waits."""
        return self.attempts[0].sentence if self.waiting and self.attempts else ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One source about one person; no badge where it was not asked."""

    person: str
    badge: str = ""
    text: str = "不查"
    as_of: dt.date | None = None


@dataclass(frozen=True, slots=True)
class SourceRow:
    source: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference that waits, and what adopting it would do."""

    finding: Finding
    row: FactRow
    effect: Effect | None


@dataclass(frozen=True, slots=True)
class CheckBoard:
    """As checks/economic_check.html reads it. `begun`: there is a check; `started`: it is not closed. `missing`: the names of sources that have not answered."""

    begun: bool
    started: bool
    connected: bool
    signers: tuple[Signer, ...]
    support: tuple[SupportLine, ...]
    facts: FactsTable
    differences: tuple[Difference, ...]
    together: Effect | None
    effect_note: str
    requests: tuple[RequestRow, ...]
    people: tuple[str, ...]
    sources: tuple[SourceRow, ...]
    missing: tuple[str, ...]

    @property
    def unsigned(self) -> tuple[Signer, ...]:
        return tuple(one for one in self.signers if one.missing)

    @property
    def refused(self) -> tuple[Signer, ...]:
        return tuple(one for one in self.signers if one.refused)

    @property
    def waiting(self) -> bool:
        """Whether the centre is still being asked."""
        return any(request.waiting for request in self.requests)


@one_moment()
def check_board(case, on: dt.date) -> CheckBoard:
    """Where the check of a case stands; the number of queries does not grow with people, sources or differences."""
    check = last_check(case)
    waiting = open_findings(check)
    effects = effects_of(case, waiting, on)
    asked = asked_of(check)
    people, sources = matrix(asked)
    missing = dict.fromkeys(one.get_source_display() for one in asked if one.state in OUTSTANDING)
    return CheckBoard(
        begun=check is not None,
        started=check is not None and not check.reported_on,
        connected=is_connected(),
        signers=circle(case, on),
        support=support_lines(case, on),
        facts=facts_table(case),
        differences=tuple(Difference(one, fact_row(one), effects.of(one)) for one in waiting),
        together=effects.together if len(waiting) > 1 else None,
        effect_note=effects.note,
        requests=request_rows(check),
        people=people,
        sources=sources,
        missing=tuple(missing),
    )


def open_findings(check: EconomicCheck | None) -> list[Finding]:
    """The differences of a check that nobody has settled, with what they are held against."""
    if check is None:
        return []
    related = ("person", "income__person", "asset", "expense", "supporter")
    return list(check.findings.filter(settlement=Settlement.OPEN).select_related(*related))


def asked_of(check: EconomicCheck | None) -> list[CheckQuery]:
    """Every source that was asked about every person, as it stands after the last request."""
    if check is None:
        return []
    rows = CheckQuery.objects.filter(request__check_done=check).select_related("person", "supporter")
    last = {(row.person_id, row.source): row for row in rows}
    return list(last.values())


def matrix(asked: Iterable[CheckQuery]) -> tuple[tuple[str, ...], tuple[SourceRow, ...]]:
    """People across, sources down."""
    names: dict[int, str] = {}
    cells: dict[tuple[int, str], CheckQuery] = {}
    for row in asked:
        names[row.person_id] = row.person.name
        cells[row.person_id, row.source] = row
    if not names:
        return (), ()
    sources = tuple(
        SourceRow(
            str(Source(source).label),
            tuple(_cell(name, cells.get((pk, source))) for pk, name in names.items()),
        )
        for source in Source.values
    )
    return tuple(names.values()), sources


def _cell(name: str, query: CheckQuery | None) -> Cell:
    if query is None:
        return Cell(name)
    badge, text = CELL_BADGES[QueryState(query.state)]
    if query.state == QueryState.FOUND and len(query.items) > 1:
        text = f"有记录 {len(query.items)} 条"
    return Cell(name, badge, text, query.as_of)


def request_rows(check: EconomicCheck | None) -> tuple[RequestRow, ...]:
    """The requests of a check, the newest first, each with its attempts."""
    if check is None:
        return ()
    requests = check.requests.order_by("-round").prefetch_related("attempts")
    return tuple(_request_row(request) for request in requests)


def _request_row(request: CheckRequest) -> RequestRow:
    attempts = sorted(request.attempts.all(), key=lambda one: -one.place)
    again = f"（第 {request.round} 轮）" if request.round > 1 else ""
    title = f"{'复核' if request.is_recheck else '核对'}请求{again}"
    return RequestRow(
        pk=request.pk,
        number=request.number,
        title=f"{title}　{request.get_channel_display()}",
        reason=request.reason,
        badge=REQUEST_BADGES[RequestState(request.state)],
        state=request.get_state_display(),
        tries=request.tries,
        next_at=timezone.localtime(request.next_at) if request.next_at else None,
        waiting=request.state == RequestState.WAITING,
        online=request.channel == "http",
        attempts=tuple(AttemptRow(timezone.localtime(one.at), one.sentence) for one in attempts),
    )
