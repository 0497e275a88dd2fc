"""A batch of notices as PDF: ours on all cores with everything that keeps them safe, and WeasyPrint bare in one process."""

from collections.abc import Callable, Iterator

from .registry import Peer, workload
from .site import standing

OURS, BARE = 400, 100
PAGES: list[tuple[str, str]] = []  # what the peer draws, left here by the workload


def papers(count: int) -> list:
    """Issued notices without an original, each with its own number and check code."""
    from apps.documents.models import DocumentKind
    from apps.offices.roles import Role
    from tests.documents import makers
    from tests.households.makers import user

    by = user("韩立行", makers.dawangzhuang(), Role.APPROVER)
    case = makers.case(by)
    return [makers.issued(by, case=case, kind=DocumentKind.PUBLIC_NOTICE) for _ in range(count)]


def bare() -> Iterator[Callable[[], int]]:
    """The same pages and styles, given to WeasyPrint one after the other; no tags, no check of fonts, nothing kept."""
    from weasyprint import CSS, HTML

    def draw() -> int:
        for html, css in PAGES:
            HTML(string=html).write_pdf(stylesheets=[CSS(string=css)])
        return len(PAGES)

    yield draw


@workload(
    "notices",
    limit_seconds=400.0,
    runs=1,
    peers=(Peer("bare WeasyPrint, one process", bare, at_most=0.65),),
)
def notices() -> Iterator[Callable[[], int]]:
    with standing("bench"):
        from apps.documents.rendering import ready_to_draw
        from apps.documents.services import make_originals

        issued = papers(OURS + BARE)
        PAGES[:] = [ready_to_draw(paper)[:2] for paper in issued[OURS:]]

        def draw() -> int:
            found = list(make_originals(issued[:OURS]))
            problems = [problem for _, problem in found if problem]
            assert not problems, problems[:3]
            return len(found)

        yield draw


__all__ = ["bare", "notices"]
