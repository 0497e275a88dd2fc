"""The pages of an entry, filled in as a browser sends them."""

from django.test import Client

from apps.applications.models import EntryDraft
from tests.households.makers import dawangzhuang, xuefu

MATERIALS = {
    "application_form": "provided", "authorisation": "provided", "pledge": "provided", "id_cards": "shared",
    "hukou_book": "shared", "marriage": "shared", "disability_certificate": "shared", "income_statement": "provided",
    "residence_proof": "provided",
}  # fmt: skip


def new_draft(client: Client) -> EntryDraft:
    """A draft at the clerk's own street with nothing in it."""
    made = client.post("/applications/new/", {"office": xuefu().pk})
    return EntryDraft.objects.get(pk=made["Location"].split("/")[3])


def url_of(draft: EntryDraft, step: str) -> str:
    return f"/applications/drafts/{draft.pk}/{step}/"


def rows(prefix: str, *typed: dict) -> dict:
    """The rows of a grid in the shape of a form."""
    data = {f"{prefix}-TOTAL_FORMS": len(typed), f"{prefix}-INITIAL_FORMS": 0}
    for place, row in enumerate(typed):
        data |= {f"{prefix}-{place}-{name}": value for name, value in row.items()}
    return data


def request(**changes) -> dict:
    """Step 1."""
    return {
        "programme": "dibao",
        "residence_office": xuefu().pk,
        "hukou_office": dawangzhuang().pk,
        "address": "文园里 3 号楼",
        "phone": "15400001234",
        "channel": "window",
        "authorised_on": "2026-12-01",
        "authorisation_form": "paper",
        "bank": "天津银行",
        "account_number": "9999012020000001234",
        "pledged": "on",
    } | changes


def head(number: str, **changes) -> dict:
    return {
        "key": "m1",
        "name": "郑白露",
        "id_number": number,
        "relation": "head",
        "labour_capacity": "full",
        "work_status": "employed",
    } | changes


def wage(**changes) -> dict:
    return {"person": "m1", "type": "W", "period": "monthly", "amount": "600"} | changes


def family(*members: dict, incomes: tuple[dict, ...] = ()) -> dict:
    """Step 2."""
    return rows("members", *members) | rows("incomes", *incomes) | rows("unusual")


def type_in(client: Client, number: str) -> EntryDraft:
    """A draft of one person with all steps right, ready to be submitted."""
    draft = new_draft(client)
    for step, typed in (
        ("application", request()),
        ("members", family(head(number), incomes=(wage(),))),
        ("property", rows("assets")),
        ("hardship", {"causes": ["unemployment"]} | rows("expenses") | rows("supporters")),
        ("materials", MATERIALS),
    ):
        answer = client.post(url_of(draft, step), typed)
        assert answer.status_code == 302, answer.content.decode()
    return draft
