"""Search over what one may see: case number, name, pinyin, ID tail, telephone. Terms come by POST, never in an address."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from apps.core.crypto import blind_index
from apps.core.masking import id_tail
from apps.routing.access import cases_seen_by
from apps.routing.models import Case

AT_MOST = 50


@dataclass(frozen=True, slots=True)
class Hit:
    """A case that was found."""

    url: str
    name: str
    note: str
    number: str
    kind: str
    state: str
    offices: str


@dataclass(frozen=True, slots=True)
class Found:
    terms: str
    hits: tuple[Hit, ...]
    more: bool


def search(user, terms: str, on: dt.date) -> Found:
    """At most fifty cases of people who match, newest first."""
    terms = terms.strip()
    matched = cases_seen_by(user, on).filter(_matches(terms)).distinct()
    rows = matched.select_related("applicant", "residence_office", "hukou_office").order_by(
        "-submitted_on", "-pk"
    )
    cases = list(rows[: AT_MOST + 1])
    return Found(terms, tuple(map(_hit, cases[:AT_MOST])), len(cases) > AT_MOST)


def _matches(terms: str) -> Q:
    compact = terms.replace(" ", "").lower()
    by_name = Q(parties__person__name__startswith=terms) | Q(number=terms)
    if compact.isascii() and compact.isalpha():
        by_name |= Q(parties__person__name_initials__startswith=compact)
        by_name |= Q(parties__person__name_pinyin__startswith=terms.lower())
    if len(compact) == 4 and compact[:3].isdigit():
        by_name |= Q(parties__person__id_tail_index=blind_index(compact.upper(), "id_tail"))
        by_name |= Q(parties__person__phone_tail_index=blind_index(compact, "phone_tail"))
    if len(compact) == 11 and compact.isdigit():
        by_name |= Q(parties__person__phone_index=blind_index(compact, "phone"))
    if len(compact) == 18:
        by_name |= Q(parties__person__id_number_index=blind_index(compact.upper(), "id_number"))
    return by_name


def _hit(case: Case) -> Hit:
    tail = id_tail(case.applicant.id_number or "")
    split = f"居 {case.residence_office}，户 {case.hukou_office}" if case.split else str(case.hukou_office)
    return Hit(
        url=reverse("desk:case", args=[case.pk]),
        name=case.applicant.name,
        note=f"尾号 {tail}" if tail else "",
        number=case.number,
        kind=f"{case.get_programme_display()}申请",
        state=case.get_outcome_display() or case.get_state_display(),
        offices=split,
    )
