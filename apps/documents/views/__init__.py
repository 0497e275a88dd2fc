"""Pages of papers, pictures and prints; split by word, used as one."""

from apps.documents.views.papers import (
    AttachView,
    attachment,
    original,
    preview,
    void,
    withdraw_attachment,
)
from apps.documents.views.printing import order_print, papers, print_progress, print_zip

__all__ = [
    "AttachView",
    "attachment",
    "order_print",
    "original",
    "papers",
    "preview",
    "print_progress",
    "print_zip",
    "void",
    "withdraw_attachment",
]
