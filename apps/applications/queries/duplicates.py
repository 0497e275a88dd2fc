"""Who is already in a live application or lives by an award: the office to call, and nothing else of that case.

《社会救助暂行办法》: nobody receives two basic-living benefits; 57号 第八条.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from apps.benefits.models import AwardMember
from apps.benefits.queries import goes_on
from apps.households.indexes import index_of
from apps.households.models import Person
from apps.offices.models import Office
from apps.routing.models import CaseParty


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody is in another case or award; `office` is the one to call."""

    code: str  # in_live_case | in_award
    name: str
    office: Office

    @property
    def sentence(self) -> str:
        """What is so and whom to call; no detail of the other case."""
        matter = "正在另一件申请中" if self.code == "in_live_case" else "已在享受基本生活救助"
        phone = self.office.phone or "见机构名录"
        return f"{self.name}{matter}；请先与{self.office.full_name or self.office.name}（电话 {phone}）联系核实。"


def conflicts_of_people(people: Iterable[Person], on: dt.date) -> dict[int, Conflict]:
    """Person id → conflict, for those who have one on the day. Two queries."""
    by_id = {person.pk: person for person in people}
    return _conflicts(by_id, on)


def conflicts_of_numbers(numbers: Iterable[str], on: dt.date) -> dict[str, Conflict]:
    """Typed identity number → conflict; a number that nobody here has gives none. Three queries."""
    indexes: Mapping[str, str] = {index_of(number, "id_number"): number for number in numbers if number}
    people = {person.pk: person for person in Person.objects.filter(id_number_index__in=list(indexes))}
    return {
        indexes[people[person].id_number_index]: conflict
        for person, conflict in _conflicts(people, on).items()
    }


def _conflicts(people: Mapping[int, Person], on: dt.date) -> dict[int, Conflict]:
    if not people:
        return {}
    awards = AwardMember.objects.filter(goes_on(on), person__in=people).select_related("award__paying_office")
    found = {
        row.person_id: Conflict("in_award", people[row.person_id].name, row.award.paying_office)
        for row in awards
    }
    parties = CaseParty.objects.filter(person__in=people, live=True).select_related("case__hukou_office")
    for row in parties:
        found[row.person_id] = Conflict("in_live_case", people[row.person_id].name, row.case.hukou_office)
    return found
