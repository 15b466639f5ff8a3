"""A running site and its visitors: who signs in, what is noticed while they look around.

A `Visitor` is a browser of its own. Whatever it meets, it notices what no page may do: write an error to the
console, raise one in a script, ask another host. `visitor.quiet()` at the end of a test says so.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, WebError

NARROW, WIDE = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
"""The smallest telephone and a usual screen."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where a server answers, and the password of its demonstration."""

    address: str
    password: str = field(repr=False)


@dataclass
class Visitor:
    """A browser that notices what a page does wrong."""

    site: Site
    browser: Browser
    context: BrowserContext
    noticed: list[str] = field(default_factory=list)
    expected: str = ""

    def listen(self) -> None:
        """Begin to notice."""
        self.context.on("console", self._hear)
        self.context.on("weberror", self._meet)
        self.context.on("request", self._see)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not (
            self.expected and self.expected in message.text
        ):
            self.noticed.append(f"console {message.type}: {message.text}")

    def _meet(self, error: WebError) -> None:
        self.noticed.append(f"script: {error.error}")

    def _see(self, request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(self.site.address).netloc:
            self.noticed.append(f"foreign host: {request.url}")

    @contextmanager
    def expecting(self, message: str) -> Iterator[None]:
        """Do not notice a message of the console that is meant to be there."""
        self.expected = message
        yield
        self.expected = ""

    def open(self, path: str, *, status: int = 200) -> Page:
        """Open an address in a new tab; the console always tells of a status from 400 on."""
        page = self.context.new_page()
        with self.expecting(f"status of {status}"):
            answer = page.goto(self.site.address + path)
        assert answer is not None
        assert answer.status == status, f"{path} answers {answer.status}"
        return page

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
        visitor = Visitor(site, browser, context)
        visitor.listen()
        yield visitor
        visitor.quiet()
