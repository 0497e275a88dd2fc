"""How personal numbers are shown. Seeing them in full asks for a reason and is an event (`reveal`)."""

import re

_ID_NUMBER = re.compile(
    r"(?<!\d)\d{6}(?:1[89]|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dXx])"
)
_PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_ACCOUNT = re.compile(r"(?<!\d)(?:62|4\d|5[1-5])\d{13,17}(?!\d)")


def mask_id_number(number: str, *, birth_date_shown: bool) -> str:
    """Identity number as `1201**********0428`; beside a birth date no digit of it, only 已校验.

    Region, birth date, sex and the last three digits together give the whole number away (combination rule).
    """
    if not number:
        return ""
    if birth_date_shown:
        return "已校验"
    return f"{number[:4]}{'*' * (len(number) - 8)}{number[-4:]}" if len(number) > 8 else "*" * len(number)


def id_tail(number: str) -> str:
    """The last four characters, for 尾号 0428; only where no birth date is in sight."""
    return number[-4:] if len(number) > 8 else ""


def mask_phone(number: str) -> str:
    """Telephone as `138****5678`; shorter numbers keep their last two digits."""
    if len(number) >= 11:
        return f"{number[:3]}{'*' * (len(number) - 7)}{number[-4:]}"
    return f"{'*' * (len(number) - 2)}{number[-2:]}" if number else ""


def mask_account(number: str) -> str:
    """Bank account by its tail only: `尾号 6688`."""
    return f"尾号 {number[-4:]}" if len(number) > 8 else "*" * len(number)


def scrub(text: str) -> str:
    """Free text for events and logs: whole identity numbers, telephones and bank cards typed into it are masked."""
    text = _ID_NUMBER.sub(lambda found: mask_id_number(found[0], birth_date_shown=False), text)
    text = _ACCOUNT.sub(lambda found: mask_account(found[0]), text)
    return _PHONE.sub(lambda found: mask_phone(found[0]), text)
