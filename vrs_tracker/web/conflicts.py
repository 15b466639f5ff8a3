"""Two people editing at once: what a form carries to notice it, and both versions side by side.

    class NoteForm(PostForm):
        version = VersionField()                  # `.data` is the version that the form was filled from

    except Conflict as conflict:
        db.session.rollback()
        clash = meet(form, conflict, {"text": row.text, "version": row.version})
        return render_template(…, form=form, clash=clash), 409

The template draws the clash with `both_versions` of templates/macros/conflict.html above the form, in which
everything typed still stands (users.md 6, no. 32).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Unpack

from wtforms import Field

from vrs_tracker.domain.errors import Conflict
from vrs_tracker.domain.history_rules import display
from vrs_tracker.domain.notation import list_de
from vrs_tracker.web.fields import (
    CheckField,
    ChoiceField,
    ChoicesField,
    CodeField,
    FieldOptions,
    GermanField,
    HiddenField,
)
from vrs_tracker.web.forms import PostForm

LONGEST = 9


class TwoVersions(NamedTuple):
    """What somebody else stored in a field, and what was typed."""

    label: str
    stored: str
    typed: str


class Clash(NamedTuple):
    """What the page of a conflict says before the form."""

    sentence: str
    lines: tuple[TwoVersions, ...]


class VersionField(HiddenField):
    """The version that a form was filled from; `.data` is an int, None if it was tampered with."""

    def __init__(self, **rest: Unpack[FieldOptions]) -> None:
        super().__init__("", **rest)

    def process_data(self, value: Any) -> None:  # noqa: ANN401 - WTForms' signature
        """Take a version."""
        self.data = value

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read a whole number; anything else is no version."""
        typed = str(valuelist[0]) if valuelist else ""
        self.data = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= LONGEST else None

    @property
    def typed(self) -> str:
        """Write the number."""
        return "" if self.data is None else str(self.data)


def meet(form: PostForm, conflict: Conflict, stored: Mapping[str, object]) -> Clash:
    """Compare the stored values, by the names of the fields, with what was typed.

    The form takes over the stored version: sent again, it overwrites knowingly.
    """
    lines = tuple(_differences(form, stored))
    form["version"].data = stored["version"]
    return Clash(conflict.sentence, lines)


def _differences(form: PostForm, stored: Mapping[str, object]) -> Iterator[TwoVersions]:
    for field in form.all_fields():
        if field.name in stored and not isinstance(field, VersionField):
            before, typed = _shown(field, stored[field.name]), _shown(field, field.data)
            if before != typed:
                yield TwoVersions(field.label.text, before, typed)


def _shown(field: Field, value: object) -> str:
    """Write a value as people read it: the words of a choice, else as it is typed."""
    if isinstance(field, ChoicesField):
        chosen = {str(each) for each in value} if isinstance(value, Iterable) else set()
        return list_de([option.label for option in field.options if option.value in chosen])
    if isinstance(field, ChoiceField) and not isinstance(field, CodeField):
        return next((option.label for option in field.options if option.value == str(value)), "")
    if value is None or isinstance(field, CodeField | CheckField) or not isinstance(field, GermanField):
        return display(value)
    return field.shown(value)
