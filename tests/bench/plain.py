"""The same steps as `assess` in one plain function: parameters resolved before, the same exact numbers, no lines.

What `assess` costs above this is what explaining costs. `tests/rules/test_plain_assessment.py` holds both to the same answers.
"""

from datetime import date
from fractions import Fraction

from apps.rules.amounts import half_up, pay, yuan
from apps.rules.assess.uplift import DISABILITY_CODES
from apps.rules.calendar import has_reached, month_of
from apps.rules.facts import HouseholdFacts
from apps.rules.standards import Standards, StandardTable
from apps.rules.words import ILLNESSES, LISTED_ILLNESSES, UNCOUNTED_ITEMS

ZERO = Fraction(0)
AWAY = ("clergy_3y", "imprisoned", "compulsory_rehab", "declared_missing")


def resolved(table: StandardTable, standards: Standards, day: date) -> dict[str, object]:
    """Every parameter in force on the day by code: numbers as fractions, lists as tuples, the rest as text."""
    found: dict[str, object] = {"region": standards.region}
    for code in table.units:
        if not standards.in_force(code, day):
            continue
        text = standards.value(code, day)
        try:
            found[code] = Fraction(text)
        except ValueError:
            found[code] = text
    found["S"] = standards.dibao(day)
    found["cost_programmes"] = standards.words("employment_cost_programmes", day)
    return found


def plain_assess(facts: HouseholdFacts, at: dict, day: date) -> dict:
    """One household: programme, amount, and the figures that lead there. Tiers are not part of the comparison."""
    facts.check(day)
    region, month = at["region"], month_of(day)
    counted = []
    for one in facts.members:
        if one.relation == "unrelated" or (one.death_date and month_of(one.death_date) < month):
            continue
        if any(status in one.statuses for status in AWAY) or (region == "TJ" and "conscript" in one.statuses):
            continue
        if one.relation == "child" and "postgraduate" in one.statuses and at["count_postgraduates"] != "true":
            continue
        if not one.co_resident and one.relation not in ("head", "spouse"):
            dependent = "undergraduate" in one.statuses or not has_reached(one.birth_date, 18, day)
            if not (one.relation == "child" and dependent):
                continue
        months = at.get("non_local_residence_months")
        if one.hukou_region != region and months is not None and one.joint_residence_months < months:
            continue
        counted.append(one)
    n, s = len(counted), at["S"]

    own = []
    for one in counted:
        wage = rest = ZERO
        for line in one.incomes:
            if line.item == "basic_pension_central":
                if at["exclude_central_basic_pension"] == "true":
                    continue
            elif line.item in UNCOUNTED_ITEMS:
                continue
            net = max(ZERO, Fraction(line.amount) - sum(map(Fraction, line.deductions.values()), ZERO))
            if line.period == "total_12_months":
                net /= 12
            if line.type == "W":
                wage += net
            else:
                rest += net
        cost = ZERO
        if wage and facts.current_programme in at["cost_programmes"]:
            if region == "HB-QX":
                if one.work_status in ("employed", "flexible"):
                    base = wage if at["employment_cost_base"] == "WAGE" else at["minimum_wage"]
                    cost = at["employment_cost_rate"] * base
            else:
                first = epidemic = ZERO
                if one.first_start and "employment_cost_flat_first" in at and "employment_cost_months" in at:
                    last = one.first_start.plus(int(at["employment_cost_months"]) - 1)
                    if one.first_start <= month <= last:
                        first = at["employment_cost_flat_first"]
                if one.migrant_return:
                    epidemic = at.get("employment_cost_flat_epidemic", ZERO)
                together = at.get("employment_cost_combination")
                cost = first + epidemic if together == "SUM" else max(first, epidemic)
        own.append(rest + wage - min(cost, wage))

    total, persons = sum(own, ZERO), {one.person for one in counted}
    for supporter in facts.obliged_supporters:
        supported = sum(person in persons for person in supporter.supports)
        if not supported:
            continue
        amount = ZERO
        if supporter.court_amount is not None:
            amount = Fraction(supporter.court_amount)
        elif supporter.programme == "none" and at.get("support_rule_enabled") == "true":
            average = Fraction(supporter.household_income) / supporter.household_size
            rate = at["support_rate_le2" if supporter.children_of_supported <= 2 else "support_rate_ge3"]
            above = max(ZERO, average - at["support_threshold_multiple"] * s)
            amount = above * rate / len(supporter.supports) * supported
        total += max(amount, Fraction(supporter.actual_amount or 0))
    if at.get("rigid_expenditure_deduction") == "true":
        for one in facts.expenditures:
            net = max(ZERO, Fraction(one.amount) - Fraction(one.reimbursed))
            total -= net / 12 if one.period == "total_12_months" else net
    before = max(ZERO, total)

    uplift = ZERO
    for one in counted:
        pairs, ills = {(d.type, d.grade) for d in one.disabilities}, set(one.illnesses)
        best = [
            max(
                (at[code] for code, listed in lists.items() if mine & set(listed) and code in at),
                default=None,
            )
            for lists, mine in ((DISABILITY_CODES, pairs), (ILLNESSES, ills))
        ]
        found = [amount for amount in best if amount is not None]
        if len(found) == 2 and at["category_uplift_combination"] == "MAX":
            found = [max(found)]
        uplift += sum(found, ZERO)
    y = max(ZERO, before - uplift)

    owned = facts.property
    passes, manual = {}, False
    for name in ("dibao", "edge"):
        reasons = (
            ("approved_exemption",)
            if name == "dibao"
            else ("approved_exemption", "sold_only_home_for_illness")
        )
        exempt = sum((Fraction(one.amount) for one in owned.monetary_exempt if one.reason in reasons), ZERO)
        money = Fraction(owned.monetary) + sum(map(Fraction, owned.registered_capital), ZERO) - exempt
        ok = money <= 0 or money <= at[f"monetary_limit_{name}"] * s * n
        if any(home.kind == "non_residential" for home in owned.homes):
            ok = False
        elif len(owned.homes) > 1:
            area = sum((Fraction(home.area) for home in owned.homes), ZERO)
            ok = ok and area / n < at["city_average_area"]
        manual = False
        for vehicle in owned.vehicles:
            if vehicle.kind in ("car", "large_vehicle"):
                if vehicle.exempt_reason == "none" or vehicle.approved is False:
                    ok = False
                elif vehicle.approved is None:
                    manual = True
        passes[name] = ok and not owned.other and not manual

    local = any(one.hukou_region == region for one in counted)
    free = all(one.current_benefit == "none" for one in counted)
    standing = local and free
    quantum, rounding = at["pay_quantum"], at["pay_rounding"]
    dibao = y < s * n and passes["dibao"] and standing
    amount = ZERO
    if dibao:
        amount = pay(s * n - y, quantum, rounding)
        stopped = sum(one.refused_jobs >= 3 and one.labour_capacity in ("full", "part") for one in counted)
        if stopped:
            amount = pay(Fraction(amount) * (n - stopped) / n, quantum, rounding)
    u = at["edge_income_upper"] * s
    if at["edge_upper_rounded"] == "true":
        u = Fraction(half_up(u))
    upper_in, lower_in = at["edge_upper_inclusive"] == "true", at["edge_lower_inclusive"] == "true"
    edge = not dibao and passes["edge"] and standing and (y < u * n or (y == u * n and upper_in))
    if edge and at["edge_below_standard_allowed"] != "true":
        edge = y > s * n or (y == s * n and lower_in)
    due = at["edge_cash_condition"] == "NONE" or facts.fp_special_support or facts.district_cash_condition
    for one in counted:
        listed = any(ill in LISTED_ILLNESSES for ill in one.illnesses)
        studies = "school_student" in one.statuses or "undergraduate" in one.statuses
        young = one.relation in ("child", "grandchild") and studies and facts.single_parent
        due = due or bool(one.disabilities) or one.severe_illness or listed or young
    due = due or (facts.no_children and all(has_reached(one.birth_date, 60, day) for one in counted))
    cash = yuan(at["edge_cash_rate"] * s) if edge and due else ZERO

    single = []
    if not dibao and standing:
        yb = before if at["single_person_income_basis"] == "BEFORE_UPLIFT" else y
        low, high = at.get("single_person_band_lower"), at.get("single_person_band_upper")
        band = False
        if low is not None and high is not None and passes["edge"]:
            top = Fraction(half_up(high * s)) if at["edge_upper_rounded"] == "true" else high * s
            bottom, each = low * s, yb / n
            band = lower_in if each == bottom else upper_in if each == top else bottom < each < top
        for one, income in zip(counted, own, strict=True):
            if income >= s:
                continue
            severe = any(
                d.grade <= 2 or (d.grade == 3 and d.type in ("intellectual", "mental"))
                for d in one.disabilities
            )
            route = None
            if severe or one.severe_illness:
                if band:
                    route = "SP_BAND"
                elif (
                    edge
                    and one.labour_capacity in ("none", "part")
                    and at.get("single_person_hb_route") == "true"
                ):
                    route = "SP_HB"
            jobless = one.work_status in ("registered_unemployed", "not_registered")
            if route is None and severe and jobless and has_reached(one.birth_date, 18, day):
                limit = at.get("adult_jobless_income_upper")
                tested = at.get("adult_jobless_property_test") == "EDGE" and not passes["edge"]
                if (
                    at.get("adult_jobless_route") == "true"
                    and not tested
                    and (limit == "none" or yb <= limit * s * n)
                ):
                    route = "SP_ADULT_JOBLESS"
            if route:
                single.append((one.person, route, pay(s - income, quantum, rounding)))
    return {
        "programme": "dibao" if dibao else "edge_household" if edge else "none",
        "amount": amount if dibao else cash,
        "income": y,
        "single": tuple(single),
    }
