"""经济状况核对: authorised, started, answered by source, every difference settled, reported.

「…开展家庭经济状况核对…应当取得申请人及其家庭成员、法定赡养抚养扶养义务人的授权」（民发〔2021〕57号 第十五条、第十七条）
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from apps.checks import queries
from apps.checks.models import Authorisation, EconomicCheck, Finding, Settlement, Source
from apps.core.errors import Refused
from apps.households.models import Asset, Income, Origin
from apps.households.services import record_asset, record_income, succeed_asset, succeed_income
from apps.journal.kinds import EventKind
from apps.routing.models import StepState
from apps.routing.services import advance, record_on_case, take_step
from apps.rules.calendar import add_months

REPORT_VALID_MONTHS = 6


@dataclass(frozen=True, slots=True)
class FindingEntry:
    """What a source answered; amounts in yuan. `income` or `asset` is the declared row that it is held against."""

    source: str
    item: str
    label: str
    person: object | None = None
    declared_amount: Decimal | None = None
    found_amount: Decimal | None = None
    declared_text: str = ""
    found_text: str = ""
    as_of: dt.date | None = None
    income: Income | None = None
    asset: Asset | None = None

    @property
    def settlement(self) -> str:
        """Equal and unanswered need no one; a difference waits for a decision."""
        if self.found_amount is None and not self.found_text:
            return Settlement.NOT_FOUND
        equal = (self.declared_amount, self.declared_text) == (self.found_amount, self.found_text)
        return Settlement.EQUAL if equal else Settlement.OPEN


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
def record_authorisation(
    case, person, *, signed_on: dt.date, form: str = "paper", by, on: dt.date
) -> Authorisation:
    """Keep an adult's written consent; a second one for the same case changes nothing."""
    if signed_on > on:
        raise Refused(
            "signed_in_future", f"没有保存。{person}的授权签字日期晚于今天；请核对日期。", "signed_on"
        )
    given, created = Authorisation.objects.get_or_create(
        case=case, person=person, defaults={"signed_on": signed_on, "form": form}
    )
    if created:
        record_on_case(
            EventKind.AUTHORISATION,
            case,
            office=case.intake_office,
            by=by,
            on=on,
            summary=f"{person}签署核对授权书。",
        )
    return given


@transaction.atomic
def start_check(case, *, by, on: dt.date) -> EconomicCheck:
    """Start the check within three working days of acceptance; refused while an adult has not authorised it."""
    step = take_step(case, "economic_check", by=by, on=on)
    missing = queries.adults_without_authorisation(case, on)
    if missing:
        names = "、".join(person.name for person in missing)
        raise Refused(
            "not_authorised", f"没有发起核对。{names}还没有签核对授权书；请先登记授权，再发起核对。"
        )
    check, created = EconomicCheck.objects.get_or_create(
        step=step, defaults={"requested_on": on, "requested_by": by}
    )
    if created:
        advance(step, by=by, on=on, summary="发起家庭经济状况核对。", to=StepState.STARTED)
    return check


@transaction.atomic
def record_finding(case, entry: FindingEntry, *, by, on: dt.date) -> Finding:
    """Enter one answer of one source by hand."""
    check = _running_check(case, by=by, on=on)
    finding = _finding(check, entry, on)
    finding.save()
    return finding


@transaction.atomic
def record_findings(case, entries: Iterable[FindingEntry], *, by, on: dt.date) -> list[Finding]:
    """Enter many answers (a file or a machine); all or none."""
    check = _running_check(case, by=by, on=on)
    findings = Finding.objects.bulk_create(_finding(check, entry, on) for entry in entries)
    if not findings:
        raise Refused("nothing_to_record", "没有保存。文件里没有一条核对结果；请检查文件内容后再传。")
    summary = f"登记 {len(findings)} 条核对结果，{sum(f.settlement == Settlement.OPEN for f in findings)} 条与申报不同。"
    record_on_case(EventKind.ECONOMIC_CHECK, case, office=check.step.office, by=by, on=on, summary=summary)
    return findings


@transaction.atomic
def settle_finding(finding: Finding, *, adopt: bool, reason: str, by, on: dt.date) -> Finding:
    """Settle a difference: take what was found into the household's facts, or keep what was declared, with the reason.

    A found value closes the declared row and succeeds it from today; nothing is overwritten.
    """
    case = finding.check_done.step.case
    take_step(case, "economic_check", by=by, on=on)
    finding = Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
    if finding.settlement != Settlement.OPEN:
        raise Refused("already_settled", "没有重复处理。这处差异已经处理过；请刷新本页看结果。")
    if not reason.strip():
        raise Refused("reason_missing", "没有保存。处理差异须写明理由，通知书和初审都会用到。", "reason")
    if adopt:
        _adopt(finding, case.household, reason=reason, by=by, on=on)
    finding.settlement = Settlement.ADOPTED if adopt else Settlement.KEPT
    finding.reason, finding.settled_by, finding.settled_on = reason.strip(), by, on
    finding.save()
    record_on_case(
        EventKind.ECONOMIC_CHECK,
        case,
        office=case.front_office,
        by=by,
        on=on,
        summary=f"{finding.label}：{finding.get_settlement_display()}。{finding.reason}",
    )
    return finding


@transaction.atomic
def complete_check(case, *, report_number: str, conclusion: str = "", by, on: dt.date) -> EconomicCheck:
    """Close the check with its report; refused while a difference is open."""
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
    check.report_number, check.conclusion = report_number.strip(), conclusion.strip()
    check.reported_on, check.valid_until = on, add_months(on, REPORT_VALID_MONTHS)
    check.save()
    found, differs = queries.counts_of(check)
    advance(
        step,
        by=by,
        on=on,
        summary=f"核对报告 {check.report_number}：{found} 项返回，{differs} 处差异已处理。",
    )
    return check


def _running_check(case, *, by, on: dt.date) -> EconomicCheck:
    step = take_step(case, "economic_check", by=by, on=on)
    check = EconomicCheck.objects.filter(step=step).select_related("step__office").first()
    if check is None:
        raise Refused("check_not_started", "没有保存。核对还没有发起；请先发起核对，再登记结果。")
    check.step.case = step.case
    return check


def _finding(check: EconomicCheck, entry: FindingEntry, on: dt.date) -> Finding:
    if entry.source not in Source.values:
        raise Refused(
            "unknown_source", f"没有保存。核对来源“{entry.source}”不在目录内；请改用目录中的来源。", "source"
        )
    if entry.as_of and entry.as_of > on:
        raise Refused("as_of_in_future", "没有保存。数据日期晚于今天；请核对日期。", "as_of")
    return Finding(
        check_done=check,
        source=entry.source,
        item=entry.item,
        person=entry.person,
        label=entry.label,
        declared_amount=entry.declared_amount,
        found_amount=entry.found_amount,
        declared_text=entry.declared_text,
        found_text=entry.found_text,
        as_of=entry.as_of,
        income=entry.income,
        asset=entry.asset,
        settlement=entry.settlement,
    )


def _adopt(finding: Finding, household, *, reason: str, by, on: dt.date) -> None:
    """Write what was found as a dated fact that succeeds the declared one, or stands new beside it."""
    amount = finding.found_amount
    if amount is None:
        return
    if finding.income is not None:
        succeed_income(finding.income, amount=amount, origin=Origin.CHECK, reason=reason, by=by, on=on)
    elif finding.asset is not None:
        succeed_asset(finding.asset, amount=amount, origin=Origin.CHECK, reason=reason, by=by, on=on)
    elif finding.item == "income":
        record_income(
            household,
            finding.person or household.head,
            type="W",
            amount=amount,
            period="monthly",
            origin=Origin.CHECK,
            by=by,
            on=on,
        )
    elif finding.item == "monetary":
        record_asset(
            household,
            kind="monetary",
            form="deposit",
            amount=amount,
            person=finding.person,
            origin=Origin.CHECK,
            by=by,
            on=on,
        )
