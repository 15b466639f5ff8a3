"""The secret of the forms, written differently in every answer, so that pages with forms can be compressed.

The length of a compressed page tells how much of what somebody smuggles into it is a repetition (BREACH). The
token of Flask-WTF stays the same for a browser's session; masked with random bytes it never repeats. What
else a page holds is guarded by the cookie, which does not travel with requests that foreign pages make, and
by a random addition to the length (`headers.py`).
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from secrets import token_bytes

from flask import Flask, g
from flask_wtf import CSRFProtect
from flask_wtf.csrf import generate_csrf

_MARK = "m."
"""Begins a masked token; a bare one is JSON in base64 and begins with "I"."""


class MaskedCSRFProtect(CSRFProtect):  # type: ignore[misc] # Flask-WTF publishes no types
    """Flask-WTF's protection; `csrf_token()` in templates is masked, and a masked token is taken back."""

    def init_app(self, app: Flask) -> None:
        """Check every unsafe request; give the templates the masked token."""
        super().init_app(app)
        app.add_template_global(masked_token, "csrf_token")
        app.context_processor(lambda: {"csrf_token": masked_token})

    def _get_csrf_token(self) -> str | None:
        return unmasked(super()._get_csrf_token() or "")


def masked_token() -> str:
    """Return the token of this browser's forms, the same for all forms of an answer."""
    token = generate_csrf()
    if g.get("masked_token", ("", ""))[0] != token:
        g.masked_token = (token, masked(token))
    return str(g.masked_token[1])


def masked(token: str) -> str:
    """Return a random mask and the token under it."""
    mask = token_bytes(len(token))
    return _MARK + urlsafe_b64encode(mask + _combined(token.encode(), mask)).decode()


def unmasked(sent: str) -> str:
    """Return the token under a mask; a bare token as it is, nothing for what is neither."""
    if not sent.startswith(_MARK):
        return sent
    try:
        both = urlsafe_b64decode(sent.removeprefix(_MARK))
        return _combined(both[len(both) // 2 :], both[: len(both) // 2]).decode()
    except (NotBase64, ValueError):
        return ""


def _combined(one: bytes, other: bytes) -> bytes:
    return bytes(left ^ right for left, right in zip(one, other, strict=True))
