"""核对报告: the standard edition says what each source holds, the analysis edition what differs and what was done."""

import datetime as dt
from dataclasses import dataclass

from apps.checks.centre.contract import Item, item_of
from apps.checks.models import CheckQuery, EconomicCheck, Finding, QueryState, Settlement
from apps.checks.queries.board import CELL_BADGES, asked_of, open_findings
from apps.checks.queries.comparing import WORDS
from apps.checks.queries.economic_check import fact_row, last_check
from apps.checks.queries.effects import Effect, effects_of, verdict_today
from apps.core.shapes import FactRow
from apps.documents.queries import PictureTile, picture_tile
from apps.households.models import Asset
from apps.rules.amounts import format_money

EDITIONS = {"analysis": "分析版", "standard": "标准版"}
ITEM_WORDS = WORDS | {kind: dict(Asset.FORMS) for kind in ("monetary", "home", "vehicle", "company")}


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source about one person: what it holds, in words."""

    person: str
    source: str
    badge: str
    state: str
    as_of: dt.date | None
    things: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """A difference, what was decided about it, by whom, on what proof, and what it did to the benefit."""

    row: FactRow
    decided: str
    reason: str
    proof: str
    pictures: tuple[PictureTile, ...]
    effect: str
    settled_by: str
    settled_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Report:
    """As checks/report.html reads it."""

    edition: str
    check: EconomicCheck
    lines: tuple[SourceLine, ...]
    differences: tuple[DifferenceLine, ...]
    equal: int
    unknown: int
    verdict: str


def report_of(case, edition: str, on: dt.date) -> Report | None:
    """The report of the last check in an edition; None while none was begun."""
    check = last_check(case)
    if check is None:
        return None
    findings = list(
        check.findings.select_related("person", "settled_by").prefetch_related(
            "proofs__uploaded_by", "proofs__withdrawal"
        )
    )
    effects = effects_of(case, open_findings(check), on)
    settled = [one for one in findings if one.settlement not in (Settlement.EQUAL, Settlement.NOT_FOUND)]
    return Report(
        edition=edition if edition in EDITIONS else "analysis",
        check=check,
        lines=tuple(_line(query) for query in asked_of(check)),
        differences=tuple(_difference(one, effects.of(one)) for one in settled),
        equal=sum(one.settlement == Settlement.EQUAL for one in findings),
        unknown=sum(one.settlement == Settlement.NOT_FOUND for one in findings),
        verdict=verdict_today(case, on),
    )


def _line(query: CheckQuery) -> SourceLine:
    badge, text = CELL_BADGES[QueryState(query.state)]
    things = tuple(words_of(item_of(item)) for item in query.items)
    name = query.supporter.name if query.supporter else query.person.name
    return SourceLine(name, query.get_source_display(), badge, text, query.as_of, things)


def _difference(one: Finding, effect: Effect | None) -> DifferenceLine:
    said = one.effect or (f"若采用：{effect.sentence}" if effect else "")
    decided = one.get_settlement_display()
    settled_by = str(one.settled_by) if one.settled_by else ""
    return DifferenceLine(
        fact_row(one), decided, one.reason, one.proof, proof_tiles(one), said, settled_by, one.settled_on
    )


def proof_tiles(one: Finding) -> tuple[PictureTile, ...]:
    """The pictures of the proof that are still shown."""
    return tuple(picture_tile(row) for row in one.proofs.all() if not hasattr(row, "withdrawal"))


def words_of(item: Item) -> str:
    """工资性收入 3,230.00 元/月."""
    words = [ITEM_WORDS[item.item][item.form]]
    if item.amount is not None:
        words.append(f"{format_money(item.amount)} {'元/月' if item.item == 'income' else '元'}")
    if item.area is not None:
        words.append(f"{format_money(item.area)} 平方米")
    if item.text:
        words.append(item.text)
    return " ".join(words)
