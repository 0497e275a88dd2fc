"""A double click, and two people at the same step at the same moment: one effect, and a sentence for the other.

Every request has a thread and a connection of its own, on a database of its own.
"""

from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from apps.applications.models import EntryDraft
from apps.benefits.models import Award, Decision, Opinion
from apps.checks.models import EconomicCheck, Finding, HomeVisit
from apps.core import clock
from apps.documents.models import Document
from apps.journal.models import Event
from apps.offices.models import User
from apps.payments.models import Batch, Payment
from apps.publicity.models import Objection, Posting
from apps.routing.models import Case, HandOver, Step, StepState
from tests.checks.visiting import visit_form
from tests.households.makers import id_number
from tests.web.scenes import TODAY
from tests.web.test_urls import DAY

# What may never be doubled by pressing twice.
COUNTED = (
    Case, Step, HandOver, EconomicCheck, Finding, HomeVisit, Opinion, Posting, Objection, Decision, Award, Document,
    Batch, Payment,
)  # fmt: skip


def at_once(*requests: tuple[Client, str, dict]):
    """The answers to requests that start together."""
    gate = Barrier(len(requests))

    def ask(client: Client, url: str, posted: dict):
        own = Client()
        own.cookies = deepcopy(client.cookies)
        gate.wait(timeout=20)
        try:
            return own.post(url, posted)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(requests)) as pool:
        return [done.result(timeout=60) for done in [pool.submit(ask, *request) for request in requests]]


def counted() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in COUNTED} | {"Event": Event.objects.count()}


def grown(before: dict[str, int]) -> dict[str, int]:
    return {name: count - before[name] for name, count in counted().items() if count != before[name]}


# Step, where the story stands, who presses, the address, what is sent, what there is more of afterwards.
BUTTONS = {
    "受理": (("clerk", "colleague"), "submitted", "accept/", {}),
    "一次性告知补正": (("clerk", "colleague"), "incomplete", "supplement/", {"items": ["诚信承诺书"]}),
    "发起核对": (("clerk", "colleague"), "accepted", "economic_check/start/", {}),
    "处理差异": (("clerk", "colleague"), "checking", "economic_check/findings/{finding}/settle/", {"adopt": "1", "reason": "以个税为准"}),
    "入户调查": (("clerk", "colleague"), "accepted", "home_visit/", {}),
    "移送": (("clerk", "colleague"), "visited", "hand_over/", {"items": ["申请表"], "message": ""}),
    "签收": (("reviewer", "reviewer"), "handed_over", "receive/", {}),
    "退回": (("reviewer", "reviewer"), "handed_over", "send_back/", {"to": ["home_visit"], "reason": "没有签字"}),
    "初审": (("reviewer", "reviewer"), "handed_over", "first_review/", {"approve": "yes", "text": "符合条件"}),
    "张贴公示": (("clerk", "colleague"), "reviewed", "public_notice/", {"place": "公示栏", "posted_on": DAY, "proof": ""}),
    "登记异议": (("clerk", "colleague"), "posted", "objection/", {"content": "反映情况"}),
    "取下公示": (("clerk", "colleague"), "posted", "public_notice/", {"proof": "照片已留存", "place": "", "posted_on": ""}),
    "审核确认": (("approver", "approver"), "taken_down", "decision/", {"approve": "yes", "text": "同意"}),
    "公布": (("clerk", "colleague"), "decided", "announcement/", {"place": "公示栏"}),
    "撤回": (("clerk", "hukou_clerk"), "accepted", "withdraw/", {"reason": "申请人书面撤回"}),
}  # fmt: skip


@pytest.mark.parametrize("button", BUTTONS)
def test_two_at_once_have_one_effect(own_world, button):
    people, stage, path, posted = BUTTONS[button]
    url = f"/cases/{own_world.case(stage)}/{path.format(finding=own_world.scenes.things['finding'])}"
    if button == "入户调查":
        posted = visit_form(Case.objects.get(pk=own_world.case(stage)))
    once = what_one_does(own_world, people[0], url, posted)
    before = counted()
    answers = at_once(*((own_world.clients[person], url, posted) for person in people))
    assert grown(before) == once
    codes = sorted(answer.status_code for answer in answers)
    assert codes in ([302, 409], [302, 302]), codes
    if codes == [302, 302]:
        assert button in ("发起核对", "签收")  # these answer the second one with what is so already
    for answer in answers:
        if answer.status_code == 409:
            assert "没有" in answer.content.decode()


def what_one_does(world, person: str, url: str, posted: dict) -> dict[str, int]:
    """What a single click adds; taken back again."""
    before = counted()
    with world.undone(world.clients[person]):
        answer = world.clients[person].post(url, posted)
        assert answer.status_code == 302, answer.content.decode()[:3000]
        added = grown(before)
    assert added
    return added


def test_a_check_is_completed_once(own_world):
    world = own_world
    url = f"/cases/{world.case('checking')}/economic_check/"
    settle = f"{url}findings/{world.scenes.things['finding']}/settle/"
    assert world.clients["clerk"].post(settle, {"adopt": "1", "reason": "以个税为准"}).status_code == 302
    posted = {"report_number": "核2026-0099", "partial_reason": "银行系统升级"}
    answers = at_once((world.clients["clerk"], url, posted), (world.clients["colleague"], url, posted))
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    assert (
        Event.objects.filter(
            case_id=world.case("checking"), kind="economic_check", summary__contains="核2026-0099"
        ).count()
        == 1
    )
    assert (
        Step.objects.filter(case=world.case("checking"), name="economic_check", state=StepState.DONE).count()
        == 1
    )


def test_a_batch_is_drafted_once(own_world):
    """December again, after its draft was taken away by nobody: both get the one that is there."""
    world = own_world
    clock.set_demonstration_day(
        TODAY.replace(year=2027, month=1, day=4), by=User.objects.get(username="administrator")
    )
    posted = {"office": world.scenes.things["hukou office"], "month": "2027-01-01"}
    world.clients["approver"].post(f"/payments/{world.scenes.things['drafted batch']}/approve/")
    before = counted()
    answers = at_once(*[(world.clients["hukou_clerk"], "/payments/draft/", posted)] * 2)
    assert [answer.status_code for answer in answers] == [302, 302]
    assert len({answer["Location"] for answer in answers}) == 1
    assert grown(before)["Batch"] == 1
    assert Payment.objects.filter(batch__month="2027-01-01").count() == grown(before)["Payment"]


def test_a_batch_is_approved_once(own_world):
    url = f"/payments/{own_world.scenes.things['drafted batch']}/approve/"
    rosters = Document.objects.filter(kind="roster")
    before = rosters.count()
    answers = at_once(*[(own_world.clients["approver"], url, {})] * 2)
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    assert rosters.count() == before + 1


def test_an_application_is_submitted_once(own_world):
    """The last button of the entry pressed twice: one case, one draft gone, one family."""
    draft = filled_draft(own_world)
    url = f"/applications/drafts/{draft.pk}/review/"
    before = counted()
    answers = at_once(*[(own_world.clients["clerk"], url, {})] * 2)
    accepted = [answer for answer in answers if "/accept/" in answer.get("Location", "")]
    assert len(accepted) == 1, [(answer.status_code, answer.get("Location")) for answer in answers]
    assert grown(before)["Case"] == 1
    assert not EntryDraft.objects.filter(pk=draft.pk).exists()


def test_two_clerks_enter_the_same_family_at_once(own_world):
    """Two drafts, the same people: the second one is told which office to call."""
    drafts = [filled_draft(own_world), filled_draft(own_world)]
    before = counted()
    answers = at_once(
        *[(own_world.clients["clerk"], f"/applications/drafts/{draft.pk}/review/", {}) for draft in drafts]
    )
    assert grown(before)["Case"] == 1
    refused = [
        answer for answer in answers if answer.status_code != 302 or "accept" not in answer["Location"]
    ]
    assert len(refused) == 1
    assert EntryDraft.objects.filter(pk__in=[draft.pk for draft in drafts]).count() == 1


def filled_draft(world) -> EntryDraft:
    """A draft with everything typed in."""
    from tests.web.typing_in import type_in

    return type_in(world.clients["clerk"], id_number("19790101", 60))
