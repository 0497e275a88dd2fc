"""Equations, ledgers, approval chains and proofs."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class EquationTerm:
    """`value` is a Decimal (money), an int (a number of persons) or words; `operator` stands before it."""

    value: Decimal | int | str
    name: str
    operator: str = ""
    result: bool = False


@dataclass(frozen=True, slots=True)
class Equation:
    terms: tuple[EquationTerm, ...]
    verdict_kind: str = ""
    verdict_text: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """`amount_text` replaces the amount where the line has none (未超过, 不计入, 3 人)."""

    number: int
    item: str
    reason: str = ""
    basis: str = ""
    basis_url: str = ""
    amount: Decimal | None = None
    amount_text: str = ""
    subtotal: bool = False
    result: bool = False
    not_applicable: bool = False
    open_points: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerPart:
    title: str
    lines: tuple[LedgerLine, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    caption: str
    caption_note: str
    parts: tuple[LedgerPart, ...]


@dataclass(frozen=True, slots=True)
class StandardUsed:
    name: str
    value: str
    source: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A reading of the law that nobody has settled; `number` is the mark in the ledger."""

    number: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One signature of an approval chain. `status`: done | now | later."""

    name: str
    status: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ApprovalChain:
    links: tuple[ChainLink, ...]
    rule: str = ""
    rule_text: str = ""


@dataclass(frozen=True, slots=True)
class ProofRow:
    label: str
    value: Decimal | int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """Register = listed + held + excluded; `total` stands in the last row beside 相符 or 不符."""

    title: str
    rows: tuple[ProofRow, ...]
    total: Decimal | int
    agrees: bool
    differs_text: str = ""
