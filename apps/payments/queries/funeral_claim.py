"""What the page of one funeral claim shows: who died, who claims, where the money goes and where it is."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from apps.benefits.models import Award, AwardAmount, Claimant, Kind, OneTimeRound, RoundState
from apps.benefits.one_time_funeral import CATEGORIES, PLACES
from apps.benefits.queries import award_of_deceased
from apps.core.chinese import date_text, month_text
from apps.core.masking import mask_account, mask_id_number, mask_phone
from apps.core.shapes import Crumb
from apps.households.queries import account_in_order
from apps.payments.access import may_change_claim, may_reveal_claimant
from apps.payments.models import Held, Outcome, Payment
from apps.payments.queries.course import course_of, with_course
from apps.payments.queries.once import RoundRow, round_result, round_rows

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """One claim; an address is "" for whoever may not go there. `row`: its round, with the acts that are open."""

    title: str
    crumbs: tuple[Crumb, ...]
    row: RoundRow
    result: str
    money_kind: str
    money_text: str
    funeral: Pairs
    claimant: Pairs
    account: Pairs
    paper_url: str
    account_url: str
    reveal_url: str
    case_url: str


def claim_page(made: OneTimeRound, user, on: dt.date) -> ClaimPage:
    """A round of one death that was got through `access`."""
    claimant = claimant_of(made)
    award = award_of_deceased(made.deceased)
    kind, text = _money(made)
    corrects = (
        not funeral_arrived(made) and made.state != RoundState.DISCARDED and may_change_claim(user, made, on)
    )
    return ClaimPage(
        title=made.title,
        crumbs=claim_crumbs(made, ""),
        row=round_rows([made], user, on)[0],
        result=round_result(made),
        money_kind=kind,
        money_text=text,
        funeral=_funeral(made),
        claimant=_claimant(claimant),
        account=_account(claimant, award, on),
        paper_url=reverse("documents:preview", args=[claimant.paper_id]) if claimant else "",
        account_url=claim_url("claimant_account", made) if claimant and corrects else "",
        reveal_url=claim_url("reveal_claimant", made)
        if claimant and may_reveal_claimant(user, made, on)
        else "",
        case_url=reverse("desk:case", args=[award.decision.case_id]) if award else "",
    )


def claim_url(name: str, made: OneTimeRound) -> str:
    """An address of a claim."""
    return reverse(f"payments:{name}", args=[made.pk])


def claim_crumbs(made: OneTimeRound, act: str) -> tuple[Crumb, ...]:
    """Down to the claim, or to an act on it."""
    name, here = made.deceased.name, claim_url("funeral_claim", made)
    last = (Crumb(name, here), Crumb(act)) if act else (Crumb(name),)
    above = Crumb("一次性待遇", reverse("payments:rounds"))
    return (above, Crumb("丧葬补贴", reverse("payments:funerals")), *last)


def claimant_of(made: OneTimeRound) -> Claimant | None:
    """Who claims it; None where the claim was kept by name only."""
    return Claimant.objects.select_related("account").filter(round=made).first()


def funeral_arrived(made: OneTimeRound) -> bool:
    """Whether the bank has paid it."""
    return Outcome.objects.filter(transfer__payment__in=_payments(made), paid=True).exists()


def claims_of(payments: Iterable[Payment]) -> dict[int, OneTimeRound]:
    """The claim of each funeral payment by its id; one query, none without such payments."""
    paid = {(one.award_id, one.month): one.pk for one in payments if one.kind == Kind.FUNERAL}
    if not paid:
        return {}
    rows = AwardAmount.objects.filter(
        award__in={award for award, _ in paid}, kind=Kind.FUNERAL, one_time__claimant__isnull=False
    ).select_related("one_time")
    found = {paid.get((row.award_id, row.from_month)): row.one_time for row in rows}
    return {payment: made for payment, made in found.items() if payment}


def _payments(made: OneTimeRound) -> QuerySet[Payment]:
    return Payment.objects.filter(
        award__in=made.shares.values("award"), kind=Kind.FUNERAL, month=made.pay_month
    )


def _money(made: OneTimeRound) -> tuple[str, str]:
    """Where the money is: kind and words of the badge."""
    if made.state != RoundState.APPROVED or not made.total:
        return "waiting", "还没有批准" if made.state == RoundState.DRAFT else "不发放"
    payment = with_course(_payments(made)).first()
    if payment is None:
        return _unlisted(made)
    course = course_of(payment)
    return course.kind, f"{payment.batch.number}　{course.text}"


def _unlisted(made: OneTimeRound) -> tuple[str, str]:
    held = Held.objects.filter(
        award__in=made.shares.values("award"), kind=Kind.FUNERAL, month=made.pay_month
    ).select_related("batch")
    if last := held.order_by("-batch__month").first():
        return (
            "held",
            f"{last.batch.number}暂缓：{last.get_reason_display()}；登记申领人的账户后由下一批次发放",
        )
    return "waiting", f"由{month_text(made.pay_month)}的批次发放"


def _funeral(made: OneTimeRound) -> Pairs:
    figures = made.figures
    where = "，".join(part for part in (PLACES[figures["place"]], figures.get("crematorium")) if part)
    return (
        ("去世", date_text(made.deceased.death_date)),
        ("火化", f"{date_text(dt.date.fromisoformat(figures['cremated_on']))}　{where}"),
        ("类别", CATEGORIES[figures["category"]]),
        ("申领", date_text(dt.date.fromisoformat(figures["applied_on"]))),
    )


def _claimant(claimant: Claimant | None) -> Pairs:
    if claimant is None:
        return ()
    number = mask_id_number(claimant.id_number, birth_date_shown=False)
    return (
        ("姓名或者名称", claimant.name),
        ("与逝者的关系", claimant.get_relation_display()),
        *([("身份证号", number)] if number else []),
        ("联系电话", mask_phone(claimant.phone)),
    )


def _account(claimant: Claimant | None, award: Award | None, on: dt.date) -> Pairs:
    own = claimant.account if claimant else None
    account = own or (account_in_order(award.household, on) if award else None)
    whose = ("收款", "申领人的账户" if own else "逝者家庭登记的账户")
    if account is None:
        return (whose, ("账户", "没有可以收款的账户"))
    return (
        whose,
        ("户名", account.payee),
        ("开户银行", account.bank),
        ("账号", mask_account(account.number)),
    )
