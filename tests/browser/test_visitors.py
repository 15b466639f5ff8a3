"""The visitor itself: whatever a page must not do is noticed."""

import pytest
from playwright.sync_api import Browser, Route

from tests.browser.visitors import Site, visiting

SITE = Site("http://127.0.0.1:9", password="")
FRAME = "<!doctype html><html lang=de><title>Probe</title><body><main>{}</main>"


def answer(route: Route, body: str) -> None:
    """Stand in for a server that knows one page only; the other host answers nothing."""
    if not route.request.url.startswith(SITE.address):
        route.abort()
    elif route.request.url == f"{SITE.address}/":
        route.fulfill(content_type="text/html", body=FRAME.format(body))
    else:
        route.fulfill(status=404, body="")


@pytest.mark.parametrize(
    ("body", "noticed"),
    [
        ("<p>ruhig</p>", []),
        ("<script>console.error('laut')</script>", ["console error: laut"]),
        ("<script>throw new Error('kaputt')</script>", ["script: kaputt"]),
        ("<img alt='' src='/fehlt.png'>", ["404: http://127.0.0.1:9/fehlt.png"]),
    ],
)
def test_a_fault_is_noticed(browser: Browser, body: str, noticed: list[str]) -> None:
    with visiting(browser, SITE) as visitor:
        visitor.page.route("**/*", lambda route: answer(route, body))
        visitor.open("/")
        assert visitor.noticed == noticed
        visitor.noticed.clear()


def test_a_request_to_another_host_is_noticed(browser: Browser) -> None:
    with visiting(browser, SITE) as visitor:
        visitor.page.route("**/*", lambda route: answer(route, "<img alt='' src='http://192.0.2.1/zaehler'>"))
        visitor.open("/")
        assert visitor.noticed[0] == "foreign host: http://192.0.2.1/zaehler"
        visitor.noticed.clear()


def test_what_was_noticed_fails_the_test(browser: Browser) -> None:
    with visiting(browser, SITE) as visitor:
        visitor.noticed.append("404: /fehlt.png")
        with pytest.raises(AssertionError, match=r"404: /fehlt\.png"):
            visitor.quiet()
