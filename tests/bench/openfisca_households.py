"""Run by the Python of var/openfisca: `whole N` builds and answers N households one at a time, `built N` only answers
N that were built before, `traced N` keeps OpenFisca's trace as well, which is its explanation. Each household is asked for all
that the country template gives: its benefits, its taxes and the disposable income of its people. Writes the line back.
"""

import sys

from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_country_template import CountryTaxBenefitSystem

MONTH = "2017-01"


def household(number: int) -> dict:
    """Two adults and a child with a rent; the salaries differ from household to household."""
    return {
        "persons": {
            "head": {"birth": {"ETERNITY": "1984-05-21"}, "salary": {MONTH: 1000 + number % 997}},
            "spouse": {"birth": {"ETERNITY": "1981-09-08"}, "salary": {MONTH: number % 401}},
            "child": {"birth": {"ETERNITY": "2014-06-12"}},
        },
        "households": {
            "home": {
                "adults": ["head", "spouse"],
                "children": ["child"],
                "rent": {MONTH: 300},
                "housing_occupancy_status": {MONTH: "tenant"},
            }
        },
    }


def calculate(simulation) -> None:
    simulation.calculate("total_benefits", MONTH)
    simulation.calculate("total_taxes", MONTH)
    simulation.calculate("disposable_income", MONTH)


def main(ready: int) -> None:
    system = CountryTaxBenefitSystem()

    def build(number: int):
        return SimulationBuilder().build_from_dict(system, household(number))

    built = [build(number) for number in range(ready)]
    for line in sys.stdin:
        word, count = line.split()
        for number in range(int(count)):
            simulation = built.pop() if word == "built" else build(number)
            simulation.trace = word == "traced"
            calculate(simulation)
        sys.stdout.write(line)
        sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
