"""Two streets, their people, a household and its case, with fixed defaults; plain functions."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

from django.db import transaction

from apps.households.indexes import index_of
from apps.households.models import BankAccount, Household, Income, Membership, Person
from apps.offices.models import Duty, Office, User
from apps.routing.models import Case
from apps.routing.services import accept_case, advance, hand_over_dossier, submit_case, take_step
from apps.standards.models import Standard
from apps.standards.services import withdraw_standard
from tests.households.makers import dawangzhuang, wudadao, xuefu

DAY = dt.date(2025, 11, 18)
SINCE = dt.date(2024, 1, 1)


def user(name: str, at: Office, role: str) -> User:
    made = User.objects.create(username=f"u{User.objects.count()}", full_name=name)
    Duty.objects.create(user=made, office=at, role=role, valid_from=SINCE)
    return made


def world(*, without: tuple[str, ...] = ()) -> SimpleNamespace:
    """Named people at the residence street (南开学府), the hukou street (河东大王庄) and a stranger's.

    `without`: codes of standards that are withdrawn first.
    """
    residence, hukou, elsewhere = xuefu(), dawangzhuang(), wudadao()
    for row in Standard.objects.filter(code__code__in=without):
        withdraw_standard(row, reason="测试缺少标准", by=None, on=DAY)
    return SimpleNamespace(
        residence=residence,
        hukou=hukou,
        elsewhere=elsewhere,
        clerk=user("李经办", residence, "clerk"),
        reviewer=user("周文渊", hukou, "reviewer"),
        hukou_clerk=user("孙制表", hukou, "clerk"),
        approver=user("马静宜", hukou, "approver"),
        second_approver=user("冯雨生", hukou, "approver"),
        supervisor=user("陈督办", hukou.parent, "supervisor"),
        stranger=user("外街经办", elsewhere, "clerk"),
        far_approver=user("外街审批", elsewhere, "approver"),
    )


def person(name: str, *, born: dt.date = dt.date(1980, 3, 1), sex: str = "female") -> Person:
    return Person.objects.create(
        name=name,
        name_pinyin=name,
        name_initials="x",
        birth_date=born,
        sex=sex,
        hukou_region="TJ",
        hukou_nature="urban",
    )


def household(
    residence: Office,
    hukou: Office,
    *names: str,
    wage: str = "1894",
    account: str | None = "6222021234567890123",
) -> Household:
    """People who live together; the first earns `wage` a month and holds the account."""
    people = [person(name) for name in names or ("张小满", "李明远", "李禾")]
    home = Household.objects.create(
        head=people[0], residence_office=residence, hukou_office=hukou, created_on=SINCE
    )
    for place, one in enumerate(people):
        Membership.objects.create(
            household=home,
            person=one,
            position=place,
            relation="head" if not place else "sibling",
            labour_capacity="full",
            work_status="employed" if not place else "not_registered",
            valid_from=SINCE,
        )
    if Decimal(wage):
        Income.objects.create(
            household=home,
            person=people[0],
            type="W",
            amount=Decimal(wage),
            period="monthly",
            valid_from=SINCE,
        )
    if account:
        bank_account(home, account)
    return home


def bank_account(home: Household, number: str, *, holder: Person | None = None) -> BankAccount:
    return BankAccount.objects.create(
        household=home,
        holder=holder or home.head,
        bank="建设银行",
        number=number,
        number_index=index_of(number, "bank_account"),
        valid_from=SINCE,
    )


@transaction.atomic
def case_in_first_review(w: SimpleNamespace, home: Household, *, on: dt.date = DAY) -> Case:
    """A case that went from the residence street to the hukou street by the real services."""
    people = [row.person for row in home.memberships.all()]
    case = submit_case(home, programme="dibao", persons=people, applied_at=w.residence, by=w.clerk, on=on)
    accept_case(case, by=w.clerk, on=on, summary="受理。")
    for name in ("economic_check", "home_visit"):
        advance(take_step(case, name, by=w.clerk, on=on), by=w.clerk, on=on, summary="办结。")
    hand_over_dossier(case, items=["申请表"], message="", by=w.clerk, on=on)
    return case


@transaction.atomic
def pass_notice(w: SimpleNamespace, case: Case, *, on: dt.date = DAY) -> Case:
    """Both notices done, without waiting."""
    for who in (w.clerk, w.reviewer):
        advance(take_step(case, "public_notice", by=who, on=on), by=who, on=on, summary="公示期满。")
    return case
