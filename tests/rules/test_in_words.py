"""人民币大写 (T08): every amount reads back to the same fen, by a reader that knows nothing of the writer."""

import os
import random
from decimal import Decimal
from itertools import product

import pytest

from apps.rules.amounts import in_words
from apps.rules.errors import RuleError

DIGITS = {character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")}
UNITS = {"拾": 10, "佰": 100, "仟": 1000}
SECTIONS = {"万": 10**4, "亿": 10**8}
ROUNDS = int(os.environ.get("ROUNDS", "50000"))


def read_back(words: str) -> int:
    """Fen of an amount in capitals; KeyError for a character that does not belong there."""
    yuan, _, rest = words.partition("元") if "元" in words else ("", "", words)
    fen, digit = 0, 0
    for character in rest.removesuffix("整"):
        if character == "角":
            fen, digit = fen + digit * 10, 0
        elif character == "分":
            fen, digit = fen + digit, 0
        else:
            digit = DIGITS[character]
    return whole(yuan) * 100 + fen


def whole(words: str) -> int:
    total = section = digit = 0
    for character in words:
        if character in SECTIONS:
            total, section, digit = total + (section + digit) * SECTIONS[character], 0, 0
        elif character in UNITS:
            section, digit = section + digit * UNITS[character], 0
        else:
            digit = DIGITS[character]
    return total + section + digit


def written(fen: int) -> str:
    return in_words(Decimal(fen).scaleb(-2))


def test_random_amounts_read_back_to_the_fen():
    """ROUNDS=1000000 for the whole target."""
    chance = random.Random(20261121)
    for _ in range(ROUNDS):
        fen = chance.randrange(10 ** chance.randrange(1, 13))
        assert read_back(written(fen)) == fen


def test_every_pattern_of_zeros_reads_back():
    """Each of eight digits of the yuan zero or not, with every kind of jiao and fen."""
    for digits in product((0, 7), repeat=8):
        yuan = int("".join(map(str, digits)))
        for rest in (0, 5, 10, 50, 55):
            fen = yuan * 100 + rest
            words = written(fen)
            assert read_back(words) == fen
            assert "零零" not in words
            assert not (rest == 0 and not words.endswith("整"))


@pytest.mark.parametrize("amount", ["12.345", "0.001", "1E-3"])
def test_a_fraction_of_a_fen_is_refused(amount):
    with pytest.raises(RuleError):
        in_words(Decimal(amount))


def test_the_reader_sees_a_wrong_word():
    """The negative control: a writer that takes the wrong unit, digit or fen is found."""
    assert read_back("壹仟零伍元整") == 100500
    for wrong in ("壹仟伍佰元整", "壹万零伍元整", "壹仟零陆元整", "壹仟零伍元壹分"):
        assert read_back(wrong) != 100500
    with pytest.raises(KeyError):
        read_back("壹仟5元整")
