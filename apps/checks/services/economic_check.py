"""经济状况核对: authorised, started, answered by source, every difference settled, reported.

「…开展家庭经济状况核对…应当取得申请人及其家庭成员、法定赡养抚养扶养义务人的授权」（民发〔2021〕57号 第十五条、第十七条）
"""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction

from apps.checks import queries
from apps.checks.centre import is_connected
from apps.checks.models import EconomicCheck, Finding, Settlement
from apps.checks.queries import FindingEntry
from apps.checks.services.findings import finding_from
from apps.checks.services.requests import open_request, stop_requests
from apps.core.errors import Refused
from apps.journal.kinds import EventKind
from apps.routing.models import StepState
from apps.routing.services import advance, record_on_case, take_step


def answer(
    case,
    *,
    source: str,
    item: str,
    label: str = "",
    person=None,
    declared_amount: Decimal | None = None,
    found_amount: Decimal | None = None,
    found_text: str = "",
    as_of: dt.date | None = None,
) -> FindingEntry:
    """An answer of a file or a machine, held against the declared row that it is about (`queries.held_against`)."""
    amounts = item in ("income", "monetary")
    against = queries.held_against(case, item, person, declared_amount) if amounts else None
    return FindingEntry(
        source=source,
        item=item,
        label=label or (str(against) if against else dict(Finding.ITEMS)[item]),
        person=person or getattr(against, "person", None),
        declared_amount=against.amount if against else declared_amount,
        found_amount=found_amount,
        found_text=found_text,
        as_of=as_of,
        income=against if item == "income" else None,
        asset=against if item == "monetary" else None,
    )


@transaction.atomic
def start_check(case, *, by, on: dt.date) -> EconomicCheck:
    """Start the check within three working days of acceptance and ask the check centre, if there is a line to it.

    Refused while an adult or an obliged supporter has not authorised it.
    """
    step = take_step(case, "economic_check", by=by, on=on)
    missing = queries.unsigned(step.case, on)
    if missing:
        names = "、".join(signer.name for signer in missing)
        raise Refused(
            "not_authorised", f"没有发起核对。{names}还没有签核对授权书；请先登记授权，再发起核对。"
        )
    check, created = EconomicCheck.objects.get_or_create(
        step=step, defaults={"requested_on": on, "requested_by": by}
    )
    if created:
        advance(step, by=by, on=on, summary="发起家庭经济状况核对。", to=StepState.STARTED)
        check.step = step
        if is_connected():
            open_request(check, channel="http", by=by, on=on)
    return check


@transaction.atomic
def record_finding(case, entry: FindingEntry, *, by, on: dt.date) -> Finding:
    """Enter one answer of one source by hand."""
    check = _running_check(case, by=by, on=on)
    finding = finding_from(check, entry, on)
    finding.save()
    return finding


@transaction.atomic
def record_findings(case, entries: Iterable[FindingEntry], *, by, on: dt.date) -> list[Finding]:
    """Enter many answers (a file or a machine); all or none."""
    check = _running_check(case, by=by, on=on)
    findings = Finding.objects.bulk_create(finding_from(check, entry, on) for entry in entries)
    if not findings:
        raise Refused("nothing_to_record", "没有保存。文件里没有一条核对结果；请检查文件内容后再传。")
    summary = f"登记 {len(findings)} 条核对结果，{sum(f.settlement == Settlement.OPEN for f in findings)} 条与申报不同。"
    record_on_case(EventKind.ECONOMIC_CHECK, case, office=check.step.office, by=by, on=on, summary=summary)
    return findings


@transaction.atomic
def complete_check(
    case, *, report_number: str, conclusion: str = "", partial_reason: str = "", by, on: dt.date
) -> EconomicCheck:
    """Close the check with its report; what has not come by then is not awaited any more.

    Refused while a difference is open, a re-check is out, or (without `partial_reason`) a source has not answered.
    """
    step = take_step(case, "economic_check", by=by, on=on)
    check = EconomicCheck.objects.filter(step=step).first()
    if check is None:
        raise Refused("check_not_started", "没有完成核对。核对还没有发起；请先发起核对。")
    if not report_number.strip():
        raise Refused("report_number_missing", "没有完成核对。请填写核对报告编号。", "report_number")
    open_count = check.findings.filter(settlement=Settlement.OPEN).count()
    if open_count:
        raise Refused(
            "open_differences", f"没有完成核对。还有 {open_count} 处差异没有处理；请逐处确认后再完成。"
        )
    _refuse_unanswered(check, partial_reason)
    stop_requests(check)
    check.partial_reason = partial_reason.strip()
    check.report_number, check.conclusion = report_number.strip(), conclusion.strip()
    check.reported_on = on
    check.valid_until = queries.valid_until(step.case, "check_report_validity", on)
    check.save()
    found, differs = queries.counts_of(check)
    advance(
        step,
        by=by,
        on=on,
        summary=f"核对报告 {check.report_number}：{found} 项返回，{differs} 处差异已处理。",
    )
    return check


def _refuse_unanswered(check: EconomicCheck, partial_reason: str) -> None:
    missing = queries.outstanding(check)
    if any(query.request.is_recheck for query in missing):
        raise Refused(
            "recheck_out", "没有完成核对。有异议的项目正在复核，结果还没有返回；请等返回后处理，期限不变。"
        )
    if missing and not partial_reason.strip():
        names = "、".join(dict.fromkeys(query.get_source_display() for query in missing))
        raise Refused(
            "sources_missing",
            f"没有完成核对。{names}还没有返回；可以继续等待，确实不能等的，请写明按部分结果办理的理由。",
            "partial_reason",
        )


def _running_check(case, *, by, on: dt.date) -> EconomicCheck:
    step = take_step(case, "economic_check", by=by, on=on)
    check = EconomicCheck.objects.filter(step=step).select_related("step__office").first()
    if check is None:
        raise Refused("check_not_started", "没有保存。核对还没有发起；请先发起核对，再登记结果。")
    check.step.case = step.case
    return check
