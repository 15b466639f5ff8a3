"""The only way to guard a route.

    @bp.get("/finanzen/buchungen")
    @requires(Action.BOOK_MONEY)              # the roles and the refusal sentence of domain/policy.py
    def bookings() -> str: ...

    @bp.get("/berichte/")
    @open_to_all
    def reports() -> str: ...

    @requires(Role.AUDITOR, Role.BUDGET_OFFICER)   # roles by name, with a general refusal sentence

Inside a view: `person()` is whoever acts (domain `Person`, `PUBLIC` for visitors) and
`check(Action.FILE_UPDATE, Thing(block=slug))` stops the request with page 403 and the sentence of the policy.

A route without either decorator answers 500 in every environment: forgetting is never an open door, and
tests/architecture lists such routes. A visitor who asks for a guarded page is sent to the sign-in page.
Features/accounts registers the loader that fills `g.person` (`load_person_with`) and the answer to visitors
(`ask_to_sign_in_with`); this module reads only `g`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, current_app, g, request
from flask.sansio.app import App
from werkzeug.wrappers import Response

from vrs_tracker.domain.errors import Forbidden
from vrs_tracker.domain.notation import list_de
from vrs_tracker.domain.policy import PUBLIC, REFUSALS, ROLES, Action, Person, Thing, may
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.extensions import db, open_for_writing

View = TypeVar("View", bound=Callable[..., Any])
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

_LOADER = "vrs_tracker.person_loader"
_SIGN_IN = "vrs_tracker.ask_to_sign_in"


@dataclass(frozen=True, slots=True)
class Guard:
    """Who may call a route; no roles and `is_open` means everybody."""

    roles: frozenset[Role] = frozenset()
    is_open: bool = False
    action: Action | None = None
    needs_person: bool = True
    begins_writing: bool = True

    @property
    def refusal(self) -> str:
        """The sentence for a signed-in person without the role."""
        if self.action is not None:
            return REFUSALS[self.action]
        labels = [role.label for role in Role if role in self.roles]
        page = "Den Stand des Programms finden Sie unter „Übersicht“."
        return f"Diese Seite ist vorbehalten: {list_de(labels)}. {page}"


def open_to_all(view: View) -> View:
    """Mark a view that everybody may call; it must itself leave out what is not public."""
    return _marked(view, Guard(is_open=True))


def open_without_person(view: View) -> View:
    """Mark a view that everybody may call and that must work without looking up who asks (health checks)."""
    return _marked(view, Guard(is_open=True, needs_person=False, begins_writing=False))


def open_with_own_transaction(view: View) -> View:
    """Mark a view for everybody that opens its writing transaction itself (sign-in: argon2 comes first)."""
    return _marked(view, Guard(is_open=True, begins_writing=False))


def requires(*needs: Role | Action, begins_writing: bool = True) -> Callable[[View], View]:
    """Mark a view for the given roles; an action stands for its roles and brings its refusal sentence.

    Without `begins_writing` the view opens its writing transaction itself (a password is hashed before).
    """
    if not needs:
        message = "name the roles or the action; a route for everybody is marked with open_to_all"
        raise TypeError(message)
    actions = [need for need in needs if isinstance(need, Action)]
    roles = {need for need in needs if isinstance(need, Role)}.union(*(ROLES[action] for action in actions))
    guard = Guard(
        roles=frozenset(roles), action=actions[0] if actions else None, begins_writing=begins_writing
    )
    return lambda view: _marked(view, guard)


def guard_of(view: Callable[..., Any]) -> Guard | None:
    """Return how a view is guarded; None if somebody forgot."""
    return getattr(view, "guard", None)


def person() -> Person:
    """Return whoever acts in this request."""
    found: Person = g.get("person", PUBLIC)
    return found


def check(action: Action, thing: Thing | None = None) -> None:
    """Stop with page 403 and the policy's sentence unless the acting person may do this to the thing."""
    if not may(person(), action, thing):
        raise Forbidden(REFUSALS[action])


def load_person_with(app: App, loader: Callable[[], Person]) -> None:
    """Register what finds out who asks; called once a request, before the guard."""
    app.extensions[_LOADER] = loader


def ask_to_sign_in_with(app: App, answer: Callable[[], Response]) -> None:
    """Register what a visitor gets who asks for a guarded page."""
    app.extensions[_SIGN_IN] = answer


def init_app(app: Flask) -> None:
    """Put the guard before every request, the CSRF check too: a lost sign-in keeps the posted text."""
    app.before_request(_guard)


def begin_writing() -> None:
    """Open the session of an unsafe request for writing, before its first read, after the CSRF check."""
    guard = _current_guard()
    if guard is not None and guard.begins_writing and request.method not in SAFE_METHODS:
        open_for_writing(db.session)


def _marked(view: View, guard: Guard) -> View:
    view.guard = guard  # type: ignore[attr-defined] # functions take attributes; Flask keeps the same function
    return view


def _current_guard() -> Guard | None:
    if request.endpoint is None:
        return None
    guard = guard_of(current_app.view_functions[request.endpoint])
    if guard is None:
        message = f"the route {request.endpoint} says nothing about who may call it (web/access.py)"
        raise RuntimeError(message)
    return guard


def _guard() -> Response | None:
    g.person = PUBLIC
    guard = _current_guard() or Guard(is_open=True)  # no such address: page 404 still knows who asks
    if not guard.needs_person:
        return None
    g.person = current_app.extensions[_LOADER]()
    if guard.is_open or g.person.roles & guard.roles:
        return None
    if g.person.is_signed_in:
        raise Forbidden(guard.refusal)
    answer: Response = current_app.extensions[_SIGN_IN]()
    return answer
