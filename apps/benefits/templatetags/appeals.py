"""Appeals on the page of a household, whose floor lies below the decisions and cannot ask for them itself."""

from django import template

from apps.benefits import queries
from apps.core.shapes import Strip

register = template.Library()


@register.simple_tag
def appeal_strips(household_id: int) -> tuple[Strip, ...]:
    """The strips of a household that the page shows already; one query."""
    return queries.appeal_strips(household_id)
