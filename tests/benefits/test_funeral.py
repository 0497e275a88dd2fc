"""丧葬补贴: from a registered death to the line of the batch; who has other funeral money is counted, not paid."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from apps.benefits.models import AwardAmount, AwardMember, OneTimeRound
from apps.benefits.one_time_funeral import ClaimantEntry, FuneralClaim
from apps.benefits.services import approve_round, discard_round, draft_funeral
from apps.core.errors import Refused
from apps.households.services import record_death
from apps.payments import queries
from apps.payments.access import deaths_seen_by
from apps.payments.services import approve_batch, draft_batch
from tests.benefits import makers
from tests.payments.makers import DECEMBER, NOVEMBER, award

pytestmark = pytest.mark.django_db
DIED, CREMATED, ON = dt.date(2025, 11, 3), dt.date(2025, 11, 5), dt.date(2025, 11, 20)
CLAIMANT = ClaimantEntry("赵清明", "child", "15400000001", "129999198003010021")
CLAIM = FuneralClaim(CLAIMANT, "none", CREMATED, "tianjin", ON, "天津市第二殡仪馆")


def dead(w, name="张小满"):
    """Somebody of the register who died, with somebody left who holds the account."""
    made = award(w, name, "500.00")
    person = makers.person(f"{name}之父")
    AwardMember.objects.create(award=made, person=person, from_month=NOVEMBER)
    record_death(person, died_on=DIED, by=w.reviewer, on=ON)
    return person


def drafted(w, person, claim=CLAIM, pay=NOVEMBER) -> OneTimeRound:
    return draft_funeral(person, claim, pay_month=pay, by=w.hukou_clerk, on=ON)


def refused(act) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code


def test_a_claim_goes_from_the_registered_death_to_the_line_of_the_batch(w):
    person = dead(w)
    (listed,) = deaths_seen_by(w.hukou_clerk, DIED, ON)
    assert listed.person == person
    made = drafted(w, person)
    assert (made.total, made.persons) == (Decimal("1800.00"), 1)
    assert (
        "2025年11月3日去世，2025年11月5日火化，2025年11月20日由赵清明申领（期限至2026年5月5日）" in made.basis
    )
    approve_round(made, by=w.approver, on=ON)
    batch = draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=ON)
    assert {(one.kind, one.cause, one.amount) for one in batch.payments.all()} == {
        ("dibao", "regular", Decimal("500.00")),
        ("funeral", "one_time", Decimal("1800.00")),
    }
    assert any("丧葬补贴" in row[5] for row in queries.roster_rows(batch))
    approve_batch(batch, by=w.approver, on=ON)
    december = draft_batch(w.hukou, DECEMBER, by=w.hukou_clerk, on=DECEMBER)
    assert december.payments.get().kind == "dibao"  # once


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"category": "public_sector"}, "机关事业单位"),
        ({"category": "insured_with_funeral_money"}, "参加职工保险等，已有丧葬待遇"),
        ({"place": "outside"}, "不在本市火化"),
    ],
)
def test_who_is_not_paid_is_counted_with_the_reason(w, changed, words):
    made = drafted(w, dead(w), replace(CLAIM, **changed))
    assert (made.total, made.persons, made.shares.count()) == (0, 0, 0)
    assert f"不予发放：{words}" in made.basis
    group = made.groups.get()
    assert (group.persons, group.amount, group.paid) == (1, 0, "category" not in changed)
    approve_round(made, by=w.approver, on=ON)
    assert not AwardAmount.objects.filter(kind="funeral").exists()


def test_what_is_refused(w):
    person = dead(w)
    early = replace(CLAIM, cremated_on=DIED - dt.timedelta(days=1))
    assert refused(lambda: drafted(w, person, early)) == "dates_differ"
    assert refused(lambda: drafted(w, person, replace(CLAIM, category="tekun_support"))) == "tekun_funeral"
    assert refused(lambda: drafted(w, person, pay=dt.date(2025, 10, 1))) == "pays_before_death"
    assert refused(lambda: drafted(w, makers.person("陈谷雨"))) == "no_award"
    with pytest.raises(PermissionDenied):
        draft_funeral(person, CLAIM, pay_month=NOVEMBER, by=w.reviewer, on=ON)
    made = drafted(w, person)
    assert refused(lambda: drafted(w, person)) == "claimed_already"
    discard_round(made, by=w.hukou_clerk, on=ON)
    assert drafted(w, person).total == Decimal("1800.00")


def test_the_database_holds_one_for_each_deceased(w):
    made = drafted(w, dead(w))
    made.pk = None
    with pytest.raises(IntegrityError, match="one_funeral_subsidy_per_deceased"), transaction.atomic():
        made.save()
    made.deceased = None
    with pytest.raises(IntegrityError, match="a_funeral_round_names_the_deceased"), transaction.atomic():
        made.save()
