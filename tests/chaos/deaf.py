"""The worker of the site that does not look at its start for what broke off: for a negative control alone."""

from celery.signals import worker_ready

from config.celery import app, go_on_with_what_broke_off

__all__ = ["app"]
worker_ready.disconnect(go_on_with_what_broke_off)
