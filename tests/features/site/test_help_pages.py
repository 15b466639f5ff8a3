"""The help: a page for each role, definitions from the domain, small pictures, a way in from every page."""

import gzip
import re
from pathlib import Path

import pytest

from tests.support.page_client import ClientOf, PageClient
from tests.support.people import person
from vrs_tracker.domain.chapters.legend import DEFINITIONS, STAGE_MEANINGS
from vrs_tracker.domain.counting import DIFFERENCES, PERCENTAGES
from vrs_tracker.domain.criteria import criteria
from vrs_tracker.domain.help_pages import ROLE_PAGES, TOPIC_PAGES, HelpPage, own_pages
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.progress import IndicatorKind, Light
from vrs_tracker.paths import PACKAGE
from vrs_tracker.web.help_links import help_for

PAGES = (*ROLE_PAGES, *TOPIC_PAGES)
PICTURES = PACKAGE / "static" / "help"
ADDRESSES = ["/hilfe", *(page.address for page in PAGES)]
MOST_BYTES, HEAVIEST_PICTURE = 32_000, 20_000


def webp_size(file: Path) -> tuple[int, int]:
    """Return width and height of a lossy WebP as its first frame states them."""
    data = file.read_bytes()
    assert data[:4] == b"RIFF"
    assert data[8:12] == b"WEBP"
    start = data.index(b"\x9d\x01\x2a") + 3
    width, height = (int.from_bytes(data[place : place + 2], "little") for place in (start, start + 2))
    return width & 0x3FFF, height & 0x3FFF


def test_every_role_has_its_page() -> None:
    assert {page.role for page in ROLE_PAGES} == set(Role)
    assert len(ROLE_PAGES) == len(Role)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_opens_without_signing_in_and_says_what_it_is_good_for(
    visitor: PageClient, page: HelpPage
) -> None:
    shown = visitor.get(page.address)
    assert shown.h1 == page.title
    assert shown.one(".lead") == page.purpose


def test_a_page_that_does_not_exist_is_not_found(visitor: PageClient) -> None:
    assert visitor.get("/hilfe/gibt-es-nicht", status=404).h1 == "Diese Seite gibt es nicht"


def test_the_entrance_leads_to_every_page_and_first_to_the_own_one(
    visitor: PageClient, client_of: ClientOf
) -> None:
    links = {node.attributes["href"] for node in visitor.get("/hilfe").html.css("main a")}
    assert {page.address for page in PAGES} <= links
    assert client_of(Role.AUDITOR).get("/hilfe").all("main a")[0] == "Hilfe für die Rechnungsprüfung"


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_link_into_the_help_arrives(visitor: PageClient, address: str) -> None:
    for node in visitor.get(address).html.css("main a[href]"):
        path, _, anchor = str(node.attributes["href"]).partition("#")
        if path.startswith("/hilfe") or not path:
            target = visitor.get(path or address)
            assert not anchor or target.html.css_first(f'[id="{anchor}"]') is not None, path + anchor


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_light_and_its_pictures_wait_until_they_are_needed(
    visitor: PageClient, address: str
) -> None:
    page = visitor.get(address)
    # the style sheets and the font of every first visit weigh 70 kB
    weight = len(gzip.compress(page.response.get_data()))
    for image in page.html.css("main img"):
        file = PICTURES / str(image.attributes["src"]).rpartition("/")[2]
        weight += file.stat().st_size
        width, height = webp_size(file)
        assert image.attributes["loading"] == "lazy"
        assert len(image.attributes["alt"] or "") > 40
        stated = int(image.attributes["width"] or 0), int(image.attributes["height"] or 0)
        assert abs(stated[1] - height * stated[0] / width) <= 1, f"{file.name}: {width} by {height}"
    assert weight < MOST_BYTES


def test_every_picture_is_small_and_shown_somewhere() -> None:
    files = list(PICTURES.glob("*.webp"))
    templates = "".join(
        path.read_text("utf-8") for path in (PACKAGE / "templates" / "site" / "help").glob("*.html")
    )
    assert {path.name for path in files if path.stat().st_size > HEAVIEST_PICTURE} == set()
    assert {path.stem for path in files} == set(re.findall(r'picture\("(\w+)"', templates))


# ---------------------------------------------------------------- what is explained


def test_every_light_is_explained_with_the_limits_of_the_rules(visitor: PageClient) -> None:
    page = visitor.get("/hilfe/einschaetzungen")
    assert [row["Wort"] for row in page.table("Einschätzungen")] == [light.label for light in Light]
    assert all(row["Bedeutung"] for row in page.table("Einschätzungen"))
    rules = page.table("Regeln je Bereich")
    assert len(rules) == len(criteria())
    for row, criterion in zip(rules, criteria(), strict=True):
        assert row["Bereich"] == criterion.dimension.label
        assert criterion.off_track.replace("\N{NO-BREAK SPACE}", " ") in row["kritisch"]


def test_every_figure_is_explained_from_the_definitions_of_the_domain(visitor: PageClient) -> None:
    page = visitor.get("/hilfe/zahlen")
    assert [row["Rechnung"] for row in page.table("Rechnungen")] == [each.formula for each in DIFFERENCES]
    assert [row["Stufe"] for row in page.table("Stufen des Geldes")] == [
        each.label for each in STAGE_MEANINGS
    ]
    assert len(page.table("Was 100 Prozent ist")) == len(PERCENTAGES)
    assert len(page.table("Zählregeln der Kennzahlen")) == len(IndicatorKind)


def test_the_glossary_holds_the_terms_of_the_report(visitor: PageClient) -> None:
    terms = visitor.get("/hilfe/begriffe").all("dt")
    assert {name for name, _ in DEFINITIONS} <= set(terms)
    assert len(terms) == len(set(terms))


# ---------------------------------------------------------------- the way in


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/bausteine/ki-xc/meldung", "/hilfe/projektleitung#melden"),
        ("/bausteine/ki-xc/meldung/pruefen", "/hilfe/geschaeftsstelle#bestaetigen"),
        ("/bausteine/ki-xc", "/hilfe/mitglied#geld"),
        ("/berichte/2026-H2/vorbereiten", "/hilfe/programmkoordination#bericht"),
        ("/berichte/2026-H2/release", "/hilfe/geschaeftsstelle#versand"),
        ("/berichte/2026-H2/sitzung", "/hilfe/sitzungsdienst#sitzung"),
        ("/berichte/pruefen", "/hilfe/mitglied#echt"),
        ("/berichte/2026-H1/ausgaben", "/hilfe/mitglied#ausgaben"),
        ("/berichte/2026-H1/ergaenzung", "/hilfe/programmkoordination#ergaenzung"),
        ("/berichte/2026-H1/ergaenzung/aussage", "/hilfe/programmkoordination#ergaenzung"),
        ("/berichte/2026-H1/ergaenzung/sitzung", "/hilfe/sitzungsdienst#ergaenzung"),
        ("/berichte/2025-H2/ergaenzungen/1", "/hilfe/mitglied#ergaenzung"),
        ("/berichte/2026-H1/nr/6.5.3", "/hilfe/mitglied#zitieren"),
        ("/berichte/2026-H1/projektor/mittel", "/hilfe/mitglied#zeigen"),
        ("/berichte/2026-H1/vorlesen", "/hilfe/hoeren#vorlesen"),
        ("/finanzen/", "/hilfe/zahlen"),
        ("/finanzen/buchungen/7/zuruecknehmen", "/hilfe/haushaltsstelle#berichtigen"),
        ("/finanzen/haushalt", "/hilfe/zahlen#treppe"),
        ("/finanzen/gemeinsame-foerderung", "/hilfe/zahlen#verbindlich"),
        ("/finanzen/foerderregeln/neu", "/hilfe/haushaltsstelle#nachsehen"),
        ("/finanzen/freigabe/7/zuruecknehmen", "/hilfe/haushaltsstelle#berichtigen"),
        ("/finanzen/einlesen/3/zuruecknehmen", "/hilfe/haushaltsstelle#einlesen"),
        ("/finanzen/sperrvermerk/neu", "/hilfe/haushaltsstelle#haushalt"),
        ("/finanzen/freigabe/neu", "/hilfe/haushaltsstelle#freigabe"),
        ("/finanzen/bestaetigungen", "/hilfe/haushaltsstelle#zweite-person"),
        ("/finanzen/bestaetigungen/7", "/hilfe/geschaeftsstelle#buchungen"),
        ("/finanzen/abgleich/2026-H2", "/hilfe/haushaltsstelle#abgleich"),
        ("/finanzen/einlesen/3", "/hilfe/haushaltsstelle#einlesen"),
        ("/finanzen/was-waere-wenn", "/hilfe/haushaltsstelle#nachsehen"),
        ("/vorschlaege/neu", "/hilfe/projektleitung#vorschlagen"),
        ("/vorschlaege/7/uebernehmen", "/hilfe/haushaltsstelle#vorschlaege"),
        ("/belege/beschluesse/7", "/hilfe/haushaltsstelle#vorschlaege"),
        ("/zahlen/ausgezahlt", "/hilfe/mitglied#woher"),
        ("/vergleich", "/hilfe/mitglied#woher"),
        ("/berichte/2026-H1/correct", "/hilfe/geschaeftsstelle#berichtigung"),
        ("/berichtigungen", "/hilfe/mitglied#ergaenzung"),
        ("/verlauf/block/1", "/hilfe/pruefung#verlauf"),
        ("/zugaenge/neu", "/hilfe/administration#zugang"),
        ("/impressum", ""),
        ("/hilfe", ""),
    ],
)
def test_a_working_page_leads_to_the_part_of_the_help_that_speaks_of_it(
    visitor: PageClient, path: str, address: str
) -> None:
    assert help_for(path, person()) == address
    guide, _, anchor = address.partition("#")
    assert not anchor or visitor.get(guide).html.css_first(f'[id="{anchor}"]') is not None


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MEMBER])
def test_the_tasks_lead_to_the_help_for_the_own_role(role: Role) -> None:
    [page] = own_pages(person(role))
    assert help_for("/aufgaben", person(role)) == page.address


def test_the_link_stands_on_the_page_but_not_on_the_help_itself(visitor: PageClient) -> None:
    assert visitor.get("/berichte/").one(".page-help") == "Hilfe zu dieser Seite"
    assert visitor.get("/hilfe/zahlen").all(".page-help") == []
