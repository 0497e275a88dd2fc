"""The rules alone, in one process."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from itertools import cycle, islice

from apps.rules.assess import assess
from apps.rules.errors import RuleError
from apps.rules.examples import overrides
from apps.rules.facts import HouseholdFacts, from_plain
from apps.rules.standards import Standards
from tests.rules.golden import data_file, default_folder, examples
from tests.rules.loading import day, standard_table

from .openfisca import built, traced, whole
from .plain import plain_assess, resolved
from .registry import Peer, workload

CALLS = 5_000


@cache
def asked() -> tuple[tuple[HouseholdFacts, Standards, date, dict], ...]:
    """The golden households that are answered, facts in memory; and their parameters, resolved for the plain function."""
    folder, found = default_folder(), []
    table = standard_table(data_file(folder, "standards.yaml"))
    for example in examples(folder):
        # The plain function knows the gap method only; a refusal computes nothing.
        if example["kind"] != "assess" or "TIER" in str(example.get("parameters")):
            continue
        on = day(example["day"])
        try:
            facts = from_plain(example["facts"] or {})
            standards = Standards(table, example["region"], overrides(example.get("parameters")))
            assess(facts, standards, on)
        except RuleError:
            continue
        found.append((facts, standards, on, resolved(table, standards, on)))
    return tuple(found)


def plain() -> Iterator[Callable[[], int]]:
    """The same steps in one function, parameters resolved before, no lines."""
    households = asked()

    def run() -> int:
        for facts, _, on, parameters in islice(cycle(households), CALLS):
            plain_assess(facts, parameters, on)
        return CALLS

    yield run


@workload(
    "assessment",
    limit_seconds=10.0,
    runs=5,
    peers=(
        Peer("plain function", plain, at_most=4),
        Peer("OpenFisca, whole", whole, at_most=0.2),
        Peer("OpenFisca, traced", traced, at_most=0.2),
        Peer("OpenFisca, built before", built),
    ),
)
def assessment() -> Iterator[Callable[[], int]]:
    """5,000 households of the golden examples with the full explanation."""
    households = asked()

    def run() -> int:
        for facts, standards, on, _ in islice(cycle(households), CALLS):
            assess(facts, standards, on)
        return CALLS

    yield run
