"""Forms of the calculator: the question, and the household that it is about."""

from apps.benefits.forms.calculator import QuestionForm
from apps.benefits.forms.household import HouseholdSheet

__all__ = ["HouseholdSheet", "QuestionForm"]
