"""A case page: where it is, what is known, what may be done."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from apps.core.shapes.common import HUKOU, RESIDENCE, Link


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
        return tuple(stop for stop in self.stops if self.single or stop.side != HUKOU or stop.both)

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
    """One thing that happened. `anchor`: the word of its kind, on the newest entry of that kind only."""

    when: datetime
    step: str
    side: str
    who: str
    sentence: str
    files: tuple[Link, ...] = ()
    hand_over: bool = False
    anchor: str = ""


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
    amount_note: str = ""
    equation_text: str = ""
    equation_url: str = ""
    submit_label: str = ""
    submit_url: str = ""
    submit_ready: bool = True
    missing_text: str = ""
    others: tuple[Link, ...] = ()
    not_yours: tuple[NotYours, ...] = ()
