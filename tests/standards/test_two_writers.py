"""Two real connections write a value for the same day: one of them is refused, in words."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from apps.core.errors import Refused
from apps.standards import services
from tests.offices.makers import TODAY, jurisdiction
from tests.standards.makers import PAPER, code


def test_two_writers_of_one_day_end_with_one_value(own_database):
    made, area = code(), jurisdiction()

    def write(value: str) -> str:
        try:
            services.add_standard(
                made, jurisdiction=area, value=value, valid_from=TODAY, source=PAPER, by=None, on=TODAY
            )
            return "written"
        except Refused as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(write, ("1045", "1080"))) == ["standard_overlap", "written"]
