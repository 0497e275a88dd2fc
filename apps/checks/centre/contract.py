"""What is asked of the centre and what it may answer; whatever else comes is refused whole."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from apps.checks.models import QueryState, Source
from apps.core.masking import scrub

# What did not happen, why, and what to do: shown on the page of the check.
TROUBLES = {
    "no_line": "没有连上核对中心，系统会自动重试；一直连不上的，请联系核对中心，或改用文件方式。",
    "too_slow": "核对中心没有在规定时间内返回，系统会自动重试，不用重新发起。",
    "unavailable": "核对中心暂停服务，系统会自动重试。",
    "not_admitted": "核对中心不认本机的签名或密钥，没有受理；请系统管理员核对密钥和时钟。",
    "bad_signature": "返回内容的签名不对，没有采用任何一条；系统会重新请求，再次出现请立即报告系统管理员。",
    "wrong_person": "返回内容里有不是本件核对对象的人，整份没有采用；系统会重新请求，再次出现请通知核对中心查明。",
    "wrong_number": "返回的不是本次请求的结果，整份没有采用；系统会重新请求。",
    "malformed": "返回内容不合约定（金额、项目或日期有误），整份没有采用；系统会重新请求，再次出现请通知核对中心。",
    "not_readable": "文件不是核对中心出具的，或被改动过，没有采用；请向核对中心重新索取。",
}
ITEMS = {
    "income": ("W", "B", "P", "T", "O"),
    "monetary": ("deposit", "securities", "insurance", "internet_fin"),
    "home": ("owned", "public_rental", "non_residential"),
    "vehicle": ("car", "large_vehicle", "disabled_power_chair", "motorcycle", "agricultural_vehicle"),
    "company": ("company",),
    "expense": ("medical", "education", "rehabilitation", "living"),
    "marriage": ("married", "divorced", "unmarried", "widowed"),
    "death": ("dead",),
}
WITH_AMOUNT = ("income", "monetary", "company", "expense")
LARGEST = Decimal("1e10")


class Trouble(Exception):
    """The centre was not reached or said something that may not be used; nothing was applied."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    @property
    def sentence(self) -> str:
        return TROUBLES[self.code]


@dataclass(frozen=True, slots=True)
class Subject:
    """One person who is asked about; `ref` is ours and says nothing about him."""

    ref: str
    id_number: str
    name: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a source holds: amount in yuan (an income a month), area in square metres."""

    item: str
    form: str
    amount: Decimal | None = None
    area: Decimal | None = None
    text: str = ""

    def to_plain(self) -> dict[str, Any]:
        amounts = {
            name: str(getattr(self, name)) for name in ("amount", "area") if getattr(self, name) is not None
        }
        return {"item": self.item, "form": self.form, "text": self.text, **amounts}


@dataclass(frozen=True, slots=True)
class Answer:
    """One source about one person. `state`: found, none or offline."""

    ref: str
    source: str
    state: str
    as_of: dt.date | None
    items: tuple[Item, ...]


def written(number: str, day: dt.date, subjects: Iterable[Subject]) -> bytes:
    """A request as it goes out."""
    content = {
        "number": number,
        "day": day.isoformat(),
        "edition": "analysis",
        "subjects": [
            {"ref": one.ref, "id_number": one.id_number, "name": one.name, "sources": list(one.sources)}
            for one in subjects
        ],
    }
    return json.dumps(content, ensure_ascii=False).encode()


def read_answers(content: Any, number: str, subjects: Iterable[Subject], day: dt.date) -> list[Answer]:
    """The answers to a request, in their order; Trouble refuses the whole when one of them may not be used."""
    asked = {one.ref: one for one in subjects}
    try:
        if content["number"] != number:
            raise Trouble("wrong_number")
        for one in content["answers"]:
            if one["ref"] not in asked or one["id_number"] != asked[one["ref"]].id_number:
                raise Trouble("wrong_person")
        return [_answer(one, day) for one in content["answers"]]
    except (KeyError, TypeError, ValueError, InvalidOperation) as error:
        raise Trouble("malformed") from error


def item_of(plain: dict[str, Any]) -> Item:
    """One item as it came, or as it was kept. ValueError for what is not in the closed lists."""
    item, form = str(plain["item"]), str(plain["form"])
    if form not in ITEMS.get(item, ()):
        raise ValueError(f"{item} {form}")
    if (item in WITH_AMOUNT) != ("amount" in plain):
        raise ValueError("amount")
    return Item(
        item,
        form,
        _number(plain["amount"]) if "amount" in plain else None,
        _number(plain["area"]) if "area" in plain else None,
        scrub(str(plain.get("text", "")))[:80],
    )


def _answer(plain: dict[str, Any], day: dt.date) -> Answer:
    state, source = plain["state"], plain["source"]
    if state not in (QueryState.FOUND, QueryState.NONE, QueryState.OFFLINE) or source not in Source.values:
        raise ValueError(f"{source} {state}")
    items = tuple(item_of(one) for one in plain["items"])
    if bool(items) != (state == QueryState.FOUND):
        raise ValueError("items")
    as_of = dt.date.fromisoformat(plain["as_of"]) if state != QueryState.OFFLINE else None
    if as_of and as_of > day:
        raise ValueError("as_of")
    return Answer(plain["ref"], source, state, as_of, items)


def _number(text: Any) -> Decimal:
    """Text with at most two decimals, not negative: a JSON number would already have been a float."""
    if not isinstance(text, str):
        raise TypeError("a number as text")
    value = Decimal(text)
    if not value.is_finite() or not 0 <= value < LARGEST or value != round(value, 2):
        raise ValueError(text)
    return value
