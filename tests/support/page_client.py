"""A client that judges every page it meets (architecture.md C.3).

    def test_an_amount_with_a_dot_is_refused(client_of):
        client = client_of(Role.BUDGET_OFFICER)
        page = client.get("/finanzen/buchungen/neu")
        answer = client.submit(page, {"amount": "12.50"}, status=422)
        assert answer.errors["amount"] == "Geben Sie den Betrag so ein: 1.234,50. Eingegeben ist: 12.50."

Fixtures: `visitor` is nobody, `client_of(Role.PARTNER, block="aitransform")` a signed-in browser (the block
must exist), `client_of(Role.EDITOR, key="other")` another person of that role. They work on the database of
`session`, inside its transaction: a page sees what `session.commit()` has stored, and `session.expire_all()`
makes the session read what a page has written.

- `get(path)` expects 200, `post(path, fields)` and `submit(page, fields)` expect 303, or what `status=` says.
- `submit` fills in the form of a page, with its hidden fields, like a browser: a field that is not there
  fails, `button="Entwurf speichern"` presses that button, `form="/pfad"` chooses among several forms.
- `follow(page)` goes where a 303 leads.
- A change of what the report reads must stand in the history (tests/support/telling.py).
- Every HTML answer passes the checks of tests/support/page_checks.py; `skip=("tables",)` leaves one out.
  Every answer has the security headers, is no 5xx and leaves no uncommitted work behind (`skip=("commit",)`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf
from selectolax.lexbor import LexborHTMLParser, LexborNode
from sqlalchemy.orm import ORMExecuteState, Session, sessionmaker
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.support.bodies import body_of
from tests.support.page_checks import missing_headers, problems_of
from tests.support.people import make_account, make_login_session
from tests.support.telling import Telling
from vrs_tracker.app import create_app
from vrs_tracker.config import Environment, Settings
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.extensions import db
from vrs_tracker.features.accounts.views import COOKIE
from vrs_tracker.tables.accounts import Account

Fields = Mapping[str, str | Sequence[str]]
ClientOf = Callable[..., "PageClient"]

on_one_database = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
"""For tests that need the application but ask nothing of its database."""


@dataclass(frozen=True)
class Page:
    """An answer, parsed."""

    response: TestResponse

    @property
    def status(self) -> int:
        """The status code."""
        return self.response.status_code

    @property
    def path(self) -> str:
        """The address asked for, without the query."""
        return self.response.request.path

    @property
    def location(self) -> str:
        """Where a redirect leads."""
        return self.response.headers["Location"]

    @cached_property
    def html(self) -> LexborHTMLParser:
        """The parsed page, for `css` and `css_first`."""
        return LexborHTMLParser(self.response.get_data(as_text=True))

    @property
    def h1(self) -> str:
        """The main heading."""
        return self.one("h1")

    @property
    def text(self) -> str:
        """The words of the main part, white space put together."""
        main = self.html.css_first("main")
        return words(main) if main is not None else ""

    def all(self, selector: str) -> list[str]:
        """The words of every element that the selector finds."""
        return [words(node) for node in self.html.css(selector)]

    def one(self, selector: str) -> str:
        """The words of the only element that the selector finds."""
        found = self.all(selector)
        assert len(found) == 1, f"{selector} finds {len(found)} elements"
        return found[0]

    def table(self, caption: str) -> list[dict[str, str]]:
        """The rows of the table with this caption, by column head; headings of groups are no rows."""
        for table in self.html.css("table"):
            name = table.css_first("caption")
            if name is not None and words(name) == caption:
                heads = [words(head) for head in table.css("thead th")]
                rows = [list(map(words, row.css("th, td"))) for row in table.css("tbody tr")]
                groups = [row.css_first('[scope="rowgroup"]') is not None for row in table.css("tbody tr")]
                return [
                    dict(zip(heads, row, strict=True))
                    for row, is_group in zip(rows, groups, strict=True)
                    if not is_group
                ]
        raise AssertionError(f"no table „{caption}“, only {self.all('caption')}")

    @property
    def errors(self) -> dict[str, str]:
        """The messages at the fields, by the field's name."""
        found = {}
        for node in self.html.css('[aria-invalid="true"]'):
            own = (node.css_first("input") if node.tag == "fieldset" else None) or node
            name = own.attributes["id"]
            found[str(own.attributes.get("name") or name)] = self.one(f'[id="{name}-fehler"]')
        return found

    @property
    def summary(self) -> list[str]:
        """The messages of the error summary, those for the whole form too."""
        return self.all(".error-summary li")

    def typed(self, name: str) -> str:
        """What stands in a field of the page's forms."""
        found = [
            values for form in self.html.css("main form") for key, values in entries(form) if key == name
        ]
        assert found, f"no field {name!r} on this page"
        return found[0]


class PageClient:
    """A browser without script."""

    def __init__(self, app: Flask, token: str = "") -> None:
        self.app = app
        self.browser: FlaskClient = app.test_client()
        self._watch = Watch.of(app)
        if token:
            self.browser.set_cookie(COOKIE, token)

    def get(self, path: str, *, status: int = 200, skip: Sequence[str] = ()) -> Page:
        """Ask for a page."""
        return self._ask("GET", path, status, skip)

    def post(
        self, path: str, fields: Fields | None = None, *, status: int = 303, skip: Sequence[str] = ()
    ) -> Page:
        """Send fields to an address, with a CSRF token unless one is given."""
        data = _as_pairs(fields or {})
        data.setdefault("csrf_token", self.csrf_token())
        return self._ask("POST", path, status, skip, data)

    def submit(
        self,
        page: Page,
        fields: Fields | None = None,
        *,
        button: str = "",
        form: str = "",
        status: int = 303,
        skip: Sequence[str] = (),
    ) -> Page:
        """Fill in and send the form of a page; fields that are not named keep what stands in them."""
        found = _form_of(page, form, button)
        data = MultiDict(entries(found))
        offered = {node.attributes.get("name") for node in found.css("input, select, textarea")}
        for name, value in (fields or {}).items():
            assert name in offered, f"no field {name!r}; there are {sorted(filter(None, offered))}"
            data.setlist(name, [value] if isinstance(value, str) else list(value))
        for node in found.css("button[name]"):
            if words(node) == button:
                data[str(node.attributes["name"])] = node.attributes.get("value") or ""
        return self._ask("POST", str(found.attributes["action"]), status, skip, data)

    def follow(self, page: Page, *, status: int = 200, skip: Sequence[str] = ()) -> Page:
        """Go where a redirect leads."""
        return self.get(page.location, status=status, skip=skip)

    def csrf_token(self) -> str:
        """Return a token that this browser's forms would carry."""
        with self.browser.session_transaction() as kept, self.app.test_request_context():
            from flask import session  # noqa: PLC0415 - the session of this very context

            session.update(kept)
            token: str = generate_csrf()
            kept.update(session)
        return token

    def _ask(
        self,
        method: str,
        path: str,
        status: int,
        skip: Sequence[str],
        data: MultiDict[str, str] | None = None,
    ) -> Page:
        with self._watch.request() as left_over:
            response = self.browser.open(path, method=method, **body_of(data))
        page = Page(response)
        said = page.all("h1, .error-summary li, .lead") if response.mimetype == "text/html" else []
        assert response.status_code == status, f"{method} {path} answers {response.status_code}: {said}"
        assert response.status_code < 500, f"{method} {path}: {said}"
        skipped = frozenset(skip)
        found = missing_headers({name.lower(): value for name, value in response.headers.items()})
        if response.mimetype == "text/html" and "Location" not in response.headers:
            found += problems_of(page.html, status, skipped)
        if left_over and "commit" not in skipped:
            found.append(f"uncommitted work: {left_over}")
        if self._watch.telling.untold and "workshop" not in self.app.blueprints:  # that one has no actions
            found.append(f"changed and not told in the history: {self._watch.telling.untold}")
        assert not found, f"{method} {path}:\n" + "\n".join(found)
        return page


def words(node: LexborNode) -> str:
    """The text of an element without what assistive technology does not read, white space put together."""
    return " ".join(_spoken(node).split())


def _spoken(node: LexborNode) -> str:
    if node.attributes.get("aria-hidden") == "true":
        return " "
    return "".join(
        (child.text(deep=False) or "") if child.tag == "-text" else _spoken(child)
        for child in node.iter(include_text=True)
    )


def _as_pairs(fields: Fields) -> MultiDict[str, str]:
    pairs = MultiDict[str, str]()
    for name, value in fields.items():
        pairs.setlist(name, [value] if isinstance(value, str) else list(value))
    return pairs


def _form_of(page: Page, action: str, button: str) -> LexborNode:
    forms = [
        form
        for form in page.html.css("main form")
        if (form.attributes.get("method") or "").lower() == "post"
        and (not action or form.attributes.get("action") == action)
        and (not button or button in [words(node) for node in form.css("button")])
    ]
    assert len(forms) == 1, f"{len(forms)} forms fit action={action!r} button={button!r} on {page.path}"
    return forms[0]


def entries(form: LexborNode) -> Iterator[tuple[str, str]]:
    """What a browser would send of a form as it stands."""
    for node in form.css("input[name], select[name], textarea[name]"):
        name, values = str(node.attributes["name"]), node.attributes
        if node.tag == "textarea":
            yield name, node.text()
        elif node.tag == "select":
            chosen = node.css_first("option[selected]") or node.css_first("option")
            yield name, (chosen.attributes.get("value") or "") if chosen is not None else ""
        elif values.get("type") not in {"radio", "checkbox"} or "checked" in values:
            yield name, values.get("value") or ""


# ---------------------------------------------------------------- uncommitted work


@dataclass
class Watch:
    """Notices work that a request flushes and never commits; a forgotten commit is silent otherwise."""

    pending: dict[int, list[str]] = field(default_factory=dict)
    telling: Telling = field(default_factory=Telling)

    @classmethod
    def of(cls, app: Flask) -> "Watch":
        """Return the one watch of an application."""
        kept = app.extensions.get(cls.__name__)
        if kept is None:
            kept = app.extensions[cls.__name__] = cls()
            with app.app_context():
                kept.listen(db.sessionmaker)
        found: Watch = kept
        return found

    @contextmanager
    def request(self) -> Iterator[list[str]]:
        """Watch one request; the list is filled when it is over."""
        self.pending.clear()
        self.telling.untold.clear()
        left_over: list[str] = []
        yield left_over
        left_over += [what for found in self.pending.values() for what in found]

    def listen(self, maker: sessionmaker[Session]) -> None:
        """Listen to every session that the maker makes."""
        sa.event.listen(maker, "before_flush", self._flushing)
        sa.event.listen(maker, "do_orm_execute", self._executing)
        sa.event.listen(maker, "after_commit", self._committed)
        sa.event.listen(maker, "after_soft_rollback", lambda session, _previous: self._rolled_back(session))

    def _flushing(self, session: Session, _context: object, _instances: object) -> None:
        changed = [
            *session.new,
            *(row for row in session.dirty if session.is_modified(row)),
            *session.deleted,
        ]
        if changed:
            self.pending.setdefault(id(session), []).extend(type(row).__name__ for row in changed)
        self.telling.flushing(session)

    def _executing(self, state: ORMExecuteState) -> None:
        if state.is_insert or state.is_update or state.is_delete:
            self.pending.setdefault(id(state.session), []).append("bulk statement")
            self.telling.executing(state)

    def _committed(self, session: Session) -> None:
        self.pending.pop(id(session), None)
        self.telling.committed(session)

    def _rolled_back(self, session: Session) -> None:
        self.pending.pop(id(session), None)
        self.telling.rolled_back(session)


# ---------------------------------------------------------------- fixtures


def settings_for_tests(database_url: str) -> Settings:
    """Return settings for tests: production, so that nothing depends on the demo's leniency."""
    return Settings(environment=Environment.PRODUCTION, secret_key="test" * 12, database_url=database_url)


@contextmanager
def running_application(engine: sa.Engine) -> Iterator[Flask]:
    """Make an application on a database and close its own connections at the end."""
    app = create_app(settings_for_tests(engine.url.render_as_string(hide_password=False)))
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def application(engine: sa.Engine) -> Iterator[Flask]:
    """Give the application on the worker's database, made once; take `app` in a test."""
    with running_application(engine) as app:
        yield app


@pytest.fixture
def app(application: Flask, connection: sa.Connection) -> Iterator[Flask]:
    """Give the application inside this test's transaction (decisions.md 3.6)."""
    with application.app_context():
        maker = db.sessionmaker
    before = dict(maker.kw)
    maker.configure(bind=connection, binds=None, join_transaction_mode="create_savepoint")
    yield application
    maker.kw.clear()
    maker.kw.update(before)


@pytest.fixture
def visitor(app: Flask) -> PageClient:
    """Give the browser of somebody who is not signed in."""
    return PageClient(app)


@pytest.fixture
def client_of(app: Flask, session: Session) -> ClientOf:
    """Give the browser of a person with a role; the same role and key a second time is the same person."""
    made: dict[str, Account] = {}

    def client(*roles: Role, block: str = "", key: str = "") -> PageClient:
        name = key or f"{roles[0].value}{block}"
        if name not in made:
            made[name] = make_account(session, *roles, key=name, block=block)
        token = make_login_session(session, made[name])
        session.commit()
        return PageClient(app, token)

    return client
