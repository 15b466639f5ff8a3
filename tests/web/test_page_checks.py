"""Each page check finds what it is for: a check that cannot fail would be worse than none."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.support.page_checks import CHECKS, missing_headers, problems_of
from tests.support.word_checks import BANNED_WORDS, ENGLISH_WORDS

GOOD = """<!doctype html><html lang="de"><head><title>Finanzen – KI-Programm</title></head><body>
<a href="#inhalt">Zum Inhalt</a>
<header><nav aria-label="Hauptmenü"><a href="/">Übersicht</a></nav></header>
<main id="inhalt"><h1>Finanzen</h1>%s</main>
<footer><nav aria-label="Rechtliches"></nav></footer></body></html>"""
TABLE = (
    "<table><caption>Mittel</caption>"
    "<thead><tr><th scope='col'>Jahr</th></tr></thead><tr><td>2026</td></tr></table>"
)
SUMMARY = (
    '<section class="error-summary" tabindex="-1" autofocus>'
    '<ul><li><a href="#tag">Wann?</a></li></ul></section>'
)
FIELD = '<label for="tag">Tag</label><input id="tag" name="tag" %s>'


def found(html: str, status: int = 200) -> list[str]:
    return problems_of(LexborHTMLParser(html), status, frozenset())


def test_a_good_page_passes() -> None:
    assert found(GOOD % (TABLE + FIELD % "")) == []
    assert (
        found(GOOD % (SUMMARY + "<form action='/'>" + FIELD % 'aria-invalid="true"' + "</form>"), 422) == []
    )


@pytest.mark.parametrize(
    ("check", "old", "new"),
    [
        ("document", 'lang="de"', 'lang="en"'),
        ("document", "Finanzen – KI-Programm", " – KI-Programm"),
        ("document", "<h1>Finanzen</h1>", "<p>Finanzen</p>"),
        ("document", "<h1>Finanzen</h1>", "<h1>Finanzen</h1><h1>Mittel</h1>"),
        ("heading_order", "</main>", "<h3>Mittel</h3></main>"),
        ("heading_order", "</main>", "<h2> </h2></main>"),
        ("landmarks", "header>", "div>"),
        ("landmarks", "#inhalt", "#anderswo"),
        ("landmarks", "Rechtliches", "Hauptmenü"),
        ("unique_ids", "</main>", '<p id="inhalt">x</p></main>'),
        ("unique_ids", "</main>", '<p aria-describedby="fort">x</p></main>'),
        ("unique_ids", "</main>", '<a href="#fort">x</a></main>'),
        ("labels", "</main>", '<input name="tag"></main>'),
        ("labels", "</main>", '<label for="a">A</label><input type="radio" id="a" name="a"></main>'),
        ("labels", "</main>", "<button></button></main>"),
        ("tables", "<caption>Mittel</caption>", ""),
        ("tables", "scope='col'", ""),
        ("tables", "<td>2026</td>", "<td>2026</td><td>1</td>"),
        ("tables", "<thead><tr><th scope='col'>Jahr</th></tr></thead>", ""),
        ("forms", "</main>", "<form><p>x</p></form></main>"),
        ("forms", "</main>", '<form action="/" method="post"><p>x</p></form></main>'),
        ("error_summary", "</main>", '<p aria-invalid="true">x</p></main>'),
        ("error_summary", "</main>", SUMMARY.replace(" autofocus", "") + FIELD % "" + "</main>"),
        (
            "error_summary",
            "</main>",
            SUMMARY + FIELD % "" + '<input id="x" type="hidden" aria-invalid="true"></main>',
        ),
        ("nothing_inline", "</main>", '<p style="color:red">x</p></main>'),
        ("nothing_inline", "</main>", "<style>p {}</style></main>"),
        ("nothing_inline", "</main>", "<script>1</script></main>"),
        ("nothing_inline", "</main>", '<p onclick="f()">x</p></main>'),
        ("nothing_inline", "</main>", '<img src="https://example.org/x.png" alt="x"></main>'),
        ("nothing_inline", "</main>", '<img src="//example.org/x.png" alt="x"></main>'),
        ("wording", "</main>", "<p>Erledigt!</p></main>"),
        ("wording", "</main>", "<p>Wert: None</p></main>"),
        ("wording", "</main>", "<p>Role.EDITOR</p></main>"),
        *(("wording", "</main>", f"<p>Etwas {word}.</p></main>") for word in (*BANNED_WORDS, *ENGLISH_WORDS)),
        *(
            ("hearing", "</main>", f"<p>Etwa {text}.</p></main>")
            for text in (
                *("31–90 Tage", "01.01.–30.06.2026", "–0,97", "-0,97", "von 3 → 4", "● planmäßig", "10 TEUR"),
                *("ca. 10", "2026-06-30", "16,22 Mio. €"),
            )
        ),
        ("hearing", "<td>2026</td>", "<td>–</td>"),
        ("hearing", "<td>2026</td>", "<td></td>"),
        ("hearing", "<td>2026</td>", '<td><span aria-hidden="true">–</span></td>'),
    ],
)
def test_a_check_finds_what_it_is_for(check: str, old: str, new: str) -> None:
    broken = (GOOD % TABLE).replace(old, new)
    assert broken != GOOD % TABLE
    page = LexborHTMLParser(broken)
    assert list(CHECKS[check](page, 200))
    assert len(problems_of(page, 200, frozenset())) >= 1
    others = problems_of(page, 200, frozenset({check}))
    assert len(others) < len(problems_of(page, 200, frozenset()))


def test_a_refused_form_without_a_summary_is_found() -> None:
    page = LexborHTMLParser(GOOD % ("<form action='/'>" + FIELD % "" + "</form>"))
    assert list(CHECKS["error_summary"](page, 422)) == ["422 without an error summary"]


def test_words_in_compounds_and_typed_words_are_allowed() -> None:
    assert found(GOOD % "<p>Restaurierung, Erstattung, Okular</p><p class='user-text'>Leider! OK.</p>") == []


def test_what_can_be_heard_passes() -> None:
    text = "31 bis 90 Tage, 01.01. bis 30.06.2026, um −0,97 von 3 auf 4, 16,22 Millionen Euro"
    shapes = '<p><span aria-hidden="true">●</span> planmäßig</p>'
    bar = TABLE.replace("2026", '<span class="bar" aria-hidden="true"><svg></svg></span>')
    assert found(GOOD % f"<p>{text}</p>{shapes}{bar}") == []


def test_a_check_that_does_not_exist_cannot_be_left_out() -> None:
    with pytest.raises(AssertionError, match="no such page checks"):
        problems_of(LexborHTMLParser(GOOD), 200, frozenset({"tabels"}))


def test_a_missing_header_is_named() -> None:
    assert "header x-frame-options: None" in missing_headers({})
