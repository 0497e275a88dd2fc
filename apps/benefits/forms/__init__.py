"""Forms: an appeal and its outcome; what a rehearsal tries; the question of the calculator, and the household that it is about."""

from apps.benefits.forms.appeals import AppealForm, CloseAppealForm
from apps.benefits.forms.calculator import QuestionForm
from apps.benefits.forms.household import HouseholdSheet
from apps.benefits.forms.rehearsal import DiscardRehearsalForm, RehearsalForm

__all__ = [
    "AppealForm",
    "CloseAppealForm",
    "DiscardRehearsalForm",
    "HouseholdSheet",
    "QuestionForm",
    "RehearsalForm",
]
