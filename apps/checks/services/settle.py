"""处理差异: what was found is taken over, what was declared is explained with proof, or the check is done again.

「…对核对结果有异议的，可以提供有关证明材料，…应当组织复查」（民发〔2021〕57号 第十八条）
"""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from apps.checks import queries
from apps.checks.centre import is_connected
from apps.checks.models import Finding, Settlement
from apps.checks.services.requests import open_request
from apps.core.errors import Refused
from apps.documents.models import Attachment, AttachmentKind
from apps.documents.services import Upload, attach_pictures
from apps.households import services as households
from apps.households.models import Income, Origin
from apps.journal.kinds import EventKind
from apps.offices.roles import Permission
from apps.routing.models import Case
from apps.routing.services import record_on_case, take_step


@transaction.atomic
def settle_finding(
    finding: Finding,
    *,
    adopt: bool,
    reason: str,
    proof: str = "",
    pictures: Sequence[Upload] = (),
    by,
    on: dt.date,
) -> Finding:
    """Settle a difference: take what was found into the household's facts, or keep what was declared, with proof.

    A found value closes the declared row and succeeds it from today; nothing is overwritten. What it does to the
    benefit, by the rules of the day, is kept with it, and so are the `pictures` of the proof.
    """
    kept = _kept(finding, pictures, by=by, on=on)
    finding = _open(finding, reason, by=by, on=on)
    case = finding.check_done.step.case
    if not adopt and not proof.strip():
        raise Refused(
            "proof_missing",
            "没有保存。采用申报值须有证明；请写明看过哪些证明材料，例如工资条、银行流水。",
            "proof",
        )
    effect = queries.effects_of(case, [finding], on).of(finding)
    if adopt:
        _adopt(finding, case.household, reason=reason, by=by, on=on)
    finding.settlement = Settlement.ADOPTED if adopt else Settlement.KEPT
    finding.effect = effect.sentence if effect else ""
    finding.proofs.set(kept)
    return _settled(finding, reason, proof, by=by, on=on)


@transaction.atomic
def object_to_finding(
    finding: Finding, *, reason: str, proof: str = "", pictures: Sequence[Upload] = (), by, on: dt.date
) -> Finding:
    """The family objects: the source is asked anew, and what it answers stands in the place of this finding.

    Refused without a line to the check centre's request (a finding entered by hand), and a second time.
    """
    kept = _kept(finding, pictures, by=by, on=on)
    finding = _open(finding, reason, by=by, on=on)
    if finding.rechecks_id:
        raise Refused(
            "rechecked_once", "没有再次复核。这一项已经复核过；请按复核结果，或凭证明材料采用申报值。"
        )
    check = finding.check_done
    asked = [(query.person, query.supporter, query.source) for query in queries.queries_behind(finding)]
    if not asked:
        raise Refused(
            "not_from_centre",
            "没有发起复核。这一项是人工登记的，核对中心没有对应的请求；请核实后直接登记新的结果，再处理本项。",
        )
    finding.settlement = Settlement.OBJECTED
    finding.proofs.set(kept)
    _settled(finding, reason, proof, by=by, on=on)
    channel = "http" if is_connected() else "file"
    open_request(check, channel=channel, asked=asked, reason=reason.strip(), by=by, on=on)
    return finding


def _kept(finding: Finding, pictures: Sequence[Upload], *, by, on: dt.date) -> list[Attachment]:
    """Pictures and pages of the proof as attachments of the case; they are drawn anew before anything is locked."""
    if not pictures:
        return []
    return attach_pictures(
        finding.check_done.step.case,
        pictures,
        kind=AttachmentKind.PROOF,
        note=f"核对差异 {finding.label}",
        by=by,
        on=on,
        permission=Permission.ECONOMIC_CHECK,
        paged=True,
    )


def _open(finding: Finding, reason: str, *, by, on: dt.date) -> Finding:
    """The finding locked, if it still waits for somebody."""
    case = finding.check_done.step.case
    step = take_step(case, "economic_check", by=by, on=on)
    finding = Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
    if finding.settlement != Settlement.OPEN:
        raise Refused("already_settled", "没有重复处理。这处差异已经处理过；请刷新本页看结果。")
    if not reason.strip():
        raise Refused("reason_missing", "没有保存。处理差异须写明理由，通知书和初审都会用到。", "reason")
    if finding.check_done.step_id == step.pk:
        finding.check_done.step = step
    return finding


def _settled(finding: Finding, reason: str, proof: str, *, by, on: dt.date) -> Finding:
    finding.reason, finding.proof = reason.strip(), proof.strip()
    finding.settled_by, finding.settled_on = by, on
    finding.save()
    case: Case = finding.check_done.step.case
    words = [f"{finding.label}：{finding.get_settlement_display()}。{finding.reason}"]
    if finding.proof:
        words.append(f"证明：{finding.proof}")
    pictures = finding.proofs.count()
    if pictures:
        words.append(f"附证明图片 {pictures} 张")
    if finding.effect:
        words.append(finding.effect)
    kind = EventKind.RECHECK if finding.settlement == Settlement.OBJECTED else EventKind.ECONOMIC_CHECK
    summary = "；".join(word.rstrip("。") for word in words) + "。"
    record_on_case(kind, case, office=case.front_office, by=by, on=on, summary=summary)
    return finding


def _adopt(finding: Finding, household, *, reason: str, by, on: dt.date) -> None:
    """Write what was found as a dated fact that succeeds the declared one, or stands new beside it.

    The same as `queries.effects.with_found` says it would be; a test holds the two together.
    """
    traced = {"origin": Origin.CHECK, "by": by, "on": on}
    match finding.item:
        case "income":
            _adopt_income(finding, household, reason=reason, traced=traced)
        case "monetary" | "company" | "home" | "vehicle":
            _adopt_asset(finding, household, reason=reason, traced=traced)
        case "expense" if finding.expense is not None:
            households.succeed_expense(
                finding.expense, amount=finding.found_amount, reason=reason, by=by, on=on
            )
        case "expense" if finding.form:
            households.record_expense(
                household, category=finding.form, amount=finding.found_amount, by=by, on=on
            )
        case "support" if finding.supporter is not None:
            households.succeed_supporter(
                finding.supporter, household_income=finding.found_amount, reason=reason, by=by, on=on
            )
        case "death" if finding.person is not None:
            households.record_death(finding.person, died_on=queries.day_of_death(finding), by=by, on=on)


def _adopt_income(finding: Finding, household, *, reason: str, traced) -> None:
    amount = finding.found_amount
    if amount is None:
        return
    row: Income | None = finding.income
    if row is not None:
        amount = queries.in_period(row, amount)
        households.succeed_income(row, amount=amount, reason=reason, **traced)
        return
    person, form = finding.person or household.head, finding.form or "W"
    households.record_income(household, person, type=form, amount=amount, period="monthly", **traced)


def _adopt_asset(finding: Finding, household, *, reason: str, traced) -> None:
    size = queries.size_of(finding)
    if finding.asset is not None:
        if size:
            households.succeed_asset(finding.asset, reason=reason, **size, **traced)
        return
    thing = queries.thing_of(finding)
    if thing is not None:
        households.record_asset(household, person=finding.person, **thing, **size, **traced)
