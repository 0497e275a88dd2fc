"""What a tekun person whose support ends may get instead.

「…对不再符合特困人员救助供养条件，但符合最低生活保障、临时救助等其他社会救助条件的，应当按规定及时纳入」（民发〔2021〕43号 第二十七条）
"""

import datetime as dt
from copy import copy

from apps.benefits import queries as benefits
from apps.core.errors import Refused
from apps.core.shapes import Strip
from apps.reviews.models import Effect
from apps.reviews.queries.standing import Outlook
from apps.routing.models import Case, Programme
from apps.rules.amounts import format_money

TITLE = "终止以后的其他救助　"
WORDS = {
    Programme.DIBAO: "按现有情况测算符合低保，每月 {amount} 元；请告知本人并协助申请，公示和决定期间即可办理。",
    Programme.EDGE_HOUSEHOLD: "按现有情况测算符合低保边缘家庭；请告知本人并协助申请。",
}
NEITHER = "按现有情况测算不符合低保和低保边缘家庭；遇到急难的，可以申请临时救助，请告知本人。"


def instead_of_tekun(case: Case, found: Outlook, on: dt.date) -> Strip | None:
    """What the household would come to as dibao today; None where nothing ends or nobody is left."""
    if case.programme != Programme.TEKUN_SUPPORT or found.effect != Effect.STOP or found.gone:
        return None
    other = copy(case)
    other.programme = Programme.DIBAO
    try:
        tried = benefits.compute(other, benefits.facts_of(other, on), round=1, on=on)
    except Refused as refusal:
        return Strip("caution", TITLE, f"还不能测算低保：{refusal.message}")
    words = WORDS.get(Programme(tried.programme), NEITHER) if tried.programme != "none" else NEITHER
    return Strip("note", TITLE, words.format(amount=format_money(tried.amount)))
