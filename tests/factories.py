"""Named people at real streets and one citizen's story, told by the services. Fixed defaults, nothing random.

The reference data (regions, standards, calendar) stand in every test database. Identity numbers bear the area code
129999, which was never given out.
"""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from apps.applications import services as applications
from apps.checks import services as checks
from apps.core import clock
from apps.core.bulk import bulk_create_with_history
from apps.offices.models import Community, Duty, Office, User
from apps.offices.roles import Role
from apps.publicity import services as publicity
from apps.routing import services as routing
from apps.routing.models import Case
from tests.applications import makers as typed
from tests.documents.pictures import upload
from tests.households.makers import dawangzhuang, wudadao, xuefu

ACCEPTED = dt.date(2026, 11, 3)
SINCE = dt.date(2020, 1, 1)
PASSWORD = "only-for-tests-1"


def user(full_name: str, login: str, office: Office, *roles: Role, staff: bool = False) -> User:
    """A person with duties at one office."""
    made = User.objects.create_user(login, password=PASSWORD, full_name=full_name, is_staff=staff)
    for role in roles:
        Duty.objects.create(user=made, office=office, role=role, valid_from=SINCE)
    return made


@dataclass(frozen=True)
class People:
    """Who plays in the story. The stranger works at a street that has no part in it."""

    clerk: User
    colleague: User
    hukou_clerk: User
    reviewer: User
    approver: User
    supervisor: User
    stranger: User
    policy: User
    administrator: User
    residence: Office
    hukou: Office
    stranger_office: Office


def people() -> People:
    """Everybody, with the communities where notices hang; written by the table, since most tests begin with it."""
    residence, hukou, elsewhere = xuefu(), dawangzhuang(), wudadao()
    Community.objects.get_or_create(office=residence, code="120104006001", defaults={"name": "育梁里社区"})
    Community.objects.get_or_create(office=hukou, code="120102001001", defaults={"name": "和进里社区"})
    city = hukou.parent.parent
    told = {
        "clerk": ("陈砚秋", "chenyanqiu", residence, Role.CLERK),
        "colleague": ("何立群", "heliqun", residence, Role.CLERK),
        "hukou_clerk": ("高明远", "gaomingyuan", hukou, Role.CLERK),
        "reviewer": ("周文渊", "zhouwenyuan", hukou, Role.REVIEWER),
        "approver": ("马静宜", "majingyi", hukou, Role.APPROVER),
        "supervisor": ("丁怀山", "dinghuaishan", hukou.parent, Role.SUPERVISOR),
        "stranger": ("外街经办", "stranger", elsewhere, Role.CLERK, Role.REVIEWER, Role.APPROVER),
        "policy": ("沈政策", "policy", city, Role.POLICY),
        "administrator": ("严管理", "administrator", city, Role.ADMINISTRATOR),
    }
    password = make_password(PASSWORD)
    users = bulk_create_with_history(
        [
            User(full_name=name, username=login, password=password, is_staff=office == city)
            for name, login, office, *_ in told.values()
        ],
        User,
    )
    duties = [
        Duty(user=made, office=office, role=role, valid_from=SINCE)
        for made, (_, _, office, *roles) in zip(users, told.values(), strict=True)
        for role in roles
    ]
    bulk_create_with_history(duties, Duty)
    offices = {"residence": residence, "hukou": hukou, "stranger_office": elsewhere}
    return People(**dict(zip(told, users, strict=True)), **offices)


# The story, step by step. Each function takes the case one step on and returns it. ---------------------------


def submitted(who: People, on: dt.date = ACCEPTED, **changes) -> Case:
    return typed.submitted(who.clerk, on, authorised_on=on, **changes)


def accepted(who: People, on: dt.date = ACCEPTED, **changes) -> Case:
    return applications.accept_application(submitted(who, on, **changes), by=who.clerk, on=on)


def checked(who: People, case: Case, on: dt.date) -> Case:
    """The economic check found what was declared; whom it cannot ask outside the household is not asked."""
    for supporter in case.household.supporters.filter(valid_to__isnull=True):
        checks.record_authorisation(
            case, supporter=supporter, signed_on=on, form="none", note="在外地服刑", by=who.clerk, on=on
        )
    checks.start_check(case, by=who.clerk, on=on)
    checks.complete_check(case, report_number="核2026-0001", by=who.clerk, on=on)
    return case


def visited(who: People, case: Case, on: dt.date) -> Case:
    entry = checks.VisitEntry(
        visited_at=clock.at(on, 14, 30),
        investigators=("陈砚秋", "何立群"),
        present="张小满、李明远",
        members_seen=2,
        living_conditions="公租房一室一厅。",
        seen_against_declared="与申报一致。",
        conclusion="情况属实。",
        signed_by_household="张小满",
    )
    signed = checks.VisitPictures(sheet=upload(200, name="signed.jpg"))
    checks.record_visit(case, entry, pictures=signed, by=who.clerk, on=on)
    return case


def handed_over(who: People, case: Case, on: dt.date) -> Case:
    routing.hand_over_dossier(
        case, items=["申请表", "核对报告（分析版）", "入户调查表"], message="材料齐全。", by=who.clerk, on=on
    )
    return case


def reviewed(who: People, case: Case, on: dt.date, *, approve: bool = True) -> Case:
    routing.receive_dossier(case, by=who.reviewer, on=on)
    applications.submit_first_review(
        case, approve=approve, text="符合条件，拟予确认。", by=who.reviewer, on=on
    )
    return case


def posted(who: People, case: Case, on: dt.date) -> Case:
    for by in (who.clerk, who.reviewer):
        publicity.post_notice(case, place="社区公示栏", posted_on=on, by=by, on=on)
    return case


def taken_down(who: People, case: Case, on: dt.date) -> Case:
    for by in (who.clerk, who.reviewer):
        publicity.remove_notice(case, proof="照片已留存。", by=by, on=on)
    return case


def decided(who: People, case: Case, on: dt.date) -> Case:
    applications.submit_decision(case, approve=True, text="同意初审意见。", by=who.approver, on=on)
    return case


def announced(who: People, case: Case, on: dt.date) -> Case:
    for by in (who.clerk, who.reviewer):
        publicity.post_announcement(case, place="社区公示栏", by=by, on=on)
    return case


STAGES = (
    ("checked", checked, dt.date(2026, 11, 4)),
    ("visited", visited, dt.date(2026, 11, 5)),
    ("handed_over", handed_over, dt.date(2026, 11, 10)),
    ("reviewed", reviewed, dt.date(2026, 11, 11)),
    ("posted", posted, dt.date(2026, 11, 12)),
    ("taken_down", taken_down, dt.date(2026, 11, 20)),
    ("decided", decided, dt.date(2026, 11, 23)),
    ("announced", announced, dt.date(2026, 11, 23)),
)


def case_at(who: People, stage: str) -> Case:
    """The story told up to and including `stage`."""
    case = accepted(who)
    if stage != "accepted":
        tell_until(who, case, stage)
    return case


def tell_until(who: People, case: Case, stage: str, *, later: dt.timedelta = dt.timedelta()) -> Case:
    """Take an accepted case up to and including `stage`; `later` moves all its days."""
    for name, tell, on in STAGES:
        tell(who, case, on + later)
        if name == stage:
            return case
    raise KeyError(stage)
