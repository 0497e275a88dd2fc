"""One act of a person in a process of its own: python -m tests.chaos.step fill|rehearse|draft|approve|export|answer <rows> <month>.

`rehearse` drafts and takes it back, to see how long that takes.
"""

import datetime as dt
import os
import sys
from functools import partial

import django
from django.db import transaction

from tests.chaos.visitor import PASSWORD

MONTHS = {"november": dt.date(2025, 11, 1), "december": dt.date(2025, 12, 1)}


def fill(rows: int) -> None:
    """The register, two people who draft, and the day on which the site stands."""
    from apps.core import clock
    from tests.benefits import makers
    from tests.payments import caseload

    w = caseload.fill(rows, os.environ["ADMIN_URL"])
    for person in (w.hukou_clerk, makers.user("钱制表", w.hukou, "clerk")):
        person.set_password(PASSWORD)
        person.save()
    clock.set_demonstration_day(dt.date(2025, 11, 20), by=w.clerk)


def act(name: str, rows: int, month: dt.date) -> None:
    from apps.offices.models import Office, User
    from apps.payments.models import BankFile, Batch
    from apps.payments.services import approve_batch, draft_batch, export_batch, receive_return
    from tests.payments.makers import answer

    maker, checker = (User.objects.get(full_name=who) for who in ("孙制表", "马静宜"))
    on = month.replace(day=20)
    draft = partial(draft_batch, Office.objects.get(code="120102001"), month, by=maker, on=on)
    if name == "draft":
        draft()
    elif name == "rehearse":
        with transaction.atomic():
            draft()
            transaction.set_rollback(True)
    elif name == "approve":
        approve_batch(Batch.objects.get(month=month), by=checker, on=on)
    elif name == "export":
        export_batch(Batch.objects.get(month=month), by=checker, on=on)
    elif name == "answer":
        file = BankFile.objects.select_related("batch", "run").get(batch__month=month)
        content = answer(file, *range(1, rows, 1000))
        receive_return(file, name="回盘.txt", content=content, by=maker, on=on)


def main(name: str, rows: int, month: str) -> None:
    django.setup()
    if name == "fill":
        fill(rows)
    else:
        act(name, rows, MONTHS[month])


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
