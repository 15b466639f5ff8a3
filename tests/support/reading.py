"""All that a person gets to read: every page and every file of the application, as one text each.

    everything = Library(app, values).read_by(browser)
    assert not [address for address, text in everything.items() if "geheim" in text]

Each address of the list of routes is asked with every value given for its variables, or 1; then the links
found there that lead to another report of the same page or to a file of one of its tables.
"""

import html
import io
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from itertools import product

from flask import Flask
from flask.testing import FlaskClient

from tests.support.routes import routes_of

PLACE = re.compile(r"<(?:(?P<kind>any|int|path)(?:\((?P<choices>[^)]*)\))?:)?(?P<name>\w+)>")
LINK = re.compile(r'href="(/[^"#]*\?[^"#]*\b(?:stand=|format=csv)[^"#]*)"')
FIRST_ROW = (1,)
Everything = dict[str, str]
"""What an address answers, by address; tags, scripts and names of fields included, nothing is left out."""


@dataclass(frozen=True, slots=True)
class Library:
    """An application and the values that its addresses are filled with, by name."""

    app: Flask
    values: Mapping[str, Collection[str | int]]

    def addresses(self) -> Iterator[str]:
        """Return every address that can be read."""
        for name in routes_of(self.app):
            method, _, rule = name.partition(" ")
            if method == "GET":
                yield from self._filled(rule)

    def _filled(self, rule: str) -> Iterator[str]:
        places = list(PLACE.finditer(rule))
        for values in product(*map(self._values_of, places)):
            yield _with_values(rule, places, values)

    def _values_of(self, place: re.Match[str]) -> Collection[str | int]:
        choices = place["choices"]
        return choices.split(", ") if choices else self.values.get(place["name"], FIRST_ROW)

    def read_by(self, browser: FlaskClient) -> Everything:
        """Return all that this browser gets."""
        found = dict(_answers(browser, self.addresses()))
        links = {html.unescape(link) for text in found.values() for link in LINK.findall(text)}
        return found | dict(_answers(browser, links - found.keys()))


def _with_values(rule: str, places: Iterable[re.Match[str]], values: Iterable[str | int]) -> str:
    for place, value in zip(places, values, strict=True):
        rule = rule.replace(place.group(), str(value), 1)
    return rule


def _answers(browser: FlaskClient, addresses: Iterable[str]) -> Iterator[tuple[str, str]]:
    for address in addresses:
        answer = browser.get(address)
        if answer.status_code == HTTPStatus.OK:
            yield address, "\n".join(texts_of(answer.data))


def texts_of(content: bytes) -> Iterator[str]:
    """Return what stands in a file; packed ones are unpacked."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from texts_of(archive.read(name))
    else:
        yield content.decode(errors="replace")
