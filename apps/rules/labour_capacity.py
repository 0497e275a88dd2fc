"""无劳动能力: who counts as without labour capacity for tekun support."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .calendar import has_reached
from .facts import Disability
from .standards import Standards

DISABLING = {(kind, grade) for kind in ("intellectual", "mental") for grade in (1, 2, 3)} | {
    ("limb", 1),
    ("limb", 2),
    ("visual", 1),
}


def lacks_labour_capacity(
    birth_date: date,
    disabilities: Iterable[Disability],
    standards: Standards,
    day: date,
    *,
    schooling_tekun: bool = False,
) -> bool:
    """《特困人员认定办法》第五条「（一）60周岁以上的老年人；（二）未满16周岁的未成年人；（三）残疾等级为一、二、三级的智力、精神残疾人，
    残疾等级为一、二级的肢体残疾人，残疾等级为一级的视力残疾人」; 第二十四条「仍在接受义务教育或者在普通高中…就读的，可继续享有」.

    Whether the person is without labour capacity on the day; the age of minors (years) is a standard.
    `schooling_tekun` is a person already in tekun support who is still at school.
    """
    if schooling_tekun or has_reached(birth_date, 60, day):
        return True
    if any((one.type, one.grade) in DISABLING for one in disabilities):
        return True
    return not has_reached(birth_date, standards.integer("tekun_minor_age", day), day)
