"""No identity number that could belong to somebody stands in the repository."""

import datetime as dt
import re

import pytest

from .sources import ROOT, place, tracked

NUMBER = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])")
NOBODYS_REGION = "129999"  # the demonstration and the tests take their numbers from here
# The example printed in GB 11643-1999 itself, and what the golden examples make of it.
PRINTED_IN_THE_STANDARD = {"11010519491231002X"}
TEXT = {
    ".py",
    ".html",
    ".md",
    ".yaml",
    ".yml",
    ".json",
    ".csv",
    ".txt",
    ".js",
    ".css",
    ".toml",
    ".svg",
    ".sh",
}
WEIGHTS = [pow(2, 17 - position, 11) for position in range(17)]


def could_be_somebodys(number: str) -> bool:
    """Whether the check digit and the birth date are possible (region aside)."""
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
    if "10X98765432"[total % 11] != number[17].upper():
        return False
    try:
        born = dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return 1900 <= born.year <= 2030


def found_in(text: str) -> list[str]:
    return [
        number
        for number in NUMBER.findall(text)
        if could_be_somebodys(number)
        and not number.startswith(NOBODYS_REGION)
        and number.upper() not in PRINTED_IN_THE_STANDARD
    ]


def test_no_real_identity_number_stands_in_the_repository():
    texts = [path for path in tracked() if path.suffix in TEXT]
    found = [
        f"{place(path)}: {number[:6]}…"
        for path in texts
        for number in found_in(path.read_text(errors="replace"))
    ]
    assert found == []
    assert len(texts) > 50, f"something is wrong with the list of files below {ROOT}"


@pytest.mark.parametrize(("digits", "expected"), [("12010119490101001", 1), ("12999919490101001", 0)])
def test_the_check_sees_a_number_with_a_real_region(digits, expected):
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=False))
    assert len(found_in(f"id: {digits}{'10X98765432'[total % 11]},")) == expected
