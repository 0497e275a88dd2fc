"""自理能力评估 and 供养方式: what the person can do alone, and where he will be cared for."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from apps.care import queries
from apps.care.models import Placement, SelfCareAssessment
from apps.core.errors import Refused
from apps.documents.services import issue_document
from apps.routing.services import advance, take_step
from apps.rules.facts.tekun import INDICATORS
from apps.rules.tekun import self_care_level_of

ASSESSORS = 2


@dataclass(frozen=True, slots=True)
class SelfCareEntry:
    """What stands on the form. `indicators`: code → can do it alone; `mode` as in `Placement.MODES`."""

    indicators: Mapping[str, bool]
    assessors: tuple[str, ...]
    assessed_on: dt.date
    mode: str
    institution: str = ""
    carer: str = ""
    assessed_by: str = ""
    note: str = ""


@transaction.atomic
def record_self_care(case, entry: SelfCareEntry, *, by, on: dt.date) -> SelfCareAssessment:
    """Keep the assessment and where the person is to be cared for, issue the form, finish the step.

    「6项指标全部达到的，可以视为具备生活自理能力…」（《特困人员认定办法》第二十一条、第二十二条）. Refused with fewer than two
    assessors, without all six indicators, from before the acceptance or from tomorrow, and a placement without its place.
    """
    step = take_step(case, "self_care", by=by, on=on)
    case = step.case
    _refuse_incomplete(case, entry, on)
    found = SelfCareAssessment.objects.create(
        case=case,
        person=case.applicant,
        **entry.indicators,
        level=self_care_level_of(entry.indicators),
        assessors=_distinct(entry.assessors),
        institution=entry.assessed_by.strip(),
        assessed_on=entry.assessed_on,
        note=entry.note.strip(),
        recorded_by=by,
    )
    placed = _place(case, entry, on)
    paper = issue_document(
        "self_care_form",
        case=case,
        office=step.office,
        context=queries.self_care_form(found, placed, on),
        by=by,
        on=on,
    )
    summary = f"{found.get_level_display()}，{placed.get_mode_display()}。评估表 {paper.number}。"
    advance(step, by=by, on=on, summary=summary, detail={"self_care": found.pk, "level": found.level})
    return found


def _distinct(names: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(name.strip() for name in names if name.strip()))


def _refuse_incomplete(case, entry: SelfCareEntry, on: dt.date) -> None:
    if set(entry.indicators) != set(INDICATORS):
        raise Refused("incomplete_self_care", "没有提交。六项指标须逐项填写；请补齐。", "eat")
    if len(_distinct(entry.assessors)) < ASSESSORS:
        raise Refused(
            "two_assessors", "没有提交。评估须有两名以上评估人员；请补填第二人姓名。", "second_assessor"
        )
    if not case.accepted_on <= entry.assessed_on <= on:
        raise Refused(
            "assessed_on_wrong",
            f"没有提交。评估日期须在{case.accepted_on:%-m月%-d日}受理之后、今天或今天以前；请核对日期。",
            "assessed_on",
        )
    if entry.mode == "centralized" and not entry.institution.strip():
        raise Refused(
            "institution_missing",
            "没有提交。集中供养须写明供养服务机构，照料护理补贴付给该机构。",
            "institution",
        )
    if entry.mode == "dispersed" and not entry.carer.strip():
        raise Refused(
            "carer_missing", "没有提交。分散供养须写明照料人；暂时没有的，写明由哪个社区负责。", "carer"
        )


def _place(case, entry: SelfCareEntry, on: dt.date) -> Placement:
    """The placement from today on; an earlier one ends the day before."""
    earlier = Placement.objects.select_for_update().filter(person=case.applicant, valid_to__isnull=True)
    for placed in earlier:
        placed.valid_to = on - dt.timedelta(days=1)
        placed.save(update_fields=["valid_to"])
    centralized = entry.mode == "centralized"
    return Placement.objects.create(
        case=case,
        person=case.applicant,
        mode=entry.mode,
        institution=entry.institution.strip() if centralized else "",
        carer="" if centralized else entry.carer.strip(),
        valid_from=on,
    )
