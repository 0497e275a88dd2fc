"""Half-filled entries: kept encrypted, by their owner, until they are submitted or thrown away."""

import datetime as dt
import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.applications.models import EntryDraft
from apps.core.errors import Refused
from apps.offices.access import may
from apps.offices.models import Office
from apps.offices.roles import Permission

GONE = Refused("draft_gone", "没有保存。这份登记已经提交或已丢弃；请到工作台查看，需要时重新登记。")


@transaction.atomic
def open_draft(*, office: Office, at: dt.datetime, by, on: dt.date) -> EntryDraft:
    """An empty draft of `by` at one of his offices; raises PermissionDenied at another."""
    if not may(by, Permission.ACCEPT, office, on):
        raise PermissionDenied
    return EntryDraft.objects.create(user=by, office=office, payload="{}", saved_at=at)


@transaction.atomic
def save_draft(draft: EntryDraft, values: dict[str, Any], *, at: dt.datetime, by, on: dt.date) -> EntryDraft:
    """Write the answers of some steps into the draft, wrong ones too; the other steps stay as they were."""
    draft = lock_draft(draft, by=by)
    draft.payload = json.dumps({**json.loads(draft.payload), **values}, ensure_ascii=False)
    draft.saved_at = at
    draft.save(update_fields=["payload", "saved_at"])
    return draft


@transaction.atomic
def discard_draft(draft: EntryDraft, *, by, on: dt.date) -> None:
    """Throw a draft away; nothing of it stays."""
    lock_draft(draft, by=by).delete()


def lock_draft(draft: EntryDraft, *, by) -> EntryDraft:
    """The draft, locked; Refused when it was submitted or thrown away meanwhile."""
    locked = EntryDraft.objects.select_for_update().filter(pk=draft.pk, user=by).first()
    if locked is None:
        raise GONE
    return locked
