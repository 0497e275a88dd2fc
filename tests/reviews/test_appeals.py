"""行政复议、行政诉讼 against a decision: it holds nothing back, but whoever takes something away has considered it."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from apps.benefits.models import Appeal
from apps.benefits.queries import appeal_strips, appeal_ways
from apps.benefits.services import close_appeal, register_appeal
from apps.core import clock
from apps.core.errors import Refused
from apps.journal.models import Event
from apps.reviews.queries.decision import decision_page
from apps.reviews.services import decide, mark_of, open_reviews, submit_review, words_of
from apps.routing.models import Case
from tests.benefits.makers import user
from tests.reviews.makers import standing
from tests.reviews.test_review import earns

pytestmark = pytest.mark.django_db
RECEIVED = dt.date(2026, 4, 8)
NIGHT = dt.date(2026, 4, 10)
ON = dt.date(2026, 4, 20)
DAY = dt.timedelta(days=1)
PAPER = {"kind": "reconsideration", "authority": "天津市河东区人民政府", "number": "河东政复〔2026〕12号"}


@pytest.fixture
def made(w):
    """A household that lives by 545.00 since November and is heard by the government of the district."""
    return standing(w, "张小满", amount="545.00", wage="500", split=False)


def appealed(w, made, **changes) -> Appeal:
    told = PAPER | {"received_on": RECEIVED, "by": w.reviewer, "on": RECEIVED} | changes
    return register_appeal(made.decision, **told)


def closed(w, appeal, outcome="upheld", **changes) -> Appeal:
    told = {"outcome_on": ON, "number": "河东政复决〔2026〕12号", "by": w.supervisor, "on": ON} | changes
    return close_appeal(appeal, outcome=outcome, **told)


def reviewed(w, made) -> Case:
    """The review that opens meanwhile, with an opinion."""
    open_reviews(NIGHT)
    case = Case.objects.get(kind="periodic_review", household=made.household)
    submit_review(case, text="经核查，情况如上。", by=w.reviewer, on=ON)
    return case


def confirmed(w, case, **changes):
    return decide(case, **({"agree": True, "text": "同意。", "by": w.approver, "on": ON} | changes))


def refused(act, *args, **more) -> str:
    with pytest.raises(Refused) as caught:
        act(*args, **more)
    return caught.value.code


def titles(made, case=None) -> list[str]:
    return [strip.title for strip in appeal_strips(made.household_id, case)]


def test_an_appeal_is_taken_down_and_closed_once_by_the_deciding_office_or_its_district(w, made):
    appeal = appealed(w, made)
    assert titles(made) == ["正在申请行政复议"]
    text = appeal_strips(made.household_id)[0].text
    assert "本户对2025年11月1日的决定正在申请行政复议（天津市河东区人民政府，河东政复〔2026〕12号，" in text
    assert "2026年4月8日受理" in text
    case = made.decision.case
    assert [way.label for way in appeal_ways(case, w.approver, ON)] == ["登记行政复议结果", "登记复议、诉讼"]
    assert appeal_ways(case, w.clerk, ON) == ()
    closed(w, appeal)
    assert refused(closed, w, appeal, "revoked") == "appeal_closed"
    assert titles(made) == []
    assert titles(made, case) == ["行政复议结果：维持"]
    events = Event.objects.filter(case_id=case.pk, kind="appeal").order_by("id")
    assert [(event.actor_name, event.day) for event in events] == [
        (str(w.reviewer), RECEIVED),
        (str(w.supervisor), ON),
    ]
    assert events[1].summary.endswith("结果：维持，2026年4月20日，河东政复决〔2026〕12号。")


def test_what_is_refused(w, made):
    assert refused(appealed, w, made, received_on=RECEIVED + DAY) == "appeal_in_future"
    assert refused(appealed, w, made, received_on=made.decision.decided_on - DAY) == "appeal_before_decision"
    assert refused(appealed, w, made, by=w.far_approver) == "other_office"
    with pytest.raises(PermissionDenied):
        appealed(w, made, by=w.hukou_clerk)
    appeal = appealed(w, made)
    assert refused(appealed, w, made, number="另一件") == "appeal_running"
    assert appealed(w, made, kind="litigation").outcome == ""
    assert refused(closed, w, appeal, outcome_on=RECEIVED - DAY) == "outcome_before_receipt"
    assert refused(closed, w, appeal, outcome_on=ON + DAY) == "outcome_in_future"
    far = user("外区督办", w.elsewhere.parent, "supervisor")
    assert refused(closed, w, appeal, by=far) == "other_office"
    closed(w, appeal)
    assert appealed(w, made, received_on=ON, on=ON).pk  # the first is over


def test_the_database_refuses_it_too(w, made):
    appeal = appealed(w, made)
    rows = Appeal.objects.filter(pk=appeal.pk)
    ended = {"outcome": "upheld", "outcome_number": "1号", "closed_by": w.approver, "closed_on": ON}
    for wrong in (
        {"received_on": RECEIVED + DAY},
        {"outcome": "upheld"},
        ended | {"outcome_on": RECEIVED - DAY},
        ended | {"outcome_on": ON + DAY},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)
    appeal.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        appeal.save()


def test_a_review_opens_and_keeps_what_stands_while_an_appeal_runs(w, made):
    appealed(w, made)
    case = reviewed(w, made)
    page = decision_page(case, ON, words_of, mark_of)
    assert [strip.title for strip in page.strips] == ["正在申请行政复议"]
    assert page.strips[0].action.url.endswith(f"/cases/{made.decision.case_id}/")
    assert confirmed(w, case).effect == "keep"


def test_a_stop_says_that_the_running_appeal_was_considered(w, made):
    appealed(w, made)
    earns(w, made, "1200")
    case = reviewed(w, made)
    assert refused(confirmed, w, case) == "appeal_not_considered"
    assert refused(confirmed, w, case, considered="  ") == "appeal_not_considered"
    kept = confirmed(w, case, considered="复议所争为去年收入，与本次停发的事实无关。")
    assert kept.effect == "stop"
    said = "同意。关于正在进行的行政复议：复议所争为去年收入，与本次停发的事实无关。"
    assert kept.decision.text.endswith(said)
    assert said in Event.objects.get(case_id=case.pk, kind="decision").summary


def test_the_pages_ask_for_it_and_keep_what_was_typed(w, made, client):
    appealed(w, made)
    earns(w, made, "1200")
    case = reviewed(w, made)
    clock.set_demonstration_day(ON, by=w.approver)
    client.force_login(w.approver, "django.contrib.auth.backends.ModelBackend")
    url, typed = f"/cases/{case.pk}/adjustment/", {"agree": "yes", "text": "同意停发。"}
    assert "怎样考虑正在进行的复议（诉讼）" in client.get(url).content.decode()
    answer = client.post(url, typed)
    assert answer.status_code == 422
    assert "请写一句怎样考虑了正在进行的复议（诉讼）。" in answer.content.decode()
    assert "同意停发。" in answer.content.decode()
    with transaction.atomic():
        assert client.post(url, {"agree": "no", "text": "请重新核查。"}).status_code == 302
        transaction.set_rollback(True)
    for page in (f"/cases/{made.decision.case_id}/", f"/households/{made.household_id}/"):
        assert "正在申请行政复议" in client.get(page).content.decode()
    assert client.post(url, typed | {"considered": "与所争事实无关。"}).status_code == 302


def test_sending_back_and_deciding_after_the_outcome_ask_for_nothing(w, made):
    appeal = appealed(w, made)
    earns(w, made, "800")
    case = reviewed(w, made)
    assert confirmed(w, case, agree=False, text="请先看复议材料。") is None
    submit_review(case, text="已看。", by=w.reviewer, on=ON)
    closed(w, appeal, "withdrawn")
    assert confirmed(w, case).effect == "reduce"


def test_what_was_overturned_says_what_to_do_until_it_is_decided_anew(w, made):
    closed(w, appealed(w, made), "changed")
    strip = appeal_strips(made.household_id)[0]
    assert (strip.kind, strip.title) == ("alarm", "行政复议结果：变更")
    assert strip.text.endswith("请按复议决定重新作出决定：登记变更，核实后审核确认。")
    earns(w, made, "100")
    assert confirmed(w, reviewed(w, made)).after == Decimal("945.00")
    assert titles(made) == []
    assert appeal_strips(made.household_id, made.decision.case)[0].text.endswith("已重新作出决定。")
