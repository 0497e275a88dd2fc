"""A form of the file (表、书、单、记录): parts with facts, tables and sentences, then who signs."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Pair:
    """One fact: its name and what it is; an empty one is a line to write on."""

    label: str
    text: str = ""


@dataclass(frozen=True)
class SheetPart:
    """One part under its title: facts, a table, or sentences."""

    title: str
    pairs: tuple[Pair, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    text: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A form of the file. `signers`: each gets a line for signature and day; `basis`: the article that asks for it."""

    applicant_name: str
    programme: str
    parts: tuple[SheetPart, ...]
    signers: tuple[str, ...] = ()
    basis: str = ""
