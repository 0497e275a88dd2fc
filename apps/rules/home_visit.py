"""入户调查: how many go, and when it may be done without going."""

from __future__ import annotations

from datetime import date

from .standards import Standards

INVESTIGATORS = 2


def may_be_contactless(standards: Standards, day: date) -> bool:
    """《最低生活保障审核确认办法》第十六条「发生重大突发事件时，前款规定的入户调查程序可以采取电话、视频等非接触方式进行」.

    Whether a visit of that day may be made by telephone or video: only while the emergency is declared as a dated standard.
    """
    return standards.switch("contactless_visit", day)
