"""The story stopped at every stage, each time with other people, so that every page has something to show.

`tell` is called once per test run, in a database of its own; tests take clones of it (fixtures in conftest).
"""

import datetime as dt
import json
from dataclasses import dataclass, replace
from decimal import Decimal

from apps.applications import services as applications
from apps.applications.entry import AccountEntry, IncomeEntry
from apps.benefits import services as benefits
from apps.benefits.models import AwardMember
from apps.benefits.one_time_funeral import ClaimantAccount, ClaimantEntry, FuneralClaim
from apps.benefits.rehearsal import draft_rehearsal, rehearse
from apps.checks import services as checks
from apps.checks.models import CheckRequest, Finding
from apps.core import clock
from apps.documents.models import AttachmentKind, Document
from apps.documents.services import attach_pictures, order_prints, original
from apps.households.services import record_death
from apps.offices.roles import Role
from apps.payments import services as payments
from apps.payments.models import Batch
from apps.publicity import services as publicity
from apps.reviews import services as reviews
from apps.routing.models import Case
from apps.routing.services import RelativeEntry, register_relative, set_switch
from apps.rules.calendar import Month
from apps.rules.recovery import TrueFacts
from apps.standards.models import Standard
from apps.standards.services import Proposal, Source, draft_standard
from tests import factories
from tests.applications import makers as typed
from tests.benefits import makers
from tests.care import makers as care
from tests.documents.pictures import upload
from tests.households.makers import id_number
from tests.reviews import sheets

# The day on which all pages are looked at: a demonstration day in the database.
TODAY = dt.date(2026, 12, 2)
DECEMBER = dt.date(2026, 12, 1)
EARLIER = dt.timedelta(days=-28)
HEADS = (
    "王立春",
    "李雨水",
    "赵惊蛰",
    "陈春分",
    "杨清明",
    "孙谷雨",
    "周立夏",
    "张小满",
    "吴芒种",
    "徐夏至",
    "马小暑",
    "朱大暑",
    "胡立秋",
    "林白露",
    "方秋分",
    "郑霜降",
    "何立冬",
    "高小雪",
    "梁大雪",
    "宋冬至",
)
LONG_AGO = dt.timedelta(days=-217)
REVIEWED = dt.date(2026, 11, 25)
# Households that live by an award since April: one under review, one proposed to go on, one with a change to verify.
AFTER = ("reviewing", "proposed", "changing")
STAGES = (
    "submitted", "accepted", "checking", "visited", "handed_over", "reviewed", "posted", "taken_down", "decided",
    "announced", "incomplete", "unsigned", "elsewhere", "tekun", "choosing",
    "objected", "appraised",
)  # fmt: skip


@dataclass(frozen=True)
class Scenes:
    """What the tests ask for by name; all of it ids, so that it holds in every clone."""

    cases: dict[str, int]
    things: dict[str, int]

    def to_text(self) -> str:
        return json.dumps({"cases": self.cases, "things": self.things})

    @classmethod
    def from_text(cls, text: str) -> "Scenes":
        return cls(**json.loads(text))


def household_of(place: int) -> dict:
    """The entry of household `place`: 张小满's family with other names and numbers."""
    head, order = HEADS[place], 10 + place  # the day of the month on which they were born
    return {
        "members": (
            typed.head(name=head, id_number=id_number(f"198405{order}")),
            typed.husband(name=f"{head[0]}明远", id_number=id_number(f"198109{order}", male=True)),
            typed.son(name=f"{head[0]}禾", id_number=id_number(f"201406{order}", male=True)),
        ),
        "phone": f"154000012{place:02d}",
        "account": AccountEntry("天津银行", f"99990120200000{place:04d}"),
    }


def tell() -> Scenes:
    """Everybody, a case at every stage, a batch that waits and one that is approved."""
    who = factories.people()
    second = factories.user("冯雨生", "fengyusheng", who.hukou, Role.APPROVER)
    cases = {stage: _case(who, place, stage) for place, stage in enumerate(STAGES)}
    things = _things(who, cases) | _batches(who, second)
    things |= _standards(who)
    things["appeal"] = _appealed(who, cases["announced"]).pk
    cases |= _after_the_decision(who, things)
    # The awards of those cases came after the draft, so its approval would be refused as outdated.
    payments.redraft_batch(Batch.objects.get(pk=things["drafted batch"]), by=who.hukou_clerk, on=DECEMBER)
    things["draft"] = applications.open_draft(
        office=who.residence, at=clock.at(TODAY, 9), by=who.clerk, on=TODAY
    ).pk
    for paper in ("paper decided", "paper roster", "paper elsewhere"):
        original(Document.objects.get(pk=things[paper]))
    clock.set_demonstration_day(TODAY, by=who.administrator)
    return Scenes({stage: case.pk for stage, case in cases.items()}, things)


def _after_the_decision(who: factories.People, things: dict[str, int]) -> dict[str, Case]:
    """Told last, so that the batches stay as they are."""
    granted = {}
    for place, stage in enumerate(AFTER, start=len(STAGES)):
        case = factories.accepted(who, factories.ACCEPTED + LONG_AGO, **household_of(place))
        granted[stage] = factories.tell_until(who, case, "announced", later=LONG_AGO)
    reviews.open_reviews(dt.date(2026, 11, 12))
    cases = {
        stage: Case.objects.get(kind="periodic_review", household=case.household)
        for stage, case in granted.items()
    }
    for stage in ("reviewing", "proposed"):
        factories.visited(who, cases[stage], REVIEWED)
    reviews.submit_review(cases["proposed"], text="没有变化。", by=who.reviewer, on=REVIEWED)
    home = granted["changing"].household
    entry = reviews.ChangeEntry(
        "job_start", dt.date(2026, 11, 1), person=home.memberships.last().person_id, detail={"amount": "1800"}
    )
    cases["changing"] = reviews.report_change(home, entry, at=who.hukou, by=who.hukou_clerk, on=REVIEWED).case
    things |= {f"household {stage}": case.household_id for stage, case in cases.items()}
    plan = reviews.open_campaign(
        who.hukou, title="秋季核查", due_from=dt.date(2026, 9, 1), due_to=dt.date(2026, 12, 31), by=who.approver, on=TODAY,
    )  # fmt: skip
    switch = set_switch(
        "emergency_mode", who.hukou, valid_from=TODAY, document="某办发〔2026〕1号", by=who.approver, on=TODAY
    )
    register = reviews.read_takeover(
        reviews.rehearse_takeover(
            who.hukou,
            name="登记簿.xlsx",
            content=sheets.xlsx(sheets.householder(1)),
            by=who.hukou_clerk,
            on=TODAY,
        ).pk
    )
    things["takeover"] = register.pk
    things |= {"campaign": plan.pk, "campaign row": plan.rows.first().pk, "switch": switch.pk}
    return cases


def _case(who: factories.People, place: int, stage: str) -> Case:
    entry = household_of(place)
    if stage == "elsewhere":
        return _elsewhere(who, entry)
    if stage == "submitted":
        return factories.submitted(who, **entry)
    if stage == "incomplete":
        return factories.submitted(who, missing=("诚信承诺书",), **entry)
    if stage == "unsigned":
        unsigned = replace(entry["members"][1], authorised=False)
        entry["members"] = (entry["members"][0], unsigned, entry["members"][2])
    if stage == "tekun":
        alone = care.elder(name=HEADS[place], id_number=id_number(f"195003{10 + place}", male=True))
        return care.accepted(who, **(entry | {"members": (alone,)}))
    if stage == "choosing":
        entry["incomes"] = (IncomeEntry("m1", "W", Decimal("4300.00"), "monthly"),)
        return factories.tell_until(who, factories.accepted(who, **entry), "handed_over")
    if stage in ("objected", "appraised"):
        return _objected(who, factories.accepted(who, **entry), stage)
    by = EARLIER if stage == "announced" else dt.timedelta()
    case = factories.accepted(who, factories.ACCEPTED + by, **entry)
    if stage == "checking":
        return _checking(who, case)
    if stage not in ("accepted", "unsigned"):
        factories.tell_until(who, case, stage, later=by)
    return case


def _objected(who: factories.People, case: Case, stage: str) -> Case:
    """An objection that waits, or an appraisal that was held and is to be written down."""
    on = dt.date(2026, 11, 13)
    factories.tell_until(who, case, "posted")
    publicity.record_objection(case, content="反映另有住房", by=who.clerk, on=on)
    if stage == "appraised":
        publicity.handle_objections(case, way="appraisal", plan="查清住房", by=who.reviewer, on=on)
        held = {"held_at": clock.at(dt.date(2026, 11, 17), 9), "place": "育梁里社区会议室", "host": "周文渊"}
        publicity.convene_appraisal(case, **held, by=who.reviewer, on=on)
        roll = [publicity.MemberEntry(name, "representative") for name in ("居民甲", "居民乙", "居民丙")]
        publicity.name_members(case, roll, by=who.clerk, on=on)
    return case


def _appealed(who: factories.People, case: Case):
    """The household has asked the government of the district to review the decision."""
    return benefits.register_appeal(
        case.decision,
        kind="reconsideration",
        authority="天津市河东区人民政府",
        number="河东政复〔2026〕12号",
        received_on=REVIEWED,
        by=who.reviewer,
        on=TODAY,
    )


def _checking(who: factories.People, case: Case) -> Case:
    """Begun, with a request that is out and one answer that differs from what was declared."""
    on = dt.date(2026, 11, 4)
    check = checks.start_check(case, by=who.clerk, on=on)
    asked = [(case.applicant, None, "bank")]
    checks.open_request(check, channel="http", asked=asked, by=who.clerk, on=on)
    income = case.household.incomes.get()
    checks.record_finding(
        case,
        checks.FindingEntry(
            source="tax",
            item="income",
            label="工资性收入",
            person=income.person,
            declared_amount=income.amount,
            found_amount=Decimal("2150.00"),
            found_text="",
            as_of=on,
            income=income,
            asset=None,
        ),
        by=who.clerk,
        on=on,
    )
    return case


def _elsewhere(who: factories.People, entry: dict) -> Case:
    """A case in which only the stranger's street has a part."""
    street = who.stranger_office
    entry |= {"applied_at": street, "residence_office": street, "hukou_office": street}
    case = typed.submitted(who.stranger, factories.ACCEPTED, authorised_on=factories.ACCEPTED, **entry)
    return applications.accept_application(case, by=who.stranger, on=factories.ACCEPTED)


def _things(who: factories.People, cases: dict[str, Case]) -> dict[str, int]:
    """Ids of what hangs on the cases."""
    decided = cases["decided"]
    things = {
        "finding": Finding.objects.get().pk,
        "request": CheckRequest.objects.get().pk,
        "authorisation": cases["checking"].authorisations.first().pk,
        "supporter": cases["tekun"].household.supporters.get().pk,
        "unsigned adult": cases["unsigned"].parties.get(person__name__endswith="明远").person_id,
        "assessment": decided.assessments.first().pk,
        "paper decided": decided.documents.filter(kind="decision_letter").get().pk,
    }
    proof = attach_pictures(
        cases["accepted"], [upload()], kind=AttachmentKind.PROOF, by=who.clerk, on=factories.ACCEPTED
    )
    things["attachment"] = proof[0].pk
    things["print"] = order_prints([Document.objects.first()], by=who.clerk, on=factories.ACCEPTED).pk
    things["relative"] = _relative(who, cases["accepted"]).pk
    for name, case in cases.items():
        things[f"household {name}"] = case.household_id
        things[f"person {name}"] = case.applicant_id
        things[f"account {name}"] = case.household.accounts.get().pk
    things["paper elsewhere"] = Document.objects.filter(case=cases["elsewhere"]).first().pk
    return things


def _relative(who: factories.People, case: Case):
    """A member of the residents' committee is a brother of the applicant."""
    entry = RelativeEntry(
        "sibling", case.applicant, "applicant", staff_name="委员甲", post="育梁里社区居委会委员"
    )
    return register_relative(case, entry, by=who.clerk, on=factories.ACCEPTED)


def _standards(who: factories.People) -> dict[str, int]:
    """A draft that waits and a rehearsal that is ready, both of another policy person than the one who looks."""
    other = factories.user("温则行", "wenzexing", who.policy.duties.get().office, Role.POLICY)
    small = _draft(other, "review_notice_days", "20")
    made = draft_rehearsal([_draft(other, "dibao_standard", "1100")], by=other, on=TODAY)
    rehearse(made.pk)
    open_row = Standard.objects.get(code__code="pay_quantum", withdrawn_at=None)
    return {"standard draft": small.pk, "rehearsal": made.pk, "unconfirmed standard": open_row.pk}


def _draft(by, code: str, value: str):
    row = Standard.objects.filter(code__code=code, valid_to=None, withdrawn_at=None).first()
    proposal = Proposal(
        "succeed",
        row.code,
        row.jurisdiction,
        dt.date(2027, 1, 1),
        row=row,
        value=value,
        source=Source("通知"),
    )
    return draft_standard(proposal, by=by, on=TODAY)


def _deceased(award, who: factories.People):
    """Somebody else of the register, so that no page of the others changes."""
    person = makers.person("秋风")
    AwardMember.objects.create(award=award, person=person, from_month=award.from_month)
    return record_death(person, died_on=dt.date(2026, 11, 20), by=who.reviewer, on=TODAY)


def _claim(award, who: factories.People):
    """A funeral claim that waits for the second person."""
    person = makers.person("冬雪")
    AwardMember.objects.create(award=award, person=person, from_month=award.from_month)
    record_death(person, died_on=dt.date(2026, 11, 20), by=who.reviewer, on=TODAY)
    account = ClaimantAccount("何春分", "天津农商银行", "9999000000000000011")
    claimant = ClaimantEntry("何春分", "relative", "15400000001", "129999198003010021", account)
    told = FuneralClaim(claimant, "none", dt.date(2026, 11, 22), "tianjin", TODAY)
    return benefits.draft_funeral(person, told, pay_month=dt.date(2027, 1, 1), by=who.hukou_clerk, on=TODAY)


def _batches(who: factories.People, second) -> dict[str, int]:
    october = payments.draft_batch(
        who.hukou, dt.date(2026, 10, 1), by=who.hukou_clerk, on=dt.date(2026, 10, 30)
    )
    payments.approve_batch(october, by=second, on=dt.date(2026, 10, 30))
    payments.make_bank_file(payments.export_batch(october, by=second, on=dt.date(2026, 10, 30)).pk)
    november = payments.draft_batch(
        who.hukou, dt.date(2026, 11, 1), by=who.hukou_clerk, on=dt.date(2026, 11, 3)
    )
    payments.approve_batch(november, by=second, on=dt.date(2026, 11, 3))
    december = payments.draft_batch(who.hukou, DECEMBER, by=who.hukou_clerk, on=DECEMBER)
    november.refresh_from_db()
    made = benefits.draft_round(
        who.hukou,
        "price_subsidy",
        register_month=dt.date(2026, 11, 1),
        pay_month=dt.date(2027, 1, 1),
        figures={"cpi": "3.6", "food": "2.0"},
        by=who.hukou_clerk,
        on=DECEMBER,
    )
    order = payments.recover_by_facts(
        november.payments.first().award,
        change_month=dt.date(2026, 10, 1),
        true_facts=[TrueFacts(Month(2026, 10), 3, Decimal("9000.00"))],
        reason="少报工资。",
        by=who.reviewer,
        on=DECEMBER,
    )
    return {
        "deceased": _deceased(order.award, who).pk,
        "claim": _claim(order.award, who).pk,
        "hukou office": who.hukou.pk,
        "drafted batch": december.pk,
        "approved batch": november.pk,
        "exported batch": october.pk,
        "round": made.pk,
        "recovery": order.pk,
        "paid award": order.award_id,
        "paper roster": november.roster_id,
    }
