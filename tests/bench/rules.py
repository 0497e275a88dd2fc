"""The rules alone, in one process."""

from collections.abc import Callable, Iterator
from itertools import cycle, islice

from apps.rules.assess import assess
from apps.rules.errors import RuleError
from apps.rules.facts import from_plain
from apps.rules.standards import Standards
from tests.rules.golden import data_file, default_folder, examples, overrides
from tests.rules.loading import day, standard_table

from .registry import workload

CALLS = 10_000


@workload("assessment", limit_seconds=10.0)
def assessment() -> Iterator[Callable[[], int]]:
    """10,000 households of the golden examples, facts ready in memory; a refusal is an answer too."""
    folder = default_folder()
    table = standard_table(data_file(folder, "standards.yaml"))
    asked = []
    for example in examples(folder):
        if example["kind"] != "assess":
            continue
        try:
            facts = from_plain(example["facts"] or {})
            standards = Standards(table, example["region"], overrides(example.get("parameters")))
        except RuleError:  # an example of refused facts
            continue
        asked.append((facts, standards, day(example["day"])))

    def run() -> int:
        for facts, standards, on in islice(cycle(asked), CALLS):
            try:
                assess(facts, standards, on)
            except RuleError:
                continue
        return CALLS

    yield run
