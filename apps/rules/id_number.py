"""公民身份号码 (GB 11643): eighteen characters, the last one a check character (ISO 7064 MOD 11-2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .errors import RuleError

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
DIGITS = frozenset("0123456789")


@dataclass(frozen=True)
class IdNumber:
    number: str
    area_code: str
    birth_date: date
    sex: str


def normalize(text: str) -> str:
    """Without spaces around, x as X."""
    return text.strip().replace("x", "X")


def check_digit(body: str) -> str:
    """GB 11643: the eighteenth character for seventeen digits."""
    body = body.strip()
    if len(body) != 17:
        raise RuleError("invalid_id_number", "length")
    if not DIGITS.issuperset(body):
        raise RuleError("invalid_id_number", "characters")
    return CHECKS[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]


def _birth_date(text: str, on: date) -> date:
    try:
        born = date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        raise RuleError("invalid_id_number", "birth_date") from None
    if born > on or born.year < 1900:
        raise RuleError("invalid_id_number", "birth_date")
    return born


def parse_id_number(text: str, on: date) -> IdNumber:
    """GB 11643「公民身份号码是特征组合码，由十七位数字本体码和一位校验码组成」: read and check a number on a day.

    The area code never rejects: codes of dissolved districts stay on people's cards.
    """
    number = normalize(text)
    if len(number) == 15 and DIGITS.issuperset(number):
        raise RuleError("invalid_id_number", "old_15_digit")
    if len(number) != 18:
        raise RuleError("invalid_id_number", "length")
    if not DIGITS.issuperset(number[:17]) or number[17] not in CHECKS:
        raise RuleError("invalid_id_number", "characters")
    born = _birth_date(number[6:14], on)
    if number[17] != check_digit(number[:17]):
        raise RuleError("invalid_id_number", "check_digit")
    return IdNumber(number, number[:6], born, "male" if int(number[16]) % 2 else "female")
