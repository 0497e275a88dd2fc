"""Lists, strips and forms."""

from dataclasses import dataclass

from apps.core.shapes.common import Link


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
