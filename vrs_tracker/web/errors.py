"""What went wrong becomes a page that says so and what to do now (users.md 6); the one place for that."""

import logging
import traceback
from dataclasses import dataclass
from typing import cast

from flask import Flask, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import HTTPException

from vrs_tracker.domain.errors import Conflict, Forbidden, NotFound, RefusalError, RuleViolations
from vrs_tracker.domain.evidence import TOO_LARGE
from vrs_tracker.web.request_limits import LARGEST_SENT_DOCUMENT, is_file_expected, largest_file

log = logging.getLogger("vrs_tracker")


@dataclass(frozen=True, slots=True)
class Words:
    """Heading and sentence of an error page."""

    heading: str
    sentence: str


PAGES = {
    400: Words(
        "Diese Anfrage war nicht zu verstehen",
        "Gehen Sie einen Schritt zurück, laden Sie die Seite neu und versuchen Sie es noch einmal.",
    ),
    403: Words(
        "Diese Seite ist nicht für Sie freigegeben",
        "Was veröffentlicht ist, finden Sie unter „Übersicht“ und „Berichte“.",
    ),
    404: Words(
        "Diese Seite gibt es nicht",
        "Berichte finden Sie unter „Berichte“, Bausteine unter „Bausteine und Projekte“.",
    ),
    405: Words(
        "Diese Adresse lässt sich so nicht aufrufen",
        "Öffnen Sie die Seite über das Menü und benutzen Sie dort die Schaltfläche.",
    ),
    409: Words(
        "Jemand anderes hat inzwischen etwas geändert",
        "Laden Sie die Seite neu, um den jetzigen Stand zu sehen, und tragen Sie Ihre Änderung dann ein.",
    ),
    413: Words(
        "Das ist zu groß",
        "Eine Eingabe darf höchstens 2 Megabyte umfassen. Kürzen Sie den Text, oder teilen Sie ihn auf.",
    ),
    414: Words(
        "Diese Adresse ist zu lang",
        "Öffnen Sie die Seite über das Menü und treffen Sie Ihre Auswahl dort noch einmal.",
    ),
    422: Words(
        "So lässt sich das nicht speichern",
        "Gehen Sie einen Schritt zurück und ändern Sie die genannten Angaben.",
    ),
    429: Words(
        "Das waren zu viele Versuche",
        "Warten Sie 15 Minuten und versuchen Sie es dann noch einmal.",
    ),
    500: Words(
        "Hier ist uns ein Fehler unterlaufen",
        "Ihre letzte Eingabe wurde nicht gespeichert. Versuchen Sie es in einigen Minuten noch einmal; "
        "bleibt der Fehler, rufen Sie die Programmkoordination an.",
    ),
}
PAGE_TOO_LARGE = 413
FILE_TOO_LARGE = (
    "Eine Datei darf höchstens 10 Megabyte umfassen. Teilen Sie sie auf, und senden Sie die Teile einzeln. "
    "Gespeichert wurde nichts; was vorher da war, ist unverändert."
)
GO_BACK = "Gehen Sie in Ihrem Browser einen Schritt zurück: Was Sie eingegeben haben, steht noch da."
_OTHER = {408: 400, 411: 400, 415: 400, 416: 400, 431: 413, 503: 500}
_REFUSALS = {NotFound: 404, Conflict: 409, Forbidden: 403}


def init_app(app: Flask) -> None:
    """Map every exception to its page."""
    app.register_error_handler(RefusalError, _refused)
    app.register_error_handler(RuleViolations, _rules_broken)
    app.register_error_handler(CSRFError, form_out_of_date)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(IntegrityError, _already_there)
    app.register_error_handler(Exception, _unexpected)


def error_page(status: int, *, heading: str = "", sentences: tuple[str, ...] = ()) -> ResponseReturnValue:
    """Show the page of a status, in its own words or in the given ones."""
    words = PAGES[status]
    page = render_template(
        "error.html",
        status=status,
        heading=heading or words.heading,
        sentences=sentences or (words.sentence,),
    )
    return page, status


def _refused(refusal: Exception) -> ResponseReturnValue:
    status = next((code for kind, code in _REFUSALS.items() if isinstance(refusal, kind)), 403)
    return error_page(status, sentences=(cast("RefusalError", refusal).sentence,))


def _rules_broken(broken: Exception) -> ResponseReturnValue:
    """Only for posts without a form of their own, such as a single button."""
    sentences = tuple(violation.message for violation in cast("RuleViolations", broken).violations)
    return error_page(422, sentences=sentences)


def form_out_of_date(_error: Exception) -> ResponseReturnValue:
    """Show what was typed once more: the form was opened before a sign-in, or cookies are off.

    Only a signed-in person sees it. The sign-in cookie does not travel with a post from a foreign page, so
    such a post never comes back with a working form.
    """
    fields = [(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]
    restored = fields if g.person.is_signed_in else []
    return render_template(
        "form_out_of_date.html", fields=restored, address=request.full_path.rstrip("?")
    ), 400


def _http(error: Exception) -> ResponseReturnValue:
    found = cast("HTTPException", error)
    code = found.code or 500
    if found.response is not None or code < 400:  # noqa: PLR2004 - redirects are exceptions in Werkzeug too
        return found.get_response()
    status = code if code in PAGES else _OTHER.get(code, 400 if code < 500 else 500)  # noqa: PLR2004 - 5xx
    sentences = _too_large() if status == PAGE_TOO_LARGE and is_file_expected() else ()
    page, status = cast("tuple[str, int]", error_page(status, sentences=sentences))
    headers = [(name, value) for name, value in found.get_headers() if name in {"Allow", "Retry-After"}]
    return page, status, headers


def _too_large() -> tuple[str, ...]:
    is_document = largest_file() == LARGEST_SENT_DOCUMENT
    return (TOO_LARGE, GO_BACK) if is_document else (FILE_TOO_LARGE,)


def _already_there(error: Exception) -> ResponseReturnValue:
    """Answer the second of two equal posts at once: its one-time key is taken (decisions.md 4, 20)."""
    if "post_key" not in str(cast("IntegrityError", error).orig):
        return _unexpected(error)
    return error_page(
        409,
        heading="Diese Eingabe ist schon gespeichert",
        sentences=("Sie wurde zweimal kurz nacheinander abgeschickt und nur einmal übernommen.",),
    )


def _unexpected(error: Exception) -> ResponseReturnValue:
    """Log where and what kind, with the lines of code but not the message: it may hold names and amounts."""
    log.error("%s %s: %s\n%s", request.method, request.path, type(error).__name__, _lines_of(error))
    g.has_failed = True
    return error_page(500)


def _lines_of(error: BaseException) -> str:
    return "".join(traceback.format_tb(error.__traceback__))
