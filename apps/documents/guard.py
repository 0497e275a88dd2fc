"""No whole identity number, telephone or account may stand on a paper; what holds one is refused, loudly."""

import logging
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from apps.core.errors import Refused
from apps.rules.id_number import CHECKS, WEIGHTS

logger = logging.getLogger(__name__)

_BREAKS = re.compile(r"(?<=[0-9])[\s\-_.·]{1,2}(?=[0-9]{3})")
_ID_NUMBER = re.compile(r"(?<![0-9])([0-9]{17})([0-9Xx])")
_PHONE = re.compile(r"(?<![0-9])(?:86)?1[3-9][0-9]{9}(?![0-9])")
_LONG = re.compile(r"[0-9]{12,}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def refuse_personal_numbers(plain: Any) -> None:
    """Raise Refused if any text in this JSON holds a whole identity number, a person's telephone or an account.

    Office telephones stand under `office_phone`; there only the telephone is allowed.
    """
    for path, text in _texts(plain, ""):
        found = _found(text, office=path.endswith("office_phone"))
        if found:
            logger.error("A %s was about to stand on a paper, in %s", found[0], path)
            raise Refused(
                "personal_number_in_paper",
                f"没有出具文书。内容里有完整的{found[1]}；文书上只能写尾号，请改正填写的文字后再办。",
            )


def _found(text: str, *, office: bool) -> tuple[str, str] | None:
    """What kind of number stands in a text, in English and Chinese; written with spaces or full width too."""
    digits = _joined(text)
    if any(_checks(body, last) for body, last in _ID_NUMBER.findall(digits)):
        return "identity number", "身份证号码"
    if not office and _PHONE.search(digits):
        return "telephone", "手机号码"
    if not office and _LONG.search(digits):
        return "long number", "证件号码或账号"
    return None


def _joined(text: str) -> str:
    """The text with ASCII digits and without the breaks inside long numbers; ISO days do not count as numbers."""
    plain = "".join(
        str(unicodedata.digit(character)) if character.isdigit() else character
        for character in unicodedata.normalize("NFKC", text)
    )
    return _BREAKS.sub("", _DAY.sub("日", plain))


def _checks(body: str, last: str) -> bool:
    """GB 11643: whether the last character is the check character of the seventeen before it."""
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return CHECKS[total % 11] == last.upper()


def _texts(plain: Any, path: str) -> Iterator[tuple[str, str]]:
    """Every text of the JSON with where it stands."""
    if isinstance(plain, dict):
        for key, part in plain.items():
            yield from _texts(part, f"{path}.{key}")
    elif isinstance(plain, list):
        for place, part in enumerate(plain):
            yield from _texts(part, f"{path}[{place}]")
    elif isinstance(plain, str | int) and not isinstance(plain, bool):
        yield path, str(plain)
