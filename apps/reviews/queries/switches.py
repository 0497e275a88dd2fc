"""特殊时期措施: what is set, how often it was used, and on which cases last."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from apps.offices.access import offices_of
from apps.offices.roles import Permission
from apps.routing.access import cases_seen_by
from apps.routing.models import Switch, SwitchUse

SHOWN = 20


@dataclass(frozen=True, slots=True)
class SwitchRow:
    """One measure: whether it holds today or is to come, how many times it was used, and whether the reader may end it."""

    pk: int
    kind: str
    office: str
    valid_from: dt.date
    valid_to: dt.date | None
    document: str
    set_by: str
    used: int
    holds: bool
    to_come: bool
    may_end: bool


@dataclass(frozen=True, slots=True)
class SwitchesPage:
    """The measures and their newest uses, as reviews/plan.html reads them."""

    switches: tuple[SwitchRow, ...]
    uses: tuple[SwitchUse, ...]


def switches_page(seen: QuerySet[Switch], user, on: dt.date) -> SwitchesPage:
    """The measures that a person sees, and their newest uses on cases that he sees."""
    mine = SwitchUse.objects.filter(switch__in=seen.values("pk"), case__in=cases_seen_by(user, on))
    uses = mine.select_related("switch", "case")
    may_end = offices_of(user, Permission.EXTEND_LIMIT, on)
    counted = seen.annotate(used=Count("uses")).order_by("-valid_from", "-pk")
    rows = (_row(one, on, may_end=one.office_id in may_end) for one in counted)
    return SwitchesPage(tuple(rows), tuple(uses.order_by("-pk")[:SHOWN]))


def _row(one: Switch, on: dt.date, *, may_end: bool) -> SwitchRow:
    to_come = one.valid_from > on
    return SwitchRow(
        pk=one.pk,
        kind=one.get_kind_display(),
        office=str(one.office),
        valid_from=one.valid_from,
        valid_to=one.valid_to,
        document=one.document,
        set_by=str(one.set_by),
        used=one.used,
        holds=not to_come and (one.valid_to is None or one.valid_to >= on),
        to_come=to_come,
        may_end=may_end and one.valid_to is None,
    )
