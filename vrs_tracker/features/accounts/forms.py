"""The forms by which somebody signs in, and those for managing accounts."""

from wtforms.validators import StopValidation

from vrs_tracker.domain.inputs.accounts import UNIT_MISSING, AccountInput, PersonInput, RoleInput
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.web.fields import (
    ChoicesField,
    CodeField,
    DateField,
    HiddenField,
    Option,
    SecretField,
    TextField,
)
from vrs_tracker.web.forms import PostForm
from vrs_tracker.web.record_fields import FoldedField

FIRST_DAY = "Leer: ab sofort. Für eine Vertretung zum Beispiel 01.08.2026."
LAST_DAY = "Leer: ohne Ende. Danach endet die Rolle von selbst."


class SignInForm(PostForm):
    """Log-in and password; `posted` carries, signed, what was typed before the sign-in ran out."""

    login = TextField(
        "Anmeldename",
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


class PersonForm(PostForm):
    """Who somebody is: the unit that others see, the name that only head office and administration see."""

    unit = TextField(
        "Stelle",
        needed=UNIT_MISSING,
        hint="Was andere statt des Namens sehen, etwa Haushaltsstelle.",
    )
    name = TextField(
        "Name", hint="Nur für Geschäftsstelle und Administration sichtbar; er kann gelöscht werden."
    )

    def to_input(self) -> PersonInput:
        """Return what was typed."""
        return PersonInput(unit=self.unit.data.strip(), name=self.name.data.strip())


class NewAccountForm(PostForm):
    """An account of a new person, with its first roles, for good or for some days."""

    unit = TextField(
        "Stelle", needed=UNIT_MISSING, hint="Was andere statt des Namens sehen, etwa Haushaltsstelle."
    )
    name = TextField("Name", hint="Nur für Geschäftsstelle und Administration sichtbar.")
    login = TextField(
        "Anmeldename",
        limit=100,
        needed="Geben Sie den Anmeldenamen ein.",
        hint="Meist die dienstliche E-Mail-Adresse.",
    )
    roles = ChoicesField(
        "Rollen",
        options=[Option(role.value, role.label) for role in Role],
        needed="Wählen Sie mindestens eine Rolle.",
    )
    block = FoldedField("Baustein oder Projekt", depends=True, hint="Nur bei der Projektleitung.")
    valid_from = DateField("erster Tag", hint=FIRST_DAY, depends=True)
    valid_until = DateField("letzter Tag", hint=LAST_DAY, depends=True)

    @property
    def has_days(self) -> bool:
        """Whether a day was entered or is to be corrected, so that the days are not folded away."""
        days = (self.valid_from, self.valid_until)
        return any(field.typed or field.errors for field in days)

    def to_input(self, password_hash: str) -> AccountInput:
        """Return what was typed."""
        return AccountInput(
            login=self.login.data,
            password_hash=password_hash,
            name=self.name.data.strip(),
            unit=self.unit.data.strip(),
        )

    def role_inputs(self) -> tuple[RoleInput, ...]:
        """Return the chosen roles; the block goes with the project lead's, else with the first one."""
        chosen = [Role(value) for value in self.roles.data]
        owner = Role.PARTNER if Role.PARTNER in chosen else chosen[0]
        slug = self.block.data or ""
        return tuple(
            RoleInput(
                role=role,
                block_slug=slug if role is owner else "",
                valid_from=self.valid_from.data,
                valid_until=self.valid_until.data,
            )
            for role in chosen
        )


class RoleForm(PostForm):
    """A role, for good or for some days."""

    role = CodeField("Rolle", Role, needed="Wählen Sie die Rolle.")
    block = FoldedField("Baustein oder Projekt", depends=True, hint="Nur bei der Projektleitung.")
    valid_from = DateField("erster Tag", hint=FIRST_DAY, depends=True)
    valid_until = DateField("letzter Tag", hint=LAST_DAY, depends=True)

    def to_input(self) -> RoleInput:
        """Return what was typed."""
        return RoleInput(
            role=self.role.data,
            block_slug=self.block.data or "",
            valid_from=self.valid_from.data,
            valid_until=self.valid_until.data,
        )


class OwnPasswordForm(PostForm):
    """Another password for the own account."""

    present = SecretField("Bisheriges Passwort", needed="Geben Sie Ihr bisheriges Passwort ein.")
    password = SecretField(
        "Neues Passwort",
        needed="Geben Sie ein neues Passwort ein.",
        hint="Mindestens zwölf Zeichen. Ein ganzer Satz ist leichter zu merken und sicherer.",
        autocomplete="new-password",
    )
    again = SecretField(
        "Neues Passwort, noch einmal",
        needed="Geben Sie das neue Passwort noch einmal ein.",
        autocomplete="new-password",
    )

    def validate_again(self, field: SecretField) -> None:
        """Compare both entries of the new password."""
        if field.typed != self.password.typed:
            raise StopValidation("Beide Eingaben des neuen Passworts sind verschieden.")
