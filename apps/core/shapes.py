"""What the components of the pages draw: frozen dataclasses that queries build and templates only read.

Nothing here reads the database, the clock or the user. Words are Chinese and complete; a template adds none.
`side` is always one of "residence", "hukou", "district" or "".
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

RESIDENCE, HUKOU, DISTRICT = "residence", "hukou", "district"


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    icon: str = ""
    note: str = ""


# The frame ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NavItem:
    label: str
    url: str
    icon: str
    count: int | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class NavGroup:
    """One of the three groups of the side navigation; the first has no label."""

    label: str
    items: tuple[NavItem, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    nav_groups: tuple[NavGroup, ...]
    user_name: str
    office_name: str
    role_label: str
    side_char: str
    today: date
    environment_tag: str = ""
    demonstration_day: date | None = None
    message_count: int = 0
    messages_url: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who and which case, always on top. `state_kind` is a badge kind."""

    name: str
    kind_line: str
    case_number: str
    residence_office: str
    hukou_office: str = ""
    masked_id: str = ""
    reveal_url: str = ""
    state_kind: str = ""
    state_text: str = ""
    limit_text: str = ""
    due_text: str = ""
    next_label: str = ""
    next_url: str = ""


# Where the case is ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RailStop:
    """One step. `side` is the lane that acts; `both` draws it in the other lane too, with `other_lines` there."""

    name: str
    side: str
    status: str  # done | now | later | skipped
    when: str = ""
    who: str = ""
    note: str = ""
    both: bool = False
    other_lines: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(line for line in (self.when, self.who, self.note) if line)


@dataclass(frozen=True, slots=True)
class RailColumn:
    """A stop as the two lanes draw it: what to print above and below, and how the line runs on both sides."""

    stop: RailStop
    above: tuple[str, ...]
    below: tuple[str, ...]
    before: str  # "" | "straight" | "down" | "up"
    before_past: bool
    after: str  # "" | "straight" | "half"
    after_past: bool


@dataclass(frozen=True, slots=True)
class Rail:
    """Two mirrored lanes; without a hukou label it is one lane, for a case that one office handles alone."""

    residence_label: str
    hukou_label: str
    residence_who: str
    hukou_who: str
    now_side: str
    stops: tuple[RailStop, ...]
    now_text: str = "现由本街道办理"

    @property
    def single(self) -> bool:
        return not self.hukou_label

    @property
    def residence_stops(self) -> tuple[RailStop, ...]:
        return tuple(stop for stop in self.stops if stop.side != HUKOU or stop.both)

    @property
    def hukou_stops(self) -> tuple[RailStop, ...]:
        return tuple(stop for stop in self.stops if stop.side == HUKOU or stop.both)

    @property
    def columns(self) -> tuple[RailColumn, ...]:
        columns = []
        last = len(self.stops) - 1
        for place, stop in enumerate(self.stops):
            above_is_own = self.single or stop.side != HUKOU
            before = after = ""
            if place:
                earlier = self.stops[place - 1]
                if self.single or _lane(earlier) == _lane(stop):
                    before = "straight"
                else:
                    before = "down" if _lane(stop) == HUKOU else "up"
            if place < last:
                after = "straight" if self.single or _lane(self.stops[place + 1]) == _lane(stop) else "half"
            columns.append(
                RailColumn(
                    stop=stop,
                    above=stop.lines if above_is_own else stop.other_lines,
                    below=stop.other_lines if above_is_own else stop.lines,
                    before=before,
                    before_past=stop.status in {"done", "now"},
                    after=after,
                    after_past=place < last and self.stops[place + 1].status in {"done", "now"},
                )
            )
        return tuple(columns)


def _lane(stop: RailStop) -> str:
    return HUKOU if stop.side == HUKOU else RESIDENCE


@dataclass(frozen=True, slots=True)
class RulerCell:
    kind: str  # residence | hukou | left | safe | last | over


@dataclass(frozen=True, slots=True)
class RulerLabel:
    """Words under the ruler, from the cell `at` (1 is the first). `kind`: "" | "safe" | "last"."""

    at: int
    text: str
    side: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Ruler:
    """One cell a working day. `due_strong` is the part of `due_text` printed bold; `basis` names the article."""

    title: str
    used: int
    total: int
    cells: tuple[RulerCell, ...]
    labels: tuple[RulerLabel, ...]
    due_text: str = ""
    due_strong: str = ""
    basis: Link | None = None
    provisional: bool = False

    @property
    def segments(self) -> tuple[tuple[RulerLabel | None, int], ...]:
        """Each label with the number of cells until the next one; the first may be a gap."""
        segments: list[tuple[RulerLabel | None, int]] = []
        ordered = sorted(self.labels, key=lambda label: label.at)
        if ordered and ordered[0].at > 1:
            segments.append((None, ordered[0].at - 1))
        for place, label in enumerate(ordered):
            end = ordered[place + 1].at if place + 1 < len(ordered) else len(self.cells) + 1
            segments.append((label, max(end - label.at, 1)))
        return tuple(segments)


# What is known --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FactRow:
    """Declared beside found. `kind`: differs | unknown | equal; rows arrive in that order."""

    name: str
    declared: str
    found: str
    kind: str
    compare_text: str
    adopted: str = ""
    adopted_note: str = ""
    adopted_url: str = ""
    name_note: str = ""
    declared_note: str = ""
    found_note: str = ""


@dataclass(frozen=True, slots=True)
class FactsTable:
    rows: tuple[FactRow, ...]
    equal_count: int
    differs_count: int
    unknown_count: int
    equal_hidden_text: str = ""
    equal_hidden_url: str = ""
    tools: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    when: datetime
    step: str
    side: str
    who: str
    sentence: str
    files: tuple[Link, ...] = ()
    hand_over: bool = False


# What may be done -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ActionItem:
    label: str
    url: str
    state: str  # not_started | seen | done

    @property
    def kind(self) -> str:
        return {"not_started": "not_started", "seen": "in_progress", "done": "done"}[self.state]

    @property
    def text(self) -> str:
        return {"not_started": "未开始", "seen": "看过，未确认", "done": "已看"}[self.state]


@dataclass(frozen=True, slots=True)
class NotYours:
    """What somebody else does: `text` runs before the seal, `after` behind the name."""

    text: str
    side: str = ""
    who: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class ActionPanel:
    """The steps open to this person; `submit_ready` false shows the button closed with `missing_text` below."""

    why: str
    items: tuple[ActionItem, ...] = ()
    amount: Decimal | None = None
    amount_unit: str = "元/月"
    equation_text: str = ""
    equation_url: str = ""
    submit_label: str = ""
    submit_url: str = ""
    submit_ready: bool = True
    missing_text: str = ""
    others: tuple[Link, ...] = ()
    not_yours: tuple[NotYours, ...] = ()


# Amounts --------------------------------------------------------------------------------------------------


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


# Lists and forms ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SavedView:
    label: str
    url: str
    count: int | None = None
    kind: str = ""  # "" | overdue | due_today
    current: bool = False


@dataclass(frozen=True, slots=True)
class PagerInfo:
    """`proof` is the sentence that nothing is left out; urls are empty at the ends."""

    first: int
    last: int
    total: int
    proof: str = ""
    previous_url: str = ""
    next_url: str = ""
    sizes: tuple[tuple[int, str, bool], ...] = ()  # (size, url, current)


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the error summary, in the words that stand beside the field."""

    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Empty:
    """Nothing here: what is true, what comes next, one action."""

    title: str
    text: str = ""
    icon: str = "done"
    action: Link | None = None
    other: Link | None = None


@dataclass(frozen=True, slots=True)
class Strip:
    """A strip in words. `kind`: done | caution | alarm | offline | note."""

    kind: str
    title: str
    text: str = ""
    icon: str = ""
    action: Link | None = None


@dataclass(frozen=True, slots=True)
class FormStep:
    label: str
    status: str  # done | now | later
    url: str = ""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column of an entry grid: the fields in its cells, or derived words (`form.derived[name]`) as plain text."""

    label: str
    fields: tuple[str, ...] = ()
    derived: tuple[str, ...] = ()
    kind: str = "text"  # text | number | wide | short


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the six figures in a row. `kind`: "" | overdue | due_today."""

    label: str
    value: str
    unit: str = ""
    note: str = ""
    kind: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Crumb:
    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class PageHead:
    """Title and the facts on its line; used where a page has no identity bar."""

    title: str
    facts: tuple[str, ...] = field(default_factory=tuple)
