"""Who must authorise the check of a case, who has, and for what."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from apps.checks.models import OF_MINORS, Authorisation, Source
from apps.households.models import Person, Supporter
from apps.routing.queries import clockwork
from apps.rules.calendar import has_reached

ADULT = 18


@dataclass(frozen=True, slots=True)
class Signer:
    """One of the circle: a member, or an obliged supporter. `given`: the authorisation in force, if there is one."""

    name: str
    role: str
    adult: bool
    person: Person | None
    supporter: Supporter | None = None
    given: Authorisation | None = None
    expired: bool = False

    @property
    def missing(self) -> bool:
        """Whether the check cannot begin for want of this signature."""
        return self.adult and self.given is None

    @property
    def refused(self) -> bool:
        """A supporter whose consent could not be had; he may still sign."""
        return self.given is not None and self.given.form == "none"

    @property
    def sources(self) -> tuple[str, ...]:
        """What may be asked about him; a child's parent signs for him."""
        if self.person is None or not self.person.id_number or self.missing or self.refused:
            return ()
        scope = self.given.scope if self.given else Source.values
        return tuple(source for source in scope if self.adult or source in OF_MINORS)

    @property
    def scope_words(self) -> str:
        """全部 14 个来源, or the names."""
        if self.given is None:
            return ""
        if len(self.given.scope) == len(Source):
            return f"全部 {len(Source)} 个来源"
        return "、".join(str(Source(source).label) for source in self.given.scope)


def circle(case, on: dt.date) -> tuple[Signer, ...]:
    """Members and obliged supporters of the day, in order; three queries."""
    given = list(case.authorisations.filter(withdrawn_on__isnull=True).select_related("supporter"))
    in_force = [one for one in given if one.valid_until is None or one.valid_until >= on]
    by_person = {one.person_id: one for one in in_force if one.person_id}
    by_supporter = {one.supporter_id: one for one in in_force if one.supporter_id}
    by_identity = {
        one.supporter.person_id: one for one in in_force if one.supporter and one.supporter.person_id
    }
    expired = {one.person_id or -one.supporter_id for one in given if one not in in_force}
    memberships = case.household.memberships.filter(valid_to__isnull=True).select_related("person")
    members = [
        Signer(
            row.person.name,
            row.get_relation_display(),
            has_reached(row.person.birth_date, ADULT, on),
            row.person,
            given=by_person.get(row.person_id),
            expired=row.person_id in expired,
        )
        for row in memberships
    ]
    supporters = [
        Signer(
            row.name,
            f"法定义务人（{row.get_relation_display()}）",
            True,
            row.person,
            supporter=row,
            given=by_supporter.get(row.pk) or (by_identity.get(row.person_id) if row.person_id else None),
            expired=-row.pk in expired,
        )
        for row in supporters_of(case.household)
    ]
    return (*members, *supporters)


def signatures(case) -> QuerySet[Authorisation]:
    """What was really signed and is not withdrawn; a consent that could not be had is none."""
    return case.authorisations.filter(withdrawn_on__isnull=True).exclude(form="none")


def supporters_of(household) -> list[Supporter]:
    """The obliged supporters in force, each with his person."""
    return list(household.supporters.filter(Q(valid_to__isnull=True)).select_related("person"))


def unsigned(case, on: dt.date) -> tuple[Signer, ...]:
    """Whose authorisation is missing or has run out."""
    return tuple(one for one in circle(case, on) if one.missing)


def valid_until(case, rule: str, start: dt.date) -> dt.date:
    """Until when a consent (`authorisation_validity`) or a report (`check_report_validity`) of the case holds."""
    return clockwork().due(rule, start, case.hukou_office.jurisdiction.code).day


def authorisation_of(case, authorisation_id: int) -> Authorisation | None:
    """An authorisation of this case that was signed and is in force."""
    given = signatures(case).filter(pk=authorisation_id)
    return given.select_related("person", "supporter", "case").first()
