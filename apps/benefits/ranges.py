"""Columns as ranges: the equality and the overlap that a plain GiST can hold in an exclusion constraint."""

from django.contrib.postgres.fields import DateRangeField, IntegerRangeField
from django.db import models
from django.db.models import F, Func, Value


class MonthRange(Func):
    """`daterange(from_month, to_month, '[]')`; an open end holds on."""

    function = "daterange"
    output_field = DateRangeField()

    def __init__(self) -> None:
        super().__init__(F("from_month"), F("to_month"), Value("[]"))


class IdRange(Func):
    """`int8range(id, id, '[]')`: equality of an id as a range, which plain GiST can hold."""

    function = "int8range"
    output_field = IntegerRangeField()

    def __init__(self, column: str = "") -> None:
        super().__init__(F(column), F(column), Value("[]"))


class KindRange(Func):
    """The kind of an amount as a range: its hash, which no two of our few kinds share."""

    function = "int4range"
    output_field = IntegerRangeField()

    def __init__(self) -> None:
        code = Func(F("kind"), function="hashtext", output_field=models.IntegerField())
        super().__init__(code, code, Value("[]"))


class PersonRange(Func):
    """The person of an amount as a range; 0 where it is the household's."""

    function = "int8range"
    output_field = IntegerRangeField()

    def __init__(self) -> None:
        person = Func(F("person_id"), Value(0), function="coalesce", output_field=models.BigIntegerField())
        super().__init__(person, person, Value("[]"))
