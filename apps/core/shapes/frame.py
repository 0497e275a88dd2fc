"""The frame of a page and who is shown at its top."""

from dataclasses import dataclass
from datetime import date


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
    searches: bool = True  # whoever sees no case has nothing to search
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
    household_url: str = ""
    masked_id: str = ""
    reveal_url: str = ""
    state_kind: str = ""
    state_text: str = ""
    limit_text: str = ""
    due_text: str = ""
    next_label: str = ""
    next_url: str = ""
