"""一城通办: which office does which step when residence and hukou lie apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .deadlines import total_limit
from .standards import Standards


@dataclass(frozen=True)
class Steps:
    """The office of each step (9-digit codes; the district as district:<6 digits>)."""

    intake: str
    economic_check: str
    home_visit: str
    first_review: str
    public_notice: tuple[str, ...]
    appraisal_organiser: str | None
    appraisal_assistant: str | None
    appraisal_place: str | None
    decision: str
    calculation: str
    payment: str
    publication: tuple[str, ...]
    periodic_review: str


@dataclass(frozen=True)
class Routing:
    accepted: bool
    reasons: tuple[str, ...]
    mode: str | None
    steps: Steps | None
    limit_working_days: int | None


def route(
    *,
    residence_office: str,
    hukou_office: str,
    hukou_district: str,
    applied_at: str,
    has_objection: bool,
    standards: Standards,
    day: date,
    hukou_region: str | None = None,
) -> Routing:
    """“一城通办”工作流程1「申请人可选择居住地或户籍地提交社会救助申请」.

    Who takes in, checks, visits, reviews, posts, decides and pays, by the day of application; computed once, on
    acceptance, and stored on the case. `applied_at` is residence or hukou; `hukou_region` is the region unless given.
    """
    if hukou_region not in (None, standards.region):
        return Routing(False, ("hukou_outside_region",), None, None, None)
    mode = _mode(residence_office, hukou_office, standards, day)
    if mode == "hukou_only" and applied_at == "residence":
        return Routing(False, ("apply_at_hukou_office",), mode, None, None)
    limit = total_limit(standards, day, extended=has_objection or mode != "same_office")
    decision = _decider(hukou_office, hukou_district, standards, day)
    steps = _steps(mode, residence_office, hukou_office, applied_at, has_objection, decision)
    return Routing(True, (), mode, steps, limit)


def _mode(residence_office: str, hukou_office: str, standards: Standards, day: date) -> str:
    if residence_office == hukou_office:
        return "same_office"
    return "one_city" if standards.switch("one_city", day) else "hukou_only"


def _decider(hukou_office: str, hukou_district: str, standards: Standards, day: date) -> str:
    """第二条「有条件的地方可按程序将最低生活保障审核确认权限下放至乡镇人民政府（街道办事处）」."""
    authority = standards.choice("decision_authority", day, ("STREET", "DISTRICT"))
    return hukou_office if authority == "STREET" else f"district:{hukou_district}"


def _steps(mode: str, residence: str, hukou: str, applied_at: str, objection: bool, decision: str) -> Steps:
    """流程2「居住地启动…核对」「初审，…户籍地」「公示，在居住地、户籍地」「户籍地负责组织民主评议，居住地配合」."""
    one_city = mode == "one_city"
    front = residence if one_city else hukou
    posting = (residence, hukou) if one_city else (hukou,)
    return Steps(
        intake=residence if one_city and applied_at == "residence" else hukou,
        economic_check=front,
        home_visit=front,
        first_review=hukou,
        public_notice=posting,
        appraisal_organiser=hukou if objection else None,
        appraisal_assistant=residence if objection and one_city else None,
        appraisal_place=front if objection else None,
        decision=decision,
        calculation=hukou,
        payment=hukou,
        publication=posting,
        periodic_review=hukou,
    )
