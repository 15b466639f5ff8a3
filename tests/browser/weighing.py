"""How much a page costs somebody on a train: its requests, and its bytes as they come over the network.

Read from the browser itself, with its cache switched off, so that each page is weighed as on a first visit.
"""

import re
from dataclasses import dataclass, field
from typing import Any, Self

from playwright.sync_api import Page

MOST_REQUESTS = 10
MOST_BYTES, MOST_BYTES_WITH_CHARTS = 100_000, 150_000
SCRIPT = re.compile(r"/js/(\w+)\.\w*\.?js$")
CHARTS = "main figure svg, main .map svg"


@dataclass
class Scales:
    """Weighs what a page loads since it was last asked."""

    addresses: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, float] = field(default_factory=dict)

    @classmethod
    def under(cls, page: Page) -> Self:
        """Put scales under a page."""
        scales, network = cls(), page.context.new_cdp_session(page)
        network.on("Network.requestWillBeSent", scales._ask)
        network.on("Network.loadingFinished", scales._receive)
        network.send("Network.enable")
        network.send("Network.setCacheDisabled", {"cacheDisabled": True})
        return scales

    def _ask(self, event: dict[str, Any]) -> None:
        if not event["request"]["url"].startswith("data:"):
            self.addresses[event["requestId"]] = event["request"]["url"]

    def _receive(self, event: dict[str, Any]) -> None:
        self.sizes[event["requestId"]] = event["encodedDataLength"]

    def reset(self) -> None:
        """Begin anew."""
        self.addresses.clear()
        self.sizes.clear()

    def scripts(self) -> set[str]:
        """Return the names of the scripts loaded since the last reset."""
        return {found[1] for address in self.addresses.values() if (found := SCRIPT.search(address))}

    def problems(self, page: Page) -> list[str]:
        """Return what is too much about the page that was loaded since the last reset."""
        loaded = list(self.addresses.values())
        weight = sum(self.sizes.get(number, 0) for number in self.addresses)
        most = MOST_BYTES_WITH_CHARTS if page.locator(CHARTS).count() else MOST_BYTES
        found = [f"{address} before anybody asks for it" for address in loaded if "plotly" in address]
        if len(loaded) > MOST_REQUESTS:
            found.append(f"{len(loaded)} requests: {loaded}")
        if weight > most:
            found.append(f"{weight / 1000:.0f} kB instead of {most / 1000:.0f} kB")
        return found
