"""A real browser in front of a real server."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, sync_playwright
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Site

_NAMES = ("chromium", "chromium-browser", "google-chrome")
# No sandbox, since containers run as root; nothing that speaks to the network by itself.
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium is; skips the test where there is none."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if not found:
        pytest.skip(f"No browser: install one of {', '.join(_NAMES)}, or say where: CHROMIUM=")
    return found


@pytest.fixture
def live_site(
    chromium: str,
    transactional_db: None,
    django_db_serialized_rollback: None,
    live_server: LiveServer,
    settings: Any,
) -> Site:
    """The default site with its home pages, at the address of the live server."""
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    # Wagtail's autosave and a save by hand in the same instant collide; its own journey sets it.
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    return Site.objects.get(is_default_site=True)


@pytest.fixture
def browser(chromium: str, live_site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    # Playwright's loop runs in this thread, so Django takes the tests' own queries for async.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(_ARGUMENTS))
        yield started
        started.close()
        connections.close_all()  # beside that loop, this thread has connections of their own


class Watch:
    """What no journey may cause: script errors, missing files, failing requests."""

    def __init__(self, page: Page) -> None:
        self.problems: list[str] = []
        page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        page.on("console", self.on_console)
        page.on("response", self.on_response)

    def on_console(self, message: ConsoleMessage) -> None:
        # Responses are watched below; the content checker logs what it finds as an error.
        if message.type == "error" and not message.text.startswith(
            ("Failed to load resource", "axe.run results")
        ):
            self.problems.append(f"console: {message.text}")

    def on_response(self, response: Response) -> None:
        if response.status >= 500 or response.status == 404:
            self.problems.append(f"{response.status}: {response.url}")


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A window on the site; the test fails if anything in it goes wrong unseen."""
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 1400, "height": 900}, locale="en-GB"
    )
    context.set_default_timeout(15_000)
    opened = context.new_page()
    watch = Watch(opened)
    yield opened
    context.close()
    assert watch.problems == []
