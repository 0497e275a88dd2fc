"""The core of the story with scripts switched off: from the counter to the other street."""

from apps.routing.models import Case
from tests.journeys.acting import enter_application
from tests.journeys.test_one_city import accept, check, hand_over, review, visit


def test_the_story_needs_no_script(enter):
    clerk = enter("clerk", java_script_enabled=False)
    reviewer = enter("reviewer", java_script_enabled=False)
    number = enter_application(clerk, unsigned=True)
    page = f"/cases/{Case.objects.get().pk}/"
    accept(clerk)
    check(clerk, page)
    visit(clerk, page)
    hand_over(clerk, page)
    clerk.search("张小满")
    clerk.sees(number)
    review(reviewer, number)
