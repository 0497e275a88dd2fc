"""An old man alone who applies for tekun support, and his self-care assessment; fixed defaults."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from apps.applications.entry import IncomeEntry, MemberEntry, SupporterEntry
from apps.care import services
from apps.care.services import SelfCareEntry
from apps.rules.facts.tekun import INDICATORS
from tests import factories
from tests.households.makers import id_number

ELDER_ID = id_number("19500301", male=True)


def elder(**changes) -> MemberEntry:
    made = MemberEntry("m1", "何守田", "head", "none", "retired", id_number=ELDER_ID)
    return replace(made, **changes)


def son(**changes) -> SupporterEntry:
    """His son cannot support him: he is in prison and owns little."""
    made = SupporterEntry(
        "何继业", "child", ("m1",), birth_date=dt.date(1978, 5, 2), statuses=("imprisoned",)
    )
    return replace(made, **changes)


def entry(**changes) -> dict:
    """What differs from the entry of a family (`tests.applications.makers.entry`)."""
    pension = IncomeEntry("m1", "T", Decimal("310.00"), "monthly", note="城乡居民养老金")
    return {
        "programme": "tekun_support",
        "members": (elder(),),
        "incomes": (pension,),
        "assets": (),
        "expenses": (),
        "supporters": (son(),),
        "causes": ("elderly",),
        **changes,
    }


def accepted(who: factories.People, on: dt.date = factories.ACCEPTED, **changes):
    return factories.accepted(who, on, **entry(**changes))


def self_care(*cannot: str, **changes) -> SelfCareEntry:
    """Everything alone but `cannot`."""
    given = {
        "indicators": {name: name not in cannot for name in INDICATORS},
        "assessors": ("周文渊", "高明远"),
        "assessed_on": dt.date(2026, 11, 6),
        "mode": "dispersed",
        "carer": "何志强（侄子）",
        **changes,
    }
    return SelfCareEntry(**given)


def assessed(who: factories.People, case, on: dt.date = dt.date(2026, 11, 6), *cannot: str, **changes):
    """The self-care assessment by the hukou street; two things he cannot do alone unless said otherwise."""
    services.record_self_care(
        case, self_care(*(cannot or ("bathe", "walk")), assessed_on=on, **changes), by=who.hukou_clerk, on=on
    )
    return case


def tell_until(who: factories.People, case, stage: str, **placement):
    """The story of an accepted tekun case up to and including `stage`."""
    for name, tell, on in factories.STAGES:
        if name == "handed_over":
            assessed(who, case, on - dt.timedelta(days=1), **placement)
        tell(who, case, on)
        if name == stage:
            return case
    raise KeyError(stage)
