"""Legal pages, help and health checks."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DatabaseError

from vrs_tracker.domain.vocabulary.progress import Light
from vrs_tracker.extensions import db
from vrs_tracker.trail import schema
from vrs_tracker.web.access import open_to_all, open_without_person
from vrs_tracker.web.edge import settings

bp = Blueprint("site", __name__)

_PLAIN = {"Content-Type": "text/plain; charset=utf-8"}


@bp.get("/hilfe")
@open_to_all
def help_page() -> str:
    """Explain how to read a report, how to file an update, and what the words mean."""
    return render_template("site/help.html", lights=tuple(Light))


@bp.get("/impressum")
@open_to_all
def imprint() -> str:
    """Say who offers this (§ 5 DDG, § 18 MStV)."""
    return render_template("site/imprint.html", settings=settings())


@bp.get("/datenschutz")
@open_to_all
def privacy() -> str:
    """Say which data is kept, what for and how long (Art. 13 DSGVO)."""
    return render_template("site/privacy.html", settings=settings())


@bp.get("/barrierefreiheit")
@open_to_all
def accessibility() -> str:
    """Declare how accessible this is, in the form of the state's model (§ 10 L-BGG, L-BGG-DVO)."""
    return render_template("site/accessibility.html", settings=settings())


@bp.get("/healthz")
@open_without_person
def is_alive() -> ResponseReturnValue:
    """Say that the process answers."""
    return "ok\n", _PLAIN


@bp.get("/readyz")
@open_without_person
def is_ready() -> ResponseReturnValue:
    """Say whether the database answers and has the schema of this version; 503 if not."""
    try:
        with db.engine.connect() as connection:
            revision = schema.revision_of(connection)
    except DatabaseError:
        return "database: no answer\n", 503, _PLAIN
    if revision != schema.head():
        return f"database: revision {revision or 'none'}, needed {schema.head()}\n", 503, _PLAIN
    return f"ok, revision {revision}\n", _PLAIN
