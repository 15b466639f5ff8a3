"""Somebody who uses the keyboard alone: Tab, arrows, space, enter and typing; no mouse anywhere.

At every stop the focus must be seen: with an outline, inside the screen, covered by nothing.
"""

from dataclasses import dataclass
from typing import TypedDict

from playwright.sync_api import Locator, Page

MOST_STOPS = 250
WHERE = """() => {
    const node = document.activeElement, box = node.getBoundingClientRect(), look = getComputedStyle(node);
    const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
    const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
    const top = document.elementFromPoint(x, y);
    return {
        name: node === document.body ? "" : node.outerHTML.slice(0, 100),
        is_outlined: look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2,
        is_uncovered: top !== null && (node.contains(top) || top.contains(node)),
    };
}"""


class _Stop(TypedDict):
    name: str
    is_outlined: bool
    is_uncovered: bool


@dataclass(frozen=True, slots=True)
class Keyboard:
    """The keyboard of a page."""

    page: Page

    def step(self) -> str:
        """Press Tab; return what has the focus now, nothing at the end of the page."""
        self.page.keyboard.press("Tab")
        stop: _Stop = self.page.evaluate(WHERE)
        if stop["name"]:
            assert stop["is_outlined"], f"the focus cannot be seen at {stop['name']}"
            assert stop["is_uncovered"], f"something covers {stop['name']}"
        return stop["name"]

    def walk(self) -> list[str]:
        """Tab through the whole page; return every stop."""
        stops = []
        while name := self.step():
            stops.append(name)
            assert len(stops) < MOST_STOPS, f"no way out of {stops[-3:]}"
        return stops

    def to(self, target: Locator) -> None:
        """Tab until the target has the focus."""
        for _ in range(MOST_STOPS):
            if target.evaluate("node => node === document.activeElement"):
                return
            assert self.step(), f"Tab never reaches {target}"
        raise AssertionError(f"Tab never reaches {target}")

    def type(self, target: Locator, text: str) -> None:
        """Go to a field and type over what stands in it."""
        self.to(target)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, target: Locator) -> None:
        """Choose a radio button or tick a box.

        Tab stops once in a group of radio buttons, at the chosen one if any; arrows lead to the others.
        """
        group = f"input[name='{target.get_attribute('name')}']"
        chosen = self.page.locator(f"{group}:checked")
        self.to(chosen.first if chosen.count() else self.page.locator(group).first)
        while not target.evaluate("node => node === document.activeElement"):
            self.page.keyboard.press("ArrowDown")
        if not target.is_checked():
            self.page.keyboard.press("Space")

    def press(self, target: Locator) -> None:
        """Go to a link or button and press Enter."""
        self.to(target)
        self.page.keyboard.press("Enter")

    def follow(self, target: Locator) -> None:
        """Go to a link or button that leads to another page, press Enter and wait for that page."""
        self.to(target)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
