"""Wake-up calls for requests to the check centre; the request is the job."""

from celery import shared_task

from apps.checks import queries, services
from apps.core import clock


@shared_task
def ask_check_centre(request_id: int) -> None:
    """Sent when a check is started, objected to, or asked for again."""
    services.send_request(request_id, on=clock.today())


@shared_task
def go_on_with_checks() -> None:
    """Sent by beat: requests that are due again, and those whose worker was lost."""
    for request_id in queries.due_requests(clock.stamp()):
        services.send_request(request_id, on=clock.today())
