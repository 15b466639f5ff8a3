"""What the pages of the budget office share: the blueprint, the kinds of money, notices with a way back."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from flask import Blueprint, flash, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from vrs_tracker.domain.second_person import limit_hint
from vrs_tracker.extensions import db
from vrs_tracker.features.finance import actions
from vrs_tracker.features.finance.forms import (
    AppropriationForm,
    BudgetBlockForm,
    EntryForm,
    MoneyForm,
    ReleaseForm,
    SpendingFreezeForm,
    hide_needless_reason,
)
from vrs_tracker.features.finance.forms.parts import AMOUNT_HINT
from vrs_tracker.features.finance.queries.choices import CHOICES, choices_for, known_budget_lines
from vrs_tracker.features.finance.queries.confirmations import open_requests_of
from vrs_tracker.features.finance.queries.lines import KINDS, MoneyRow, word_of
from vrs_tracker.web.edge import settings
from vrs_tracker.web.fields import ChoiceField, Option, TextField
from vrs_tracker.web.forms import PostForm
from vrs_tracker.web.records import Outcome, show_record

bp = Blueprint("finance", "vrs_tracker.features.finance.views")

KIND = f"<any({', '.join(KINDS)}):kind>"


class Words(NamedTuple):
    """Form, action and words of one kind of money."""

    form: type[MoneyForm]
    add: Callable[..., MoneyRow]
    title: str


WORDS = {
    "buchungen": Words(EntryForm, actions.add_entry, "Betrag erfassen"),
    "veranschlagung": Words(AppropriationForm, actions.add_appropriation, "Veranschlagung erfassen"),
    "sperrvermerk": Words(BudgetBlockForm, actions.add_budget_block, "Sperrvermerk erfassen"),
    "freigabe": Words(ReleaseForm, actions.add_release, "Freigabe erfassen"),
    "haushaltssperre": Words(SpendingFreezeForm, actions.add_freeze, "Haushaltssperre erfassen"),
}


AMOUNT, LINE = "amount", "budget_line"
ROW_WAITS = "Die Zeile wartet auf die zweite Person und zählt noch nirgends."
ROWS_WAIT = "Die Zeilen warten zusammen auf die zweite Person und zählen noch nirgends."


def pressed() -> str:
    """Return which of the buttons was pressed."""
    return request.form.get("tun", "")


def say(sentence: str, *ways: tuple[str, str]) -> None:
    """Tell on the next page what was done, with links to what was made and to the way back."""
    links = Markup(" · ").join(
        Markup('<a href="{}">{}</a>').format(address, label) for label, address in ways
    )
    flash(Markup("{} {}").format(sentence, links) if ways else sentence)


def say_done(rows: Sequence[MoneyRow]) -> None:
    """Tell that rows are booked, or that they wait for a second person, with the ways from there."""
    waiting = open_requests_of(db.session, rows)
    if waiting:
        _, request_made = waiting[0]
        say(
            ROW_WAITS if len(rows) == 1 else ROWS_WAIT,
            ("Anfrage ansehen", url_for(".confirmation", request_id=request_made.id)),
        )
        return
    (row,) = rows
    say(
        "Die Zeile ist gebucht.",
        ("Buchung zurücknehmen", url_for(".reverse", kind=word_of(row), row_id=row.id)),
        ("Dokument hinterlegen", f"/belege/{word_of(row)}/{row.id}"),
        ("Verlauf ansehen", f"/verlauf/{row.__tablename__}/{row.id}"),
    )


def money_page(
    form: PostForm,
    outcome: Outcome,
    *,
    title: str,
    button: str = "Buchen",
    template: str = "record_page.html",
    **context: Any,  # noqa: ANN401 - what the template asks for
) -> ResponseReturnValue:
    """Show a form of this feature; the way out leads to the list of bookings."""
    hide_needless_reason(form)
    back = url_for(".bookings")
    return show_record(form, outcome, title=title, button=button, back=back, template=template, **context)


def offer(form: PostForm) -> None:
    """Fill every list of rows, in all lines of the form, with one query together.

    Where a budget line is typed, those of the budget are suggested; at the amount stands from where on a
    second person is needed.
    """
    by_name: dict[str, list[ChoiceField]] = {}
    lines: list[TextField] = []
    for field in form.all_fields():
        if isinstance(field, ChoiceField) and field.short_name in CHOICES:
            by_name.setdefault(field.short_name, []).append(field)
        elif isinstance(field, TextField) and field.short_name == LINE:
            lines.append(field)
    for name, choices in choices_for(db.session, by_name).items():
        options = [Option(str(row_id), words) for row_id, words in choices]
        for choice in by_name[name]:
            choice.options = options
    known = [Option(line, words) for line, words in known_budget_lines(db.session)] if lines else []
    for line in lines:
        line.suggestions = known
    if AMOUNT in form:
        form[AMOUNT].hint = f"{AMOUNT_HINT} {limit_hint(settings().second_person_from)}"
