"""What the help calls a button, a link or a heading stands on the page it speaks of, in the same words."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
from selectolax.lexbor import LexborNode

from tests.features.exchange.money_files import checked, csv_of
from tests.features.site.help_words import SPOKEN_OF
from tests.support.page_client import Page, PageClient, words
from vrs_tracker.domain.help_pages import ROLE_PAGES, TOPIC_PAGES
from vrs_tracker.paths import PACKAGE
from vrs_tracker.seeding.demo.people import BUDGET_OFFICE

Browser = Callable[[str], PageClient]
NAMES = [page.name for page in (*ROLE_PAGES, *TOPIC_PAGES)]
NAMED = "a, button, label, legend, summary, option, h1, h2, h3, th, dt, caption, td, strong"
"""Elements whose words somebody can look for on a page."""
RIGHT = ("KI im Bau", "ausgezahlt", "1.000,00", "02.11.2026", "", "Auszahlung")
FILES = {"file": (RIGHT, RIGHT), "file-wrong": (("KI im Bua", *RIGHT[1:]),)}
"""Rows of the files that the test sends for checking."""
REMINDER = "/bausteine/aiexpress/meldung/erinnerung"


@pytest.fixture(scope="session")
def engine(demonstration: sa.Engine) -> sa.Engine:
    """Work on the demonstration."""
    return demonstration


def spoken_of(node: LexborNode) -> str:
    """Return the page that a word is about: its own, else that of its section."""
    while node is not None and not node.attributes.get("data-page"):
        assert node.parent is not None, f"{words(node)} speaks of no page"
        node = node.parent
    return str(node.attributes["data-page"])


def words_by_page(guide: Page) -> dict[str, set[str]]:
    found = defaultdict(set)
    for node in guide.html.css(".help-word"):
        found[spoken_of(node)].add(words(node).strip("„“"))
    return found


def on_the_page(page: Page) -> Iterator[str]:
    """Yield what can be found on a page, without what is added for hearing, and what names a thing alone."""
    for node in page.html.css(NAMED):
        text = words(node)
        for unseen in node.css(".kern-sr-only, .heard-only"):
            text = text.replace(words(unseen), "").strip()
        yield text
        yield text.removesuffix("(freiwillig)").strip()
        yield re.split(r", \d|, mit | \(\d|: ", text, maxsplit=1)[0]


def open_page(signed_in: Browser, name: str) -> Page:
    if name in SPOKEN_OF:
        shown = SPOKEN_OF[name]
        return signed_in(shown.who).get(shown.path)
    if name in FILES:
        return checked(signed_in(BUDGET_OFFICE), csv_of(*FILES[name]), name=f"{name}.csv")
    editor = signed_in("bearbeitung")
    made = editor.submit(editor.get(REMINDER), button="Text mit persönlichem Link erstellen", status=200)
    if name == "reminder-with-link":
        return made
    link = re.search(r"/link/[\w-]+", made.response.get_data(as_text=True))
    assert link is not None
    return signed_in("").get(link.group())


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_the_help_stands_on_the_page_it_speaks_of(signed_in: Browser, name: str) -> None:
    missing = {
        (about, word)
        for about, wanted in words_by_page(signed_in("").get(f"/hilfe/{name}")).items()
        for word in wanted - set(on_the_page(open_page(signed_in, about)))
    }
    assert missing == set()


def test_every_page_that_is_known_here_is_spoken_of(signed_in: Browser) -> None:
    visitor = signed_in("")
    named = {about for name in NAMES for about in words_by_page(visitor.get(f"/hilfe/{name}"))}
    assert set(SPOKEN_OF) <= named


def test_a_word_that_is_not_there_is_noticed(signed_in: Browser) -> None:
    page = open_page(signed_in, "update")
    assert "Meldung abgeben" in set(on_the_page(page))
    assert "Meldung absenden" not in set(on_the_page(page))


@pytest.mark.parametrize("name", NAMES)
def test_a_step_writes_words_of_the_product_by_the_macro_only(name: str) -> None:
    """So that this test finds them: a step with „…“ outside the macro would be unchecked."""
    text = (PACKAGE / "templates" / "site" / "help" / f"{name}.html").read_text("utf-8")
    steps = "".join(re.findall(r'<ol class="help-steps">(.*?)</ol>', text, re.DOTALL))
    allowed = {"„Meine Aufgaben“", "„Abweichung“", "„kritisch“", "„planmäßig“", "„Bericht vorbereiten“"}
    assert set(re.findall(r"„[^“]*“", steps)) - allowed == set()
