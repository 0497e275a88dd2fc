"""What is typed in when somebody applies, as plain facts: the same for the entry pages and for machines.

Amounts are Decimal yuan. Members are named by a key that only holds inside one entry.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from apps.offices.models import Community, Office

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class DisabilityEntry:
    """`certificate`: the last four characters of the certificate."""

    type: str
    grade: int
    certificate: str = ""


@dataclass(frozen=True, slots=True)
class MemberEntry:
    """One member. With an identity number, birth date and sex come from it and may be left out."""

    key: str
    name: str
    relation: str
    labour_capacity: str
    work_status: str
    id_number: str = ""
    birth_date: dt.date | None = None
    sex: str = ""
    phone: str = ""
    hukou_region: str = "TJ"
    hukou_nature: str = "urban"
    co_resident: bool = True
    joint_residence_months: int = 120
    statuses: tuple[str, ...] = ()
    illnesses: tuple[str, ...] = ()
    severe_illness: bool = False
    disabilities: tuple[DisabilityEntry, ...] = ()
    supporter_status: str = "able"
    first_employment_month: dt.date | None = None
    authorised: bool = True


@dataclass(frozen=True, slots=True)
class IncomeEntry:
    """One line of income; `amount` and deductions for `period`."""

    person: str
    type: str
    amount: Decimal
    period: str
    item: str = "ordinary"
    tax: Decimal = ZERO
    social_insurance: Decimal = ZERO
    housing_fund: Decimal = ZERO
    cost: Decimal = ZERO
    note: str = ""


@dataclass(frozen=True, slots=True)
class AssetEntry:
    """One thing owned: money in yuan, a home in square metres."""

    kind: str
    form: str
    person: str = ""
    amount: Decimal | None = None
    area: Decimal | None = None
    exempt_reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ExpenseEntry:
    """What had to be spent, in yuan for the period."""

    category: str
    amount: Decimal
    reimbursed: Decimal = ZERO
    period: str = "total_12_months"
    note: str = ""


@dataclass(frozen=True, slots=True)
class SupporterEntry:
    """Somebody outside the household who owes support to the members named by key; amounts a month.

    The fields from `birth_date` on are what tekun asks (43号 第八条); `annual_income` in yuan a year.
    """

    name: str
    relation: str
    supports: tuple[str, ...]
    id_number: str = ""
    household_size: int = 1
    household_income: Decimal = ZERO
    programme: str = "none"
    children_of_supported: int = 1
    court_amount: Decimal | None = None
    actual_amount: Decimal = ZERO
    birth_date: dt.date | None = None
    annual_income: Decimal | None = None
    property_ok: bool = True
    statuses: tuple[str, ...] = ()
    disability: DisabilityEntry | None = None


@dataclass(frozen=True, slots=True)
class AccountEntry:
    """Where to pay; `holder` is a member's key, "" the applicant."""

    bank: str
    number: str
    holder: str = ""


@dataclass(frozen=True, slots=True)
class MaterialEntry:
    """A paper: provided, missing or shared."""

    name: str
    state: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One application as it was typed in at `applied_at`."""

    programme: str
    applied_at: Office
    residence_office: Office
    hukou_office: Office
    members: tuple[MemberEntry, ...]
    incomes: tuple[IncomeEntry, ...] = ()
    assets: tuple[AssetEntry, ...] = ()
    expenses: tuple[ExpenseEntry, ...] = ()
    supporters: tuple[SupporterEntry, ...] = ()
    account: AccountEntry | None = None
    materials: tuple[MaterialEntry, ...] = ()
    conditions: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    residence_community: Community | None = None
    hukou_community: Community | None = None
    address: str = ""
    phone: str = ""
    channel: str = "window"
    agent_name: str = ""
    pledged: bool = False
    staff_relation: str = ""
    staff_kin: str = ""
    authorised_on: dt.date | None = None
    authorisation_form: str = "paper"
    single_choice: str = ""

    @property
    def head(self) -> MemberEntry:
        """The applicant: the member whose relation is head; StopIteration if there is none."""
        return next(member for member in self.members if member.relation == "head")
