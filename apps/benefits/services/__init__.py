"""Writing what the law gives: the computation, the family's choice, the opinion, the decision, the award.

Nothing but a decision writes an award: `open_award` begins one; `change_amount`, `schedule_taper` and `stop_award`
(the ledger) are what a later decision of the same household does to it, also for months that were paid already. Their
rows name the decision, and so the batch explains each difference. The four eyes stand here and in the database.
"""

from apps.benefits.queries.grant import KINDS
from apps.benefits.services.assessment import assess_case, give_opinion
from apps.benefits.services.award import open_award
from apps.benefits.services.choice import keep_choice
from apps.benefits.services.decision import decide
from apps.benefits.services.ledger import (
    change_amount,
    move_award,
    resume_award,
    schedule_taper,
    stop_award,
    take_over_award,
)
from apps.benefits.services.standing import Terms, decide_terms, propose_terms

__all__ = [
    "KINDS",
    "Terms",
    "assess_case",
    "change_amount",
    "decide",
    "decide_terms",
    "give_opinion",
    "keep_choice",
    "move_award",
    "open_award",
    "propose_terms",
    "resume_award",
    "schedule_taper",
    "stop_award",
    "take_over_award",
]
