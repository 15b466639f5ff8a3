"""Headers, caching and static files: strict for pages, for ever for files."""

import gzip
import re
from base64 import b64encode
from hashlib import sha256

import pytest
from flask import Flask

from tests.support.page_client import ClientOf, Page, PageClient
from tests.support.routes import routes_of
from tests.web.workshop import workshop_application
from vrs_tracker.domain.vocabulary.people import Role

application = workshop_application


def file_addresses(visitor: PageClient) -> dict[str, str]:
    links = visitor.get("/hilfe").html.css('link[rel="stylesheet"], link[rel="icon"]')
    addresses = [link.attributes["href"] or "" for link in links]
    return {address.rpartition("/")[2]: address for address in addresses}


def test_every_route_answers_with_every_header(app: Flask) -> None:
    """Whatever the answer is: page, redirect, refusal; the page client asks the same of every page."""
    empty_style = f"'sha256-{b64encode(sha256(b'').digest()).decode()}'"
    policy = f"default-src 'none'; script-src 'self'; style-src 'self' {empty_style}; img-src 'self' data:;"
    for name in routes_of(app):
        method, _, rule = name.partition(" ")
        address = re.sub(r"<(?:int:)?\w+>", "1", rule)
        headers = app.test_client().open(address, method=method).headers
        assert headers["Content-Security-Policy"].startswith(policy), name
        assert "unsafe" not in headers["Content-Security-Policy"], name
        assert headers["X-Content-Type-Options"] == "nosniff", name
        assert headers["X-Frame-Options"] == "DENY", name
        assert headers["Referrer-Policy"] == "same-origin", name
        assert headers["Permissions-Policy"], name
        assert headers["Cache-Control"], name


def test_transport_security_is_demanded_over_tls_only(app: Flask) -> None:
    browser = app.test_client()
    assert "Strict-Transport-Security" not in browser.get("/hilfe").headers
    secure = browser.get("/hilfe", base_url="https://localhost")
    assert secure.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_pages_of_signed_in_people_are_kept_nowhere(visitor: PageClient, client_of: ClientOf) -> None:
    assert visitor.get("/hilfe").response.headers["Cache-Control"] == "private, no-cache"
    assert client_of(Role.MEMBER).get("/hilfe").response.headers["Cache-Control"] == "no-store"
    assert visitor.get("/anmelden").response.headers["Cache-Control"] == "no-store"


def test_visitors_get_compressed_pages_if_they_can_read_them(app: Flask) -> None:
    plain = app.test_client().get("/hilfe")
    packed = app.test_client().get("/hilfe", headers={"Accept-Encoding": "br, gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["Vary"] == "Cookie, Accept-Encoding"
    assert len(packed.data) < len(plain.data) / 2


def test_a_page_with_a_form_is_compressed_but_kept_by_nobody(app: Flask) -> None:
    answer = app.test_client().get("/anmelden", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Cache-Control"] == "no-store"


def test_reading_sets_no_cookie(visitor: PageClient) -> None:
    for path in ("/hilfe", "/impressum", "/datenschutz"):
        assert "Set-Cookie" not in visitor.get(path).response.headers


def test_files_carry_their_hash_and_are_kept_for_ever(visitor: PageClient) -> None:
    addresses = file_addresses(visitor)
    assert set(addresses) >= {"kern.min.css", "app.css", "parts.css", "icon.svg"}
    for address in addresses.values():
        assert re.fullmatch(r"/static/[0-9a-f]{16}/.+", address)
        with visitor.browser.get(address) as answer:
            assert answer.status_code == 200
            assert "immutable" in answer.headers["Cache-Control"]
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["kern.min.css", "app.css", "icon.svg"])
def test_texts_travel_compressed(visitor: PageClient, name: str) -> None:
    address = file_addresses(visitor)[name]
    with visitor.browser.get(address) as plain:
        assert "Content-Encoding" not in plain.headers
        assert plain.headers["Vary"] == "Accept-Encoding"
        content = plain.data
    with visitor.browser.get(address, headers={"Accept-Encoding": "gzip"}) as packed:
        assert packed.headers["Content-Encoding"] == "gzip"
        assert len(packed.data) == int(packed.headers["Content-Length"]) < 50_000
        assert gzip.decompress(packed.data) == content
    seen = {"Accept-Encoding": "gzip", "If-None-Match": plain.headers["ETag"]}
    assert visitor.browser.get(address, headers=seen).status_code == 304
    with visitor.browser.head(address, headers={"Accept-Encoding": "gzip"}) as head:
        assert (head.headers["Content-Length"], head.data) == (packed.headers["Content-Length"], b"")


def test_fonts_named_in_the_style_sheet_are_served(visitor: PageClient) -> None:
    address = file_addresses(visitor)["app.css"]
    with visitor.browser.get(address) as sheet:
        fonts = re.findall(r'url\("([^"]+)"\)', sheet.get_data(as_text=True))
    assert fonts
    for font in fonts:
        with visitor.browser.get(address.replace("app.css", font)) as answer:
            assert (answer.status_code, answer.mimetype) == (200, "font/woff2")


@pytest.mark.parametrize(
    "name",
    ["vendor/source-sans/SourceSans3-Regular.ttf", "../app.py", "%2e%2e/app.py", "vendor/kern/package.json"],
)
def test_other_files_are_not_served(visitor: PageClient, name: str) -> None:
    folder = file_addresses(visitor)["app.css"].removesuffix("app.css")
    assert Page(visitor.browser.get(folder + name)).status == 404


def test_an_address_of_an_earlier_version_is_gone(visitor: PageClient) -> None:
    visitor.get("/static/0123456789abcdef/app.css", status=404)
