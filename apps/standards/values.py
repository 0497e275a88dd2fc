"""Reading a standard's value by its unit, before it is stored."""

import re
from decimal import Decimal

from apps.core.errors import Refused
from apps.standards.models import StandardCode

_AMOUNT = re.compile(r"[0-9]{1,8}(\.[0-9]{1,2})?")
_RATIO = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")
_LIMIT = re.compile(r"[1-9][0-9]{0,3}")

_Kind = StandardCode.Kind
_FORMS = {
    _Kind.AMOUNT: (_AMOUNT, "金额写成最多两位小数的数字，如 1045 或 0.01"),
    _Kind.RATIO: (_RATIO, "比例或倍数写成数字，如 0.30 或 1.5"),
    _Kind.LIMIT: (_LIMIT, "期限或年龄写成整数，如 7"),
}


def check_value(code: StandardCode, value: str) -> str:
    """The value without surrounding spaces, or Refused(value_not_readable) naming the form that is expected."""
    value = value.strip()
    if code.kind in _FORMS:
        form, hint = _FORMS[_Kind(code.kind)]
        readable = bool(form.fullmatch(value))
    else:
        readable, hint = _among(code, value)
    if not readable and value.startswith(("-", "−")):
        hint = "标准不能是负数"
    if not readable:
        raise Refused(
            "value_not_readable", f"没有保存。“{code.label}”的数值“{value}”读不懂；{hint}。", "value"
        )
    return value


def same_value(one: str, other: str) -> bool:
    """Whether two stored values mean the same: 1.0 and 1, but not "a,b" and "b,a"."""
    if _RATIO.fullmatch(one) and _RATIO.fullmatch(other):
        return Decimal(one) == Decimal(other)
    return one == other


def _among(code: StandardCode, value: str) -> tuple[bool, str]:
    """For switches and choices: whether the value is one of the known words; anything else only must not be empty."""
    if code.kind == _Kind.SWITCH:
        return value in {"true", "false"}, "请填 true（是）或 false（否）"
    if code.kind == _Kind.CHOICE:
        words = "、".join(f"{word}（{label}）" for word, label in code.choices.items())
        return value in code.choices, f"请填其中之一：{words}"
    return bool(value) and len(value) <= 200, "不能为空，最多200个字符"
