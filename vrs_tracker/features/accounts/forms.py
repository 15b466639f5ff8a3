"""The forms by which somebody signs in: log-in and password, or a personal link."""

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


class LinkForm(PostForm):
    """A personal link, pasted as a whole or carried by the page it opened; `posted` as above."""

    link = TextField(
        "Ihr persönlicher Link",
        limit=500,
        needed="Fügen Sie den persönlichen Link aus der Nachricht der Programmkoordination ein.",
        hint="Er steht in der Nachricht der Programmkoordination.",
    )
    posted = HiddenField("", limit=2_000_000)

    @property
    def secret(self) -> str:
        """The last part of the address, which is all that counts."""
        return self.link.typed.strip().rstrip("/").rpartition("/")[2]
