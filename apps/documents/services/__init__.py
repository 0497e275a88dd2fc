"""Issuing papers, making their originals, keeping attachments; split by word, used as one."""

from apps.documents.services.attach import (
    MOST_AT_ONCE,
    MOST_OF_A_CASE,
    Upload,
    acting_office,
    attach_pictures,
    pages_with,
    picture_bytes,
    withdraw_attachment,
)
from apps.documents.services.issue import (
    district_government,
    issue_document,
    make_original,
    original,
    originals_by_first_readers,
)
from apps.documents.services.printing import MOST_AT_ONCE as MOST_PRINTED
from apps.documents.services.printing import make_originals, order_prints, print_batch
from apps.documents.services.void import void_document
from apps.documents.store import ENDINGS

__all__ = [
    "ENDINGS",
    "MOST_AT_ONCE",
    "MOST_OF_A_CASE",
    "MOST_PRINTED",
    "Upload",
    "acting_office",
    "attach_pictures",
    "district_government",
    "issue_document",
    "make_original",
    "make_originals",
    "order_prints",
    "original",
    "originals_by_first_readers",
    "pages_with",
    "picture_bytes",
    "print_batch",
    "void_document",
    "withdraw_attachment",
]
