"""The exact totals of a computation as JSON beside the answer, so that a rehearsal judges them without the facts."""

import json
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

from apps.rules.assess import Totals
from apps.rules.facts import Property
from apps.rules.facts.reading import read_property


def totals_to_plain(totals: Totals) -> dict[str, Any]:
    """All but the property, which stands in the facts; the income as a fraction, since a mean may be no whole fen."""
    return {
        "members": totals.members,
        "income": str(totals.income),
        "cash_condition": totals.cash_condition,
        "local_hukou": totals.local_hukou,
        "other_benefit": totals.other_benefit,
        "refusing": list(totals.refusing),
    }


def totals_from_plain(plain: Mapping[str, Any], property: Mapping[str, Any] | None) -> Totals:
    """Back again, with the property of the frozen facts."""
    return _totals(plain, read_property(property))


def totals_from_json(totals: str, property: str | None) -> Totals:
    """The same from the JSON of the columns; many households own nothing, which is read once."""
    return _totals(json.loads(totals), _property(property))


@lru_cache(maxsize=10_000)
def _property(text: str | None) -> Property:
    return read_property(json.loads(text or "null"))


def _totals(plain: Mapping[str, Any], owned: Property) -> Totals:
    return Totals(
        members=plain["members"],
        income=_fraction(plain["income"]),
        property=owned,
        cash_condition=plain["cash_condition"],
        local_hukou=plain["local_hukou"],
        other_benefit=plain["other_benefit"],
        refusing=tuple(plain["refusing"]),
    )


def _fraction(text: str) -> Fraction:
    """What `str` made of a fraction; three times as fast as the general reader."""
    top, _, bottom = text.partition("/")
    return Fraction(int(top), int(bottom or 1))
