"""What every page must be, whoever made it. One function per check; each returns what is wrong.

The page client runs all of them on every HTML answer; a test that needs an exception names the check
in `skip`. Sources: users.md 1.3 and 6, domain.md 5.1, architecture.md C.3.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.support.word_checks import hearing, wording
from vrs_tracker.web.headers import FOR_PAGES, SANDBOX

Page = LexborHTMLParser
Check = Callable[[Page, int], Iterator[str]]

_INVISIBLE_INPUTS = frozenset({"hidden", "submit", "button"})


def document(page: Page, _status: int) -> Iterator[str]:
    """German, with a title that says more than the product's name, and exactly one main heading."""
    html = page.css_first("html")
    if html is None or html.attributes.get("lang") != "de":
        yield 'the page does not say lang="de"'
    title = page.css_first("head > title")
    if title is None or title.text().partition(" – ")[0].strip() == "":
        yield "the page has no title of its own"
    headings = page.css("h1")
    if len(headings) != 1 or not headings[0].text(strip=True):
        yield f"the page has {len(headings)} main headings instead of one"


def heading_order(page: Page, _status: int) -> Iterator[str]:
    """No level of headings is skipped, and no heading is empty."""
    level = 0
    for heading in page.css("h1, h2, h3, h4, h5, h6"):
        found = int((heading.tag or "h0")[1])
        if found > level + 1:
            yield f"heading „{heading.text(strip=True)}“ skips from level {level} to {found}"
        if not heading.text(strip=True):
            yield f"an empty {heading.tag}"
        level = found


def landmarks(page: Page, _status: int) -> Iterator[str]:
    """Header, one main part that the skip link leads to, footer, named navigations."""
    for tag in ("header", "main", "footer"):
        if len(page.css(f"body > {tag}")) != 1:
            yield f"the page does not have one {tag}"
    skip = page.css_first("body > a")
    target = (skip.attributes.get("href") or "") if skip is not None else ""
    if not target.startswith("#") or page.css_first(f"main{target}") is None:
        yield "the first link does not lead to the main part"
    names = [_name_of(page, nav) for nav in page.css("nav")]
    if not all(names) or len(set(names)) != len(names):
        yield f"navigations need different names: {names}"


def _name_of(page: Page, landmark: LexborNode) -> str:
    named_by = landmark.attributes.get("aria-labelledby")
    heading = page.css_first(f"#{named_by}") if named_by else None
    return heading.text(strip=True) if heading is not None else landmark.attributes.get("aria-label") or ""


def unique_ids(page: Page, _status: int) -> Iterator[str]:
    """Every id once; whatever refers to an id finds it."""
    ids = Counter(node.attributes.get("id") for node in page.css("[id]"))
    yield from (f"id {name!r} stands {times} times" for name, times in ids.items() if times > 1 or not name)
    for attribute in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
        for node in page.css(f"[{attribute}]"):
            for name in (node.attributes.get(attribute) or "").split():
                if name not in ids:
                    yield f"{attribute}={name!r} leads nowhere"
    for link in page.css('a[href^="#"]'):
        if (link.attributes.get("href") or "#")[1:] not in ids:
            yield f"link {link.attributes.get('href')!r} leads nowhere"


def labels(page: Page, _status: int) -> Iterator[str]:
    """Every field has a label, every group of radios or check boxes a legend, every button and link words."""
    labelled = {label.attributes.get("for") for label in page.css("label") if label.text(strip=True)}
    for field in page.css("input, select, textarea"):
        kind = field.attributes.get("type") or "text"
        if kind not in _INVISIBLE_INPUTS and field.attributes.get("id") not in labelled:
            yield f"field {field.attributes.get('name')!r} has no label"
        if kind == "radio" and not _has_legend(field):
            yield f"radio {field.attributes.get('name')!r} stands in no fieldset with a legend"
    for node in page.css("button, a[href]"):
        if not node.text(strip=True):
            yield f"a {node.tag} without words"


def _has_legend(field: LexborNode) -> bool:
    parent = field.parent
    while parent is not None and parent.tag != "fieldset":
        parent = parent.parent
    return parent is not None and parent.css_first("legend") is not None


def tables(page: Page, _status: int) -> Iterator[str]:
    """A caption, column heads with scope, and rows as wide as the head."""
    for table in page.css("table"):
        caption = table.css_first("caption")
        name = caption.text(strip=True) if caption is not None else ""
        if not name:
            yield "a table without caption"
        heads = table.css("thead th")
        if not heads:
            yield f"table „{name}“ has no column heads"
        for head in table.css("th"):
            if head.attributes.get("scope") not in {"col", "row", "colgroup", "rowgroup"}:
                yield f"table „{name}“: head „{head.text(strip=True)}“ has no scope"
        widths = {sum(_span(cell) for cell in row.css("th, td")) for row in table.css("tr")}
        if len(widths) > 1:
            yield f"table „{name}“ has rows of different width: {sorted(widths)}"


def _span(cell: LexborNode) -> int:
    return int(cell.attributes.get("colspan") or 1)


def forms(page: Page, _status: int) -> Iterator[str]:
    """An address, and a CSRF token in every form that posts."""
    for form in page.css("form"):
        address = form.attributes.get("action")
        if not address:
            yield "a form without action"
        posts = (form.attributes.get("method") or "get").lower() == "post"
        if posts and form.css_first('input[name="csrf_token"][value]') is None:
            yield f"form {address} posts without CSRF token"
        if form.css_first("form form") is not None:
            yield f"form {address} contains a form"


def error_summary(page: Page, status: int) -> Iterator[str]:
    """After a mistake: a summary first, each field's message linked to its field and standing at it."""
    summary = page.css_first(".error-summary")
    marked = page.css('[aria-invalid="true"]')
    if status == 422 and page.css_first("main form") is not None and summary is None:
        yield "422 without an error summary"
    if summary is None:
        if marked:
            yield "fields are marked but there is no error summary"
        return
    if "autofocus" not in summary.attributes or summary.attributes.get("tabindex") != "-1":
        yield "the error summary does not take the focus"
    linked = {(link.attributes.get("href") or "#")[1:] for link in summary.css("a")}
    for field in marked:
        own = (field.css_first("input") if field.tag == "fieldset" else None) or field
        name = own.attributes.get("id")
        if name not in linked:
            yield f"the summary does not lead to field {name!r}"


def nothing_inline(page: Page, _status: int) -> Iterator[str]:
    """No style and no script inside the page, nothing from another host: the policy would stop it."""
    for node in page.css("style, script:not([src]), [style]"):
        if node.attributes.get("type") != "application/json":
            yield f"inline {node.tag}"
    for node in page.css("*"):
        yield from (f"{node.tag} has {name}" for name in node.attributes if name.startswith("on"))
    for node in page.css("[src], link[href]"):
        address = node.attributes.get("src") or node.attributes.get("href") or ""
        if not address.startswith(("/", "data:image/")) or address.startswith("//"):
            yield f"{node.tag} loads {address}"


CHECKS: dict[str, Check] = {
    check.__name__: check
    for check in (
        document,
        heading_order,
        landmarks,
        unique_ids,
        labels,
        tables,
        forms,
        error_summary,
        nothing_inline,
        wording,
        hearing,
    )
}


def problems_of(page: Page, status: int, skip: frozenset[str]) -> list[str]:
    """Run every check but those named in `skip`; an unknown name is a mistake of the test."""
    unknown = skip - CHECKS.keys() - {"commit"}
    assert not unknown, f"no such page checks: {sorted(unknown)}"
    return [problem for name, check in CHECKS.items() if name not in skip for problem in check(page, status)]


def missing_headers(headers: dict[str, str]) -> list[str]:
    """Return the security headers that an answer lacks or words differently; a sandbox is stricter still."""
    wanted = {name.lower(): value for name, value in FOR_PAGES.items()}
    return [
        f"header {name}: {headers.get(name)}"
        for name, value in wanted.items()
        if headers.get(name) not in {value, SANDBOX}
    ]
