"""近亲属关系的申报: what the family says of its relation to staff becomes a registration at once, not a task for later.

「…与…经办人员、村（居）民委员会成员有近亲属关系的，应当…单独登记备案」（民发〔2021〕57号 第十一条、第十四条）
"""

import datetime as dt
from typing import Any

from django.db import transaction

from apps.applications.models import Application
from apps.core.errors import Refused
from apps.offices.models import User
from apps.routing import services as routing
from apps.routing.models import Case, CloseRelative
from apps.routing.standing_aside import who_and_whose

NOT_CLOSE = "none"  # a cousin is no 近亲属 (民法典 第一千零四十五条)
NOT_CLOSE_TEXT = "（不属近亲属）"
KINS = [("", "没有就不选"), *CloseRelative.RELATIONS, (NOT_CLOSE, "其他亲属，例如表亲、堂亲")]


@transaction.atomic
def declare_relation(case: Case, *, text: str, kin: str = "", by, on: dt.date) -> list[CloseRelative]:
    """Keep what was declared, and register everybody of the case's offices whose name stands in it.

    `kin`: what this member of staff is to the applicant (`CloseRelative.RELATIONS`), or NOT_CLOSE. Refused `kin_missing`
    when somebody is named without it. Who is not found by name (a member of a residents' committee) is registered by
    hand. It commits by itself: whoever declares his own relation then may not accept.
    """
    routing.take_step(case, "accept", by=by, on=on)
    application = Application.objects.select_for_update().get(case=case)
    return declare_on(application, text=text, kin=kin, by=by, on=on)


def declare_on(application: Application, *, text: str, kin: str, by, on: dt.date) -> list[CloseRelative]:
    """The same on an application that the caller holds; what is declared already stays as it is."""
    text = text.strip()
    if text == application.staff_relation and not kin:
        return []
    close = kin != NOT_CLOSE
    application.staff_relation = (
        text if close or not text else f"{text.removesuffix(NOT_CLOSE_TEXT)}{NOT_CLOSE_TEXT}"
    )
    application.save()
    if not text or not close:
        return []
    case = application.case
    return [_register(case, user, kin, by=by, on=on) for user in _named_in(text, case, on)]


def declared_words(application: Application) -> str:
    """What the event of acceptance says about it; "" if nothing was declared."""
    text = application.staff_relation
    if not text:
        return ""
    if text.endswith(NOT_CLOSE_TEXT):
        return f"申请人申报与工作人员的关系：{text}。"
    word = "已" if application.case.close_relatives.filter(cancelled_on__isnull=True).exists() else "须"
    return f"申请人申报与工作人员有近亲属关系，{word}作近亲属备案：{text}。"


def _named_in(text: str, case: Case, on: dt.date) -> list[User]:
    """Staff of the case's offices whose whole name stands in the text and who do not stand aside already."""
    plain = "".join(text.split())
    aside = set(case.close_relatives.filter(cancelled_on__isnull=True).values_list("user_id", flat=True))
    users: Any = who_and_whose(case, on)["users"]
    return [user for user in users if len(str(user)) > 1 and str(user) in plain and user.pk not in aside]


def _register(case: Case, user: User, kin: str, *, by, on: dt.date) -> CloseRelative:
    if not kin:
        raise Refused(
            "kin_missing",
            f"没有保存。{user}是本件街道的工作人员；请选择{user}是申请人的什么人，以便备案回避。",
            "staff_kin",
        )
    entry = routing.RelativeEntry(kin, case.applicant, "applicant", user=user)
    return routing.register_relative(case, entry, by=by, on=on)
