"""Make the pictures of the help from the running demonstration.

    vrs-tracker serve --demo
    python -m scripts.help_pictures http://127.0.0.1:8000 PASSWORD

PASSWORD is that of the demonstration, as its start names it. Each picture is a part of a page 400 pixels
wide, with the mark of the invented data above it, written as WebP into vrs_tracker/static/help/. The heights
that are printed belong into the templates.
"""

import base64
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, FloatRect, Page, sync_playwright

from vrs_tracker.seeding.demo.people import BUDGET_OFFICE, HEAD_OFFICE, PROJECT_LEAD, SESSION_OFFICE

TARGET = Path(__file__).resolve().parent.parent / "vrs_tracker" / "static" / "help"
WIDTH, SCALE, QUALITY = 400, 1.25, 0.3
MARGIN = 10
MOST_BYTES = 20_000
CORRECTED, RUNNING = "2025-H2", "2026-H2"
"""Half-years of the demonstration as of November 2026: one with an Ergänzung, the one that collects."""


@dataclass(frozen=True)
class Picture:
    """What to show: from the first element to the last one of a page, opened by somebody."""

    name: str
    path: str
    first: str
    last: str
    who: str = ""


PICTURES = (
    Picture("money", "/bausteine/ki-im-bau", "#geld", ".sheet-part--money .table-frame"),
    Picture("tasks", "/aufgaben", "h1", ".tasks", PROJECT_LEAD),
    Picture(
        "update",
        "/bausteine/aiexpress/meldung",
        "fieldset:has([name=nothing_changed])",
        "fieldset:has([name=nothing_changed])",
        PROJECT_LEAD,
    ),
    Picture("review", "/bausteine/aitransform/meldung/pruefen", "#antwort", ".answer form", HEAD_OFFICE),
    Picture("round", f"/berichte/{RUNNING}/vorbereiten", "#runde", "tbody tr:nth-child(1)", HEAD_OFFICE),
    Picture("supplement", f"/berichte/{CORRECTED}/ergaenzungen/1", "main h3", "main h3 ~ dl"),
    Picture("figure", "/zahlen/ausgezahlt", "#rechnung", "#rechnung ~ .table-frame"),
    Picture(
        "balance",
        f"/finanzen/abgleich/{RUNNING}",
        ".balances h2",
        ".balances tbody tr:nth-child(1)",
        BUDGET_OFFICE,
    ),
    Picture("drafts", "/finanzen/buchungen", "main table", "main tbody tr:nth-child(1)", BUDGET_OFFICE),
    Picture(
        "session", f"/berichte/{RUNNING}/sitzung", "label[for=held_on]", "[name=agenda_item]", SESSION_OFFICE
    ),
)

STACK = """async ([mark, part, quality]) => {
  const images = await Promise.all([mark, part].map(async data => {
    const image = new Image();
    image.src = "data:image/png;base64," + data;
    await image.decode();
    return image;
  }));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(...images.map(image => image.width));
  canvas.height = images[0].height + images[1].height;
  const context = canvas.getContext("2d");
  context.drawImage(images[0], 0, 0); context.drawImage(images[1], 0, images[0].height);
  return canvas.toDataURL("image/webp", quality).split(",")[1] + " " + canvas.height;
}"""
"""Put the mark above the part, in the browser: no further program is needed for WebP."""


def main(address: str, password: str) -> None:
    """Make every picture and say how high it is and what it weighs."""
    TARGET.mkdir(exist_ok=True)
    chromium = os.environ.get("VRS_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        for picture in PICTURES:
            content, height = taken(browser, picture, address.rstrip("/"), password)
            (TARGET / f"{picture.name}.webp").write_bytes(content)
            heavy = " TOO HEAVY" if len(content) > MOST_BYTES else ""
            print(f"{picture.name}: height {height}, {len(content)} bytes{heavy}")
        browser.close()


def taken(browser: Browser, picture: Picture, address: str, password: str) -> tuple[bytes, int]:
    """Return one picture with its height in pixels of the page."""
    page = browser.new_page(viewport={"width": WIDTH, "height": 900}, device_scale_factor=SCALE)
    if picture.who:
        sign_in(page, address, picture.who, password)
    page.goto(address + picture.path)
    mark = page.locator(".demo-mark").screenshot()
    part = page.screenshot(full_page=True, clip=clip_of(page, picture))
    blank = browser.new_page()
    texts = [base64.b64encode(image).decode() for image in (mark, part)]
    data, height = blank.evaluate(STACK, [*texts, QUALITY]).split()
    page.close()
    blank.close()
    return base64.b64decode(data), round(int(height) / SCALE)


def sign_in(page: Page, address: str, who: str, password: str) -> None:
    """Open the start page of somebody."""
    page.goto(f"{address}/anmelden")
    page.get_by_label("Anmeldename").fill(who)
    page.get_by_label("Passwort").fill(password)
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_load_state()


def clip_of(page: Page, picture: Picture) -> FloatRect:
    """Return the part of the page from above the first element to below the last one."""
    first = page.locator(picture.first).first.bounding_box()
    last = page.locator(picture.last).first.bounding_box()
    if first is None or last is None:
        message = f"{picture.name}: nothing to see at {picture.path}"
        raise SystemExit(message)
    top, bottom = first["y"] - MARGIN, last["y"] + last["height"] + MARGIN
    return {"x": 0, "y": top, "width": WIDTH, "height": bottom - top}


if __name__ == "__main__":
    main(*sys.argv[1:3])
