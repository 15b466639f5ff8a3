"""Answers for those who watch the service."""

from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DatabaseError

from vrs_tracker.extensions import db
from vrs_tracker.features.site.views.blueprint import bp
from vrs_tracker.trail import schema
from vrs_tracker.web.access import open_without_person

_PLAIN = {"Content-Type": "text/plain; charset=utf-8"}


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
