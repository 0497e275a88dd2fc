"""What a difference does to the benefit: the household as declared and as found, by the same rules, on the same day."""

import datetime as dt
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from apps.benefits import queries as benefits
from apps.checks.models import CheckQuery, Finding
from apps.core.errors import Refused
from apps.households.models import Asset, Income
from apps.households.queries.facts import in_force, income_of, member_key, property_of
from apps.rules import facts as rules
from apps.rules.amounts import format_money
from apps.rules.errors import RuleError
from apps.rules.words import PROGRAMMES
from apps.standards.queries import refusal_words, standards_for

# A found home, vehicle, company or sum of money as a declared asset: kind and usual form by item.
KINDS = {
    "monetary": ("monetary", "deposit"),
    "home": ("home", "owned"),
    "vehicle": ("vehicle", "car"),
    "company": ("registered_capital", "company"),
}


@dataclass(frozen=True, slots=True)
class Effect:
    """Before and after in words; `reasons` why it would not do any more."""

    before: str
    after: str
    reasons: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        return self.before != self.after

    @property
    def sentence(self) -> str:
        """One sentence for the page, the event and the report."""
        if not self.changes:
            return f"不改变待遇（{self.before}）。"
        why = f"：{'、'.join(self.reasons)}" if self.reasons else ""
        return f"待遇由{self.before}变为{self.after}{why}。"


@dataclass(frozen=True, slots=True)
class Effects:
    """The effect of each finding alone (by id) and of all of them together; `note` where it cannot be said."""

    each: Mapping[int, Effect]
    together: Effect | None
    note: str = ""

    def of(self, finding: Finding) -> Effect | None:
        return self.each.get(finding.pk)


def effects_of(case, findings: Iterable[Finding], on: dt.date) -> Effects:
    """What each finding would change if it were adopted today, and all together. Queries do not grow with findings."""
    findings = list(findings)
    if not findings:
        return Effects({}, None)
    try:
        facts = benefits.facts_of(case, on)
    except Refused as refusal:
        return Effects({}, None, refusal.message)
    if not isinstance(facts, rules.HouseholdFacts):
        return Effects({}, None)
    assets = list(case.household.assets.filter(in_force(on)))
    judge = Judge(case, on)
    before = judge.verdict(facts)
    each, all_found, owned = {}, facts, assets
    for finding in findings:
        found, _ = with_found(facts, assets, finding)
        each[finding.pk] = _compared(before, judge.verdict(found))
        all_found, owned = with_found(all_found, owned, finding)
    return Effects(each, _compared(before, judge.verdict(all_found)))


def verdict_today(case, on: dt.date) -> str:
    """What the household as it is known today would get, or why that cannot be said."""
    try:
        facts = benefits.facts_of(case, on)
    except Refused as refusal:
        return refusal.message
    if not isinstance(facts, rules.HouseholdFacts):
        return "见特困供养测算。"
    found = Judge(case, on).verdict(facts)
    return f"{found.words}{'：' if found.reasons else ''}{'、'.join(found.reasons)}。"


def with_found(
    facts: rules.HouseholdFacts, assets: list[Asset], finding: Finding
) -> tuple[rules.HouseholdFacts, list[Asset]]:
    """The facts and the assets behind them as they would be with what was found; unchanged where it is no fact."""
    match finding.item:
        case "income" if finding.found_amount is not None:
            return _with_income(facts, finding), assets
        case "monetary" | "company" | "home" | "vehicle":
            owned = _with_asset(assets, finding)
            return replace(facts, property=property_of(owned)), owned
        case "expense" if finding.found_amount is not None and finding.form:
            return _with_expense(facts, finding), assets
        case "support" if finding.found_amount is not None:
            return _with_supporter(facts, finding), assets
        case "death" if finding.person_id is not None:
            return _with_death(facts, finding), assets
    return facts, assets


def in_period(row: Income, monthly: Decimal) -> Decimal:
    """A monthly amount in the period of a declared row."""
    return monthly if row.period == "monthly" else monthly * 12


def size_of(finding: Finding) -> dict[str, Any]:
    """What an asset of this finding has: yuan, or square metres."""
    if finding.item in ("monetary", "company"):
        return {"amount": finding.found_amount} if finding.found_amount is not None else {}
    return {"area": finding.found_area} if finding.item == "home" and finding.found_area is not None else {}


def thing_of(finding: Finding) -> dict[str, str] | None:
    """Kind and form of the asset that was found; None where nothing was."""
    if finding.found_amount is None and not finding.found_text:
        return None
    if not finding.form and finding.found_amount is None:
        return None  # typed in as words only: nobody has said what it is
    kind, form = KINDS[finding.item]
    return {"kind": kind, "form": finding.form or form}


def day_of_death(finding: Finding) -> dt.date:
    """The day that the source named, else that of its data. Refused without either."""
    for word in finding.found_text.split():
        try:
            return dt.date.fromisoformat(word)
        except ValueError:
            continue
    if finding.as_of is None:
        raise Refused("death_day_missing", "没有保存。来源没有写明死亡日期；请核实后在家庭信息中更正。")
    return finding.as_of


def queries_behind(finding: Finding) -> list[CheckQuery]:
    """The questions whose answer a finding is: of its person, else of everybody (it is then a sum)."""
    asked = CheckQuery.objects.filter(request__check_done=finding.check_done_id, source=finding.source)
    if finding.supporter_id:
        asked = asked.filter(supporter=finding.supporter_id)
    elif finding.person_id:
        asked = asked.filter(person=finding.person_id)
    first = {query.person_id: query for query in asked.select_related("person", "supporter")}
    return list(first.values())


def _with_income(facts: rules.HouseholdFacts, finding: Finding) -> rules.HouseholdFacts:
    amount = finding.found_amount
    row = finding.income
    key = member_key(finding.person_id or (row.person_id if row else 0))
    members = []
    for member in facts.members:
        if member.person == key:
            incomes = list(member.incomes)
            if row is not None and (old := income_of(row)) in incomes:
                incomes[incomes.index(old)] = replace(old, amount=in_period(row, amount))
            elif row is None:
                incomes.append(rules.Income(finding.form or "W", amount, "monthly"))
            member = replace(member, incomes=tuple(incomes))
        members.append(member)
    return replace(facts, members=tuple(members))


def _with_asset(assets: list[Asset], finding: Finding) -> list[Asset]:
    size = size_of(finding)
    if finding.asset_id is None:
        thing = thing_of(finding)
        return [*assets, Asset(**thing, **size)] if thing else assets
    changed = []
    for asset in assets:
        if asset.pk == finding.asset_id:
            asset = copy(asset)
            for name, value in size.items():
                setattr(asset, name, value)
        changed.append(asset)
    return changed


def _with_expense(facts: rules.HouseholdFacts, finding: Finding) -> rules.HouseholdFacts:
    left = list(facts.expenditures)
    row, reimbursed = finding.expense, Decimal(0)
    if row is not None:
        old = rules.Expenditure(row.category, row.amount, reimbursed=row.reimbursed, period=row.period)
        if old in left:
            left.remove(old)
        reimbursed = row.reimbursed
    left.append(
        rules.Expenditure(finding.form, finding.found_amount, reimbursed=reimbursed, period="total_12_months")
    )
    return replace(facts, expenditures=tuple(left))


def _with_supporter(facts: rules.HouseholdFacts, finding: Finding) -> rules.HouseholdFacts:
    key = f"s{finding.supporter_id}"
    return replace(
        facts,
        obliged_supporters=tuple(
            replace(one, household_income=finding.found_amount) if one.person == key else one
            for one in facts.obliged_supporters
        ),
    )


def _with_death(facts: rules.HouseholdFacts, finding: Finding) -> rules.HouseholdFacts:
    key, day = member_key(finding.person_id), day_of_death(finding)
    return replace(
        facts,
        members=tuple(replace(one, death_date=day) if one.person == key else one for one in facts.members),
    )


@dataclass(frozen=True, slots=True)
class Verdict:
    words: str
    reasons: tuple[str, ...]


class Judge:
    """Asks the rules of one case and day; the words of a refusal are looked up once."""

    def __init__(self, case, on: dt.date) -> None:
        self.programme, self.on = case.programme, on
        self.standards = standards_for(case.hukou_office.jurisdiction.code)
        self.refusals: dict[str, str] = {}

    def verdict(self, facts: rules.HouseholdFacts) -> Verdict:
        """What the rules say; a standard that is missing is named, since without it nothing can be decided."""
        try:
            answer = benefits.answer_of(facts, self.programme, self.standards, self.on)
        except RuleError as error:
            if error.message not in self.refusals:
                self.refusals[error.message] = refusal_words(error).rstrip("。")
            return Verdict("暂不能测算", (self.refusals[error.message],))
        if answer.programme == "none":
            return Verdict("不符合条件", _reasons(answer))
        paid = f"每月 {format_money(answer.amount)} 元" if answer.amount else "不按月发放"
        return Verdict(f"{PROGRAMMES[answer.programme]}、{paid}", ())


def _reasons(answer: Any) -> tuple[str, ...]:
    codes = getattr(answer, "reasons", None) or (*answer.dibao.reasons, *answer.edge_household.reasons)
    return tuple(dict.fromkeys(benefits.reason_words(code) for code in codes))


def _compared(before: Verdict, after: Verdict) -> Effect:
    new = tuple(words for words in after.reasons if words not in before.reasons)
    return Effect(before.words, after.words, new)
