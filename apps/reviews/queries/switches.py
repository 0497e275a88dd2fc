"""特殊时期措施: what is set, how often it was used, and on which cases last."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from apps.routing.models import Switch, SwitchUse

SHOWN = 20


@dataclass(frozen=True, slots=True)
class SwitchesPage:
    """`switches` carry `used`, how many times."""

    switches: tuple[Switch, ...]
    uses: tuple[SwitchUse, ...]


def switches_page(seen: QuerySet[Switch]) -> SwitchesPage:
    """The measures that a person sees, and their newest uses."""
    uses = SwitchUse.objects.filter(switch__in=seen.values("pk")).select_related("switch", "case")
    return SwitchesPage(tuple(seen.annotate(used=Count("uses"))), tuple(uses.order_by("-pk")[:SHOWN]))
