"""What every page must be, judged in the browser: axe finds nothing, nothing sticks out at 360 px.

axe-core is handed in by Playwright itself, past the content security policy, which stays as strict as it is.

Colours take axe most of its time, a millisecond for each piece of text, and are the same in every row of a
table. So they are measured by kind: same elements, same classes, same states up to the root. Two of each kind
are measured on each page in light colours, two of each kind that no earlier page had in dark and in forced
ones.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypedDict

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.visitors import NARROW, WIDE

WCAG_2_2_AA = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
COLOURS = ("color-contrast", "link-in-text-block")
EVERYTHING_BUT_COLOURS = {
    "runOnly": {"type": "tag", "values": WCAG_2_2_AA},
    "rules": {rule: {"enabled": False} for rule in COLOURS},
}
ONLY_COLOURS = {"runOnly": {"type": "rule", "values": COLOURS}}
RUN_AXE = """async options => {
    const result = await axe.run(document, {...options, resultTypes: ["violations"], iframes: false});
    return result.violations.map(found => ({
        rule: found.id, help: found.help, nodes: found.nodes.map(node => node.html),
    }));
}"""
SHOW_SOME_OF_EACH_KIND = """([most, known]) => {
    const told = ["class", "type", "role", "aria-current", "aria-invalid", "disabled", "open", "selected"];
    const own = node => [node.tagName, ...told.map(name => node.getAttribute(name))].join(" ");
    const kind = node => node ? `${kind(node.parentElement)}>${own(node)}` : "";
    const seen = new Map(known.map(name => [name, most]));
    for (const node of document.querySelectorAll("body *")) {
        if ([...node.childNodes].some(child => child.nodeType === Node.TEXT_NODE && child.data.trim())) {
            const name = kind(node), number = (seen.get(name) || 0) + 1;
            seen.set(name, number);
            node.style.visibility = number > most ? "hidden" : "visible";
        }
    }
    return [...seen.keys()];
}"""
STICKING_OUT = """() => {
    const page = document.documentElement, width = page.clientWidth;
    if (page.scrollWidth <= width) { return []; }
    const frames = node => node && node !== document.body && (
        getComputedStyle(node).overflowX !== "visible" || frames(node.parentElement)
    );
    const out = [...document.querySelectorAll("body *")].filter(
        node => node.getBoundingClientRect().right > width + 1 && !frames(node.parentElement)
    );
    return [`the page is ${page.scrollWidth} px wide`, ...out.map(node => node.outerHTML.slice(0, 120))];
}"""
OF_EACH_KIND, SHOWN = 2, 4


class _Found(TypedDict):
    rule: str
    help: str
    nodes: list[str]


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges one page after the other; remembers the kinds of text that were measured in other colours."""

    known_in_dark: set[str] = field(default_factory=set)
    known_when_forced: set[str] = field(default_factory=set)

    def problems(self, page: Page) -> list[str]:
        """Judge the page shown at 360 and 1280 px and in all colours; it is of no use afterwards."""
        page.set_viewport_size(WIDE)
        page.emulate_media(color_scheme="light")
        page.evaluate(AXE_SCRIPT)
        found = [f"1280 px: {problem}" for problem in _violations(page, EVERYTHING_BUT_COLOURS)]
        page.set_viewport_size(NARROW)
        found += [f"360 px: {problem}" for problem in _sticking_out(page)]
        found += [f"360 px: {problem}" for problem in _violations(page, EVERYTHING_BUT_COLOURS)]
        page.evaluate(SHOW_SOME_OF_EACH_KIND, [OF_EACH_KIND, []])
        found += [f"light: {problem}" for problem in _violations(page, ONLY_COLOURS)]
        page.emulate_media(color_scheme="dark")
        found += [f"dark: {problem}" for problem in _in_new_kinds(page, self.known_in_dark)]
        page.emulate_media(color_scheme="light", forced_colors="active")
        found += [f"forced colours: {problem}" for problem in _in_new_kinds(page, self.known_when_forced)]
        page.emulate_media(forced_colors="none")
        return found

    def problems_without_script(self, page: Page) -> list[str]:
        """Judge at 360 px a page whose scripts did nothing; colours are the same with and without."""
        page.set_viewport_size(NARROW)
        page.evaluate(AXE_SCRIPT)
        found = _sticking_out(page) + _violations(page, EVERYTHING_BUT_COLOURS)
        return [f"without script: {problem}" for problem in found]


def _in_new_kinds(page: Page, known: set[str]) -> list[str]:
    """Measure the colours of the kinds of text that no earlier page had."""
    kinds = set(page.evaluate(SHOW_SOME_OF_EACH_KIND, [OF_EACH_KIND, sorted(known)]))
    if kinds <= known:
        return []
    known.update(kinds)
    return _violations(page, ONLY_COLOURS)


def _violations(page: Page, options: Mapping[str, object]) -> list[str]:
    found: list[_Found] = page.evaluate(RUN_AXE, options)
    return [f"{each['rule']}: {each['help']}: {' | '.join(each['nodes'][:SHOWN])}" for each in found]


def _sticking_out(page: Page) -> list[str]:
    """Return the elements that make the page wider than the screen."""
    found: list[str] = page.evaluate(STICKING_OUT)
    return found[:SHOWN]
