"""The words of every page: German, none that users.md 6 bans, and written so that they can be heard (1.3)."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

Page = LexborHTMLParser

BANNED_WORDS = (
    # users.md 6: words that blame, cheer or excuse
    *(
        "erfolgreich",
        "leider",
        "ungültig",
        "ungültige",
        "ungültiger",
        "ungültigen",
        "fehlerhaft",
        "Pflichtfeld",
    ),
    *("Formatfehler", "Ups"),
    # users.md 6, second column: English and jargon
    *("Submit", "Save", "Skip", "Approve", "Reject", "Release", "Snapshot", "Export", "Download", "Details"),
    *(
        "Drill-down",
        "Cancel",
        "Draft",
        "pending",
        "submitted",
        "locked",
        "read-only",
        "Live",
        "OK",
        "Add",
        "Login",
    ),
    *(
        "Logout",
        "Dashboard",
        "Session",
        "expired",
        "Constraint",
        "Error",
        "Loading",
        "Home",
        "Settings",
        "Upload",
    ),
    *("Einfrieren", "eingefroren", "Finalisieren", "Absenden", "Abbrechen", "Zwischenspeichern", "Storno"),
    *("blockiert", "Rest", "Restmittel", "Drucksache", "gescheitert", "Ablehnen", "Zugriff"),
)
"""Whole words that no page may show; German compounds such as „Restaurierung“ are other words."""

_BANNED = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, BANNED_WORDS)) + r")(?![\w-])")
ENGLISH_WORDS = (
    *("the", "and", "of", "with", "your", "please", "this", "that", "from", "for", "are", "has", "have"),
    *("not", "new", "edit", "delete", "search", "page", "next", "previous", "view", "user", "password"),
    *("email", "close", "open", "menu", "file", "comment", "issue", "click", "help", "change", "changes"),
)
"""Function words and the usual labels: proper names such as „Coding School“ hold none of them."""

_ENGLISH = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, ENGLISH_WORDS)) + r")(?![\w-])")
_VALUES = re.compile(r"\{\{|\}\}|\{%|\bNone\b|\bTrue\b|\bFalse\b|\b[A-Z]\w+\.[A-Z_]+\b")
_SPOKEN_BADLY = (
    (re.compile(r"\d\s?[–—-]\s?\d+(?:,\d+)?\s?(?:Tage|Monate|Jahre|Mio|%|€)"), "a range without „bis“"),
    (re.compile(r"\d{2}\.\d{2}\.(?:\d{4})?\s?[–—-]\s?\d{2}\.\d{2}\."), "a range of days without „bis“"),
    (re.compile(r"(?:^|[\s(])[–—-]\d"), "a minus that is not heard: take U+2212"),
    (re.compile(r"[→←↑↓↗↘]"), "an arrow that is read as its name"),
    (re.compile(r"[●▲■○◇◆✓✗]"), "a shape that is read as its name"),
    (
        re.compile(r"\bTEUR\b|\bT€|\bi\. ?H\. ?v\.|\bca\.|\bz\. ?B\.|\bu\. ?a\.|\bggf\.|\bbzw\."),
        "an abbreviation",
    ),
    (re.compile(r"\b\d{4}-\d{2}-\d{2}\b"), "a date that is not written as 31.12.2026"),
)
"""What a German voice says wrongly or not at all (tried in users.md 1.3)."""
_ECHO = re.compile(r"Eingegeben ist: .*?\.(?=\s|$)")
"""What somebody typed comes back in the message about it."""
OTHER_GAPS = frozenset(
    {
        *("nicht erfasst", "noch nicht erfasst", "nicht bekannt", "unbekannt", "nicht angegeben"),
        *("nicht gemeldet", "noch nicht gemeldet", "ohne Angabe", "k. A.", "n. a."),
    }
)
"""Words that would stand beside „keine Angabe“ for the same gap (docs/glossary.md)."""
_SENTENCES = frozenset({"p", "li", "dd"})
_SILENT = frozenset({"", "–", "—", "-", "−"})
_READ_IN_ONE_GO = "p, li, dt, dd, td, th, caption, h1, h2, h3, h4, label, legend, summary, figcaption"


def wording(page: Page, _status: int) -> Iterator[str]:
    """The words of users.md 6: none that is banned, no English, no exclamation mark."""
    text = visible_text(page)
    yield from (f"banned word: {word}" for word in sorted(set(_BANNED.findall(text))))
    yield from (f"English word: {word}" for word in sorted(set(_ENGLISH.findall(text))))
    if "!" in text:
        yield "an exclamation mark"
    if _VALUES.search(text):
        yield "a value of the program shows through"


def hearing(page: Page, _status: int) -> Iterator[str]:
    """Numbers, ranges, dates and symbols as a voice says them; no silent cell.

    Amounts are „Millionen Euro“ in sentences. A cell with a bar only stands beside its figure.
    """
    copy = _without_typed_text(page)
    for bar in copy.css("td > .bar"):
        bar.replace_with("neben seiner Zahl")
    for node in copy.css('[aria-hidden="true"], svg'):
        node.decompose()
    for node in copy.css(_READ_IN_ONE_GO):
        text = " ".join(node.text(separator=" ").split())
        yield from spoken_badly(text)
        if node.tag in _SENTENCES and re.search(r"\d\s?Mio\.", text):
            yield f"„Mio. €“ in a sentence: „{text[:60]}“"
        if node.tag in {"td", "dd"} and text.removesuffix(".") in OTHER_GAPS:
            yield f"a gap that is not called „keine Angabe“: „{text}“"
        if node.tag == "td" and text in _SILENT:
            yield f"a cell that says nothing, in „{_caption_of(node)}“"


def spoken_badly(text: str) -> Iterator[str]:
    """What a voice would say wrongly or not at all."""
    text = _ECHO.sub("", text)
    for pattern, fault in _SPOKEN_BADLY:
        if found := pattern.search(text):
            yield f"{fault}: „{text[max(0, found.start() - 20) : found.end() + 20]}“"


def visible_text(page: Page) -> str:
    """Return the words of the page's own part and its title, without what people typed."""
    copy = _without_typed_text(page)
    title, main = copy.css_first("title"), copy.css_first("main")
    return " ".join(part.text(separator=" ") for part in (title, main) if part is not None)


def _without_typed_text(page: Page) -> LexborHTMLParser:
    copy = LexborHTMLParser(page.html or "")
    for node in copy.css("textarea, .user-text"):
        node.replace_with("Getipptes")
    return copy


def _caption_of(cell: LexborNode) -> str:
    parent = cell.parent
    while parent is not None and parent.tag != "table":
        parent = parent.parent
    caption = parent.css_first("caption") if parent is not None else None
    return caption.text(strip=True) if caption is not None else ""
