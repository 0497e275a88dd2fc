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
