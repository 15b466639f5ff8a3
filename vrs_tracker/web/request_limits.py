"""What a request may contain at all: keeps input that no database can store away from the features."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request
from werkzeug.exceptions import BadRequest, NotFound, RequestURITooLarge
from werkzeug.routing import IntegerConverter, Map

from vrs_tracker.domain.evidence import LARGEST_DOCUMENT

LARGEST_ID = 2_147_483_647
"""Ids are 32-bit integers in PostgreSQL; a larger one names nothing."""
LONGEST_ADDRESS = 4000
"""Bytes of path and query as sent; the server takes twice as many, so that our own page refuses."""
LARGEST_BODY = 2 * 1024 * 1024
LARGEST_FILE = 10 * 1024 * 1024
"""A file that is sent along where a view takes one (`takes_file`); the rest of its form comes on top."""
LARGEST_SENT_DOCUMENT = 2 * LARGEST_DOCUMENT
"""What is sent to a view that takes a document: one that is a little too large is refused in its form."""
LARGEST_FORM = 1024 * 1024
MOST_FIELDS = 2000


View = TypeVar("View", bound=Callable[..., Any])


class IdConverter(IntegerConverter):
    """`<int:id>` in a route: a number that the database can hold; any other is an unknown address."""

    def __init__(self, map: Map, *args: Any, **kwargs: Any) -> None:  # noqa: A002, ANN401 - Werkzeug's signature
        super().__init__(map, *args, **{"max": LARGEST_ID} | kwargs)


def init_app(app: Flask) -> None:
    """Limit sizes and refuse what cannot be stored, before anything else looks at the request."""
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_BODY, MAX_FORM_MEMORY_SIZE=LARGEST_FORM, MAX_FORM_PARTS=MOST_FIELDS
    )
    app.url_map.converters["int"] = IdConverter
    app.before_request(_refuse_unstorable)


def takes_file(view: View) -> View:
    """Mark a view whose form sends a file along: its requests may be larger."""
    view.takes_file = True  # type: ignore[attr-defined] # functions take attributes; Flask keeps the same function
    return view


def takes_document(view: View) -> View:
    """Mark a view whose form sends a document along, whose size the form judges itself."""
    view.largest_file = LARGEST_SENT_DOCUMENT  # type: ignore[attr-defined] # as above
    return takes_file(view)


def is_file_expected() -> bool:
    """Whether the view that is asked for takes a file."""
    view = current_app.view_functions.get(request.endpoint or "")
    return bool(getattr(view, "takes_file", False))


def largest_file() -> int:
    """Return how many bytes a file may have that the view asked for takes."""
    view = current_app.view_functions.get(request.endpoint or "")
    return int(getattr(view, "largest_file", LARGEST_FILE))


def is_storable(text: str) -> bool:
    """Whether both databases can store the text: no NUL, no half of a surrogate pair."""
    return "\0" not in text and not any("\ud800" <= char <= "\udfff" for char in text)


def _refuse_unstorable() -> None:
    """An address cannot contain such characters; a query or the name of a field has no reason to.

    The values of fields are left to the forms, which name the field.
    """
    if is_file_expected():
        request.max_content_length = largest_file() + LARGEST_FORM
    if not is_storable(request.path):
        raise NotFound
    if len(request.path) + len(request.query_string) > LONGEST_ADDRESS:
        raise RequestURITooLarge
    names_and_query = [*request.form, *request.args, *request.args.values()]
    if not all(map(is_storable, names_and_query)):
        raise BadRequest
