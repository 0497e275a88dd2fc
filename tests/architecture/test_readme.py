"""README holds the diagrams of all procedures as the tables draw them."""

import re

from apps.rules.procedures import PROCEDURES, diagram

from .sources import ROOT

BLOCK = re.compile(r"<!-- procedure: (\w+) -->\n```mermaid\n(.*?)\n```\n<!-- end -->", re.S)


def drawn() -> dict[str, str]:
    return dict(BLOCK.findall((ROOT / "README.md").read_text()))


def test_readme_draws_every_procedure_as_its_table_has_it():
    assert drawn() == {table.name: diagram(table) for table in PROCEDURES}


def test_a_changed_table_would_be_noticed():
    assert all(text not in drawn()["application"] for text in ("self_care", "tekun"))
