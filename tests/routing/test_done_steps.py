"""The address of a step whose act is done: whoever looks is led to the case, whoever presses again is refused."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from apps.publicity.services import remove_notice
from apps.routing import services
from apps.routing.queries import PENDING
from apps.rules.procedures import APPLICATION
from tests import factories

pytestmark = pytest.mark.django_db

# Each step with its pages, and who does it.
PAGES = {
    "accept": ("clerk", ("applications:accept", "applications:supplement")),
    "economic_check": ("clerk", ("checks:economic_check", "checks:finding", "checks:start")),
    "home_visit": ("clerk", ("checks:home_visit", "checks:start_visit", "checks:absence")),
    "hand_over": ("clerk", ("routing:hand_over",)),
    "first_review": ("reviewer", ("applications:first_review", "routing:send_back")),
    "public_notice": ("reviewer", ("publicity:public_notice", "publicity:objection")),
    "decision": ("approver", ("applications:decision",)),
    "announcement": ("reviewer", ("publicity:announcement",)),
}
STEPS = sorted((step, page) for step, (_, pages) in PAGES.items() for page in pages)


@pytest.fixture
def who():
    return factories.people()


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_finished_step_leads_to_the_case_and_tells_who_did_it(who):
    """Every step of the table, once the story is over; a step without a page here fails."""
    assert set(PAGES) == set(APPLICATION.names) - {"appraisal"}
    case = factories.case_at(who, "announced")
    home = reverse("desk:case", args=[case.pk])
    for step, page in STEPS:
        client = signed_in(getattr(who, PAGES[step][0]))
        url = reverse(page, args=[case.pk])
        shown = client.get(url, follow=True)
        assert shown.redirect_chain == [(home, 302)], page
        done = case.steps.filter(name=step).select_related("done_by").order_by("pk")
        (strip,) = shown.context["messages"]
        told = [f"已由{one.done_by}在{one.done_on:%-m月%-d日}办好。" for one in done]
        assert strip.level_tag == "info"
        assert any(words in str(strip) for words in told), (page, str(strip))
        assert f'href="#{step}"' in str(strip)
        assert shown.content.decode().count(f'id="{step}"') == 1, page
        assert client.post(url, {}).status_code == 409, page


def test_what_is_not_seen_or_not_permitted_stays_so_when_the_step_is_done(who):
    case = factories.case_at(who, "visited")
    url = reverse("checks:home_visit", args=[case.pk])
    assert signed_in(who.stranger).get(url).status_code == 404
    assert signed_in(who.approver).get(url).status_code == 403
    assert signed_in(who.hukou_clerk).get(url).status_code == 302


def test_a_step_that_is_open_elsewhere_or_not_yet_is_refused_in_words(who):
    case = factories.case_at(who, "accepted")
    elsewhere = signed_in(who.hukou_clerk).get(reverse("checks:home_visit", args=[case.pk]))
    assert (elsewhere.status_code, "由学府街道办理" in elsewhere.content.decode()) == (409, True)
    early = signed_in(who.reviewer).get(reverse("applications:first_review", args=[case.pk]))
    assert (early.status_code, "还没有轮到初审" in early.content.decode()) == (409, True)


def test_the_own_part_of_a_step_of_both_streets_is_done_while_the_other_street_goes_on(who):
    case = factories.case_at(who, "posted")
    remove_notice(case, proof="照片已留存。", by=who.clerk, on=dt.date(2026, 11, 20))
    assert case.steps.filter(name="public_notice", state__in=PENDING).count() == 1
    url = reverse("publicity:public_notice", args=[case.pk])
    assert signed_in(who.clerk).get(url).status_code == 302
    assert signed_in(who.reviewer).get(url).status_code == 200
    refused = signed_in(who.clerk).post(url, {})
    assert (refused.status_code, "公示已由陈砚秋在11月20日办好" in refused.content.decode()) == (409, True)


def test_a_step_that_was_sent_back_is_open_again(who):
    case = factories.case_at(who, "handed_over")
    services.receive_dossier(case, by=who.reviewer, on=dt.date(2026, 11, 11))
    services.return_dossier(
        case, to=["home_visit"], reason="没有签字。", by=who.reviewer, on=dt.date(2026, 11, 11)
    )
    assert signed_in(who.clerk).get(reverse("checks:home_visit", args=[case.pk])).status_code == 200


def test_a_case_that_was_withdrawn_says_so_instead_of_naming_earlier_steps(who):
    case = factories.case_at(who, "accepted")
    services.close_case(
        case, "withdrawn", by=who.clerk, on=dt.date(2026, 11, 4), summary="撤回。", office=who.residence
    )
    answer = signed_in(who.clerk).get(reverse("checks:home_visit", args=[case.pk]))
    assert (answer.status_code, "本件已办结：申请人撤回" in answer.content.decode()) == (409, True)
