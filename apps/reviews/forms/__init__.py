"""Forms of reviews, evidence, decisions and changes."""

from apps.reviews.forms.changes import ChangeForm
from apps.reviews.forms.reviews import AskForm, DecisionForm, ProposalForm, WithdrawForm

__all__ = ["AskForm", "ChangeForm", "DecisionForm", "ProposalForm", "WithdrawForm"]
