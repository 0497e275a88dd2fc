"""采暖补助: a flat sum for each household of the register, and a share of the bill for those with central heating."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import chain

from apps.benefits.one_time_sheet import Group, Row, Share, Sheet
from apps.core.errors import Refused
from apps.rules.amounts import money
from apps.rules.errors import RuleError
from apps.rules.other_allowances import Heating, heating

FIELD = "central"
SPACES = str.maketrans(
    {"，": " ", "\u3000": " ", "\t": " ", ",": None, "元": None}
)  # as people type or paste them
ZERO = Decimal("0.00")


def work_out_heating(rows: Sequence[Row], month: dt.date, figures: Mapping[str, str], standards) -> Sheet:
    """天津市集中供热采暖补助 by household and season. `figures["central"]`: a line with case number and bill for each
    household with central heating; the others of dibao and tekun get the flat sum. Refused: `unknown_case`, `no_bill`,
    `bill_twice`, each with its row.
    """
    homes: dict[int, Row] = {}
    for row in rows:
        there = homes.get(row.award_id)
        homes[row.award_id] = Row(
            row.award_id, row.programme, "", row.persons + (there.persons if there else 0), row.case_number
        )
    bills = _bills(figures.get(FIELD, ""), {home.case_number for home in homes.values()})
    shares: dict[str, list[Share]] = {"集中供热": [], "非集中供热": []}
    for home in homes.values():
        fee = bills.get(home.case_number)
        given = _given(home, fee, standards, month)
        if given.amount:
            shares["非集中供热" if fee is None else "集中供热"].append(
                Share(home.award_id, home.persons, given.amount)
            )
    groups = tuple(
        Group(label, sum(one.persons for one in found), sum((one.amount for one in found), ZERO))
        for label, found in shares.items()
        if found
    )
    words = "，".join(f"{label} {len(found)} 户" for label, found in shares.items())
    if not standards.switch("heating_enabled", month):
        words = "标准里没有启用采暖补助（heating_enabled）"
    return Sheet(f"{month:%Y年%-m月}登记簿，{words}", groups, tuple(chain(*shares.values())))


def _given(home: Row, fee: Decimal | None, standards, day: dt.date) -> Heating:
    mode = "noncentral" if fee is None else "central"
    return heating(programme=home.programme, mode=mode, standards=standards, day=day, fee=fee)


def _bills(text: str, known: set[str]) -> dict[str, Decimal]:
    """Yuan by case number, a line each; a number has spaces of its own, so the bill is the last word of its line."""
    found: dict[str, Decimal] = {}
    rows: dict[str, int] = {}
    for row, line in enumerate(text.translate(SPACES).splitlines(), start=1):
        if not line.strip():
            continue
        number, _, bill = line.strip().rpartition(" ")
        number = " ".join(number.split())
        if number in rows:
            raise Refused(
                "bill_twice",
                f"没有起草。第 {row} 行“{number[:40]}”在第 {rows[number]} 行已经写过；请每户只写一行，核对后留下对的一行。",
                FIELD,
            )
        found[number], rows[number] = _bill(bill, row, line), row
        if number not in known:
            raise Refused(
                "unknown_case",
                f"没有起草。第 {row} 行：登记簿里没有办件“{number[:40]}”；请核对编号，只写本街道当月在册的家庭。",
                FIELD,
            )
    return found


def _bill(bill: str, row: int, line: str) -> Decimal:
    try:
        return money(bill)
    except RuleError as error:
        raise Refused(
            "no_bill",
            f"没有起草。第 {row} 行“{line.strip()[:40]}”末尾不是供热费金额；每行先写办件编号，再写金额，例如 1850.00。",
            FIELD,
        ) from error
