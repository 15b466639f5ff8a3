"""Whatever goes wrong becomes a German page that says what to do; nothing sent in leads to a 5xx."""

import logging

import pytest
from flask import Flask

from tests.support.page_checks import problems_of
from tests.support.page_client import ClientOf, Page, PageClient
from tests.web.workshop import workshop_application
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.web.errors import PAGES

application = workshop_application


@pytest.mark.parametrize(
    ("kind", "status", "sentence"),
    [
        ("not_found", 404, "Diesen Baustein gibt es nicht."),
        ("conflict", 409, "Jemand war schneller."),
        ("forbidden", 403, "Das macht die Geschäftsstelle."),
        ("rules", 422, "Erstens."),
        ("rules", 422, "Zweitens."),
        ("twice", 409, "Sie wurde zweimal kurz nacheinander abgeschickt und nur einmal übernommen."),
    ],
)
def test_a_refusal_of_the_domain_is_shown_as_it_is(
    visitor: PageClient, kind: str, status: int, sentence: str
) -> None:
    assert sentence in visitor.get(f"/werkstatt/fehler/{kind}", status=status).all(".lead")


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 413, 414, 422, 429])
def test_every_error_page_says_what_to_do(visitor: PageClient, status: int) -> None:
    page = visitor.get(f"/werkstatt/status/{status}", status=status)
    assert page.h1 == PAGES[status].heading
    assert page.one(".lead") == PAGES[status].sentence


@pytest.mark.parametrize(("raised", "shown"), [(401, 400), (406, 400), (410, 400), (418, 400), (431, 413)])
def test_a_rare_status_gets_the_page_of_a_common_one(visitor: PageClient, raised: int, shown: int) -> None:
    assert visitor.get(f"/werkstatt/status/{raised}", status=shown).h1 == PAGES[shown].heading


@pytest.mark.parametrize(
    "address", ["fehler/crash", "fehler/database", "fehler/final", "status/500", "status/503"]
)
def test_a_mistake_of_ours_tells_nothing_about_it(app: Flask, address: str) -> None:
    answer = app.test_client().get(f"/werkstatt/{address}")
    page = Page(answer)
    assert answer.status_code == 500
    assert page.h1 == "Hier ist uns ein Fehler unterlaufen"
    assert "Muster" not in answer.text
    assert problems_of(page.html, 500, frozenset()) == []


def test_a_mistake_of_ours_is_logged_with_place_and_kind(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, "vrs_tracker"):
        app.test_client().get("/werkstatt/fehler/crash?name=A.+Muster")
    message = caplog.records[0].getMessage()
    assert message.startswith("GET /werkstatt/fehler/crash: ZeroDivisionError\n")
    assert "in failure" in message
    assert "Muster" not in caplog.text


def test_a_wrong_method_names_the_right_ones(visitor: PageClient) -> None:
    page = visitor.post("/hilfe", status=405)
    assert set(page.response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "BREW", "ä"])
def test_an_unknown_method_is_refused(app: Flask, method: str) -> None:
    assert app.test_client().open("/hilfe", method=method).status_code == 405


@pytest.mark.parametrize(
    "address",
    [
        "/hilfe?x=%00",
        "/hilfe?%00=x",
        "/%00",
        "/%ff%fe",
        "/%ED%A0%80",
        "/hilfe?x=%ED%A0%80",
        "/hilfe?" + "x=1&" * 3000,
        "/" + "a" * 20_000,
        "/werkstatt/nummer/99999999999999999999999999",
        "/werkstatt/nummer/2147483648",
        "/werkstatt/nummer/2147483647",
        "/werkstatt/nummer/-1",
        "/werkstatt/nummer/%D9%A3",
        "/werkstatt/nummer/1e3",
        "/werkstatt/bericht/%00",
        "/anmelden?weiter=%00",
        "/anmelden?weiter=" + "/" * 5000,
    ],
)
def test_a_strange_address_is_no_mistake_of_ours(app: Flask, address: str) -> None:
    answer = app.test_client().get(address)
    assert answer.status_code in {200, 400, 403, 404, 414}
    if answer.mimetype == "text/html":
        assert problems_of(Page(answer).html, answer.status_code, frozenset()) == []


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe=\xff&line=\xed\xa0\x80", "application/x-www-form-urlencoded"),
        (b"%00=%00", "application/x-www-form-urlencoded"),
        (b"line=%00&amount=%ED%A0%80", "application/x-www-form-urlencoded"),
        (b"&" * 100_000, "application/x-www-form-urlencoded"),
        (b"--x\r\nContent-Disposition: form-data", "multipart/form-data; boundary=x"),
        (b"--x--", "multipart/form-data"),
        (b"{", "application/json"),
        (b"[" * 50_000, "application/json"),
        (b"", ""),
        (b"\x00" * 100, "text/plain"),
    ],
)
@pytest.mark.parametrize("address", ["/werkstatt/alles", "/anmelden", "/abmelden", "/gibt-es-nicht"])
def test_a_strange_body_is_no_mistake_of_ours(app: Flask, address: str, body: bytes, kind: str) -> None:
    answer = app.test_client().post(address, data=body, content_type=kind)
    assert answer.status_code in {400, 404}


def test_a_form_without_the_secret_is_explained(visitor: PageClient) -> None:
    page = visitor.post("/werkstatt/alles", {"csrf_token": ""}, status=400)
    assert page.h1 == "Das Formular ist nicht mehr aktuell"
    assert page.html.css_first('main a[href="/werkstatt/alles"]') is not None


def test_an_old_form_of_a_signed_in_person_keeps_what_was_typed(client_of: ClientOf) -> None:
    client = client_of(Role.EDITOR)
    typed = {"text": 'drei\nSätze & "mehr"', "topics": ["a", "c"], "csrf_token": "of yesterday"}
    page = client.post("/werkstatt/alles?x=1", typed, status=400)
    assert "Ihre Eingaben sind erhalten." in page.text
    answer = client.submit(page, status=200).response
    assert answer.request.full_path == "/werkstatt/alles?x=1"
    assert answer.json is not None
    assert answer.json["text"] == 'drei\nSätze & "mehr"'
    assert answer.json["topics"] == ["a", "c"]


def test_a_visitor_gets_no_working_form_back(visitor: PageClient) -> None:
    """A foreign page could post in the name of a browser; its sign-in cookie does not come along."""
    page = visitor.post("/werkstatt/alles", {"text": "fremd", "csrf_token": "x"}, status=400)
    assert page.html.css("main form") == []


def test_a_body_over_the_limit_is_refused_in_german(visitor: PageClient) -> None:
    page = visitor.post("/werkstatt/alles", {"text": "x" * 3_000_000}, status=413)
    assert "höchstens 2 Megabyte" in page.text


def test_an_address_over_the_limit_is_refused_in_german(visitor: PageClient) -> None:
    page = visitor.get(f"/werkstatt/alles?text={'x' * 4000}", status=414)
    assert page.h1 == "Diese Adresse ist zu lang"


def test_a_file_over_the_limit_is_refused_in_german(app: Flask) -> None:
    part = b'--x\r\nContent-Disposition: form-data; name="datei"; filename="plan.pdf"\r\n\r\n'
    body = part + b"x" * 3_000_000 + b"\r\n--x--\r\n"
    answer = app.test_client().post(
        "/werkstatt/alles", data=body, content_type="multipart/form-data; boundary=x"
    )
    assert answer.status_code == 413


def test_more_fields_than_any_form_has_are_refused(app: Flask) -> None:
    data = {f"feld{number}": "" for number in range(2100)}
    answer = app.test_client().post("/werkstatt/alles", data=data, content_type="multipart/form-data")
    assert answer.status_code == 413
