"""Forms and their fields through a real page: what is typed arrives, and nothing is lost after a mistake."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.page_client import Page, PageClient
from tests.web.workshop import workshop_application

application = workshop_application
ALL, NEEDED = "/werkstatt/alles", "/werkstatt/noetig"


def sent(client: PageClient, **fields: str | list[str]) -> dict[str, Any]:
    """What the view received."""
    answer = client.submit(client.get(ALL), fields, status=200)
    data: dict[str, Any] = answer.response.json or {}
    return data


def refused(client: PageClient, **fields: str | list[str]) -> Page:
    return client.submit(client.get(ALL), fields, status=422)


def test_an_empty_form_has_no_values(visitor: PageClient) -> None:
    data = sent(visitor)
    assert data.pop("post_key")
    assert data == {
        "line": "",
        "text": "",
        "amount": None,
        "share": None,
        "number": None,
        "day": None,
        "payer": None,
        "reason": None,
        "place": None,
        "topics": [],
        "agreed": False,
        "nothing": [],
        "version": "",
    }


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("amount", "1.234,50", "1234.50"),
        ("amount", "1234,5", "1234.50"),
        ("amount", "1 234,50 €", "1234.50"),
        ("amount", "  −0,97 ", "-0.97"),
        ("share", "1.234,5", "1234.50"),
        ("number", "1.234", 1234),
        ("day", "31.12.2026", "Thu, 31 Dec 2026 00:00:00 GMT"),
        ("payer", "vrs", "vrs"),
        ("reason", "tender", "tender"),
        ("place", "2", "2"),
        ("topics", ["c", "a", "a"], ["a", "c"]),
        ("agreed", "ja", True),
        ("line", "  zwei  Leerzeichen ", "  zwei  Leerzeichen "),
        ("text", "erste\r\nzweite\rdritte\n", "erste\nzweite\ndritte\n"),
        ("version", "7", "7"),
    ],
)
def test_what_is_typed_arrives(
    visitor: PageClient, field: str, typed: str | list[str], value: object
) -> None:
    assert sent(visitor, **{field: typed})[field] == value


@pytest.mark.parametrize("typed", ["12.50", "1e3", "1,234.56", "viel", "1.23.4", "٣", "9" * 5000])
def test_an_ambiguous_amount_is_refused_and_stays(visitor: PageClient, typed: str) -> None:
    page = refused(visitor, amount=typed)
    assert page.errors["amount"].startswith("Geben Sie den Betrag so ein: 1.234,50. Eingegeben ist: ")
    assert page.typed("amount") == typed


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("day", "31.02.2026", "Den 31.02.2026 gibt es nicht."),
        ("day", "2026-12-31", "Geben Sie das Datum so ein: 31.12.2026. Eingegeben ist: 2026-12-31."),
        ("number", "1,5", "Geben Sie eine ganze Zahl so ein: 1.234. Eingegeben ist: 1,5."),
        ("share", "1.5", "Geben Sie die Zahl so ein: 1.234,5. Eingegeben ist: 1.5."),
        ("payer", "bank", "Wählen Sie einen Eintrag aus der Liste."),
        ("reason", "\0", "Wählen Sie einen Eintrag aus der Liste."),
        ("place", "3", "Wählen Sie einen Eintrag aus der Liste."),
        ("topics", ["a", "z"], "Wählen Sie einen Eintrag aus der Liste."),
        ("line", "x" * 21, "Kürzen Sie den Text auf höchstens 20 Zeichen; eingegeben sind 21."),
        ("text", "a\0b", "Der Text enthält ein Zeichen, das nicht darstellbar ist. Geben Sie ihn neu ein."),
    ],
)
def test_each_mistake_is_named_at_its_field(
    visitor: PageClient, field: str, typed: str | list[str], message: str
) -> None:
    page = refused(visitor, **{field: typed})
    assert page.errors == {field: message}
    assert page.summary == [message]


def test_nothing_that_was_typed_is_lost(visitor: PageClient) -> None:
    typed = {
        "line": " <b>&amp;\"' ",
        "text": "\nerste Zeile\n\n  letzte  \n",
        "amount": "zwölf",
        "share": "1,5",
        "number": "7",
        "day": "morgen",
        "payer": "state",
        "reason": "tender",
        "place": "2",
        "agreed": "ja",
        "version": "3",
    }
    page = refused(visitor, **typed, topics=["a", "c"])
    assert {name: page.typed(name) for name in typed} == typed
    chosen = page.html.css('input[name="topics"][checked]')
    assert [node.attributes["value"] for node in chosen] == ["a", "c"]


def test_every_missing_entry_is_asked_for_at_once(visitor: PageClient) -> None:
    page = visitor.submit(visitor.get(NEEDED), {"name": "  "}, status=422)
    assert page.errors == {
        "name": "Nennen Sie den Namen.",
        "amount": "Geben Sie den Betrag ein.",
        "payer": "Wählen Sie, wer zahlt.",
        "topics": "Wählen Sie ein Feld.",
        "agreed": "Bestätigen Sie die Prüfung.",
    }
    assert page.summary == list(page.errors.values())


def test_a_broken_rule_stands_at_its_field_or_heads_the_summary(visitor: PageClient) -> None:
    fields = {"name": "A", "amount": "1,00", "payer": "vrs", "topics": "a", "agreed": "ja"}
    page = visitor.submit(visitor.get(NEEDED), fields, status=422)
    assert page.errors == {"amount": "Der Betrag ist zu hoch."}
    assert page.summary == [
        "Der Haushalt ist noch nicht beschlossen.",
        "Der Zeitraum ist noch nicht offen.",
        "Der Betrag ist zu hoch.",
    ]


def test_a_message_at_two_fields_names_each_of_them(visitor: PageClient) -> None:
    page = refused(visitor, share="viel", payer="niemand", reason="keiner")
    assert page.errors["payer"] == page.errors["reason"]
    assert page.summary == [
        page.errors["share"],
        f"Geldgeber: {page.errors['payer']}",
        f"Grund: {page.errors['reason']}",
    ]


def test_a_field_that_may_stay_empty_says_so(visitor: PageClient) -> None:
    labels = visitor.get(ALL).all("label.kern-label, legend")
    assert "Betrag (freiwillig)" in labels
    assert "Betrag" in visitor.get(NEEDED).all("label")


def test_few_options_are_buttons_and_many_are_a_list(visitor: PageClient) -> None:
    page = visitor.get(ALL)
    assert len(page.html.css('input[type="radio"][name="payer"]')) == 6
    assert len(page.html.css('select[name="reason"] option')) == 9
    assert "Es gibt noch nichts auszuwählen." in page.text


def test_the_way_out_is_worded_as_what_it_does(visitor: PageClient) -> None:
    assert visitor.get(ALL).one('a[href="/hilfe"].kern-link') == "Eingaben verwerfen"


def test_the_one_time_key_survives_a_mistake_and_changes_between_forms(visitor: PageClient) -> None:
    first, second = visitor.get(ALL), visitor.get(ALL)
    assert first.typed("post_key") != second.typed("post_key")
    again = visitor.submit(first, {"amount": "viel"}, status=422)
    assert again.typed("post_key") == first.typed("post_key")


@pytest.mark.parametrize("key", ["", "kurz", "x" * 41, "mit Leerzeichen und mehr", "ä" * 20, "\0" * 20])
def test_a_made_up_one_time_key_is_replaced(visitor: PageClient, key: str) -> None:
    assert sent(visitor, post_key=key)["post_key"] != key


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=600))
def test_any_text_arrives_unchanged(visitor: PageClient, text: str) -> None:
    data = visitor.post(ALL, {"text": text}, status=200).response.json
    assert data is not None
    assert data["text"] == text


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=600))
def test_any_text_is_shown_again_unchanged(visitor: PageClient, text: str) -> None:
    page = visitor.post(ALL, {"text": text, "amount": "viel"}, status=422)
    assert page.typed("text") == text
