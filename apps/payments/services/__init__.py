"""Writing batches; split by word, used as one."""

from apps.payments.services.approve_batch import approve_batch
from apps.payments.services.draft_batch import draft_batch
from apps.payments.services.export_roster import export_roster

__all__ = ["approve_batch", "draft_batch", "export_roster"]
