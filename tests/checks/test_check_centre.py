"""核对中心: asked by a signed request, tried again, and believed only when everything is in order.

The centre is a real process on loopback; `send_request` is what the worker runs.
"""

import datetime as dt
import json
import urllib.request
from decimal import Decimal
from urllib.error import HTTPError

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.applications.services import withdraw_application
from apps.checks import centre as line
from apps.checks import queries, services
from apps.checks.centre.signing import sign
from apps.checks.models import CheckRequest, Finding
from apps.core import clock
from apps.core.errors import Refused
from apps.offices.models import Jurisdiction
from apps.standards.models import StandardCode
from apps.standards.services import Source, add_standard
from config.check_centre.package import seal, unseal
from config.check_centre.records import Records
from config.check_centre.server import answer_to
from tests import factories
from tests.applications.makers import HEAD_ID, HUSBAND_ID, SON_ID
from tests.checks.centre import FLAT, KEY, WAGE, running

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 4)
LARGER = FLAT | {"area": "60.00"}
AS_DECLARED = {
    HEAD_ID: {
        "tax": [{"item": "income", "form": "W", "amount": "1894.00", "text": "超市"}],
        "bank": [{"item": "monetary", "form": "deposit", "amount": "5000.00", "text": ""}],
    },
    HUSBAND_ID: {"bank": [{"item": "monetary", "form": "deposit", "amount": "3000.00", "text": ""}]},
    SON_ID: {},
}


@pytest.fixture
def who():
    return factories.people()


@pytest.fixture
def case(who):
    return factories.accepted(who)


def asked(who, case) -> CheckRequest:
    """The check is started, which opens a request; nobody has sent it yet."""
    services.start_check(case, by=who.clerk, on=DAY)
    return CheckRequest.objects.get()


def sent(who, case) -> CheckRequest:
    request = asked(who, case)
    return again(request)


def again(request: CheckRequest) -> CheckRequest:
    services.send_request(request.pk, on=DAY)
    request.refresh_from_db()
    return request


def told(request: CheckRequest) -> tuple[str, str]:
    last = request.attempts.last()
    return last.code, last.sentence


def rows(check_case) -> list[tuple[str, str]]:
    return [(one.label, one.settlement) for one in Finding.objects.filter(check_done__step__case=check_case)]


def test_what_is_as_declared_is_equal_and_a_deposit_of_the_household_is_the_sum_of_its_members(
    who, case, check_centre
):
    check_centre.knows(**AS_DECLARED)
    request = sent(who, case)
    assert request.state == "done"
    settled = {one.label: one.settlement for one in Finding.objects.all()}
    assert settled["张小满 工资性收入"] == settled["家庭存款、现金"] == "equal"
    assert "open" not in settled.values()


@pytest.fixture
def average_area():
    """The figure without which two homes cannot be judged."""
    add_standard(
        StandardCode.objects.get(code="city_average_area"),
        jurisdiction=Jurisdiction.objects.get(code="TJ"),
        value="37",
        valid_from=dt.date(2026, 1, 1),
        valid_to=None,
        source=Source("统计公报", "", "", confirmed=True),
        by=None,
        on=DAY,
    )


def test_a_second_flat_and_an_undeclared_wage_are_differences_with_their_effect(
    who, case, check_centre, average_area
):
    check_centre.knows(
        **AS_DECLARED | {HUSBAND_ID: AS_DECLARED[HUSBAND_ID] | {"tax": [WAGE], "realestate": [FLAT, LARGER]}}
    )
    sent(who, case)
    board = queries.check_board(case, DAY)
    assert board.effect_note == ""
    effects = {one.row.name: one.effect for one in board.differences}
    assert "不符合" not in effects["李明远 工资性收入"].before
    assert effects["李明远 工资性收入"].changes
    assert board.together.after == "不符合条件"
    assert len(board.differences) == 3


@pytest.mark.parametrize("item", ["wage", "flat", "both"])
def test_what_was_said_of_an_effect_is_what_comes_of_it(who, case, check_centre, average_area, item):
    """One formula: the prediction beside a difference is the verdict once it is adopted."""
    found = {
        "wage": {"tax": [WAGE]},
        "flat": {"realestate": [FLAT, LARGER]},
        "both": {"tax": [WAGE], "realestate": [FLAT, LARGER]},
    }[item]
    check_centre.knows(**AS_DECLARED | {HUSBAND_ID: AS_DECLARED[HUSBAND_ID] | found})
    sent(who, case)
    waiting = list(Finding.objects.filter(settlement="open"))
    effects = queries.effects_of(case, waiting, DAY)
    for one in waiting:
        services.settle_finding(one, adopt=True, reason="本人认可", by=who.clerk, on=DAY)
    assert queries.verdict_today(case, DAY).startswith(effects.together.after)
    assert effects.together.changes


def test_a_finding_that_changes_nothing_says_so(who, case, check_centre):
    check_centre.knows(
        **AS_DECLARED | {SON_ID: {"bank": [{"item": "monetary", "form": "deposit", "amount": "10.00"}]}}
    )
    sent(who, case)
    (only,) = queries.check_board(case, DAY).differences
    assert not only.effect.changes
    assert only.effect.sentence.startswith("不改变待遇")


# What goes wrong -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("behaviour", "code", "words"),
    [
        ("down", "unavailable", "暂停服务"),
        ("slow", "too_slow", "没有在规定时间内返回"),
        ("bad_signature", "bad_signature", "签名不对，没有采用任何一条"),
        ("wrong_person", "wrong_person", "不是本件核对对象"),
        ("other_number", "wrong_number", "不是本次请求"),
        ("malformed", "malformed", "不合约定"),
    ],
)
def test_whatever_is_not_in_order_is_not_applied_and_the_case_says_what_to_do(
    who, case, check_centre, behaviour, code, words
):
    check_centre.knows(**AS_DECLARED | {HUSBAND_ID: {"tax": [WAGE]}})
    check_centre.order(behaviour, times=1, seconds=3.0)
    request = sent(who, case)
    assert told(request)[0] == code
    assert words in told(request)[1]
    assert (request.state, request.tries, rows(case)) == ("waiting", 1, [])
    assert request.next_at > clock.stamp()
    board = queries.check_board(case, DAY)
    assert words in board.requests[0].trouble
    assert again(request).state == "done"
    assert ("李明远 工资性收入", "open") in rows(case)


def test_a_centre_that_was_killed_is_asked_again_when_it_is_back(who, case, settings):
    with running() as first:
        port = int(first.url.rsplit(":", 1)[1])
        settings.CHECK_CENTRE_URL, settings.CHECK_CENTRE_KEY = first.url, KEY
        request = asked(who, case)
        first.kill()
        assert told(again(request)) == ("no_line", line.contract.TROUBLES["no_line"])
    with running(port) as second:
        second.order(people=AS_DECLARED)
        assert again(request).state == "done"
    assert request.tries == 2


def test_sources_that_are_offline_are_asked_again_and_the_others_are_not(who, case, check_centre):
    check_centre.knows(**AS_DECLARED)
    check_centre.order("partial", times=1)
    request = sent(who, case)
    assert (request.state, told(request)[0]) == ("waiting", "partial")
    assert {one.source for one in queries.outstanding(request.check_done)} == {
        "bank",
        "securities",
        "internet_fin",
    }
    out = len(queries.outstanding(request.check_done))
    [waits] = queries.check_waits([request.check_done.step_id]).values()
    assert (waits.words, waits.note) == (f"等核对中心返回 {out} 项", f"其中 {out} 项来源离线，自动再查")
    assert not Finding.objects.filter(source="bank").exists()
    kept = Finding.objects.count()
    assert again(request).state == "done"
    assert Finding.objects.filter(source="bank").get().settlement == "equal"
    assert Finding.objects.exclude(source__in=["bank", "securities", "internet_fin"]).count() == kept


def test_an_answer_that_comes_twice_is_applied_once(who, case, check_centre):
    """The second time with other amounts: the first one stands, and the attempt says that something came again."""
    check_centre.knows(**AS_DECLARED | {HUSBAND_ID: {"tax": [WAGE]}})
    check_centre.order("twice", times=1)
    request = sent(who, case)
    wage = Finding.objects.get(label="李明远 工资性收入")
    assert wage.found_amount == Decimal("2600.00")
    assert "重复返回" in told(request)[1]
    before = rows(case)
    answers = [
        line.Answer(f"p{wage.person_id}", "tax", "found", DAY, (line.Item("income", "W", Decimal(9)),))
    ]
    assert services.apply_answers(request, answers, on=DAY) == 0
    assert rows(case) == before


def test_an_attempt_that_was_overtaken_changes_nothing(who, case, check_centre):
    """Its claim ran out, another one asked; what the first one still brings is not believed, even where it is new."""
    check_centre.knows(**AS_DECLARED)
    check_centre.order("partial", times=2)
    earlier = sent(who, case)
    again(CheckRequest.objects.get())
    bank = line.Answer(f"p{case.applicant_id}", "bank", "none", DAY, ())
    before = rows(case)
    assert services.apply_answers(earlier, [bank], on=DAY) == 0
    assert rows(case) == before
    assert CheckRequest.objects.get().queries.get(person=case.applicant, source="bank").state == "offline"


def test_an_answer_after_the_case_was_withdrawn_is_not_applied(who, case, check_centre):
    check_centre.knows(**AS_DECLARED | {HUSBAND_ID: {"tax": [WAGE]}})
    request = asked(who, case)
    withdraw_application(case, reason="已找到工作", by=who.clerk, on=DAY)
    request = again(request)
    assert (request.state, told(request)[0], rows(case)) == ("stopped", "too_late", [])


def test_a_replayed_or_forged_request_is_refused_by_the_centre(who, case, check_centre, settings):
    body = line.written("HC-1", DAY, [])
    headers = {"Content-Type": "application/json", **sign("POST /v1/checks", body, "11" * 16)}

    def post(headers) -> int:
        request = urllib.request.Request(f"{check_centre.url}/v1/checks", body, headers)
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:
                return answer.status
        except HTTPError as refusal:
            refusal.close()
            return refusal.code

    assert [post(headers), post(headers)] == [200, 401]
    assert post(headers | {"X-Nonce": "22" * 16}) == 401
    settings.CHECK_CENTRE_KEY = "k1:" + "00" * 32
    with pytest.raises(line.Trouble) as trouble:
        line.ask(body)
    assert trouble.value.code == "not_admitted"


# Files -----------------------------------------------------------------------------------------------------------


def answered_file(raw: bytes, people: dict) -> bytes:
    """What the centre makes of a request file."""
    records = Records(None)
    records.tell(people)
    return seal(KEY, "answer", answer_to(unseal(KEY, "request", raw.decode()), records)).encode()


def test_an_office_without_a_line_exchanges_sealed_files(who, case, settings):
    settings.CHECK_CENTRE_KEY = KEY
    services.start_check(case, by=who.clerk, on=DAY)
    name, raw = services.write_request_file(case, by=who.clerk, on=DAY)
    assert HEAD_ID.encode() not in raw
    answer = answered_file(raw, AS_DECLARED)
    assert services.read_answer_file(case, answer, by=who.clerk, on=DAY) > 20
    assert CheckRequest.objects.get().number in name
    assert CheckRequest.objects.get().state == "done"
    with pytest.raises(Refused, match="没有等待返回的请求"):
        services.read_answer_file(case, answer, by=who.clerk, on=DAY)


def test_a_file_that_was_changed_or_is_somebody_elses_is_refused_whole(who, case, settings):
    settings.CHECK_CENTRE_KEY = KEY
    services.start_check(case, by=who.clerk, on=DAY)
    _, raw = services.write_request_file(case, by=who.clerk, on=DAY)
    answer = json.loads(answered_file(raw, AS_DECLARED))
    for changed in (raw, json.dumps(answer | {"sealed": answer["sealed"][:-8] + "AAAAAAA="}).encode(), b"{}"):
        with pytest.raises(Refused) as refused:
            services.read_answer_file(case, changed, by=who.clerk, on=DAY)
        assert refused.value.code == "not_readable"
    assert not Finding.objects.exists()


# Completing ------------------------------------------------------------------------------------------------------


def test_a_check_is_not_complete_while_a_source_is_out_unless_somebody_says_why(who, case, check_centre):
    check_centre.knows(**AS_DECLARED)
    check_centre.order("partial", times=1)
    request = sent(who, case)
    with pytest.raises(Refused) as refused:
        services.complete_check(case, report_number="核1", by=who.clerk, on=DAY)
    assert refused.value.code == "sources_missing"
    assert "银行存款" in refused.value.message
    services.complete_check(
        case, report_number="核1", partial_reason="银行系统升级一周", by=who.clerk, on=DAY
    )
    request.refresh_from_db()
    assert request.state == "stopped"
    assert again(request).tries == 1


def test_an_objection_asks_the_source_anew_and_its_answer_takes_the_place_of_the_first(
    who, case, check_centre
):
    check_centre.knows(**AS_DECLARED | {HUSBAND_ID: AS_DECLARED[HUSBAND_ID] | {"tax": [WAGE]}})
    sent(who, case)
    wage = Finding.objects.get(settlement="open")
    services.object_to_finding(wage, reason="重名，不是本人", proof="单位证明", by=who.clerk, on=DAY)
    with pytest.raises(Refused, match="正在复核"):
        services.complete_check(case, report_number="核1", partial_reason="不等", by=who.clerk, on=DAY)
    check_centre.knows(**AS_DECLARED)
    second = CheckRequest.objects.get(round=2)
    assert [(one.person_id, one.source) for one in second.queries.all()] == [(wage.person_id, "tax")]
    assert again(second).state == "done"
    wage.refresh_from_db()
    assert (wage.settlement, wage.rechecked_by.settlement) == ("objected", "not_found")
    services.complete_check(case, report_number="核1", by=who.clerk, on=DAY)


def test_a_re_check_that_finds_it_again_is_settled_for_good(who, case, check_centre):
    check_centre.knows(**AS_DECLARED | {HUSBAND_ID: {"tax": [WAGE]}})
    sent(who, case)
    wage = Finding.objects.get(label="李明远 工资性收入")
    services.object_to_finding(wage, reason="不是本人", by=who.clerk, on=DAY)
    again(CheckRequest.objects.get(round=2))
    anew = Finding.objects.get(rechecks=wage)
    assert anew.settlement == "open"
    assert Finding.objects.filter(label="李明远 工资性收入").count() == 2
    with pytest.raises(Refused, match="已经复核过"):
        services.object_to_finding(anew, reason="仍不认可", by=who.clerk, on=DAY)
    services.settle_finding(anew, adopt=True, reason="单位确认在职", by=who.clerk, on=DAY)
    assert anew.person.incomes.get().amount == Decimal("2600.00")


def test_the_page_asks_as_often_for_many_differences_as_for_one(who, case, check_centre):
    """Differences, sources and people cost no query each."""
    check_centre.knows(**AS_DECLARED | {HUSBAND_ID: {"tax": [WAGE]}})
    request = sent(who, case)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as seen:
            board = queries.check_board(case, DAY)
        counts.append(len(seen.captured_queries))
        for place in range(20):
            entry = services.FindingEntry(
                "tax",
                "income",
                f"工资 {place}",
                found_amount=Decimal(place + 1),
                form="W",
                person=case.applicant,
            )
            services.record_finding(case, entry, by=who.clerk, on=DAY)
    assert len(board.differences) == 22
    assert counts[0] == counts[1]
    assert request.state == "done"
