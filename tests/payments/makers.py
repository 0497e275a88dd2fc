"""Awards as decisions leave them, made straight, for tests of what is paid."""

import datetime as dt
from decimal import Decimal

from apps.benefits.models import Assessment, Award, AwardAmount, AwardMember, Decision, Opinion, RecoveryOrder
from apps.benefits.services import decide_recovery, hear_household
from apps.households.models import Household
from apps.offices.models import Office
from apps.payments import queries, services
from apps.payments.bank import LAYOUTS
from apps.payments.models import BankFile, Batch, ReturnFile
from apps.routing.models import Case
from apps.rules.calendar import Month
from apps.rules.recovery import TrueFacts
from tests.benefits import makers

NOVEMBER = dt.date(2025, 11, 1)
DECEMBER = dt.date(2025, 12, 1)
DRAFTED = dt.date(2025, 12, 2)


def case_of(home: Household, at: Office, number: str) -> Case:
    return Case.objects.create(
        number=number,
        programme="dibao",
        household=home,
        applicant=home.head,
        mode="one_city",
        intake_office=home.residence_office,
        front_office=home.residence_office,
        residence_office=home.residence_office,
        hukou_office=at,
        decider_office=at,
        submitted_on=makers.SINCE,
        accepted_on=makers.SINCE,
        state="open",
    )


def decision_of(
    w, case: Case, amount: str, first: dt.date, *, on: dt.date | None = None, used: tuple[int, ...] = ()
) -> Decision:
    assessment = Assessment.objects.create(
        case=case,
        day=first,
        jurisdiction="TJ",
        facts={},
        answer={},
        lines=[],
        equation=[{"operator": "", "text": "1,045.00", "label": "低保标准", "amount": "1045.00"}],
        standard_ids=list(used),
        programme="dibao",
        amount=Decimal(amount),
        made_by=w.reviewer,
    )
    opinion = Opinion.objects.create(
        case=case,
        round=1,
        assessment=assessment,
        approve=True,
        text="同意",
        given_by=w.reviewer,
        given_on=first,
    )
    return Decision.objects.create(
        case=case,
        assessment=assessment,
        opinion=opinion,
        office=case.decider_office,
        approve=True,
        programme="dibao",
        amount=Decimal(amount),
        first_month=first,
        text="审核确认同意",
        reviewed_by=w.reviewer,
        decided_by=w.approver,
        decided_on=on or first,
    )


def award(
    w,
    name: str,
    amount: str = "1000.00",
    *,
    first: dt.date = NOVEMBER,
    last: dt.date | None = None,
    account: str | None = "622202",
    at: Office | None = None,
    used: tuple[int, ...] = (),
) -> Award:
    """One household with an award of `amount` yuan a month; its account number ends with its case's number.

    `used`: ids of the standards that its computation used.
    """
    count = Case.objects.count()
    number = f"{account}{count:013d}" if account else None
    home = makers.household(w.residence, at or w.hukou, name, account=number)
    case = case_of(home, at or w.hukou, f"南学接续 2025-{count:04d}")
    decision = decision_of(w, case, amount, first, used=used)
    made = Award.objects.create(
        household=home,
        decision=decision,
        programme="dibao",
        paying_office=at or w.hukou,
        residence_office=w.residence,
        from_month=first,
        to_month=last,
    )
    AwardAmount.objects.create(
        award=made, kind="dibao", amount=Decimal(amount), from_month=first, to_month=last, decision=decision
    )
    AwardMember.objects.create(award=made, person=home.head, from_month=first, to_month=last)
    return made


def change_amount(w, made: Award, amount: str, *, first: dt.date) -> AwardAmount:
    """A later decision closes the amount and opens the next one."""
    before = (first - dt.timedelta(days=1)).replace(day=1)
    made.amounts.update(to_month=before)
    number = f"南学变更 {Case.objects.count()}"
    decision = decision_of(w, case_of(made.household, made.paying_office, number), amount, first)
    return AwardAmount.objects.create(
        award=made, kind="dibao", amount=Decimal(amount), from_month=first, decision=decision
    )


def exported(w, batch: Batch, on: dt.date | None = None) -> BankFile:
    """Approved by the second person, exported, its file made."""
    on = on or batch.drafted_on
    services.approve_batch(batch, by=w.approver, on=on)
    return services.make_bank_file(services.export_batch(batch, by=w.approver, on=on).pk)


def answer(file: BankFile, *failed: int, code: str = "05", text: str = "户名账号不符") -> bytes:
    """The bank's return for a file: the lines `failed` came back, all others arrived."""
    file = BankFile.objects.select_related("batch").get(pk=file.pk)
    said = [
        (one, code, text) if one.line in failed else (one, "00", "成功") for one in queries.orders_in(file)
    ]
    return LAYOUTS[file.layout].write_answer(queries.heading_of(file), said)


def returned(w, file: BankFile, *failed: int, on: dt.date | None = None) -> ReturnFile:
    """The return imported and matched."""
    file = BankFile.objects.select_related("batch", "run").get(pk=file.pk)
    kept = services.receive_return(
        file, name="回盘.txt", content=answer(file, *failed), by=w.hukou_clerk, on=on or file.made_on
    )
    return services.match_return(kept.pk)


def first_of(month: str) -> dt.date:
    return dt.date.fromisoformat(f"{month}-01")


def live(w, month: str) -> Batch:
    """The batch of a month (2025-08), approved by the second person."""
    first = first_of(month)
    batch = services.draft_batch(w.hukou, first, by=w.hukou_clerk, on=first.replace(day=20))
    return services.approve_batch(batch, by=w.approver, on=first.replace(day=21))


def told_too_much(w, made: Award, on: dt.date) -> RecoveryOrder:
    """August to October 2025 are paid; two people had a true income of 1,600.00, and the standard rose in between."""
    for month in ("2025-08", "2025-09", "2025-10"):
        live(w, month)
    return services.recover_by_facts(
        made,
        change_month=first_of("2025-07"),
        true_facts=[TrueFacts(Month(2025, 7), 2, Decimal("1600.00"))],
        reason="少报工资。",
        by=w.reviewer,
        on=on,
    )


def ordered_back(w, made: Award, on: dt.date) -> RecoveryOrder:
    """1,660.00 yuan of three months that were paid 1,020.00 each; decided on the day."""
    order = told_too_much(w, made, on)
    hear_household(order, statement="没有陈述", by=w.reviewer, on=on)
    plan = [(on + dt.timedelta(days=29), order.total)]
    return decide_recovery(order, recover=True, text="同意追回。", instalments=plan, by=w.approver, on=on)
