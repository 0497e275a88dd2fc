"""Writing what the law gives: the computation, the family's choice, the opinion, the decision, the award.

Nothing but a decision writes an award: `open_award` begins one; `change_amount`, `schedule_taper` and `stop_award`
(the ledger) are what a later decision of the same household does to it, also for months that were paid already. Their
rows name the decision, and so the batch explains each difference. The four eyes stand here and in the database.
"""

from apps.benefits.queries.grant import KINDS
from apps.benefits.services.appeals import (
    close_appeal,
    refuse_closed,
    refuse_other_office,
    register_appeal,
    with_appeals_considered,
)
from apps.benefits.services.assessment import assess_case, give_opinion, keep_assessment
from apps.benefits.services.award import open_award
from apps.benefits.services.choice import keep_choice
from apps.benefits.services.claimant import reveal_claimant, set_claimant_account
from apps.benefits.services.decision import decide
from apps.benefits.services.funeral import draft_funeral
from apps.benefits.services.ledger import (
    change_amount,
    move_award,
    resume_award,
    schedule_taper,
    stop_award,
    take_over_award,
)
from apps.benefits.services.one_time import approve_round, discard_round, draft_round
from apps.benefits.services.recovery import (
    decide_recovery,
    hear_household,
    notice_recovery,
)
from apps.benefits.services.repayment import decide_set_off, receive_repayment, take_set_off
from apps.benefits.services.standing import Terms, decide_terms, propose_terms

__all__ = [
    "KINDS",
    "Terms",
    "approve_round",
    "assess_case",
    "change_amount",
    "close_appeal",
    "decide",
    "decide_recovery",
    "decide_set_off",
    "decide_terms",
    "discard_round",
    "draft_funeral",
    "draft_round",
    "give_opinion",
    "hear_household",
    "keep_assessment",
    "keep_choice",
    "move_award",
    "notice_recovery",
    "open_award",
    "propose_terms",
    "receive_repayment",
    "refuse_closed",
    "refuse_other_office",
    "register_appeal",
    "resume_award",
    "reveal_claimant",
    "schedule_taper",
    "set_claimant_account",
    "stop_award",
    "take_over_award",
    "take_set_off",
    "with_appeals_considered",
]
