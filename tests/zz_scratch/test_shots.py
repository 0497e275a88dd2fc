import datetime as dt
import os
from apps.core import clock
from tests import factories

def login(page, site, name):
    page.goto(f"{site}/login/")
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", factories.PASSWORD)
    page.click("button:has-text('登录')")

def test_shots(site, new_page, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: dt.date.fromisoformat(os.environ.get("TODAY","2026-11-18")))
    who = factories.people()
    out = os.environ.get("OUT", "/tmp/shots"); os.makedirs(out, exist_ok=True)
    from tests.applications import makers as typed
    from apps.payments.services import draft_batch
    case = factories.case_at(who, os.environ.get("STAGE", "handed_over"))
    todo = [t.split("@") for t in os.environ["TODO"].split(",")]
    if "draft" in os.environ.get("EXTRA",""):
        from apps.payments import services as pay
        pay.draft_batch(who.hukou, dt.date(2026,11,1), by=who.hukou_clerk, on=dt.date(2026,11,24))
    for width in (1366, 375):
        pages = {}
        for name, user, url in todo:
            if user not in pages:
                pages[user] = new_page(width=width)
                login(pages[user], site, user)
            r = pages[user].goto(site + url.format(case=case.pk))
            pages[user].screenshot(path=f"{out}/{name}-{width}.png", full_page=True)
            print(name, url, r.status, pages[user].evaluate("document.documentElement.scrollWidth"))
