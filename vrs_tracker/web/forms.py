"""The base of every form: one-time key, violations at their fields, 422 with everything typed.

    class BookingForm(PostForm):
        amount = EuroField("Betrag", needed="Geben Sie den Betrag ein.")

    form = BookingForm()
    if form.validate_on_submit():
        try:
            finance.actions.book(db.session, form.to_input(), by=person(), now=now())
        except RuleViolations as broken:
            form.show(broken)
        else:
            db.session.commit()
            return redirect(url_for(".bookings"), 303)
    return show_form(form, title="Buchung erfassen", button="Buchung speichern")

A form with several buttons or groups has a template of its own that extends layout.html and draws each field
with the macros of templates/macros/form.html.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import Field, FieldList, FormField

from vrs_tracker.domain.errors import RuleViolations
from vrs_tracker.web.fields import FileField, PostKeyField

SHOWN_ONLY = "vrs_tracker.shown_only"
"""Set in the environment, which no browser does, of a request that shows a form and stores nothing.

Its value is the sentence that the page says above the form.
"""


class PostForm(FlaskForm):  # type: ignore[misc] # Flask-WTF publishes no types
    """A form that is posted; field names are the names that the rules use in their violations."""

    class Meta:
        locales = ("de_DE", "de")

    post_key = PostKeyField()

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Read and check every field; a form that is only shown never passes."""
        fits = super().validate(extra_validators)
        sentence = request.environ.get(SHOWN_ONLY)
        if sentence is None:
            return bool(fits)
        if sentence:
            flash(sentence, "warning")
            request.environ[SHOWN_ONLY] = ""
        return False

    def show(self, broken: RuleViolations) -> None:
        """Put each violation at its field; those for no field of this form head the summary."""
        fields = {field.name: field for field in self.all_fields()}
        for violation in broken.violations:
            field = fields.get(violation.field)
            if field is None:
                self.form_errors.append(violation.message)
            else:
                field.errors = [*field.errors, violation.message]

    def all_fields(self) -> Iterator[Field]:
        """Yield every field, those of repeated lines too, under its full name ("lines-0-amount")."""
        yield from _flat(self)

    @property
    def sends_file(self) -> bool:
        """Whether a file travels along, which takes another encoding."""
        return any(isinstance(field, FileField) for field in self)

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Id of the field (empty for the whole form) and message, in the order of the form.

        What would stand there twice begins with the name of its field, so that a link says where it leads.
        """
        at_fields = [(field, message) for field in self.all_fields() for message in field.errors]
        times = Counter(message for _, message in at_fields)
        return [("", message) for message in self.form_errors] + [
            (field.id, message if times[message] == 1 else f"{_name_of(field)}: {message}")
            for field, message in at_fields
        ]

    @property
    def status(self) -> int:
        """422 as long as there is something to correct."""
        return 422 if self.summary else 200


def _name_of(field: Field) -> str:
    """Return the label, with the number of the line where lines repeat ("entries-0-amount")."""
    label = str(field.label.text).rstrip("?:")
    number = next((int(part) for part in field.name.split("-") if part.isdecimal()), None)
    return label if number is None else f"Zeile {number + 1}, {label}"


def _flat(fields: Any) -> Iterator[Field]:  # noqa: ANN401 - forms and lists of fields have no common type
    for field in fields:
        if isinstance(field, FormField):
            yield from _flat(field.form)
        elif isinstance(field, FieldList):
            yield from _flat(field)
        else:
            yield field


def show_form(
    form: PostForm,
    *,
    title: str,
    button: str,
    intro: str = "",
    back: str = "",
    template: str = "form_page.html",
    **context: Any,  # noqa: ANN401 - handed to the template as it is
) -> ResponseReturnValue:
    """Render a form page: status 200, or 422 after an error. `back` is where „Eingaben verwerfen“ leads."""
    page = render_template(
        template, form=form, title=title, button_label=button, intro=intro, back=back, **context
    )
    return page, form.status
