from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from apps.rules.amounts import format_money, in_words, money, number, pay, shown, yuan
from apps.rules.errors import ID_DETAILS, MESSAGES, RuleError, how_to_enter


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("1241.00", "壹仟贰佰肆拾壹元整"),
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("10.05", "壹拾元零伍分"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("100000.00", "壹拾万元整"),
        ("10050.20", "壹万零伍拾元贰角整"),
        ("100000001", "壹亿零壹元整"),
        ("1010", "壹仟零壹拾元整"),
        ("12345678", "壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元整"),
        ("10001000", "壹仟万壹仟元整"),
        ("100005000", "壹亿零伍仟元整"),
        ("7000000000000", "柒万亿元整"),
    ],
)
def test_amounts_are_written_in_capitals(amount, words):
    assert in_words(Decimal(amount)) == words


@pytest.mark.parametrize(
    ("amount", "code"),
    [("0.001", "invalid_amount"), ("-1", "negative_amount"), ("10000000000000000", "invalid_amount")],
)
def test_amounts_that_cannot_be_paid_are_not_written(amount, code):
    with pytest.raises(RuleError) as refusal:
        in_words(Decimal(amount))
    assert refusal.value.code == code


@pytest.mark.parametrize(
    "value", ["1.234", "1,000", "", "abc", "1e3", " 1", "１", None, 12, 1.5, "NaN", ".5", "5."]
)
def test_an_amount_is_a_decimal_text_with_at_most_two_places(value):
    with pytest.raises(RuleError) as refusal:
        money(value)
    assert refusal.value.code == "invalid_amount"


def test_zero_with_a_sign_is_not_negative():
    assert money("-0.00") == 0


@pytest.mark.parametrize("value", ["x", None, 3])
def test_a_number_is_a_decimal_text(value):
    with pytest.raises(RuleError):
        number(value)


def test_a_missing_standard_says_who_enters_it_and_a_yearly_one_for_which_days():
    day = date(2026, 11, 22)
    plain = RuleError("missing_standard", "dibao_standard", region="TJ", day=day).message
    assert plain.endswith("请政策管理人员在“标准”中登记该日适用的数值和文件，由另一人批准后再测算。")
    yearly = RuleError("missing_standard", "citywide_disposable_income", region="TJ", day=day).message
    assert "2026年引用2025年的统计数" in yearly
    assert "自2026年1月1日至12月31日有效" in yearly
    assert how_to_enter("citywide_disposable_income", None) == how_to_enter("dibao_standard", day)


def test_a_number_may_be_negative_and_a_decimal():
    assert number("-0.5") == number(Decimal("-0.5"))


@pytest.mark.parametrize(
    ("x", "quantum", "rounding", "paid"),
    [
        ("10.005", "0.01", "HALF_UP", "10.01"),
        ("10.001", "0.01", "CEILING", "10.01"),
        ("10.009", "0.01", "FLOOR", "10.00"),
        ("10.5", "1", "HALF_UP", "11.00"),
        ("14.9", "5", "FLOOR", "10.00"),
        ("-3", "0.01", "CEILING", "0.00"),
    ],
)
def test_payments_are_multiples_of_the_quantum_and_never_negative(x, quantum, rounding, paid):
    assert str(pay(Fraction(x), Fraction(quantum), rounding)) == paid


def test_a_quantum_of_zero_is_refused():
    with pytest.raises(RuleError) as refusal:
        pay(Fraction(1), Fraction(0), "FLOOR")
    assert (refusal.value.code, refusal.value.detail) == ("parameter_out_of_range", "pay_quantum")


def test_display_rounds_a_half_away_from_zero():
    assert [str(shown(Fraction(x))) for x in ("0.005", "-0.005", "1010")] == ["0.01", "-0.01", "1010.00"]
    assert str(yuan(Fraction("313.5"))) == "314.00"
    assert format_money(Fraction("-1241")) == "−1,241.00"


def test_every_refusal_has_a_sentence():
    for code in MESSAGES:
        message = RuleError(code, "dibao_standard", region="TJ").message
        assert message.endswith("。")
        assert "{" not in message
    assert RuleError("invalid_id_number", "length").message.endswith(ID_DETAILS["length"])
