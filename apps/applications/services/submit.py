"""Turning an entry into people, a household, its facts and a case, in one transaction."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.applications.entry import Entry, MemberEntry
from apps.applications.models import Application, EntryDraft, Material
from apps.applications.queries.duplicates import conflicts_of_people
from apps.applications.services.drafts import lock_draft
from apps.applications.services.relation import declare_on
from apps.checks.services import record_authorisation
from apps.core.errors import Refused
from apps.households import services as households
from apps.households.models import Household, Person
from apps.households.queries.page import age_on
from apps.journal.kinds import EventKind
from apps.offices.access import may
from apps.offices.roles import Permission
from apps.routing.models import Case, Programme
from apps.routing.services import record_on_case, submit_case

ADULT = 18  # 民法典 第十七条
MEMBER_FIELDS = (
    "labour_capacity", "work_status", "co_resident", "joint_residence_months", "severe_illness", "supporter_status",
    "first_employment_month",
)  # fmt: skip
INCOME_FIELDS = (
    "type",
    "amount",
    "period",
    "item",
    "tax",
    "social_insurance",
    "housing_fund",
    "cost",
    "note",
)


@transaction.atomic
def submit_application(entry: Entry, *, by, on: dt.date, draft: EntryDraft | None = None) -> Case:
    """Enter an application: people (known ones are taken over), household, declared facts, case, papers.

    It then waits for acceptance at `entry.applied_at`. The draft goes in the same transaction. Refused: a member in
    another live case or award (with the office to call), no or two applicants, one person twice, wrong numbers.
    """
    if not may(by, Permission.ACCEPT, entry.applied_at, on):
        raise PermissionDenied
    if draft is not None:
        lock_draft(draft, by=by).delete()
    _check_members(entry)
    people = {member.key: _register(member, entry, by=by, on=on) for member in entry.members}
    _refuse_the_same_person_twice(people)
    _refuse_those_elsewhere(people, on)
    household = _household(entry, people, by=by, on=on)
    case = submit_case(
        household,
        programme=entry.programme,
        persons=people.values(),
        applied_at=entry.applied_at,
        by=by,
        on=on,
    )
    application = _application(case, entry, on)
    _authorisations(case, entry, people, by=by, on=on)
    record_on_case(
        EventKind.SUBMIT,
        case,
        office=entry.applied_at,
        by=by,
        on=on,
        summary=f"登记{case.applicant}的{case.get_programme_display()}申请，共同生活的家庭成员 {len(people)} 人。",
        detail={"channel": entry.channel, "persons": len(people)},
    )
    declare_on(application, text=entry.staff_relation, kin=entry.staff_kin, by=by, on=on)
    return case


def _check_members(entry: Entry) -> None:
    heads = [member for member in entry.members if member.relation == "head"]
    if len(heads) != 1:
        raise Refused(
            "one_applicant",
            f"没有提交。与申请人关系为“本人”的须有且只有一人，现有 {len(heads)} 人；请改正家庭成员。",
            "members",
        )
    if entry.programme == Programme.TEKUN_SUPPORT and len(entry.members) > 1:
        raise Refused(
            "tekun_is_one_person",
            f"没有提交。特困供养按人认定，一件只登记一人，现有 {len(entry.members)} 人；"
            "请只留申请人，其他人另行申请，有赡养义务的列为法定义务人。",
            "members",
        )


def _register(member: MemberEntry, entry: Entry, *, by, on: dt.date) -> Person:
    phone = member.phone or (entry.phone if member.relation == "head" else "")
    return households.register_person(
        name=member.name,
        id_number=member.id_number,
        birth_date=member.birth_date,
        sex=member.sex,
        hukou_region=member.hukou_region,
        hukou_nature=member.hukou_nature,
        phone=phone,
        by=by,
        on=on,
    )


def _refuse_the_same_person_twice(people: dict[str, Person]) -> None:
    seen: set[int] = set()
    for person in people.values():
        if person.pk in seen:
            raise Refused("duplicate_person", f"没有提交。{person}列了两次；请删去重复的一行。", "members")
        seen.add(person.pk)


def _refuse_those_elsewhere(people: dict[str, Person], on: dt.date) -> None:
    """Lock the people in a fixed order, so that two windows cannot pass this guard with one person."""
    ids = [person.pk for person in people.values()]
    locked = list(Person.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    conflict = next(iter(conflicts_of_people(locked, on).values()), None)
    if conflict:
        raise Refused(conflict.code, f"没有提交。{conflict.sentence}", "members")


def _household(entry: Entry, people: dict[str, Person], *, by, on: dt.date) -> Household:
    household = households.register_household(
        people[entry.head.key],
        residence_office=entry.residence_office,
        hukou_office=entry.hukou_office,
        residence_community=entry.residence_community,
        hukou_community=entry.hukou_community,
        address=entry.address,
        conditions=entry.conditions,
        by=by,
        on=on,
    )
    _memberships(household, entry, people, by=by, on=on)
    _means(household, entry, people, by=by, on=on)
    return household


def _memberships(household: Household, entry: Entry, people: dict[str, Person], *, by, on: dt.date) -> None:
    """Who is not named any more no longer belongs to the household."""
    gone = household.memberships.filter(valid_to__isnull=True).exclude(person__in=people.values())
    for membership in gone:
        households.close_membership(membership, by=by, on=on)
    for position, member in enumerate(entry.members):
        person = people[member.key]
        stated = {field: getattr(member, field) for field in MEMBER_FIELDS}
        stated |= {
            "statuses": list(member.statuses),
            "illnesses": list(member.illnesses),
            "position": position,
        }
        households.add_member(household, person, relation=member.relation, by=by, on=on, **stated)
        for one in member.disabilities:
            households.record_disability(
                person, type=one.type, grade=one.grade, certificate=one.certificate, by=by, on=on
            )


def _means(household: Household, entry: Entry, people: dict[str, Person], *, by, on: dt.date) -> None:
    """What is declared now replaces what was declared before."""
    households.close_means(household, by=by, on=on)
    for income in entry.incomes:
        stated = {field: getattr(income, field) for field in INCOME_FIELDS}
        households.record_income(household, people[income.person], by=by, on=on, **stated)
    for asset in entry.assets:
        stated = {field: getattr(asset, field) for field in ("amount", "area", "exempt_reason", "note")}
        owner = people.get(asset.person)
        households.record_asset(
            household, kind=asset.kind, form=asset.form, person=owner, by=by, on=on, **stated
        )
    for expense in entry.expenses:
        stated = {
            field: getattr(expense, field) for field in ("category", "amount", "reimbursed", "period", "note")
        }
        households.record_expense(household, by=by, on=on, **stated)
    _supporters(household, entry, people, by=by, on=on)
    if entry.account:
        holder = people[entry.account.holder] if entry.account.holder else household.head
        households.set_bank_account(
            household, holder=holder, bank=entry.account.bank, number=entry.account.number, by=by, on=on
        )


def _supporters(household: Household, entry: Entry, people: dict[str, Person], *, by, on: dt.date) -> None:
    for one in entry.supporters:
        made = households.add_supporter(
            household,
            name=one.name,
            relation=one.relation,
            supports=[people[key] for key in one.supports],
            household_size=one.household_size,
            household_income=one.household_income,
            programme=one.programme,
            children_of_supported=one.children_of_supported,
            court_amount=one.court_amount,
            actual_amount=one.actual_amount,
            birth_date=one.birth_date,
            annual_income=one.annual_income,
            property_ok=one.property_ok,
            statuses=list(one.statuses),
            disability_type=one.disability.type if one.disability else "",
            disability_grade=one.disability.grade if one.disability else None,
            by=by,
            on=on,
        )
        if one.id_number:
            households.identify_supporter(made, id_number=one.id_number, by=by, on=on)


def _application(case: Case, entry: Entry, on: dt.date) -> Application:
    application = Application.objects.create(
        case=case,
        channel=entry.channel,
        agent_name=entry.agent_name,
        causes=list(entry.causes),
        pledged=entry.pledged,
        single_choice=entry.single_choice,
    )
    Material.objects.bulk_create(
        Material(
            application=application,
            name=material.name,
            state=material.state,
            provided_on=on if material.state == "provided" else None,
        )
        for material in entry.materials
    )
    return application


def _authorisations(case: Case, entry: Entry, people: dict[str, Person], *, by, on: dt.date) -> None:
    """57号 第十条: every adult member authorises the economic check in writing."""
    for member in entry.members:
        person = people[member.key]
        if entry.authorised_on and member.authorised and age_on(person.birth_date, on) >= ADULT:
            record_authorisation(
                case, person, signed_on=entry.authorised_on, form=entry.authorisation_form, by=by, on=on
            )
