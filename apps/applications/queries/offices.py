"""Streets and communities by their codes; which ones exist is no secret."""

from apps.offices.models import Community, Level, Office


def find_street(code: str) -> Office | None:
    """The street of a nine-digit code."""
    return Office.objects.select_related("jurisdiction").filter(code=code, level=Level.STREET).first()


def find_community(code: str) -> Community | None:
    """The community of a code."""
    return Community.objects.filter(code=code).first()
