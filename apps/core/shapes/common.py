"""What several components share."""

from dataclasses import dataclass

RESIDENCE, HUKOU, DISTRICT = "residence", "hukou", "district"


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    icon: str = ""
    note: str = ""
