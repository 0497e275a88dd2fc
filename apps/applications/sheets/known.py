"""What the case knows for a form that is typed: said on the sheet, or put into the fields to be checked and changed."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from apps.benefits.models import AwardAmount, Kind
from apps.care.models import Level
from apps.care.queries import last_assessment, placement_of
from apps.documents.contexts import Pair
from apps.documents.models import DocumentKind
from apps.journal.kinds import EventKind
from apps.journal.models import Event
from apps.routing.models import Case
from apps.rules.amounts import format_money
from apps.rules.facts.tekun import INDICATORS

A_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")


@dataclass(frozen=True, slots=True)
class Known:
    """`pairs` stand on the sheet as they are; `fields` are proposals for what is typed."""

    pairs: tuple[Pair, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def initial(self) -> dict[str, str]:
        """The proposals that say something, by field."""
        return {name: text for name, text in self.fields if text}


def known_for(kind: DocumentKind, case: Case, on: dt.date) -> Known:
    """What is known today; nothing where no rule of this file says."""
    tell = TELLERS.get(kind)
    return tell(case, on) if tell else Known()


def _change(case: Case, _on: dt.date) -> Known:
    """D20: what was reported, once it was."""
    event = Event.objects.filter(case_id=case.pk, kind=EventKind.CHANGE_REPORT).order_by("id").first()
    home = Pair("居住地址", case.household.address)
    if event is None:
        return Known((home,))
    told = event.summary.partition("：")[2] or event.summary
    day = A_DAY.search(told)
    return Known((home,), (("what", told), ("since", day.group() if day else "")))


def _care(case: Case, on: dt.date) -> Known:
    """D22: who cares, what the person cannot do alone, what the care is paid with."""
    assessed, placed = last_assessment(case), placement_of(case.applicant)
    pairs = [Pair("居住地址", case.household.address)]
    fields = []
    if assessed is not None:
        pairs.append(Pair("生活自理能力", assessed.get_level_display()))
        helped = [
            INDICATORS[name].removeprefix("自主") for name, can in assessed.indicators.items() if not can
        ]
        fields.append(
            ("items", "、".join(f"协助{word}" for word in helped).replace("协助室内自主", "协助室内"))
        )
    if placed is not None:
        fields.append(("carer", placed.carer))
        fields.append(("period", f"自{placed.valid_from:%Y年%-m月%-d日}起"))
    fields.append(("fee", _care_money(case, on)))
    return Known(tuple(pairs), tuple(fields))


def _care_money(case: Case, on: dt.date) -> str:
    amounts = AwardAmount.objects.filter(
        award__decision__case=case, kind=Kind.CARE_SUBSIDY, to_month__isnull=True
    )
    row = amounts.order_by("from_month").last()
    return f"每月 {format_money(row.amount)} 元（照料护理补贴）" if row else ""


def _keeping(case: Case, _on: dt.date) -> Known:
    """D26: the account by its tail, and why somebody else keeps it."""
    account = case.household.accounts.filter(valid_to__isnull=True).select_related("holder").last()
    shown = f"{account.bank}，户名{account.holder}，尾号 {account.number[-4:]}" if account else "没有登记账户"
    assessed = last_assessment(case)
    unable = assessed is not None and assessed.level != Level.FULL
    reason = f"申请人{assessed.get_level_display()}，不能自行领取" if unable and assessed else ""
    return Known((Pair("居住地址", case.household.address), Pair("发放账户", shown)), (("reason", reason),))


TELLERS: dict[DocumentKind, Callable[[Case, dt.date], Known]] = {
    DocumentKind.CHANGE_FORM: _change,
    DocumentKind.CARE_AGREEMENT: _care,
    DocumentKind.PASSBOOK_AGREEMENT: _keeping,
}
