"""Forms: what a rehearsal tries; the question of the calculator, and the household that it is about."""

from apps.benefits.forms.calculator import QuestionForm
from apps.benefits.forms.household import HouseholdSheet
from apps.benefits.forms.rehearsal import DiscardRehearsalForm, RehearsalForm

__all__ = ["DiscardRehearsalForm", "HouseholdSheet", "QuestionForm", "RehearsalForm"]
