"""重放. A kept computation worked out again from its frozen facts and the very rows of standards that it used."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from apps.benefits.models import Assessment, AwardAmount, Decision, ReplayReason
from apps.benefits.queries.computing import IN_COLUMNS, answer_of, thawed
from apps.benefits.queries.totals import totals_from_plain
from apps.core.errors import Refused
from apps.rules.assess import judge, work_out
from apps.rules.errors import RuleError
from apps.rules.facts import from_plain
from apps.rules.measure import Measure
from apps.rules.plain import plain
from apps.standards.queries import standards_by_ids

AT_ONCE = 200


@dataclass(frozen=True)
class Difference:
    """Where a computation comes out differently: the path in the answer and both values."""

    assessment_id: int
    case_number: str
    paths: tuple[tuple[str, Any, Any], ...]

    @property
    def digest(self) -> str:
        """The same for the same differences, so that a recorded reason holds for nothing else."""
        text = json.dumps(self.paths, ensure_ascii=False, default=str)
        return hashlib.sha256(text.encode()).hexdigest()


def replayed(rows) -> Iterator[Difference]:
    """The differences of these assessments, read in parts."""
    for assessment in rows.select_related("case").order_by("id").iterator(chunk_size=AT_ONCE):
        paths = tuple(_paths(assessment))
        if paths:
            yield Difference(assessment.pk, assessment.case.number, paths)


def decided():
    """Computations on which a decision rests."""
    return Assessment.objects.filter(pk__in=Decision.objects.values("assessment_id"))


def recalculated_differences() -> Iterator[tuple[AwardAmount, Decimal]]:
    """Amounts that a published rehearsal set and that come out differently by its own rows of standards."""
    rows = AwardAmount.objects.filter(rehearsal__isnull=False).select_related(
        "rehearsal", "award__decision__assessment", "award__paying_office__jurisdiction"
    )
    standards: dict[tuple[int, str], Any] = {}
    for row in rows.order_by("rehearsal_id", "id").iterator(chunk_size=AT_ONCE):
        area = row.award.paying_office.jurisdiction.code
        key = (row.rehearsal_id, area)
        if key not in standards:
            standards[key] = standards_by_ids(area, row.rehearsal.standard_ids)
        again = _judged(row, standards[key])
        if again != row.amount:
            yield row, again


def is_explained(difference: Difference) -> bool:
    return ReplayReason.objects.filter(assessment=difference.assessment_id, digest=difference.digest).exists()


@transaction.atomic
def record_reason(assessment: Assessment, reason: str, *, by_name: str, on) -> ReplayReason:
    """Why a computation replays differently. Refused: reason_missing, no_difference."""
    if not reason.strip():
        raise Refused("reason_missing", "没有登记。请写明差异的原因。")
    found = next(replayed(Assessment.objects.filter(pk=assessment.pk)), None)
    if found is None:
        raise Refused("no_difference", "没有登记。这次测算重放后一致，没有差异。")
    made, _ = ReplayReason.objects.get_or_create(
        assessment=assessment,
        digest=found.digest,
        defaults={"reason": reason.strip(), "recorded_by": by_name, "recorded_on": on},
    )
    return made


def _paths(assessment: Assessment) -> Iterator[tuple[str, Any, Any]]:
    standards = standards_by_ids(assessment.jurisdiction, assessment.standard_ids)
    try:
        facts, programme = thawed(assessment.facts), assessment.case.programme
        answer = answer_of(facts, programme, standards, assessment.day)
    except RuleError as error:
        yield "error", "", error.code
        return
    again = {key: value for key, value in answer.to_plain().items() if key not in IN_COLUMNS}
    yield from differing("answer", assessment.answer, again)
    yield from differing("lines", assessment.lines, plain(answer.lines))
    yield from differing("equation", assessment.equation, plain(answer.equation))
    if assessment.amount != answer.amount:
        yield "amount", str(assessment.amount), str(answer.amount)
    if assessment.programme != answer.programme:
        yield "programme", assessment.programme, answer.programme


def differing(path: str, kept: Any, again: Any) -> Iterator[tuple[str, Any, Any]]:
    """The places where two plain answers differ; a key that the old answer did not have yet is no difference."""
    if isinstance(kept, dict) and isinstance(again, dict):
        for key in kept:
            yield from differing(f"{path}.{key}", kept[key], again.get(key))
    elif isinstance(kept, list) and isinstance(again, list) and len(kept) == len(again):
        for place, (one, other) in enumerate(zip(kept, again, strict=True)):
            yield from differing(f"{path}[{place}]", one, other)
    elif kept != again:
        yield path, kept, again


def _judged(row: AwardAmount, standards) -> Decimal:
    """By the totals of the last decision before the rehearsal; from its facts, where the rehearsal needed them too."""
    before = row.award.amounts.filter(decision__isnull=False, from_month__lt=row.from_month)
    last = before.select_related("decision__assessment").order_by("-from_month").first()
    kept = last.decision.assessment if last else row.award.decision.assessment
    if kept.totals:
        totals = totals_from_plain(kept.totals)
        again = judge(totals, Measure(standards, row.from_month, totals.members)).amount
        if again == row.amount:
            return again
    return work_out(from_plain(kept.facts), standards, row.from_month).judgement.amount
