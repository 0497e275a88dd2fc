"""Edge households: status and cash, and the single-person route with the family's signed choice."""

import datetime as dt
from decimal import Decimal

import pytest

from apps.applications import services
from apps.applications.entry import DisabilityEntry
from apps.applications.queries.review import review_page
from apps.benefits.models import Award
from apps.core.errors import Refused
from apps.documents.models import Document
from apps.payments.models import Payment
from apps.payments.services import draft_batch
from tests import factories
from tests.applications import makers as typed
from tests.applications.entries import wage

pytestmark = pytest.mark.django_db
REVIEWED = dt.date(2026, 11, 11)


@pytest.fixture
def who():
    return factories.people()


def members(*disabilities: DisabilityEntry) -> dict:
    return {"members": (typed.head(), typed.husband(disabilities=disabilities), typed.son())}


def with_choice(who):
    """The husband is severely disabled, the household between one and one and a half times the standard."""
    return factories.tell_until(
        who, factories.accepted(who, single_choice="B", **wage("4300.00")), "handed_over"
    )


def choose(who, case, choice, **changes):
    given = {
        "signed_by": case.applicant_id,
        "signed_on": REVIEWED,
        "by": who.reviewer,
        "on": REVIEWED,
    } | changes
    return services.record_single_choice(case, choice=choice, **given)


def finish(who, case):
    """From the first review to the decision."""
    return factories.decided(
        who, taken_down(who, factories.reviewed(who, case, REVIEWED)), dt.date(2026, 11, 23)
    )


def taken_down(who, case):
    factories.posted(who, case, dt.date(2026, 11, 12))
    return factories.taken_down(who, case, dt.date(2026, 11, 20))


def amounts(case) -> list[tuple]:
    award = Award.objects.get(decision__case=case)
    return [(row.kind, row.amount, row.person.name if row.person else "") for row in award.amounts.all()]


def test_an_edge_household_with_a_listed_situation_gets_its_cash(who):
    case = factories.accepted(who, **members(DisabilityEntry("hearing", 4, "0001")), **wage("3600.00"))
    finish(who, factories.tell_until(who, case, "handed_over"))
    assert amounts(case) == [("edge_cash", Decimal("314.00"), "")]
    letter = Document.objects.get(kind="decision_letter", case=case)
    assert letter.title.startswith("最低生活保障边缘家庭")
    notice = Document.objects.filter(kind="public_notice", case=case).first()
    assert notice.context["body"]["programme"] == "edge_household"


def test_an_edge_household_without_one_gets_the_status_only(who):
    case = factories.accepted(who, **members(), **wage("3600.00"))
    finish(who, factories.tell_until(who, case, "handed_over"))
    assert not Award.objects.filter(decision__case=case).exists()
    letter = Document.objects.get(kind="decision_letter", case=case).context["body"]
    assert (letter["programme"], letter["amount"]) == ("edge_household", "0.00")


def test_both_ways_stand_side_by_side_before_the_opinion(who):
    case = with_choice(who)
    board = review_page(case, REVIEWED).choice
    assert [(one.choice, one.amount) for one in board.options] == [
        ("A", Decimal("314.00")), ("B", Decimal("1045.00"))
    ]  # fmt: skip
    assert board.wished == "由符合条件的成员按单人户享受低保"
    with pytest.raises(Refused) as caught:
        services.submit_first_review(case, approve=True, text="同意。", by=who.reviewer, on=REVIEWED)
    assert caught.value.code == "choice_missing"


def test_who_chooses_the_household_gets_the_edge_cash(who):
    case = with_choice(who)
    choose(who, case, "A")
    finish(who, case)
    assert amounts(case) == [("edge_cash", Decimal("314.00"), "")]
    assert case.decision.choice == "A"
    assert Award.objects.get(decision__case=case).members.count() == 3


def test_who_chooses_the_single_person_gets_dibao_for_him_and_keeps_the_status(who):
    case = with_choice(who)
    choose(who, case, "B")
    assert review_page(case, REVIEWED).seen_amount == Decimal("1045.00")
    finish(who, case)
    award = Award.objects.get(decision__case=case)
    assert amounts(case) == [("single_person", Decimal("1045.00"), "李明远")]
    assert [row.person.name for row in award.members.all()] == ["李明远"]
    decision = case.decision
    assert (decision.choice, decision.programme, decision.amount) == (
        "B",
        "edge_household",
        Decimal("1045.00"),
    )
    notice = case.notices.get(kind="public_notice")
    assert (notice.members, notice.amount) == (1, Decimal("1045.00"))
    letter = Document.objects.get(kind="decision_letter", case=case).context["body"]
    assert "11月11日签字选择由符合条件的成员按单人户享受低保" in letter["choice_text"]
    assert "不发给边缘家庭救助金" in letter["choice_text"]
    assert [member["name"] for member in letter["members"]] == ["李明远"]
    assert letter["calculation"]["equation"][-1]["text"] == "1,045.00"


def test_the_single_person_is_paid_in_one_line(who):
    case = with_choice(who)
    choose(who, case, "B")
    finish(who, case)
    batch = draft_batch(who.hukou, dt.date(2026, 12, 1), by=who.hukou_clerk, on=dt.date(2026, 12, 2))
    lines = Payment.objects.filter(batch=batch, month=dt.date(2026, 12, 1))
    assert [(line.kind, line.amount, line.members) for line in lines] == [
        ("single_person", Decimal("1045.00"), 1)
    ]


def test_a_later_signature_succeeds_the_first(who):
    case = with_choice(who)
    choose(who, case, "B")
    choose(who, case, "A")
    assert factories.reviewed(who, case, REVIEWED).opinions.get().approve
    assert case.notices.get(kind="public_notice").amount == Decimal("314.00")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"signed_on": dt.date(2026, 11, 12)}, "signed_on_wrong"),
        ({"signed_on": dt.date(2026, 11, 2)}, "signed_on_wrong"),
    ],
)
def test_a_signature_of_another_time_is_refused(who, changes, code):
    case = with_choice(who)
    with pytest.raises(Refused) as caught:
        choose(who, case, "B", **changes)
    assert caught.value.code == code


def test_a_strangers_signature_is_refused(who):
    case = with_choice(who)
    elsewhere = typed.submitted(
        who.clerk, members=(typed.head(name="王立春", id_number=typed.id_number("19840521", 7)),), incomes=()
    )
    with pytest.raises(Refused) as caught:
        choose(who, case, "B", signed_by=elsewhere.applicant_id)
    assert caught.value.code == "not_a_party"


def test_figures_that_changed_after_the_signature_need_another_one(who):
    case = with_choice(who)
    choose(who, case, "B")
    case.household.incomes.update(amount=Decimal("4250.00"))
    husband = case.household.memberships.get(relation="spouse").person
    case.household.incomes.create(
        person=husband, type="T", amount=Decimal("50.00"), period="monthly", valid_from=REVIEWED
    )
    with pytest.raises(Refused) as caught:
        factories.reviewed(who, case, REVIEWED)
    assert caught.value.code == "choice_outdated"


def test_a_family_without_a_choice_signs_nothing(who):
    case = factories.case_at(who, "handed_over")
    with pytest.raises(Refused) as caught:
        choose(who, case, "B")
    assert caught.value.code == "no_choice"
