"""待确认口径 behind many amounts at once: how many households, and which points of the city's list."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from apps.benefits.models import Award
from apps.standards.models import OpenPoint, Standard

NAMED = 5


@dataclass(frozen=True, slots=True)
class OpenBasis:
    """Households whose amount rests on values that nobody has confirmed, and the codes of the points (U02)."""

    households: int
    points: tuple[str, ...]

    @property
    def words(self) -> str:
        """The quiet sentence; nothing where all is confirmed."""
        if not self.households:
            return ""
        named = "、".join(self.points[:NAMED])
        rest = f"等 {len(self.points)} 项" if len(self.points) > NAMED else ""
        return f"{self.households:,} 户的金额用到待确认口径{named and f'（{named}{rest}）'}，照常计算。"


def open_basis(awards: QuerySet[Award]) -> OpenBasis:
    """Three queries, whatever the number of awards: computations that used the same rows of standards are counted together."""
    open_codes = dict(
        Standard.objects.filter(confirmed=False, withdrawn_at__isnull=True).values_list("id", "code__code")
    )
    sets = awards.order_by().values_list("decision__assessment__standard_ids").annotate(Count("pk"))
    households, used = 0, set()
    for standard_ids, many in sets:
        found = open_codes.keys() & set(standard_ids)
        households += many if found else 0
        used |= {open_codes[one] for one in found}
    return OpenBasis(households, _points(used))


def open_standards(standard_ids: Iterable[int], codes: Iterable[str]) -> tuple[str, ...]:
    """The names of what nobody has confirmed among these rows and the values of these codes; one query."""
    meant = Q(pk__in=list(standard_ids)) | Q(code__code__in=list(codes))
    found = Standard.objects.filter(meant, confirmed=False, withdrawn_at__isnull=True)
    return tuple(found.order_by("code__code").values_list("code__label", flat=True).distinct())


def _points(codes: Iterable[str]) -> tuple[str, ...]:
    points = OpenPoint.objects.order_by("code").values_list("code", "parameters")
    return tuple(code for code, parameters in points if set(parameters) & set(codes))
