"""Writing applications: drafts, submission, acceptance, supplement, withdrawal, the family's choice, first review, decision."""

from apps.applications.services.accept import accept_application
from apps.applications.services.choice import record_single_choice
from apps.applications.services.decision import submit_decision
from apps.applications.services.drafts import discard_draft, lock_draft, open_draft, save_draft
from apps.applications.services.first_review import submit_first_review
from apps.applications.services.relation import declare_relation
from apps.applications.services.sheets import issue_sheet
from apps.applications.services.submit import submit_application
from apps.applications.services.supplement import receive_supplement, request_supplement
from apps.applications.services.withdraw import withdraw_application

__all__ = [
    "accept_application",
    "declare_relation",
    "discard_draft",
    "issue_sheet",
    "lock_draft",
    "open_draft",
    "receive_supplement",
    "record_single_choice",
    "request_supplement",
    "save_draft",
    "submit_application",
    "submit_decision",
    "submit_first_review",
    "withdraw_application",
]
