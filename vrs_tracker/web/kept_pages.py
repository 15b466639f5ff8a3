"""Pages that are drawn once for everybody who sees the same on them (docs/adr/0013-kept-pages.md).

    @bp.get("/risiken/")
    @open_to_all
    @kept_page
    def risks() -> ResponseReturnValue:
        ...
        return draw_page("dashboard/risks.html", shown=shown, …)

What stands inside the frame is kept under everything that it depends on: the state of the database, address
with query, day, settings, roles and own blocks of the acting person. The frame (menu, sign-in, secret of the
forms, demo mark) is drawn for each answer. While the inside is drawn it knows no person, no session and no
secret, so that a template that asks for one fails; one that a macro has brought in is not kept.

Only for views whose rows all change with the history, and that look at nothing else of the request.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import TypeVar

from flask import current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from jinja2.runtime import Context
from markupsafe import Markup

from vrs_tracker.config import Settings
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.extensions import db
from vrs_tracker.trail.kept import Kept, State, state_of
from vrs_tracker.web import edge
from vrs_tracker.web.access import person

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])

FRAME = "kept_page.html"
BLOCKS = ("title", "description", "styles", "scripts", "content")
OF_THE_PERSON = ("person", "menu", "csrf_token", "session", "get_flashed_messages")
MOST_CHARACTERS = 6_000_000
_SECRET, _SOUGHT = "csrf_token", "kept_page_key"


@dataclass(frozen=True, slots=True)
class Key:
    """Everything that the inside of a page depends on."""

    state: State
    address: str
    today: date
    settings: Settings
    is_signed_in: bool
    roles: frozenset[Role]
    blocks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Inside:
    """The blocks of a page, and the stand that its menu keeps in the addresses."""

    blocks: Mapping[str, Markup]
    stand: str

    def __len__(self) -> int:
        """Return the number of characters."""
        return sum(map(len, self.blocks.values()))


_PAGES: Kept[Key, Inside] = Kept(MOST_CHARACTERS, len)


def kept_page(view: View) -> View:
    """Answer with the page that is kept, else ask the view, which draws with `draw_page`. One statement."""

    @wraps(view)
    def known_or_drawn(**words: object) -> ResponseReturnValue:
        key = _key()
        known = None if key is None else _PAGES.get(key)
        if known is not None:
            g.stand = known.stand
            return _framed(known)
        setattr(g, _SOUGHT, key)
        return view(**words)

    return known_or_drawn  # type: ignore[return-value] # wraps() keeps the signature


def draw_page(template: str, **values: object) -> str:
    """Draw a page as `render_template` does, and keep what stands inside the frame."""
    key: Key | None = g.pop(_SOUGHT, None)
    if key is None:
        return render_template(template, **values)
    inside = Inside(_drawn(template, values), g.get("stand", ""))
    return _framed(inside if _SECRET in g else _PAGES.keep(key, inside))


def _key() -> Key | None:
    """Return the key of this request; None where nothing may be kept."""
    state, who = state_of(db.session), person()
    if state is None:
        return None
    return Key(state, request.url, edge.today(), edge.settings(), who.is_signed_in, who.roles, who.blocks)


def _drawn(template: str, values: Mapping[str, object]) -> Mapping[str, Markup]:
    """Draw each block of a template alone."""
    page = current_app.jinja_env.get_template(template)
    known = dict(values)
    current_app.update_template_context(known)
    known |= {name: page.environment.undefined(name=name) for name in OF_THE_PERSON}
    context = page.new_context(known)
    next(iter(page.root_render_func(context)))  # what stands outside the blocks: imports, macros, values
    return {name: _block(context, name) for name in BLOCKS}


def _block(context: Context, name: str) -> Markup:
    return Markup("".join(context.blocks[name][0](context)))  # noqa: S704 - the template has escaped it


def _framed(inside: Inside) -> str:
    return render_template(FRAME, inside=inside.blocks)
