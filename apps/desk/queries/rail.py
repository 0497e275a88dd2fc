"""办到哪里: the rail of steps and the ruler of working days, both derived from the procedure and the steps done."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from apps.core.shapes import Link, Rail, RailStop, Ruler, RulerCell, RulerLabel
from apps.routing.models import Case, CaseState, Step, StepState
from apps.routing.queries import (
    PENDING,
    Clockwork,
    Due,
    conditions,
    due_of,
    last_rounds,
    table_of,
    total_due,
)
from apps.routing.special_times import EMERGENCY
from apps.rules import procedures
from apps.rules.procedures import Side

SIDE_WORDS = {Side.HUKOU: "hukou", Side.POSTING: "hukou"}


def rail(case: Case, clock: Clockwork, payment: RailStop | None) -> Rail:
    """Two lanes, or one where a single office does it all; ends with the payment, which the payments floor tells
    (None: the case is about money that is paid already)."""
    rounds = last_rounds(case)
    known = conditions(case)
    rows = [row for row in table_of(case).steps if procedures.applies(row, known)]
    stops = tuple(_stop(row, rounds.get(row.name, ()), case, clock) for row in rows)
    stops = tuple(_with_safe_day(stop, case, clock) for stop in stops)
    ended = case.state == CaseState.CLOSED and case.outcome != "approved"
    if ended:
        stops = tuple(stop for stop in stops if stop.status == "done")
    pending = [step for steps in rounds.values() for step in steps if step.state in PENDING]
    return Rail(
        residence_label=case.residence_office.name,
        hukou_label=case.hukou_office.name if case.split else "",
        residence_who=_who_last(rounds, "residence", case),
        hukou_who=_who_last(rounds, "hukou", case),
        now_side=_lane(pending[0], case) if pending else "",
        stops=stops if ended or payment is None else (*stops, payment),
        now_text="现由本街道办理",
    )


def _lane(step: Step, case: Case) -> str:
    return "residence" if case.split and step.office_id == case.residence_office_id else "hukou"


def _stop(row: procedures.Step, steps: Sequence[Step], case: Case, clock: Clockwork) -> RailStop:
    both = row.side == Side.POSTING and case.split
    own = next((step for step in steps if step.office_id == case.hukou_office_id), None) if both else None
    own = own or (steps[0] if steps else None)
    other = next((step for step in steps if both and step is not own), None)
    when, who = _words(own, clock)
    return RailStop(
        name=row.label,
        side=_side(row, case),
        status=_status(steps),
        when=when,
        who=who,
        note=_note(row, own),
        both=both,
        other_lines=tuple(word for word in _words(other, clock) if word) or (("两地同时办",) if both else ()),
    )


def _with_safe_day(stop: RailStop, case: Case, clock: Clockwork) -> RailStop:
    """The first review ends early enough for seven days of notice."""
    if (
        "first_review" not in table_of(case).names
        or stop.name != table_of(case).step("first_review").label
        or stop.status != "now"
        or case.accepted_on is None
    ):
        return stop
    days = clock.calendar.provisional().working_days_after(case.accepted_on, case.limit_days)
    safe = _safe_day(case, days, clock)
    return replace(stop, when=f"最迟 {safe:%-m月%-d日}") if safe else stop


def _side(row: procedures.Step, case: Case) -> str:
    if not case.split:
        return "hukou"
    front = {Side.INTAKE: case.intake_office_id, Side.FRONT: case.front_office_id}.get(row.side)
    return "residence" if front == case.residence_office_id else SIDE_WORDS.get(row.side, "hukou")


def _status(steps: Sequence[Step]) -> str:
    if not steps or all(step.state == StepState.RETURNED for step in steps):
        return "later"
    if any(step.state in PENDING for step in steps):
        return "now"
    return "done" if all(step.state == StepState.DONE for step in steps) else "skipped"


def _words(step: Step | None, clock: Clockwork) -> tuple[str, str]:
    """When and who: done on a day by somebody, or at the latest by a day."""
    if step is None or step.state == StepState.RETURNED:
        return "", ""
    if step.state == StepState.DONE:
        return f"{step.done_on:%-m月%-d日}", str(step.done_by)
    due = due_of(step, clock)
    until = f"{'预计' if due.provisional else '最迟'} {due.day:%-m月%-d日}" if due else ""
    return until, str(step.assignee or "")


def _note(row: procedures.Step, step: Step | None) -> str:
    return f"第 {step.round} 轮" if step is not None and step.round > 1 else ""


def _who_last(rounds: dict[str, list[Step]], side: str, case: Case) -> str:
    """The last person who did something on this side, with the step's word."""
    office = case.residence_office_id if side == "residence" else case.hukou_office_id
    done = [
        step for steps in rounds.values() for step in steps if step.office_id == office and step.done_by_id
    ]
    last = max(done, key=lambda step: (step.done_on, step.pk), default=None)
    return str(last.done_by) if last else ""


def ruler(case: Case, clock: Clockwork, on: dt.date) -> Ruler | None:
    """One cell a working day of the statutory limit; the hand-over changes the colour and never the count."""
    due = total_due(case, clock)
    if due is None or not case.limit_days or case.state == CaseState.CLOSED:
        return None
    days = clock.calendar.provisional().working_days_after(case.accepted_on, case.limit_days)
    moved = _moved_on(case)
    used = sum(day <= on for day in days)
    safe = _safe_day(case, days, clock)
    cells = tuple(RulerCell(_cell(day, on, moved, safe, days[-1])) for day in days)
    return Ruler(
        title="办结期限",
        used=min(used, len(days)),
        total=len(days),
        cells=cells,
        labels=_labels(case, days, used, moved, safe, due),
        due_text=_due_text(case, safe, due),
        due_strong=f"{safe:%-m月%-d日}" if safe else "",
        basis=Link("57号 第二十二条", ""),
        provisional=due.provisional,
    )


def _cell(day: dt.date, on: dt.date, moved: dt.date | None, safe: dt.date | None, last: dt.date) -> str:
    if day <= on:
        return "residence" if moved is None or day < moved else "hukou"
    if day == last:
        return "last"
    return "safe" if day == safe else "left"


def _moved_on(case: Case) -> dt.date | None:
    """The day from which the hukou office works: the day after the first hand-over, or all along without one."""
    if case.front_office_id == case.hukou_office_id or not _hands_over(case):
        return case.accepted_on
    done = [step.done_on for step in case.steps.all() if step.name == "hand_over" and step.done_on]
    return min(done) + dt.timedelta(days=1) if done else None


def _hands_over(case: Case) -> bool:
    """Whether a dossier goes from one street to the other in a case of this kind."""
    return case.split and "hand_over" in table_of(case).names


def _safe_day(case: Case, days: Sequence[dt.date], clock: Clockwork) -> dt.date | None:
    """The last day of the first review that still leaves seven days of notice and a day to decide."""
    pending = {step.name for step in case.steps.all() if step.state in PENDING}
    if "public_notice" not in table_of(case).names or pending & {"public_notice", "decision", "announcement"}:
        return None
    place = case.hukou_office.jurisdiction.code
    fits = [day for day in days[-12:-1] if clock.due("public_notice", day, place).day < days[-1]]
    return fits[-1] if fits else None


def _labels(
    case: Case, days: Sequence[dt.date], used: int, moved: dt.date | None, safe: dt.date | None, due: Due
) -> tuple[RulerLabel, ...]:
    begins = (
        days.index(min(day for day in days if moved and day >= moved))
        if moved and moved <= days[-1]
        else None
    )
    labels = []
    if case.split and begins != 0:
        spent = min(used, begins if begins is not None else used)
        labels.append(RulerLabel(1, f"{days[0]:%-m月%-d日}起，用 {spent} 日", "residence"))
    if begins is not None and begins < used:
        labels.append(RulerLabel(begins + 1, f"已用 {used - begins} 日", "hukou"))
    if safe and safe in days and days.index(safe) + 1 > used:
        labels.append(RulerLabel(days.index(safe) + 1, f"最迟 {safe:%-m月%-d日}初审", kind="safe"))
    labels.append(
        RulerLabel(len(days), f"{'预计 ' if due.provisional else ''}{due.day:%-m月%-d日}", kind="last")
    )
    return tuple(labels)


def _due_text(case: Case, safe: dt.date | None, due: Due) -> str:
    first = f"公示须满 7 天，因此初审最迟 {safe:%-m月%-d日}提交。" if safe else ""
    moved = "移送不重新起算期限。" if _hands_over(case) else ""
    longer = _longer(case)
    extended = f"{longer}，办结期限为 {case.limit_days} 个工作日。" if longer else ""
    coming = "次年节假日安排尚未公布，办结日为预计。" if due.provisional else ""
    return f"{first}{moved}{extended}{coming}"


def _longer(case: Case) -> str:
    """Why the case has the longer limit, in words; "" where it has the ordinary one."""
    if EMERGENCY in case.extended_reasons:
        return "因应急办理"
    return "因人户分离" if case.split else ""
