"""Reading checks: who has not authorised, what came back, what differs."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from apps.checks.models import EconomicCheck, Finding, Settlement
from apps.core.errors import Refused
from apps.core.shapes import FactRow, FactsTable
from apps.households.models import Asset, Expense, Income, Person, Supporter
from apps.rules.amounts import format_money

ORDER = {"differs": 0, "unknown": 1, "equal": 2}
KINDS = {
    Settlement.EQUAL: "equal",
    Settlement.OPEN: "differs",
    Settlement.ADOPTED: "differs",
    Settlement.KEPT: "differs",
    Settlement.OBJECTED: "differs",
    Settlement.NOT_FOUND: "unknown",
}


@dataclass(frozen=True, slots=True)
class FindingEntry:
    """What a source answered; amounts in yuan. `income`, `asset`, `expense` or `supporter` is what it is held against.

    `form` is the found thing in the words of the rules; `rechecks` the finding in whose place a re-check puts it.
    """

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
    expense: Expense | None = None
    supporter: Supporter | None = None
    form: str = ""
    found_area: Decimal | None = None
    found_note: str = ""
    rechecks: Finding | None = None

    @property
    def settlement(self) -> str:
        """Equal and unanswered need no one; a difference waits for a decision."""
        if self.found_amount is None and not self.found_text:
            return Settlement.NOT_FOUND
        equal = (self.declared_amount, self.declared_text) == (self.found_amount, self.found_text)
        return Settlement.EQUAL if equal else Settlement.OPEN


def last_check(case) -> EconomicCheck | None:
    """The check of the last round that has one."""
    return EconomicCheck.objects.filter(step__case=case).order_by("-step__round").first()


def open_differences(case) -> int:
    """Differences that nobody has settled, over all rounds."""
    return Finding.objects.filter(check_done__step__case=case, settlement=Settlement.OPEN).count()


def counts_of(check: EconomicCheck) -> tuple[int, int]:
    """How many answers came, and how many of them differed."""
    settlements = list(check.findings.values_list("settlement", flat=True))
    return (
        sum(value != Settlement.NOT_FOUND for value in settlements),
        sum(KINDS[Settlement(value)] == "differs" for value in settlements),
    )


def facts_table(case) -> FactsTable:
    """Declared beside found for the case page: differing rows first, then the unknown, then the equal."""
    check = last_check(case)
    findings = list(check.findings.select_related("person")) if check else []
    rows = sorted((fact_row(finding) for finding in findings), key=lambda row: ORDER[row.kind])
    kinds = [row.kind for row in rows]
    return FactsTable(
        rows=tuple(rows),
        equal_count=kinds.count("equal"),
        differs_count=kinds.count("differs"),
        unknown_count=kinds.count("unknown"),
    )


def fact_row(finding: Finding) -> FactRow:
    """One finding as a row."""
    kind = KINDS[Settlement(finding.settlement)]
    as_of = f"{finding.as_of:%-m月%-d日}" if finding.as_of else ""
    name = finding.person.name if finding.person else ""
    origin = f"{finding.get_source_display()} {as_of} {finding.found_note}"
    return FactRow(
        name=finding.label,
        name_note="" if name in finding.label else name,
        declared=_shown(finding.declared_amount, finding.declared_text, "未申报"),
        found=_shown(finding.found_amount, finding.found_text, "未返回"),
        found_note=" ".join(origin.split()),
        kind=kind,
        compare_text=_compared(finding, kind),
        adopted=finding.get_settlement_display() if finding.settlement != Settlement.EQUAL else "",
        adopted_note=finding.reason,
    )


def _shown(amount: Decimal | None, text: str, absent: str) -> str:
    return format_money(amount) if amount is not None else text or absent


def _compared(finding: Finding, kind: str) -> str:
    if kind == "unknown":
        return "未查到"
    if kind == "equal":
        return "一致"
    if finding.declared_amount is None or finding.found_amount is None:
        return "不同"
    difference = finding.found_amount - finding.declared_amount
    return f"{'多' if difference > 0 else '少'} {format_money(abs(difference))}"


def declared_rows(case) -> dict[str, list]:
    """What an answer can be held against: the household's declared incomes and assets, and its members."""
    household = case.household
    members = household.memberships.filter(valid_to__isnull=True).select_related("person")
    return {
        "incomes": list(household.incomes.filter(valid_to__isnull=True).select_related("person")),
        "assets": list(household.assets.filter(valid_to__isnull=True, amount__isnull=False)),
        "persons": [membership.person for membership in members],
    }


def finding_of(case, finding_id: int) -> Finding | None:
    """A finding of this case and no other."""
    found = Finding.objects.filter(pk=finding_id, check_done__step__case=case)
    return found.select_related("check_done__step", "person", "income", "asset").first()


def held_against(case, item: str, person: Person | None, declared: Decimal | None) -> Income | Asset | None:
    """The declared row that an answer is about: the one with that amount, else the only one, else none was declared.

    Refused (`ambiguous`) when several could be meant: adopting the answer would then count something twice.
    """
    rows = declared_rows(case)
    if item == "income":
        possible = [row for row in rows["incomes"] if person is None or row.person_id == person.pk]
    else:
        possible = [row for row in rows["assets"] if row.kind == item]
    exact = [row for row in possible if row.amount == declared]
    chosen = exact or possible
    if len(chosen) > 1:
        who = person.name if person else "全户"
        raise Refused(
            "ambiguous",
            f"没有保存。{who}申报了 {len(chosen)} 项，看不出这条结果对照哪一项；请在“申报”一栏写明申报金额。",
            "申报",
        )
    return chosen[0] if chosen else None
