"""One act of a person in a process of its own: python -m tests.chaos.step fill|draft|approve|export|answer [rows]."""

import datetime as dt
import os
import sys

import django


def main(name: str, rows: int) -> None:
    django.setup()
    from apps.journal.models import Run
    from apps.offices.models import Office, User
    from apps.payments.models import BankFile, Batch
    from apps.payments.services import approve_batch, draft_batch, export_batch, receive_return
    from tests.payments import caseload
    from tests.payments.makers import answer

    month, on = dt.date(2025, 11, 1), dt.date(2025, 11, 20)
    if name == "fill":
        caseload.fill(rows, os.environ["ADMIN_URL"])
        return
    maker, checker = (User.objects.get(full_name=who) for who in ("孙制表", "马静宜"))
    if name == "draft":
        draft_batch(Office.objects.get(code="120102001"), month, by=maker, on=on)
    elif name == "approve":
        approve_batch(Batch.objects.get(), by=checker, on=on)
    elif name == "export":
        export_batch(Batch.objects.get(), by=checker, on=on)
    elif name == "answer":
        file = BankFile.objects.select_related("batch", "run").get()
        content = answer(file, *range(1, rows, 1000))
        receive_return(file, name="回盘.txt", content=content, by=maker, on=on)
    Run.objects.count()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0)
