"""Pages of the demonstration, through Django's whole stack, on a cluster of their own."""

from collections.abc import Callable, Iterator

from .registry import workload
from .site import client_of, demonstration

REQUESTS = 100


@workload("worklist", limit_seconds=30.0)
def worklist() -> Iterator[Callable[[], int]]:
    """The work list of a clerk, 100 times: 0.3 s each is the limit."""
    with demonstration():
        client = client_of("经办")

        def run() -> int:
            for _ in range(REQUESTS):
                answer = client.get("/")
                assert answer.status_code == 200, answer.status_code
            return REQUESTS

        yield run
