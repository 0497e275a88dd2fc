"""丧葬补贴申领表 (D24): what the claimant signs, with what the claim comes to."""

import datetime as dt

from apps.benefits.models import Award, Claimant, OneTimeRound
from apps.benefits.one_time_funeral import CATEGORIES, PLACES
from apps.core.chinese import date_text, month_text
from apps.core.masking import mask_account, mask_id_number, mask_phone
from apps.documents.contexts import Pair, Sheet, SheetPart
from apps.households.queries import account_in_order
from apps.rules.amounts import format_money, in_words
from apps.standards.queries import standards_for

STATEMENT = (
    "以上情况属实，没有就同一逝者重复申领；情况不实的，退回补贴。",
    "经办人已核对申领人身份证明、死亡证明和火化收据。",
)


def funeral_form(claimant: Claimant, award: Award, on: dt.date) -> Sheet:
    """The form as the claim stands on the day, on one page; whole numbers stay with the claim."""
    made = claimant.round
    return Sheet(
        applicant_name=claimant.name,
        programme=award.programme,
        parts=(
            SheetPart("逝者", pairs=_deceased(made, award)),
            SheetPart("申领人", pairs=_claimant(claimant, made, award, on)),
            _result(made),
            SheetPart("声明", text=STATEMENT),
        ),
        signers=("申领人", "经办人"),
        basis=_basis(made, award),
    )


def _deceased(made: OneTimeRound, award: Award) -> tuple[Pair, ...]:
    figures, person = made.figures, made.deceased
    where = PLACES[figures["place"]]
    if figures["crematorium"]:
        where = f"{where}（{figures['crematorium']}）"
    cremated = date_text(dt.date.fromisoformat(figures["cremated_on"]))
    return (
        Pair("姓名", person.name),
        Pair("去世日期", date_text(person.death_date)),
        Pair("火化日期、地点", f"{cremated}，{where}"),
        Pair("生前待遇", f"{award.get_programme_display()}（{award.paying_office.name}）"),
        Pair("其他丧葬待遇", CATEGORIES[figures["category"]]),
    )


def _claimant(claimant: Claimant, made: OneTimeRound, award: Award, on: dt.date) -> tuple[Pair, ...]:
    number = mask_id_number(claimant.id_number, birth_date_shown=False)
    return (
        Pair("申领人", f"{claimant.name}（{claimant.get_relation_display()}）"),
        *([Pair("身份证号", number)] if number else []),
        Pair("联系电话", mask_phone(claimant.phone)),
        Pair("收款账户", _account(claimant, award, on)),
        Pair("申领日期", date_text(dt.date.fromisoformat(made.figures["applied_on"]))),
    )


def _account(claimant: Claimant, award: Award, on: dt.date) -> str:
    """The claimant's, or that of the household as it is today; none for what is not paid."""
    account = claimant.account or account_in_order(award.household, on)
    return f"{account.bank}{mask_account(account.number)}，户名{account.payee}" if account else "没有登记"


def _result(made: OneTimeRound) -> SheetPart:
    """The amount and its month; of what is not paid, why."""
    if not made.total:
        return SheetPart("测算结果", text=(f"{made.basis}。",))
    month = month_text(made.pay_month)
    amount = f"人民币{in_words(made.total)}（¥{format_money(made.total)}），{month}批次发放"
    return SheetPart("测算结果", pairs=(Pair("金额", amount),))


def _basis(made: OneTimeRound, award: Award) -> str:
    """The document of the rule on the day of the cremation."""
    standards = standards_for(award.paying_office.jurisdiction.code)
    row = standards.find("funeral_window", dt.date.fromisoformat(made.figures["cremated_on"]))
    return (row.document_title or "") if row else ""
