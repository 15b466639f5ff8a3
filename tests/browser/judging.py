"""What every page must be, judged in the browser: axe finds nothing, nothing sticks out at 360 px.

axe-core is handed in by Playwright itself, past the content security policy, which stays as strict as it is.

Colours take axe most of its time, a millisecond for each piece of text, and are the same in every row of a
table. So they are measured on two pieces of each kind only: same classes up to the page's root.
"""

from collections.abc import Mapping
from typing import TypedDict

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.visitors import NARROW, WIDE

WCAG_2_2_AA = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
COLOURS = ("color-contrast", "link-in-text-block")
RUN_AXE = """async options => {
    const result = await axe.run(document, {...options, resultTypes: ["violations"], iframes: false});
    return result.violations.map(found => ({
        rule: found.id, help: found.help, nodes: found.nodes.map(node => node.html),
    }));
}"""
HIDE_REPEATED_TEXTS = """most => {
    const own = node => `${node.tagName}.${node.getAttribute("class")}`;
    const kind = node => node ? `${kind(node.parentElement)}>${own(node)}` : "";
    const seen = new Map();
    for (const node of document.querySelectorAll("body *")) {
        if ([...node.childNodes].some(child => child.nodeType === Node.TEXT_NODE && child.data.trim())) {
            const name = kind(node), number = (seen.get(name) || 0) + 1;
            seen.set(name, number);
            node.style.visibility = number > most ? "hidden" : "visible";
        }
    }
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


def problems(page: Page) -> list[str]:
    """Judge the page shown, at 360 and 1280 px, its colours light and dark; it is of no use afterwards."""
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light")
    page.evaluate(AXE_SCRIPT)
    every_rule_but_colours = {
        "runOnly": {"type": "tag", "values": WCAG_2_2_AA},
        "rules": {rule: {"enabled": False} for rule in COLOURS},
    }
    colours = {"runOnly": {"type": "rule", "values": COLOURS}}
    found = [f"1280 px: {problem}" for problem in _violations(page, every_rule_but_colours)]
    page.set_viewport_size(NARROW)
    found += [f"360 px: {problem}" for problem in _sticking_out(page)]
    found += [f"360 px: {problem}" for problem in _violations(page, every_rule_but_colours)]
    page.evaluate(HIDE_REPEATED_TEXTS, OF_EACH_KIND)
    found += [f"light: {problem}" for problem in _violations(page, colours)]
    page.emulate_media(color_scheme="dark")
    return found + [f"dark: {problem}" for problem in _violations(page, colours)]


def _violations(page: Page, options: Mapping[str, object]) -> list[str]:
    found: list[_Found] = page.evaluate(RUN_AXE, options)
    return [f"{each['rule']}: {each['help']}: {' | '.join(each['nodes'][:SHOWN])}" for each in found]


def _sticking_out(page: Page) -> list[str]:
    """Return the elements that make the page wider than the screen."""
    found: list[str] = page.evaluate(STICKING_OUT)
    return found[:SHOWN]
