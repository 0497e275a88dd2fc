"""Wake-up calls for what an emergency does to the cases under way."""

from celery import shared_task

from apps.core import clock
from apps.routing import services


@shared_task
def extend_open_cases(switch_id: int) -> None:
    """Sent when an emergency is declared; one that begins later waits for its day."""
    if switch_id in services.switches_to_carry_out(clock.today()):
        services.extend_open_cases(switch_id, clock.today())


@shared_task
def go_on_with_emergencies() -> None:
    """Sent by beat: what nobody was woken for, what broke off, and what begins today."""
    on = clock.today()
    for pk in services.switches_to_carry_out(on):
        services.extend_open_cases(pk, on)
