"""What the desk shows, built as dataclasses: the work list, the case page, search."""
