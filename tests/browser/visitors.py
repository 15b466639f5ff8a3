"""A running site and its visitors: who signs in, what is noticed while they look around.

A `Visitor` is a browser of its own with one tab. Wherever it goes, it notices what no page may do: write
an error to the console, raise one in a script, ask another host, refuse what was expected to work.
`visitor.quiet()` at the end of a test says so.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Page,
    Request,
    Response,
    ViewportSize,
)

from tests.browser.weighing import Scales

NARROW: ViewportSize = {"width": 360, "height": 740}
WIDE: ViewportSize = {"width": 1280, "height": 900}
"""The smallest telephone and a usual screen."""
REFUSED = "Failed to load resource: the server responded with a status of"
"""What Chromium writes to the console for each status from 400 on, also where the status is right."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where a server answers, and the password of its demonstration."""

    address: str
    password: str = field(repr=False)


@dataclass
class Visitor:
    """A browser that notices what a page does wrong."""

    site: Site
    page: Page
    noticed: list[str] = field(default_factory=list)
    expected: int | None = None
    scales: Scales | None = None

    def listen(self) -> None:
        """Begin to notice."""
        self.page.on("console", self._hear)
        self.page.on("pageerror", self._stumble)
        self.page.on("request", self._ask)
        self.page.on("response", self._receive)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(REFUSED):
            self.noticed.append(f"console {message.type}: {message.text}")

    def _stumble(self, error: Error) -> None:
        self.noticed.append(f"script: {error}")

    def _ask(self, request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(self.site.address).netloc:
            self.noticed.append(f"foreign host: {request.url}")

    def _receive(self, response: Response) -> None:
        if response.status >= HTTPStatus.BAD_REQUEST and response.status != self.expected:
            self.noticed.append(f"{response.status}: {response.url}")

    @contextmanager
    def expecting(self, status: int) -> Iterator[None]:
        """Take this status for what is meant to happen."""
        self.expected = status
        try:
            yield
        finally:
            self.expected = None

    def open(self, path: str, *, status: int = HTTPStatus.OK) -> Page:
        """Go to an address."""
        if self.scales:
            self.scales.reset()
        with self.expecting(status):
            answer = self.page.goto(self.site.address + path)
        assert answer is not None
        assert answer.status == status, f"{path} answers {answer.status}"
        return self.page

    @contextmanager
    def without_scripts(self) -> Iterator[None]:
        """Get every script empty; axe is one too and still runs (test_filing.py forbids them all)."""
        self.page.route("**/*.js", lambda route: route.fulfill(content_type="text/javascript", body=""))
        try:
            yield
        finally:
            self.page.unroute("**/*.js")

    def sign_in(self, login: str) -> Page:
        """Sign in as one of the demonstration's accounts; return the page that this leads to."""
        page = self.open("/anmelden")
        page.get_by_label("Anmeldename").fill(login)
        page.get_by_label("Passwort").fill(self.site.password)
        page.get_by_role("button", name="Anmelden").click()
        page.get_by_role("button", name="Abmelden").wait_for()
        return page

    def quiet(self) -> None:
        """Fail if anything was noticed since the last time."""
        noticed, self.noticed = self.noticed, []
        assert not noticed, "\n".join(noticed)


@contextmanager
def visiting(browser: Browser, site: Site, **options: Any) -> Iterator[Visitor]:  # noqa: ANN401 - Playwright's
    """Give a browser of its own, with the options of a Playwright context."""
    with browser.new_context(locale="de-DE", viewport=options.pop("viewport", WIDE), **options) as context:
        visitor = Visitor(site, context.new_page())
        visitor.listen()
        yield visitor
        visitor.quiet()
