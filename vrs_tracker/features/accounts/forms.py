"""The sign-in form."""

from vrs_tracker.web.fields import HiddenField, SecretField, TextField
from vrs_tracker.web.forms import PostForm


class SignInForm(PostForm):
    """Log-in and password; `posted` carries, signed, what was typed before the sign-in ran out."""

    login = TextField(
        "Anmeldename",
        limit=100,
        needed="Geben Sie Ihren Anmeldenamen ein.",
        hint="Meist Ihre dienstliche E-Mail-Adresse.",
    )
    password = SecretField("Passwort", needed="Geben Sie Ihr Passwort ein.")
    next = HiddenField("", limit=2000)
    posted = HiddenField("", limit=2_000_000)
