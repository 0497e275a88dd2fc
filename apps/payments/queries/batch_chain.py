"""Who signs a batch, where it stands on its way to the households, and what this person may do with it now."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from apps.core.shapes import ApprovalChain, ChainLink
from apps.offices.access import may
from apps.offices.roles import Permission
from apps.payments.models import Batch, BatchState
from apps.payments.queries.bank_part import BankPart
from apps.payments.queries.register import approvers_of

ORDER = list(BatchState)


@dataclass(frozen=True, slots=True)
class Act:
    """A button of the page: where it posts to, what it says."""

    label: str
    url: str
    primary: bool = False
    danger: bool = False


def day_words(day: dt.date) -> str:
    return f"{day.month}月{day.day}日"


def acts_of(batch: Batch, unexplained: bool, user, on: dt.date) -> tuple[Act, ...]:
    """The buttons of whoever may press them now; what keeps one closed is said by the chain."""

    def allowed(permission: Permission) -> bool:
        return may(user, permission, batch.office_id, on)

    def act(label: str, name: str, *, primary: bool = False) -> Act:
        return Act(label, reverse(f"payments:{name}", args=[batch.pk]), primary=primary)

    acts = []
    if batch.state == BatchState.DRAFT and allowed(Permission.DRAFT_BATCH):
        acts.append(act("重新制表", "redraft"))
    own = batch.drafted_by_id == user.pk
    if batch.state == BatchState.DRAFT and not own and not unexplained and allowed(Permission.APPROVE_BATCH):
        acts.append(act("批准发放", "approve", primary=True))
    if batch.state == BatchState.APPROVED and not hasattr(batch, "bank_file") and allowed(Permission.EXPORT):
        acts.append(act("导出代发文件", "export", primary=True))
    return tuple(acts)


def chain_of(batch: Batch, households: int, bank: BankPart | None, user, on: dt.date) -> ApprovalChain:
    """制表 → 审批 → 报送银行 → 回盘对账, with who and when."""
    drafted = (f"{batch.drafted_by}，{day_words(batch.drafted_on)}", f"{households} 户应发")
    signed = (
        (f"{batch.approved_by}，{day_words(batch.approved_on)}",) if batch.is_approved else ("等待第二人",)
    )
    sent = bank.figures[0] if bank else None
    waiting = bank.figures[3] if bank else None
    words = {
        BatchState.DRAFT: ("制表", drafted),
        BatchState.APPROVED: ("审批", signed),
        BatchState.EXPORTED: ("报送银行", (f"{sent.value} 笔", sent.note) if sent else ()),
        BatchState.SETTLED: ("回盘对账", (f"等回盘 {waiting.value} 笔",) if waiting else ()),
    }
    reached = ORDER.index(BatchState(batch.state))
    links = tuple(
        ChainLink(name, "done" if place <= reached else "now" if place == reached + 1 else "later", lines)
        for place, (name, lines) in enumerate(words[state] for state in ORDER)
    )
    return ApprovalChain(links, "四眼原则", _rule(batch, user, on))


def _rule(batch: Batch, user, on: dt.date) -> str:
    if batch.is_approved:
        return "批准后名册不可修改，更正在下一批次另列；退票的，账户更正后由下一批次重发。"
    maker = batch.drafted_by
    others = [name for name in approvers_of(batch.office, on) if name != maker.full_name]
    who = "、".join(others) or "本街道另一位审批人（请先明确由谁审批）"
    if maker.pk == user.pk:
        return f"您是本批次的制表人，不能审批；请交给{who}。"
    if may(user, Permission.APPROVE_BATCH, batch.office_id, on):
        return (
            f"制表人{maker}不能审批本批次；您未参与制表，可以审批。批准后名册不可修改，更正在下一批次另列。"
        )
    return f"制表人{maker}不能审批本批次，由{who}审批。"
