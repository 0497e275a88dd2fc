"""Writing what the law gives: the computation, the family's choice, the opinion, the decision, the award.

Nothing but `open_award`, called with a decision, writes an award. The four eyes stand here and in the database.
"""

from apps.benefits.queries.grant import KINDS
from apps.benefits.services.assessment import assess_case, give_opinion
from apps.benefits.services.award import open_award
from apps.benefits.services.choice import keep_choice
from apps.benefits.services.decision import decide

__all__ = ["KINDS", "assess_case", "decide", "give_opinion", "keep_choice", "open_award"]
