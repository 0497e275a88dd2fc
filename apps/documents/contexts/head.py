"""What stands on every paper."""

import datetime as dt
from dataclasses import dataclass


def fill(context: object, **values: object) -> None:
    """Give empty fields of a frozen dataclass their derived values; what was stored stays."""
    for name, value in values.items():
        if getattr(context, name) in ("", ()):
            object.__setattr__(context, name, value)


@dataclass(frozen=True, kw_only=True)
class Head:
    """What stands on every paper; made by `issue_document`, kept because offices are renamed."""

    office_name: str
    title: str
    number: str
    check_code: str
    issued_on: dt.date
    case_number: str = ""
    office_window: str = ""
    office_address: str = ""
    office_phone: str = ""
    reconsideration_body: str = ""
