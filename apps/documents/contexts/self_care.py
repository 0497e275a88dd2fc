"""特困人员生活自理能力评估表."""

import datetime as dt
from dataclasses import dataclass

from apps.documents.contexts.head import fill
from apps.documents.words import basis_of


@dataclass(frozen=True)
class IndicatorLine:
    """One of the six indicators: 能够 or 不能."""

    label: str
    result: str


@dataclass(frozen=True, kw_only=True)
class SelfCareForm:
    """The six indicators, the level, who assessed, where the person will be cared for; no identity number."""

    applicant_name: str
    programme: str
    assessed_on: dt.date
    indicators: tuple[IndicatorLine, ...]
    failed: int
    level: str
    assessors: tuple[str, ...]
    placement: str
    placed_at: str
    institution: str = ""
    note: str = ""
    basis: str = ""

    def __post_init__(self) -> None:
        fill(self, basis=basis_of(self.programme, "self_care"))
