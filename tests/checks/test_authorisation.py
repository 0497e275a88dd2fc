"""核对授权: by every adult member and every obliged supporter, with scope and period; taken back, it ends the procedure."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from apps.applications.entry import SupporterEntry
from apps.checks import queries, services
from apps.checks.models import Authorisation, CheckRequest, Finding
from apps.core.errors import Refused
from apps.households.queries import household_facts
from apps.journal.models import Event
from tests import factories
from tests.applications.makers import HUSBAND_ID
from tests.checks.centre import KEY, WAGE
from tests.households.makers import id_number

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 4)
BROTHER_ID = id_number("19860101", male=True)


@pytest.fixture
def who():
    return factories.people()


def with_brother(who, **stated):
    """A case whose applicant has a brother who owes her support."""
    brother = SupporterEntry("张立春", "sibling", ("m1",), household_income=Decimal(3000), **stated)
    return factories.accepted(who, supporters=(brother,))


def signed(who, case, **given):
    supporter = case.household.supporters.get()
    stated = {"id_number": BROTHER_ID, "signed_on": DAY} | given
    return services.authorise_supporter(case, supporter, **stated, by=who.clerk, on=DAY)


def test_a_check_waits_for_the_obliged_supporter_too(who):
    case = with_brother(who)
    with pytest.raises(Refused, match="张立春还没有签核对授权书"):
        services.start_check(case, by=who.clerk, on=DAY)
    signed(who, case)
    services.start_check(case, by=who.clerk, on=DAY)


def test_a_number_given_with_the_application_is_not_asked_for_again(who, client):
    case = with_brother(who, id_number=BROTHER_ID)
    supporter = case.household.supporters.get()
    assert supporter.person.id_number == BROTHER_ID
    client.force_login(who.clerk, "django.contrib.auth.backends.ModelBackend")
    address = reverse("checks:authorise_supporter", args=[case.pk, supporter.pk])
    page = client.get(address).content.decode()
    assert f"尾号 {BROTHER_ID[-4:]}" in page
    assert BROTHER_ID not in page
    signed(who, case, id_number="")
    supporter.refresh_from_db()
    assert supporter.person.id_number == BROTHER_ID


def test_a_supporter_who_cannot_be_had_is_not_asked_about_and_the_reason_is_kept(who, check_centre):
    case = with_brother(who)
    with pytest.raises(Refused) as refused:
        signed(who, case, form="none")
    assert refused.value.field == "note"
    signed(who, case, form="none", note="两次电话拒绝")
    services.start_check(case, by=who.clerk, on=DAY)
    assert not CheckRequest.objects.get().queries.filter(supporter__isnull=False).exists()
    assert "两次电话拒绝" in Event.objects.filter(kind="authorisation").latest("id").summary
    assert not queries.signatures(case).filter(supporter__isnull=False).exists()


def test_a_number_that_is_known_is_no_consent(who, check_centre):
    case = with_brother(who, id_number=BROTHER_ID)
    signed(who, case, id_number="", form="none", note="两次电话拒绝")
    services.start_check(case, by=who.clerk, on=DAY)
    assert not CheckRequest.objects.get().queries.filter(supporter__isnull=False).exists()


def test_a_consent_that_could_not_be_had_is_given_later_as_a_row_of_its_own(who, client):
    """The page offers it, the old row is closed and kept, and nothing but a signature is asked for."""
    case = with_brother(who)
    refused = signed(who, case, form="none", note="两次电话拒绝")
    client.force_login(who.clerk, "django.contrib.auth.backends.ModelBackend")
    address = reverse("checks:authorise_supporter", args=[case.pk, refused.supporter_id])
    board = client.get(reverse("checks:economic_check", args=[case.pk])).content.decode()
    assert f'href="{address}">后来取得' in board
    page = client.get(address)
    assert "登记未能取得：两次电话拒绝" in page.content.decode()
    assert [value for value, _ in page.context["form"].fields["form"].choices] == ["paper", "electronic"]
    again = {"signed_on": DAY, "form": "none", "note": "又拒绝", "scope": ["bank"]}
    assert client.post(address, again).status_code == 422
    given = {"signed_on": DAY, "form": "paper", "id_number": BROTHER_ID, "scope": ["bank", "tax"]}
    assert client.post(address, given).status_code == 302
    old, new = case.authorisations.filter(supporter__isnull=False).order_by("pk")
    assert (old.pk, old.form, old.note, old.withdrawal_reason) == (
        refused.pk,
        "none",
        "两次电话拒绝",
        "后来取得授权",
    )
    assert (new.form, new.scope, new.withdrawn_on) == ("paper", ["tax", "bank"], None)
    assert client.get(address).status_code == 404
    told = Event.objects.filter(kind="authorisation", case_id=case.pk, summary__contains="张立春")
    assert [one.summary for one in told.order_by("pk")] == [
        "未能取得张立春的核对授权：两次电话拒绝",
        "张立春签署核对授权书。",
    ]


def test_a_consent_that_could_not_be_had_cannot_be_withdrawn(who, client):
    case = with_brother(who)
    refused = signed(who, case, form="none", note="两次电话拒绝")
    client.force_login(who.clerk, "django.contrib.auth.backends.ModelBackend")
    address = reverse("checks:withdraw_authorisation", args=[case.pk, refused.pk])
    assert client.post(address, {"reason": "误填"}).status_code == 404


def test_whoever_signs_while_the_check_runs_is_asked_about_too_and_nobody_else_again(who, check_centre):
    case = with_brother(who)
    signed(who, case, form="none", note="两次电话拒绝")
    services.start_check(case, by=who.clerk, on=DAY)
    check_centre.knows(**{BROTHER_ID: {"tax": [WAGE | {"amount": "9000.00"}]}})
    given = signed(who, case)
    later = CheckRequest.objects.get(round=2)
    assert (later.is_recheck, later.channel) == (False, "http")
    assert set(later.queries.values_list("supporter", flat=True)) == {given.supporter_id}
    services.send_request(later.pk, on=DAY)  # before the first one: it says nothing of the household
    found = Finding.objects.get()
    assert (found.item, found.declared_amount, found.found_amount) == (
        "support",
        Decimal(3000),
        Decimal(9000),
    )
    (row, _) = queries.check_board(case, DAY).requests
    assert row.title.startswith("核对请求（第 2 轮）")


def test_a_request_file_that_is_out_is_written_again_with_whoever_signs_late(who, settings):
    settings.CHECK_CENTRE_KEY = KEY
    case = with_brother(who)
    signed(who, case, form="none", note="两次电话拒绝")
    services.start_check(case, by=who.clerk, on=DAY)
    services.write_request_file(case, by=who.clerk, on=DAY)
    given = signed(who, case)
    request = CheckRequest.objects.get()
    assert request.queries.filter(supporter=given.supporter).count() == len(given.scope)


def test_where_results_are_entered_by_hand_a_late_signature_asks_nobody(who):
    case = with_brother(who)
    signed(who, case, form="none", note="两次电话拒绝")
    services.start_check(case, by=who.clerk, on=DAY)
    signed(who, case)
    assert not CheckRequest.objects.exists()


def test_a_supporter_is_asked_about_and_earns_more_than_was_said(who, check_centre):
    case = with_brother(who)
    signed(who, case)
    check_centre.knows(**{BROTHER_ID: {"tax": [WAGE | {"amount": "9000.00"}]}})
    services.start_check(case, by=who.clerk, on=DAY)
    services.send_request(CheckRequest.objects.get().pk, on=DAY)
    found = Finding.objects.get(item="support")
    assert (found.declared_amount, found.found_amount) == (Decimal(3000), Decimal(9000))
    services.settle_finding(found, adopt=True, reason="个税记录", by=who.clerk, on=DAY)
    (fact,) = household_facts(case.household, DAY).obliged_supporters
    assert fact.household_income == Decimal(9000)
    assert not queries.unsigned(case, DAY)


@pytest.mark.parametrize(
    ("stated", "amount", "because"),
    [
        ({}, None, "未启用赡养费公式"),
        ({"court_amount": Decimal(400)}, Decimal(400), "法院判决或调解确定"),
        ({"court_amount": Decimal(400), "actual_amount": Decimal(600)}, Decimal(600), "实际给付较高"),
    ],
)
def test_a_judgment_comes_before_the_formula_which_is_off_until_it_is_confirmed(who, stated, amount, because):
    (line,) = queries.check_board(with_brother(who, **stated), DAY).support
    assert (line.amount, because in line.because) == (amount, True)


def test_a_scope_limits_what_is_asked(who, check_centre):
    case = factories.accepted(who)
    husband = case.household.memberships.get(person__name="李明远").person
    case.authorisations.filter(person=husband).delete()
    services.record_authorisation(case, husband, signed_on=DAY, scope=["bank", "tax"], by=who.clerk, on=DAY)
    services.start_check(case, by=who.clerk, on=DAY)
    asked = CheckRequest.objects.get().queries.filter(person=husband)
    assert {one.source for one in asked} == {"bank", "tax"}


def test_a_consent_that_has_run_out_is_no_consent(who):
    case = factories.accepted(who)
    given = case.authorisations.get(person__name="李明远")
    given.valid_until = DAY
    given.save()
    later = DAY + dt.timedelta(days=1)
    assert not queries.unsigned(case, DAY)
    (missing,) = queries.unsigned(case, later)
    assert (missing.name, missing.expired) == ("李明远", True)
    services.record_authorisation(case, given.person, signed_on=later, by=who.clerk, on=later)
    assert not queries.unsigned(case, later)


def test_a_child_is_asked_about_without_wages_and_companies(who, check_centre):
    case = factories.accepted(who)
    services.start_check(case, by=who.clerk, on=DAY)
    child = CheckRequest.objects.get().queries.filter(person__name="李禾")
    assert not {one.source for one in child} & {"tax", "social_ins", "fund", "market", "marriage"}


def test_a_withdrawn_authorisation_ends_the_procedure(who, check_centre):
    case = factories.accepted(who)
    services.start_check(case, by=who.clerk, on=DAY)
    given = case.authorisations.first()
    with pytest.raises(Refused) as refused:
        services.withdraw_authorisation(given, reason=" ", by=who.clerk, on=DAY)
    assert refused.value.field == "reason"
    with pytest.raises(PermissionDenied):
        services.withdraw_authorisation(given, reason="不再授权", by=who.reviewer, on=DAY)
    closed = services.withdraw_authorisation(given, reason="不再授权", by=who.clerk, on=DAY)
    assert (closed.state, closed.outcome) == ("closed", "terminated")
    assert not closed.parties.filter(live=True).exists()
    services.send_request(CheckRequest.objects.get().pk, on=DAY)
    assert not Finding.objects.exists()
    with pytest.raises(Refused, match="已办结"):
        services.withdraw_authorisation(given, reason="再撤", by=who.clerk, on=DAY)


def test_a_decided_case_is_not_ended_by_a_withdrawal(who):
    case = factories.case_at(who, "decided")
    with pytest.raises(Refused) as refused:
        services.withdraw_authorisation(
            case.authorisations.first(), reason="不再授权", by=who.clerk, on=dt.date(2026, 11, 23)
        )
    assert refused.value.code == "already_decided"


def test_a_supporter_is_not_a_member_of_the_same_household(who):
    case = with_brother(who)
    brother = case.household.supporters.get()
    brother.name = "李明远"
    brother.save()
    with pytest.raises(Refused) as refused:
        signed(who, case, id_number=HUSBAND_ID)
    assert refused.value.code == "supporter_is_member"


@pytest.mark.parametrize(
    "wrong",
    [
        {"form": "none", "note": ""},
        {"valid_until": DAY - dt.timedelta(days=1)},
        {"withdrawn_on": DAY},
    ],
)
def test_the_database_keeps_no_half_authorisation(who, wrong):
    case = factories.accepted(who)
    case.authorisations.filter(person=case.applicant).delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Authorisation.objects.create(case=case, person=case.applicant, signed_on=DAY, **wrong)


def test_a_consent_without_a_stated_end_holds_as_long_as_the_standard_says(who):
    case = factories.accepted(who)
    ends = {(one.valid_until, one.signed_on) for one in case.authorisations.all()}
    assert ends == {(dt.date(2027, 11, 3), dt.date(2026, 11, 3))}
    husband = case.authorisations.get(person__name="李明远")
    person = husband.person
    husband.delete()
    with pytest.raises(Refused, match="有效期至2026年11月3日，已过；请重新签授权书"):
        services.record_authorisation(case, person, signed_on=dt.date(2025, 11, 3), by=who.clerk, on=DAY)
