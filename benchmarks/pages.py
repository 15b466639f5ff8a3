"""Pages and the saving of a draft: statements, server time, weight; on both databases, few and many blocks.

In each round every task runs once, beside two floors: the bare query that every page asks (the newest entry
of the history, through the driver), and an empty page of Flask. Seconds of a shared machine say little; the
ratio to the empty page holds. Pages are kept (docs/adr/0013-kept-pages.md), so the first answer after a
change, with 7 + 4 + 40 blocks, is timed as well.
"""

import gzip
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial

import sqlalchemy as sa
from flask import Flask
from selectolax.lexbor import LexborHTMLParser

from benchmarks.measuring import Task, interleaved, table
from benchmarks.programmes import FEW, MANY
from benchmarks.serving import EDITOR, EVERYBODY, MEMBER, OFFICE, READ_PAGES, VISITOR, Served, served
from tests.support.postgres import NoPostgres, temporary_postgres
from vrs_tracker.extensions import db

ROUNDS = 5
TARGETS = {"/": (20, 25), "/bausteine/aitransform": (12, 15), "draft": (10, 12)}
"""Milliseconds on SQLite and PostgreSQL; all other pages of the dashboard are list pages, forms have none."""
LIST_PAGE, NO_TARGET = (10, 12), (0, 0)
NEWEST = "SELECT id, at FROM history_entry ORDER BY id DESC LIMIT 1"


def measure() -> Iterator[str]:
    """Yield a table for each database and kind of reader, then the weights."""
    yield from _measured("SQLite", "")
    try:
        with temporary_postgres() as server:
            yield from _measured("PostgreSQL", server)
    except NoPostgres as missing:
        yield f"PostgreSQL is left out: {missing}"


def _measured(name: str, server: str) -> Iterator[str]:
    with ExitStack() as stack:
        few, many = (stack.enter_context(served(total, server)) for total in (FEW, MANY))
        for who in (VISITOR, MEMBER, EDITOR):
            yield f"{name}, {who}\n\n{_table(who, few, many, place=1 if server else 0)}"
        if not server:
            yield f"Weight in kB with {MANY} blocks, compressed\n\n{_weights(many)}"


def _table(who: str, few: Served, many: Served, *, place: int) -> str:
    paths = (*EVERYBODY, *(OFFICE if who == EDITOR else ()))
    tasks = [Task(_bare_query(many)), Task(_empty_page())]
    for path in paths:
        read = [partial(one.get, who, path) for one in (few, many)]
        tasks += [Task(read[1], many.change), *map(Task, read)]
    if who == EDITOR:
        tasks += [_saving(many, many.change), *map(_saving, (few, many))]
    bare, empty, *timings = interleaved(tasks, ROUNDS)
    rows = [
        ("(bare query)", "1", "1", *_ms(*3 * [bare.seconds]), "", ""),
        ("(empty page)", "0", "0", *_ms(*3 * [empty.seconds]), "1", ""),
    ]
    names = (*paths, *(("draft",) if who == EDITOR else ()))
    triples = zip(timings[::3], timings[1::3], timings[2::3], strict=True)
    for path, (first, of_few, of_many) in zip(names, triples, strict=True):
        counts = [_count(one, who, path) for one in (few, many)]
        target = TARGETS.get(path, LIST_PAGE if path in READ_PAGES else NO_TARGET)[place]
        ratio = f"{of_many.ratio_to(empty):.0f}"
        times = _ms(of_few.seconds, of_many.seconds, first.seconds)
        rows.append((path, *map(str, counts), *times, ratio, _verdict(of_many.seconds, target)))
    head = (
        "Page",
        "statements, 7 + 4",
        "7 + 4 + 40",
        "ms, 7 + 4",
        "7 + 4 + 40",
        "first after a change",
        "to empty page",
        "target ms",
    )
    return table(head, rows)


def _verdict(seconds: float, target: int) -> str:
    return f"{target} {'held' if 1000 * seconds <= target else 'missed'}" if target else ""


def _ms(*seconds: float) -> tuple[str, ...]:
    return tuple(f"{1000 * each:.1f}" for each in seconds)


def _count(one: Served, who: str, path: str) -> int:
    if path == "draft":
        return len(one.saving_statements())
    one.get(who, path)
    return len(one.statements(who, path))


def _saving(one: Served, change: Callable[[], None] = lambda: None) -> Task:
    waiting = [one.draft()]

    def prepare() -> None:
        waiting[0] = one.draft()
        change()

    def save() -> None:
        waiting[0].save()

    return Task(save, prepare)


def _bare_query(one: Served) -> Callable[[], object]:
    with one.app.app_context():
        engine = db.engine

    def ask() -> object:
        with engine.connect() as connection:
            return connection.execute(sa.text(NEWEST)).one()

    return ask


def _empty_page() -> Callable[[], object]:
    app = Flask("empty")
    app.add_url_rule("/", "empty", lambda: "")
    return partial(app.test_client().get, "/")


def _weights(many: Served) -> str:
    rows = []
    for who in (VISITOR, EDITOR):
        for path in (*EVERYBODY, *(OFFICE if who == EDITOR else ())):
            body = many.browsers[who].get(path, headers={"Accept-Encoding": "gzip"}).data
            files = _files(many, gzip.decompress(body))
            whole = len(body) + sum(files)
            row = (f"{who} {path}", *(f"{each / 1000:.0f}" for each in (len(body), sum(files), whole)))
            rows.append((*row, str(1 + len(files))))
    return table(("Page", "page", "its files", "together", "requests"), rows)


def _files(one: Served, page: bytes) -> list[int]:
    """Return the sizes of what the page links to; fonts come with the style sheet and are kept for ever."""
    html = LexborHTMLParser(page)
    found = [node.attributes.get("href") or node.attributes.get("src") for node in html.css("link, script")]
    browser = one.browsers[VISITOR]
    sizes = []
    for address in filter(None, found):
        with browser.get(address, headers={"Accept-Encoding": "gzip"}) as answer:
            sizes.append(len(answer.data))
    return sizes
