"""A site on a port of its own and a browser that sees nothing but it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = "没有找到 Chromium，跳过浏览器测试；安装：apt-get install chromium fonts-noto-cjk"


def find_chromium() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator:
    """A running browser; where there is none the test is skipped by name, and fails in CI."""
    program = find_chromium()
    if program is None:
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    from playwright.sync_api import sync_playwright

    # Playwright runs an event loop in this thread; Django would then refuse the ORM, which is ours alone here.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium) -> Iterator:
    """Makes pages, each in a context of its own (cookies, storage): `new_page(width=1366, height=900, **context)`.

    An error in a page's own script, or a blocked one, fails the test.
    """
    contexts, errors = [], []

    def make(width: int = 1366, height: int = 900, **options):
        options = {
            "viewport": {"width": width, "height": height},
            "locale": "zh-CN",
            "timezone_id": "Asia/Shanghai",
        } | options
        context = chromium.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console",
            lambda message: (
                errors.append(message.text) if "Content Security Policy" in message.text else None
            ),
        )
        return page

    yield make
    for context in contexts:
        context.close()
    assert not errors, f"errors in the pages' scripts: {errors}"


@pytest.fixture
def browser_page(new_page):
    """One page at the width of an office screen."""
    return new_page()


@pytest.fixture
def site(own_database) -> Iterator[str]:
    """The address of the site, served from this process on `own_database` (so that the clock can be replaced)."""
    with serve() as address:
        yield address


@pytest.fixture
def demo_site(demo_database) -> Iterator[str]:
    """Like `site`, with the demonstration data."""
    with serve() as address:
        yield address


@contextmanager
def serve() -> Iterator[str]:
    """Django's own server in a thread of this process, on whatever database the default connection has."""
    from django.test.testcases import LiveServerThread, _StaticFilesHandler

    thread = LiveServerThread("127.0.0.1", _StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait(30)
    if thread.error:
        raise thread.error
    try:
        yield f"http://127.0.0.1:{thread.port}"
    finally:
        thread.terminate()
