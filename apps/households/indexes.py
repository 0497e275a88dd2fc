"""How personal numbers are made findable: one blind index for the whole number, one for its last four characters."""

import re

from apps.core.crypto import blind_index

_SEPARATORS = re.compile(r"[\s\-—–]+")


def clean_number(text: str) -> str:
    """A typed number without the spaces and dashes people put into it; a small x becomes X."""
    return _SEPARATORS.sub("", text).upper()


def index_of(number: str, purpose: str) -> str:
    """Blind index of a whole number (`purpose`: id_number, phone, bank_account); "" for none."""
    return blind_index(clean_number(number), purpose) if number else ""


def tail_index_of(number: str, purpose: str) -> str:
    """Blind index of the last four characters (`purpose`: id_tail, phone_tail); "" if there are fewer."""
    tail = clean_number(number)[-4:]
    return blind_index(tail, purpose) if len(tail) == 4 else ""
