"""A check centre for a module, told anew before each test."""

import pytest

from tests.checks import centre


@pytest.fixture(scope="module")
def centre_process():
    with centre.running() as one:
        yield one


@pytest.fixture
def check_centre(centre_process, settings):
    """A connected site: the centre knows nobody of the story until it is told."""
    settings.CHECK_CENTRE_URL, settings.CHECK_CENTRE_KEY = centre_process.url, centre.KEY
    settings.CHECK_CENTRE_SECONDS = 2.0
    from tests.applications.makers import HEAD_ID, HUSBAND_ID, SON_ID

    centre_process.order(people=centre.nothing(HEAD_ID, HUSBAND_ID, SON_ID))
    return centre_process
