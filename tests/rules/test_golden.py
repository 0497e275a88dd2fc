"""Every golden example is a test; policy staff add examples as data."""

import pytest

from .golden import check, default_folder, examples, main

FOLDER = default_folder()


@pytest.mark.parametrize(
    "example", list(examples(FOLDER)), ids=lambda example: f"{example['kind']}-{example['id']}"
)
def test_the_rules_answer_the_example(example):
    assert check(example, FOLDER) == [], example.get("because")


def test_a_folder_without_examples_is_not_a_success(tmp_path, capsys):
    assert main([str(tmp_path)]) == 2
    assert "no example found" in capsys.readouterr().out


EXAMPLE = """
- id: own
  kind: standard_lookup
  region: "TJ"
  day: "2024-05-15"
  facts: {code: moon_rate}
  expect: {value: "7"}
  because: 7
"""
ROW = """
- {code: moon_rate, region: CN, value: "%s", unit: ratio, from: "2020-01-01", to: null,
   document_title: null, document_number: null, article: null, confirmed: true}
"""


@pytest.mark.parametrize(
    ("value", "code", "tally"), [("7", 0, "1 passed, 0 failed"), ("8", 1, "0 passed, 1 failed")]
)
def test_another_folder_is_asked_with_its_own_standards(tmp_path, capsys, value, code, tally):
    (tmp_path / "some.yaml").write_text(EXAMPLE, encoding="utf-8")
    (tmp_path / "standards.yaml").write_text(ROW % value, encoding="utf-8")
    assert main([str(tmp_path)]) == code
    said = capsys.readouterr().out
    assert said.endswith(tally + "\n")
    assert ("own value: expected '7', got '8'" in said) == bool(code)


def test_a_refusal_an_answer_and_a_crash_are_told_apart(tmp_path):
    base = {"id": "x", "region": "TJ", "day": "2024-05-15", "kind": "standard_lookup"}
    missing = {**base, "facts": {"code": "moon_rate"}, "expect": {"error": "unknown_standard"}}
    assert check(missing, tmp_path) == []
    assert check({**missing, "expect": {}}, tmp_path) != []
    assert check({**missing, "facts": {"code": "pay_quantum"}}, tmp_path) == [
        "error: expected 'unknown_standard', missing"
    ]
    assert "crash" in check({**missing, "facts": {}}, tmp_path)[0]
