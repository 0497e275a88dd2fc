"""Encryption at rest: nothing but the exact ciphertext opens, and equal values are found by index only."""

import pytest
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import models

from apps.core import crypto
from apps.core.crypto import CiphertextDamaged, CryptoProvider, blind_index, decrypt, encrypt
from apps.core.fields import EncryptedTextField

NUMBER = "129999199001010428"


def test_what_is_encrypted_opens_again_and_hides_its_text():
    for text in (NUMBER, "𠮷野·阿不都热合曼", "", "a" * 5000):
        token = encrypt(text, "id_number")
        assert decrypt(token, "id_number") == text
        assert not text or text not in token


def test_two_ciphertexts_of_one_text_differ():
    assert len({encrypt(NUMBER, "id_number") for _ in range(200)}) == 200


def test_any_flipped_bit_in_any_of_1000_ciphertexts_is_loud():
    """Every ciphertext gets another bit flipped, so that all places are hit: version, key id, nonce, text and tag."""
    quiet = []
    for number in range(1000):
        token = encrypt(f"{number:018d}", "id_number").encode()
        place, bit = divmod(number * 7 % (len(token) * 8), 8)
        damaged = bytearray(token)
        damaged[place] ^= 1 << bit
        try:
            decrypt(bytes(damaged).decode("latin-1"), "id_number")
            quiet.append(number)
        except CiphertextDamaged:
            pass
    assert quiet == []


def test_every_single_bit_of_one_ciphertext_counts():
    token = encrypt(NUMBER, "id_number").encode()
    for place in range(len(token)):
        for bit in range(8):
            damaged = bytearray(token)
            damaged[place] ^= 1 << bit
            with pytest.raises(CiphertextDamaged):
                decrypt(bytes(damaged).decode("latin-1"), "id_number")


@pytest.mark.parametrize(
    "token", ["", "plain", "s1.test.", "s1.test.AAAA", "s2.test.AAAA", "s1.test.身份证", "s1..."]
)
def test_what_is_no_ciphertext_is_loud(token):
    with pytest.raises(CiphertextDamaged):
        decrypt(token, "id_number")


def test_a_ciphertext_does_not_open_for_another_purpose():
    with pytest.raises(CiphertextDamaged):
        decrypt(encrypt(NUMBER, "id_number"), "phone")


def test_a_new_key_encrypts_and_the_old_one_still_decrypts():
    old = CryptoProvider({"k1": b"1" * 32}, b"i" * 32)
    both = CryptoProvider({"k2": b"2" * 32, "k1": b"1" * 32}, b"i" * 32)
    token = old.encrypt(NUMBER, "id_number")
    assert both.decrypt(token, "id_number") == NUMBER
    assert both.encrypt(NUMBER, "id_number").startswith("s1.k2.")
    with pytest.raises(CiphertextDamaged):
        old.decrypt(both.encrypt(NUMBER, "id_number"), "id_number")


def test_the_blind_index_is_equal_for_equal_values_of_one_purpose_only():
    assert blind_index(NUMBER, "id_number") == blind_index(NUMBER, "id_number")
    assert blind_index(NUMBER, "id_number") != blind_index(NUMBER, "account")
    assert len(blind_index(NUMBER, "id_number")) == 64
    other_key = CryptoProvider({"k1": b"1" * 32}, b"j" * 32)
    assert other_key.blind_index(NUMBER, "id_number") != blind_index(NUMBER, "id_number")


def test_10000_numbers_have_10000_indexes():
    assert len({blind_index(f"{number:018d}", "id_number") for number in range(10_000)}) == 10_000


@pytest.mark.parametrize(
    ("keys", "index"),
    [
        (["k1:abc"], "00" * 32),
        (["k 1:" + "00" * 32], "00" * 32),
        (["k1:" + "00" * 32], "zz"),
        ([], "00" * 32),
    ],
)
def test_keys_that_are_not_whole_refuse_to_work(settings, keys, index):
    settings.FIELD_KEYS, settings.INDEX_KEY = keys, index
    with pytest.raises(ImproperlyConfigured):
        crypto.provider.__wrapped__()


def test_an_encrypted_field_writes_ciphertext_reads_text_and_refuses_to_be_searched():
    field = EncryptedTextField("证件号码", purpose="id_number", null=True)
    field.set_attributes_from_name("number")
    stored = field.get_db_prep_save(NUMBER, None)
    assert stored.startswith("s1.")
    assert NUMBER not in stored
    assert field.from_db_value(stored, None, None) == NUMBER
    assert field.get_db_prep_save(None, None) is None
    assert field.get_db_prep_save("", None) == ""
    assert field.from_db_value(None, None, None) is None
    assert field.from_db_value("", None, None) == ""
    assert field.deconstruct()[3]["purpose"] == "id_number"
    assert issubclass(field.get_lookup("isnull"), models.lookups.IsNull)
    with pytest.raises(FieldError):
        field.get_lookup("exact")
