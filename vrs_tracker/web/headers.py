"""Security and caching headers of every answer (domain.md 5.7, stack.md 4, pitfall 1)."""

from gzip import GzipFile
from io import BytesIO
from secrets import randbelow, token_hex

from flask import Flask, g, request, session
from flask.sessions import SecureCookieSessionInterface
from werkzeug.wrappers import Response

from vrs_tracker.domain.policy import PUBLIC

# data: only for pictures, because the KERN style sheet draws its icons with it
# hash of an empty style element: Plotly makes one and fills it by script (docs/adr/0016-explored-charts.md)
_EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
_POLICY = (
    f"default-src 'none'; script-src 'self'; style-src 'self' {_EMPTY_STYLE}; img-src 'self' data:; "
    "font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SANDBOX = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""The policy of a document that somebody handed in: whatever a browser does with it, it runs nothing."""
FOR_FILES = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
FOR_PAGES = FOR_FILES | {
    "Content-Security-Policy": _POLICY,
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_ONE_YEAR_OF_TLS = "max-age=31536000"
_WORTH_COMPRESSING = 1024
_LEVEL = 5
_MOST_ADDED = 50
_TEXT = frozenset({"text/html", "text/csv", "application/json"})


class FormCookie(SecureCookieSessionInterface):
    """Flask's signed cookie, which holds the secret of the forms; only over TLS where there is TLS."""

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002 - Flask's signature
        """Say whether the browser may send the cookie over TLS only."""
        return request.is_secure


def init_app(app: Flask) -> None:
    """Add the headers to every answer, errors too."""
    app.after_request(_finish)


def _finish(response: Response) -> Response:
    for name, value in FOR_PAGES.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", _ONE_YEAR_OF_TLS)
    response.headers.setdefault(
        "Cache-Control", "private, no-cache" if _is_for_everybody(response) else "no-store"
    )
    response.vary.add("Cookie")
    _compress(response)
    if response.mimetype == "text/html" and not response.is_streamed and _is_for_everybody(response):
        response.add_etag()
        response.make_conditional(request)
    return response


def _is_for_everybody(response: Response) -> bool:
    """Whether a page is the same for every visitor: no person, no secret of a form, no cookie of its own.

    Such a page has a name made of its content, by which a browser asks whether it has changed.
    """
    has_secret = "csrf_token" in g or session.modified or "Set-Cookie" in response.headers
    return g.get("person", PUBLIC) is PUBLIC and not has_secret


def _compress(response: Response) -> None:
    """Compress what browsers read.

    A page for one person gets a name of random length inside the compressed file, which no browser shows: the
    length of an answer then tells little about what it repeats (BREACH; `form_secret.py` masks the secret).
    """
    if (
        response.mimetype in _TEXT
        and not response.direct_passthrough
        and not response.is_streamed
        and "Content-Encoding" not in response.headers
    ):
        response.vary.add("Accept-Encoding")
        body = response.get_data()
        if len(body) >= _WORTH_COMPRESSING and request.accept_encodings.quality("gzip") > 0:
            name = "" if _is_for_everybody(response) else token_hex(randbelow(_MOST_ADDED + 1))
            packed = BytesIO()
            with GzipFile(name, "wb", _LEVEL, packed, mtime=0) as file:
                file.write(body)
            response.set_data(packed.getvalue())
            response.headers["Content-Encoding"] = "gzip"
