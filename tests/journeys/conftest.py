"""Everybody at their offices on a database of their own, and a browser for each of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

FIRST_DAY = dt.date(2026, 11, 3)
LOGINS = {
    "clerk": "chenyanqiu",
    "hukou_clerk": "gaomingyuan",
    "reviewer": "zhouwenyuan",
    "approver": "majingyi",
    "administrator": "administrator",
}


@pytest.fixture
def who(site):
    """The named people; the demonstration day is the first day of the story."""
    from apps.core import clock
    from tests import factories

    made = factories.people()
    clock.set_demonstration_day(FIRST_DAY, by=made.administrator)
    return made


@pytest.fixture
def enter(who, site, new_page) -> Callable:
    """`enter("clerk")`: that person, signed in, in a browser context of their own."""
    from tests.journeys.acting import Actor

    return lambda person, **options: Actor.at(new_page, site, LOGINS[person], **options)
