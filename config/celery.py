"""The Celery application; tasks are wake-up calls for rows (README, "The row is the job")."""

import os

from celery import Celery
from celery.schedules import crontab
from celery.signals import worker_ready

from config.broker import outlive_the_broker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
app = Celery("jiuzhu")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

outlive_the_broker()

# What happens by itself, and when. A test sees to it that each task exists.
app.conf.beat_scheduler = "apps.core.tasks:AliveScheduler"
app.conf.beat_schedule = {
    "show that the worker is alive": {
        "task": "apps.core.tasks.show_worker_is_alive",
        "schedule": 5,
        "options": {"expires": 10},
    },
    "make missing originals": {
        "task": "apps.documents.tasks.make_missing_originals",
        "schedule": 60,
        "options": {"expires": 50},
    },
    "go on with prints": {
        "task": "apps.documents.tasks.go_on_with_prints",
        "schedule": 60,
        "options": {"expires": 50},
    },
    "go on with bank runs": {
        "task": "apps.payments.tasks.go_on_with_bank_runs",
        "schedule": 5,
        "options": {"expires": 4},
    },
    "open the reviews that fall due": {
        "task": "apps.reviews.tasks.open_due_reviews",
        "schedule": crontab(hour=1, minute=30),
    },
    "go on with takeovers": {
        "task": "apps.reviews.tasks.go_on_with_takeovers",
        "schedule": 60,
        "options": {"expires": 50},
    },
    "go on with emergencies": {
        "task": "apps.routing.tasks.go_on_with_emergencies",
        "schedule": 60,
        "options": {"expires": 50},
    },
    "go on with rehearsals": {
        "task": "apps.benefits.tasks.go_on_with_rehearsals",
        "schedule": 60,
        "options": {"expires": 50},
    },
    "go on with economic checks": {
        "task": "apps.checks.tasks.go_on_with_checks",
        "schedule": 20,
        "options": {"expires": 15},
    },
}


@worker_ready.connect
def go_on_with_what_broke_off(**_: object) -> None:
    """A worker that starts looks at once for what the one before it left, and does not wait for the next sweep."""
    for name, line in app.conf.beat_schedule.items():
        if name.startswith("go on"):
            app.send_task(line["task"])
