"""Finding people by name, pinyin, initials, identity number, telephone, or the last four of either."""

import datetime as dt
import re

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Replace

from apps.core.names import INTERPUNCT
from apps.households.access import NOTHING, people_seen_by
from apps.households.indexes import clean_number, index_of, tail_index_of
from apps.households.models import Person

_TAIL = re.compile(r"\d{3}[\dX]")
_LATIN = re.compile(r"[a-z' ]+")


def find_person_by_id_number(number: str) -> Person | None:
    """The person of exactly this number, whoever may see him; for services that must not double anybody."""
    return Person.objects.filter(id_number_index=index_of(number, "id_number")).first() if number else None


def search_people(user, text: str, on: dt.date, *, also: Q = NOTHING) -> QuerySet[Person]:
    """The visible people that the typed words mean; nobody for nothing typed (an empty search is no "all")."""
    words = text.strip()
    if not words:
        return Person.objects.none()
    people = people_seen_by(user, on, also=also).alias(
        pinyin_joined=Replace(F("name_pinyin"), Value(" "), Value(""), output_field=CharField())
    )
    return people.filter(_meaning_of(words)).order_by("name_pinyin", "id")


def _meaning_of(words: str) -> Q:
    number = clean_number(words)
    if re.fullmatch(r"\d{17}[\dX]", number):
        return Q(id_number_index=index_of(number, "id_number"))
    if _TAIL.fullmatch(number):
        return Q(id_tail_index=tail_index_of(number, "id_tail")) | Q(
            phone_tail_index=tail_index_of(number, "phone_tail")
        )
    if re.fullmatch(r"\d{7,12}", number):
        return Q(phone_index=index_of(number, "phone"))
    if _LATIN.fullmatch(words.lower()):
        letters = re.sub(r"[' ]", "", words.lower())
        return Q(name_initials__startswith=letters) | Q(pinyin_joined__startswith=letters)
    return Q(name__contains=re.sub(r"[•・‧]", INTERPUNCT, words))
