"""Names of people: what may be written (民委发〔2016〕33号: at least 50 characters, the interpunct is U+00B7) and their pinyin."""

import re
import unicodedata

from apps.core.errors import Refused

MAX_NAME = 50
INTERPUNCT = "·"
_INTERPUNCTS = str.maketrans(dict.fromkeys("•・‧∙⋅●‣⸱･", INTERPUNCT))
# Controls, formats (bidirectional marks, zero-width characters), surrogates, line and paragraph separators.
_REFUSED_CATEGORIES = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_HAN = re.compile(r"[⺀-⿟〇々㐀-鿿豈-﫿𠀀-𳑿]")
# Readings as a surname where the dictionary gives another one; 单于 stands here because 单 does.
SURNAMES = {
    "单": "shan", "仇": "qiu", "解": "xie", "曾": "zeng", "朴": "piao", "区": "ou", "查": "zha", "盖": "ge", "乐": "yue",
    "秘": "bi", "繁": "po", "员": "yun", "缪": "miao", "翟": "zhai", "折": "she", "句": "gou", "祭": "zhai", "种": "chong",
    "都": "du", "单于": "chan yu",
}  # fmt: skip


def normalise_name(text: str) -> str:
    """A name as it is stored: NFC (never NFKC, which changes rare characters), one kind of interpunct, no stray spaces.

    Raises Refused for an empty name, one of more than 50 characters, or one with control or direction marks.
    """
    name = unicodedata.normalize("NFC", text).translate(_INTERPUNCTS)
    name = re.sub(r"\s+", " ", re.sub(r"[\r\n\t]+", " ", name)).strip()
    name = re.sub(rf"(?<={_HAN.pattern}) (?={_HAN.pattern})| ?{INTERPUNCT} ?", _without_spaces, name)
    if not name:
        raise Refused("name_missing", "没有保存。姓名是空的；请按证件填写姓名。", "name")
    if any(unicodedata.category(character) in _REFUSED_CATEGORIES for character in name):
        raise Refused(
            "name_control_character",
            "没有保存。姓名里有看不见的控制符号，多半是从别处粘贴带来的；请删掉姓名后用键盘重新输入。",
            "name",
        )
    if len(name) > MAX_NAME:
        raise Refused(
            "name_too_long",
            f"没有保存。姓名有 {len(name)} 个字符，最多 {MAX_NAME} 个；请按证件核对。",
            "name",
        )
    return name


def pinyin_key(name: str) -> str:
    """Sorting key: lower-case syllables separated by spaces, the surname in its surname reading.

    Characters without a known reading stay themselves and so sort last.
    """
    return " ".join(_syllables(name))


def pinyin_initials(name: str) -> str:
    """First letters of the syllables, for typing: 单小芳 → sxf."""
    return "".join(syllable[0] for syllable in _syllables(name))


def _without_spaces(found: re.Match[str]) -> str:
    return found[0].replace(" ", "")


def _syllables(name: str) -> list[str]:
    """Syllables of the surname by table, of the rest by the most frequent reading; the interpunct is skipped."""
    from pypinyin import lazy_pinyin  # loads its tables, so not before the first name

    for length in (2, 1):
        if len(name) > length and name[:length] in SURNAMES:
            surname, rest = SURNAMES[name[:length]].split(), name[length:]
            break
    else:
        surname, rest = [], name
    read = (part.strip().lower() for part in lazy_pinyin(rest.replace(INTERPUNCT, " ")))
    return surname + [word for part in read for word in part.split()]
