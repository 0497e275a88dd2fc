"""调标测算. New standards tried on everybody on record, then published: `draft_rehearsal` → `rehearse` → a second person's
`publish_rehearsal` → `recalculate`. Both long works are journal runs; a worker is only woken for them.
"""

from apps.benefits.rehearsal.draft import discard_rehearsal, draft_rehearsal
from apps.benefits.rehearsal.export import export_corrections
from apps.benefits.rehearsal.publish import publish_rehearsal, recalculate
from apps.benefits.rehearsal.rehearse import rehearse

__all__ = [
    "discard_rehearsal",
    "draft_rehearsal",
    "export_corrections",
    "publish_rehearsal",
    "recalculate",
    "rehearse",
]
