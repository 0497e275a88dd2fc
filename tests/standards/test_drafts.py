"""One person drafts, another approves; what the approval would refuse is refused to whoever drafts."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from apps.core import clock
from apps.core.errors import Refused
from apps.journal.models import Event
from apps.offices.roles import Role
from apps.standards import services
from apps.standards.models import Standard, StandardCode, StandardDraft
from apps.standards.queries import standards_for
from apps.standards.services import Proposal
from tests.offices.makers import TODAY, jurisdiction
from tests.standards.makers import PAPER, code, drafter, standard

pytestmark = pytest.mark.django_db
NEXT_YEAR = dt.date(2027, 1, 1)


def draft(
    row: Standard, act: str = "succeed", value: str = "1080", first: dt.date = NEXT_YEAR, **more
) -> StandardDraft:
    by = more.pop("by", None) or drafter()
    proposal = Proposal(
        act,
        row.code,
        row.jurisdiction,
        first,
        row=row,
        value=value,
        source=PAPER,
        reason=more.pop("reason", "通知"),
    )
    return services.draft_standard(proposal, by=by, on=TODAY)


def other():
    return drafter("second", "第二人")


def test_nothing_is_in_force_before_a_second_person_approves():
    row = standard()
    made = draft(row)
    row.refresh_from_db()
    assert row.valid_to is None
    assert Standard.objects.filter(code=row.code).count() == 1
    services.approve_draft(made, by=other(), on=TODAY)
    row.refresh_from_db()
    assert row.valid_to == dt.date(2026, 12, 31)
    made.refresh_from_db()
    assert made.made.value == "1080"
    assert made.state == "approved"
    assert "第二人" in {event.actor_name for event in Event.objects.order_by("-pk")[:2]}


def test_the_author_does_not_approve_and_the_database_says_so_too():
    made = draft(standard())
    with pytest.raises(Refused, match="由您起草") as refusal:
        services.approve_draft(made, by=drafter(), on=TODAY)
    assert refusal.value.code == "four_eyes"
    with pytest.raises(IntegrityError, match="drafter_does_not_approve"), transaction.atomic():
        StandardDraft.objects.filter(pk=made.pk).update(approved_by=drafter())


@pytest.mark.parametrize("role", [Role.CLERK, Role.APPROVER, Role.ADMINISTRATOR, Role.AUDITOR])
def test_others_neither_draft_nor_approve(role):
    row, somebody = standard(), drafter("somebody", "旁人", role)
    with pytest.raises(PermissionDenied):
        draft(row, by=somebody)
    made = draft(row)
    with pytest.raises(PermissionDenied):
        services.approve_draft(made, by=somebody, on=TODAY)


def test_a_supervisor_of_the_city_may_approve():
    services.approve_draft(draft(standard()), by=drafter("city", "市督办", Role.SUPERVISOR), on=TODAY)


def test_every_act_is_done_by_its_approval():
    row = standard()
    withdrawn = draft(row, "withdraw", first=row.valid_from, reason="停用")
    services.approve_draft(withdrawn, by=other(), on=TODAY)
    row.refresh_from_db()
    assert row.withdrawn_reason == "停用"
    new = Proposal("add", code(), jurisdiction(), dt.date(2026, 1, 1), value="1045", source=PAPER)
    services.approve_draft(services.draft_standard(new, by=drafter(), on=TODAY), by=other(), on=TODAY)
    row = Standard.objects.get(code=code(), withdrawn_at=None)
    replaced = draft(row, "replace", "1046", row.valid_from, reason="录错")
    services.approve_draft(replaced, by=other(), on=TODAY)
    assert Standard.objects.get(code=code(), withdrawn_at=None).value == "1046"


@pytest.mark.parametrize(
    ("act", "value", "first", "code"),
    [
        ("succeed", "-5", NEXT_YEAR, "value_not_readable"),
        ("succeed", "1080", dt.date(2026, 1, 1), "late_succession"),
        ("add", "1080", NEXT_YEAR, "standard_overlap"),
        ("correct", "1080", NEXT_YEAR, "in_force"),
    ],
)
def test_a_draft_is_tried_out_when_it_is_made(act, value, first, code):
    row = standard()
    with pytest.raises(Refused) as refusal:
        draft(row, act, value, first)
    assert refusal.value.code == code
    assert not StandardDraft.objects.exists()


def test_one_draft_a_code_area_and_day():
    row = standard()
    draft(row)
    with pytest.raises(Refused, match="已有一份草案") as refusal:
        draft(row, value="1090")
    assert refusal.value.code == "draft_exists"


def test_a_closed_draft_is_not_approved():
    made = draft(standard())
    services.discard_draft(made, reason="数值有误", by=drafter(), on=TODAY)
    with pytest.raises(Refused, match="已作废"):
        services.approve_draft(made, by=other(), on=TODAY)


def test_what_moves_amounts_is_published_by_its_rehearsal_only():
    row = Standard.objects.get(code__code="dibao_standard", jurisdiction__code="TJ", valid_to=None)
    made = draft(row, value="1100")
    with pytest.raises(Refused, match="调标测算") as refusal:
        services.approve_draft(made, by=other(), on=TODAY)
    assert refusal.value.code == "needs_rehearsal"


def test_confirming_a_shipped_default_replaces_its_row_and_needs_no_rehearsal():
    row = Standard.objects.get(code__code="pay_quantum", withdrawn_at=None)
    made = services.draft_confirmation(
        row, value="0.01", title="市局答复", number="津民函〔2026〕1号", reason="确认", by=drafter(), on=TODAY
    )
    services.approve_draft(made, by=other(), on=TODAY)
    now = standards_for("TJ").row("pay_quantum", TODAY)
    assert (now.value, now.confirmed, now.document_number) == ("0.01", True, "津民函〔2026〕1号")
    row.refresh_from_db()
    assert row.withdrawn_by == other()
    with pytest.raises(Refused, match="已经确认"):
        services.draft_confirmation(
            Standard.objects.get(pk=now.id), value="0.01", title="x", reason="x", by=drafter(), on=TODAY
        )


def test_confirming_another_value_that_moves_amounts_goes_through_a_rehearsal():
    row = Standard.objects.get(code__code="pay_quantum", withdrawn_at=None)
    made = services.draft_confirmation(row, value="1", title="答复", reason="取到元", by=drafter(), on=TODAY)
    with pytest.raises(Refused, match="调标测算"):
        services.approve_draft(made, by=other(), on=TODAY)


# Pages ---------------------------------------------------------------------------------------------------------


def signed_in(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_drafting_and_approving_in_the_pages(client):
    row = standard()
    new = f"{reverse('standards:draft_new')}?act=succeed&row={row.pk}"
    typed = {"value": "1080", "valid_from": clock.today() + dt.timedelta(days=10), "document_title": "通知"}
    signed_in(client, drafter())
    assert client.get(new).status_code == 200
    wrong = client.post(new, typed | {"value": "很多"})
    assert wrong.status_code == 422
    assert "读不懂" in wrong.content.decode()
    assert 'value="很多"' in wrong.content.decode()
    page = client.post(new, typed, follow=True).content.decode()
    assert "您是起草人，不能批准" in page
    made = StandardDraft.objects.get()
    approve = reverse("standards:approve", args=[made.pk])
    assert client.post(approve).status_code == 409
    signed_in(client, other())
    assert "批准</button>" in client.get(reverse("standards:draft", args=[made.pk])).content.decode()
    page = client.post(approve, follow=True).content.decode()
    for words in ("未生效", "1080 元/人/月", "政策员起草，第二人批准"):
        assert words in page


def test_the_timeline_shows_past_in_force_and_to_come(client):
    signed_in(client, drafter("clerk", "经办员", Role.CLERK))
    page = client.get(reverse("standards:timeline", args=["dibao_standard"])).content.decode()
    for words in ("现行", "已过期", "1045 元/人/月", "860 元/人/月", "津民规〔2025〕6号"):
        assert words in page
    assert "接续" not in page
    assert client.get(reverse("standards:draft_new")).status_code == 403


def test_the_pages_ask_as_often_for_many_rows_as_for_few(client, django_assert_max_num_queries):
    signed_in(client, drafter())
    for name in ("list", "open_points", "drafts", "check"):
        with django_assert_max_num_queries(30):
            assert client.get(reverse(f"standards:{name}")).status_code == 200
    assert StandardCode.objects.count() > 100
