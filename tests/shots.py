"""`make shots`: every page and paper of the demonstration as a picture below var/shots/.

Pages of which one asks for a certain state or reader stand in PAGES; of every other address that some role reaches by links,
the first is taken under the name of its view. An address in PAGES is a path, or `link(prefix, on=path)`: the first link with that beginning that the
person sees there, or `step(name)`: the page of a step that is open to the person; so the table knows no numbers of rows. ONLY=name,name takes some.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.bench.site import demonstration
from tests.machinery.browser import FLAGS, MISSING, find_chromium, serve

SHOTS = Path(__file__).resolve().parent.parent / "var" / "shots"
WIDTHS = (1366, 375)
HOUSEHOLD, RECOVERY = r"/households/\d+/", r"/payments/recoveries/\d+/"
CASE, CLAIM = r"/cases/\d+/", r"/payments/funerals/claims/\d+/"
Address = str | Callable[[object, str], str | None]


def hrefs(page, url: str) -> list[str]:
    page.goto(url)
    found = page.eval_on_selector_all("a[href]", "links => links.map(one => one.getAttribute('href'))")
    return list(dict.fromkeys(found))


def link(prefix: str, *, on: Address, then: str = "", place: int = 0) -> Address:
    """The first link with that beginning (a regular expression) on a page, or the one at `place`, and what to put behind it."""

    def find(page, site: str) -> str | None:
        shown = on if isinstance(on, str) else on(page, site) or "/"
        found = [match.group() for href in hrefs(page, site + shown) if (match := re.match(prefix, href))]
        return found[place] + then if found else None

    return find


def step(name: str) -> Address:
    """The page of a step, in the first case of the person's work list whose page leads there."""

    def find(page, site: str) -> str | None:
        listed = [href for path in ("/", "/?page=2") for href in hrefs(page, site + path)]
        cases = dict.fromkeys(match.group() for href in listed if (match := re.match(CASE, href)))
        for case in cases:
            if (wanted := f"{case}{name}/") in hrefs(page, site + case):
                return wanted
        return None

    return find


def case_of(name: str, *, at: str, then: str = "") -> Address:
    """The case of that person at a step, from the work list, and what to put behind it."""

    def find(page, site: str) -> str | None:
        page.goto(f"{site}/?view=all&step={at}")
        row = page.locator("a[href^='/cases/']", has_text=name).first
        return re.match(CASE, row.get_attribute("href")).group() + then if row.count() else None

    return find


@dataclass(frozen=True)
class Page:
    name: str
    role: str | None  # of the demonstration person who looks; None is nobody
    address: Address
    login: str = ""  # of one of several with that role


TEKUN_STOP = case_of("段立春", at="public_notice", then="public_notice/")
BATCH = link(r"/payments/\d+/", on="/payments/")
CONSENTS = case_of("戚霜降", at="economic_check", then="economic_check/")
PAGES = [
    Page("login", None, "/login/"),
    Page("worklist", "经办", "/"),
    Page("worklist_reviewer", "初审", "/"),
    Page("worklist_approver", "审核确认", "/"),
    Page("worklist_supervisor", "督办", "/"),
    Page("case", "经办", link(CASE, on="/")),
    Page("case_reviewer", "初审", link(CASE, on="/")),
    Page("case_approver", "审核确认", link(CASE, on="/")),
    Page("calculation", "审核确认", link(CASE, on="/", then="calculation/")),
    Page("first_review", "初审", step("first_review")),
    Page("decision", "审核确认", step("decision")),
    Page("economic_check", "经办", step("economic_check")),
    Page("home_visit", "经办", step("home_visit")),
    Page("periodic_review", "初审", step("periodic_review")),
    Page("adjustment", "审核确认", step("adjustment")),
    Page("verification", "初审", link(CASE, on="/?view=mine&step=verification", then="verification/")),
    Page("change_report", "经办", link(r"/households/\d+/", on="/households/", then="changes/new/")),
    Page("review_progress", "督办", "/reviews/"),
    Page("takeovers", "经办", "/takeovers/"),
    Page("takeover", "经办", link(r"/takeovers/\d+/", on="/takeovers/", place=1)),
    Page("switches", "督办", "/reviews/switches/"),
    Page("emergency_case", "督办", link(CASE, on="/reviews/switches/")),
    Page("emergency_visit", "经办", step("home_visit"), login="suyunqi"),
    Page("tekun_stop_case", "初审", case_of("段立春", at="public_notice"), login="zhouwenyuan"),
    Page("tekun_stop_notice", "初审", TEKUN_STOP, login="zhouwenyuan"),
    Page(
        "done_step", "初审", case_of("段立春", at="public_notice", then="verification/"), login="zhouwenyuan"
    ),
    Page("consents", "经办", CONSENTS),
    Page("consent_later", "经办", link(r"/cases/\d+/economic_check/authorise_supporter/\d+/", on=CONSENTS)),
    Page("public_notice", "初审", step("public_notice")),
    Page("search", "经办", "/search/"),
    Page("households", "经办", "/households/"),
    Page("household", "经办", link(HOUSEHOLD, on="/households/")),
    Page("household_paid", "审核确认", link(HOUSEHOLD, on=link(CASE, on=BATCH, place=7))),
    Page("entry", "经办", "/applications/new/"),
    Page("payments", "经办", "/payments/"),
    Page("batch", "审核确认", BATCH),
    Page("month", "督办", link(r"/payments/months/\d+/\d+/", on="/payments/")),
    Page("funds", "督办", "/payments/funds/"),
    Page("rounds", "审核确认", "/payments/once/"),
    Page("funerals", "经办", "/payments/funerals/"),
    Page("new_funeral", "经办", link(r"/payments/funerals/\d+/", on="/payments/funerals/")),
    Page("funeral_claim", "审核确认", link(CLAIM, on="/payments/once/")),
    Page("claimant_account", "经办", link(CLAIM, on="/payments/once/", then="account/")),
    Page("recoveries", "初审", "/payments/recoveries/"),
    Page("recovery", "初审", link(RECOVERY, on="/payments/recoveries/")),
    Page("recovery_set_off", "督办", link(RECOVERY, on="/payments/recoveries/", place=1)),
    Page("set_off", "督办", link(RECOVERY, on="/payments/recoveries/", place=1, then="set_off/")),
    Page("supervise", "督办", "/supervise/"),
    Page("demonstration_day", "系统管理", "/demonstration_day/"),
    Page("admin", "系统管理", "/admin/"),
    Page("admin_standards", "政策管理", "/admin/standards/"),
    Page("standards", "政策管理", "/standards/"),
    Page("standard_timeline", "政策管理", "/standards/timeline/dibao_standard/"),
    Page("open_points", "政策管理", "/standards/open_points/"),
    Page("standards_check", "政策管理", "/standards/check/"),
    Page("sources", "政策管理", "/calculator/sources/"),
    Page("calculator", "政策管理", "/calculator/"),
    Page("calculator_recovery", "政策管理", "/calculator/?kind=recovery"),
    Page("rehearsals", "政策管理", "/standards/rehearsals/"),
    Page("rehearsal", "政策管理", link(r"/standards/rehearsals/\d+/", on="/standards/rehearsals/")),
    Page(
        "corrections",
        "政策管理",
        link(r"/standards/rehearsals/\d+/", on="/standards/rehearsals/", then="corrections/", place=-1),
    ),
    Page("rehearsal_new", "政策管理", "/standards/rehearsals/new/"),
    Page("not_found", "经办", "/cases/999999999/"),
]


def sign_in(page, site: str, username: str, password: str) -> None:
    page.goto(f"{site}/login/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/login/" not in url)


def shoot_pages(browser, site: str, wanted: set[str]) -> list[str]:
    """Take the pictures; the names of pages that answered with an error of the server or were not found."""
    from apps.desk.demo.accounts import PASSWORD, demo_accounts

    username = {one.role: one.username for one in reversed(demo_accounts())}
    signed_in: dict[tuple[str | None, int], object] = {}
    wrong = []
    for one in [*PAGES, *found_by_links(wanted)]:
        if wanted and one.name not in wanted:
            continue
        for width in WIDTHS:
            key = (one.login or one.role, width)
            if key not in signed_in:
                context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
                signed_in[key] = context.new_page()
                if one.role:
                    sign_in(signed_in[key], site, one.login or username[one.role], PASSWORD)
            page = signed_in[key]
            path = one.address if isinstance(one.address, str) else one.address(page, site)
            if path is None:
                wrong.append(f"{one.name}（没有找到链接）")
                break
            answer = page.goto(site + path)
            page.screenshot(path=SHOTS / f"{one.name}-{width}.png", full_page=True)
            too_wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
            say(f"{one.name}-{width}.png  {answer.status}  {path}{'  页面比屏幕宽' if too_wide else ''}")
            if answer.status >= 500:
                wrong.append(f"{one.name}（{answer.status}）")
    return wrong


def found_by_links(wanted: set[str]) -> list[Page]:
    """One page of every view that the roles reach by links and that PAGES does not name: `payments-month`."""
    from django.urls import resolve

    from tests.bench.site import client_of
    from tests.web.crawling import walk

    if wanted and not any("-" in name for name in wanted):
        return []
    found: dict[str, Page] = {}
    for role in dict.fromkeys(page.role for page in PAGES if page.role):
        for visit in walk(client_of(role), "/"):
            name = resolve(urlsplit(visit.url).path).view_name.replace(":", "-")
            if visit.page and visit.response.status_code == 200 and name not in found:
                found[name] = Page(name, role, visit.url)
    return list(found.values())


def shoot_papers(wanted: set[str]) -> list[str]:
    """One issued paper of each kind, page by page."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    from apps.documents.models import Document

    if wanted and "papers" not in wanted:
        return []
    if not shutil.which("pdftoppm"):
        return ["文书（缺少 poppler-utils 的 pdftoppm）"]
    wrong = []
    for kind in Document.objects.order_by("kind").values_list("kind", flat=True).distinct():
        pk = Document.objects.filter(kind=kind).order_by("pk").values_list("pk", flat=True).first()
        for reader in get_user_model().objects.order_by("pk"):  # whoever may see it
            client = Client(headers={"host": "localhost"})
            client.force_login(reader, "django.contrib.auth.backends.ModelBackend")
            answer = client.get(f"/papers/{pk}/pdf")
            if answer.status_code == 200:
                break
        if answer.status_code != 200:
            wrong.append(f"{kind}（{answer.status_code}）")
            continue
        with tempfile.NamedTemporaryFile(suffix=".pdf") as pdf:
            pdf.write(answer.getvalue())
            pdf.flush()
            subprocess.run(["pdftoppm", "-r", "80", "-png", pdf.name, SHOTS / f"paper-{kind}"], check=True)
        say(f"paper-{kind}*.png")
    return wrong


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> int:
    program = find_chromium()
    if program is None:
        sys.exit(MISSING)
    wanted = {name.strip() for name in (os.environ.get("ONLY") or "").split(",") if name.strip()}
    if not wanted:
        shutil.rmtree(SHOTS, ignore_errors=True)
    SHOTS.mkdir(parents=True, exist_ok=True)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with demonstration("shots"):
        from playwright.sync_api import sync_playwright

        from apps.benefits.tasks import go_on_with_rehearsals

        go_on_with_rehearsals()  # which the demonstration leaves to the worker
        wrong = shoot_papers(wanted)
        with serve() as site, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
            wrong += shoot_pages(browser, site, wanted)
            browser.close()
    say(f"图片在 {SHOTS}" + (f"；未成功：{'、'.join(wrong)}" if wrong else ""))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
