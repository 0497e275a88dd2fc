"""Money: Decimal at the doors, exact Fraction inside, and the named roundings (no Decimal division)."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from .errors import RuleError

AMOUNT = re.compile(r"-?[0-9]+(\.[0-9]{1,2})?")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
DIGITS = "零壹贰叁肆伍陆柒捌玖"
NOTHING = Decimal("0.00")
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "万亿")


def money(value: str | Decimal | None) -> Decimal:
    """An amount at the door, in yuan: text or Decimal, not negative, at most two decimals."""
    text = format(value, "f") if isinstance(value, Decimal) else value
    if not isinstance(text, str) or not AMOUNT.fullmatch(text):
        raise RuleError("invalid_amount", str(value))
    amount = Decimal(text)
    if amount < 0:
        raise RuleError("negative_amount", text)
    return amount


def number(value: str | Decimal) -> Decimal:
    """A ratio, area or index at the door: any decimal number, any sign."""
    text = format(value, "f") if isinstance(value, Decimal) else value
    if not isinstance(text, str) or not NUMBER.fullmatch(text):
        raise RuleError("invalid_amount", str(value))
    return Decimal(text)


def _nearest(top: int, bottom: int) -> int:
    """top ÷ bottom to the nearest integer, a half away from zero; bottom is positive."""
    return (2 * top + bottom) // (2 * bottom) if top >= 0 else -((bottom - 2 * top) // (2 * bottom))


def _up(top: int, bottom: int) -> int:
    return -(-top // bottom)


def _down(top: int, bottom: int) -> int:
    return top // bottom


ROUNDINGS: dict[str, Callable[[int, int], int]] = {"HALF_UP": _nearest, "CEILING": _up, "FLOOR": _down}
ROUNDING_NAMES = tuple(ROUNDINGS)


def half_up(x: Fraction) -> int:
    """The nearest integer, a half away from zero."""
    return _nearest(*x.as_integer_ratio())


@lru_cache(maxsize=20_000)
def exact(amount: Decimal) -> Fraction:
    """An amount of the facts as the rules calculate with it."""
    return Fraction(amount)


def shown(x: Fraction | Decimal | int, places: int = 2) -> Decimal:
    """Half-up to `places` decimals for display only; never calculate with what this returns."""
    top, bottom = x.as_integer_ratio()
    return Decimal(_nearest(top * 10**places, bottom)).scaleb(-places)


def pay(x: Fraction, quantum: Fraction, rounding: str) -> Decimal:
    """What is paid, in yuan: a multiple of `quantum`, never negative. The one rounding of a benefit."""
    (top, bottom), (one, part) = x.as_integer_ratio(), quantum.as_integer_ratio()
    if one <= 0:
        raise RuleError("parameter_out_of_range", "pay_quantum")
    if top <= 0:
        return NOTHING
    units = ROUNDINGS[rounding](top * part, bottom * one)
    return Decimal(_nearest(units * one * 100, part)).scaleb(-2)


def yuan(x: Fraction) -> Decimal:
    """Published rounding: half-up to whole yuan (1045 × 30% = 313.5 → 314)."""
    return shown(half_up(x))


def format_money(amount: Decimal | Fraction) -> str:
    """1,241.00 with a real minus sign; for sentences and pages."""
    return f"{shown(amount):,.2f}".replace("-", "−")


def format_number(x: Fraction) -> str:
    """24, 1.5: at most four decimals, none that say nothing."""
    return f"{shown(x, 4).normalize():f}"


def format_percent(rate: Fraction) -> str:
    """0.3 → 30%."""
    return f"{format_number(rate * 100)}%"


def _group_words(group: int) -> str:
    """Four digits in capitals, zeros joined: 1004 → 壹仟零肆."""
    words, zero = "", False
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if digit:
            words += ("零" if zero and words else "") + DIGITS[digit] + PLACES[place]
        zero = not digit
    return words


def _whole_words(whole: int) -> str:
    """Whole yuan in capitals, by groups of four digits."""
    words, gap = "", False
    for index in (3, 2, 1, 0):
        group = whole // 10 ** (4 * index) % 10000
        if group:
            words += ("零" if words and (gap or group < 1000) else "") + _group_words(group) + GROUPS[index]
        gap = not group
    return words


def in_words(amount: Decimal) -> str:
    """人民币大写: 1241 → 壹仟贰佰肆拾壹元整. Fractions of a fen and negative amounts are refused."""
    fen = Fraction(money(amount)) * 100
    whole, jiao, rest = int(fen) // 100, int(fen) // 10 % 10, int(fen) % 10
    if whole >= 10**16:
        raise RuleError("invalid_amount", str(amount))
    words = _whole_words(whole) + "元" if whole else ""
    if jiao:
        words += DIGITS[jiao] + "角"
    elif rest and whole:
        words += "零"
    return (words or ("" if rest else "零元")) + (DIGITS[rest] + "分" if rest else "整")
