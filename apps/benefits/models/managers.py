"""Which rows of the ledger one means."""

from django.db import models


class InForce(models.Manager):
    """The ledger as it stands: rows that no later decision has withdrawn."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(withdrawn_by__isnull=True)


class EveryRow(models.Manager):
    """With what was withdrawn."""
