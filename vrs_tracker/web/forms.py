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

from collections.abc import Iterator
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import Field, FieldList, FormField

from vrs_tracker.domain.errors import RuleViolations
from vrs_tracker.web.fields import PostKeyField


class PostForm(FlaskForm):  # type: ignore[misc] # Flask-WTF publishes no types
    """A form that is posted; field names are the names that the rules use in their violations."""

    class Meta:
        locales = ("de_DE", "de")

    post_key = PostKeyField()

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
    def summary(self) -> list[tuple[str, str]]:
        """Id of the field (empty for the whole form) and message, in the order of the form."""
        found = [("", message) for message in self.form_errors]
        for field in self.all_fields():
            found += [(field.id, message) for message in field.errors]
        return found

    @property
    def status(self) -> int:
        """422 as long as there is something to correct."""
        return 422 if self.summary else 200


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
